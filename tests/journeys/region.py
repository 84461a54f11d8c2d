"""The region of the walk: one institution with four leerplaatsen, one school, and who works there."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onboarding.models import Student
from profiles.enums import Role, Sector
from profiles.models import Institution, Leerplaats, User
from tests.factories import (
    ANSWERS,
    PASSWORD,
    InstitutionFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    PeriodFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    SchoolFactory,
    person,
)
from toolbox.actions.base_formats import load_base_formats

LIST_OF_SCHOOL = Path(__file__).parents[1] / "onboarding" / "aanlevering" / "files" / "roc-maasmond-bpv-feb-2027.xlsx"
PROGRAMMES = {
    "Helpende Zorg en Welzijn": ("Helpende", 2, 2, ["25960"]),
    "Verzorgende IG": ("VIG", 3, 3, ["25656"]),
    "Mbo-Verpleegkundige": ("Mbo-V", 4, 4, ["25655"]),
    "Persoonlijk begeleider maatschappelijke zorg": ("PB MZ", 3, 3, ["25779"]),
}
# The leerplaatsen that are online already: name, kind of care, and how many of which opleiding and year.
OTHERS = (
    ("De Werf", Sector.NURSING_HOME, (("Mbo-Verpleegkundige", 4, 2), ("Verzorgende IG", 3, 2))),
    ("De Sluis", Sector.DISABILITY_CARE, (("Mbo-Verpleegkundige", 4, 1), ("Verzorgende IG", 2, 3))),
    ("Het Anker", Sector.REHABILITATION, (("Verzorgende IG", 1, 2),)),
)


@dataclass
class Region:
    """Who and what the walk needs by name. Everybody logs in with `PASSWORD`."""

    institution: Institution
    de_kade: Leerplaats
    coordinator: User
    praktijkopleider: User
    werkbegeleider: User

    def student(self, name):
        """The student with this name, once the list of the school is stored."""
        return next(student for student in Student.objects.all() if student.name == name)


def build_region():
    """Everything that stands before the first person logs in. The migrations' rows are gone here, so load them."""
    load_base_formats()
    institution = InstitutionFactory(name="Maasstroom Zorg", slug="maasstroom-zorg", email="stage@maasstroom.example")
    location = LocationFactory(institution=institution, name="Kadeplein")
    de_kade = LeerplaatsFactory(location=location, name="De Kade", slug="de-kade")
    LeerplaatsprofielFactory(leerplaats=de_kade, answers={})
    period = PeriodFactory(name="Voorjaar 2027", starts_on=date(2027, 1, 25), ends_on=date(2027, 7, 9))
    programmes = {
        name: ProgrammeFactory(name=name, short_name=short, level=level, years=years, codes=codes)
        for name, (short, level, years, codes) in PROGRAMMES.items()
    }
    for name, sector, offers in OTHERS:
        leerplaats = LeerplaatsFactory(location=location, name=name, slug=name.lower().replace(" ", "-"), sector=sector)
        answers = {**ANSWERS, "care_kind": "Zorg voor ouderen", "contact_phone": "010 123 45 70"}
        LeerplaatsprofielFactory(leerplaats=leerplaats, answers=answers, online=True)
        for programme, year, number in offers:
            offer = {"programme": programmes[programme], "year": year, "number": number}
            PlaceOfferFactory(leerplaats=leerplaats, period=period, **offer)
    SchoolFactory(name="ROC Maasmond", slug="roc-maasmond")
    staff = {"password": PASSWORD}
    return Region(
        institution,
        de_kade,
        coordinator=person(Role.COORDINATOR, institution, name="Cora Dijkstra", **staff),
        praktijkopleider=person(Role.PRAKTIJKOPLEIDER, institution, de_kade, name="Joost Vermaat", **staff),
        werkbegeleider=person(Role.WERKBEGELEIDER, institution, de_kade, name="Samira Haddad", **staff),
    )
