"""Who can try the demo region, one person per role."""

from dataclasses import dataclass

from django.conf import settings

from onboarding.actions.links import make_personal_link
from onboarding.demo.content import read_region
from onboarding.demo.students import email_of
from onboarding.models import Student
from profiles.enums import Role
from profiles.models import User

PASSWORD = "welkom-bij-de-maas"  # noqa: S105 (known to everybody: only ever for the demo region)


@dataclass(frozen=True)
class Login:
    """A way in: staff have a password, a student has a personal link. `path` is the link without the site."""

    role: str
    name: str
    email: str
    password: str | None = None
    link: str | None = None
    path: str | None = None


def demo_logins():
    """A Login per role, of who is really in the database; empty when there is no demo region.

    Every call makes a new personal link: of the ones before only a hash was kept.
    """
    region = read_region()
    everybody = [*region.people, *(person for content in region.institutions for person in content.people)]
    shown = {person.email: person for person in everybody if person.login}
    present = set(User.objects.filter(email__in=shown).values_list("email", flat=True))
    order = list(Role.values)
    staff = [
        Login(person.role, person.name, person.email, password=PASSWORD)
        for person in sorted(shown.values(), key=lambda person: order.index(person.role))
        if person.email in present
    ]
    return staff + _student_login(region) if staff else []


def _student_login(region):
    """The first student of the file, whose stage starts tomorrow."""
    content = region.students[0]
    domain = next(school["student_domain"] for school in region.schools if school["key"] == content.school)
    student = Student.objects.filter(email=email_of(content, domain)).first()
    if student is None:
        return []
    path = make_personal_link(student=student)
    link = settings.SITE_URL.rstrip("/") + path
    return [Login(Role.STUDENT, student.name, student.email, link=link, path=path)]
