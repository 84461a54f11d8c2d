"""Makes the rows of who and where: schools, institutions, locations, staff, opleidingen, periods."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from onboarding.demo import dates
from onboarding.demo.logins import PASSWORD
from profiles import geography
from profiles.base_requirements import load_base_requirements
from profiles.enums import Role
from profiles.inheritance import REQUIREMENTS
from profiles.models import (
    Institution,
    Location,
    Membership,
    Period,
    PostcodeArea,
    Programme,
    Requirement,
    School,
    SharedAnswers,
    User,
)

EMPLOYED_FOR = timedelta(days=400)
SCHOOL_FIELDS = ("name", "email", "phone")
REQUIREMENT_NAMES = {
    "vog": "Verklaring Omtrent het Gedrag (VOG)",
    "vaccination": "Vaccinatie tegen hepatitis B",
    "elearning": "E-learning vóór de start",
    "account": "Account voor de computer",
}
PROGRAMME_FIELDS = ("name", "short_name", "level", "codes", "years", "source")


def make_schools(region):
    """The schools by key."""
    return {
        school["key"]: School.objects.create(slug=school["slug"], **{name: school[name] for name in SCHOOL_FIELDS})
        for school in region.schools
    }


def make_programmes(region):
    """The opleidingen by key."""
    return {
        programme["key"]: Programme.objects.create(**{name: programme[name] for name in PROGRAMME_FIELDS})
        for programme in region.programmes
    }


def make_periods(today):
    """The three periods, in order."""
    return [
        Period.objects.create(name=period.name, starts_on=period.starts_on, ends_on=period.ends_on)
        for period in dates.periods(today)
    ]


def make_institutions(region):
    """The institutions by key, and their locations by (institution key, location key)."""
    PostcodeArea.objects.bulk_create(PostcodeArea(**row) for row in region.postcodes)
    institutions, locations = {}, {}
    for content in region.institutions:
        institution = Institution.objects.create(**content.fields)
        institutions[content.key] = institution
        _share(institution, None, content.shared)
        for place in content.locations:
            location = Location(institution=institution, **place.address)
            geography.locate(location)
            location.save()
            locations[content.key, place.key] = location
            _share(institution, location, place.shared)
    return institutions, locations


def _share(institution, location, answers):
    """What the institution or the location says for all its leerplaatsen."""
    if answers:
        SharedAnswers.objects.create(institution=institution, location=location, answers=with_lines(answers))


def with_lines(answers):
    """Answers from a file with the requirements under the number of their line in the register."""
    if REQUIREMENTS not in answers:
        return answers
    load_base_requirements(Requirement)
    lines = {requirement.name: str(requirement.pk) for requirement in Requirement.objects.filter(institution=None)}
    entries = {lines[REQUIREMENT_NAMES[key]]: entry for key, entry in answers[REQUIREMENTS].items()}
    return answers | {REQUIREMENTS: entries}


def make_staff(region, institutions, schools, today):
    """Everybody of the staff with one role each; the users by e-mail address.

    All have the one demo password, hashed once: hashing it for each of them takes half a minute.
    """
    password = make_password(PASSWORD)
    since = today - EMPLOYED_FOR
    users = {}
    for institution, person in _staff(region):
        user = User.objects.create(name=person.name, email=person.email, password=password)
        Membership.objects.create(
            user=user,
            role=Role(person.role),
            institution=institutions.get(institution),
            school=schools.get(person.school),
            starts_on=since,
        )
        users[person.email] = user
    return users


def limit_staff(region, users, leerplaatsen):
    """Give praktijkopleiders and werkbegeleiders the leerplaatsen they work with."""
    memberships = {membership.user_id: membership for membership in Membership.objects.all()}
    for institution, person in _staff(region):
        rows = [leerplaatsen[institution, key] for key in person.leerplaatsen]
        if rows:
            memberships[users[person.email].pk].leerplaatsen.set(rows)


def coordinator(content, users):
    """The coordinator of an InstitutionContent."""
    return next(users[person.email] for person in content.people if person.role == Role.COORDINATOR)


def praktijkopleider(content, key, users):
    """Who leads the learning at the leerplaats with that key; the coordinator when nobody does."""
    for person in content.people:
        if person.role == Role.PRAKTIJKOPLEIDER and key in person.leerplaatsen:
            return users[person.email]
    return coordinator(content, users)


def _staff(region):
    people = [("", person) for person in region.people]
    return people + [(content.key, person) for content in region.institutions for person in content.people]
