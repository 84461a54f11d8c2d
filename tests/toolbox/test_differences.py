"""A change of the sjabloon above reaches an own version when its owner takes it over, difference by difference."""

import pytest
from django.urls import reverse

from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import (
    InstitutionFactory,
    ItemFactory,
    LeerplaatsFactory,
    ProgrammeFactory,
    SectionFactory,
    TemplateFactory,
    person,
)
from toolbox.actions.differences import KEEP, TAKE, Outcome, decide
from toolbox.actions.templates import change_intro, make_own_version
from toolbox.differences import CHANGED, GONE, INTRO, NEW, differences_in, differences_of
from toolbox.models import Item, Template

pytestmark = pytest.mark.django_db
LINES = ("Haal de student op.", "Wijs de nooduitgang.", "Geef het rooster.")


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def region():
    template = TemplateFactory(format="inwerkdocument")
    template.sections.all().delete()
    template.intro = "Welkom."
    template.save()
    section = SectionFactory(template=template, title="Dag 1")
    for text in LINES:
        ItemFactory(section=section, text=text)
    return template


@pytest.fixture
def leerplaats():
    return LeerplaatsFactory(location__institution=InstitutionFactory(name="Maasstroom"), name="De Kade")


@pytest.fixture
def by(leerplaats):
    return person(Role.COORDINATOR, leerplaats.institution, name="Farida Proef")


@pytest.fixture
def own(region, leerplaats, by):
    return make_own_version(original=region, institution=leerplaats.institution, by=by)


@pytest.fixture
def page(client, by, own):
    """The address of the page of differences, with its coordinator logged in."""
    client.force_login(by)
    return reverse("template-differences", args=[own.pk])


def line(template, text):
    return Item.objects.get(section__template=template, text=text)


def change(item, **values):
    for name, value in values.items():
        setattr(item, name, value)
    item.version += 1
    item.save()


def waiting(template):
    template = Template.objects.select_related("based_on").get(pk=template.pk)
    return [(one.kind, str(one.own or one.source or "")) for one in differences_of(template)]


def answer(template, by, *decisions):
    """Decide about the differences in order; None decides nothing."""
    template = Template.objects.select_related("based_on").get(pk=template.pk)
    found = differences_of(template)
    chosen = {one.key: (decision, one.seen) for one, decision in zip(found, decisions, strict=True) if decision}
    return decide(template=template, decisions=chosen, by=by)


def shown(template):
    kept = Item.objects.kept().filter(section__template=template, section__removed_at=None)
    return list(kept.order_by("section__position", "position", "pk").values_list("text", flat=True))


@pytest.fixture
def changed_region(region, own):
    """The region changed a line, added one, took one out, and wrote another introduction."""
    change(line(region, LINES[0]), text="Haal de student op bij de deur.")
    ItemFactory(section=region.sections.get(), text="Geef de sleutel.")
    Item.objects.filter(pk=line(region, LINES[2]).pk).update(removed_at=region.updated_at)
    change_intro(template=region, intro="Welkom op dag 1.", by=None)
    region.refresh_from_db()
    return region


# --- What is a difference


def test_a_fresh_copy_has_no_differences(own):
    assert waiting(own) == []


def test_every_kind_of_change_is_a_difference(own, changed_region):
    assert waiting(own) == [
        (INTRO, ""),
        (CHANGED, LINES[0]),
        (GONE, LINES[2]),
        (NEW, "Geef de sleutel."),
    ]


def test_own_words_are_no_difference_until_the_original_changes(region, own):
    change(line(own, LINES[0]), text="Wij halen de student op.")
    assert waiting(own) == []
    change(line(region, LINES[0]), stagedag=2)
    assert waiting(own) == [(CHANGED, "Wij halen de student op.")]


def test_the_same_words_are_no_difference(region, own):
    for template in (region, own):
        change(line(template, LINES[0]), text="Haal de student op bij de deur.")
    assert waiting(own) == []


def test_a_line_that_the_version_took_out_is_not_offered_again(region, own):
    Item.objects.filter(pk=line(own, LINES[0]).pk).update(removed_at=own.updated_at)
    change(line(region, LINES[0]), text="Haal de student op bij de deur.")
    assert waiting(own) == []


def test_lines_of_a_part_that_went_are_gone_and_of_a_new_part_new(region, own):
    region.sections.update(removed_at=region.updated_at)
    ItemFactory(section=SectionFactory(template=region, title="Dag 2"), text="Loop mee.")
    assert waiting(own) == [*((GONE, text) for text in LINES), (NEW, "Loop mee.")]


# --- Deciding


def test_taking_everything_over_makes_it_say_what_the_original_says(own, changed_region, by):
    assert answer(own, by, TAKE, TAKE, TAKE, TAKE) == Outcome(taken=4, kept=0, stale=0)
    own.refresh_from_db()
    assert own.intro == "Welkom op dag 1."
    assert shown(own) == shown(changed_region)
    assert waiting(own) == []
    assert line(own, "Haal de student op bij de deur.").version == 2
    assert AuditEvent.objects.get(what="differences_decided").by == by


def test_keeping_everything_leaves_it_as_it_was_and_asks_no_more(own, changed_region, by):
    assert answer(own, by, KEEP, KEEP, KEEP, KEEP) == Outcome(taken=0, kept=4, stale=0)
    own.refresh_from_db()
    assert (own.intro, shown(own)) == ("Welkom.", list(LINES))
    assert waiting(own) == []


def test_a_declined_new_line_can_come_back(own, changed_region, by):
    answer(own, by, None, None, None, KEEP)
    declined = line(own, "Geef de sleutel.")
    assert declined.removed_at
    assert declined.section.title == "Dag 1"


def test_a_kept_line_asks_again_after_the_next_change(own, changed_region, by):
    answer(own, by, KEEP, KEEP, KEEP, KEEP)
    change(line(changed_region, "Haal de student op bij de deur."), text="Haal de student op bij de balie.")
    assert waiting(own) == [(CHANGED, LINES[0])]


def test_without_an_answer_a_difference_waits(own, changed_region, by):
    answer(own, by, TAKE, None, None, None)
    assert len(waiting(own)) == 3


def test_a_decision_about_other_words_is_not_carried_out(own, changed_region, by):
    template = Template.objects.select_related("based_on").get(pk=own.pk)
    found = differences_of(template)
    decisions = {one.key: (TAKE, one.seen) for one in found if one.kind == CHANGED}
    change(line(changed_region, "Haal de student op bij de deur."), text="Haal de student op bij de balie.")
    assert decide(template=own, decisions=decisions, by=by) == Outcome(taken=0, kept=0, stale=1)
    change(line(own, LINES[0]), text="Van een collega.")
    assert decide(template=own, decisions=decisions, by=by).stale == 1
    assert "Van een collega." in shown(own)


def test_a_second_click_does_nothing_more(own, changed_region, by):
    template = Template.objects.select_related("based_on").get(pk=own.pk)
    decisions = {one.key: (TAKE, one.seen) for one in differences_of(template)}
    decide(template=own, decisions=decisions, by=by)
    before = list(Item.objects.values())
    assert decide(template=own, decisions=decisions, by=by) == Outcome(taken=0, kept=0, stale=0)
    assert list(Item.objects.values()) == before


def test_what_the_institution_takes_over_is_a_difference_for_its_leerplaats(own, changed_region, leerplaats, by):
    lowest = make_own_version(original=own, institution=own.institution, leerplaats=leerplaats, by=by)
    assert waiting(lowest) == []
    answer(own, by, TAKE, TAKE, KEEP, KEEP)
    assert waiting(lowest) == [(INTRO, ""), (CHANGED, LINES[0])]


# --- The page


def test_the_page_shows_what_goes_and_what_comes_and_chooses_nothing(client, page, own, changed_region):
    text = text_of(client.get(page))
    assert text.count("<fieldset") == 4
    assert "Weg:" in text
    assert "Nieuw:" in text
    assert "checked" not in text
    assert "Haal de student op <ins>bij de deur.</ins>" in text or "<ins>" in text
    assert "4 verschillen met het origineel" in text_of(client.get(reverse("template-detail", args=[own.pk])))
    assert "4 verschillen met het origineel" in text_of(client.get(reverse("template-list")))


def test_who_and_for_whom_are_said_too(client, page, region, own):
    change(line(region, LINES[0]), for_programmes=[ProgrammeFactory(short_name="VIG").pk], for_years=[1], critical=True)
    text = text_of(client.get(page))
    assert "Alleen voor" in text
    assert "VIG" in text
    assert "Nodig voor een goede start" in text


def test_the_form_stores_what_was_chosen_and_leads_on(client, page, own, changed_region):
    rows = client.get(page).context["rows"]
    data = {f"gezien-{row[0].key}": row[0].seen for row in rows}
    data |= {f"keuze-{rows[1][0].key}": TAKE, f"keuze-{rows[3][0].key}": KEEP, "keuze-changed-1x": TAKE, "x": "y"}
    answered = client.post(page, data)
    assert answered.url == page
    assert "1 verschil overgenomen en 1 gehouden zoals het was." in text_of(client.get(page))
    rest = client.get(page).context["rows"]
    data = {f"gezien-{row[0].key}": row[0].seen for row in rest} | {f"keuze-{row[0].key}": KEEP for row in rest}
    assert client.post(page, data).url == reverse("template-detail", args=[own.pk])
    assert "Er is niets nieuws." in text_of(client.get(page))


def test_without_a_choice_the_page_says_so(client, page, own, changed_region):
    assert "Je hebt nog niets gekozen." in text_of(client.post(page, {}))
    assert len(waiting(own)) == 4


def test_an_old_choice_is_shown_again_with_the_new_words(client, page, own, changed_region):
    row = client.get(page).context["rows"][1][0]
    change(line(changed_region, "Haal de student op bij de deur."), text="Haal de student op bij de balie.")
    answered = client.post(page, {f"gezien-{row.key}": row.seen, f"keuze-{row.key}": TAKE})
    assert answered.status_code == 409
    assert "Een tekst is net veranderd." in text_of(answered)
    assert "checked" in text_of(answered)
    assert LINES[0] in shown(own)


def test_the_original_itself_has_no_differences_page(client, region):
    client.force_login(person(Role.COORDINATOR))
    assert client.get(reverse("template-differences", args=[region.pk])).status_code == 403
    both = person(Role.REGIONAL_ADMIN)
    client.force_login(both)
    assert client.get(reverse("template-differences", args=[region.pk])).status_code == 403


@pytest.mark.parametrize("amount", [3, 300])
def test_differences_take_three_queries_however_many(region, by, amount, django_assert_num_queries):
    own = make_own_version(original=region, institution=InstitutionFactory(), by=by)
    section = region.sections.get()
    for number in range(amount):
        ItemFactory(section=section, text=f"Nieuw {number}.", position=number + 9)
    copies = Template.objects.select_related("based_on").filter(pk=own.pk)
    with django_assert_num_queries(4):
        found = differences_in(list(copies))
    assert len(found[own.pk]) == amount


@pytest.mark.parametrize("amount", [3, 30])
def test_differences_of_many_versions_take_as_many_queries(region, by, amount, django_assert_num_queries):
    for _ in range(amount):
        make_own_version(original=region, institution=InstitutionFactory(), by=by)
    ItemFactory(section=region.sections.get(), text="Geef de sleutel.")
    change(line(region, LINES[0]), text="Haal de student op bij de deur.")
    copies = Template.objects.select_related("based_on").filter(based_on=region)
    with django_assert_num_queries(4):
        found = differences_in(list(copies))
    assert [len(rows) for rows in found.values()] == [2] * amount


@pytest.mark.parametrize("amount", [3, 300])
def test_the_page_takes_as_many_queries_for_many_lines(client, page, region, amount, django_assert_num_queries):
    for number in range(amount):
        ItemFactory(section=region.sections.get(), text=f"Nieuw {number}.", position=number + 9)
    client.get(page)
    with django_assert_num_queries(12):
        assert len(client.get(page).context["rows"]) == amount
