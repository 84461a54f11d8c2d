"""For whom a change of a sjabloon holds: new students, those who have not started when asked, nobody who has."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.own_tasks import add_own_task
from onboarding.actions.tasks import copy_items, templates_in_force
from onboarding.actions.template_use import changes_for, give_current_lines, not_started, students_with_list
from onboarding.models import Task
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import (
    InstitutionFactory,
    ItemFactory,
    LeerplaatsFactory,
    PlacementFactory,
    PlaceOfferFactory,
    SectionFactory,
    TemplateFactory,
    person,
)
from toolbox.actions.templates import make_own_version, with_content
from toolbox.enums import Signal
from toolbox.models import Item, Section, Template

pytestmark = pytest.mark.django_db
LINES = ("Haal je pasje.", "Lees het profiel.", "Bel de afdeling.")


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def region():
    Template.objects.all().delete()
    template = TemplateFactory(format="startlijst")
    section = SectionFactory(template=template, title="Vooraf")
    for text in LINES:
        ItemFactory(section=section, text=text, stagedag=None, days_before=7)
    return template


@pytest.fixture
def institution():
    return InstitutionFactory(name="Maasstroom")


@pytest.fixture
def coordinator(institution):
    return person(Role.COORDINATOR, institution)


@pytest.fixture
def offer(institution):
    return PlaceOfferFactory(leerplaats=LeerplaatsFactory(location__institution=institution), number=50)


@pytest.fixture
def own(region, institution, coordinator):
    return make_own_version(original=region, institution=institution, by=coordinator)


def confirmed(offer, **fields):
    """A stage that was confirmed yesterday, with its tasks."""
    yesterday = timezone.now() - timedelta(days=1)
    placement = PlacementFactory(offer=offer, confirmed_at=yesterday, **fields)
    copy_items(placements=[placement], templates=templates_in_force(placement.leerplaats))
    return placement


def change(template, old, **values):
    """Change a line, as its owner does now."""
    item = Item.objects.get(section__template=template, text=old)
    for name, value in values.items():
        setattr(item, name, value)
    item.save()
    Template.objects.filter(pk=template.pk).update(updated_at=timezone.now())
    return item


def ready(template):
    """The sjabloon as the action asks it."""
    return with_content(Template.objects.filter(pk=template.pk), sources=True).get()


def give(template, by):
    return give_current_lines(template=ready(template), by=by)


def texts(placement):
    return list(placement.tasks.order_by("position", "pk").values_list("text", flat=True))


def behind(template):
    template = ready(template)
    return len(changes_for(template, not_started(template)))


def test_without_a_change_nobody_is_behind(own, offer):
    confirmed(offer)
    Template.objects.update(updated_at=timezone.now())
    assert behind(own) == 0


def test_who_has_not_started_gets_new_words_new_lines_and_loses_gone_ones(own, offer, coordinator):
    placement = confirmed(offer)
    change(own, LINES[0], text="Haal je pasje bij de balie.", days_before=3)
    change(own, LINES[1], removed_at=timezone.now())
    ItemFactory(section=own.sections.get(), text="Koop dichte schoenen.", days_before=10, stagedag=None, position=9)
    assert behind(own) == 1

    (made,) = give(own, coordinator)

    assert texts(placement) == ["Haal je pasje bij de balie.", LINES[2], "Koop dichte schoenen."]
    first = placement.tasks.first()
    assert (first.days_before, first.due_on) == (3, placement.starts_on - timedelta(days=3))
    assert (len(made.added), len(made.changed), len(made.gone)) == (1, 1, 1)
    event = AuditEvent.objects.get(what="placement.list_renewed")
    assert (event.by, event.institution, event.detail["gone"]) == (coordinator, own.institution, [LINES[1]])
    assert behind(own) == 0


def test_doing_it_again_changes_nothing(own, offer, coordinator):
    confirmed(offer)
    change(own, LINES[0], text="Haal je pasje bij de balie.")
    give(own, coordinator)
    before = list(Task.objects.values())
    assert give(own, coordinator) == []
    assert list(Task.objects.values()) == before
    assert AuditEvent.objects.filter(what="placement.list_renewed").count() == 1


def test_a_started_stage_never_changes(own, offer, coordinator):
    started = confirmed(offer)
    started.starts_on = timezone.localdate()
    started.save()
    change(own, LINES[0], text="Haal je pasje bij de balie.")
    change(own, LINES[1], removed_at=timezone.now())
    assert give(own, coordinator) == []
    assert texts(started) == list(LINES)


def test_what_is_done_or_the_student_added_stays(own, offer, coordinator):
    placement = confirmed(offer)
    placement.tasks.filter(text__in=LINES[:2]).update(done_at=timezone.now(), done_by=coordinator)
    own_task = add_own_task(placement=placement, text="Fiets laten maken", by=coordinator)
    done = list(placement.tasks.filter(done_at__isnull=False).values())
    change(own, LINES[0], text="Haal je pasje bij de balie.")
    change(own, LINES[1], removed_at=timezone.now())
    change(own, LINES[2], removed_at=timezone.now())
    ItemFactory(section=own.sections.get(), text="Koop dichte schoenen.", position=1)

    give(own, coordinator)

    kept = list(placement.tasks.filter(done_at__isnull=False).values())
    assert [row | {"position": 0} for row in kept] == [row | {"position": 0} for row in done]
    assert set(texts(placement)) == {*LINES[:2], "Koop dichte schoenen.", "Fiets laten maken"}
    own_task.refresh_from_db()
    assert texts(placement)[-1] == own_task.text


def test_a_cancelled_stage_and_those_of_others_stay_as_they_are(own, offer, coordinator, region):
    cancelled = confirmed(offer)
    type(cancelled).objects.filter(pk=cancelled.pk).update(
        status="cancelled", cancelled_at=timezone.now(), cancelled_by=coordinator
    )
    elsewhere = confirmed(PlaceOfferFactory())
    change(own, LINES[0], text="Haal je pasje bij de balie.")
    assert give(own, coordinator) == []
    change(region, LINES[0], text="Haal je pasje bij de deur.")
    assert [made.placement for made in give(region, coordinator)] == [elsewhere]


def test_what_holds_for_the_leerplaats_decides_and_the_list_may_come_from_above(own, offer, coordinator):
    placement = confirmed(offer)
    ticked = placement.tasks.get(text=LINES[1])
    Task.objects.filter(pk=ticked.pk).update(done_at=timezone.now(), done_by=coordinator)
    lowest = make_own_version(
        original=own, institution=own.institution, leerplaats=placement.leerplaats, by=coordinator
    )
    assert behind(lowest) == 0  # the same words
    change(lowest, LINES[0], text="Haal je pasje op de afdeling.")
    change(own, LINES[0], text="Haal je pasje bij de balie.")
    assert (behind(own), behind(lowest)) == (0, 1)
    give(lowest, coordinator)
    assert texts(placement) == ["Haal je pasje op de afdeling.", *LINES[1:]]


def test_a_new_line_about_a_fact_that_is_true_is_done_at_once(own, offer, coordinator):
    placement = confirmed(offer, werkbegeleider=coordinator)
    section = own.sections.get()
    for signal in (Signal.CONFIRMED, Signal.SUPERVISOR_KNOWN, Signal.PAGE_SEEN):
        ItemFactory(section=section, text=signal.label, signal=signal, owner="system")
    Template.objects.update(updated_at=timezone.now())
    give(own, coordinator)
    done = placement.tasks.filter(signal__gt="", done_at__isnull=False)
    assert set(done.values_list("signal", flat=True)) == {Signal.CONFIRMED, Signal.SUPERVISOR_KNOWN}


def test_another_order_reaches_them_and_parts_stay_together(own, offer, coordinator):
    placement = confirmed(offer)
    placement.tasks.filter(text=LINES[0]).update(done_at=timezone.now(), done_by=coordinator)
    later = SectionFactory(template=own, title="Later")
    change(own, LINES[0], section=later)
    change(own, LINES[1], section=later)
    Item.objects.filter(section__template=own, text=LINES[2]).update(position=1)
    give(own, coordinator)
    tasks = list(placement.tasks.order_by("position").values_list("section", "text"))
    assert tasks == [("Vooraf", LINES[2]), ("Vooraf", LINES[0]), ("Later", LINES[1])] or tasks == [
        ("Vooraf", LINES[0]),
        ("Vooraf", LINES[2]),
        ("Later", LINES[1]),
    ]
    assert give(own, coordinator) == []


def test_the_number_of_students_counts_running_and_coming_stages_once(own, region, offer, institution):
    confirmed(offer)
    confirmed(offer)
    elsewhere = confirmed(PlaceOfferFactory())
    ended = confirmed(offer)
    type(ended).objects.filter(pk=ended.pk).update(
        starts_on=timezone.localdate() - timedelta(days=90), ends_on=timezone.localdate() - timedelta(days=1)
    )
    assert students_with_list([own, region]) == {own.pk: 2, region.pk: 1}
    assert students_with_list([own, region], {elsewhere.institution_id}) == {region.pk: 1}


# --- The pages


def test_the_page_asks_and_shows_what_will_change(client, own, offer, coordinator):
    placement = confirmed(offer, request__student__given_name="Noor")
    confirmed(offer)
    client.force_login(coordinator)
    page = text_of(client.get(reverse("template-detail", args=[own.pk])))
    assert "Dit sjabloon is in gebruik bij 2 studenten." in page
    assert "Pas ook hun lijst aan" not in page

    change(own, LINES[0], text="Haal je pasje bij de balie.")

    page = text_of(client.get(reverse("template-detail", args=[own.pk])))
    assert "2 studenten die nog niet gestart zijn, hebben nog een andere lijst." in page
    assert "Pas ook hun lijst aan (2)" in page
    url = reverse("template-apply", args=[own.pk])
    answer = client.get(url)
    page = text_of(answer)
    assert "Weg:</span> Haal je pasje." in page
    assert "Nieuw:</span> Haal je pasje bij de balie." in page
    assert "Bij 2 studenten" in page
    assert placement.student.name in page
    assert texts(placement)[0] == LINES[0]

    seen = {"gezien": answer.context["seen"]}
    assert "De lijst van 2 studenten is aangepast." in text_of(client.post(url, seen, follow=True))
    assert "Alle lijsten waren al gelijk aan dit sjabloon." in text_of(client.post(url, seen, follow=True))
    assert texts(placement)[0] == "Haal je pasje bij de balie."
    assert "Er is niets aan te passen." in text_of(client.get(url))


def test_a_sjabloon_that_changed_in_between_is_shown_again(client, own, offer, coordinator):
    placement = confirmed(offer)
    change(own, LINES[0], text="Haal je pasje bij de balie.")
    client.force_login(coordinator)
    url = reverse("template-apply", args=[own.pk])
    seen = client.get(url).context["seen"]
    change(own, LINES[1], text="Lees het hele profiel.")
    answer = client.post(url, {"gezien": seen})
    assert answer.status_code == 409
    assert "Het sjabloon is net veranderd." in text_of(answer)
    assert texts(placement) == list(LINES)


def test_the_region_sees_numbers_and_no_names(client, region, offer):
    placement = confirmed(offer, request__student__given_name="Noor")
    change(region, LINES[0], text="Haal je pasje bij de balie.")
    client.force_login(person(Role.REGIONAL_ADMIN))
    page = text_of(client.get(reverse("template-apply", args=[region.pk])))
    assert "Ja, pas ook hun lijst aan (1)" in page
    assert placement.student.last_name not in page


def test_who_only_reads_cannot_give_lists(client, own, offer):
    confirmed(offer)
    client.force_login(person(Role.PRAKTIJKOPLEIDER, own.institution))
    page = text_of(client.get(reverse("template-detail", args=[own.pk])))
    assert "1 student heeft een lijst van dit sjabloon." in page
    assert client.post(reverse("template-apply", args=[own.pk])).status_code == 403


def test_a_format_without_tasks_has_nothing_to_give(client, region, institution, coordinator):
    client.force_login(coordinator)
    for format, sentence in (
        ("bingokaart", "Een kaart die een student al heeft, verandert niet."),
        ("conversation_progress", "geldt voor iedereen die er nog niet aan begonnen is"),
    ):
        template = TemplateFactory(own=True, format=format, institution=institution)
        assert client.get(reverse("template-apply", args=[template.pk])).status_code == 404
        assert sentence in text_of(client.get(reverse("template-detail", args=[template.pk])))


def test_the_pages_ask_as_much_of_the_database_for_many_students(client, own, offer, coordinator):
    client.force_login(coordinator)
    used = []
    for amount in (2, 20):
        for _ in range(amount):
            confirmed(offer)
        change(own, LINES[0], days_before=amount)
        for name in ("template-detail", "template-apply"):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(name, args=[own.pk]))
            used.append(len(queries))
    assert used[:2] == used[2:]
    with CaptureQueriesContext(connection) as queries:
        give(own, coordinator)
    assert len(queries) < 20
    assert Section.objects.filter(template=own).count() == 1
