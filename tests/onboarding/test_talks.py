"""The talks of a stage: planned, moved along with the stage, moved by people, held, and what is agreed in them."""

import subprocess
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from onboarding.actions.confirming import confirm_proposals
from onboarding.actions.feeds import make_feed, secret_of
from onboarding.actions.roster import set_days
from onboarding.actions.stages import change_stage
from onboarding.actions.talks import let_talks_follow, mark_held, move_talk, plan_running_stage
from onboarding.enums import DayKind, MessageStatus, MoveReason, PlacementStatus, TalkKind
from onboarding.forms.talks import when_mark
from onboarding.models import Message, Placement, Talk, TalkAgreement, TalkMove
from onboarding.stage_changes import Terms, plan, terms_of
from onboarding.stagedagen import stagedagen
from onboarding.talk_doubts import doubts
from onboarding.talk_planning import plan_talks
from onboarding.talks import questions_of
from profiles.dutch import long_date, short_date
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import (
    LeerplaatsFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProposalFactory,
    RosterShiftFactory,
    StudentFactory,
    TalkAgreementFactory,
    TalkFactory,
    UserFactory,
    person,
)
from toolbox.models import Template

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]


@pytest.fixture
def place():
    return LeerplaatsFactory(name="De Kade")


@pytest.fixture
def samira(place):
    return person(Role.WERKBEGELEIDER, place.institution, place, name="Samira Haddad")


def stage_of(place, guide, *, starts_on=None, days=140, **given):
    starts_on = starts_on or MONDAY + timedelta(days=28)
    weeks = {"offer__period__starts_on": starts_on, "offer__period__ends_on": starts_on + timedelta(days=days)}
    return PlacementFactory(
        offer__leerplaats=place,
        werkbegeleider=guide,
        request__student=StudentFactory(with_user=True, given_name="Noor"),
        request__weekdays=EVERY_DAY,
        weekdays=EVERY_DAY,
        **weeks,
        **given,
    )


@pytest.fixture
def stage(place, samira):
    """A stage that starts in four weeks, with its talks."""
    placement = stage_of(place, samira)
    plan_running_stage(placement=placement, by=samira)
    return placement


@pytest.fixture
def running(place, samira):
    """A stage that runs since two weeks, without talks."""
    return stage_of(place, samira, starts_on=MONDAY - timedelta(days=14))


@pytest.fixture
def guide(client, samira):
    client.force_login(samira)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def days_of(placement):
    return [(talk.kind, talk.day) for talk in placement.talks.all()]


def planned(placement):
    return [(talk.kind, talk.day) for talk in plan_talks(placement.rhythm)]


def change(placement, **terms):
    current = Placement.objects.get(pk=placement.pk)
    new = Terms(**{**vars(terms_of(current)), **terms})
    return change_stage(placement=current, version=current.version, terms=new, by=UserFactory())


class TestPlanning:
    def test_confirming_plans_the_talks(self):
        proposal = ProposalFactory()
        [placement] = confirm_proposals(proposals=[proposal], by=UserFactory()).made
        assert days_of(placement) == planned(placement)
        assert placement.talks.filter(kind=TalkKind.ACQUAINT, institution=placement.institution).count() == 1

    def test_a_stage_that_runs_gets_what_still_comes_and_only_once(self, guide, running):
        address = reverse("placement-talks-plan", args=[running.pk])
        assert "Plan de gesprekken" in text_of(guide.get(reverse("placement-talks", args=[running.pk])))
        guide.post(address)
        first = days_of(running)
        assert first == [one for one in planned(running) if one[1] >= TODAY]
        page = text_of(guide.post(address, follow=True))
        assert "Er is niets veranderd" in page
        assert days_of(running) == first

    def test_a_lapsed_stage_has_no_page(self, guide, stage):
        Placement.objects.filter(pk=stage.pk).update(
            status=PlacementStatus.CANCELLED, cancelled_at=timezone.now(), cancelled_by=stage.werkbegeleider
        )
        assert guide.get(reverse("placement-talks", args=[stage.pk])).status_code == 404
        talk = stage.talks.first()
        guide.post(reverse("talk-held", args=[talk.pk]))
        assert not stage.talks.exclude(held_at=None).exists()


class TestMovingAlong:
    def test_other_dates_move_the_talks_and_the_report_names_them(self, stage):
        later = {"starts_on": stage.starts_on + timedelta(days=7), "ends_on": stage.ends_on + timedelta(days=7)}
        current = Placement.objects.get(pk=stage.pk)
        found = plan(current, Terms(**{**vars(terms_of(current)), **later}), TODAY)
        first = stage.talks.get(kind=TalkKind.ACQUAINT)
        new_day = long_date(first.day + timedelta(days=7))
        assert any(f"Kennismaking (wordt {new_day})" in sentence for sentence in found.sentences)
        assert days_of(stage) == planned(stage)  # nothing is stored by asking

        change(stage, **later)

        stage.refresh_from_db()
        assert days_of(stage) == planned(stage)
        moved = TalkMove.objects.filter(talk=first).get()
        assert (moved.from_day, moved.why) == (first.day, MoveReason.DATES)

    def test_held_talks_and_those_put_by_hand_stay(self, stage, samira):
        short = stage.talks.filter(kind=TalkKind.WEEKLY).first()
        halfway = stage.talks.get(kind=TalkKind.HALFWAY)
        day = halfway.day + timedelta(days=2)
        move_talk(talk=halfway, version=1, day=day, begins_at=None, place="", why=MoveReason.BUSY, by=samira)
        Talk.objects.filter(pk=short.pk).update(held_at=timezone.now(), held_by=samira)

        change(stage, weekdays=(0, 1))

        halfway.refresh_from_db()
        assert halfway.day == day and halfway.by_hand
        assert stage.talks.get(pk=short.pk).day == short.day
        stage.refresh_from_db()
        mondays = [talk.day - timedelta(days=talk.day.weekday()) for talk in stage.talks.all()]
        assert {day - timedelta(days=day.weekday()) for day in stagedagen(stage.rhythm)} <= set(mondays)

    def test_a_shorter_stage_keeps_what_somebody_wrote(self, stage):
        last = stage.talks.filter(kind=TalkKind.WEEKLY).last()
        Talk.objects.filter(pk=last.pk).update(student_asks="Mijn planning")
        before = stage.talks.count()

        change(stage, ends_on=stage.starts_on + timedelta(days=40))

        stage.refresh_from_db()
        kept = stage.talks.get(pk=last.pk)
        assert kept.student_asks == "Mijn planning"
        assert stage.starts_on <= kept.day <= stage.ends_on
        assert stage.talks.count() < before
        assert stage.talks.filter(day__gt=stage.ends_on).count() == 0

    def test_another_leerplaats_has_other_rooms(self, stage):
        stage.talks.update(place="Kamer 2")
        elsewhere = PlaceOfferFactory(
            leerplaats=LeerplaatsFactory(location=stage.leerplaats.location, name="De Werf"),
            period=stage.request.period,
            programme=stage.request.programme,
            year=stage.request.year,
        )
        change(stage, offer=elsewhere)
        assert not stage.talks.exclude(place="").exists()

    def test_a_talk_put_by_hand_beyond_the_new_end_comes_back_into_the_stage(self, stage, samira):
        final = stage.talks.get(kind=TalkKind.FINAL)
        Talk.objects.filter(pk=final.pk).update(by_hand=True)
        change(stage, ends_on=stage.starts_on + timedelta(days=60))
        stage.refresh_from_db()
        assert stage.talks.get(pk=final.pk).day <= stage.ends_on
        assert TalkMove.objects.filter(talk=final, from_day=final.day).exists()

    def test_a_stage_that_ends_now_keeps_its_last_talk(self, running, samira):
        plan_running_stage(placement=running, by=samira)
        final = running.talks.get(kind=TalkKind.FINAL)

        change(running, ends_on=TODAY)

        assert running.talks.get(pk=final.pk).day == TODAY
        assert not running.talks.filter(day__gt=TODAY).exists()

    def test_a_day_off_moves_its_talk_and_says_so(self, guide, stage):
        talk = stage.talks.filter(kind=TalkKind.WEEKLY).first()
        url, sent = reverse("placement-day", args=[stage.pk]), {"kind": "off", "day": f"{talk.day:%d-%m-%Y}"}
        asked = text_of(guide.post(url, sent))
        old = talk.day
        talk.refresh_from_db()
        assert talk.day == old
        page = guide.post(url, sent | {"zeker": "ja"}, follow=True)
        talk.refresh_from_db()
        assert talk.day != old and " een andere dag." in text_of(page)
        assert f"{short_date(talk.day)}: Weekgesprek (was {short_date(old)})" in asked
        assert TalkMove.objects.get(talk=talk).why == MoveReason.ROSTER

    def test_a_whole_week_off_takes_its_short_talk_away_and_gives_it_back(self, stage, samira):
        talk = stage.talks.filter(kind=TalkKind.WEEKLY).first()
        monday = talk.day - timedelta(days=talk.day.weekday())
        week = [monday + timedelta(days=passed) for passed in range(7)]
        followed = set_days(placement=stage, days=week, kind=DayKind.OFF, by=samira)
        assert [gone.pk for gone in followed.talks.gone] == [talk.pk]
        assert not stage.talks.filter(day__range=(week[0], week[-1])).exists()
        set_days(placement=stage, days=week, kind=DayKind.NORMAL, by=samira)
        assert stage.talks.filter(day__range=(week[0], week[-1])).count() == 1

    def test_what_passed_and_waits_keeps_its_day(self, running, samira):
        passed = TalkFactory(placement=running, day=TODAY - timedelta(days=3))
        plan_now = let_talks_follow(placement=running, why=MoveReason.ROSTER, by=samira)
        passed.refresh_from_db()
        assert passed.day == TODAY - timedelta(days=3)
        assert plan_now.moved == [] and plan_now.new


class TestHeld:
    def test_two_taps_on_vandaag_and_twice_is_once(self, guide, running, samira):
        talk = TalkFactory(placement=running, day=TODAY - timedelta(days=1))
        page = text_of(guide.get(reverse("today")))
        assert "Was dit gesprek er?" in page and reverse("talk-held", args=[talk.pk]) in page
        for _ in range(2):
            guide.post(reverse("talk-held", args=[talk.pk]))
        talk.refresh_from_db()
        assert talk.held_by == samira and talk.held_at
        assert AuditEvent.objects.filter(what="talk.held").count() == 1
        assert reverse("talk-held", args=[talk.pk]) not in text_of(guide.get(reverse("today")))

    def test_a_talk_that_comes_is_not_held_yet(self, running, samira):
        talk = TalkFactory(placement=running, day=TODAY + timedelta(days=1))
        assert not mark_held(talk=talk, by=samira)
        talk.refresh_from_db()
        assert talk.held_at is None

    def test_it_is_taken_back_on_the_same_day_only(self, guide, running, samira):
        talk = TalkFactory(placement=running, day=TODAY)
        guide.post(reverse("talk-held", args=[talk.pk]))
        guide.post(reverse("talk-not-held", args=[talk.pk]))
        talk.refresh_from_db()
        assert talk.held_at is None
        Talk.objects.filter(pk=talk.pk).update(held_at=timezone.now() - timedelta(days=2), held_by=samira)
        guide.post(reverse("talk-not-held", args=[talk.pk]))
        talk.refresh_from_db()
        assert talk.held_at is not None

    def test_one_that_passed_asks_for_another_day_and_cannot_be_dropped(self, guide, running):
        talk = TalkFactory(placement=running, day=TODAY - timedelta(days=1))
        page = text_of(guide.get(reverse("placement-talks", args=[running.pk])))
        assert "Was dit gesprek er?" in page and "Een gesprek vervalt niet." in page
        assert reverse("talk-move", args=[talk.pk]) in page


class TestAnotherDay:
    def sent(self, talk, **given):
        day = given.pop("day", talk.day)
        sure = when_mark(day, time(14, 30))  # a public holiday is asked about
        known = {
            "version": talk.version,
            "day": f"{day:%d-%m-%Y}",
            "begins_at": "14.30",
            "place": "Kamer 2",
            "sure": sure,
        }
        return known | given

    def test_it_moves_with_a_reason_and_the_student_is_told_without_what_it_is_about(self, guide, running):
        talk = TalkFactory(placement=running, day=TODAY + timedelta(days=2), student_asks="Ik vind nachten zwaar")
        day = TODAY + timedelta(days=4)
        guide.post(reverse("talk-move", args=[talk.pk]), self.sent(talk, day=day, why="busy"))
        was = talk.day
        talk.refresh_from_db()
        assert (talk.day, talk.begins_at, talk.place, talk.by_hand) == (day, time(14, 30), "Kamer 2", True)
        move = talk.moves.get()
        assert (move.from_day, move.to_day, move.why) == (was, day, MoveReason.BUSY)
        mail = Message.objects.get(key__startswith="talks:")
        assert mail.to_email == running.student.email and mail.send_after > timezone.now()
        assert f"{long_date(day)} om 14.30 uur, Kamer 2 (was {long_date(was)})" in mail.body
        assert "nachten" not in mail.body

    def test_several_changes_within_minutes_are_one_mail(self, guide, running):
        talk = TalkFactory(placement=running, day=TODAY + timedelta(days=2))
        was = talk.day
        for passed in (3, 4):
            day = TODAY + timedelta(days=passed)
            guide.post(reverse("talk-move", args=[talk.pk]), self.sent(talk, day=day, why="roster"))
            talk.refresh_from_db()
        waiting = Message.objects.filter(key__startswith="talks:", status=MessageStatus.QUEUED)
        assert f"{long_date(talk.day)} om 14.30 uur, Kamer 2 (was {long_date(was)})" in waiting.get().body

    def test_the_student_moves_it_too_and_then_the_werkbegeleider_is_told(self, client, running, samira):
        talk = TalkFactory(placement=running, day=TODAY + timedelta(days=2))
        client.force_login(running.student.user)
        client.post(reverse("talk-move", args=[talk.pk]), self.sent(talk, day=TODAY + timedelta(days=3), why="away"))
        mail = Message.objects.get(key__startswith="talks")
        assert mail.to_email == samira.email and running.student.last_name not in mail.body
        assert talk.moves.get().moved_by == running.student.user

    @pytest.mark.parametrize(
        ("days", "why", "sentence"),
        [
            (2, "", "Kies waarom het gesprek een andere dag krijgt."),
            (-3, "busy", "Deze dag is al geweest."),
            (400, "busy", "Deze dag valt buiten de stage."),
        ],
    )
    def test_only_within_the_stage_from_today_and_with_a_reason(self, guide, running, days, why, sentence):
        talk = TalkFactory(placement=running, day=TODAY)
        day = TODAY + timedelta(days=days)
        response = guide.post(reverse("talk-move", args=[talk.pk]), self.sent(talk, day=day, why=why))
        assert response.status_code == 422 and sentence in text_of(response)
        talk.refresh_from_db()
        assert talk.day == TODAY and not talk.moves.exists()

    @pytest.mark.parametrize(
        ("written", "sentence"),
        [
            ("3 uur", "3.00 uur is in de nacht of heel vroeg. Bedoel je 15.00 uur?"),
            ("23.50", "23.50 uur is in de nacht of heel vroeg."),
            ("10.30", "Je werkt die dag van 15.00 tot 23.15 uur. Dit gesprek valt daarbuiten."),
        ],
    )
    def test_a_time_that_may_be_a_mistake_is_asked_about_once(self, client, running, written, sentence):
        talk = TalkFactory(placement=running, day=TODAY + timedelta(days=2))
        RosterShiftFactory(placement=running, day=talk.day, begins_at=time(15), ends_at=time(23, 15))
        client.force_login(running.student.user)
        address = reverse("talk-move", args=[talk.pk])
        mine = self.sent(talk, begins_at=written)

        response = client.post(address, mine)

        assert "Weet je het zeker? Er is nog niets bewaard." in text_of(response)
        assert sentence in text_of(response)
        talk.refresh_from_db()
        assert talk.begins_at is None

        client.post(address, mine | {"sure": response.context["form"]["sure"].value()})
        talk.refresh_from_db()
        assert f"{talk.begins_at.hour}" == written.split()[0].split(".")[0]

    def test_a_public_holiday_is_asked_about(self, running):
        christmas = date(TODAY.year + 1, 12, 25)
        assert doubts(christmas, time(10), ()) == [f"{long_date(christmas).capitalize()} is een feestdag."]
        assert doubts(date(TODAY.year + 1, 12, 1), time(10), ()) == []

    def test_who_reads_of_a_talk_outside_the_dienst_is_told(self, client, guide, running):
        talk = TalkFactory(placement=running, day=TODAY + timedelta(days=2), begins_at=time(10, 30))
        RosterShiftFactory(placement=running, day=talk.day, begins_at=time(15), ends_at=time(23, 15))
        address, hours = reverse("talk", args=[talk.pk]), "werkt die dag van 15.00 tot 23.15 uur."
        assert f"{running.student.given_name} {hours}" in text_of(guide.get(address))
        client.force_login(running.student.user)
        assert f"Je {hours}" in text_of(client.get(address))

    def test_who_comes_second_reads_both_and_the_next_time_it_is_kept(self, guide, running, samira):
        talk = TalkFactory(placement=running, day=TODAY + timedelta(days=2))
        mine = self.sent(talk, place="Kamer 2")
        student = running.student.user
        move_talk(talk=talk, version=1, day=talk.day, begins_at=time(9), place="De tuin", why="", by=student)
        response = guide.post(reverse("talk-move", args=[talk.pk]), mine)
        page = text_of(response)
        assert response.status_code == 409
        assert "De tuin" in page and "9.00 uur" in page and 'value="Kamer 2"' in page
        talk.refresh_from_db()
        assert talk.place == "De tuin"
        guide.post(reverse("talk-move", args=[talk.pk]), mine | {"version": talk.version})
        talk.refresh_from_db()
        assert talk.place == "Kamer 2"

    def test_the_same_twice_changes_and_tells_nothing(self, guide, running):
        talk = TalkFactory(placement=running, day=TODAY + timedelta(days=2))
        sent = self.sent(talk)
        for _ in range(2):
            guide.post(reverse("talk-move", args=[talk.pk]), sent)
        talk.refresh_from_db()
        assert talk.version == 2
        assert Message.objects.filter(key__startswith="talks").count() == 1

    def test_a_held_one_does_not_move(self, guide, running, samira):
        talk = TalkFactory(placement=running, day=TODAY)
        mark_held(talk=talk, by=samira)
        guide.post(reverse("talk-move", args=[talk.pk]), self.sent(talk, day=TODAY + timedelta(days=1), why="busy"))
        talk.refresh_from_db()
        assert talk.day == TODAY


class TestBeforehand:
    def test_the_student_says_what_to_talk_about_and_the_guide_reads_it(self, client, running, samira):
        talk = TalkFactory(placement=running, day=TODAY)
        client.force_login(running.student.user)
        client.post(reverse("talk-subject", args=[talk.pk]), {"text": "Hoe plan ik mijn week?", "seen": ""})
        client.force_login(samira)
        for name, key in (("talk", talk.pk), ("placement-talks", running.pk)):
            assert "Hoe plan ik mijn week?" in text_of(client.get(reverse(name, args=[key])))

    def test_a_client_in_it_gets_a_warning_first(self, client, running):
        talk = TalkFactory(placement=running, day=TODAY)
        client.force_login(running.student.user)
        sent = {"text": "Over mevrouw Jansen met diabetes", "seen": ""}
        response = client.post(reverse("talk-subject", args=[talk.pk]), sent)
        talk.refresh_from_db()
        assert response.status_code == 422 and "over een cliënt" in text_of(response) and not talk.student_asks

    def test_another_device_was_earlier(self, client, running):
        talk = TalkFactory(placement=running, day=TODAY, student_asks="Mijn leerdoelen")
        client.force_login(running.student.user)
        sent = {"text": "Mijn rooster", "seen": ""}
        response = client.post(reverse("talk-subject", args=[talk.pk]), sent)
        page = text_of(response)
        assert response.status_code == 409 and "Mijn leerdoelen" in page and "Mijn rooster" in page
        talk.refresh_from_db()
        assert talk.student_asks == "Mijn leerdoelen"

    @pytest.mark.parametrize("kind", TalkKind)
    def test_questions_are_ready_for_each_kind_also_without_a_sjabloon(self, running, kind):
        talk = TalkFactory(placement=running, day=TODAY, kind=kind)
        of_sjabloon = questions_of(talk).lines
        Template.objects.all().delete()
        of_the_card = questions_of(talk).lines
        assert len(of_sjabloon) >= 3 and len(of_the_card) == 3
        assert not {line.text for line in of_sjabloon} & {line.text for line in of_the_card}

    def test_a_weekly_talk_has_other_questions_each_week(self, running):
        weeks = [TalkFactory(placement=running, day=TODAY + timedelta(weeks=number)) for number in range(3)]
        texts = [line.text for talk in weeks for line in questions_of(talk).lines]
        assert len(texts) == len(set(texts)) == 9


class TestAgreements:
    def add(self, client, talk, text, **given):
        return client.post(reverse("talk-agree", args=[talk.pk]), {"text": text} | given, follow=True)

    def test_both_read_and_tick_and_a_double_click_gives_one(self, client, running, samira):
        talk = TalkFactory(placement=running, day=TODAY)
        client.force_login(samira)
        for _ in range(2):
            self.add(client, talk, "Donderdag een visite meelopen")
        one = TalkAgreement.objects.get()
        client.force_login(running.student.user)
        assert one.text in text_of(client.get(reverse("my-talks")))
        for _ in range(2):
            client.post(reverse("talk-agreement-tick", args=[one.pk]), {"klaar": "1"})
        one.refresh_from_db()
        assert one.done_by == running.student.user
        client.force_login(samira)
        client.post(reverse("talk-agreement-tick", args=[one.pk]), {"klaar": "0"})
        one.refresh_from_db()
        assert one.done_at is None and one.done_by is None

    def test_it_is_short_and_warns_of_clients(self, guide, running):
        talk = TalkFactory(placement=running, day=TODAY)
        page = text_of(self.add(guide, talk, "a" * 201))
        assert "Kort je tekst in tot 200 tekens." in page
        page = text_of(self.add(guide, talk, "Bewoner Jansen wassen"))
        assert "over een cliënt" in page
        assert not talk.agreements.exists()

    def test_it_changes_on_its_day_and_stands_after_that(self, guide, running, samira):
        talk = TalkFactory(placement=running, day=TODAY)
        one = TalkAgreementFactory(talk=talk, text="Zorgplan lezen", made_by=samira)
        address = reverse("talk-agreement", args=[one.pk])
        guide.post(address, {"text": "Twee zorgplannen lezen", "seen": "Zorgplan lezen"})
        one.refresh_from_db()
        assert one.text == "Twee zorgplannen lezen"
        TalkAgreement.objects.update(made_at=timezone.now() - timedelta(days=1))
        for name in ("talk-agreement", "talk-agreement-remove"):
            page = text_of(guide.post(reverse(name, args=[one.pk]), {"text": "Niets", "seen": one.text}, follow=True))
            assert "Deze afspraak is van een eerdere dag." in page
        one.refresh_from_db()
        assert one.text == "Twee zorgplannen lezen"

    def test_who_comes_second_reads_both_texts(self, guide, running, samira):
        one = TalkAgreementFactory(talk=TalkFactory(placement=running, day=TODAY), text="Van de student")
        response = guide.post(reverse("talk-agreement", args=[one.pk]), {"text": "Van Samira", "seen": "Wat er stond"})
        page = text_of(response)
        assert response.status_code == 409 and "Van de student" in page and "Van Samira" in page

    def test_what_is_taken_away_can_be_put_back(self, guide, running, samira):
        talk = TalkFactory(placement=running, day=TODAY)
        one = TalkAgreementFactory(talk=talk, text="Zorgplan lezen", made_by=samira)
        page = text_of(guide.post(reverse("talk-agreement-remove", args=[one.pk]), follow=True))
        assert "Weggehaald: Zorgplan lezen" in page and not talk.agreements.exists()
        page = text_of(self.add(guide, talk, "Zorgplan lezen"))
        assert talk.agreements.get().text == "Zorgplan lezen" and "Weggehaald" not in page


class TestWhoReads:
    def test_the_student_sees_the_next_talk_and_what_was_agreed_last(self, client, running, samira):
        held = TalkFactory(placement=running, day=TODAY - timedelta(days=2), held_at=timezone.now(), held_by=samira)
        TalkAgreementFactory(talk=held, text="Donderdag een visite meelopen", made_by=samira)
        coming = TalkFactory(placement=running, day=TODAY + timedelta(days=2), begins_at=time(14, 30))
        client.force_login(running.student.user)
        page = text_of(client.get(reverse("my-placement")))
        assert f"{long_date(coming.day)} om 14.30 uur" in page
        assert "Donderdag een visite meelopen" in page

    def test_school_sees_that_talks_were_held_and_nothing_of_what_was_said(self, client, running, samira):
        day = TODAY - timedelta(days=2)
        talk = TalkFactory(
            placement=running,
            day=day,
            held_at=timezone.now(),
            held_by=samira,
            student_asks="Mijn planning",
            place="Kamer 2",
        )
        TalkAgreementFactory(talk=talk, text="Donderdag een visite meelopen", made_by=samira)
        client.force_login(person(Role.SCHOOL_COORDINATOR, running.school))
        page = text_of(client.get(reverse("student-detail", args=[running.student_id])))
        assert "Weekgesprek" in page and long_date(day) in page
        assert "Donderdag een visite" not in page and "Mijn planning" not in page and "Kamer 2" not in page
        assert client.get(reverse("talk", args=[talk.pk])).status_code == 403

    def test_a_coordinator_reads_which_talks_there_are_and_nothing_of_what_was_said(self, client, running, samira):
        words = {"student_asks": "Mijn planning", "place": "Kamer 2"}
        held = TalkFactory(
            placement=running, day=TODAY - timedelta(days=2), held_at=timezone.now(), held_by=samira, **words
        )
        coming = TalkFactory(placement=running, day=TODAY + timedelta(days=2), **words)
        line = TalkAgreementFactory(talk=held, text="Donderdag een visite meelopen", made_by=samira)
        coordinator = person(Role.COORDINATOR, running.institution)
        client.force_login(coordinator)
        page = text_of(client.get(reverse("placement-talks", args=[running.pk])))
        assert "1 gesprek gehouden, nog 1 gepland." in page
        assert page.index(long_date(coming.day).capitalize()) < page.index(long_date(held.day).capitalize())
        for secret in ("Donderdag een visite", "Mijn planning", "Kamer 2"):
            assert secret not in page
        for name, pk in (("talk", held.pk), ("talks-print", running.pk), ("talk-move", coming.pk)):
            assert client.get(reverse(name, args=[pk])).status_code == 403
        client.post(reverse("talk-agreement-tick", args=[line.pk]), {"klaar": "1"})
        line.refresh_from_db()
        assert line.done_at is None

    def test_a_coordinator_who_guides_reads_the_own_students(self, client, running, place):
        talk = TalkFactory(placement=running, day=TODAY, student_asks="Mijn planning")
        other = TalkFactory(placement=stage_of(place, None), day=TODAY, student_asks="Iets anders")
        both = person(Role.COORDINATOR, place.institution)
        both.memberships.create(institution=place.institution, role=Role.WERKBEGELEIDER)
        running.werkbegeleider = both
        running.save()
        client.force_login(both)
        assert "Mijn planning" in text_of(client.get(reverse("talk", args=[talk.pk])))
        assert "Mijn planning" in text_of(client.get(reverse("placement-talks", args=[running.pk])))
        assert client.get(reverse("talk", args=[other.pk])).status_code == 404
        assert "Iets anders" not in text_of(client.get(reverse("placement-talks", args=[other.placement_id])))

    def test_another_student_and_another_guide_read_nothing(self, client, running, place):
        talk = TalkFactory(placement=running, day=TODAY)
        other = stage_of(place, None)
        for user in (other.student.user, person(Role.WERKBEGELEIDER, place.institution, place)):
            client.force_login(user)
            assert client.get(reverse("talk", args=[talk.pk])).status_code == 404
            client.post(reverse("talk-held", args=[talk.pk]))
        talk.refresh_from_db()
        assert talk.held_at is None


def printed_text(content, tmp_path):
    """What a reader of the PDF reads, and how many pages it has."""
    file = tmp_path / "blad.pdf"
    file.write_bytes(content)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(text.split()), text.count("\f")


def test_one_page_with_all_talks_and_their_agreements(guide, stage, samira, tmp_path):
    talk = stage.talks.first()
    TalkAgreementFactory(talk=talk, text="Donderdag een visite meelopen", made_by=samira)
    text, pages = printed_text(guide.get(reverse("talks-print", args=[stage.pk])).content, tmp_path)
    assert pages == 1
    assert "Donderdag een visite meelopen" in text and "Eindgesprek" in text and long_date(talk.day) in text
    stage.talks.all().delete()
    text, pages = printed_text(guide.get(reverse("talks-print", args=[stage.pk])).content, tmp_path)
    assert pages == 1 and "wat we afspreken" in text


class TestCalendars:
    def events(self, client, user):
        client.logout()
        address = reverse("calendar-feed-read", args=[secret_of(make_feed(user=user))])
        found = Calendar.from_ical(client.get(address).content).walk("VEVENT")
        return {str(event["uid"]): event for event in found}

    def test_talks_are_in_both_with_the_time_of_the_netherlands_or_as_a_whole_day(self, client, running, samira):
        at = TalkFactory(placement=running, day=TODAY + timedelta(days=2), begins_at=time(14, 30), student_asks="Iets")
        whole = TalkFactory(placement=running, day=TODAY + timedelta(days=9))
        mine = self.events(client, running.student.user)
        theirs = self.events(client, samira)
        for events in (mine, theirs):
            begin = events[f"gesprek-{at.pk}@stagestart"].decoded("dtstart")
            assert begin == datetime.combine(at.day, time(14, 30), ZoneInfo("Europe/Amsterdam"))
            assert str(begin.tzinfo) == "Europe/Amsterdam"
            assert events[f"gesprek-{whole.pk}@stagestart"].decoded("dtstart") == whole.day
        assert str(mine[f"gesprek-{at.pk}@stagestart"]["summary"]) == "Weekgesprek"
        short = running.student.short_name
        assert str(theirs[f"gesprek-{at.pk}@stagestart"]["summary"]) == f"Weekgesprek met {short}"
        assert "Iets" not in str(mine) + str(theirs)

    def test_the_first_week_has_its_talk(self, client, place, samira):
        placement = stage_of(place, samira)
        plan_running_stage(placement=placement, by=samira)
        client.force_login(placement.student.user)
        found = Calendar.from_ical(client.get(reverse("my-placement-calendar")).content).walk("VEVENT")
        talk = placement.talks.get(kind=TalkKind.ACQUAINT)
        assert [str(event["uid"]) for event in found if "gesprek" in str(event["uid"])] == [
            f"gesprek-{talk.pk}@stagestart"
        ]
