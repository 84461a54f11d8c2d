"""The renderer: tagged, bounded, and reaching nothing."""

import hashlib
import subprocess
import sys
import threading
import time
from pathlib import Path

import pikepdf
import pytest

from tests.toolbox import examples, pdf_reading
from toolbox import rendering
from toolbox.formats import FORMATS
from toolbox.pdf_merge import merge
from toolbox.print_pool import render_groups
from toolbox.print_rules import MAX_CHARACTERS, DocumentRefused
from toolbox.rendering import (
    GROUP_SIZE,
    RECENT,
    PdfNotAvailable,
    digest,
    render_batch,
    render_fitting,
    render_group,
    render_pdf,
)

ROOT = Path(__file__).parents[2]
PAPER = {  # format key: the example and how many pages it takes
    "leerplaatsprofiel": (examples.leerplaatsprofiel, 2),
    "startlijst": (examples.startlijst, 1),
    "introduction_checklist": (examples.checklist, 1),
    "inwerkdocument": (examples.inwerkdocument, 2),
    "qr_card": (examples.qr_card, 1),
    "act_card": (examples.act_card, 1),
    "poster": (examples.poster, 1),
    "fill_in_profile": (examples.fill_in_profile, 3),
    "word_list": (examples.word_list, 2),
    "tool_plan": (examples.tool_plan, 1),
    "preparation_sheet": (examples.preparation_sheet, 1),
    "stage_plan": (examples.stage_plan, 1),
    "priority_list": (examples.priority_list, 1),
    "team_card": (examples.team_card, 1),
    "wall_card": (examples.wall_card, 1),
    "rollout_sheet": (examples.rollout_sheet, 1),
    "rollout_poster": (examples.rollout_poster, 1),
    "rollout_plan": (examples.rollout_plan, 1),
    "guide_page": (examples.guide_sheet, 1),
    "self_scan": (examples.self_scan, 1),
}


def page(body, lang='lang="nl"', title="Proef"):
    return f"<!doctype html><html {lang}><head><title>{title}</title></head><body>{body}</body></html>"


def pdf_of(key):
    module, value = FORMATS[key].module, PAPER[key][0]()
    versions = module.versions(value) if hasattr(module, "versions") else [module.html(value)]
    return pdf_reading.opened(render_fitting(versions, PAPER[key][1]))


def test_every_format_that_is_no_sjabloon_has_an_example_that_is_printed_here():
    assert set(PAPER) >= {key for key, kind in FORMATS.items() if not kind.is_template}


@pytest.mark.parametrize("key", PAPER)
def test_a_format_is_tagged_and_says_its_language_and_title(key):
    pdf = pdf_of(key)
    assert pdf_reading.ua_part(pdf) == "1"
    assert pdf.Root.Lang == "nl"
    assert pdf.docinfo.Title == PAPER[key][0]().title
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf_reading.tags(pdf).count("H1") == 1


@pytest.mark.parametrize("key", PAPER)
def test_a_format_fits_its_paper(key):
    assert len(pdf_of(key).pages) == PAPER[key][1]


@pytest.mark.parametrize("key", PAPER)
def test_all_text_is_read_aloud_or_marked_as_decoration(key):
    assert pdf_reading.unmarked_texts(pdf_of(key)) == []


def test_the_check_for_unmarked_text_finds_the_page_number_of_weasyprint_itself(monkeypatch):
    engine = rendering._warm_engine()
    monkeypatch.setattr(sys.modules["toolbox.pdf_engine"], "mark_margins_as_artifacts", None)
    pdf = pdf_reading.opened(engine.write([engine.lay_out(FORMATS["startlijst"].module.html(examples.startlijst()))]))
    assert pdf_reading.unmarked_texts(pdf) != []


@pytest.mark.parametrize("key", PAPER)
def test_lists_hold_nothing_but_list_items(key):
    pdf = pdf_of(key)
    lists = [element for element in pdf_reading.elements(pdf) if element.S == "/L"]
    assert {str(kid.S) for element in lists for kid in element.K} <= {"/LI"}
    assert lists or key == "qr_card"


@pytest.mark.parametrize("key", PAPER)
def test_every_font_is_embedded_and_ours(key):
    fonts = pdf_reading.fonts(pdf_of(key))
    assert all(fonts.values())
    assert {name.split("-")[0] for name in fonts} <= {"Noto", "Bricolage"}


def test_letters_outside_the_latin_file_come_from_the_extended_file():
    assert "Bricolage-Grotesque-Ext-Bold" in pdf_reading.fonts(pdf_of("introduction_checklist"))


@pytest.mark.parametrize("key", ["leerplaatsprofiel", "qr_card"])
def test_the_qr_code_has_a_text_and_the_address_is_a_link(key):
    pdf = pdf_of(key)
    figures = [element for element in pdf_reading.elements(pdf) if element.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == ["QR-code naar regiomaas.example/leerplaatsen/de-kade"]
    assert "Link" in pdf_reading.tags(pdf)
    assert set(pdf_reading.links(pdf)) == {"https://regiomaas.example/leerplaatsen/de-kade"}  # one note per line


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('<table><tr><td colspan="1000000">x</td></tr></table>', "element table"),
        ('<p style="height: 1000km">x</p>', "attribute style"),
        ("<style>p { height: 1000km }</style>", "element style"),
        ('<img src="file:///etc/hostname">', "picture file"),
        ('<img src="http://127.0.0.1:9/x.png">', "picture http"),
        ('<img src="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=">', "picture data:image/svg"),
        ('<p src="data:image/jpeg;base64,AAAA"></p>', "picture data:image/jpeg"),
        ('<a href="file:///etc/hostname">x</a>', "link file:///etc/hostname"),
        ('<a href="javascript:alert(1)">x</a>', "link javascript:alert(1)"),
        ('<link rel="stylesheet" href="http://127.0.0.1:9/x.css">', "element link"),
        ('<object data="file:///etc/hostname"></object>', "element object"),
        ('<svg><image href="file:///etc/hostname"></image></svg>', "image is not printed"),
        ('<svg width="100000"><path d="M0 0"></path></svg>', "attribute width"),
        ("<div>" * 50 + "x" + "</div>" * 50, "nested too deep"),
        ("<p>x</p>" * 7000, "too long"),
        ("x" * (MAX_CHARACTERS + 1), "characters"),
    ],
)
def test_html_that_is_not_ours_is_refused_at_once(body, says):
    began = time.monotonic()
    with pytest.raises(DocumentRefused, match=says.replace("(", r"\(").replace(")", r"\)")):
        render_pdf(page(body))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("html", [page("x", lang=""), page("x", title=" ")])
def test_html_without_language_or_title_is_refused(html):
    with pytest.raises(DocumentRefused, match="language and a title"):
        render_pdf(html)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/",
        "https://example.org/",
        "ftp://x/y",
        "asset:../settings.py",
        "asset:",
    ],
)
def test_the_fetcher_reaches_nothing_but_the_bundled_fonts(address):
    fetcher = rendering._warm_engine()._fetcher
    assert fetcher.fetch("asset:noto-sans-latin-400.woff2").read(4) == b"wOF2"
    with pytest.raises(ValueError, match="disallowed protocol"):
        fetcher.fetch(address)


def test_a_batch_is_one_tagged_file_with_a_bookmark_per_document():
    names = [f"Noor {number}" for number in range(GROUP_SIZE + 2)]
    values = [examples.inwerkdocument(names[0]), *(examples.checklist(name) for name in names[1:])]
    keys = ["inwerkdocument", *["introduction_checklist"] * (len(names) - 1)]
    documents = [(value.title, FORMATS[key].module.html(value)) for key, value in zip(keys, values, strict=True)]

    batch = render_batch(documents, "Wie start er op 2 februari 2026")

    pdf = pdf_reading.opened(batch.pdf)
    assert batch.failures == ()
    assert batch.titles == tuple(value.title for value in values)
    assert len(pdf.pages) == len(names) + 1
    assert pdf_reading.bookmarks(pdf) == [(value.title, index + (index > 0)) for index, value in enumerate(values)]
    assert (pdf.Root.Lang, pdf_reading.ua_part(pdf)) == ("nl", "1")
    assert pdf.docinfo.Title == "Wie start er op 2 februari 2026"
    assert pdf_reading.tags(pdf).count("H1") == len(names)
    assert pdf_reading.unmarked_texts(pdf) == []


def test_a_merged_file_ties_every_page_and_link_to_its_own_tags():
    documents = [
        (f"Kaartje {number}", FORMATS["qr_card"].module.html(examples.qr_card(f"De Kade {number}")))
        for number in range(GROUP_SIZE + 3)
    ]
    pdf = pdf_reading.opened(render_batch(documents, "Kaartjes").pdf)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    keys = [int(numbers[index]) for index in range(0, len(numbers), 2)]
    used = [int(page.StructParents) for page in pdf.pages]
    used += [int(note.StructParent) for page in pdf.pages for note in page.Annots]
    assert sorted(used) == sorted(set(keys)) == keys
    parents = {key: numbers[2 * index + 1] for index, key in enumerate(keys)}
    for sheet in pdf.pages:
        tagged = [element for element in parents[int(sheet.StructParents)] if element is not None]  # None: hidden
        assert {element.Pg.objgen for element in tagged} == {sheet.objgen}
        assert parents[int(sheet.Annots[0].StructParent)].S == "/Link"


def two_up_of(documents, per_sheet=2):
    part, failures = render_group(documents)
    assert failures == []
    return pdf_reading.opened(merge([part, part], "Twee op een vel", per_sheet=per_sheet))


def one_up_of(documents):
    return two_up_of(documents, per_sheet=1)


def test_two_pages_on_a_sheet_keep_tags_reading_order_and_bookmarks():
    names = ("Noor", "Sam")
    values = [examples.checklist(names[0]), examples.inwerkdocument(names[1])]
    kinds = ("introduction_checklist", "inwerkdocument")
    documents = [(value.title, FORMATS[key].module.html(value)) for key, value in zip(kinds, values, strict=True)]

    pdf = two_up_of(documents)

    # a document of two pages begins on a fresh sheet: Noor, -, Sam, Sam, Noor, -, Sam, Sam
    assert pdf_reading.bookmarks(pdf) == [(values[n % 2].title, n) for n in range(4)]
    assert [round(float(page.MediaBox[2])) for page in pdf.pages] == [842] * 4
    assert pdf_reading.tags(pdf) == pdf_reading.tags(one_up_of(documents))
    assert (pdf.Root.Lang, pdf_reading.ua_part(pdf)) == ("nl", "1")
    forms = {form.objgen: form for page in pdf.pages for form in page.Resources.XObject.values()}
    pages = {form: page.objgen for page in pdf.pages for form in [x.objgen for x in page.Resources.XObject.values()]}
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    pieces = 0
    for element in pdf_reading.elements(pdf):
        for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
            assert isinstance(kid, pikepdf.Dictionary)  # a bare number would belong to no form
            if kid.get("/Type") == "/MCR":
                assert pages[kid.Stm.objgen] == kid.Pg.objgen
                assert parents[int(forms[kid.Stm.objgen].StructParents)][int(kid.MCID)].objgen == element.objgen
                pieces += 1
    assert pieces > 200


def test_links_stand_on_the_half_they_belong_to():
    values = [examples.wall_card("De Kade"), examples.wall_card("De Werf")]
    pdf = two_up_of([(value.title, FORMATS["wall_card"].module.html(value)) for value in values])
    for sheet in pdf.pages:
        edges = sorted(float(note.Rect[0]) for note in sheet.Annots)
        assert edges[0] < 421 < edges[-1]
        assert {note.P.objgen for note in sheet.Annots} == {sheet.objgen}


def test_sheets_that_are_no_upright_a4_stay_as_they_are():
    pdf = two_up_of([("Kaartje", FORMATS["qr_card"].module.html(examples.qr_card()))])
    assert [round(float(page.MediaBox[2])) for page in pdf.pages] == [298, 298]


def test_groups_made_in_more_processes_are_the_same_and_in_order():
    cards = [examples.qr_card(f"De Kade {number}") for number in range(3)]
    documents = [(card.title, FORMATS["qr_card"].module.html(card)) for card in cards]
    bad = ("Sam", page("<table></table>"))
    groups = [[documents[0]], [documents[1], bad], [documents[2]]]
    made = list(render_groups(iter(groups), 2))
    assert [part.documents for part, _ in made] == [((title, 1),) for title, _ in documents]
    assert [[failure.title for failure in failures] for _, failures in made] == [[], ["Sam"], []]
    files = [pdf_reading.opened(part.pdf) for part, _ in made]
    assert [str(file.docinfo.Title) for file in files] == [card.title for card in cards]


def test_the_mark_of_a_group_changes_with_any_text_and_with_the_order():
    group = [("Noor", "<p>x</p>"), ("Sam", ("<p>y</p>", "<p>z</p>"))]
    marks = {digest(one) for one in (group, group[::-1], [group[0]], [("Noor!", group[0][1]), group[1]])}
    assert len(marks) == 4
    assert digest(group) == digest(list(group))


def test_a_document_that_fails_is_named_and_the_rest_is_delivered():
    good = ("Noor", FORMATS["qr_card"].module.html(examples.qr_card()))
    batch = render_batch([good, ("Sam", page("<table></table>")), good], "Kaartjes")
    assert batch.titles == ("Noor", "Noor")
    assert [(failure.title, failure.reason) for failure in batch.failures] == [
        ("Sam", "The element table is not printed.")
    ]
    assert len(pdf_reading.opened(batch.pdf).pages) == 2


def test_a_batch_of_which_nothing_can_be_made_has_no_file():
    batch = render_batch([("Sam", page("<table></table>"))], "Kaartjes")
    assert (batch.pdf, batch.titles, len(batch.failures)) == (b"", (), 1)


def test_of_more_versions_the_first_that_fits_is_printed():
    short, long, longer = (page("<p>x</p>" * count, title=str(count)) for count in (1, 200, 400))
    for versions, title in (([short, long], "1"), ([long, short], "1"), ([longer, long], "200")):
        pdf = pdf_reading.opened(render_fitting(versions, 1))
        assert pdf.docinfo.Title == title


def test_a_tighter_version_is_taken_when_it_saves_a_page():
    long, roomy, same, tight = (page("<p>x</p>" * count, title=str(count)) for count in (300, 60, 58, 20))
    for versions, title in (([roomy, tight], "20"), ([long, roomy, same, tight], "60"), ([tight, roomy], "20")):
        pdf = pdf_reading.opened(render_fitting(versions, 2))
        assert pdf.docinfo.Title == title


def test_what_was_printed_just_now_is_not_made_again():
    html = page("<p>nogmaals</p>", title="nogmaals")
    assert render_pdf(html) is render_pdf(html)
    rendering._recent.update(dict.fromkeys(range(RECENT + 5), b""))
    render_pdf(page("<p>nieuw</p>"))
    assert len(rendering._recent) == RECENT
    assert (hashlib.sha256(html.encode()).digest(), 1) not in rendering._recent


def test_threads_share_one_renderer():
    cards = [FORMATS["qr_card"].module.html(examples.qr_card(f"Kade {number}")) for number in range(4)]
    made = []
    threads = [threading.Thread(target=lambda html=html: made.append(render_pdf(html)[:4])) for html in cards]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [b"%PDF"] * 4


def test_weasyprint_is_loaded_only_when_something_is_printed():
    code = "import sys, toolbox.rendering, toolbox.formats; print('weasyprint' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"


def test_without_pango_the_exception_says_what_to_install(monkeypatch):
    class NoPango:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libgobject-2.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint" or name == "toolbox.pdf_engine"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(rendering, "_engine", None)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(PdfNotAvailable, match="apt-get install libpango"):
        render_pdf(page("x"))
