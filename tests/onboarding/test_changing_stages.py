"""A confirmed stage that moves, is dated anew or lapses: everything that follows is corrected and told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.confirming import confirm_proposals
from onboarding.actions.messages import send
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.actions.stages import CannotChange, NoRoomLeft, cancel_placement, change_stage
from onboarding.actions.student_answers import agree, cannot_come
from onboarding.actions.withdrawals import ask_again, withdraw_request
from onboarding.enums import Refusal
from onboarding.models import Message, Placement, PlacementRequest, PlayCard, Proposal
from onboarding.stage_changes import Terms, plan, terms_of
from onboarding.stagedagen import stagedagen
from profiles.dutch import long_date, weekday_names
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import (
    ItemFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PlaceLimitFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProposalFactory,
    SectionFactory,
    StudentFactory,
    TemplateFactory,
    UserFactory,
    person,
)
from tests.profiles.conftest import text_of
from toolbox.enums import Level, Owner, Signal, TemplateFormat
from toolbox.models import Template

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WEEK = timedelta(weeks=1)


@pytest.fixture
def lists():
    """A startlijst for everybody, and another one that holds on De Werf only."""
    Template.objects.all().delete()
    section = SectionFactory(template=TemplateFactory(format=TemplateFormat.STARTLIJST))
    for text, days, owner in (("Pasje klaar", 7, Owner.RECEPTION), ("Route bekijken", 3, Owner.STUDENT)):
        ItemFactory(section=section, text=text, days_before=days, stagedag=None, owner=owner)
    ItemFactory(section=section, text="Werkbegeleider", days_before=9, stagedag=None, signal=Signal.SUPERVISOR_KNOWN)


@pytest.fixture
def noor(lists):
    """A stage on De Kade that was confirmed and told, with a werkbegeleider and a praktijkopleider there."""
    offer = PlaceOfferFactory(number=1, leerplaats__name="De Kade")
    LeerplaatsprofielFactory(leerplaats=offer.leerplaats, online=True)
    student = StudentFactory(given_name="Noor", last_name="Jansen", with_user=True)
    proposal = ProposalFactory(offer=offer, request__student=student)
    [placement] = confirm_proposals(proposals=[proposal], by=UserFactory()).made
    place = (offer.institution, offer.leerplaats)
    placement.werkbegeleider = person(Role.WERKBEGELEIDER, *place, name="Samira Aksoy")
    placement.save()
    person(Role.PRAKTIJKOPLEIDER, *place, name="Joost Verhage")
    return placement


@pytest.fixture
def werf(noor):
    """A place on De Werf, which has a startlijst of its own and another praktijkopleider."""
    leerplaats = LeerplaatsFactory(location=noor.leerplaats.location, name="De Werf")
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    own = TemplateFactory(
        own=True,
        format=TemplateFormat.STARTLIJST,
        level=Level.LEERPLAATS,
        institution=noor.institution,
        leerplaats=leerplaats,
    )
    section = SectionFactory(template=own)
    ItemFactory(section=section, text="Pasje klaar", days_before=5, stagedag=None, owner=Owner.RECEPTION)
    ItemFactory(section=section, text="Fiets lenen", days_before=4, stagedag=None, owner=Owner.STUDENT)
    ItemFactory(section=section, text="Werkbegeleider", days_before=9, stagedag=None, signal=Signal.SUPERVISOR_KNOWN)
    person(Role.PRAKTIJKOPLEIDER, noor.institution, leerplaats, name="Petra Kok")
    asked = noor.request
    return PlaceOfferFactory(
        leerplaats=leerplaats, period=asked.period, programme=asked.programme, year=asked.year, number=1
    )


@pytest.fixture
def farida(client, noor):
    """A client logged in as the coordinator."""
    client.user = person(Role.COORDINATOR, noor.institution, name="Farida Yilmaz")
    client.force_login(client.user)
    return client


def change(placement, *, by=None, today=TODAY, version=None, **terms):
    current = Placement.objects.get(pk=placement.pk)
    new = Terms(**{**vars(terms_of(current)), **terms})
    version = current.version if version is None else version
    return change_stage(placement=current, version=version, terms=new, by=by or UserFactory(), today=today)


def sent_form(placement, **fields):
    return {
        "version": placement.version,
        "offer": placement.offer_id,
        "starts_on": f"{placement.starts_on:%d-%m-%Y}",
        "ends_on": f"{placement.ends_on:%d-%m-%Y}",
        "weekdays": placement.weekdays,
        **fields,
    }


class TestOtherDates:
    def test_open_tasks_get_another_date_and_done_ones_stay(self, noor):
        noor.tasks.filter(text="Pasje klaar").update(done_at=timezone.now())
        before = {task.text: task.due_on for task in noor.tasks.all()}

        change(noor, starts_on=noor.starts_on + WEEK)

        after = {task.text: task.due_on for task in noor.tasks.all()}
        assert after["Route bekijken"] == before["Route bekijken"] + WEEK
        assert after["Pasje klaar"] == before["Pasje klaar"]
        assert AuditEvent.objects.get(what="placement.changed").detail["changed"].keys() == {"Eerste dag"}

    @pytest.mark.parametrize("kept", [{}, {"report_place": "Balie"}])
    def test_who_saw_the_page_reads_on_it_what_is_other_now(self, client, noor, kept):
        client.force_login(noor.student.user)
        client.post(reverse("my-placement-seen"))
        if kept:  # as it was kept before the page told dates
            Placement.objects.filter(pk=noor.pk).update(known_facts=kept)
        before = Placement.objects.get(pk=noor.pk)

        change(noor, starts_on=before.starts_on + WEEK, ends_on=before.ends_on + WEEK, weekdays=(0, 1))

        page = text_of(client.get(reverse("my-placement")))
        after = Placement.objects.get(pk=noor.pk)
        for said in (
            f"je eerste dag is {long_date(after.starts_on)} (was {long_date(before.starts_on)}).",
            f"je laatste dag is {long_date(after.ends_on)} (was {long_date(before.ends_on)}).",
            f"dit zijn je stagedagen: maandag en dinsdag (was {weekday_names(before.weekdays)}).",
        ):
            assert f"Nieuw: {said}" in page
        assert "je stage is op" not in page

    def test_who_never_saw_the_page_has_no_news(self, client, noor):
        change(noor, starts_on=noor.starts_on + WEEK)
        client.force_login(noor.student.user)

        assert "Gewijzigd" not in text_of(client.get(reverse("my-placement")))

    def test_a_mail_that_waits_is_stopped_and_a_new_one_tells_where_the_stage_is(self, noor):
        old = Message.objects.get(key=f"start:{noor.pk}")

        change(noor, starts_on=noor.starts_on + WEEK)

        old.refresh_from_db()
        send(old.pk)
        assert old.status == "stopped"
        new = Message.objects.get(key=f"start:{noor.pk}")
        assert "Je stageplek is bekend." in new.body
        assert Message.objects.filter(placement=noor).count() == 2

    def test_who_was_told_reads_what_was_and_what_is(self, noor):
        send(Message.objects.get(key=f"start:{noor.pk}").pk)

        change(noor, starts_on=noor.starts_on + WEEK, weekdays=(0, 3))

        new = Message.objects.get(key__startswith="changed:")
        assert "Stagedagen: maandag en donderdag (was: maandag, dinsdag en woensdag)" in new.body
        assert new.status == "queued"
        team = Message.objects.filter(key__startswith="team-changed")
        assert {mail.body.split(",")[0] for mail in team} == {"Beste Joost", "Beste Samira"}
        assert "Jansen" not in "".join(mail.body + mail.subject for mail in team)

    def test_the_student_says_again_whether_it_fits(self, noor):
        agree(placement=noor, by=noor.student.user)

        change(noor, starts_on=noor.starts_on + WEEK)

        assert Placement.objects.get(pk=noor.pk).student_agreed_at is None

    def test_the_same_twice_changes_once(self, noor):
        terms = {"starts_on": noor.starts_on + WEEK}
        assert change(noor, **terms)
        assert change(noor, **terms) is None
        assert Message.objects.filter(key__startswith="team-changed").count() == 2

    def test_an_old_version_changes_nothing(self, noor):
        with pytest.raises(ChangedMeanwhile):
            change(noor, starts_on=noor.starts_on + WEEK, version=noor.version + 7)

    def test_it_does_not_get_past_a_limit_or_another_stage(self, noor):
        later = {"first": noor.ends_on + WEEK, "last": noor.ends_on + 3 * WEEK}
        there = PlaceOfferFactory(leerplaats__location=noor.leerplaats.location)
        PlaceLimitFactory(institution=noor.institution, leerplaatsen=[noor.leerplaats, there.leerplaats], number=1)
        PlacementFactory(offer=there, starts_on=later["first"], ends_on=later["last"])

        with pytest.raises(NoRoomLeft) as refusal:
            change(noor, ends_on=later["last"])
        assert refusal.value.room.why == Refusal.LIMIT
        PlacementFactory(request__student=noor.student, starts_on=later["first"], ends_on=later["last"])
        with pytest.raises(NoRoomLeft) as refusal:
            change(noor, ends_on=later["last"])
        assert refusal.value.room.why == Refusal.BUSY


class TestMoving:
    def test_lists_cards_seats_and_people_follow(self, noor, werf):
        noor.tasks.filter(text__in=["Route bekijken", "Werkbegeleider"]).update(done_at=timezone.now())
        cards = list(PlayCard.objects.filter(placement=noor).values_list("pk", flat=True))
        if cards:
            PlayCard.objects.filter(pk=cards[0]).update(marks={"0": {"on": "2027-02-01"}})

        change(noor, offer=werf)

        noor = Placement.objects.get(pk=noor.pk)
        assert (noor.leerplaats, noor.offer, noor.werkbegeleider, noor.start_time) == (werf.leerplaats, werf, None, "")
        tasks = {task.text: task for task in noor.tasks.all()}
        assert tasks.keys() == {"Pasje klaar", "Fiets lenen", "Route bekijken", "Werkbegeleider"}
        assert not tasks["Werkbegeleider"].is_done  # nobody guides on De Werf yet
        assert tasks["Pasje klaar"].due_on == noor.starts_on - timedelta(days=5)
        assert tasks["Route bekijken"].is_done
        assert Proposal.objects.get(request=noor.request).offer == werf
        assert PlayCard.objects.filter(placement=noor, pk__in=cards[:1]).count() == len(cards[:1])
        team = {mail.body.split(",")[0] for mail in Message.objects.filter(key__startswith="team-changed")}
        assert team == {"Beste Joost", "Beste Samira", "Beste Petra"}
        [again] = confirm_proposals(
            proposals=[ProposalFactory(offer=PlaceOfferFactory._meta.model.objects.get(leerplaats__name="De Kade"))],
            by=UserFactory(),
        ).made
        assert again.leerplaats.name == "De Kade"

    def test_a_full_place_is_refused_and_nothing_changes(self, noor, werf):
        PlacementFactory(offer=werf)

        with pytest.raises(NoRoomLeft) as refusal:
            change(noor, offer=werf)

        assert refusal.value.room.why == Refusal.FULL
        assert Placement.objects.get(pk=noor.pk).leerplaats.name == "De Kade"


class TestStarted:
    def test_only_the_end_and_the_days_change_and_the_past_stays(self, noor, werf):
        during = noor.starts_on + 3 * WEEK
        before = [day for day in stagedagen(noor.rhythm) if day <= during]

        with pytest.raises(CannotChange):
            change(noor, offer=werf, today=during)
        change(noor, weekdays=(3, 4), today=during)

        noor = Placement.objects.get(pk=noor.pk)
        days = stagedagen(noor.rhythm)
        assert [day for day in days if day <= during] == before
        assert {day.weekday() for day in days if day > during} == {3, 4}
        with pytest.raises(CannotChange):
            cancel_placement(placement=noor, by=UserFactory(), today=during)

    def test_changing_the_days_twice_keeps_both_pasts(self, noor):
        first, second = noor.starts_on + 3 * WEEK, noor.starts_on + 6 * WEEK
        change(noor, weekdays=(3, 4), today=first)
        change(noor, weekdays=(2,), today=second)

        days = stagedagen(Placement.objects.get(pk=noor.pk).rhythm)
        assert {day.weekday() for day in days if day <= first} == {0, 1, 2}
        assert {day.weekday() for day in days if first < day <= second} == {3, 4}
        assert {day.weekday() for day in days if day > second} == {2}


class TestPages:
    def test_first_what_follows_then_it_is_done(self, farida, noor):
        url = reverse("placement-change", args=[noor.pk])
        new = noor.starts_on + WEEK
        sent = sent_form(noor, starts_on=f"{new:%d-%m-%Y}", instruction="Bel mij als het niet lukt.")
        before = (Message.objects.count(), noor.version)

        page = text_of(farida.post(url, {**sent, "doe": "controle"}))

        assert "Klopt dit?" in page and "3 taken krijgen een andere datum: 1 van Noor en 2 van het team." in page
        assert "Bel mij als het niet lukt." in page
        assert (Message.objects.count(), Placement.objects.get(pk=noor.pk).version) == before
        page = text_of(farida.post(url, {**sent, "doe": "wijzig"}, follow=True))
        assert "De stage is veranderd." in page
        assert "Eerste dag:" in page  # what happened, for the team
        assert "Bel mij als het niet lukt." in Message.objects.get(key=f"start:{noor.pk}").body

    def test_who_saves_second_sees_how_it_stands_and_keeps_what_was_typed(self, farida, noor):
        url = reverse("placement-change", args=[noor.pk])
        sent = sent_form(noor, ends_on=f"{noor.ends_on - WEEK:%d-%m-%Y}", instruction="Mijn tekst.", doe="wijzig")
        change(noor, starts_on=noor.starts_on + WEEK)

        clash = farida.post(url, sent)

        page = text_of(clash)
        assert clash.status_code == 409
        assert "Iemand anders heeft deze stage ook veranderd." in page and "Zo staat het er nu" in page
        assert "Mijn tekst." in page
        assert Placement.objects.get(pk=noor.pk).ends_on == noor.ends_on

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"ends_on": "1-1-2020"}, "De laatste dag ligt vóór de eerste dag."),
            ({"starts_on": "1-1-2020"}, "Kies een dag na"),
            ({"weekdays": []}, "Vink ten minste één dag aan."),
            ({"starts_on": ""}, "Vul de eerste dag in"),
            ({}, "Er is niets veranderd."),
        ],
    )
    def test_wrong_input_is_said(self, farida, noor, fields, sentence):
        answer = farida.post(reverse("placement-change", args=[noor.pk]), sent_form(noor, **fields))

        assert answer.status_code == 422
        assert sentence in text_of(answer)

    def test_only_places_that_no_rule_forbids_can_be_chosen(self, farida, noor, werf):
        other = PlaceOfferFactory(
            leerplaats__location=noor.leerplaats.location, leerplaats__name="De Boeg", period=werf.period
        )
        page = text_of(farida.get(reverse("placement-change", args=[noor.pk])))
        assert "De Werf: 1 plek, vrij" in page and "De Boeg" not in page

        sent = sent_form(noor, offer=other.pk)
        assert farida.post(reverse("placement-change", args=[noor.pk]), sent).status_code == 422

    def test_cancelling_asks_why_tells_everybody_and_frees_the_place(self, farida, noor):
        send(Message.objects.get(key=f"start:{noor.pk}").pk)
        url = reverse("placement-cancel", args=[noor.pk])
        noor.refresh_from_db()
        assert "Kies waarom de stage niet doorgaat." in text_of(farida.post(url, {"version": noor.version}))

        sent = {"version": noor.version, "reason": "leerplaats", "still_looking": "ja", "instruction": "Ik bel je."}
        for _ in range(2):
            farida.post(url, sent)

        mail = Message.objects.get(key=f"cancelled:{noor.pk}")
        assert "Ik bel je." in mail.body and "Wij zoeken een andere plek voor je." in mail.body
        assert PlacementRequest.objects.waiting().get() == noor.request
        noor.refresh_from_db()
        assert (noor.status, noor.cancel_reason) == ("cancelled", "leerplaats")
        assert Message.objects.filter(key__startswith="team-cancelled").count() == 2

    def test_who_never_heard_of_the_stage_gets_no_mail_that_it_lapsed(self, noor):
        cancel_placement(placement=noor, by=UserFactory(), reason="mistake", still_looking=False)

        assert [mail.status for mail in Message.objects.filter(placement=noor)] == ["stopped"]
        assert not PlacementRequest.objects.waiting().exists()


class TestStudentSays:
    def test_ik_kom_is_seen_by_the_team(self, client, noor):
        client.force_login(noor.student.user)
        assert "Kom je?" in text_of(client.get(reverse("my-placement")))

        page = text_of(client.post(reverse("my-placement-agree"), follow=True))

        assert "Je hebt gezegd: ik kom" in page
        client.force_login(noor.werkbegeleider)
        assert "zei &quot;ik kom&quot;" in text_of(client.get(reverse("placement-detail", args=[noor.pk]))).replace(
            '"', "&quot;"
        )

    def test_ik_kan_niet_asks_with_care_and_the_place_stays(self, client, noor):
        farida = person(Role.COORDINATOR, noor.institution)
        client.force_login(noor.student.user)
        url = reverse("my-placement-cannot")
        assert "Je hoeft niet te vertellen wat er is." in text_of(client.get(url))
        assert client.post(url, {}).status_code == 422

        client.post(url, {"reason": "other_place"})

        mail = Message.objects.get(key__startswith="cannot:")
        assert mail.to_email == farida.email and "Jansen" not in mail.body
        assert Placement.objects.active().filter(pk=noor.pk).exists()
        client.force_login(farida)
        assert "Noor J. zegt: ik kan niet komen op De Kade." in text_of(client.get(reverse("placement-overview")))
        client.post(reverse("placement-keep", args=[noor.pk]))
        assert Placement.objects.get(pk=noor.pk).cannot_come_at is None

    def test_saying_it_again_changes_nothing_more(self, noor):
        by = noor.student.user
        assert [cannot_come(placement=noor, reason="student", by=by) for _ in range(2)] == [True, False]
        assert [agree(placement=noor, by=by) for _ in range(2)] == [True, False]

    def test_after_the_start_there_is_no_question_any_more(self, client, noor):
        Placement.objects.update(starts_on=TODAY - WEEK)
        client.force_login(noor.student.user)

        assert "Kom je?" not in text_of(client.get(reverse("my-placement")))
        assert client.post(reverse("my-placement-agree")).status_code == 404


class TestWithdrawing:
    def test_a_school_withdraws_and_the_place_is_free(self, client, noor):
        school = person(Role.SCHOOL_COORDINATOR, noor.school)
        farida = person(Role.COORDINATOR, noor.institution)
        client.force_login(school)
        url = reverse("request-withdraw", args=[noor.request_id])
        assert "De stage op De Kade gaat niet door." in text_of(client.get(url))

        for _ in range(2):
            client.post(url, {"reason": "school"})

        assert not Placement.objects.active().exists()
        assert not PlacementRequest.objects.waiting().exists()
        assert Message.objects.get(key__startswith="withdrawn:").to_email == farida.email
        assert AuditEvent.objects.filter(what="request.withdrawn").count() == 1

    def test_a_withdrawal_can_be_taken_back(self, client):
        proposal = ProposalFactory()
        farida = person(Role.COORDINATOR, proposal.institution)
        withdraw_request(request=proposal.request, reason="mistake", by=farida)
        assert not Proposal.objects.exists()
        client.force_login(farida)
        page = text_of(client.get(reverse("student-detail", args=[proposal.request.student_id])))
        assert page.count("Teruggetrokken") == 2 and "Ingetrokken" not in page  # the status, and once with the day

        client.post(reverse("request-again", args=[proposal.request_id]))

        assert PlacementRequest.objects.waiting().get() == proposal.request
        assert not ask_again(request=proposal.request, by=farida)

    def test_a_stage_that_runs_is_not_withdrawn(self, noor):
        with pytest.raises(CannotChange):
            withdraw_request(request=noor.request, reason="school", by=UserFactory(), today=noor.starts_on)


def test_the_plan_writes_nothing(noor, werf):
    before = (noor.tasks.count(), Message.objects.count(), Placement.objects.get(pk=noor.pk).version)

    found = plan(noor, Terms(werf, noor.starts_on + WEEK, noor.ends_on, (0,)), TODAY)

    assert found.moves and found.facts
    assert (noor.tasks.count(), Message.objects.count(), Placement.objects.get(pk=noor.pk).version) == before
