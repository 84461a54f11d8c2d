"""The demo region: complete, well written, and where it should be in time."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from itertools import product

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from onboarding.actions.imports import preview_of
from onboarding.actions.links import find_link
from onboarding.countdown import COUNTED_DOWN
from onboarding.demo import dates
from onboarding.demo.content import FOLDER, PHOTOS, read_region
from onboarding.demo.load import NotEmpty, load_demo
from onboarding.demo.logins import PASSWORD, WAITING, demo_logins
from onboarding.enums import MessageStatus
from onboarding.import_difference import difference
from onboarding.models import (
    Buddy,
    IntroMeeting,
    MatchSeason,
    Message,
    Placement,
    PlacementRequest,
    SchoolLayout,
    Student,
    StudentImport,
    Talk,
    Task,
    Wish,
)
from onboarding.readiness import readiness
from onboarding.rollout_reviews import improved_in
from onboarding.talk_doubts import outside_shift
from onboarding.wishes import fulfilling
from profiles.dutch import plain_date
from profiles.enums import Role
from profiles.forms.answers import ON_PAGES_OF_THEIR_OWN, fields_for, initial_for, stored
from profiles.models import (
    Improvement,
    Institution,
    Leerplaats,
    Leerplaatsprofiel,
    Location,
    Period,
    PlaceOffer,
    School,
    User,
)
from profiles.questions import PARTS, QUESTIONS, Kind, is_answered
from tests.factories import InstitutionFactory
from toolbox.differences import differences_of
from toolbox.enums import Level, TemplateFormat
from toolbox.models import Rollout, SelfScan, Template

REGION = read_region()
PLACES = [place for institution in REGION.institutions for place in institution.leerplaatsen]
ONLINE = [place for place in PLACES if place.state != "draft"]
MAX_WORDS, AVERAGE_WORDS = 20, 12
SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n")
PROSE = (Kind.SHORT, Kind.LONG, Kind.LINES, Kind.TIMELINE, Kind.APPLIES)
NOT_OURS = [
    "adequaat", "alsmede", "binnenkort", "conform", "cruciaal", "derhalve", "dient te", "dienen te", "even",
    "faciliteren", "gewoon", "helaas", "hij", "implementeren", "in het kader van", "indien", "inzake", "klik",
    "met betrekking tot", "middels", "monitoren", "onboarding", "op tijd", "participeren", "reeds", "stagiair",
    "stagiaire", "stagiaires", "stagiairs", "ten aanzien van", "ten behoeve van", "teneinde", "tevens",
    "zo snel mogelijk", "zo spoedig mogelijk",
]  # fmt: skip
FORBIDDEN = re.compile(rf"\b({'|'.join(NOT_OURS)})\b", re.IGNORECASE)
TODAY = date(2026, 11, 21)
A_YEAR = [TODAY + timedelta(days=number) for number in range(366)]


def texts(place):
    """Every text a student reads in the answers of a leerplaats, with the key of the question."""
    for answers in (place.answers, place.earlier, place.concept):
        for key, value in answers.items():
            if QUESTIONS[key].kind in PROSE:
                yield from ((key, text) for text in _texts(value))


def _texts(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [value["note"]]
    return [line[1] if isinstance(line, list) else line for line in value]


def sentences(text):
    """The sentences of `text`; a time like 7.30 does not end one."""
    return [sentence for sentence in SENTENCE_END.split(re.sub(r"(\d)\.(\d)", r"\1,\2", text)) if sentence.strip()]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.key)
class TestWriting:
    def test_no_sentence_is_too_long(self, place):
        long = [
            (key, sentence)
            for key, text in texts(place)
            for sentence in sentences(text)
            if len(sentence.split()) > MAX_WORDS
        ]
        assert long == []

    def test_sentences_are_short_on_average(self, place):
        lengths = [len(sentence.split()) for _, text in texts(place) for sentence in sentences(text)]
        assert sum(lengths) / len(lengths) <= AVERAGE_WORDS

    def test_no_forbidden_words_or_exclamation_marks(self, place):
        assert [(key, text) for key, text in texts(place) if FORBIDDEN.search(text) or "!" in text] == []

    def test_what_you_do_not_do_yet_begins_with_not(self, place):
        assert [line for line in place.answers.get("not_yet", ()) if not line.startswith("niet ")] == []

    def test_the_form_of_the_product_accepts_every_answer(self, place):
        for answers in (place.answers, place.answers | place.earlier, place.answers | place.concept):
            asked = {key: value for key, value in answers.items() if QUESTIONS[key].kind not in ON_PAGES_OF_THEIR_OWN}
            assert {key: as_the_form_keeps_it(key, value, place.sector) for key, value in asked.items()} == asked


def as_the_form_keeps_it(key, value, sector):
    """What is stored when somebody opens the part with this answer and saves it. Raises ValidationError."""
    question = QUESTIONS[key]
    initial = initial_for(question, value)
    cleaned = {name: field.clean(field.prepare_value(initial[name])) for name, field in fields_for(question, sector)}
    return stored(question, cleaned)


def test_the_writing_rules_find_a_fault():
    assert FORBIDDEN.search("Je dient te bellen.")
    assert len(sentences("Je begint om 7.30 uur. Daarna eet je.")) == 2


def test_at_least_twelve_profiles_are_full():
    questions = {key for key, question in QUESTIONS.items() if question.kind not in ON_PAGES_OF_THEIR_OWN}
    full = [
        place.key
        for institution in REGION.institutions
        for place in institution.leerplaatsen
        if {key for key in questions if QUESTIONS[key].asked_in(place.sector)} <= said(institution, place)
    ]
    assert len(full) >= 12


def said(institution, place):
    """The questions that are answered for a leerplaats: by itself, its location or its institution."""
    shared = next(location.shared for location in institution.locations if location.key == place.location)
    return {*institution.shared, *shared, *place.answers}


@pytest.mark.parametrize("key", ["in_short", "timeline", "clients", "conditions", "care_kind", "sick_phone"])
def test_no_two_leerplaatsen_say_the_same(key):
    said = Counter(json.dumps(place.answers[key]) for place in ONLINE)
    assert [text for text, times in said.items() if times > 1] == []


def test_nothing_in_the_files_can_reach_a_real_person():
    written = [*FOLDER.glob("**/*.toml"), FOLDER / "students.csv"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in written)
    assert {address for address in re.findall(r"[\w.-]+@[\w.-]+\w", text) if not address.endswith(".example")} == set()
    assert {
        number for number in re.findall(r"\b0\d{1,3} \d{2,3} [\d ]+\d", text) if not number.startswith("010 123")
    } == set()


def test_of_every_student_we_know_where_they_live():
    """Otherwise the travel counts for some and not for others, and every card warns about it."""
    areas = {row["postcode"] for row in REGION.postcodes}
    assert [one.postcode for one in REGION.students if one.postcode[:4] not in areas] == []


def test_drawings_are_small():
    sizes = {path.name: path.stat().st_size for path in PHOTOS.glob("*.webp")}
    assert set(sizes) == {f"{name}{size}.webp" for name in REGION.photos for size in ("", "-medium", "-small")}
    assert max(sizes.values()) < 40_000


class TestDates:
    def test_the_starts_in_the_sample_lists_fall_in_the_next_two_periods(self):
        _, coming, later = dates.periods(TODAY)
        assert coming.starts_on <= date(2027, 2, 1) <= coming.ends_on
        assert later.starts_on <= date(2027, 6, 21) <= later.ends_on

    def test_periods_follow_each_other_on_mondays(self):
        for today in A_YEAR:
            running, coming, later = dates.periods(today)
            assert running.starts_on < today <= running.ends_on
            assert timedelta(days=21) <= coming.starts_on - today < timedelta(days=28)
            assert {period.starts_on.weekday() for period in (running, coming, later)} == {0}
            assert coming.starts_on - running.ends_on == later.starts_on - coming.ends_on == timedelta(days=1)

    def test_tomorrow_is_a_workday(self):
        assert dates.next_workday(date(2026, 11, 21)) == date(2026, 11, 23)
        assert dates.next_workday(date(2026, 12, 24)) == date(2026, 12, 28)

    def test_everyone_is_where_they_should_be_on_any_day(self):
        levels = {programme["key"]: programme["level"] for programme in REGION.programmes}
        for today, student in product(A_YEAR, REGION.students):
            stage = dates.stage(student, levels[student.programme], today)
            assert stage.starts_on.weekday() in stage.weekdays
            assert (stage.starts_on <= today) == (student.state == "running")
            assert stage.ends_on >= today
            assert stage.school_day not in stage.weekdays


@pytest.fixture(scope="class")
def region(django_db_setup, django_db_blocker):
    """The loaded region, once for a class of tests that only read; rolled back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        yield REGION
        transaction.set_rollback(True)


@pytest.mark.django_db
class TestLoading:
    def test_fills_an_empty_database_once(self):
        call_command("demo", verbosity=0)
        assert Institution.objects.count() == 4
        with pytest.raises(CommandError, match="lege database"):
            call_command("demo")
        call_command("demo", "--als-leeg")
        assert Institution.objects.count() == 4

    def test_never_mixes_with_other_data(self):
        InstitutionFactory()
        with pytest.raises(NotEmpty):
            load_demo()
        assert User.objects.filter(email__endswith="@kadeburg.example").count() == 0

    def test_is_refused_in_a_real_environment(self, settings):
        settings.LOCAL = False
        with pytest.raises(CommandError, match="bekend wachtwoord"):
            call_command("demo")

    def test_prints_nothing_to_log_in_with_when_there_is_no_region(self):
        assert demo_logins() == []
        with pytest.raises(CommandError, match="geen proefregio"):
            call_command("demo_logins")


@pytest.mark.django_db
class TestRegion:
    @pytest.fixture(autouse=True)
    def _loaded(self, region):
        self.today = timezone.localdate()
        self.tomorrow = dates.next_workday(self.today)

    def test_a_second_list_of_a_school_waits_with_something_new_changed_and_wrong(self):
        found = StudentImport.objects.get()
        preview = preview_of(found)
        plan = difference(found, preview, by=found.uploaded_by)

        assert [row.status for row in preview.rows] == ["ok", "error", "error"]
        assert [(one.kind, [change.label for change in one.changes]) for one in plan.plans] == [
            ("changed", ["Laatste dag"])
        ]
        assert [word.kind for word in preview.words] == ["programme"]
        assert SchoolLayout.objects.filter(school=found.school).exists()

    def test_counts(self):
        assert Institution.objects.count() == 4
        assert Location.objects.count() == 10
        assert Leerplaats.objects.count() == 40
        assert School.objects.count() == 3
        assert Period.objects.count() == 3
        assert Student.objects.count() == 120

    def test_who_leads_an_introduction_works_there_and_talks_fall_within_the_dienst(self):
        meetings = IntroMeeting.objects.prefetch_related("guides__memberships")
        assert meetings
        for meeting in meetings:
            guides = list(meeting.guides.all())
            assert guides
            there = {membership.institution_id for one in guides for membership in one.memberships.all()}
            assert there == {meeting.institution_id}
        for talk in Talk.objects.filter(held_at=None).prefetch_related("placement__shifts"):
            shifts = [shift for shift in talk.placement.shifts.all() if shift.day == talk.day]
            assert not outside_shift(talk.begins_at, shifts)

    def test_profiles_are_online_except_a_few_that_are_not_finished(self):
        assert Leerplaats.objects.online().count() == len(ONLINE) == 36
        drafts = Leerplaatsprofiel.objects.filter(published=None)
        assert all(profile.missing() and not profile.done_parts for profile in drafts)
        assert sum(bool(profile.changed_parts()) for profile in Leerplaatsprofiel.objects.all()) == 2
        assert sum(len(profile.done_parts) == len(PARTS) for profile in Leerplaatsprofiel.objects.all()) >= 12

    def test_every_institution_explains_ten_words_and_they_occur(self):
        for institution in Institution.objects.all():
            terms = institution.glossary_terms.values_list("term", flat=True)
            said = " ".join(
                str(profile.published.answers)
                for profile in Leerplaatsprofiel.objects.filter(institution=institution).exclude(published=None)
            )
            assert len(terms) == 10
            assert sum(term in said for term in terms) >= 8

    def test_one_film_shows_how_a_film_looks(self):
        films = [
            profile.published.answers["film"]
            for profile in Leerplaatsprofiel.objects.filter(published__isnull=False).select_related("published")
            if "film" in profile.published.answers
        ]
        assert [(film["captions"], film["poster"], film["seconds"]) for film in films] == [(True, True, 12)]
        assert "zonder geluid" in films[0]["about"]

    def test_published_photos_are_described(self):
        photos = [
            photo
            for profile in Leerplaatsprofiel.objects.exclude(published=None).select_related("published")
            for photo in profile.published.answers.get("photos", ())
        ]
        assert len(photos) >= 12
        assert all(is_answered(photo["alt"]) for photo in photos)

    def test_students_run_start_tomorrow_start_later_and_wait(self):
        starts = [placement.starts_on for placement in Placement.objects.active()]
        assert sum(start <= self.today for start in starts) == 18
        assert starts.count(self.tomorrow) == 5
        assert sum(start > self.tomorrow for start in starts) == 30
        assert PlacementRequest.objects.waiting().count() == 67

    def test_one_institution_has_a_good_deal_to_match(self):
        coming = Period.objects.order_by("starts_on")[1]
        waiting = PlacementRequest.objects.waiting().filter(institution__slug="kadeburg", period=coming)
        assert waiting.count() == 45
        assert PlaceOffer.objects.filter(institution__slug="kadeburg", period=coming).count() > 50

    def test_every_wish_means_a_leerplaats(self):
        leerplaatsen = list(Leerplaats.objects.select_related("location"))
        unknown = {
            str(wish) for wish in Wish.objects.select_related("leerplaats") if not fulfilling(wish, leerplaatsen)
        }
        assert unknown == set()

    def test_an_institution_has_lines_of_its_own_and_they_become_tasks(self):
        own = Template.objects.exclude(level=Level.REGION).values_list("institution__slug", "level", "format")
        assert set(own) == {
            ("getijhof", Level.INSTITUTION, TemplateFormat.INWERKDOCUMENT),
            ("kadeburg", Level.INSTITUTION, TemplateFormat.INWERKDOCUMENT),
            ("kadeburg", Level.INSTITUTION, TemplateFormat.STARTLIJST),
            ("kadeburg", Level.LEERPLAATS, TemplateFormat.INWERKDOCUMENT),
        }
        tasks = Task.objects.filter(text__contains="tillift")
        assert set(tasks.values_list("institution__slug", flat=True)) == {"getijhof"}

    def test_a_version_has_differences_to_decide_about(self):
        own = Template.objects.select_related("based_on").get(
            institution__slug="kadeburg", level=Level.INSTITUTION, format=TemplateFormat.INWERKDOCUMENT
        )
        assert {one.kind for one in differences_of(own)} == {"new", "changed"}

    def test_tasks_are_in_every_state(self):
        ahead = Placement.objects.active().filter(starts_on__gt=self.today).prefetch_related("tasks")
        found = Counter(
            readiness(
                placement,
                [task for task in placement.tasks.all() if task.format == TemplateFormat.STARTLIJST],
                self.today,
            ).kind
            for placement in ahead
        )
        assert set(found) == {"klaar", "bezig", "mist"}
        assert 3 <= found["mist"] <= 0.4 * found.total()  # how many depends on the day of the week

    def test_nothing_was_done_in_the_future_or_before_it_was_agreed(self):
        now = timezone.now()
        for task in Task.objects.exclude(done_at=None).select_related("placement"):
            assert task.placement.confirmed_at <= task.done_at <= now

    def test_a_round_that_ended_tells_what_was_there_then_and_nothing_falls_in_a_weekend(self):
        old = Rollout.objects.get(finished_at__isnull=False)
        facts = [task.fact for task in old.tasks.exclude(fact="")]
        named = {found for fact in facts for found in re.findall(r"\d+ [a-z]+ 20\d\d", fact)}
        ended = timezone.localdate(old.finished_at)
        assert len(named) >= 4
        assert named <= {plain_date(ended - timedelta(days=ago)) for ago in range(400)}
        assert [one.result for one in improved_in(old)] == ["De lijst van je eerste dag past nu op één blad."]
        moments = [
            day
            for one in Rollout.objects.all()
            for day in (one.started_at, one.finished_at, one.first_start, one.review_on)
            if day
        ]
        moments += [one.due_on for one in Improvement.objects.all()]
        moments += [one.finished_at for one in Improvement.objects.finished()]
        assert {day for day in moments if day.weekday() > 4} == set()

    def test_no_mail_is_waiting_to_be_sent(self):
        assert list(Message.objects.filter(status=MessageStatus.QUEUED).values_list("kind", "key", "subject")) == []
        assert set(Message.objects.values_list("status", flat=True)) == {MessageStatus.SENT, MessageStatus.FAILED}
        assert Message.objects.filter(key__startswith="start:").count() == 53
        assert Message.objects.filter(key__startswith="invitation:").count() == 9  # for a start, or for an introduction
        assert Message.objects.filter(key__startswith="wishes:").count() == 45  # who looks for a place at Kadeburg
        assert Message.objects.filter(key__regex="^(start|invitation|wishes):").count() == 107
        for kind in COUNTED_DOWN:
            assert Message.objects.filter(kind=kind, sent_at__isnull=False).exists()

    def test_two_new_students_have_a_mentor_and_one_person_made_self_scans(self):
        pairs = Buddy.objects.standing(self.today).with_people()
        assert {(pair.placement.student.given_name, pair.first_name) for pair in pairs} == {
            ("Noor", "Daan"),
            ("Emre", "Priyanka"),
        }
        assert set(SelfScan.objects.values_list("user__email", flat=True)) == {"samira@kadeburg.example"}

    def test_there_is_one_login_per_role_and_one_of_a_student_without_a_place(self, client):
        logins = demo_logins()
        assert [login.role for login in logins] == [*Role.values, WAITING]
        for login in logins[:-2]:
            assert User.objects.get(email=login.email).check_password(PASSWORD)
        placed, waiting = (find_link(login.path.rsplit("/", 1)[-1]).student for login in logins[-2:])
        assert [placed.name, waiting.name] == [login.name for login in logins[-2:]]
        assert placed.placements.exists()
        assert not waiting.placements.exists()

    def test_some_students_gave_wishes_some_not_and_there_is_time_left(self):
        season = MatchSeason.objects.get(wishes_until__isnull=False)
        assert season.wishes_until > self.today
        asked = PlacementRequest.objects.filter(institution=season.institution, period=season.period).waiting()
        assert asked.filter(wishes_given_at__isnull=False).count() == 18
        assert asked.filter(wishes__kind="not", wishes_given_at__isnull=False).exists()

    def test_logins_are_printed_for_people_and_for_programs(self):
        for_people, for_programs = StringIO(), StringIO()
        call_command("demo_logins", stdout=for_people)
        call_command("demo_logins", "--json", stdout=for_programs)
        assert PASSWORD in for_people.getvalue()
        entries = json.loads(for_programs.getvalue())
        assert [set(entry) for entry in entries] == [{"role", "name", "email", "password", "link", "path"}] * 7
        assert entries[-1]["link"].endswith(entries[-1]["path"])
