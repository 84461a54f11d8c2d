"""The editor of sjablonen: the fields of each format, merge fields, twins, the library, parts and previews."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.enums import Role, Sector
from tests.factories import (
    InstitutionFactory,
    ItemFactory,
    LeerplaatsFactory,
    ProgrammeFactory,
    SectionFactory,
    TemplateEditFactory,
    TemplateFactory,
    UserFactory,
    person,
)
from toolbox.actions.templates import make_own_version
from toolbox.enums import Answer, Level, Owner
from toolbox.formats import FORMATS, template_formats
from toolbox.formats.merge_fields import MERGE_FIELDS
from toolbox.forms.items import FIELDS, ItemForm
from toolbox.models import Item, Section, Template

pytestmark = pytest.mark.django_db

TASK = {"text": "Koffie drinken.", "owner": Owner.WERKBEGELEIDER, "moment": "stagedag", "number": "1"}


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def institution():
    return InstitutionFactory(name="Maasstroom")


@pytest.fixture
def coordinator(client, institution):
    client.force_login(person(Role.COORDINATOR, institution, name="Farida Proef"))
    return client


def own_section(institution, format, **fields):
    """An empty part in the own version of a format."""
    template = TemplateFactory(own=True, institution=institution, format=format, **fields)
    return SectionFactory(template=template, title="Eerste deel")


def original(format):
    return Template.objects.get(format=format, level=Level.REGION)


def add(client, section, **data):
    return client.post(reverse("item-new", args=[section.pk]), data)


def line(section):
    return section.items.kept().last()


# --- The fields of each format


@pytest.mark.parametrize("kind", template_formats(), ids=lambda kind: kind.key)
def test_the_form_asks_exactly_what_the_format_has(kind):
    template = original(kind.key)
    asked = {name for column in kind.columns for name in FIELDS[column]}
    assert set(ItemForm(template=template).fields) == asked | {"text", "version", "locked"}
    leerplaats = LeerplaatsFactory()
    lowest = TemplateFactory(
        own=True, level=Level.LEERPLAATS, leerplaats=leerplaats, institution=leerplaats.institution, format=kind.key
    )
    assert "locked" not in ItemForm(template=lowest).fields


def test_every_column_of_the_table_has_fields():
    assert {column for kind in template_formats() for column in kind.columns} == set(FIELDS)


def test_a_moment_after_the_last_day_comes_back_as_it_was_typed(coordinator, institution):
    section = own_section(institution, "offboarding_checklist")
    for moment, number, stored in (("end", "7", 7), ("end", "0", 0), ("after", "1", -1)):
        add(coordinator, section, **TASK | {"text": f"Regel {moment} {number}", "moment": moment, "number": number})
        assert line(section).days_before_end == stored
        form = coordinator.get(reverse("item-edit", args=[line(section).pk])).context["form"]
        assert (form.initial["moment"], form.initial["number"]) == (moment, int(number))
    page = text_of(coordinator.get(reverse("template-detail", args=[section.template_id])))
    assert "Werkbegeleider, 7 dagen voor de laatste dag" in page
    assert "Werkbegeleider, 1 dag na de laatste dag" in page


def test_a_programme_has_times_and_places(coordinator, institution):
    section = own_section(institution, "introduction_programme")
    add(coordinator, section, text="Rondleiding.", time="9 uur", place="Hal", owner="", note="Loop via de kantine.")
    assert (line(section).time, line(section).place, line(section).owner) == ("9.00", "Hal", "")
    page = text_of(coordinator.get(reverse("template-detail", args=[section.template_id])))
    assert "9.00 uur, Hal. " in page
    assert "Loop via de kantine." in page


def test_a_question_with_choices_needs_two_and_forgets_them_for_another_answer(coordinator, institution):
    section = own_section(institution, "evaluation")
    asked = {"text": "Wil je hier werken?", "answer": Answer.CHOICE}
    refused = add(coordinator, section, **asked, choices="Ja\n\nJa")
    assert text_of(refused).count("Vul minstens 2 antwoorden in, elk op een eigen regel.") == 2
    add(coordinator, section, **asked, choices="Ja\n Misschien \nNee\nJa")
    assert line(section).choices == ["Ja", "Misschien", "Nee"]
    assert "Kiezen uit: Ja, Misschien en Nee." in text_of(
        coordinator.get(reverse("template-detail", args=[section.template_id]))
    )
    item = line(section)
    data = {"text": item.text, "answer": Answer.MARK, "choices": "Ja\nNee", "version": item.version}
    coordinator.post(reverse("item-edit", args=[item.pk]), data)
    item.refresh_from_db()
    assert (item.answer, item.choices) == (Answer.MARK, [])


@pytest.mark.parametrize(
    ("format", "data", "sentence"),
    [
        ("evaluation", {"text": ""}, "Vul een vraag in, bijvoorbeeld: Voelde je je welkom?"),
        ("evaluation", {"text": "Goed?"}, "Kies hoe je deze vraag beantwoordt."),
        (
            "evaluation",
            {"text": "Goed?", "answer": "choice", "choices": "a\n" + "b" * 81},
            "Kort dit antwoord in tot 80",
        ),
        (
            "evaluation",
            {"text": "Goed?", "answer": "choice", "choices": "\n".join(map(str, range(11)))},
            "Dit zijn 11 antwoorden. Kies er ten hoogste 10.",
        ),
        ("conversation_acquaint", {"text": "Wat wil je?", "room": "21"}, "Vul een getal in van 0 tot en met 20."),
        ("introduction_programme", {"text": "Lunch.", "time": "middag"}, "Schrijf de tijd zo: 8.30."),
        ("bingokaart", {"text": "een twee drie vier vijf zes zeven acht negen"}, "Kort hem in tot 8 woorden."),
        ("inwerkdocument", TASK | {"for_programmes": "999999"}, "Deze opleiding is er niet meer."),
        ("inwerkdocument", TASK | {"for_years": "9"}, "Kies leerjaar 1, 2, 3 of 4."),
        ("inwerkdocument", TASK | {"for_sectors": "maan"}, "Kies een soort zorg uit de lijst."),
        ("inwerkdocument", TASK | {"moment": "after", "number": "0"}, "Vul een getal in van 1 tot en met 365."),
    ],
)
def test_a_wrong_answer_says_what_to_do(coordinator, institution, format, data, sentence):
    section = own_section(institution, format)
    page = add(coordinator, section, **data)
    assert page.status_code == 422
    assert text_of(page).count(sentence) == 2, text_of(page)
    assert not section.items.exists()


def test_for_whom_a_line_is_stands_in_the_list_and_in_the_form(coordinator, institution):
    section = own_section(institution, "inwerkdocument")
    programme = ProgrammeFactory(short_name="VIG")
    chosen = {"for_programmes": programme.pk, "for_years": ["1", "2"], "for_sectors": Sector.HOSPITAL}
    add(coordinator, section, **TASK, **chosen)
    item = line(section)
    assert (item.for_programmes, item.for_years, item.for_sectors) == ([programme.pk], [1, 2], ["hospital"])
    page = text_of(coordinator.get(reverse("template-detail", args=[section.template_id])))
    assert "Alleen voor VIG, leerjaar 1 en 2, Ziekenhuis. " in page
    form = text_of(coordinator.get(reverse("item-edit", args=[item.pk])))
    assert '<details class="applies" open>' in form
    assert '<details class="applies">' in text_of(coordinator.get(reverse("item-new", args=[section.pk])))


def test_the_second_saver_sees_the_new_columns_of_the_first(coordinator, institution):
    section = own_section(institution, "institution_checklist")
    item = ItemFactory(section=section, text="Het plan is er.", owner=Owner.MANAGER, stagedag=None)
    url = reverse("item-edit", args=[item.pk])
    coordinator.post(
        url, {"text": item.text, "owner": item.owner, "note": "Hun uitleg.", "for_years": "3", "version": 1}
    )
    answer = coordinator.post(url, {"text": item.text, "owner": item.owner, "note": "Mijn uitleg.", "version": 1})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Hun uitleg." in page
    assert "Alleen voor leerjaar 3." in page
    assert "Mijn uitleg.</textarea>" in page
    item.refresh_from_db()
    assert item.note == "Hun uitleg."


# --- Full


def test_a_full_sjabloon_takes_no_line_more(coordinator, institution):
    section = own_section(institution, "vragendobbelsteen")
    most = FORMATS["vragendobbelsteen"].lines[1]
    words = ("appel", "boom", "citroen", "duif", "ezel", "fiets", "gans")
    for word in words[:most]:
        add(coordinator, section, text=f"Wat doet de {word}?")
    url = reverse("template-detail", args=[section.template_id])
    assert "Dit sjabloon is vol." in text_of(coordinator.get(url))
    assert "Voeg een regel toe" not in text_of(coordinator.get(url))

    refused = add(coordinator, section, text=f"Wat doet de {words[-1]}?")

    assert f"In dit sjabloon passen {most} regels. Haal eerst een regel weg." in text_of(refused)
    assert section.items.kept().count() == most
    removed = line(section)
    coordinator.post(reverse("item-remove", args=[removed.pk]))
    add(coordinator, section, text=f"Wat doet de {words[-1]}?")
    page = coordinator.post(reverse("item-restore", args=[removed.pk]), follow=True)
    assert f"In dit sjabloon passen {most} regels." in text_of(page)


def test_too_few_lines_is_said_on_the_page(coordinator, institution):
    section = own_section(institution, "vragendobbelsteen")
    add(coordinator, section, text="Wie hielp jou?")
    page = text_of(coordinator.get(reverse("template-detail", args=[section.template_id])))
    assert "Dit sjabloon heeft 1 regel. Vul aan tot 6, anders blijven er plekken leeg." in page


# --- Merge fields


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("[xyz]", "‘[xyz]’ kennen we niet. Kies een veld uit de lijst, bijvoorbeeld [voornaam]."),
        ("[voornam]", "‘[voornam]’ kennen we niet. Bedoel je [voornaam]?"),
        ("[Leerplaats]", "‘[Leerplaats]’ kennen we niet. Bedoel je [leerplaats]?"),
        ("{{ voornaam }} [ naam ]", "‘[ naam ]’ kennen we niet. Bedoel je [naam]?"),
    ],
)
def test_an_unknown_field_is_refused_wherever_it_is_typed(coordinator, institution, typed, sentence):
    section = own_section(institution, "introduction_programme")
    template = section.template
    pages = [
        add(coordinator, section, text=f"Dag {typed}", owner=""),
        add(coordinator, section, text="Dag", note=f"Van {typed}"),
        add(coordinator, section, text="Dag", place=typed),
        coordinator.post(reverse("section-new", args=[template.pk]), {"title": typed}),
        coordinator.post(reverse("section-edit", args=[section.pk]), {"title": typed}),
        coordinator.post(reverse("template-intro", args=[template.pk]), {"intro": f"Welkom {typed}"}),
    ]
    assert [page.status_code for page in pages] == [422] * 6
    assert [text_of(page).count(sentence) for page in pages] == [2] * 6
    assert not section.items.exists()


def test_a_known_field_is_kept_as_it_stands_and_the_form_lists_them_all(coordinator, institution):
    section = own_section(institution, "inwerkdocument")
    page = text_of(coordinator.get(reverse("item-new", args=[section.pk])))
    assert [field.word for field in MERGE_FIELDS if f"<strong>[{field.word}]</strong>" not in page] == []
    add(coordinator, section, **TASK | {"text": "Welkom [voornaam] op [leerplaats]."})
    assert line(section).text == "Welkom [voornaam] op [leerplaats]."


# --- Twins


def test_a_line_that_resembles_another_is_stored_after_a_second_yes(coordinator, institution):
    section = own_section(institution, "strippenkaart")
    first = ItemFactory(section=section, text="Drink koffie met een collega.", owner="", stagedag=None)
    data = {"text": "Koffie drinken met een collega."}

    asked = add(coordinator, section, **data)

    page = text_of(asked)
    assert asked.status_code == 409
    assert "Deze regel lijkt op een andere regel" in page
    assert "<title>Fout" not in page
    assert page.count("Drink koffie met een collega.") == 1
    assert f"#regel-{first.pk}" in page
    assert 'name="toch" value="1">Bewaar toch' in page
    assert section.items.count() == 1
    for _ in range(2):
        assert add(coordinator, section, **data, toch="1").status_code == 302
    assert section.items.count() == 2
    detail = text_of(coordinator.get(reverse("template-detail", args=[section.template_id])))
    assert "Deze twee regels lijken op elkaar." in detail


def test_only_a_text_that_changed_is_compared(coordinator, institution):
    section = own_section(institution, "strippenkaart")
    ItemFactory(section=section, text="Drink koffie met een collega.", owner="", stagedag=None)
    item = ItemFactory(section=section, text="Koffie drinken met een collega.", owner="", stagedag=None)
    url = reverse("item-edit", args=[item.pk])
    assert coordinator.post(url, {"text": item.text, "for_years": "1", "version": 1}).status_code == 302
    assert coordinator.post(url, {"text": "Drink koffie met je collega!", "version": 2}).status_code == 409
    item.refresh_from_db()
    assert (item.text, item.for_years) == ("Koffie drinken met een collega.", [1])


# --- Locked from above


@pytest.fixture
def locked(institution):
    """A line in the version of the institution that the region locked."""
    region = original("inwerkdocument")
    Item.objects.filter(pk=region.sections.first().items.first().pk).update(locked=True)
    own = make_own_version(original=region, institution=institution, by=person(Role.COORDINATOR, institution))
    return own.sections.first().items.first()


def test_a_line_that_is_locked_above_is_not_changed_or_removed(coordinator, locked):
    before = locked.text
    detail = reverse("template-detail", args=[locked.section.template_id])
    page = text_of(coordinator.get(detail))
    assert "Vastgezet door de regio." in page
    edit = reverse("item-edit", args=[locked.pk])
    assert f'href="{edit}"' not in page
    assert f'formaction="{reverse("item-remove", args=[locked.pk])}"' not in page
    for answer in (
        coordinator.get(edit, follow=True),
        coordinator.post(edit, TASK | {"version": 1}, follow=True),
        coordinator.post(reverse("item-remove", args=[locked.pk]), follow=True),
        coordinator.post(reverse("section-remove", args=[locked.section_id]), follow=True),
    ):
        assert "Vastgezet door de regio" in text_of(answer).split("<h1>")[0]
    locked.refresh_from_db()
    locked.section.refresh_from_db()
    assert (locked.text, locked.removed_at, locked.section.removed_at) == (before, None, None)


def test_what_the_region_locks_is_the_same_below_at_once(client, institution, locked):
    client.force_login(person(Role.REGIONAL_ADMIN))
    data = TASK | {"text": "De regio wil dit.", "locked": "on", "version": locked.source.version}
    client.post(reverse("item-edit", args=[locked.source_id]), data)
    locked.refresh_from_db()
    assert locked.text == "De regio wil dit."


# --- The library


@pytest.fixture
def library(institution):
    """A part of the own version, one line of the region, and one of a leerplaats of the same institution."""
    section = own_section(institution, "bingokaart")
    region = SectionFactory(template=section.template.based_on, title="Van de regio")
    leerplaats = LeerplaatsFactory(location__institution=institution, name="De Kade")
    lower = TemplateFactory(
        own=True, level=Level.LEERPLAATS, leerplaats=leerplaats, institution=institution, format="bingokaart"
    )
    texts = {"region": "Wijs een bezoeker de weg", "lower": "Zwaai naar de tram", "own": "Groet de nachtdienst"}
    return section, {
        "region": ItemFactory(section=region, text=texts["region"], owner="", stagedag=None),
        "lower": ItemFactory(section=SectionFactory(template=lower), text=texts["lower"], owner="", stagedag=None),
        "own": ItemFactory(section=section, text=texts["own"], owner="", stagedag=None),
    }


def test_ticked_lines_come_at_the_end_and_a_double_click_adds_them_once(coordinator, library):
    section, lines = library
    url = reverse("item-library", args=[section.pk])
    page = text_of(coordinator.get(url))
    assert "Origineel van de regio</legend>" in page
    assert "Versie van De Kade</legend>" in page
    ticked = {"regel": [lines["lower"].pk, lines["region"].pk]}

    for _ in range(2):
        answer = coordinator.post(url, ticked)

    added = list(section.items.kept())[1:]
    assert [item.text for item in added] == ["Wijs een bezoeker de weg", "Zwaai naar de tram"]
    assert [item.source for item in added] == [lines["region"], None]
    assert answer.url.endswith(f"#deel-{section.pk}")
    assert section.template.edits.first().words == "2 regels uit de bibliotheek"


def test_the_library_marks_what_is_there_already_and_what_is_nearly_there(coordinator, library):
    section, lines = library
    Item.objects.filter(pk=lines["lower"].pk).update(text=lines["own"].text)
    Item.objects.filter(pk=lines["region"].pk).update(text="Groet de collega's van de nachtdienst")
    Item.objects.filter(pk=lines["own"].pk).update(text="Groet de collega's in de nachtdienst")
    page = text_of(coordinator.get(reverse("item-library", args=[section.pk])))
    assert "Lijkt op: Groet de collega&#x27;s in de nachtdienst" in page
    Item.objects.filter(pk=lines["region"].pk).update(text="Groet de collega's in de nachtdienst")
    answer = coordinator.get(reverse("item-library", args=[section.pk]))
    page = text_of(answer)
    region = next(source for source in answer.context["sources"] if source.title == "Origineel van de regio")
    assert region.same == ["Groet de collega's in de nachtdienst"]
    assert "Staat al in dit sjabloon (1)" in page
    assert f'value="{lines["region"].pk}"' not in page


def test_searching_keeps_what_is_ticked(coordinator, library):
    section, lines = library
    page = coordinator.get(reverse("item-library", args=[section.pk]), {"zoek": "TRAM", "regel": lines["region"].pk})
    shown = {choice.item.pk: choice.is_ticked for source in page.context["sources"] for choice in source.choices}
    assert shown == {lines["lower"].pk: False, lines["region"].pk: True}
    nothing = text_of(coordinator.get(reverse("item-library", args=[section.pk]), {"zoek": "zzz"}))
    assert "We vinden geen regels met deze woorden." in nothing


def test_nothing_ticked_is_said(coordinator, library):
    page = coordinator.post(reverse("item-library", args=[library[0].pk]), {"regel": ["onzin"]})
    assert page.status_code == 422
    assert "Kies ten minste één regel." in text_of(page)


def test_the_library_holds_no_lines_of_others(coordinator, library):
    section, _ = library
    other = own_section(InstitutionFactory(), "bingokaart")
    foreign = ItemFactory(section=other, text="Geheim van een ander")
    url = reverse("item-library", args=[section.pk])
    assert "Geheim van een ander" not in text_of(coordinator.get(url))
    assert coordinator.post(url, {"regel": foreign.pk}).status_code == 422
    assert not section.items.filter(text="Geheim van een ander").exists()


# --- Parts


def test_a_removed_part_comes_back_with_its_lines_where_it_was(coordinator, institution):
    section = own_section(institution, "inwerkdocument")
    last = SectionFactory(template=section.template, title="Laatste deel")
    item = ItemFactory(section=section)
    page = coordinator.post(reverse("section-remove", args=[section.pk]), follow=True)
    assert "Weggehaalde delen (1)" in text_of(page)
    for _ in range(2):
        coordinator.post(reverse("section-restore", args=[section.pk]))
    assert list(Section.objects.kept().filter(template=section.template)) == [section, last]
    assert list(section.items.kept()) == [item]
    assert section.template.edits.count() == 2


def test_the_second_of_two_title_givers_sees_both_titles(coordinator, institution):
    section = own_section(institution, "inwerkdocument")
    url = reverse("section-edit", args=[section.pk])
    coordinator.post(url, {"title": "Van Joost", "seen": "Eerste deel"})
    answer = coordinator.post(url, {"title": "Van mij", "seen": "Eerste deel"})
    assert answer.status_code == 409
    assert "Van Joost" in text_of(answer)
    assert 'value="Van mij"' in text_of(answer)
    coordinator.post(url, {"title": "Van mij", "seen": "Van Joost"})
    section.refresh_from_db()
    assert section.title == "Van mij"


# --- Previews


@pytest.mark.parametrize("kind", template_formats(), ids=lambda kind: kind.key)
def test_every_format_has_a_preview_on_screen_and_in_word_where_people_edit(coordinator, kind):
    template = original(kind.key)
    page = coordinator.get(reverse("template-preview", args=[template.pk]))
    first = page.context["content"].sections[0].lines[0].text
    assert first[:30] in page.content.decode().replace("&#x27;", "'")
    word = coordinator.get(reverse("template-preview-word", args=[template.pk]), {"start": "2027-02-01"})
    assert word.status_code == (200 if kind.has_word else 404)
    assert not kind.has_word or word.content.startswith(b"PK")


def test_the_preview_shows_only_the_lines_for_the_chosen_student(coordinator, institution):
    section = own_section(institution, "inwerkdocument")
    programme = ProgrammeFactory()
    ItemFactory(section=section, text="Voor iedereen.")
    ItemFactory(section=section, text="Voor jaar 1.", for_years=[1])
    ItemFactory(section=section, text="Voor één opleiding.", for_programmes=[programme.pk])
    ItemFactory(section=section, text="Voor het ziekenhuis.", for_sectors=[Sector.HOSPITAL])
    url = reverse("template-preview", args=[section.template_id])

    def lines(**chosen):
        content = coordinator.get(url, {"start": "1-2-2027"} | chosen).context["content"]
        return [one.text for one in content.lines]

    assert len(lines()) == 4
    assert lines(leerjaar="2", zorg="hospice") == ["Voor iedereen.", "Voor één opleiding."]
    assert lines(opleiding=ProgrammeFactory().pk, leerjaar="1") == [
        "Voor iedereen.",
        "Voor jaar 1.",
        "Voor het ziekenhuis.",
    ]
    assert len(lines(leerjaar="9")) == 4  # a wrong value in the address counts as no choice


def test_the_preview_asks_for_a_day_that_is_one_and_prints_nothing_without(coordinator):
    template = original("inwerkdocument")
    assert coordinator.get(reverse("template-preview", args=[template.pk]), {"start": "straks"}).status_code == 422
    assert coordinator.get(reverse("template-preview-pdf", args=[template.pk]), {"start": "straks"}).status_code == 404


def test_the_preview_offers_the_layouts_of_the_format(coordinator):
    template = original("bingokaart")
    page = text_of(coordinator.get(reverse("template-preview", args=[template.pk]), {"indeling": "5x5"}))
    assert '<option value="5x5" selected>' in page
    assert "voorbeeld.pdf?indeling=5x5" in page
    url = reverse("template-preview-pdf", args=[template.pk])
    pdfs = [coordinator.get(url, {"start": "2027-02-01", "indeling": name}).content for name in ("4x4", "5x5")]
    assert pdfs[0] != pdfs[1]


# --- How much is asked of the database


def test_the_pages_ask_as_much_for_300_lines_as_for_3(coordinator, institution):
    section = own_section(institution, "inwerkdocument")
    source = SectionFactory(template=section.template.based_on)
    programme = ProgrammeFactory()
    pages = [
        reverse("template-detail", args=[section.template_id]),
        reverse("template-preview", args=[section.template_id]),
        reverse("template-edits", args=[section.template_id]),
        reverse("item-library", args=[section.pk]),
        reverse("item-new", args=[section.pk]),
    ]

    def add_lines(first, last):
        for part, text in ((section, "Regel"), (source, "Anders")):
            Item.objects.bulk_create(
                Item(
                    section=part,
                    position=place,
                    text=f"{text} {place}.",
                    owner=Owner.ICT,
                    for_programmes=[programme.pk],
                )
                for place in range(first, last)
            )
        for place in range(first, min(last, 60)):
            TemplateEditFactory(template=section.template, words=f"Regel {place}.", made_by=UserFactory())

    def asked():
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert coordinator.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    add_lines(0, 3)
    asked()  # the first visit also stores the session
    few = asked()
    add_lines(3, 300)
    assert asked() == few
    assert max(few) <= 22
