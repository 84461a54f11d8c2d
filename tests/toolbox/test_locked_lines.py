"""Lines that the region or an institution locked: the same in every version below, at once."""

import pytest

from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import InstitutionFactory, ItemFactory, LeerplaatsFactory, SectionFactory, TemplateFactory, person
from toolbox.actions.templates import archive_template, follow_locked, follow_locked_in, make_own_version
from toolbox.enums import Level
from toolbox.models import Item, Section

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    template = TemplateFactory(format="inwerkdocument")
    template.sections.all().delete()
    return template


@pytest.fixture
def line(region):
    section = SectionFactory(template=region, title="Dag 1")
    ItemFactory(section=section, text="Haal de student op.")
    return ItemFactory(section=section, text="Wijs de nooduitgang.")


@pytest.fixture
def leerplaats():
    return LeerplaatsFactory(location__institution=InstitutionFactory(name="Maasstroom"))


@pytest.fixture
def by(leerplaats):
    return person(Role.COORDINATOR, leerplaats.institution)


@pytest.fixture
def own(line, region, leerplaats, by):
    return make_own_version(original=region, institution=leerplaats.institution, by=by)


@pytest.fixture
def lowest(own, leerplaats, by):
    return make_own_version(original=own, institution=leerplaats.institution, leerplaats=leerplaats, by=by)


def store(line, by, **values):
    for name, value in values.items():
        setattr(line, name, value)
    line.version += 1
    line.save()
    follow_locked(line, by=by)


def copy_in(template, line):
    return Item.objects.get(section__template=template, text=line.text)


def shown(template):
    kept = Item.objects.kept().filter(section__template=template, section__removed_at=None)
    return list(kept.order_by("section__position", "position", "pk").values_list("text", flat=True))


def test_a_free_line_changes_nothing_below(line, own, lowest, by):
    store(line, by, text="Wijs elke nooduitgang.")
    assert shown(own) == shown(lowest) == ["Haal de student op.", "Wijs de nooduitgang."]


def test_a_locked_line_is_the_same_two_levels_down_at_once(line, own, lowest, by):
    mine = copy_in(lowest, line)
    store(line, by, text="Wijs elke nooduitgang.", note="Ook die op het dak.", locked=True)

    assert shown(own) == shown(lowest) == ["Haal de student op.", "Wijs elke nooduitgang."]
    mine.refresh_from_db()
    assert (mine.note, mine.version, mine.source_version) == ("Ook die op het dak.", 2, 2)
    assert AuditEvent.objects.filter(what="item_followed", by=by).count() == 2
    own.refresh_from_db()
    assert own.updated_by == by


def test_following_again_changes_nothing(line, own, lowest, by):
    store(line, by, locked=True)
    before = list(Item.objects.values())
    events = AuditEvent.objects.count()
    follow_locked(line, by=by)
    follow_locked_in(lowest, by=by)
    assert list(Item.objects.values()) == before
    assert AuditEvent.objects.count() == events


def test_a_line_that_was_taken_out_below_comes_back_when_it_is_locked(line, own, lowest, by):
    Item.objects.filter(section__template__in=[own, lowest], text=line.text).update(
        removed_at=line.section.template.updated_at
    )
    store(line, by, locked=True)
    assert "Wijs de nooduitgang." in shown(own)
    assert "Wijs de nooduitgang." in shown(lowest)


def test_a_locked_line_in_a_part_that_was_taken_out_below_gets_a_part_again(line, own, by):
    own.sections.update(removed_at=own.updated_at)
    store(line, by, locked=True)
    assert shown(own) == ["Wijs de nooduitgang."]
    assert Section.objects.kept().get(template=own).title == "Dag 1"


def test_a_new_locked_line_appears_below(line, own, lowest, by):
    new = ItemFactory(section=line.section, text="Geef het noodnummer.", locked=True)
    follow_locked(new, by=by)
    assert shown(own)[-1] == shown(lowest)[-1] == "Geef het noodnummer."
    assert copy_in(lowest, new).source.source == new


def test_a_locked_line_that_goes_goes_below_too_and_comes_back(line, own, lowest, by):
    store(line, by, locked=True)
    store(line, by, removed_at=own.updated_at)
    assert shown(own) == shown(lowest) == ["Haal de student op."]
    store(line, by, removed_at=None)
    assert shown(own) == shown(lowest) == ["Haal de student op.", "Wijs de nooduitgang."]


def test_versions_of_others_and_archived_ones_stay_as_they_are(line, region, own, by):
    archive_template(template=own, by=by)
    other = TemplateFactory(own=True, format=region.format)
    ItemFactory(section=SectionFactory(template=other), text="Van ons zelf.")
    store(line, by, text="Wijs elke nooduitgang.", locked=True)
    assert "Wijs de nooduitgang." in shown(own)


def test_who_locked_a_line_is_known_below(line, own, lowest, by):
    assert (copy_in(own, line).locked_by, copy_in(lowest, line).is_locked_by_above) == ("", False)
    middle = copy_in(own, line)
    store(middle, by, locked=True)
    assert copy_in(lowest, line).locked_by == Level.INSTITUTION
    assert copy_in(own, line).locked_by == ""
    store(line, by, locked=True)
    assert copy_in(lowest, line).locked_by == Level.INSTITUTION
    store(middle, by, locked=False)
    assert copy_in(lowest, line).locked_words == "Vastgezet door de regio"
    assert copy_in(own, line).is_locked_by_above
    store(line, by, locked=False)
    assert copy_in(lowest, line).locked_words == ""


def test_undo_below_does_not_bring_other_words_in_a_locked_line(line, own, lowest, by):
    store(line, by, locked=True)
    Item.objects.filter(section__template=own, text=line.text).update(text="Iets anders.")
    follow_locked_in(own, by=by)
    assert shown(own) == ["Haal de student op.", "Wijs de nooduitgang."]


@pytest.mark.parametrize("amount", [3, 30])
def test_following_asks_the_database_as_often_for_few_versions_as_for_many(
    line, region, by, amount, django_assert_num_queries
):
    for _ in range(amount):
        own = make_own_version(original=region, institution=InstitutionFactory(), by=by)
        place = LeerplaatsFactory(location__institution=own.institution)
        make_own_version(original=own, institution=own.institution, leerplaats=place, by=by)
    line.locked = True
    line.save()
    with django_assert_num_queries(10):
        follow_locked(line, by=by)
