"""The made-up region of `region` as rows of one institution and period, to measure from the database on."""

from collections import Counter
from datetime import date

from onboarding.enums import WishKind
from onboarding.matching import Rule, World
from onboarding.models import PlacementRequest, Student, Wish
from profiles.enums import Particular, Role, Sector, SupervisionLevel
from profiles.models import (
    Institution,
    Leerplaats,
    Location,
    Membership,
    Period,
    PlaceLimit,
    PlaceOffer,
    PostcodeArea,
    Programme,
    School,
    SupervisionRule,
    User,
)

BATCH = 2000
LEVELS = dict(zip((1, 2, 3), (SupervisionLevel.MBO_3, SupervisionLevel.MBO_4, SupervisionLevel.HBO), strict=True))
SECTORS = {
    "hospital": Sector.HOSPITAL,
    "nursing_home": Sector.NURSING_HOME,
    "home": Sector.HOME_CARE,
    "mental": Sector.MENTAL_HEALTH,
    "disability": Sector.DISABILITY_CARE,
    "rehabilitation": Sector.REHABILITATION,
}
FIRST_AREA, ACROSS = 1000, 90  # postcode areas lie in rows of so many, so that all have four digits
MIDDLE, METRES_PER_DEGREE = (52.1, 5.4), (111_200, 68_400)  # north and east; a country is measured, not mapped


class RegionRows:
    """Everything a proposal looks at, for each request and offer of `world`: `institution`, `period`, `coordinator`.

    A board is of one period, so those of the second period of the region are of programmes of their own here: as many
    students reach as many places. Students and leerplaatsen are where the postcode area around them has its middle.
    """

    def __init__(self, world: World):
        self._world = world
        self._organisations()
        self._areas()
        self._leerplaatsen()
        self._students()
        self._wishes()

    def _organisations(self):
        self.institution = Institution.objects.create(name="Meetregio", slug="meetregio", email="stage@meting.example")
        self.school = School.objects.create(name="Meetschool", slug="meetschool", email="bureau@school.example")
        self.coordinator = User.objects.create_user("meting@meting.example", name="Coördinator")
        Membership.objects.create(user=self.coordinator, role=Role.COORDINATOR, institution=self.institution)
        stays = [request.stay for request in self._world.requests]
        first, last = min(stay.first for stay in stays), max(stay.last for stay in stays)
        self.period = Period.objects.create(name="Meetperiode", starts_on=_day(first), ends_on=_day(last))
        kinds = sorted({(row.programme, row.period) for row in (*self._world.requests, *self._world.offers)})
        self._programmes = {
            kind: Programme.objects.create(
                name=f"Opleiding {kind[0]}, groep {kind[1]}", short_name="M", level=4, years=4
            )
            for kind in kinds
        }
        asked = {(row.programme, row.period, row.year): row.supervision for row in self._world.requests}
        SupervisionRule.objects.bulk_create(
            SupervisionRule(programme=self._programmes[programme, period], year=year, level=LEVELS[level])
            for (programme, period, year), level in sorted(asked.items())
            if level
        )

    def _areas(self):
        spots = [row.position for row in (*self._world.requests, *self._world.offers)]
        self._corner = min(x for x, _ in spots), min(y for _, y in spots)
        side = max(max(x for x, _ in spots) - self._corner[0], max(y for _, y in spots) - self._corner[1])
        self._step = side // ACROSS + 1
        PostcodeArea.objects.all().delete()
        PostcodeArea.objects.bulk_create(
            PostcodeArea(
                str(FIRST_AREA + up * ACROSS + across),
                "Meetstad",
                MIDDLE[0] + (up - ACROSS / 2) * self._step / METRES_PER_DEGREE[0],
                MIDDLE[1] + (across - ACROSS / 2) * self._step / METRES_PER_DEGREE[1],
            )
            for up in range(ACROSS)
            for across in range(ACROSS)
        )

    def _postcode(self, position):
        across, up = ((here - least) // self._step for here, least in zip(position, self._corner, strict=True))
        return f"{FIRST_AREA + up * ACROSS + across} AB"

    def _leerplaatsen(self):
        first = {offer.leerplaats: offer for offer in self._world.offers}
        locations = Location.objects.bulk_create(
            Location(
                institution=self.institution,
                name=f"Gebouw {number}",
                street="Meetlaan 1",
                postcode=self._postcode(offer.position),
                town="Meetstad",
            )
            for number, offer in first.items()
        )
        rows = Leerplaats.objects.bulk_create(
            Leerplaats(
                institution=self.institution,
                location=location,
                name=f"Afdeling {number}",
                slug=f"meting-{number}",
                sector=SECTORS[offer.sector],
            )
            for location, (number, offer) in zip(locations, first.items(), strict=True)
        )
        self._by_number = dict(zip(first, rows, strict=True))
        self._offers()
        for limit in self._world.limits:
            row = PlaceLimit.objects.create(institution=self.institution, name=limit.key, number=limit.number)
            row.leerplaatsen.set(self._by_number[number] for number in limit.leerplaatsen)

    def _offers(self):
        places = Counter()
        for offer in self._world.offers:
            places[offer.leerplaats, offer.group] += offer.capacity
        last = {(offer.leerplaats, offer.group): offer for offer in self._world.offers}
        PlaceOffer.objects.bulk_create(
            [
                PlaceOffer(
                    leerplaats=self._by_number[offer.leerplaats],
                    institution=self.institution,
                    period=self.period,
                    programme=self._programmes[offer.programme, offer.period],
                    year=offer.year,
                    number=places[key],
                    supervision=LEVELS[offer.supervision],
                    particulars=[Particular.CAR] if offer.needs_car else [],
                )
                for key, offer in last.items()
            ],
            batch_size=BATCH,
        )

    def _students(self):
        students = [
            Student(
                school=self.school,
                student_number=request.key,
                given_name="Student",
                last_name=f"Meting {request.key}",
                email=f"{request.key}@school.example",
                postcode=self._postcode(request.position),
                town="Meetstad",
            )
            for request in self._world.requests
        ]
        for student in students:
            student.set_sort_name()
        Student.objects.bulk_create(students, batch_size=BATCH)
        self._requests = PlacementRequest.objects.bulk_create(
            [
                PlacementRequest(
                    student=student,
                    school=self.school,
                    institution=self.institution,
                    period=self.period,
                    programme=self._programmes[request.programme, request.period],
                    year=request.year,
                    starts_on=_day(request.stay.first),
                    ends_on=_day(request.stay.last),
                    weekdays=sorted(request.stay.weekdays),
                    most_km=request.most_km,
                    has_car=request.has_car,
                )
                for student, request in zip(students, self._world.requests, strict=True)
            ],
            batch_size=BATCH,
        )

    def _wishes(self):
        rows = []
        for row, request in zip(self._requests, self._world.requests, strict=True):
            for rank, wish in enumerate(request.wishes, 1):
                rows.append(Wish(request=row, rank=rank, leerplaats=self._by_number[next(iter(wish))]))
            for number, cause in request.excluded:
                kind = WishKind.BEEN if cause == Rule.BEEN_THERE else WishKind.NOT
                rows.append(Wish(request=row, kind=kind, leerplaats=self._by_number[number]))
        Wish.objects.bulk_create(rows, batch_size=BATCH)


def _day(number):
    return date.fromordinal(number)
