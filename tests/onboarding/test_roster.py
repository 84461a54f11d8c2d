"""The rooster of a stage: diensten, days off and extra days, and what follows from them."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.enums import MessageStatus
from onboarding.models import Message, Placement
from onboarding.roster import known_shifts, page_start, roster_days, roster_mark
from onboarding.stage_history import history_of
from onboarding.stagedagen import dutch_days_off, holiday_name, stagedagen
from profiles.dutch import long_date, short_date
from profiles.enums import Role
from tests.factories import (
    IntroGuestFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    RosterShiftFactory,
    TaskFactory,
    person,
)
from toolbox.enums import Owner, Signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement():
    place = LeerplaatsFactory()
    guide = person(Role.WERKBEGELEIDER, place.institution, place)
    return PlacementFactory(offer__leerplaats=place, request__weekdays=[0, 1, 3], werkbegeleider=guide)


@pytest.fixture
def guide(client, placement):
    client.force_login(placement.werkbegeleider)
    return client


def address(placement, part=1):
    return f"{reverse('placement-roster', args=[placement.pk])}?deel={part}"


def seen_by(placement):
    return roster_mark(roster_days(Placement.objects.get(pk=placement.pk), page_start(placement, 1)))


def times(placement, number=99, **given):
    """What the form sends: the first `number` stagedagen of the first two weeks with an early dienst."""
    first = stagedagen(placement.rhythm)[0]
    days = [day for day in stagedagen(placement.rhythm) if day < first + timedelta(days=14)]
    sent = {"seen": seen_by(placement)}
    for place, day in enumerate(days):
        known = place < number
        sent[f"begin-{day:%Y%m%d}"] = "7.30" if known else ""
        sent[f"end-{day:%Y%m%d}"] = "16.00" if known else ""
        sent[f"label-{day:%Y%m%d}"] = "Vroege dienst" if known else ""
    return sent | given


def test_a_rooster_is_kept_told_once_and_ticks_its_task(guide, placement):
    task = TaskFactory(placement=placement, owner=Owner.WERKBEGELEIDER, signal=Signal.ROSTER_KNOWN)

    guide.post(address(placement), times(placement, number=2))
    task.refresh_from_db()
    assert not task.is_done
    guide.post(address(placement), times(placement))

    task.refresh_from_db()
    assert task.is_done and placement.shifts.count() == 6
    waiting = Message.objects.filter(placement=placement, status=MessageStatus.QUEUED)
    assert waiting.count() == 1  # two changes within minutes are one mail
    assert "vroege dienst, van 7.30 uur tot 16.00 uur" in waiting.get().body
    assert waiting.get().send_after > timezone.now()


def test_sending_the_same_twice_changes_nothing(guide, placement):
    sent = times(placement)
    guide.post(address(placement), sent)
    page = guide.post(address(placement), sent | {"seen": seen_by(placement)}, follow=True).content.decode()

    assert "Er is niets veranderd." in page
    assert Message.objects.filter(placement=placement).count() == 1


def test_a_colleague_who_was_earlier_is_not_overwritten(guide, placement):
    first = stagedagen(placement.rhythm)[0]
    mine = times(placement)
    RosterShiftFactory(placement=placement, day=first, begins_at=time(14), ends_at=time(22))

    response = guide.post(address(placement), mine)

    page = response.content.decode()
    assert response.status_code == 409
    assert "14.00 uur tot 22.00 uur" in page and 'value="7.30"' in page
    assert placement.shifts.get().begins_at == time(14)
    again = {field.name: field.value() for field in response.context["form"]}
    guide.post(address(placement), again)  # now it was seen, so what I wrote may stand
    assert placement.shifts.get(day=first).begins_at == time(7, 30) and placement.shifts.count() == 6


def test_days_that_only_a_colleague_filled_in_stay_theirs(guide, placement):
    first, second, third = stagedagen(placement.rhythm)[:3]
    mine = times(placement, number=1)
    for day in (second, third):
        RosterShiftFactory(placement=placement, day=day, begins_at=time(14), ends_at=time(22))

    guide.post(address(placement), mine)

    kept = dict(placement.shifts.values_list("day", "begins_at"))
    assert kept == {first: time(7, 30), second: time(14), third: time(14)}


def test_a_clash_at_one_day_keeps_the_other_days_of_the_colleague(guide, placement):
    first, second = stagedagen(placement.rhythm)[:2]
    mine = times(placement, number=1)
    for day in (first, second):
        RosterShiftFactory(placement=placement, day=day, begins_at=time(14), ends_at=time(22))

    response = guide.post(address(placement), mine)
    guide.post(address(placement), {field.name: field.value() for field in response.context["form"]})

    kept = dict(placement.shifts.values_list("day", "begins_at"))
    assert kept == {first: time(7, 30), second: time(14)}


def test_a_dienst_of_more_than_twelve_hours_is_asked_about(guide, placement):
    first = stagedagen(placement.rhythm)[0]
    sent = {f"begin-{first:%Y%m%d}": "16.00", f"end-{first:%Y%m%d}": "8.00"}

    page = guide.post(address(placement), times(placement, number=1) | sent, follow=True).content.decode()

    assert f"De dienst op {long_date(first)} duurt langer dan 12 uur. Klopt dat?" in page
    assert (
        "langer dan 12 uur"
        not in guide.post(address(placement), times(placement, number=1), follow=True).content.decode()
    )


def test_too_little_rest_between_two_diensten_is_asked_about(guide, placement):
    first, second = (f"{day:%Y%m%d}" for day in stagedagen(placement.rhythm)[:2])
    night = {f"begin-{first}": "23.00", f"end-{first}": "7.15"}

    page = guide.post(address(placement), times(placement, number=2) | night, follow=True).content.decode()

    assert "zit minder dan 11 uur rust. Klopt dat?" in page and placement.shifts.count() == 2
    calm = {f"begin-{second}": "23.00", f"end-{second}": "7.15"}
    page = guide.post(address(placement), times(placement, number=2) | night | calm, follow=True).content.decode()
    assert "11 uur rust" not in page


@pytest.mark.parametrize(
    ("begin", "end", "sentence"),
    [
        ("7.30", "", "Vul op deze dag de begintijd en de eindtijd in, of laat beide leeg."),
        ("25.00", "16.00", "De tijd 25.00 bestaat niet."),
        ("8.00", "8.00", "De eindtijd is dezelfde als de begintijd."),
    ],
)
def test_wrong_times_get_a_sentence_and_stay(guide, placement, begin, end, sentence):
    key = f"{stagedagen(placement.rhythm)[0]:%Y%m%d}"

    response = guide.post(address(placement), times(placement, **{f"begin-{key}": begin, f"end-{key}": end}))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page and f'value="{begin}"' in page
    assert not placement.shifts.exists()


def test_the_diensten_of_the_profile_fill_the_empty_days_and_no_others(guide, placement):
    lines = ["Vroege dienst: van 7.30 tot 16.00 uur", "Soms ook in het weekend"]
    assert [str(shift) for shift in known_shifts({"shifts": lines})] == [
        "Vroege dienst, van 7.30 uur tot 16.00 uur",
    ]
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, answers={"shifts": lines}, online=True)
    first, second = (f"{day:%Y%m%d}" for day in stagedagen(placement.rhythm)[:2])
    sent = times(placement, number=0) | {f"begin-{first}": "15.00", f"end-{first}": "23.00", "vul": "0"}

    page = guide.post(address(placement), sent).content.decode()

    assert f'name="begin-{first}" id="id_begin-{first}" value="15.00"' in page
    assert f'name="begin-{second}" id="id_begin-{second}" value="7.30"' in page
    assert f'name="label-{second}" id="id_label-{second}" value="Vroege dienst"' in page
    assert not placement.shifts.exists()


@pytest.mark.parametrize("number", ["9" * 5000, "0001" + "0" * 4, "0", "-1", "x", ""])
def test_a_part_that_is_not_there_opens_the_part_of_today(guide, placement, number):
    page = guide.get(address(placement, number)).content.decode()

    assert "Deel 1 van" in page


def test_a_day_off_moves_open_tasks_and_leaves_done_ones(guide, placement):
    days = stagedagen(placement.rhythm)
    open_task = TaskFactory(placement=placement, days_before=None, stagedag=3, due_on=days[2])
    done = TaskFactory(placement=placement, days_before=None, stagedag=3, due_on=days[2], done_at=timezone.now())
    RosterShiftFactory(placement=placement, day=days[1])

    url, sent = reverse("placement-day", args=[placement.pk]), {"kind": "off", "day": f"{days[1]:%Y-%m-%d}"}
    asked = guide.post(url, sent).content.decode()
    open_task.refresh_from_db()
    assert open_task.due_on == days[2] and placement.shifts.exists()
    assert f"<li>{short_date(days[3])}: " in asked
    page = guide.post(url, sent | {"zeker": "ja"}, follow=True).content.decode()

    open_task.refresh_from_db()
    done.refresh_from_db()
    assert (open_task.due_on, done.due_on) == (days[3], days[2])
    assert "1 open taak krijgt een andere datum" in page
    assert not placement.shifts.exists()
    placement.refresh_from_db()
    assert stagedagen(placement.rhythm) == (days[0], *days[2:])


def test_an_extra_day_counts_and_can_be_undone(guide, placement):
    day = stagedagen(placement.rhythm)[0] + timedelta(days=5)  # a Saturday
    url = reverse("placement-day", args=[placement.pk])

    for _ in range(2):
        guide.post(url, {"kind": "extra", "day": f"{day:%d-%m-%Y}", "zeker": "ja"})
    placement.refresh_from_db()
    assert placement.extra_days == [day] and day in stagedagen(placement.rhythm)
    guide.post(url, {"kind": "normal", "day": f"{day:%Y-%m-%d}"})

    placement.refresh_from_db()
    assert placement.extra_days == [] and placement.days_off == []


def test_an_extra_day_on_a_public_holiday_is_warned_about(guide, placement):
    holidays = dutch_days_off(placement.starts_on, placement.starts_on + timedelta(days=400))
    day = min(one for one in holidays if one > placement.starts_on)
    Placement.objects.update(ends_on=day + timedelta(days=7))

    asked = guide.post(reverse("placement-day", args=[placement.pk]), {"kind": "extra", "day": f"{day:%d-%m-%Y}"})

    assert f"{long_date(day)} is een feestdag: {holiday_name(day)}." in asked.content.decode()
    assert Placement.objects.get(pk=placement.pk).extra_days == []


def test_what_happened_says_what_changed_in_the_rooster(guide, placement):
    days = stagedagen(placement.rhythm)
    saturday, url = days[0] + timedelta(days=5), reverse("placement-day", args=[placement.pk])
    for kind, day in (("extra", saturday), ("off", days[1]), ("normal", days[1])):
        guide.post(url, {"kind": kind, "day": f"{day:%d-%m-%Y}", "zeker": "ja"})
    said = [step.sentence for step in history_of(placement)]
    assert f"In het rooster is een dag extra: {saturday:%d-%m-%Y}." in said
    assert f"In het rooster is een dag vrij: {days[1]:%d-%m-%Y}." in said
    assert f"In het rooster is een dag weer zoals de vaste dagen: {days[1]:%d-%m-%Y}." in said


def test_days_off_and_extra_days_say_something_new(guide, placement):
    first, second = stagedagen(placement.rhythm)[:2]
    url, page = reverse("placement-day", args=[placement.pk]), ""
    for kind, day in (("off", first), ("off", second + timedelta(days=1)), ("extra", second)):
        page += guide.post(url, {"kind": kind, "day": f"{day:%d-%m-%Y}"}).content.decode()

    assert "Dit is de eerste dag." in page and "al niet. Vul een stagedag in." in page
    assert "Dit is al een stagedag." in page
    placement.refresh_from_db()
    assert (placement.days_off, placement.extra_days) == ([], [])


def test_a_day_outside_the_stage_is_refused_and_stays(guide, placement):
    sent = {"kind": "off", "day": "1-1-2020"}

    response = guide.post(reverse("placement-day", args=[placement.pk]), sent)

    assert "Deze dag valt buiten de stage." in response.content.decode()
    assert 'value="1-1-2020"' in response.content.decode()
    assert Placement.objects.get(pk=placement.pk).days_off == []


def test_a_werkbegeleider_of_others_finds_nothing(client, placement):
    place = placement.leerplaats
    client.force_login(person(Role.WERKBEGELEIDER, place.institution, place))

    assert client.get(address(placement)).status_code == 404


def test_the_student_reads_diensten_and_days_off(client):
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    stage = PlacementFactory(
        request__student__with_user=True,
        request__starts_on=monday,
        request__ends_on=monday + timedelta(days=60),
        request__weekdays=[0, 1, 2, 3, 4, 5, 6],
    )
    tomorrow, after = today + timedelta(days=1), today + timedelta(days=2)
    RosterShiftFactory(placement=stage, day=tomorrow, begins_at=time(23), ends_at=time(7), label="Nachtdienst")
    Placement.objects.filter(pk=stage.pk).update(days_off=[after])
    client.force_login(stage.student.user)

    page = client.get(reverse("my-placement")).content.decode()

    assert "Nachtdienst, van 23.00 tot 7.00 uur" in page
    assert date.fromisoformat(str(after)) == after and "Vrij" in page.split('id="diensten"')[1].split("</section>")[0]


def test_the_first_day_says_when_the_introduction_begins(guide, placement):
    day = stagedagen(placement.rhythm)[0]
    meets = {"meeting__day": day, "meeting__begins_at": time(8, 30), "meeting__room": "Leslokaal 1"}
    IntroGuestFactory(placement=placement, invited_at=timezone.now(), **meets)
    page = " ".join(guide.get(address(placement)).content.decode().split())
    name = placement.student.given_name
    assert page.count("Die dag begint met de introductie.") == 1
    assert f"{name} leest: om 8.30 uur, Leslokaal 1." in page
