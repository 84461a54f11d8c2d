"""A stage that stops before its last day: what follows, who hears it, taking it back, and two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.early_stops import CannotStop, TooLate, stop_stage, take_back_stop
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.actions.stages import CannotChange, NoRoomLeft, change_stage
from onboarding.actions.talks import move_talk, plan_running_stage
from onboarding.careful_words import OWN_HEALTH
from onboarding.enums import MessageStatus, MoveReason, StopReason, TalkKind
from onboarding.models import EarlyStop, Message, Placement
from onboarding.room import load_room
from onboarding.stage_changes import Terms
from profiles.dutch import long_date
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import MessageFactory, PlacementFactory, PlaceOfferFactory, StudentFactory, TaskFactory, person
from tests.profiles.conftest import text_of
from toolbox.enums import Owner, TemplateFormat

TODAY = timezone.localdate()
PLANNED = TODAY + timedelta(days=50)
LAST = TODAY + timedelta(days=3)


def running(**fields):
    """A stage that runs on the only place of its offer, with a team and a school."""
    offer = PlaceOfferFactory(number=1, leerplaats__name="De Kade")
    student = StudentFactory(given_name="Noor", last_name="Jansen", with_user=True)
    dates = {"starts_on": TODAY - timedelta(days=40), "ends_on": PLANNED}
    placement = PlacementFactory(offer=offer, request__student=student, **(dates | fields))
    place = (offer.institution, offer.leerplaats)
    placement.werkbegeleider = person(Role.WERKBEGELEIDER, *place, name="Samira Aksoy")
    placement.save()
    placement.leader = person(Role.PRAKTIJKOPLEIDER, *place, name="Joost Verhage")
    placement.coordinator = person(Role.COORDINATOR, offer.institution, name="Farida Haddou")
    placement.school_person = person(Role.SCHOOL_COORDINATOR, student.school, name="Ilse Bakker")
    return placement


def stop(placement, **fields):
    """Stop it on LAST, as the coordinator."""
    given = {"last_day": LAST, "reason": StopReason.FIT, "by": placement.coordinator, "version": placement.version}
    return stop_stage(placement=placement, **(given | fields))


@pytest.mark.django_db
class TestStopping:
    def test_everything_follows(self):
        placement = running()
        ends = {"placement": placement, "format": TemplateFormat.OFFBOARDING_CHECKLIST, "owner": Owner.WERKBEGELEIDER}
        badge = TaskFactory(**ends, days_before_end=0, days_before=None, due_on=PLANNED)
        early = TaskFactory(**ends, days_before_end=28, days_before=None, due_on=PLANNED - timedelta(days=28))
        done = TaskFactory(**ends, days_before_end=7, due_on=TODAY, done_at=timezone.now())
        waiting = MessageFactory(placement=placement, status=MessageStatus.QUEUED)
        stop(placement)
        now = Placement.objects.get(pk=placement.pk)
        assert (now.ends_on, now.early_stop.planned_end, now.version) == (LAST, PLANNED, placement.version + 1)
        for task in (badge, early, done):
            task.refresh_from_db()
        assert (badge.due_on, early.due_on, done.due_on) == (LAST, TODAY, TODAY)  # never a day that is over
        waiting.refresh_from_db()
        assert waiting.status == MessageStatus.STOPPED
        assert load_room([now.offer]).seats[now.offer_id].taken == frozenset()
        event = AuditEvent.objects.get(what="placement.stopped")
        assert event.detail["changed"] == {"Laatste dag": [long_date(PLANNED), long_date(LAST)]}
        assert "fit" not in str(event.detail)  # the reason stands with the stage only

    def test_student_team_and_school_hear_the_day_and_not_why(self):
        placement = running()
        stop(placement, reason=StopReason.PRIVATE, instruction="Lever je pas in bij de balie.")
        mails = {mail.to_email: mail for mail in Message.objects.all()}
        told = {placement.student.email, placement.werkbegeleider.email, placement.leader.email}
        assert set(mails) == told | {placement.school_person.email}  # not who noted it
        for mail in mails.values():
            assert long_date(LAST) in mail.body
            assert StopReason.PRIVATE.label not in mail.subject + mail.body
        assert "Lever je pas in bij de balie." in mails[placement.student.email].body
        assert "Jansen" not in mails[placement.leader.email].body
        assert reverse("placement-detail", args=[placement.pk]) in mails[placement.leader.email].body
        assert reverse("student-detail", args=[placement.student_id]) in mails[placement.school_person.email].body

    def test_twice_is_once(self):
        placement = running()
        assert stop(placement) is not None
        assert stop(placement) is None
        assert EarlyStop.objects.count() == 1
        assert Message.objects.filter(to_email=placement.student.email).count() == 1

    def test_an_old_page_or_another_day_stops_nothing(self):
        placement = running()
        with pytest.raises(ChangedMeanwhile):
            stop(placement, version=placement.version + 1)
        for day in (PLANNED, TODAY - timedelta(days=15), placement.starts_on - timedelta(days=1)):
            with pytest.raises(CannotStop):
                stop(placement, last_day=day)
        assert not EarlyStop.objects.exists()

    @pytest.mark.parametrize(
        "dates",
        [
            {"starts_on": TODAY + timedelta(days=1)},
            {"starts_on": TODAY - timedelta(days=60), "ends_on": TODAY - timedelta(days=1)},
        ],
    )
    def test_only_a_stage_that_runs_can_stop(self, dates):
        with pytest.raises(CannotStop):
            stop(running(**dates))

    def test_somebody_else_gets_the_place_and_no_change_gets_in_between(self):
        placement = running()
        stop(placement)
        follower = PlacementFactory(offer=placement.offer, seat=1, starts_on=TODAY + timedelta(days=7), ends_on=PLANNED)
        assert load_room([placement.offer]).seats[placement.offer_id].taken == {follower.seat}
        now = Placement.objects.get(pk=placement.pk)
        terms = Terms(now.offer, now.starts_on, PLANNED, tuple(now.weekdays))
        with pytest.raises(CannotChange):
            change_stage(placement=now, version=now.version, terms=terms, by=placement.coordinator)


@pytest.mark.django_db
class TestTakingBack:
    def test_the_stage_goes_on_as_planned(self):
        placement = running()
        badge = TaskFactory(
            placement=placement,
            format=TemplateFormat.OFFBOARDING_CHECKLIST,
            days_before_end=2,
            days_before=None,
            due_on=PLANNED - timedelta(days=2),
        )
        stop(placement)
        assert take_back_stop(placement=placement, by=placement.leader)
        assert not take_back_stop(placement=placement, by=placement.leader)
        now = Placement.objects.get(pk=placement.pk)
        assert (now.ends_on, now.stopped_at, now.seat) == (PLANNED, None, placement.seat)
        badge.refresh_from_db()
        assert badge.due_on == PLANNED - timedelta(days=2)
        assert not EarlyStop.objects.exists()
        mail = Message.objects.get(to_email=placement.student.email, status=MessageStatus.QUEUED)
        assert "gaat toch door" in mail.subject
        assert long_date(PLANNED) in mail.body

    def test_not_when_somebody_has_the_place(self):
        placement = running()
        stop(placement)
        PlacementFactory(offer=placement.offer, seat=1, starts_on=TODAY + timedelta(days=7), ends_on=PLANNED)
        with pytest.raises(NoRoomLeft):
            take_back_stop(placement=placement, by=placement.coordinator)
        assert Placement.objects.get(pk=placement.pk).ends_on == LAST

    def test_not_when_the_student_is_somewhere_else_then(self):
        placement = running()
        stop(placement)
        PlacementFactory(request__student=placement.student, starts_on=LAST + timedelta(days=7), ends_on=PLANNED)
        with pytest.raises(NoRoomLeft):
            take_back_stop(placement=placement, by=placement.coordinator)

    def test_not_after_a_week(self):
        placement = running()
        stop(placement)
        take_back = {"placement": placement, "by": placement.coordinator}
        with pytest.raises(TooLate):
            take_back_stop(**take_back, today=TODAY + timedelta(days=8))
        assert take_back_stop(**take_back, today=TODAY + timedelta(days=7))


def when_and_where(placement):
    rows = placement.talks.order_by("pk")
    return [(talk.pk, talk.kind, talk.day, talk.begins_at, talk.place, talk.by_hand) for talk in rows]


@pytest.mark.django_db
class TestTalks:
    def stage(self):
        """A stage with its talks, each at two in the kitchen, and one that a person put on another day."""
        placement = running()
        plan_running_stage(placement=placement, by=placement.leader)
        placement.talks.update(begins_at=time(14), place="De keuken")
        late = placement.talks.exclude(kind=TalkKind.FINAL).last()
        placement.talks.filter(pk=late.pk).update(day=late.day + timedelta(days=1), by_hand=True)
        return placement

    def test_taking_it_back_puts_back_day_time_and_place_of_every_talk(self):
        placement = self.stage()
        before = when_and_where(placement)
        stop(placement)
        assert len(when_and_where(placement)) < len(before)
        take_back_stop(placement=placement, by=placement.leader)
        assert when_and_where(placement) == before

    def test_what_somebody_chose_meanwhile_stays(self):
        placement = self.stage()
        stop(placement)
        final = placement.talks.get(kind=TalkKind.FINAL)
        chosen = {"day": TODAY + timedelta(days=1), "begins_at": time(9), "place": "De tuin"}
        move_talk(talk=final, version=final.version, why=MoveReason.OTHER, by=placement.werkbegeleider, **chosen)
        take_back_stop(placement=placement, by=placement.leader)
        final.refresh_from_db()
        assert (final.day, final.begins_at, final.place) == tuple(chosen.values())

    def test_what_a_student_wrote_for_a_talk_is_not_lost_by_a_stop_noted_later(self):
        placement = self.stage()
        talk = placement.talks.filter(day__gt=TODAY).first()
        placement.talks.filter(pk=talk.pk).update(student_asks="De overdracht")
        stop(placement, last_day=TODAY - timedelta(days=1))
        take_back_stop(placement=placement, by=placement.leader)
        talk.refresh_from_db()
        assert talk.student_asks == "De overdracht"

    def test_the_mail_about_a_moved_talk_goes_with_what_still_stands(self):
        placement = self.stage()
        talk = placement.talks.filter(day__gt=TODAY, day__lte=LAST).first() or placement.talks.get(kind=TalkKind.FINAL)
        day = LAST - timedelta(days=1)
        given = {"day": day, "begins_at": time(10), "place": "De tuin", "why": MoveReason.OTHER}
        move_talk(talk=talk, version=talk.version, by=placement.coordinator, **given)
        gone = placement.talks.filter(day__gt=LAST).exclude(kind=TalkKind.FINAL).last()
        stop(placement)
        mails = Message.objects.filter(status=MessageStatus.QUEUED, key__startswith="talks")
        assert {mail.to_email for mail in mails} == {placement.student.email, placement.werkbegeleider.email}
        for mail in mails:
            assert long_date(day) in mail.body
            assert long_date(gone.day) not in mail.body
        take_back_stop(placement=placement, by=placement.leader)
        assert mails.count() == 2
        assert all(long_date(day) in mail.body for mail in mails.all())

    def test_a_stop_on_a_day_that_is_over_leaves_nothing_to_tell(self):
        placement = self.stage()
        talk = placement.talks.filter(day__gt=TODAY).first()
        given = {"day": LAST, "begins_at": time(10), "place": "", "why": MoveReason.OTHER}
        move_talk(talk=talk, version=talk.version, by=placement.coordinator, **given)
        stop(placement, last_day=TODAY - timedelta(days=1))
        assert not Message.objects.filter(status=MessageStatus.QUEUED, key__startswith="talks").exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_note_it_once():
    placement = running()

    def one(_):
        try:
            return stop(placement)
        except ChangedMeanwhile:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(one, range(2)))
    assert sum(stopped is not None for stopped in found) == 1
    assert EarlyStop.objects.count() == 1
    assert Message.objects.filter(to_email=placement.student.email).count() == 1


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("who", ["coordinator", "leader", "school_person"])
    def test_each_of_them_notes_it_and_takes_it_back(self, client, who):
        placement = running()
        client.force_login(getattr(placement, who))
        url = reverse("placement-stop", args=[placement.pk])
        assert "weer vrij voor een andere student" in text_of(client.get(url))
        fields = {"version": placement.version, "last_day": f"{LAST:%d-%m-%Y}", "reason": "study"}
        looked = text_of(client.post(url, fields | {"doe": "voorbeeld"}))
        assert long_date(LAST) in looked
        assert not EarlyStop.objects.exists()
        noted = text_of(client.post(url, fields, follow=True))
        assert "De student stopt met de opleiding of kiest een andere" in noted
        assert "Dit was al genoteerd" not in noted
        client.post(reverse("placement-stop-undo", args=[placement.pk]))
        assert Placement.objects.get(pk=placement.pk).ends_on == PLANNED

    def test_words_about_health_in_the_mail_are_asked_about_once(self, client):
        placement = running()
        client.force_login(placement.school_person)
        url = reverse("placement-stop", args=[placement.pk])
        words = "Hij heeft een burn-out en is depressief."
        fields = {"version": placement.version, "last_day": f"{LAST:%d-%m-%Y}", "reason": "study"}
        asked = client.post(url, fields | {"instruction": words})
        assert OWN_HEALTH in text_of(asked)
        assert not EarlyStop.objects.exists() and not Message.objects.exists()
        warned = asked.context["form"]["warned"].value()
        client.post(url, fields | {"instruction": words, "warned": warned})
        assert words in Message.objects.get(to_email=placement.student.email).body

    def test_it_names_who_gets_a_mail_and_that_is_who_gets_one(self, client):
        placement = running()
        client.force_login(placement.school_person)
        url = reverse("placement-stop", args=[placement.pk])
        who = "Noor, Joost Verhage en Samira Aksoy krijgen een mail."
        assert who in text_of(client.get(url))
        fields = {"version": placement.version, "last_day": f"{LAST:%d-%m-%Y}", "reason": "study"}
        assert f"Bewaard. {who}" in text_of(client.post(url, fields, follow=True))
        told = set(Message.objects.values_list("to_email", flat=True))
        assert told == {placement.student.email, placement.leader.email, placement.werkbegeleider.email}
        client.force_login(placement.coordinator)
        assert "De mail is voor Noor, Joost Verhage en Samira Aksoy." in text_of(client.get(url))

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"last_day": ""}, "Vul de laatste dag in"),
            ({"reason": ""}, "Kies wat het best past."),
            ({"last_day": f"{PLANNED:%d-%m-%Y}"}, "Kies een dag van"),
        ],
    )
    def test_wrong_input_is_said(self, client, fields, said):
        placement = running()
        client.force_login(placement.coordinator)
        sent = {"version": placement.version, "last_day": f"{LAST:%d-%m-%Y}", "reason": "study"} | fields
        answer = client.post(reverse("placement-stop", args=[placement.pk]), sent)
        assert answer.status_code == 422
        assert said in text_of(answer)
        assert not EarlyStop.objects.exists()

    def test_the_student_reads_the_day_whom_to_call_and_not_the_reason(self, client):
        placement = running()
        stop(placement, reason=StopReason.GUIDANCE)
        client.force_login(placement.student.user)
        text = text_of(client.get(reverse("my-placement")))
        assert "Je stage stopt eerder" in text
        assert long_date(LAST) in text
        assert placement.student.school.name in text
        assert StopReason.GUIDANCE.label not in text
