"""Short lists of a school, delivered and stored as a page does it."""

from datetime import date

from onboarding.actions.import_storing import store_import
from onboarding.actions.imports import preview_of, start_import
from onboarding.import_difference import difference
from profiles.enums import Role
from tests.factories import (
    InstitutionFactory,
    PeriodFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    SchoolFactory,
    person,
)

STUDENT = {
    "Studentnummer": "1001",
    "Voornaam": "Noor",
    "Tussenvoegsel": "van der",
    "Achternaam": "Aa",
    "E-mail": "noor@school.example",
    "Opleiding": "Verzorgende IG",
    "Leerjaar": "2",
    "Start": "1-2-2027",
    "Eind": "18-6-2027",
    "Dagen": "ma/di",
    "Plaats": "Schiedam",
    "Voorkeur 1": "wijkzorg",
}
OTHER = {"Studentnummer": "1002", "Voornaam": "Sem", "Tussenvoegsel": "", "Achternaam": "Bos",
         "E-mail": "sem@school.example", "Plaats": "Delft"}  # fmt: skip


class Delivery:
    """One school that delivers to one institution, by its school coordinator unless told otherwise."""

    def __init__(self):
        self.institution, self.school = InstitutionFactory(), SchoolFactory()
        self.vig = ProgrammeFactory(name="Verzorgende IG", codes=["25656"], level=3)
        self.nurse = ProgrammeFactory(name="Mbo-Verpleegkundige", codes=["25655"], level=4)
        self.period = PeriodFactory(name="Voorjaar 2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 7, 31))
        self.school_coordinator = person(Role.SCHOOL_COORDINATOR, self.school)
        self.coordinator = person(Role.COORDINATOR, self.institution)

    def deliver(self, *changes, by=None):
        """A list in which each argument changes the one good student."""
        rows = [STUDENT | change for change in changes]
        names = list(dict.fromkeys(name for row in rows for name in row))
        lines = [names, *([row.get(name, "") for name in names] for row in rows)]
        data = "\n".join("\t".join(line) for line in lines).encode()
        return start_import(
            data=data,
            filename="lijst.txt",
            school=self.school,
            institution=self.institution,
            by=by or self.school_coordinator,
        )

    def store(self, *changes, by=None):
        """Such a list, stored at once."""
        found = self.deliver(*changes, by=by)
        return store_import(found=found, by=by or self.school_coordinator)

    def difference(self, found, by=None):
        """What storing this list would do."""
        found.refresh_from_db()
        return difference(found, preview_of(found), by=by or self.school_coordinator)


def confirm(request):
    """A stage that stands for this request."""
    offer = PlaceOfferFactory(
        leerplaats__location__institution=request.institution, period=request.period, programme=request.programme
    )
    return PlacementFactory(offer=offer, request=request)
