"""Files made to hold the server: refused from the zip directory or from a first look at the bytes."""

import hashlib
import io
import struct
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from onboarding.aanlevering import UnreadableFile, open_list
from onboarding.aanlevering.excel import DAMAGED, LOCKED, TOO_BIG_UNPACKED

SHEET = "xl/worksheets/sheet1.xml"
START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = "</sheetData></worksheet>"
HEADER = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("Voornaam", "Achternaam", "E-mail"))
STUDENT = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("Noor", "Bos", "n@s.example"))


def _noisy_rows(count):
    """Rows of 100 empty cells, with a text that hardly packs so that the ratio gives nothing away."""
    noise = (hashlib.sha512(str(number).encode()).hexdigest() for number in range(count))
    return (f'<row spans="{text}">{"<c/>" * 100}</row>' for text in noise)


@pytest.fixture
def repacked(workbook):
    """A sound workbook in which parts are replaced or added: name -> text or bytes."""

    def make(**parts):
        parts = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}
        return _repack(workbook(Lijst=[["Voornaam"], ["Noor"]]), parts)

    return make


def _repack(data, parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return packed.getvalue()


def _with_sheet(repacked, rows):
    return repacked(**{"xl__worksheets__sheet1_xml": START + rows + END})


def _refusal(data):
    with pytest.raises(UnreadableFile) as caught:
        open_list(data)
    return caught.value.sentence


def test_sound_file_made_the_same_way_is_read(repacked):
    """The refusals below mean something only because this one is read."""
    rows = f'<row r="1">{HEADER}</row><row r="40">{STUDENT}</row>'

    assert [(row.number, row.cells) for row in open_list(_with_sheet(repacked, rows)).rows] == [
        (40, ("Noor", "Bos", "n@s.example"))
    ]


def test_bomb_of_250_kb_is_refused_without_being_unpacked(repacked, monkeypatch):
    bomb = repacked(xl__worksheets__sheet1_xml=b" " * 250_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("the bomb was unpacked"))

    assert 200_000 < len(bomb) < 300_000
    assert _refusal(bomb) == TOO_BIG_UNPACKED


@pytest.mark.parametrize(
    "parts",
    [
        {"docProps__extra_xml": b" " * 20_000_000},
        {f"docProps__e{number}_xml": b"<x/>" for number in range(200)},
        {f"docProps__e{number}_xml": bytes(range(256)) * 4_000 for number in range(52)},
        {"xl__worksheets__sheet1_xml": START + "".join(_noisy_rows(23_000)) + END},
        {"xl__worksheets__sheet1_xml": START + "<row>" + "<c/>" * 110_000 + "</row>" + END},
        {"xl__styles_xml": "<styleSheet>" + "<xf/>" * 160_000 + "</styleSheet>"},
        {"xl__worksheets__sheet1_xml": START + f'<row r="1">{HEADER}</row><row r="999999999">{STUDENT}</row>' + END},
    ],
    ids=["ratio", "entries", "size", "tags", "one wide row", "styles", "far row"],
)
def test_file_that_would_take_too_much_is_refused(repacked, parts):
    assert _refusal(repacked(**parts)) == TOO_BIG_UNPACKED


@pytest.mark.parametrize(
    "sheet",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + START + END,
        (START + END).encode("utf-16"),
        (START + END).encode("utf-16-le"),
        "<worksheet",
        "",
    ],
    ids=["entities", "utf-16", "utf-16 without a mark", "half", "empty"],
)
def test_sheet_that_excel_would_not_write_is_refused(repacked, sheet):
    assert _refusal(repacked(xl__worksheets__sheet1_xml=sheet)) == DAMAGED


def test_entities_are_refused_in_every_part(repacked):
    assert _refusal(repacked(docProps__app_xml='<!DOCTYPE x [<!ENTITY a "b">]><x/>')) == DAMAGED


def test_stated_size_of_a_sheet_is_not_believed(repacked):
    sheet = START.replace("<sheetData>", '<dimension ref="A1:B1"/><sheetData>')
    rows = f'<row r="1">{HEADER}</row><row r="2">{STUDENT}</row>'

    assert open_list(repacked(xl__worksheets__sheet1_xml=sheet + rows + END)).rows[0].number == 2


def test_locked_zip_is_refused(repacked):
    data = bytearray(repacked())
    place = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, place + 8, 0x1)

    assert _refusal(bytes(data)) == LOCKED


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("content.xml", "Dit is een bestand van LibreOffice. Bewaar het als .xlsx of csv en kies het opnieuw."),
        ("xl/workbook.bin", "Dit is een .xlsb-bestand. Bewaar het in Excel als .xlsx en kies het opnieuw."),
        ("word/document.xml", "Dit bestand kunnen we niet lezen. Kies een Excel- of csv-bestand."),
    ],
)
def test_other_zip_is_refused_by_what_is_in_it(name, sentence):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "x")

    assert _refusal(packed.getvalue()) == sentence


def test_hidden_tab_is_not_read():
    book = Workbook()
    book.active.append(["Uitleg"])
    hidden = book.create_sheet("Verborgen")
    for row in (["Voornaam", "Achternaam", "E-mail"], ["Noor", "Bos", "n@s.example"]):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    packed = io.BytesIO()
    book.save(packed)

    assert _refusal(packed.getvalue()).startswith("We vinden geen rij met namen van kolommen.")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_give_a_table_or_a_sentence(data):
    _only_refusals(data)


@settings(deadline=None)
@given(st.text(alphabet='ab;,\t"\n\r|= é\u2028\x00Naam', max_size=200))
def test_random_text_gives_a_table_or_a_sentence(text):
    _only_refusals(text.encode())


@settings(deadline=None)
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=40))
def test_damaged_workbook_gives_a_table_or_a_sentence(place, noise):
    sound = _SOUND
    _only_refusals(sound[: place % len(sound)] + noise + sound[place % len(sound) + len(noise) :])


def _only_refusals(data):
    try:
        open_list(data, "x.csv")
    except UnreadableFile as refusal:
        assert refusal.sentence.endswith(".")


def _sound_workbook():
    book = Workbook()
    book.active.append(["Voornaam", "Achternaam", "E-mail"])
    book.active.append(["Noor", "Bos", "n@s.example"])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


_SOUND = _sound_workbook()


def test_macros_are_not_looked_at_and_the_list_beside_them_is_read(repacked):
    rows = f'<row r="1">{HEADER}</row><row r="2">{STUDENT}</row>'
    macros = {"xl/vbaProject.bin": b'Sub AutoOpen() Shell "calc" End Sub'}
    with_macros = _repack(_with_sheet(repacked, rows), macros)

    assert [row.cells for row in open_list(with_macros).rows] == [("Noor", "Bos", "n@s.example")]


def test_the_bomb_is_refused_within_a_second(repacked):
    bomb = repacked(xl__worksheets__sheet1_xml=b" " * 250_000_000)
    began = time.process_time()

    assert _refusal(bomb) == TOO_BIG_UNPACKED
    assert time.process_time() - began < 1
