"""Sjablonen: the region's stay untouched, an institution makes its own and changes it."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import (
    InstitutionFactory,
    ItemFactory,
    LeerplaatsFactory,
    MembershipFactory,
    SectionFactory,
    TemplateFactory,
    person,
)
from toolbox.actions.base_formats import load_base_formats
from toolbox.actions.items import place_item
from toolbox.actions.templates import archive_template, make_own_version, restore_template
from toolbox.differences import differences_of
from toolbox.enums import Level, Owner, TemplateFormat
from toolbox.formats import Family, template_formats
from toolbox.models import Item, Section, Template
from toolbox.previews import day_of

pytestmark = pytest.mark.django_db
ITEM = {"text": "Koffie drinken.", "owner": Owner.WERKBEGELEIDER, "moment": "stagedag", "number": "1"}


def text_of(response):
    return " ".join(response.content.decode().split())


def texts(template):
    return [(part.title, [item.text for item in part.items.kept()]) for part in template.sections.all()]


@pytest.fixture
def original():
    """The shipped inwerkdocument of the region."""
    load_base_formats()
    return Template.objects.get(format=TemplateFormat.INWERKDOCUMENT, level=Level.REGION)


@pytest.fixture
def institution():
    return InstitutionFactory(name="Maasstroom")


@pytest.fixture
def coordinator(client, institution):
    client.force_login(person(Role.COORDINATOR, institution, name="Farida Proef"))
    return client


@pytest.fixture
def own(original, institution):
    return make_own_version(original=original, institution=institution, by=person(Role.COORDINATOR, institution))


def detail(template):
    return reverse("template-detail", args=[template.pk])


# --- Own version and back


def test_the_product_ships_an_original_of_every_format_with_content():
    load_base_formats()
    shipped = Template.objects.filter(level=Level.REGION)
    lines = {one.format: Item.objects.filter(section__template=one).count() for one in shipped}
    assert lines.keys() == {kind.key for kind in template_formats()}
    assert min(lines.values()) > 0
    assert load_base_formats() == 0


def test_an_own_version_copies_everything_and_a_double_click_makes_one(coordinator, original, institution):
    url = reverse("template-copy", args=[original.pk])
    coordinator.post(url, {"instelling": institution.pk})
    page = coordinator.post(url, {"instelling": institution.pk}, follow=True)

    own = Template.objects.get(level=Level.INSTITUTION)
    assert texts(own) == texts(original)
    assert (own.based_on, own.institution) == (original, institution)
    assert "Dit is nu de versie van Maasstroom." in text_of(page)
    assert AuditEvent.objects.filter(what="template_copied").count() == 1


def test_a_coordinator_of_two_institutions_chooses_for_which(client, original):
    first, second = InstitutionFactory(name="Eerste"), InstitutionFactory(name="Tweede")
    user = person(Role.COORDINATOR, first)
    MembershipFactory(user=user, institution=second)
    client.force_login(user)
    client.post(reverse("template-copy", args=[original.pk]), {"instelling": second.pk})

    page = text_of(client.get(detail(original)))

    assert "Maak onze eigen versie voor Eerste" in page
    assert "Ga naar de versie van Tweede" in page


def test_with_one_institution_there_is_nothing_to_choose(coordinator, original, institution):
    coordinator.post(reverse("template-copy", args=[original.pk]))
    assert Template.objects.get(level=Level.INSTITUTION).institution == institution


@pytest.mark.parametrize("chosen", ["", "x", "999999"])
def test_a_version_for_an_institution_of_others_is_not_made(coordinator, original, chosen):
    assert coordinator.post(reverse("template-copy", args=[original.pk]), {"instelling": chosen}).status_code == 404
    other = InstitutionFactory()
    assert coordinator.post(reverse("template-copy", args=[original.pk]), {"instelling": other.pk}).status_code == 404
    assert not Template.objects.filter(level=Level.INSTITUTION).exists()


def test_archiving_asks_first_keeps_the_rows_and_can_be_undone(coordinator, original, own):
    url = reverse("template-archive", args=[own.pk])
    page = text_of(coordinator.get(url))
    assert "Deze versie archiveren?" in page
    assert "Daarna geldt het origineel van de regio." in page
    assert in_force(own.institution, original.format) == own

    page = coordinator.post(url, follow=True)

    assert "Versie van Maasstroom is gearchiveerd. Nu geldt het origineel van de regio." in text_of(page)
    assert in_force(own.institution, original.format) == original
    assert AuditEvent.objects.filter(what="template_archived").count() == 1
    assert Section.objects.filter(template=own).exists()
    assert "Inwerkdocument, versie van Maasstroom" in text_of(coordinator.get(reverse("template-archived")))
    assert "Deze versie is gearchiveerd op" in text_of(coordinator.get(detail(own)))
    assert "Wijzig" not in text_of(coordinator.get(detail(own)))
    assert coordinator.post(url).status_code == 404

    for _ in range(2):
        page = coordinator.post(reverse("template-restore", args=[own.pk]), follow=True)

    assert "De versie van Maasstroom geldt weer." in text_of(page)
    assert in_force(own.institution, original.format) == own
    assert AuditEvent.objects.filter(what="template_restored").count() == 1


def test_an_archived_version_does_not_come_back_beside_another(coordinator, original, own, institution):
    coordinator.post(reverse("template-archive", args=[own.pk]))
    other = make_own_version(original=original, institution=institution, by=None)
    page = coordinator.post(reverse("template-restore", args=[own.pk]), follow=True)
    assert "Maasstroom heeft al een andere versie. Archiveer die eerst." in text_of(page)
    assert in_force(institution, original.format) == other


def test_the_original_of_the_region_is_never_archived(client, coordinator, original):
    assert coordinator.post(reverse("template-archive", args=[original.pk])).status_code == 403
    client.force_login(person(Role.REGIONAL_ADMIN))
    assert client.post(reverse("template-archive", args=[original.pk])).status_code == 403
    with pytest.raises(ValueError, match="Inwerkdocument"):
        archive_template(template=original, by=None)
    original.refresh_from_db()
    assert original.archived_at is None


def in_force(institution, kind):
    leerplaats = LeerplaatsFactory(location__institution=institution)
    return {one.format: one for one in Template.objects.in_force(leerplaats)}[kind]


def test_the_own_version_is_in_force_for_that_institution_only(original, own):
    kind = original.format
    assert (in_force(own.institution, kind), in_force(InstitutionFactory(), kind)) == (own, original)


def test_the_introduction_is_changed_and_too_long_is_refused(coordinator, own):
    url = reverse("template-intro", args=[own.pk])
    page = coordinator.post(url, {"intro": "woord " * 61})
    assert text_of(page).count("Je tekst is 1 woord te lang. Kort hem in tot 60 woorden.") == 2

    coordinator.post(url, {"intro": "Welkom bij Maasstroom."})

    assert "Welkom bij Maasstroom." in text_of(coordinator.get(detail(own)))


def test_the_second_of_two_who_write_the_introduction_sees_both(coordinator, own):
    url = reverse("template-intro", args=[own.pk])
    version = coordinator.get(url).context["form"].initial["version"]
    coordinator.post(url, {"intro": "Van Joost.", "version": version})
    answer = coordinator.post(url, {"intro": "Van mij.", "version": version})
    assert answer.status_code == 409
    assert "Van Joost." in text_of(answer)
    assert "Van mij.</textarea>" in text_of(answer)
    own.refresh_from_db()
    assert own.intro == "Van Joost."
    coordinator.post(url, {"intro": "Samen.", "version": version + 1})
    own.refresh_from_db()
    assert own.intro == "Samen."


# --- Lines


def test_changing_the_own_version_leaves_the_original_as_it_was(coordinator, original, own):
    before = texts(original)
    item = own.sections.first().items.kept().first()

    coordinator.post(reverse("item-edit", args=[item.pk]), ITEM | {"version": item.version})

    item.refresh_from_db()
    assert (item.text, item.stagedag, item.days_before) == ("Koffie drinken.", 1, None)
    assert texts(original) == before
    own.refresh_from_db()
    assert own.updated_by.first_name == "Farida"


def test_the_form_shows_what_stands_in_the_line(coordinator, own):
    item = ItemFactory(section=own.sections.first(), stagedag=None, days_before=14, critical=True)
    page = coordinator.get(reverse("item-edit", args=[item.pk]))
    form = page.context["form"]
    assert form.initial["moment"] == "before"
    assert (form.initial["number"], form.initial["critical"]) == (14, True)


@pytest.mark.parametrize(
    ("data", "stored"),
    [
        ({"moment": "before", "number": "14"}, (14, None)),
        ({"moment": "stagedag", "number": "3"}, (None, 3)),
        ({"moment": "always", "number": "3"}, (None, None)),
        ({"moment": "always", "number": "onzin"}, (None, None)),
    ],
)
def test_the_number_belongs_to_the_chosen_moment(coordinator, own, data, stored):
    coordinator.post(reverse("item-new", args=[own.sections.first().pk]), ITEM | data)
    added = Item.objects.get(text="Koffie drinken.")
    assert (added.days_before, added.stagedag) == stored


def test_a_new_line_stands_at_the_end_and_a_double_click_makes_one(coordinator, own):
    section = own.sections.first()
    url = reverse("item-new", args=[section.pk])
    coordinator.post(url, ITEM)
    answer = coordinator.post(url, ITEM)

    added = Item.objects.get(text="Koffie drinken.")
    assert section.items.kept().last() == added
    assert answer.url == f"{detail(own)}?gedaan={added.pk}#regel-{added.pk}"


def test_what_the_student_does_is_visible_to_the_student(coordinator, own):
    coordinator.post(reverse("item-new", args=[own.sections.first().pk]), ITEM | {"owner": Owner.STUDENT})
    assert Item.objects.get(text="Koffie drinken.").visible_to_student


def test_who_does_a_line_that_the_portal_ticks_is_no_choice(coordinator, own):
    item = ItemFactory(section=own.sections.first(), owner=Owner.SYSTEM, signal="mail_sent")
    page = coordinator.get(reverse("item-edit", args=[item.pk]))
    assert page.context["form"].fields["owner"].choices == [("system", "Gaat vanzelf")]
    assert "Het portaal vinkt deze regel zelf af: de startmail is verstuurd." in text_of(page)
    other = coordinator.get(reverse("item-new", args=[own.sections.first().pk]))
    assert "Gaat vanzelf" not in text_of(other)


def test_a_line_that_the_portal_does_not_always_see_may_be_ticked_by_a_person_too(coordinator, own):
    item = ItemFactory(section=own.sections.first(), owner=Owner.WERKBEGELEIDER, signal="roster_known")
    page = text_of(coordinator.get(reverse("item-edit", args=[item.pk])))
    assert "Het portaal vinkt deze regel af: het rooster van de eerste twee weken staat in het portaal." in page
    assert "Is het ergens anders geregeld? Dan kan een begeleider de regel ook afvinken." in page
    assert "vinkt deze regel zelf af" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Vul in wat er gebeurt, bijvoorbeeld: Het pasje ligt klaar op naam."),
        ({"text": "x" * 301}, "Deze tekst is 301 tekens. Kort hem in tot 300 tekens."),
        ({"owner": ""}, "Kies wie dit doet."),
        ({"moment": ""}, "Kies wanneer dit gebeurt."),
        ({"number": ""}, "Vul in welke stagedag, bijvoorbeeld 1."),
        ({"number": "0"}, "Vul een getal in van 1 tot en met 200."),
        ({"number": "201"}, "Vul een getal in van 1 tot en met 200."),
        ({"moment": "before", "number": ""}, "Vul in hoeveel dagen voor de start, bijvoorbeeld 14."),
        ({"moment": "before", "number": "veertien"}, "Vul het getal in als cijfer, bijvoorbeeld 14."),
        ({"moment": "before", "number": "900"}, "Vul een getal in van 1 tot en met 365."),
    ],
)
def test_a_wrong_value_says_what_to_do_and_keeps_what_was_typed(coordinator, own, changes, sentence):
    response = coordinator.post(
        reverse("item-new", args=[own.sections.first().pk]), ITEM | {"text": "Eigen tekst."} | changes
    )
    page = text_of(response)
    assert response.status_code == 422
    assert page.count(sentence) == 2, page
    assert "<title>Fout: " in page
    assert "text" in changes or "Eigen tekst." in page
    assert not Item.objects.filter(text="Eigen tekst.").exists()


def test_the_second_of_two_savers_sees_both_texts_and_loses_nothing(coordinator, own):
    item = own.sections.first().items.kept().first()
    url = reverse("item-edit", args=[item.pk])
    coordinator.post(url, ITEM | {"text": "Van Joost.", "version": 1})

    response = coordinator.post(url, ITEM | {"text": "Van mij.", "version": 1})

    item.refresh_from_db()
    assert (response.status_code, item.text) == (409, "Van Joost.")
    page = text_of(response)
    assert "Een collega heeft deze regel ook aangepast" in page
    assert "Van Joost." in page
    assert "Van mij.</textarea>" in page
    assert 'name="version" value="2"' in page
    coordinator.post(url, ITEM | {"text": "Samen.", "version": 2})
    item.refresh_from_db()
    assert item.text == "Samen."


def test_the_same_words_twice_are_no_clash(coordinator, own):
    item = own.sections.first().items.kept().first()
    url = reverse("item-edit", args=[item.pk])
    answers = [coordinator.post(url, ITEM | {"version": 1}).status_code for _ in range(2)]
    item.refresh_from_db()
    assert (answers, item.version) == ([302, 302], 2)


# --- Removed and put back


def test_a_removed_line_is_offered_at_once_and_goes_back_where_it_was(coordinator, own):
    section = own.sections.first()
    before = list(section.items.kept())

    page = text_of(coordinator.post(reverse("item-remove", args=[before[1].pk]), follow=True))

    assert before[1] not in section.items.kept()
    assert f"Weggehaald: {before[1].text}" in page
    assert "Weggehaalde regels (1)" in page
    for _ in range(2):
        coordinator.post(reverse("item-restore", args=[before[1].pk]))
    assert list(section.items.kept()) == before


def test_a_removed_line_cannot_be_changed_or_moved(coordinator, own):
    item = own.sections.first().items.first()
    coordinator.post(reverse("item-remove", args=[item.pk]))
    page = coordinator.get(reverse("item-edit", args=[item.pk]), follow=True)
    assert "Deze regel is weggehaald. Onderaan kun je hem terugzetten." in text_of(page)
    assert coordinator.get(reverse("item-move", args=[item.pk])).status_code == 404


# --- Moved


def test_the_buttons_in_the_list_move_a_line_and_a_second_click_does_nothing_more(coordinator, own):
    section = own.sections.first()
    first, second, *rest = section.items.kept()
    rows = coordinator.get(detail(own)).context["parts"][0].rows

    for _ in range(2):
        coordinator.post(reverse("item-move", args=[first.pk]), {"naar": rows[0].down})

    assert list(section.items.kept()) == [second, first, *rest]


def test_a_line_moves_over_the_edge_into_the_next_part_and_back(coordinator, own):
    one, two, _ = own.sections.all()
    before = texts(own)
    last = one.items.kept().last()
    down = coordinator.get(detail(own)).context["parts"][0].rows[-1].down
    coordinator.post(reverse("item-move", args=[last.pk]), {"naar": down})
    assert two.items.kept().first() == last

    up = coordinator.get(detail(own)).context["parts"][1].rows[0].up
    coordinator.post(reverse("item-move", args=[last.pk]), {"naar": up})
    assert texts(own) == before


def test_the_first_line_has_no_up_and_the_last_no_down(coordinator, own):
    parts = coordinator.get(detail(own)).context["parts"]
    assert (parts[0].rows[0].up, parts[-1].rows[-1].down) == ("", "")
    assert (parts[0].up, parts[-1].down) == ("", "")


def test_a_line_goes_to_any_place_of_any_part(coordinator, own):
    item = own.sections.first().items.kept().first()
    target = own.sections.last()
    url = reverse("item-move", args=[item.pk])
    coordinator.post(url, {"section": target.pk, "place": "2"})
    assert list(target.items.kept())[1] == item
    coordinator.post(url, {"section": target.pk, "place": "999"})
    assert target.items.kept().last() == item


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("", "Vul in op welke plek de regel komt, bijvoorbeeld 1."),
        ("boven", "Vul de plek in als cijfer, bijvoorbeeld 1."),
        ("0", "Vul 1 of een hoger getal in."),
    ],
)
def test_a_wrong_place_says_what_to_do(coordinator, own, place, sentence):
    item = own.sections.first().items.first()
    data = {"section": item.section_id, "place": place}
    assert text_of(coordinator.post(reverse("item-move", args=[item.pk]), data)).count(sentence) == 2


@pytest.mark.parametrize("target", ["", "1", "a:b", "1:-1", "1:2:3", "99999999999:1"])
def test_what_no_button_sends_does_not_exist(coordinator, own, target):
    item = own.sections.first().items.first()
    assert coordinator.post(reverse("item-move", args=[item.pk]), {"naar": target}).status_code == 404


def test_a_line_does_not_go_to_a_sjabloon_of_others(coordinator, own):
    item = own.sections.first().items.first()
    foreign = SectionFactory(template=TemplateFactory(own=True, format=own.format))
    assert coordinator.post(reverse("item-move", args=[item.pk]), {"naar": f"{foreign.pk}:1"}).status_code == 404
    page = coordinator.post(reverse("item-move", args=[item.pk]), {"section": foreign.pk, "place": "1"})
    assert page.status_code == 422
    item.refresh_from_db()
    assert item.section.template == own


def test_moving_keeps_positions_whole(own):
    section = own.sections.first()
    by = person(Role.COORDINATOR, own.institution)
    for place in (1, 4, 2, 99):
        place_item(item=section.items.kept().last(), section=section, place=place, by=by)
    amount = section.items.kept().count()
    assert list(section.items.kept().values_list("position", flat=True)) == list(range(1, amount + 1))


# --- Parts


def test_parts_are_added_renamed_moved_and_removed(coordinator, own):
    for _ in range(2):
        coordinator.post(reverse("section-new", args=[own.pk]), {"title": "Extra"})
    extra = own.sections.get(title="Extra")
    up = coordinator.get(detail(own)).context["parts"][-1].up
    for _ in range(2):
        coordinator.post(reverse("section-move", args=[extra.pk]), {"naar": up})
    coordinator.post(reverse("section-edit", args=[extra.pk]), {"title": "Meer"})
    titles = [section.title for section in own.sections.all()]
    assert titles.index("Meer") == len(titles) - 2

    coordinator.post(reverse("section-remove", args=[extra.pk]))

    assert not Section.objects.kept().filter(pk=extra.pk).exists()


def test_a_part_with_lines_goes_after_a_page_that_shows_them(coordinator, own):
    section = own.sections.first()
    amount = section.items.kept().count()
    page = text_of(coordinator.get(reverse("section-remove", args=[section.pk])))
    assert f"In dit deel staan {amount} regels. Die gaan ook weg." in page
    assert Section.objects.filter(pk=section.pk).exists()

    coordinator.post(reverse("section-remove", args=[section.pk]))

    shown = [part.section for part in coordinator.get(detail(own)).context["parts"]]
    assert section not in shown
    assert section.items.kept().count() == amount  # they come back with their part


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("", "Vul een titel in, bijvoorbeeld Eerste week."),
        ("x" * 81, "Deze titel is 81 tekens. Kort hem in tot 80 tekens."),
    ],
)
def test_a_wrong_title_says_what_to_do(coordinator, own, title, sentence):
    for url in (reverse("section-new", args=[own.pk]), reverse("section-edit", args=[own.sections.first().pk])):
        assert text_of(coordinator.post(url, {"title": title})).count(sentence) == 2


# --- Who may


CHANGING = ("item-edit", "item-move", "item-remove", "item-restore", "section-edit", "section-move", "section-remove")


def send(client, name, template):
    section = template.sections.first()
    pk = section.items.first().pk if name.startswith("item") else section.pk
    return client.post(reverse(name, args=[pk]), ITEM | {"naar": "1", "title": "Anders"}).status_code


@pytest.mark.parametrize("name", CHANGING)
def test_an_institution_reads_the_original_and_cannot_change_it(coordinator, original, name):
    before = texts(original)
    page = text_of(coordinator.get(detail(original)))
    assert "Maak onze eigen versie" in page
    assert "Wijzig" not in page
    assert send(coordinator, name, original) == 403
    assert texts(original) == before


@pytest.mark.parametrize("name", CHANGING)
def test_the_version_of_another_institution_does_not_exist(client, own, name):
    client.force_login(person(Role.COORDINATOR))
    before = texts(own)
    for page in ("template-detail", "template-preview", "template-preview-pdf", "template-intro", "section-new"):
        assert client.get(reverse(page, args=[own.pk])).status_code == 404
    assert send(client, name, own) == 404
    assert texts(own) == before


def test_a_praktijkopleider_reads_the_version_of_the_institution_and_cannot_change_it(client, own):
    client.force_login(person(Role.PRAKTIJKOPLEIDER, own.institution))
    page = text_of(client.get(detail(own)))
    assert "De coördinator van Maasstroom past deze versie aan." in page
    assert "Wijzig" not in page
    assert client.get(reverse("template-preview", args=[own.pk])).status_code == 200
    assert client.post(reverse("template-archive", args=[own.pk])).status_code == 403
    assert client.post(reverse("template-differences", args=[own.pk])).status_code == 403
    assert send(client, "item-remove", own) == 403


@pytest.mark.parametrize("role", [Role.STUDENT, Role.WERKBEGELEIDER, Role.SCHOOL_COORDINATOR])
def test_others_do_not_see_sjablonen(client, original, role):
    client.force_login(person(role))
    assert client.get(reverse("template-list")).status_code == 403
    assert client.get(detail(original)).status_code == 403


def test_the_region_changes_its_original(client, original):
    client.force_login(person(Role.REGIONAL_ADMIN))
    section = original.sections.first()
    client.post(reverse("item-new", args=[section.pk]), ITEM | {"moment": "before", "number": "14"})
    added = Item.objects.get(text="Koffie drinken.")
    assert (added.days_before, added.stagedag, added.section) == (14, None, section)


# --- List and preview


def test_the_list_says_which_version_holds_where(coordinator, client, original, own):
    InstitutionFactory(name="Anderland")
    page = text_of(coordinator.get(reverse("template-list")))
    assert page.count("Versie van Maasstroom") == 1
    versions = versions_of(coordinator, original.format)
    assert [(row.level, row.owner) for row in versions] == [("Instelling", "Versie van Maasstroom")]
    assert "Origineel van de regio" in [row.owner for row in versions_of(coordinator, "startlijst")]
    client.force_login(person(Role.REGIONAL_ADMIN))
    (row,) = versions_of(client, original.format)
    assert "1 van 2 instellingen gebruikt dit. Afwijkend: Maasstroom" in row.facts
    (row,) = versions_of(client, "startlijst")
    assert "Alle 2 instellingen gebruiken dit." in row.facts
    assert "Afwijkend" not in row.facts


def versions_of(client, kind, **filters):
    """The rows of one format in the list."""
    families = client.get(reverse("template-list"), filters).context["families"]
    return next((row.versions for _, rows in families for row in rows if row.key == kind), [])


def test_the_list_is_grouped_by_family_and_can_be_narrowed(coordinator):
    families = [family.value for family, _ in coordinator.get(reverse("template-list")).context["families"]]
    assert families == [family.value for family in Family]
    narrowed = coordinator.get(reverse("template-list"), {"soort": "speels-kennismaken"}).context["families"]
    assert [family for family, _ in narrowed] == [Family.PLAYFUL]
    wrong = coordinator.get(reverse("template-list"), {"soort": "onzin", "leerplaats": "0"})
    assert len(wrong.context["families"]) == len(families)


def test_for_one_leerplaats_the_list_shows_what_holds_there(coordinator, own, de_kade, de_werf, by):
    make_own_version(original=own, institution=own.institution, leerplaats=de_kade, by=by)
    owners = [row.owner for row in versions_of(coordinator, own.format)]
    assert owners == ["Versie van Maasstroom", "Versie van De Kade"]
    assert [row.owner for row in versions_of(coordinator, own.format, leerplaats=de_kade.pk)] == ["Versie van De Kade"]
    assert [row.owner for row in versions_of(coordinator, own.format, leerplaats=de_werf.pk)] == [
        "Versie van Maasstroom"
    ]


def test_a_praktijkopleider_sees_the_versions_of_the_own_leerplaatsen(client, own, de_kade, de_werf, by):
    for place in (de_kade, de_werf):
        make_own_version(original=own, institution=own.institution, leerplaats=place, by=by)
    client.force_login(person(Role.PRAKTIJKOPLEIDER, own.institution, de_kade))
    owners = [row.owner for row in versions_of(client, own.format)]
    assert owners == ["Versie van Maasstroom", "Versie van De Kade"]


def test_many_versions_of_one_format_are_folded(coordinator, own, institution, by):
    for _ in range(6):
        place = LeerplaatsFactory(location__institution=institution)
        make_own_version(original=own, institution=institution, leerplaats=place, by=by)
    page = text_of(coordinator.get(reverse("template-list")))
    assert page.count("Nog 2 versies") == 1
    assert page.count("Inwerkdocument van De Kade") == 6


def test_the_list_takes_as_many_queries_for_many_versions(coordinator, original, own, institution, by):
    used = []
    for amount in (3, 30):
        for _ in range(amount):
            place = LeerplaatsFactory(location__institution=institution)
            make_own_version(original=own, institution=institution, leerplaats=place, by=by)
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(reverse("template-list"))
        used.append(len(queries))
    assert used[0] == used[1]


# --- One leerplaats


@pytest.fixture
def by(institution):
    return person(Role.COORDINATOR, institution)


@pytest.fixture
def de_kade(institution):
    return LeerplaatsFactory(location__institution=institution, name="De Kade")


@pytest.fixture
def de_werf(institution):
    return LeerplaatsFactory(location__institution=institution, name="De Werf")


def sources_of(template):
    """The sjablonen that the lines of `template` were copied from."""
    return set(Template.objects.filter(sections__items__copies__section__template=template))


def make_for(client, above, leerplaats):
    return client.post(reverse("template-for-leerplaats", args=[above.pk]), {"leerplaats": leerplaats.pk}, follow=True)


def test_a_praktijkopleider_makes_and_changes_the_version_of_the_own_leerplaats(client, own, de_kade, de_werf):
    client.force_login(person(Role.PRAKTIJKOPLEIDER, own.institution, de_kade))
    page = make_for(client, own, de_kade)
    lowest = Template.objects.get(level=Level.LEERPLAATS)
    assert "Dit is nu de versie van De Kade." in text_of(page)
    assert (lowest.based_on, lowest.leerplaats, texts(lowest)) == (own, de_kade, texts(own))
    item = lowest.sections.first().items.first()
    client.post(reverse("item-edit", args=[item.pk]), ITEM | {"version": 1})
    item.refresh_from_db()
    assert item.text == "Koffie drinken."
    assert make_for(client, own, de_werf).status_code == 422
    client.force_login(person(Role.PRAKTIJKOPLEIDER, own.institution, de_werf))
    assert client.get(detail(lowest)).status_code == 200
    assert send(client, "item-edit", lowest) == 403


def test_a_version_of_a_leerplaats_is_based_on_what_holds_there(coordinator, original, institution, de_kade, de_werf):
    make_for(coordinator, original, de_kade)
    own = make_own_version(original=original, institution=institution, by=None)
    make_for(coordinator, original, de_werf)
    based = {one.leerplaats: one.based_on for one in Template.objects.filter(level=Level.LEERPLAATS)}
    assert based == {de_kade: own, de_werf: own}


def test_a_version_of_a_leerplaats_stays_when_that_of_the_institution_goes_and_comes_back(
    original, own, institution, de_kade, by
):
    lowest = make_own_version(original=own, institution=institution, leerplaats=de_kade, by=by)
    line = own.sections.first().items.first()
    Item.objects.filter(pk=line.pk).update(text="Van de instelling.", version=2)
    archive_template(template=own, by=by)
    lowest.refresh_from_db()
    assert lowest.based_on == original
    assert sources_of(lowest) == {original}
    assert differences_of(lowest) == []
    restore_template(template=own, by=by)
    lowest = Template.objects.get(pk=lowest.pk)
    assert lowest.based_on == own
    assert sources_of(lowest) == {own}
    assert [one.source.text for one in differences_of(lowest)] == ["Van de instelling."]


def test_an_old_version_of_a_leerplaats_comes_back_below_the_new_one_of_the_institution(
    original, own, institution, de_kade, by
):
    lowest = make_own_version(original=own, institution=institution, leerplaats=de_kade, by=by)
    archive_template(template=lowest, by=by)
    archive_template(template=own, by=by)
    newer = make_own_version(original=original, institution=institution, by=by)
    restore_template(template=lowest, by=by)
    lowest = Template.objects.get(pk=lowest.pk)
    assert lowest.based_on == newer
    assert sources_of(lowest) == {newer}
    assert differences_of(lowest) == []


def test_a_double_click_makes_one_version_of_a_leerplaats(own, institution, de_kade, by):
    first, second = (
        make_own_version(original=own, institution=institution, leerplaats=de_kade, by=by) for _ in range(2)
    )
    assert first == second
    assert AuditEvent.objects.filter(what="template_copied", by=by).count() == 1


def test_a_leerplaats_with_a_version_or_of_others_is_no_choice(coordinator, own, institution, de_kade, by):
    url = reverse("template-for-leerplaats", args=[own.pk])
    assert "Kies voor welke leerplaats de versie is." in text_of(coordinator.post(url))
    make_own_version(original=own, institution=institution, leerplaats=de_kade, by=by)
    assert "Elke leerplaats van jou heeft al een eigen versie." in text_of(coordinator.get(url))
    assert make_for(coordinator, own, LeerplaatsFactory()).status_code == 422


def test_an_empty_list_says_what_this_place_is_for(coordinator):
    Template.objects.all().delete()
    assert "Er zijn nog geen sjablonen." in text_of(coordinator.get(reverse("template-list")))


def test_the_preview_has_dates_for_the_chosen_start(coordinator):
    template = TemplateFactory(format=TemplateFormat.STARTLIJST)
    template.sections.all().delete()
    section = SectionFactory(template=template)
    ItemFactory(section=section, days_before=14, stagedag=None, text="Ver vooraf.")
    ItemFactory(section=section, stagedag=6, text="In week 2.")
    ItemFactory(section=section, stagedag=None, text="Ooit.")
    url = reverse("template-preview", args=[template.pk])

    page = text_of(coordinator.get(url, {"start": "1-2-2027"}))

    assert "Werkbegeleider, 18 jan 2027." in page
    assert "Werkbegeleider, dag 6, 8 feb 2027." in page
    assert coordinator.get(url).context["form"].initial["start"].weekday() == 0
    wrong = coordinator.get(url, {"start": "morgen"})
    assert text_of(wrong).count(wrong.context["form"].errors["start"][0]) == 2
    assert wrong.context["content"] is None


@pytest.mark.parametrize(
    ("start", "stagedag", "expected"),
    [
        (date(2027, 2, 1), 1, date(2027, 2, 1)),
        (date(2027, 2, 1), 5, date(2027, 2, 5)),
        (date(2027, 2, 1), 6, date(2027, 2, 8)),
        (date(2027, 2, 6), 1, date(2027, 2, 8)),
        (date(2027, 2, 5), 2, date(2027, 2, 8)),
    ],
)
def test_a_stagedag_of_the_preview_is_a_working_day(start, stagedag, expected):
    assert day_of(Item(stagedag=stagedag), start) == expected


@pytest.mark.parametrize("kind", TemplateFormat)
def test_every_format_has_a_preview_on_paper(coordinator, kind):
    load_base_formats()
    template = Template.objects.get(format=kind, level=Level.REGION)
    url = reverse("template-preview-pdf", args=[template.pk])
    answer = coordinator.get(url, {"start": "2027-02-01"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert coordinator.get(url, {"start": "morgen"}).status_code == 404


@pytest.mark.parametrize("amount", [3, 300])
def test_a_page_asks_as_much_of_the_database_for_3_as_for_300_lines(
    coordinator, own, amount, django_assert_num_queries
):
    own.sections.all().delete()
    for _ in range(3):
        section = SectionFactory(template=own)
        Item.objects.bulk_create(
            Item(section=section, position=place, text=f"Regel {place}.", owner=Owner.ICT)
            for place in range(amount // 3)
        )
    coordinator.get(reverse("template-list"))
    with django_assert_num_queries(20):
        coordinator.get(detail(own))
    with django_assert_num_queries(10):
        coordinator.get(reverse("template-preview", args=[own.pk]))
    with django_assert_num_queries(12):
        coordinator.get(reverse("template-list"))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_version():
    load_base_formats()
    original = Template.objects.get(format=TemplateFormat.STARTLIJST, level=Level.REGION)
    institution, ready = InstitutionFactory(), threading.Barrier(2)
    by, made = person(Role.COORDINATOR, institution), []

    def click():
        ready.wait()
        made.append(make_own_version(original=original, institution=institution, by=by).pk)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    own = Template.objects.get(institution=institution)
    assert made == [own.pk] * 2
    assert texts(own) == texts(original)
