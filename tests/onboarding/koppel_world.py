"""An institution with two leerplaatsen, for the tests of koppelen."""

from onboarding.actions.matching import make_proposal
from onboarding.models import Proposal
from profiles.enums import Role, Sector
from tests.factories import (
    InstitutionFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    PeriodFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    StudentFactory,
    person,
)


class KoppelWorld:
    """One institution with De Kade (hospital, 1 place) and De Tuin (nursing home, 1 place)."""

    def __init__(self):
        self.institution = InstitutionFactory()
        self.coordinator = person(Role.COORDINATOR, self.institution)
        self.period, self.programme = PeriodFactory(name="Periode 2"), ProgrammeFactory(name="Mbo-Verpleegkundige")
        self.kade = self.offer("De Kade", Sector.HOSPITAL)
        self.tuin = self.offer("De Tuin", Sector.NURSING_HOME)

    def offer(self, name, sector, number=1):
        location = LocationFactory(institution=self.institution)
        leerplaats = LeerplaatsFactory(location=location, name=name, sector=sector)
        LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
        return PlaceOfferFactory(leerplaats=leerplaats, period=self.period, programme=self.programme, number=number)

    def student(self, name, *wishes, **fields):
        return PlacementRequestFactory(
            student=StudentFactory(given_name=name, last_name="Aalbers"),
            institution=self.institution,
            period=self.period,
            programme=self.programme,
            wishes=list(wishes),
            **fields,
        )

    def propose(self):
        return make_proposal(institution=self.institution, period=self.period, by=self.coordinator)

    def places(self):
        """Student to leerplaats, as proposed."""
        rows = Proposal.objects.select_related("request__student", "offer__leerplaats")
        return {row.request.student.given_name: row.offer and row.offer.leerplaats.name for row in rows}


def text_of(response):
    """The words of a page, on one line."""
    return " ".join(response.content.decode().split())
