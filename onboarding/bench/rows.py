"""A made-up institution of a chosen size, for measurements. Nothing in it looks like a person."""

from datetime import timedelta

from django.utils import timezone

from onboarding.actions.links import ensure_student_user
from onboarding.models import MatchRun, Placement, PlacementRequest, Proposal, Student, Task
from profiles.enums import Role, Sector
from profiles.models import (
    Institution,
    Leerplaats,
    Leerplaatsprofiel,
    Location,
    Membership,
    Period,
    PlaceOffer,
    ProfileVersion,
    Programme,
    School,
    User,
)
from toolbox.enums import Owner, TemplateFormat

ANSWERS = {
    "in_short": "Je zorgt hier voor mensen die weer naar huis willen.",
    "care_kind": "Zorg na een val",
    "clothing": ["uniform"],
    "report_place": "Receptie",
    "report_time": "8.30",
    "sick_phone": "010 123 45 67",
    "contact_email": "stage@meting.example",
}


class Rows:
    """One institution with `number` leerplaatsen, people, placements that start, requests and tasks."""

    def __init__(self, number):
        self.number = number
        self.name = f"Meting {number}"
        self._organisations()
        self._leerplaatsen()
        self._students()
        self._placements()

    def _organisations(self):
        self.institution = Institution.objects.create(
            name=self.name, slug=f"meting-{self.number}", email="stage@meting.example"
        )
        self.school = School.objects.create(
            name=f"School {self.number}", slug=f"school-{self.number}", email="bureau@school.example"
        )
        self.coordinator = User.objects.create_user(f"meting{self.number}@meting.example", name="Coördinator")
        Membership.objects.create(user=self.coordinator, role=Role.COORDINATOR, institution=self.institution)
        for place in range(self.number):
            user = User.objects.create(email=f"collega{self.number}-{place}@meting.example", name=f"Collega {place}")
            Membership.objects.create(user=user, role=Role.WERKBEGELEIDER, institution=self.institution)
        self.programme = Programme.objects.create(name=self.name, short_name="M", level=4)
        today = timezone.localdate()
        self.period = Period.objects.create(name=self.name, starts_on=today, ends_on=today + timedelta(days=200))

    def _leerplaatsen(self):
        location = Location.objects.create(
            institution=self.institution, name="Hoofdgebouw", street="Meetlaan 1", postcode="3011 AB", town="Rotterdam"
        )
        for place in range(self.number):
            leerplaats = Leerplaats.objects.create(
                institution=self.institution,
                location=location,
                name=f"Afdeling {place}",
                slug=f"afdeling-{self.number}-{place}",
                sector=Sector.HOSPITAL,
            )
            version = ProfileVersion.objects.create(
                leerplaats=leerplaats, institution=self.institution, number=1, answers=ANSWERS
            )
            Leerplaatsprofiel.objects.create(
                leerplaats=leerplaats, institution=self.institution, answers=ANSWERS, published=version
            )
        self.leerplaats = self.institution.leerplaatsen.first()
        self.offer = PlaceOffer.objects.create(
            leerplaats=self.leerplaats,
            institution=self.institution,
            period=self.period,
            programme=self.programme,
            year=1,
            number=50,
        )
        self.offers = [self.offer, *self._more_offers()]

    def _more_offers(self):
        """Enough places for everyone, 50 at a time, on the other leerplaatsen."""
        others = self.institution.leerplaatsen.exclude(pk=self.leerplaats.pk)[: self.number // 50]
        return [
            PlaceOffer.objects.create(
                leerplaats=other,
                institution=self.institution,
                period=self.period,
                programme=self.programme,
                year=1,
                number=50,
            )
            for other in others
        ]

    def _students(self):
        start = timezone.localdate() + timedelta(days=7)
        for place in range(2 * self.number):  # half of them placed, half of them waiting
            student = Student.objects.create(
                school=self.school,
                student_number=str(place),
                given_name="Student",
                last_name=f"Meting {place}",
                email=f"student{self.number}-{place}@school.example",
            )
            PlacementRequest.objects.create(
                student=student,
                school=self.school,
                institution=self.institution,
                period=self.period,
                programme=self.programme,
                year=1,
                starts_on=start,
                ends_on=start + timedelta(days=140),
                weekdays=[0, 1, 2],
            )

    def _placements(self):
        requests = list(PlacementRequest.objects.filter(institution=self.institution).select_related("student"))
        run = MatchRun.objects.create(
            institution=self.institution, period=self.period, made_by=self.coordinator, placed=0, unplaced=0
        )
        reasons = {"why": ["De plek past."], "mind": [], "without": [], "helps": []}
        Proposal.objects.bulk_create(
            Proposal(request=request, institution=self.institution, run=run, offer=self.offer, reasons=reasons)
            for request in requests[self.number :]
        )
        for place, request in enumerate(requests[: self.number]):
            offer = self.offers[place // 50]
            placement = Placement.objects.create(
                student=request.student,
                school=self.school,
                institution=self.institution,
                leerplaats=offer.leerplaats,
                offer=offer,
                request=request,
                seat=place % 50 + 1,
                starts_on=request.starts_on,
                ends_on=request.ends_on,
                weekdays=request.weekdays,
            )
            self._tasks(placement, 12)
        self.placement = Placement.objects.filter(institution=self.institution).order_by("pk").first()
        self._tasks(self.placement, self.number)
        self.student_user = ensure_student_user(student=self.placement.student) or self.placement.student.user

    def _tasks(self, placement, number):
        Task.objects.bulk_create(
            Task(
                placement=placement,
                institution=self.institution,
                format=TemplateFormat.STARTLIJST,
                position=position,
                text=f"Regel punt {position}",
                owner=Owner.STUDENT if position % 2 else Owner.RECEPTION,
                due_on=placement.starts_on,
            )
            for position in range(1, number + 1)
        )
