"""A koppeling or stage that no longer fits: said on every step, refused at confirming and at changing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from onboarding.actions.confirming import confirm_batch, confirm_proposals
from onboarding.actions.questions import ask
from onboarding.actions.stages import NoRoomLeft, change_stage
from onboarding.enums import ProposalStatus, Refusal
from onboarding.models import Message, Placement, PlaceQuestion, Proposal
from onboarding.stage_changes import Terms, terms_of
from profiles.dutch import long_date
from profiles.enums import Particular, Role
from tests.factories import ClosedWeeksFactory, SupervisionRuleFactory, WishFactory, person
from tests.onboarding.koppel_world import KoppelWorld
from tests.profiles.conftest import text_of

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
CLOSED = "De leerplaats kan in een deel van de stage geen student ontvangen."


@pytest.fixture
def world():
    return KoppelWorld()


@pytest.fixture
def noor(world):
    """Proposed on De Kade."""
    request = world.student("Noor", "ziekenhuis")
    world.propose()
    return Proposal.objects.get(request=request)


@pytest.fixture
def stage(world, noor):
    """Noor's stage on De Kade, confirmed."""
    [placement] = confirm_proposals(proposals=[noor], by=world.coordinator).made
    return placement


@pytest.fixture
def farida(client, world):
    client.force_login(world.coordinator)
    return client


def close(offer, first, last=None):
    return ClosedWeeksFactory(
        leerplaats=offer.leerplaats, starts_on=first, ends_on=last or first + WEEK, closed_for="nobody"
    )


def confirm_all(world, **fields):
    rows = Proposal.objects.filter(institution=world.institution)
    return confirm_batch(
        key=uuid4(), institution=world.institution, period=world.period, proposals=rows, by=world.coordinator, **fields
    )


def break_rule(rule, world, request):
    if rule == "closed":
        close(world.kade, request.starts_on + WEEK)
    elif rule == "car":
        world.kade.particulars = [Particular.CAR]
        request.has_car = False
    elif rule == "days":
        world.kade.weekdays = [4]
    elif rule == "supervision":
        SupervisionRuleFactory(programme=world.programme, year=request.year, level=6)
    elif rule == "not there":
        WishFactory(request=request, kind="not", rank=None, words="ziekenhuis")
    world.kade.save()
    request.save()


@pytest.mark.parametrize("status", [ProposalStatus.PROPOSED, ProposalStatus.LOCKED])
@pytest.mark.parametrize("rule", ["closed", "car", "days", "supervision", "not there"])
def test_confirming_holds_to_every_hard_rule(world, noor, rule, status):
    if status == ProposalStatus.LOCKED:
        Proposal.objects.filter(pk=noor.pk).update(
            status=status, locked_by=world.coordinator, locked_at=noor.run.made_at
        )
    break_rule(rule, world, noor.request)

    batch = confirm_all(world)

    assert not Placement.objects.exists() and not Message.objects.filter(kind="start").exists()
    assert [(row["request"], row["why"]) for row in batch.refused] == [(noor.request_id, Refusal.RULE)]


def test_the_page_after_confirming_says_which_rule(farida, world, noor):
    close(world.kade, noor.request.starts_on + WEEK)

    said = text_of(farida.get(reverse("match-confirmed", args=[confirm_all(world).pk])))

    assert f"De Kade past niet. {CLOSED}" in said


@pytest.mark.parametrize("page", ["match-check", "match-lock", "match-confirm"])
def test_every_step_says_that_a_koppeling_no_longer_fits(farida, world, noor, page):
    url = reverse(page, args=[world.period.pk])
    assert CLOSED not in text_of(farida.get(url))

    close(world.kade, noor.request.starts_on + WEEK)

    said = text_of(farida.get(url))
    assert CLOSED in said and "Noor" in said
    if page == "match-lock":
        assert "Vastzetten: Noor" not in said


def test_who_gets_a_mail_leaves_out_what_no_longer_fits(farida, world, noor):
    url, sent = reverse("match-mails", args=[world.period.pk]), {"key": uuid4(), "which": "all", "when": "now"}
    assert "1 student krijgt een mail" in text_of(farida.post(url, sent))

    close(world.kade, noor.request.starts_on + WEEK)

    said = text_of(farida.post(url, sent))
    assert "Geen mail. De plek past niet meer." in said and "1 student krijgt een mail" not in said


def change(stage, world, **terms):
    stage = Placement.objects.get(pk=stage.pk)
    return change_stage(
        placement=stage, version=stage.version, terms=Terms(**{**vars(terms_of(stage)), **terms}), by=world.coordinator
    )


def test_a_new_first_day_in_closed_weeks_is_refused(world, stage):
    close(world.kade, stage.starts_on + WEEK)

    with pytest.raises(NoRoomLeft) as refusal:
        change(stage, world, starts_on=stage.starts_on + WEEK)

    assert (refusal.value.room.why, refusal.value.room.rule) == (Refusal.RULE, CLOSED)


def test_days_that_the_place_does_not_have_are_refused(world, stage):
    world.kade.weekdays = [0, 1, 2]
    world.kade.save()

    with pytest.raises(NoRoomLeft):
        change(stage, world, weekdays=(3, 4))
    assert change(stage, world, weekdays=(0, 1))


def test_a_stage_that_broke_a_rule_already_can_still_end_earlier(world, stage):
    close(world.kade, stage.starts_on + WEEK)

    assert change(stage, world, ends_on=stage.ends_on - WEEK)


def form_of(stage, **fields):
    return {
        "version": Placement.objects.get(pk=stage.pk).version,
        "offer": stage.offer_id,
        "starts_on": f"{stage.starts_on:%d-%m-%Y}",
        "ends_on": f"{stage.ends_on:%d-%m-%Y}",
        "weekdays": stage.weekdays,
        **fields,
    }


def test_the_form_refuses_before_it_asks_whether_it_is_right(farida, world, stage):
    first = stage.starts_on + WEEK
    close(world.kade, first)

    answer = farida.post(reverse("placement-change", args=[stage.pk]), form_of(stage, starts_on=f"{first:%d-%m-%Y}"))

    assert answer.status_code == 422
    assert f"De Kade past niet. {CLOSED}" in text_of(answer)


def test_klopt_dit_names_what_is_unlike_what_was_asked(farida, world, stage):
    last = world.period.ends_on + 26 * WEEK
    last += timedelta(days=(5 - last.weekday()) % 7)  # a Saturday

    said = text_of(
        farida.post(reverse("placement-change", args=[stage.pk]), form_of(stage, ends_on=f"{last:%d-%m-%Y}"))
    )

    assert "Klopt dit?" in said
    assert f"De laatste dag valt buiten Periode 2. Die loopt tot en met {long_date(world.period.ends_on)}." in said
    assert "De laatste dag is geen stagedag." in said
    assert "weken langer dan de school vroeg." in said


def test_klopt_dit_is_silent_about_what_did_not_change(farida, stage):
    first = stage.starts_on + WEEK
    url = reverse("placement-change", args=[stage.pk])

    assert "Let op:" not in text_of(farida.post(url, form_of(stage, starts_on=f"{first:%d-%m-%Y}")))


def test_the_school_hears_of_other_dates_and_reads_them_in_what_happened(client, world, stage):
    ilse = person(Role.SCHOOL_COORDINATOR, stage.student.school, name="Ilse Vermeer")
    before = stage.starts_on

    change(stage, world, starts_on=before + WEEK)

    after = Placement.objects.get(pk=stage.pk)
    mail = Message.objects.get(key__startswith="school-changed:")
    assert mail.to_email == ilse.email and "Aalbers" not in mail.body + mail.subject
    assert f"Eerste dag: {long_date(after.starts_on)} (was: {long_date(before)})" in mail.body
    client.force_login(ilse)
    said = text_of(client.get(reverse("student-detail", args=[stage.student_id])))
    assert f"Veranderd: eerste dag {long_date(after.starts_on)} (was {long_date(before)})" in said
    assert f"{long_date(after.starts_on)} tot en met {long_date(after.ends_on)}" in said
    assert f"vanaf {long_date(after.starts_on)}" in said


def test_a_lapsed_stage_cannot_lapse_again(farida, stage):
    url = reverse("placement-cancel", args=[stage.pk])
    sent = {"version": stage.version, "reason": "leerplaats", "still_looking": "ja", "instruction": ""}
    sent["version"] = Placement.objects.get(pk=stage.pk).version
    assert "De plek is weer vrij." in text_of(farida.post(url, sent, follow=True))

    for again in (farida.get(url, follow=True), farida.post(url, {**sent, "still_looking": "nee"}, follow=True)):
        said = text_of(again)
        assert "Deze stage is al vervallen." in said
        assert "De plek is weer vrij." not in said


# --- A question that is still open -----------------------------------------------------


def confirm_form(**fields):
    return {"key": uuid4(), "which": "all", "when": "now", "instruction": "", **fields}


def test_an_open_question_asks_for_a_choice_and_ends_for_the_leerplaats(client, farida, world, noor):
    joost = person(Role.PRAKTIJKOPLEIDER, world.institution, world.kade.leerplaats)
    ask(proposals=Proposal.objects.filter(pk=noor.pk), due_on=noor.request.starts_on, by=world.coordinator)
    url = reverse("match-confirm", args=[world.period.pk])

    first = farida.post(url, confirm_form())

    assert first.status_code == 422
    assert "De leerplaats antwoordde nog niet over Noor Aalbers." in text_of(first)
    assert not Placement.objects.exists() and PlaceQuestion.objects.waiting().exists()
    farida.post(url, confirm_form(unanswered="on"))
    assert Placement.objects.count() == 1
    client.force_login(joost)
    said = text_of(client.get(reverse("question-list")))
    assert "Al beantwoord" in said and "Niet meer nodig: de stage is bevestigd" in said


def test_without_an_open_question_nothing_is_asked(farida, world, noor):
    assert 'name="unanswered"' not in text_of(farida.get(reverse("match-confirm", args=[world.period.pk])))

    farida.post(reverse("match-confirm", args=[world.period.pk]), confirm_form())

    assert Placement.objects.count() == 1


def test_a_question_taken_back_without_a_stage_is_not_told_as_confirmed(client, farida, world, noor):
    joost = person(Role.PRAKTIJKOPLEIDER, world.institution, world.kade.leerplaats)
    ask(proposals=Proposal.objects.filter(pk=noor.pk), due_on=noor.request.starts_on, by=world.coordinator)
    farida.post(reverse("question-withdraw", args=[PlaceQuestion.objects.get().pk]))

    client.force_login(joost)
    assert "de stage is bevestigd" not in text_of(client.get(reverse("question-list")))
