"""Wie start er binnenkort: what is ready, what is missing, what is at risk, the next step."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.documents import build_team_card
from onboarding.lead_times import workdays_before
from onboarding.models import Placement, Task
from onboarding.readiness import readiness
from onboarding.this_week import starters
from profiles.dutch import long_date, short_date
from profiles.enums import Role
from tests.factories import (
    LeerplaatsprofielFactory,
    MessageFactory,
    PeriodFactory,
    PlacementFactory,
    PlaceOfferFactory,
    TaskFactory,
    coming_monday,
    person,
)
from toolbox.enums import Owner, Signal, TemplateFormat

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def place(starts_in=10, **fields):
    """A placement that starts in so many days, with a published profile."""
    start = timezone.localdate() + timedelta(days=starts_in)
    placement = PlacementFactory(starts_on=start, ends_on=start + timedelta(days=100), **fields)
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    return placement


def staff_task(placement, text, due_in, **fields):
    due = timezone.localdate() + timedelta(days=due_in)
    return TaskFactory(placement=placement, text=text, due_on=due, owner=fields.pop("owner", Owner.RECEPTION), **fields)


def state_of(placement):
    return readiness(placement, list(placement.tasks.all()), timezone.localdate())


def test_a_start_on_a_day_off_is_the_day_on_which_the_student_comes(client):
    monday = coming_monday(2)
    tuesday = monday + timedelta(days=1)
    placement = PlacementFactory(
        starts_on=monday, ends_on=monday + timedelta(days=100), weekdays=[0, 1], days_off=[monday]
    )
    other = PlacementFactory(
        offer__leerplaats=placement.leerplaats,
        starts_on=tuesday,
        ends_on=monday + timedelta(days=100),
        weekdays=[1],
    )
    client.force_login(person(Role.COORDINATOR, placement.institution))

    overview = text_of(client.get(reverse("placement-overview")))
    assert f"{long_date(tuesday).capitalize()} (2 studenten)" in overview
    assert f"{long_date(monday).capitalize()} (" not in overview
    for start in (placement.starts_on, other.starts_on):  # the lists and invitations are made per start
        assert f"{reverse('print-start')}?datum={start:%Y-%m-%d}" in overview
    page = text_of(client.get(reverse("placement-detail", args=[placement.pk])))
    assert f"Start op {long_date(tuesday)}" in page


def test_who_starts_on_a_day_off_stands_in_the_week_of_the_first_stagedag():
    monday = coming_monday(2)
    friday, ends_on = monday + timedelta(days=4), monday + timedelta(days=100)
    placement = PlacementFactory(starts_on=friday, ends_on=ends_on, weekdays=[0, 4], days_off=[friday])
    stages, later = Placement.objects.all(), monday + timedelta(days=7)
    assert list(starters(stages, monday)) == [] and list(starters(stages, later)) == [placement]

    Placement.objects.update(cannot_come_at=timezone.now(), cannot_come_reason="other")
    card = build_team_card(list(starters(stages, later)))
    assert card.groups[0].starters[0].arrives == "nog niet zeker"


def test_the_states_in_words():
    ready, busy, late, started = place(), place(), place(), place(starts_in=-1)
    staff_task(ready, "Pasje", 3, done_at=timezone.now())
    staff_task(busy, "Pasje", 3)
    staff_task(busy, "Jas", 4)
    staff_task(late, "Pasje", -1)
    staff_task(started, "Pasje", -5)

    assert [state_of(p).sentence for p in (ready, busy, late, started)] == [
        "Alles klaar",
        "Nog 2 dingen",
        "Loopt risico",
        "Gestart",
    ]


@pytest.mark.parametrize(("days_ago", "asked"), [(13, True), (14, False)])
def test_what_is_late_of_a_stage_that_runs_is_said_on_list_page_and_vandaag_alike(client, days_ago, asked):
    placement = place(starts_in=-days_ago)
    guide = person(Role.WERKBEGELEIDER, placement.institution, placement.leerplaats)
    Placement.objects.filter(pk=placement.pk).update(werkbegeleider=guide)
    staff_task(placement, "Rooster", -days_ago - 3, critical=True, owner=Owner.WERKBEGELEIDER)
    client.force_login(guide)
    late = f"moest klaar zijn op {short_date(timezone.localdate() - timedelta(days=days_ago + 3))}"

    pages = [text_of(client.get(f"{reverse('placement-overview')}?wanneer=alles"))]
    pages.append(text_of(client.get(reverse("placement-detail", args=[placement.pk]))))
    pages.append(text_of(client.get(reverse("today"))))

    assert [late in page for page in pages] == [asked] * 3
    assert f'<a href="{reverse("placement-overview")}" aria-current="page">Mijn studenten</a>' in pages[1]
    assert ("Bleef open." in pages[1]) is not asked
    assert ("Bekijk de lijst voor de start" in pages[1]) is not asked


def test_a_stage_that_stops_early_says_its_last_day_on_the_list_and_on_vandaag(client):
    placement = place(starts_in=-40)
    guide = person(Role.WERKBEGELEIDER, placement.institution, placement.leerplaats)
    last = timezone.localdate() + timedelta(days=20)
    Placement.objects.filter(pk=placement.pk).update(werkbegeleider=guide, ends_on=last, stopped_at=timezone.now())
    leaving = {"format": TemplateFormat.OFFBOARDING_CHECKLIST, "days_before": None, "days_before_end": 20}
    TaskFactory(placement=placement, owner=Owner.WERKBEGELEIDER, due_on=timezone.localdate(), **leaving)
    client.force_login(guide)

    overview = text_of(client.get(f"{reverse('placement-overview')}?wanneer=alles"))
    assert f"Stopt eerder: laatste dag {long_date(last)}" in overview
    assert "Afscheid: nog 1 ding" in overview
    assert f"De laatste dag is {long_date(last)}." in text_of(client.get(reverse("today")))


@pytest.mark.parametrize(("starts_in", "sentence"), [(20, "Nog 1 ding"), (3, "Loopt risico")])
def test_a_critical_thing_is_a_risk_in_the_last_five_workdays(starts_in, sentence):
    placement = place(starts_in=starts_in)
    staff_task(placement, "Werkbegeleider bekend", 2, critical=True)

    assert state_of(placement).sentence == sentence


def test_workdays_pass_over_weekends():
    assert workdays_before(date(2027, 2, 1), 5) == date(2027, 1, 25)
    assert workdays_before(date(2027, 2, 3), 5) == date(2027, 1, 27)


def test_the_student_s_own_items_do_not_count():
    placement = place()
    staff_task(placement, "Route bekijken", -3, owner=Owner.STUDENT)

    assert state_of(placement).sentence == "Er is geen lijst"


@pytest.fixture
def coordinator(client):
    placement = place()
    staff_task(placement, "Werkbegeleider bekend", 1, signal=Signal.SUPERVISOR_KNOWN)
    client.force_login(person(Role.COORDINATOR, placement.institution))
    client.placement = placement
    return client


def test_the_overview_groups_by_date_and_names_the_next_step(coordinator):
    page = text_of(coordinator.get(reverse("placement-overview")))

    assert "1 student start in de komende 4 weken. Niemand loopt risico." in page
    assert "Wijs een werkbegeleider aan" in page
    assert coordinator.placement.student.short_name in page
    assert coordinator.placement.student.last_name not in page


def test_nobody_starting_says_what_to_do(client):
    client.force_login(person(Role.COORDINATOR))

    assert "In deze weken start er niemand." in text_of(client.get(reverse("placement-overview")))


def test_naming_the_werkbegeleider_settles_the_task_and_shows_on_the_students_page(coordinator):
    placement = coordinator.placement
    guide = person(Role.WERKBEGELEIDER, placement.institution, placement.leerplaats, name="Samira Voorbeeld")
    data = {"version": 1, "werkbegeleider": guide.pk, "start_time": "8:30", "report_place": "Balie"}

    page = coordinator.post(reverse("placement-arrival", args=[placement.pk]), data, follow=True)

    placement.refresh_from_db()
    assert (placement.werkbegeleider, placement.start_time, placement.report_place) == (guide, "8.30", "Balie")
    assert placement.tasks.get(signal=Signal.SUPERVISOR_KNOWN).is_done
    assert "Bewaard. Noor ziet dit meteen" in text_of(page)


def test_a_wrong_time_stays_typed_and_says_how_to_write_it(coordinator):
    data = {"version": 1, "werkbegeleider": "", "start_time": "half negen", "report_place": "Balie"}

    response = coordinator.post(reverse("placement-arrival", args=[coordinator.placement.pk]), data)

    assert text_of(response).count("Schrijf de tijd zo: 8.30.") >= 2
    assert 'value="half negen"' in text_of(response)
    assert 'value="Balie"' in text_of(response)


def test_the_second_saver_keeps_what_was_typed_and_is_told(coordinator):
    placement = coordinator.placement
    url = reverse("placement-arrival", args=[placement.pk])
    first = {"version": 1, "werkbegeleider": "", "start_time": "8.00", "report_place": "Balie"}
    coordinator.post(url, first)

    response = coordinator.post(url, {**first, "start_time": "9.00"})

    placement.refresh_from_db()
    assert placement.start_time == "8.00"
    assert "Iemand anders heeft dit ook aangepast" in text_of(response)
    assert "<dd>8.00 uur</dd>" in text_of(response)  # what the colleague saved is shown before it is replaced
    assert 'value="9.00"' in text_of(response)
    assert 'name="version" value="2"' in text_of(response)


def test_tasks_that_tick_themselves_cannot_be_ticked_by_hand(coordinator):
    placement = coordinator.placement
    by_hand = staff_task(placement, "Pasje klaar", 2)
    by_itself = placement.tasks.get(signal=Signal.SUPERVISOR_KNOWN)

    coordinator.post(reverse("placement-tick", args=[placement.pk]), {"done": [by_hand.pk, by_itself.pk]})

    assert [Task.objects.get(pk=task.pk).is_done for task in (by_hand, by_itself)] == [True, False]


def test_a_werkbegeleider_sees_only_the_students_they_guide(client):
    mine = place()
    guide = person(Role.WERKBEGELEIDER, mine.institution, mine.leerplaats)
    mine.werkbegeleider = guide
    mine.save()
    other = PlacementFactory(offer=PlaceOfferFactory(leerplaats=mine.leerplaats, period=PeriodFactory()))
    client.force_login(guide)

    page = text_of(client.get(reverse("placement-overview")))

    assert "1 student is nu op stage of start in het komende half jaar." in page
    assert client.get(reverse("placement-detail", args=[mine.pk])).status_code == 200
    assert client.get(reverse("placement-detail", args=[other.pk])).status_code == 404


def test_a_mail_that_failed_is_shown_and_sent_again(coordinator):
    message = MessageFactory(placement=coordinator.placement, status="failed", problem="Postbus vol")
    url = reverse("message-send-again", args=[coordinator.placement.pk, message.pk])

    assert "Postbus vol" in text_of(coordinator.get(reverse("placement-detail", args=[coordinator.placement.pk])))
    assert "De mail wordt opnieuw verstuurd." in text_of(coordinator.post(url, follow=True))
    assert "Deze mail was al verstuurd of staat al klaar." in text_of(coordinator.post(url, follow=True))


def test_cancelling_asks_first_and_then_frees_the_place(coordinator):
    url = reverse("placement-cancel", args=[coordinator.placement.pk])

    assert "Laat je de stage van" in text_of(coordinator.get(url))
    chosen = {"version": coordinator.placement.version, "reason": "leerplaats", "still_looking": "ja"}
    page = text_of(coordinator.post(url, chosen, follow=True))

    assert "is vervallen. De plek is weer vrij." in page
    coordinator.placement.refresh_from_db()
    assert coordinator.placement.status == "cancelled"


def test_the_overview_asks_as_little_for_many_as_for_few(client, django_assert_max_num_queries):
    offer = PlaceOfferFactory(number=50)
    LeerplaatsprofielFactory(leerplaats=offer.leerplaats, online=True)
    more = [PlaceOfferFactory(leerplaats=offer.leerplaats, period=PeriodFactory(), number=50) for _ in range(6)]
    client.force_login(person(Role.COORDINATOR, offer.institution))
    counts = []
    for number in (3, 297):
        start = timezone.localdate() + timedelta(days=9)
        for turn in range(number):
            there = [offer, *more][turn % 7]
            placement = PlacementFactory(offer=there, starts_on=start, ends_on=start + timedelta(days=50))
            staff_task(placement, "Pasje", 2 - number)
        with django_assert_max_num_queries(24) as captured:
            page = text_of(client.get(reverse("placement-overview")))
        counts.append(len(captured))

    assert "300 studenten" in page
    assert "Dit gaat als eerste mis" in page  # there are more pages than one
    # The list of what goes first, and its students, come with the second page: no query of their own.
    assert counts[0] == counts[1]


def test_missing_things_are_named_shortly_and_the_next_step_is_for_people():
    placement = place()
    staff_task(placement, "De startmail is verstuurd.", 1, short_name="startmail", signal=Signal.MAIL_SENT)
    for place_, name in enumerate(("rooster", "pasje", "account", "jas", "sleutel"), start=2):
        staff_task(placement, f"Het {name} ligt klaar. Op naam.", place_, short_name="" if name == "pasje" else name)

    state = state_of(placement)

    assert state.missing_words == "Startmail, rooster, het pasje ligt klaar, account en nog 2 dingen"
    assert state.next_task.short_name == "rooster"
    assert state.mail_is_open


def test_without_a_list_nothing_is_called_ready():
    assert state_of(place()).sentence == "Er is geen lijst"
