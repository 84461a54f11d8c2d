"""Who can try the demo region: one person per role, and a student who has no place yet."""

from dataclasses import dataclass

from django.conf import settings

from onboarding.actions.links import make_personal_link
from onboarding.demo.content import read_region
from onboarding.demo.students import email_of
from onboarding.models import PlacementRequest, Student
from profiles.enums import Role
from profiles.models import User

WAITING = "student_waiting"  # no role of its own: a student who looks for a place
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
    """A Login per role and one of a student without a place, of who is really there; empty without a demo region.

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
    return [*staff, *_student_login(region), *_waiting_login(region)] if staff else []


def _student_login(region):
    """The first student of the file, whose stage starts tomorrow."""
    return _link_of(region, region.students[0], Role.STUDENT)


def _waiting_login(region):
    """The first student who looks for a place at the institution of that first one and gave no wishes yet."""
    home = region.students[0].institution
    for content in region.students:
        if content.institution == home and not content.leerplaats:
            found = _link_of(region, content, WAITING)
            if found and not _gave_wishes(found[0].email):
                return found
    return []


def _gave_wishes(email):
    return PlacementRequest.objects.filter(student__email=email, wishes_given_at__isnull=False).exists()


def _link_of(region, content, role):
    domain = next(school["student_domain"] for school in region.schools if school["key"] == content.school)
    student = Student.objects.filter(email=email_of(content, domain)).first()
    if student is None:
        return []
    path = make_personal_link(student=student)
    link = settings.SITE_URL.rstrip("/") + path
    return [Login(role, student.name, student.email, link=link, path=path)]
