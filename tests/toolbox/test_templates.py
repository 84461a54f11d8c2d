"""Sjablonen: the region's stay untouched, an institution makes its own and changes it."""

import pytest
from django.urls import reverse

from profiles.enums import Role
from tests.factories import InstitutionFactory, ItemFactory, SectionFactory, TemplateFactory, person
from toolbox.actions.base_formats import load_base_formats
from toolbox.actions.templates import make_own, move_item
from toolbox.enums import Level, Owner, TemplateFormat
from toolbox.models import Item, Section, Template

pytestmark = pytest.mark.django_db
ITEM = {"text": "Koffie drinken", "owner": Owner.WERKBEGELEIDER, "moment": "stagedag", "number": "1"}


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def original():
    """The shipped inwerkdocument of the region."""
    load_base_formats(Template, Section, Item)
    return Template.objects.get(format=TemplateFormat.INWERKDOCUMENT, level=Level.REGION)


@pytest.fixture
def institution():
    return InstitutionFactory()


@pytest.fixture
def coordinator(client, institution):
    client.force_login(person(Role.COORDINATOR, institution))
    return client


@pytest.fixture
def own(original, institution):
    return make_own(original=original, institution=institution, by=person(Role.COORDINATOR, institution))


def texts(template):
    return [(s.title, [item.text for item in s.items.kept()]) for s in template.sections.all()]


def test_the_product_ships_three_originals_with_content():
    load_base_formats(Template, Section, Item)

    counts = {t.format: Item.objects.filter(section__template=t).count() for t in Template.objects.all()}

    assert counts == {"startlijst": 24, "introduction_checklist": 22, "inwerkdocument": 27}
    assert load_base_formats(Template, Section, Item) == 0


def test_an_own_version_copies_everything_and_a_double_click_makes_one(coordinator, original):
    url = reverse("template-copy", args=[original.pk])
    coordinator.post(url)
    page = coordinator.post(url, follow=True)

    own = Template.objects.get(level=Level.INSTITUTION)
    assert texts(own) == texts(original)
    assert own.based_on == original
    assert "Dit is jullie eigen versie." in text_of(page)


def test_changing_the_own_version_leaves_the_original_as_it_was(coordinator, original, own):
    before = texts(original)
    item = own.sections.first().items.kept().first()

    coordinator.post(reverse("item-edit", args=[item.pk]), {**ITEM, "version": item.version})

    item.refresh_from_db()
    assert (item.text, item.stagedag, item.days_before) == ("Koffie drinken", 1, None)
    assert texts(original) == before


def test_the_original_has_no_buttons_to_change_it_for_an_institution(coordinator, original):
    item = original.sections.first().items.first()

    page = text_of(coordinator.get(reverse("template-detail", args=[original.pk])))

    assert "Maak onze eigen versie" in page
    assert reverse("item-edit", args=[item.pk]) not in page
    assert coordinator.post(reverse("item-edit", args=[item.pk]), ITEM).status_code == 404
    assert coordinator.post(reverse("item-remove", args=[item.pk])).status_code == 404


def test_the_region_changes_its_original(client, original):
    client.force_login(person(Role.REGIONAL_ADMIN))
    section = original.sections.first()

    client.post(reverse("item-new", args=[section.pk]), {**ITEM, "moment": "before", "number": "14"})

    added = Item.objects.get(text="Koffie drinken")
    assert (added.days_before, added.stagedag, added.section) == (14, None, section)


def test_items_move_with_buttons_and_to_a_place(coordinator, own):
    section = own.sections.first()
    first, second, third, *rest = section.items.kept()

    coordinator.post(reverse("item-move", args=[first.pk]), {"naar": "omlaag"})
    assert list(section.items.kept()) == [second, first, third, *rest]
    coordinator.post(reverse("item-move", args=[third.pk]), {"plek": "1"})
    assert list(section.items.kept()) == [third, second, first, *rest]
    coordinator.post(reverse("item-move", args=[third.pk]), {"naar": "omhoog"})
    assert list(section.items.kept()) == [third, second, first, *rest]


def test_a_removed_item_can_be_put_back_where_it_was(coordinator, own):
    section = own.sections.first()
    before = list(section.items.kept())

    page = coordinator.post(reverse("item-remove", args=[before[1].pk]), follow=True)
    assert before[1] not in section.items.kept()
    assert "Weggehaald" in text_of(page)
    coordinator.post(reverse("item-restore", args=[before[1].pk]))

    assert list(section.items.kept()) == before


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Vul in wat er gebeurt, bijvoorbeeld: je loopt de afdeling door."),
        ({"owner": ""}, "Kies wie het doet."),
        ({"moment": ""}, "Kies wanneer het gebeurt."),
        ({"number": ""}, "Vul een getal in, bijvoorbeeld 14."),
        ({"number": "veertien"}, "Vul een getal in, bijvoorbeeld 14."),
        ({"number": "0"}, "Vul een getal in van 1 tot en met 200."),
        ({"moment": "before", "number": "900"}, "Vul een getal in van 0 tot en met 365."),
    ],
)
def test_a_wrong_value_says_what_to_do_and_keeps_what_was_typed(coordinator, own, changes, sentence):
    data = {**ITEM, "text": "Eigen tekst", **changes}

    response = coordinator.post(reverse("item-new", args=[own.sections.first().pk]), data)

    page = text_of(response)
    assert page.count(sentence) == 2, page
    assert "<title>Fout: " in page
    assert changes.get("text") == "" or "Eigen tekst" in page
    assert not Item.objects.filter(text="Eigen tekst").exists()


def test_the_second_of_two_savers_keeps_the_typed_text_and_sees_the_other(coordinator, own):
    item = own.sections.first().items.kept().first()
    url = reverse("item-edit", args=[item.pk])
    coordinator.post(url, {**ITEM, "text": "Van Joost", "version": 1})

    response = coordinator.post(url, {**ITEM, "text": "Van mij", "version": 1})

    item.refresh_from_db()
    assert item.text == "Van Joost"
    assert "Iemand anders heeft dit ook aangepast. Nu staat er: Van Joost" in text_of(response)
    assert "Van mij</textarea>" in text_of(response)
    coordinator.post(url, {**ITEM, "text": "Samen", "version": 2})
    item.refresh_from_db()
    assert item.text == "Samen"


def test_a_section_with_items_is_not_removed(coordinator, own):
    section = own.sections.first()

    page = coordinator.post(reverse("section-remove", args=[section.pk]), follow=True)

    assert f"In {section.title} staan nog punten." in text_of(page)
    assert Section.objects.filter(pk=section.pk).exists()


def test_sections_are_added_renamed_moved_and_removed(coordinator, own):
    coordinator.post(reverse("section-new", args=[own.pk]), {"title": "Extra"})
    extra = own.sections.get(title="Extra")
    coordinator.post(reverse("section-move", args=[extra.pk]), {"naar": "omhoog"})
    coordinator.post(reverse("section-edit", args=[extra.pk]), {"title": "Meer"})

    titles = [section.title for section in own.sections.all()]
    assert titles[-2] == "Meer"
    coordinator.post(reverse("section-remove", args=[extra.pk]))
    assert not Section.objects.filter(pk=extra.pk).exists()


def test_going_back_to_the_original_asks_first(coordinator, original, own):
    url = reverse("template-reset", args=[own.pk])

    assert "Ga je terug naar het sjabloon van de regio?" in text_of(coordinator.get(url))
    assert Template.objects.filter(pk=own.pk).exists()
    coordinator.post(url)

    assert list(Template.objects.in_force(own.institution).filter(format=original.format)) == [original]


def test_the_own_version_is_in_force_for_that_institution_only(original, own):
    other = InstitutionFactory()

    def in_force(institution):
        return {t.format: t for t in Template.objects.in_force(institution)}[original.format]

    assert (in_force(own.institution), in_force(other)) == (own, original)


def test_another_institutions_version_does_not_exist(client, own):
    client.force_login(person(Role.COORDINATOR))
    item = own.sections.first().items.first()

    for name, pk in (("template-detail", own.pk), ("template-preview", own.pk), ("item-edit", item.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 404
    assert client.post(reverse("item-remove", args=[item.pk])).status_code == 404
    item.refresh_from_db()
    assert item.removed_at is None


def test_the_preview_has_dates_for_the_chosen_start(coordinator):
    template = TemplateFactory(format=TemplateFormat.STARTLIJST)
    template.sections.all().delete()
    section = SectionFactory(template=template)
    ItemFactory(section=section, days_before=14, stagedag=None)
    ItemFactory(section=section, stagedag=6)

    page = text_of(coordinator.get(reverse("template-preview", args=[template.pk]), {"start": "01-02-2027"}))

    assert "18 jan 2027" in page
    assert "stagedag 6, 8 feb 2027" in page
    wrong = coordinator.get(reverse("template-preview", args=[template.pk]), {"start": "morgen"})
    assert "Schrijf de datum zo: 01-02-2027." in text_of(wrong)


def test_moving_keeps_positions_whole(own):
    section = own.sections.first()
    by = person(Role.COORDINATOR, own.institution)
    for item in list(section.items.kept()):
        move_item(item=item, place=99, by=by)

    assert [item.position for item in section.items.kept()] == list(range(1, section.items.count() + 1))


def test_the_page_asks_as_little_for_300_items_as_for_3(coordinator, own, django_assert_max_num_queries):
    url = reverse("template-detail", args=[own.pk])
    counts = []
    for number in (3, 300):
        ItemFactory.create_batch(number, section=own.sections.first(), position=1)
        with django_assert_max_num_queries(15) as captured:
            coordinator.get(url)
        counts.append(len(captured))

    assert counts[0] == counts[1]
