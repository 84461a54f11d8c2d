"""One factory per model. A factory makes what it needs and nothing more; the parent decides the tenant.

To make a row in a given institution or school, hand over the parent:
`LeerplaatsFactory(location__institution=a)`, `PlaceOfferFactory(leerplaats=de_kade)`,
`PlacementFactory(offer=offer, request__student=noor)`. Texts hold the name of nobody real.
"""

import uuid
from datetime import time, timedelta

import factory
from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait, post_generation
from factory.django import DjangoModelFactory, FileField, ImageField

from onboarding import models as onboarding
from onboarding.enums import (
    AskedRole,
    MessageKind,
    MoveReason,
    PlacementStatus,
    PlanLineKind,
    PlanStatus,
    RetentionKind,
    StageBagKind,
    StopReason,
    SurveyKind,
    TalkKind,
)
from onboarding.wishes import rows_of_words
from profiles import models as profiles
from profiles.enums import ActMode, ContributionStatus, Purpose, QuoteStatus, Role, Sector, SupervisionLevel
from toolbox import models as toolbox
from toolbox.enums import Effort, Goal, Level, Medium, Moment, Owner, PreparationKind, TemplateFormat

PASSWORD = "zon-op-de-kade-42"

# The six answers without which nothing can be published, and three that show on every page.
ANSWERS = {
    "in_short": "Je zorgt voor mensen na een beroerte. Je leert goed kijken en rustig praten.",
    "care_kind": "Zorg na een beroerte (neurologie)",
    "conditions": ["beroerte (CVA)", "vallende ziekte (epilepsie)"],
    "clothing": ["uniform", "closed_shoes"],
    "report_place": "Receptie hoofdingang",
    "report_time": "8.30",
    "sick_phone": "010 123 45 67",
    "contact_email": "dekade@maasstroom.example",
}


def coming_monday(weeks=4):
    """The Monday that lies `weeks` weeks after the Monday of this week: by default a start in the future."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


class UserFactory(DjangoModelFactory):
    """A person without any role. With `password=PASSWORD` they can log in by form; tests mostly force it."""

    class Meta:
        model = profiles.User
        skip_postgeneration_save = True

    email = Sequence(lambda n: f"persoon{n}@voorbeeld.example")
    name = Sequence(lambda n: f"Robin Persoon{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)


class InstitutionFactory(DjangoModelFactory):
    class Meta:
        model = profiles.Institution

    name = Sequence(lambda n: f"Zorggroep {n}")
    slug = Sequence(lambda n: f"zorggroep-{n}")
    email = Sequence(lambda n: f"stage@zorggroep{n}.example")
    phone = "010 123 45 60"


class RequirementFactory(DjangoModelFactory):
    """A line of the register: of the region, or of `institution`."""

    class Meta:
        model = profiles.Requirement

    name = Sequence(lambda n: f"Verklaring {n}")
    explanation = "Een papier dat je laat zien."


class LocationFactory(DjangoModelFactory):
    class Meta:
        model = profiles.Location

    institution = SubFactory(InstitutionFactory)
    name = Sequence(lambda n: f"Locatie {n}")
    street = "Kadeplein 4"
    postcode = "3011 AB"
    town = "Rotterdam"
    phone = "010 123 45 61"


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = profiles.School

    name = Sequence(lambda n: f"School {n}")
    slug = Sequence(lambda n: f"school-{n}")
    email = Sequence(lambda n: f"stagebureau@school{n}.example")
    phone = "010 123 45 62"


class LeerplaatsFactory(DjangoModelFactory):
    class Meta:
        model = profiles.Leerplaats

    location = SubFactory(LocationFactory)
    institution = SelfAttribute("location.institution")
    name = Sequence(lambda n: f"De Kade {n}")
    slug = Sequence(lambda n: f"de-kade-{n}")
    sector = Sector.HOSPITAL


class LeerplaatsprofielFactory(DjangoModelFactory):
    """A concept with the six required answers. With `online=True` it is published too, as version 1."""

    class Meta:
        model = profiles.Leerplaatsprofiel

    class Params:
        online = Trait(
            published=SubFactory(
                "tests.factories.ProfileVersionFactory",
                leerplaats=SelfAttribute("..leerplaats"),
                answers=SelfAttribute("..answers"),
            )
        )

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    answers = LazyFunction(ANSWERS.copy)


class ProfileVersionFactory(DjangoModelFactory):
    class Meta:
        model = profiles.ProfileVersion

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    number = LazyAttribute(lambda row: row.leerplaats.versions.count() + 1)
    answers = LazyFunction(ANSWERS.copy)


class SharedAnswersFactory(DjangoModelFactory):
    """What an institution says once; with a `location` what that location says."""

    class Meta:
        model = profiles.SharedAnswers

    institution = SubFactory(InstitutionFactory)
    answers = LazyFunction(dict)


class PhotoFactory(DjangoModelFactory):
    class Meta:
        model = profiles.Photo

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    large = ImageField(filename="groot.webp", format="WEBP", width=12, height=8)
    small = ImageField(filename="klein.webp", format="WEBP", width=6, height=4)
    width = 12
    height = 8


class FilmFactory(DjangoModelFactory):
    """An uploaded film with poster and captions. Its bytes are no film: nothing of ours plays it."""

    class Meta:
        model = profiles.Film

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    file = FileField(filename="film.mp4", data=bytes(range(256)) * 8)
    media_type = "video/mp4"
    poster = ImageField(filename="film.webp", format="WEBP", width=16, height=9)
    captions = FileField(filename="film.vtt", data=b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nWelkom\n")


class MembershipFactory(DjangoModelFactory):
    """A coordinator by default; see `person` for the other roles."""

    class Meta:
        model = profiles.Membership
        skip_postgeneration_save = True

    user = SubFactory(UserFactory)
    role = Role.COORDINATOR
    institution = SubFactory(InstitutionFactory)
    starts_on = LazyFunction(lambda: timezone.localdate() - timedelta(days=30))

    @factory.post_generation
    def leerplaatsen(self, create, extracted, **kwargs):
        """The leerplaatsen the role is limited to."""
        if extracted:
            self.leerplaatsen.set(extracted)


def person(role, organisation=None, *leerplaatsen, ends_on=None, **fields):
    """A user with one role in an institution or school (made when left out), limited to `leerplaatsen`."""
    user = UserFactory(**fields)
    place = {"institution": None, "school": None}
    if role in (Role.SCHOOL_COORDINATOR, Role.STUDENT):
        place["school"] = organisation or SchoolFactory()
    elif role != Role.REGIONAL_ADMIN:
        place["institution"] = organisation or InstitutionFactory()
    MembershipFactory(user=user, role=role, ends_on=ends_on, leerplaatsen=leerplaatsen, **place)
    return user


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = profiles.Programme

    name = Sequence(lambda n: f"Mbo-verpleegkundige {n}")
    short_name = Sequence(lambda n: f"VP{n}")
    level = 4


class PeriodFactory(DjangoModelFactory):
    class Meta:
        model = profiles.Period

    name = Sequence(lambda n: f"Periode {n + 100}")
    starts_on = LazyFunction(coming_monday)
    ends_on = LazyAttribute(lambda row: row.starts_on + timedelta(weeks=20, days=-3))


class PlaceOfferFactory(DjangoModelFactory):
    class Meta:
        model = profiles.PlaceOffer

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    period = SubFactory(PeriodFactory)
    programme = SubFactory(ProgrammeFactory)
    year = 2
    number = 4


class SupervisionRuleFactory(DjangoModelFactory):
    class Meta:
        model = profiles.SupervisionRule

    programme = SubFactory(ProgrammeFactory)
    year = 3
    level = SupervisionLevel.HBO


class HeldPlacesFactory(DjangoModelFactory):
    class Meta:
        model = profiles.HeldPlaces

    offer = SubFactory(PlaceOfferFactory)
    institution = SelfAttribute("offer.institution")
    number = 1
    note = "Voor een zij-instromer"
    held_by = SubFactory(UserFactory)


class PlaceLimitFactory(DjangoModelFactory):
    """At most three students a week; with `leerplaatsen=[...]` on those together."""

    class Meta:
        model = profiles.PlaceLimit
        skip_postgeneration_save = True

    institution = SubFactory(InstitutionFactory)
    name = Sequence(lambda n: f"Totaal {n}")
    number = 3

    @post_generation
    def leerplaatsen(self, create, extracted, **extra):
        if extracted:
            self.leerplaatsen.set(extracted)


class ClosedWeeksFactory(DjangoModelFactory):
    class Meta:
        model = profiles.ClosedWeeks

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    starts_on = LazyFunction(lambda: timezone.localdate() + timedelta(days=60))
    ends_on = SelfAttribute("starts_on")
    why = "De afdeling verhuist"


class SchoolDemandFactory(DjangoModelFactory):
    class Meta:
        model = profiles.SchoolDemand

    school = SubFactory(SchoolFactory)
    institution = SubFactory(InstitutionFactory)
    period = SubFactory(PeriodFactory)
    programme = SubFactory(ProgrammeFactory)
    year = 2
    number = 12


class ProgrammeAgreementFactory(DjangoModelFactory):
    class Meta:
        model = profiles.ProgrammeAgreement

    school = SubFactory(SchoolFactory)
    programme = SubFactory(ProgrammeFactory)
    action_plan = "De student maakt een plan in de eerste twee weken."


class GlossaryTermFactory(DjangoModelFactory):
    class Meta:
        model = profiles.GlossaryTerm

    institution = SubFactory(InstitutionFactory)
    term = Sequence(lambda n: f"woord{n}")
    explanation = "wat het woord betekent"


class ActFactory(DjangoModelFactory):
    """An act of the region; with `institution=` an own one of that institution."""

    class Meta:
        model = profiles.Act

    name = Sequence(lambda n: f"een verband wisselen, manier {n}")
    position = Sequence(lambda n: 100 + n)


class ActRuleFactory(DjangoModelFactory):
    class Meta:
        model = profiles.ActRule

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    act = SubFactory(ActFactory)
    programme = SubFactory(ProgrammeFactory)
    year = 2
    mode = ActMode.SUPERVISED
    decided_on = LazyFunction(timezone.localdate)


class ImprovementFactory(DjangoModelFactory):
    """An improvement that still has to happen; with `done=True` it did, and students read it."""

    class Meta:
        model = profiles.Improvement

    class Params:
        done = Trait(
            result="Je rooster staat nu twee weken voor je start klaar.",
            is_shown=True,
            finished_at=LazyFunction(timezone.now),
            finished_by=SelfAttribute("owner"),
        )

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    said = "Het rooster kwam te laat."
    plan = Sequence(lambda n: f"De teamleider plant {n + 2} weken vooruit.")
    owner = SubFactory(UserFactory)
    made_by = SelfAttribute("owner")
    due_on = LazyFunction(lambda: timezone.localdate() + timedelta(days=30))


class QuoteFactory(DjangoModelFactory):
    """A quote that waits. With `approved=True` somebody approved it; `position` puts it on the page."""

    class Meta:
        model = profiles.Quote

    class Params:
        approved = Trait(status=QuoteStatus.APPROVED, decided_at=LazyFunction(timezone.now))
        rejected = Trait(status=QuoteStatus.REJECTED, decided_at=LazyFunction(timezone.now))

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    text = Sequence(lambda n: f"Ik mocht alles vragen, ook op dag {n}.")
    first_name = "Noor"
    programme = "Verzorgende IG"
    year = 2


class PartCheckFactory(DjangoModelFactory):
    """A part that was looked at today. With `old=True` that was a year ago."""

    class Meta:
        model = profiles.PartCheck

    class Params:
        old = Trait(checked_at=LazyFunction(lambda: timezone.now() - timedelta(days=365)))

    profile = SubFactory(LeerplaatsprofielFactory)
    institution = SelfAttribute("profile.institution")
    part = "about"


class ErrorReportFactory(DjangoModelFactory):
    """An open report about the first day. With `resolved=True` somebody called it solved."""

    class Meta:
        model = profiles.ErrorReport

    class Params:
        resolved = Trait(resolved_at=LazyFunction(timezone.now))

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    part = "first_day"
    text = "De receptie zit nu bij ingang B."


class ContributionFactory(DjangoModelFactory):
    """A request for help. Its mail was not sent, so nobody has the link. With `sent=True` a proposal came."""

    class Meta:
        model = profiles.Contribution

    class Params:
        sent = Trait(
            status=ContributionStatus.SENT,
            answers={"in_short": "Je leert hier rustig praten."},
            sent_at=LazyFunction(timezone.now),
        )

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    part = "about"
    name = "Sanne"
    email = "sanne@zorggroep.example"
    token_hash = LazyFunction(lambda: uuid.uuid4().hex * 2)
    asked_by = SubFactory(UserFactory)
    expires_at = LazyFunction(lambda: timezone.now() + timedelta(days=14))


class AuditEventFactory(DjangoModelFactory):
    class Meta:
        model = profiles.AuditEvent

    by = SubFactory(UserFactory)
    institution = SubFactory(InstitutionFactory)
    what = "profile published"
    subject = "profiles.leerplaats:1"


class TemplateFactory(DjangoModelFactory):
    """The regional original of a format. With `own=True` the version of `institution`, based on it.

    For one leerplaats: `TemplateFactory(own=True, level=Level.LEERPLAATS, leerplaats=de_kade, institution=...)`.
    """

    class Meta:
        model = toolbox.Template
        django_get_or_create = ("format", "institution", "leerplaats", "archived_at")

    class Params:
        own = Trait(
            level=Level.INSTITUTION,
            institution=SubFactory(InstitutionFactory),
            based_on=SubFactory("tests.factories.TemplateFactory", format=SelfAttribute("..format")),
        )

    format = TemplateFormat.INTRODUCTION_CHECKLIST
    level = Level.REGION
    institution = None
    leerplaats = None
    archived_at = None
    intro = "Vink af wat klaar is."


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = toolbox.Section

    template = SubFactory(TemplateFactory)
    position = LazyAttribute(lambda row: row.template.sections.count() + 1)
    title = Sequence(lambda n: f"Groep {n}")


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = toolbox.Item

    section = SubFactory(SectionFactory)
    position = LazyAttribute(lambda row: row.section.items.count() + 1)
    text = Sequence(lambda n: f"Laat de linnenkamer zien, ronde {n}")
    owner = Owner.WERKBEGELEIDER
    stagedag = 1


class StudentFactory(DjangoModelFactory):
    """A student without a login. With `with_user=True` they have one, and the role student at the school."""

    class Meta:
        model = onboarding.Student

    class Params:
        with_user = Trait(
            user=LazyAttribute(lambda row: person(Role.STUDENT, row.school, email=row.email, name=row.given_name))
        )

    school = SubFactory(SchoolFactory)
    student_number = Sequence(lambda n: f"{100000 + n}")
    given_name = "Noor"
    last_name = Sequence(lambda n: f"Aalbers{n}")
    email = Sequence(lambda n: f"noor{n}@leerling.example")
    postcode = "3012 CD"
    town = "Rotterdam"


class StudentImportFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.StudentImport

    school = SubFactory(SchoolFactory)
    institution = SubFactory(InstitutionFactory)
    filename = "studenten.csv"
    fingerprint = LazyFunction(lambda: uuid.uuid4().hex * 2)
    source = LazyFunction(dict)
    uploaded_by = SubFactory(UserFactory)


class PlacementRequestFactory(DjangoModelFactory):
    """Looks for a place. `wishes` and `unwanted` take words, the first wish first."""

    class Meta:
        model = onboarding.PlacementRequest
        skip_postgeneration_save = True

    student = SubFactory(StudentFactory)
    school = SelfAttribute("student.school")
    institution = SubFactory(InstitutionFactory)
    period = SubFactory(PeriodFactory)
    programme = SubFactory(ProgrammeFactory)
    year = 2
    starts_on = SelfAttribute("period.starts_on")
    ends_on = SelfAttribute("period.ends_on")
    weekdays = LazyFunction(lambda: [0, 1, 2])
    school_day = 4

    @post_generation
    def wishes(self, create, words, **extra):
        onboarding.Wish.objects.bulk_create(rows_of_words(self, wishes=words or ()))

    @post_generation
    def unwanted(self, create, words, **extra):
        onboarding.Wish.objects.bulk_create(rows_of_words(self, unwanted=words or ()))


class SchoolLayoutFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.SchoolLayout

    school = SubFactory(SchoolFactory)
    institution = SubFactory(InstitutionFactory)
    columns = LazyFunction(lambda: {"achternaam": "last_name"})


class WishFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.Wish

    request = SubFactory(PlacementRequestFactory)
    rank = LazyAttribute(lambda row: row.request.wishes.filter(kind="wish").count() + 1)
    words = "kinderafdeling"


class MatchSeasonFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.MatchSeason

    institution = SubFactory(InstitutionFactory)
    period = SubFactory(PeriodFactory)


class MatchRunFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.MatchRun

    institution = SubFactory(InstitutionFactory)
    period = SubFactory(PeriodFactory)
    made_by = SubFactory(UserFactory)
    placed = 1
    unplaced = 0


class ProposalFactory(DjangoModelFactory):
    """Proposes a place at an offer of the institution that is asked, in the same period."""

    class Meta:
        model = onboarding.Proposal

    offer = SubFactory(PlaceOfferFactory)
    institution = SelfAttribute("offer.institution")
    request = SubFactory(
        PlacementRequestFactory,
        institution=SelfAttribute("..institution"),
        period=SelfAttribute("..offer.period"),
        programme=SelfAttribute("..offer.programme"),
        year=SelfAttribute("..offer.year"),
    )
    run = SubFactory(
        MatchRunFactory, institution=SelfAttribute("..institution"), period=SelfAttribute("..offer.period")
    )
    reasons = LazyFunction(lambda: {"why": ["De opleiding past."], "mind": [], "without": [], "helps": []})


class PlaceQuestionFactory(DjangoModelFactory):
    """A question to the leerplaats of `offer` whether a student of the same period can come."""

    class Meta:
        model = onboarding.PlaceQuestion

    offer = SubFactory(PlaceOfferFactory)
    institution = SelfAttribute("offer.institution")
    request = SubFactory(
        PlacementRequestFactory,
        institution=SelfAttribute("..institution"),
        period=SelfAttribute("..offer.period"),
        programme=SelfAttribute("..offer.programme"),
        year=SelfAttribute("..offer.year"),
    )
    asked_by = SubFactory(UserFactory)
    due_on = LazyFunction(lambda: timezone.localdate() + timedelta(days=14))


class ConfirmBatchFactory(DjangoModelFactory):
    """One press on Bevestigen, that confirmed nothing yet."""

    class Meta:
        model = onboarding.ConfirmBatch

    key = LazyFunction(uuid.uuid4)
    institution = SubFactory(InstitutionFactory)
    period = SubFactory(PeriodFactory)
    confirmed_by = SubFactory(UserFactory)
    instruction = "Neem op je eerste dag een eigen mok mee."


class PlacementFactory(DjangoModelFactory):
    """A confirmed stage on the next free seat of `offer`. With `cancelled=True` it no longer stands."""

    class Meta:
        model = onboarding.Placement

    class Params:
        cancelled = Trait(
            status=PlacementStatus.CANCELLED,
            cancelled_at=LazyFunction(timezone.now),
            cancelled_by=SubFactory(UserFactory),
        )

    offer = SubFactory(PlaceOfferFactory)
    leerplaats = SelfAttribute("offer.leerplaats")
    institution = SelfAttribute("offer.institution")
    request = SubFactory(
        PlacementRequestFactory,
        institution=SelfAttribute("..institution"),
        period=SelfAttribute("..offer.period"),
        programme=SelfAttribute("..offer.programme"),
        year=SelfAttribute("..offer.year"),
    )
    student = SelfAttribute("request.student")
    school = SelfAttribute("request.school")
    seat = LazyAttribute(lambda row: row.offer.placements.active().count() + 1)
    starts_on = SelfAttribute("request.starts_on")
    ends_on = SelfAttribute("request.ends_on")
    weekdays = SelfAttribute("request.weekdays")
    start_time = "8.30"
    report_place = "Receptie hoofdingang"


class TaskFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.Task

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    format = TemplateFormat.STARTLIJST
    position = LazyAttribute(lambda row: row.placement.tasks.count() + 1)
    text = Sequence(lambda n: f"Haal je pasje op, deel {n}")
    owner = Owner.STUDENT
    days_before = 14
    due_on = LazyAttribute(lambda row: row.placement.starts_on - timedelta(days=14))
    visible_to_student = True


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.Message

    key = Sequence(lambda n: f"bericht:{n}")
    kind = MessageKind.START
    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    to_email = SelfAttribute("placement.student.email")
    subject = "Je stageplek is bekend"
    body = "Open je pagina: [link]"


class ProfileShownFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.ProfileShown

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    version = SubFactory(ProfileVersionFactory, leerplaats=SelfAttribute("..placement.leerplaats"))


class AnnouncementFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.Announcement

    version = SubFactory(ProfileVersionFactory)
    leerplaats = SelfAttribute("version.leerplaats")
    institution = SelfAttribute("version.institution")
    text = "Je begint om 8.30 uur (was 8.00 uur)."
    sent_by = SubFactory(UserFactory)


class PrintJobFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.PrintJob

    institution = SubFactory(InstitutionFactory)
    key = LazyFunction(uuid.uuid4)
    formats = LazyFunction(lambda: [TemplateFormat.INTRODUCTION_CHECKLIST])
    starts_on = LazyFunction(coming_monday)
    requested_by = SubFactory(UserFactory)


class PrintPartFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.PrintPart

    job = SubFactory(PrintJobFactory)
    number = Sequence(lambda n: n + 1)


class TemplateEditFactory(DjangoModelFactory):
    class Meta:
        model = toolbox.TemplateEdit

    template = SubFactory(TemplateFactory)
    words = "Regel aangepast: Het pasje ligt klaar."
    before = LazyFunction(dict)


class LeerplaatsCheckFactory(DjangoModelFactory):
    """A checklist zorginstelling that somebody is filling in."""

    class Meta:
        model = toolbox.LeerplaatsCheck

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    template = SubFactory(TemplateFactory)
    questions = LazyFunction(
        lambda: [{"section": "Begeleiding", "text": "De begeleider krijgt tijd.", "note": "Vraag het na.", "who": ""}]
    )
    started_by = SubFactory(UserFactory)


class InspirationCardFactory(DjangoModelFactory):
    """A card of the region; of one institution with `institution=`."""

    class Meta:
        model = toolbox.InspirationCard

    slug = Sequence(lambda n: f"kaart-{n}")
    title = Sequence(lambda n: f"Samen wandelen {n}")
    what = "Je loopt een rondje met de student."
    why = "Lopend praat je makkelijker."
    how = LazyFunction(lambda: ["Kies een moment.", "Loop een rondje."])
    effort = Effort.MINUTES
    goals = LazyFunction(lambda: [Goal.WELCOME])
    moments = LazyFunction(lambda: [Moment.FIRST_WEEK])
    media = LazyFunction(lambda: [Medium.TALK])


class ToolChoiceFactory(DjangoModelFactory):
    class Meta:
        model = toolbox.ToolChoice

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    card = SubFactory(InspirationCardFactory)
    chosen_by = SubFactory(UserFactory)


class PreparationStepFactory(DjangoModelFactory):
    """A step of a school; of an institution with `school=None, institution=...`."""

    class Meta:
        model = toolbox.PreparationStep

    school = SubFactory(SchoolFactory)
    kind = PreparationKind.LESSON
    text = "Studenten oefenen een kennismakingsgesprek."
    who = "Docent"
    weeks_before = 4


class RolloutFactory(DjangoModelFactory):
    class Meta:
        model = toolbox.Rollout

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    round = 1
    started_by = SubFactory(UserFactory)


class RolloutTaskFactory(DjangoModelFactory):
    class Meta:
        model = toolbox.RolloutTask

    rollout = SubFactory(RolloutFactory)
    key = Sequence(lambda n: f"taak-{n}")
    note = "Dit bespreken we in het teamoverleg."


class SelfScanFactory(DjangoModelFactory):
    class Meta:
        model = toolbox.SelfScan

    user = SubFactory(UserFactory)
    answers = LazyFunction(dict)


class PlayCardFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.PlayCard

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    format = "strippenkaart"
    texts = LazyFunction(lambda: ["Koffie met een collega", "Samen lunchen"])


class DiceThrowFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.DiceThrow

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    question = "Wie hielp jou vandaag?"
    face = 2


class BuddyFactory(DjangoModelFactory):
    """A mentor named by hand; a student of this portal with `mentor=`."""

    class Meta:
        model = onboarding.Buddy

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    mentor_name = "Esra"
    paired_by = SubFactory(UserFactory)


class PersonalLinkFactory(DjangoModelFactory):
    """A link that works. Only its hash is kept, so a test that opens one asks `make_personal_link`."""

    class Meta:
        model = onboarding.PersonalLink

    class Params:
        expired = Trait(expires_at=LazyFunction(lambda: timezone.now() - timedelta(minutes=1)))
        revoked = Trait(revoked_at=LazyFunction(timezone.now))

    student = SubFactory(StudentFactory)
    token_hash = LazyFunction(lambda: uuid.uuid4().hex * 2)
    expires_at = LazyFunction(lambda: timezone.now() + timedelta(days=28))


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = profiles.Consent

    user = SubFactory(UserFactory)
    purpose = Purpose.PHOTO_TEAM


class PortraitFactory(DjangoModelFactory):
    class Meta:
        model = profiles.Portrait

    user = SubFactory(UserFactory)
    file = ImageField(width=60, height=60, format="WEBP")


class SchoolHolidayFactory(DjangoModelFactory):
    class Meta:
        model = profiles.SchoolHoliday

    school = SubFactory(SchoolFactory)
    name = "Voorjaarsvakantie"
    starts_on = LazyFunction(lambda: coming_monday(8))
    ends_on = LazyAttribute(lambda row: row.starts_on + timedelta(days=6))


class RosterShiftFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.RosterShift

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    day = SelfAttribute("placement.starts_on")
    label = "Vroege dienst"
    begins_at = time(7, 30)
    ends_at = time(16)


class StudentQuestionFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.StudentQuestion

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    asked_role = AskedRole.WERKBEGELEIDER
    text = "Waar zet ik mijn fiets neer?"
    answer_by = LazyFunction(lambda: timezone.localdate() + timedelta(days=2))


class QuestionReplyFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.QuestionReply

    question = SubFactory(StudentQuestionFactory)
    institution = SelfAttribute("question.institution")
    author = SubFactory(UserFactory)
    text = "Achter het gebouw staat een rek."


class WorkListFactory(DjangoModelFactory):
    """A list that works. Only its hash is kept, so a test that opens one makes it by the action."""

    class Meta:
        model = onboarding.WorkList

    institution = SubFactory(InstitutionFactory)
    owner = Owner.ICT
    email = "servicedesk@voorbeeld.example"
    token_hash = LazyFunction(lambda: uuid.uuid4().hex * 2)
    made_by = SubFactory(UserFactory)


class WorkListCodeFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.WorkListCode

    worklist = SubFactory(WorkListFactory)
    code_hash = LazyFunction(lambda: uuid.uuid4().hex)


class TaskChangeFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.TaskChange

    task = SubFactory(TaskFactory)
    institution = SelfAttribute("task.institution")
    done = True
    name = "Jo van de servicedesk"


class IntroMeetingFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.IntroMeeting
        skip_postgeneration_save = True

    location = SubFactory(LocationFactory)
    institution = SelfAttribute("location.institution")
    day = LazyFunction(coming_monday)
    begins_at = time(9)
    ends_at = time(12)
    room = "Zaal 2 op de begane grond"
    made_by = SubFactory(UserFactory)

    @post_generation
    def guides(self, create, people, **kwargs):
        """The people who lead it, when they were handed over."""
        if create and people:
            self.guides.set(people)


class IntroGuestFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.IntroGuest

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    meeting = SubFactory(IntroMeetingFactory, location=SelfAttribute("..placement.leerplaats.location"))


class IntroStepFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.IntroStep

    meeting = SubFactory(IntroMeetingFactory)
    institution = SelfAttribute("meeting.institution")
    position = Sequence(lambda number: number)
    section = "Voor de dag"
    text = "Er is iets te drinken."
    owner = Owner.COORDINATOR


class PairTalkFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.PairTalk

    buddy = SubFactory(BuddyFactory)
    institution = SelfAttribute("buddy.institution")
    meets = "Dinsdag in de pauze"
    mentee_contact = "noor@school.example"


class FileLookFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.FileLook

    student = SubFactory(StudentFactory)
    user = SubFactory(UserFactory)
    role = Role.COORDINATOR


class TalkFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.Talk

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    kind = TalkKind.WEEKLY
    day = SelfAttribute("placement.starts_on")


class TalkMoveFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.TalkMove

    talk = SubFactory(TalkFactory)
    from_day = SelfAttribute("talk.day")
    to_day = SelfAttribute("talk.day")
    why = MoveReason.BUSY
    moved_by = SubFactory(UserFactory)


class TalkAgreementFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.TalkAgreement

    talk = SubFactory(TalkFactory)
    text = "Noor loopt donderdag een visite mee."
    made_by = SubFactory(UserFactory)


class StagePlanFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.StagePlan

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    goals = "Zelf een overdracht doen."


class PlanLineFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.PlanLine

    plan = SubFactory(StagePlanFactory)
    kind = PlanLineKind.ASSIGNMENT
    week = 2
    text = "Een zorgplan lezen en bespreken."
    needs = "Mijn werkbegeleider"


class PlanVersionFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.PlanVersion

    plan = SubFactory(StagePlanFactory)
    number = 1
    status = PlanStatus.PROPOSED
    content = LazyAttribute(lambda version: {"goals": version.plan.goals, "remark": "", "lines": []})


class PriorityFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.Priority

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    week_of = LazyAttribute(lambda row: row.placement.starts_on - timedelta(days=row.placement.starts_on.weekday()))
    text = "De overdracht voorbereiden."


class AnswerBagFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.AnswerBag

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    kind = SurveyKind.STAGE
    half_year = "2026-2"


class StageBagFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.StageBag

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    kind = StageBagKind.STAGE
    half_year = "2026-2"


class SpentMarkFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.SpentMark

    mark_hash = Sequence(lambda number: f"{number:064x}")


class FarewellFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.Farewell

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")


class EarlyStopFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.EarlyStop

    placement = SubFactory(PlacementFactory)
    institution = SelfAttribute("placement.institution")
    planned_end = SelfAttribute("placement.ends_on")
    reason = StopReason.STUDY


class RetentionTermFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.RetentionTerm

    institution = SubFactory(InstitutionFactory)
    kind = RetentionKind.STAGE
    number = 9


class EarlyRemovalFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.EarlyRemoval

    student = SubFactory(StudentFactory)
    institution = SubFactory(InstitutionFactory)


class RemovalFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.Removal

    institution = SubFactory(InstitutionFactory)
    kind = RetentionKind.STAGE
    day = LazyFunction(timezone.localdate)
    number = 3


class RealisedStageFactory(DjangoModelFactory):
    class Meta:
        model = onboarding.RealisedStage

    leerplaats = SubFactory(LeerplaatsFactory)
    institution = SelfAttribute("leerplaats.institution")
    programme = SubFactory(ProgrammeFactory)
    school_year = "2025-2026"
    weeks = 20
    hours = 480
