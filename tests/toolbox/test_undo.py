"""Every change of a sjabloon can be undone, also the undoing; nothing a colleague did goes unseen."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from profiles.enums import Role
from tests.factories import InstitutionFactory, ItemFactory, SectionFactory, TemplateFactory, person
from toolbox.actions import items, sections, undo
from toolbox.actions.edits import MOST_KEPT, MOST_WORDS, remembered, shortened, snapshot
from toolbox.actions.templates import change_intro, make_own_version
from toolbox.enums import Level, Owner
from toolbox.models import Item, Section, Template, TemplateEdit

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def by():
    return person(Role.COORDINATOR, InstitutionFactory(name="Maasstroom"), name="Farida Proef")


@pytest.fixture
def template(by):
    """An own version with two parts of three lines, and one line that was removed."""
    template = TemplateFactory(own=True, institution=by.memberships.get().institution, format="inwerkdocument")
    for title in ("Eerste deel", "Tweede deel"):
        section = SectionFactory(template=template, title=title)
        for text in ("appel", "boom", "citroen"):
            ItemFactory(section=section, text=f"{title}: {text}")
    ItemFactory(section=section, text="Al weg", removed_at=template.updated_at)
    return template


@pytest.fixture
def coordinator(client, by):
    client.force_login(by)
    return client


def shown(template):
    """What a reader sees: parts with lines and what stands in them, by key."""
    return [
        (part.pk, part.title, [(item.pk, item.text, item.note, item.owner) for item in part.items.kept()])
        for part in template.sections.kept()
    ]


def first(template):
    return template.sections.kept().first()


CHANGES = {
    "Nieuwe regel: Nieuw": lambda t, by: items.add_item(section=first(t), values={"text": "Nieuw"}, by=by),
    "Regel aangepast: Anders": lambda t, by: items.save_item(
        item=first(t).items.first(), values={"text": "Anders", "note": "Uitleg", "owner": Owner.ICT}, version=1, by=by
    ),
    "Regel weggehaald: Eerste deel: appel": lambda t, by: items.remove_item(item=first(t).items.first(), by=by),
    "Regel teruggezet: Al weg": lambda t, by: items.restore_item(item=Item.objects.get(text="Al weg"), by=by),
    "Regel verplaatst: Eerste deel: appel": lambda t, by: items.place_item(
        item=first(t).items.first(), section=t.sections.last(), place=2, by=by
    ),
    "Uit de bibliotheek: Van elders": lambda t, by: items.add_copies(
        section=first(t), lines=[ItemFactory(text="Van elders")], by=by
    ),
    "Nieuw deel: Extra": lambda t, by: sections.add_section(template=t, title="Extra", by=by),
    "Deel Eerste deel heet nu Begin": lambda t, by: sections.rename_section(
        section=first(t), title="Begin", before="Eerste deel", by=by
    ),
    "Deel weggehaald: Eerste deel": lambda t, by: sections.remove_section(section=first(t), by=by),
    "Deel verplaatst: Eerste deel": lambda t, by: sections.place_section(section=first(t), place=2, by=by),
    "Inleiding aangepast": lambda t, by: change_intro(template=t, intro="Een ander begin.", by=by),
}


@pytest.mark.parametrize("words", CHANGES)
def test_each_change_is_undone_and_done_again(coordinator, template, by, words):
    before = shown(template), Template.objects.get(pk=template.pk).intro
    CHANGES[words](template, by)
    changed = shown(template), Template.objects.get(pk=template.pk).intro
    assert changed != before
    edit = template.edits.get()
    assert (edit.words, edit.made_by) == (words, by)

    page = coordinator.post(reverse("template-edit-restore", args=[edit.pk]), {"tot": edit.pk}, follow=True)

    assert (shown(template), Template.objects.get(pk=template.pk).intro) == before
    again = template.edits.first()
    assert again.words == f"Ongedaan gemaakt: {words}"
    assert f"Laatste wijziging: Ongedaan gemaakt: {words}" in text_of(page)
    coordinator.post(reverse("template-edit-restore", args=[again.pk]), {"tot": again.pk})
    assert (shown(template), Template.objects.get(pk=template.pk).intro) == changed
    assert template.edits.first().words == f"Opnieuw gedaan: {words}"
    edit.refresh_from_db()
    assert edit.undone_at is None


def test_a_removed_part_that_came_back_is_removed_again_by_undo(template, by):
    section = first(template)
    sections.remove_section(section=section, by=by)
    before = shown(template)
    sections.restore_section(section=section, by=by)
    edit = template.edits.first()
    undo.restore(edit=edit, seen=edit.pk, by=by)
    assert shown(template) == before


def test_what_is_put_back_counts_as_a_newer_version(template, by):
    item, other = first(template).items.all()[:2]
    items.save_item(item=item, values={"text": "Anders"}, version=1, by=by)
    edit = template.edits.get()
    undo.restore(edit=edit, seen=edit.pk, by=by)
    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.version, other.version) == (3, 1)
    with pytest.raises(items.Clash):
        items.save_item(item=item, values={"text": "Van wie nog open had staan"}, version=2, by=by)


def test_going_further_back_shows_what_goes_too_and_undoes_it_all(coordinator, template, by):
    before = shown(template)
    for text in ("Een", "Twee", "Drie"):
        items.add_item(section=first(template), values={"text": text}, by=by)
    newest, _, oldest = template.edits.all()
    page = text_of(coordinator.get(reverse("template-edit-restore", args=[oldest.pk])))
    assert "Deze 2 latere wijzigingen gaan dan ook weg:" in page
    assert "Nieuwe regel: Drie" in page

    coordinator.post(reverse("template-edit-restore", args=[oldest.pk]), {"tot": newest.pk})

    assert shown(template) == before
    assert template.edits.first().words == "Teruggezet naar voor deze wijziging: Nieuwe regel: Een"
    assert template.edits.filter(undone_at__isnull=False).count() == 3
    listed = text_of(coordinator.get(reverse("template-edits", args=[template.pk])))
    assert listed.count("Later weer teruggezet") == 3
    assert "Farida, " in listed


def test_a_change_in_between_is_shown_before_it_goes(coordinator, template, by):
    items.add_item(section=first(template), values={"text": "Van mij"}, by=by)
    mine = template.edits.get()
    items.add_item(section=first(template), values={"text": "Van een collega"}, by=by)
    url = reverse("template-edit-restore", args=[mine.pk])

    answer = coordinator.post(url, {"tot": mine.pk})

    assert answer.status_code == 409
    assert "Er is in de tussentijd nog iets aangepast." in text_of(answer)
    assert "Nieuwe regel: Van een collega" in text_of(answer)
    assert Item.objects.kept().filter(text__startswith="Van ").count() == 2
    coordinator.post(url, {"tot": template.edits.first().pk})
    assert Item.objects.kept().filter(text__startswith="Van ").count() == 0


def test_a_double_click_undoes_once(coordinator, template, by):
    items.add_item(section=first(template), values={"text": "Nieuw"}, by=by)
    edit = template.edits.get()
    for _ in range(2):
        answer = coordinator.post(reverse("template-edit-restore", args=[edit.pk]), {"tot": edit.pk})
        assert answer.status_code == 302
    assert template.edits.count() == 2


@pytest.mark.parametrize("tot", ["", "x", "1:2"])
def test_what_no_page_sends_does_not_exist(coordinator, template, by, tot):
    items.add_item(section=first(template), values={"text": "Nieuw"}, by=by)
    url = reverse("template-edit-restore", args=[template.edits.get().pk])
    assert coordinator.post(url, {"tot": tot}).status_code == 404


def test_a_line_that_the_region_locked_since_then_stays_as_the_region_wants(by, template):
    region = Template.objects.get(format="evaluation", level=Level.REGION)
    own = make_own_version(original=region, institution=template.institution, by=by)
    item = own.sections.first().items.first()
    items.save_item(item=item, values={"text": "Van ons"}, version=item.version, by=by)
    edit = own.edits.get()
    admin = person(Role.REGIONAL_ADMIN)
    source = item.source
    items.save_item(item=source, values={"text": "Van de regio", "locked": True}, version=source.version, by=admin)
    item.refresh_from_db()
    assert item.text == "Van de regio"

    undo.restore(edit=edit, seen=edit.pk, by=by)

    item.refresh_from_db()
    assert item.text == "Van de regio"


def test_undoing_a_locked_line_of_the_region_takes_it_away_below(by, template):
    region = Template.objects.get(format="evaluation", level=Level.REGION)
    own = make_own_version(original=region, institution=template.institution, by=by)
    admin = person(Role.REGIONAL_ADMIN)
    items.add_item(section=region.sections.first(), values={"text": "Moet overal.", "locked": True}, by=admin)
    below = Item.objects.kept().filter(section__template=own, text="Moet overal.")
    assert below.count() == 1
    edit = region.edits.first()
    undo.restore(edit=edit, seen=edit.pk, by=admin)
    assert below.count() == 0


def test_only_the_last_changes_are_kept(template, by):
    for place in range(MOST_KEPT + 5):
        items.place_item(item=first(template).items.kept().first(), section=first(template), place=2, by=by)
        assert template.edits.count() == min(place + 1, MOST_KEPT)
    assert template.edits.last().before["items"]


def test_what_changes_nothing_is_not_remembered(template, by):
    with remembered(template, words="Niets", by=by):
        pass
    items.place_item(item=first(template).items.first(), section=first(template), place=1, by=by)
    change_intro(template=template, intro=template.intro, by=by)
    assert not TemplateEdit.objects.exists()


def test_long_words_are_cut():
    assert shortened("x" * MOST_WORDS) == "x" * MOST_WORDS
    assert len(shortened("x" * (MOST_WORDS + 1))) == MOST_WORDS


def test_a_reader_and_a_stranger_do_not_undo(client, template, by):
    items.add_item(section=first(template), values={"text": "Nieuw"}, by=by)
    edit = template.edits.get()
    url = reverse("template-edit-restore", args=[edit.pk])
    for who, expected in (
        (person(Role.PRAKTIJKOPLEIDER, template.institution), 403),
        (person(Role.COORDINATOR), 404),
        (person(Role.REGIONAL_ADMIN), 404),
    ):
        client.force_login(who)
        assert client.get(url).status_code == client.post(url, {"tot": edit.pk}).status_code == expected
    assert Item.objects.kept().filter(text="Nieuw").exists()


def test_an_empty_history_says_what_comes_here(coordinator, template):
    page = text_of(coordinator.get(reverse("template-edits", args=[template.pk])))
    assert "In dit sjabloon is nog niets veranderd." in page
    assert "Maak ongedaan" not in text_of(coordinator.get(reverse("template-detail", args=[template.pk])))


def test_the_line_that_was_changed_says_so_with_the_way_back(coordinator, template):
    item = first(template).items.first()
    data = {"text": "Anders.", "owner": Owner.ICT, "moment": "always", "version": 1}
    page = text_of(coordinator.post(reverse("item-edit", args=[item.pk]), data, follow=True))
    edit = template.edits.get()
    button = f'formaction="{reverse("template-edit-restore", args=[edit.pk])}" name="tot" value="{edit.pk}"'
    assert page.count(button) == 2  # at the top, and in the line
    assert f'id="regel-{item.pk}"' in page.split('<p class="item-done"')[0]


def test_a_snapshot_holds_every_column_that_people_write():
    columns = {field.attname for field in Item._meta.concrete_fields}
    kept = set(snapshot(ItemFactory().section.template)["items"][0])
    assert columns - kept == {"id", "version", "removed_at"}
    assert {field.name for field in Section._meta.concrete_fields} == {
        "id",
        "template",
        "source",
        "position",
        "title",
        "removed_at",
    }


@pytest.mark.django_db(transaction=True)
def test_two_who_undo_at_the_same_moment_undo_once():
    by = person(Role.COORDINATOR, InstitutionFactory())
    section = SectionFactory(template=TemplateFactory(own=True, institution=by.memberships.get().institution))
    items.add_item(section=section, values={"text": "Nieuw"}, by=by)
    edit = section.template.edits.get()
    TemplateEdit.objects.filter(pk=edit.pk).update(made_at=edit.made_at - timedelta(minutes=1))
    ready = threading.Barrier(2)

    def click():
        ready.wait()
        undo.restore(edit=edit, seen=edit.pk, by=by)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert section.template.edits.count() == 2
    assert not section.items.kept().exists()
