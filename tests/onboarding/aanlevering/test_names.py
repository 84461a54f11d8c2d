import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.aanlevering.cells import NotUnderstood, clean
from onboarding.aanlevering.names import (
    check_name,
    name_doubt,
    split_full_name,
    split_last_name,
    splits_two_ways,
)
from profiles.folding import fold

INFIX = st.sampled_from(["", "van der", "'t", "de", "el", "ten", "von", "van den", "in 't"])
WORD = st.from_regex(r"[A-ZÖŞŁÉİ][a-zëüışéçñ]{2,8}", fullmatch=True)
LAST_NAME = st.one_of(WORD, st.builds("{}-{}".format, WORD, WORD), st.just("D'Souza"), st.just("O'Brien"))


@settings(deadline=None)
@given(WORD, INFIX, LAST_NAME)
def test_name_survives_every_way_of_writing_it(given_name, infix, last_name):
    parts = (given_name, infix, last_name)

    assert split_full_name(f"{last_name}, {given_name} {infix}".strip()) == parts
    assert split_full_name(f"{infix} {last_name}, {given_name}".strip()) == parts
    assert split_full_name(" ".join(part for part in parts if part)) == parts
    assert split_last_name(f"{infix} {last_name}".strip()) == (infix, last_name)
    assert split_last_name(last_name, infix) == (infix, last_name)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Meer, Fleur van der", ("Fleur", "van der", "Meer")),
        ("Meer, van der, Fleur", ("Fleur", "van der", "Meer")),
        ("Meer, Fleur Van der", ("Fleur", "van der", "Meer")),
        ("Van der Meer, Fleur", ("Fleur", "van der", "Meer")),
        ("Fleur Van der Meer", ("Fleur", "van der", "Meer")),
        ("Meer - Jansen, Fleur Anna van der", ("Fleur Anna", "van der", "Meer - Jansen")),
        ("Anna Maria van der Meer", ("Anna Maria", "van der", "Meer")),
        ("El Amrani, Noor", ("Noor", "", "El Amrani")),
        ("Hassan, Al", ("Al", "", "Hassan")),
        ("Nguyen, Do", ("Do", "", "Nguyen")),
        ("Fleur Meer", ("Fleur", "", "Meer")),
    ],
)
def test_full_name_comes_apart(text, parts):
    assert split_full_name(text) == parts


@pytest.mark.parametrize(
    ("last_name", "infix", "parts"),
    [
        ("den Yılmaz", "", ("den", "Yılmaz")),
        ("van der Meer", "van der", ("van der", "Meer")),
        ("Meer", "Van der", ("van der", "Meer")),
        ("der Meer", "van", ("van", "der Meer")),
        ("ten", "", ("", "ten")),
        ("", "", ("", "")),
    ],
)
def test_infix_is_found_in_the_last_name_once(last_name, infix, parts):
    assert split_last_name(last_name, infix) == parts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Fleur", "in de naam 'Fleur' mist een voornaam of achternaam. Bijvoorbeeld Meer, Fleur van der."),
        ("Meer, van der", "in de naam 'Meer, van der' mist een voornaam. Bijvoorbeeld Meer, Fleur van der."),
    ],
)
def test_half_a_name_is_refused(text, sentence):
    with pytest.raises(NotUnderstood) as caught:
        split_full_name(text)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "#"])
def test_name_that_starts_like_a_formula_is_refused(start):
    with pytest.raises(NotUnderstood, match="zonder formule"):
        check_name(f"{start}HYPERLINK(1)", "given_name")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("eyma", "de voornaam 'eyma' begint met een kleine letter. Controleer of er een letter mist."),
        ("ZoÃ«", "in de voornaam 'ZoÃ«' staan vreemde tekens. Bedoel je Zoë?"),
        ("?eyma", "in de voornaam '?eyma' staat een vraagteken. Vul de goede letter in."),
        ("Noor2", "in de voornaam 'Noor2' staat een cijfer. Controleer de naam."),
        ("Meijer-de", "de voornaam 'Meijer-de' lijkt afgebroken. Controleer de naam."),
        ("Meijer-", "de voornaam 'Meijer-' lijkt afgebroken. Controleer de naam."),
    ],
)
def test_name_that_lost_letters_is_doubted(text, doubt):
    assert name_doubt(text, "given_name") == doubt


@pytest.mark.parametrize(
    "name",
    ["Şeyma", "Łukasz", "Çağla", "d'Souza", "'s Gravesande", "el-Amrani", "Åse", "JANSEN", "Đorđe", "Meijer-de Vries"],
)
def test_whole_name_is_not_doubted(name):
    assert name_doubt(name, "last_name") == ""


@pytest.mark.parametrize(
    ("text", "infix", "unsure"),
    [("Fleur Maria Meer", "", True), ("Fleur Meer", "", False), ("Fleur van der Meer", "van der", False)],
)
def test_three_words_without_comma_can_be_split_two_ways(text, infix, unsure):
    assert splits_two_ways(text, infix) is unsure


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Zoe\u0308", "Zoë"),
        ("\u200bFleur\u00a0 van\n der ", "Fleur van der"),
        ("’t", "'t"),
        ("'0900200", "0900200"),
        ("'t Hoek", "'t Hoek"),
        ("Yılmaz\ufeff", "Yılmaz"),
    ],
)
def test_cell_is_cleaned_without_losing_letters(typed, text):
    assert clean(typed) == text


@settings(deadline=None)
@given(
    WORD,
    INFIX.filter(lambda infix: infix != "el"),
    LAST_NAME,
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["{1}, {0} {2}", "{0} {2} {1}"]),
)
def test_accents_and_capitals_give_the_same_person_however_they_are_stored(given_name, infix, last_name, form, order):
    """Capitals are undone as far as they can be: the letters stay the same, the infix becomes small."""
    loud = unicodedata.normalize(form, order.format(given_name, last_name, infix).upper())

    found = split_full_name(check_name(clean(loud), "full_name"))

    assert tuple(fold(part) for part in found) == tuple(fold(part) for part in (given_name, infix, last_name))
    assert found[1] == infix
    assert not found[2].isupper()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("FLEUR", "Fleur"),
        ("VAN DER MEER-DE WIT", "van der Meer-de Wit"),
        ("IJSBRAND", "IJsbrand"),
        ("O'BRIEN", "O'Brien"),
        ("DE LA CRUZ", "de la Cruz"),
        ("EL AMRANI", "El Amrani"),
        ("ÖZDEMİR", "Özdemi̇r"),
        ("AJ", "AJ"),
        ("J.P.", "J.P."),
        ("McDonald", "McDonald"),
        ("de Vries", "de Vries"),
    ],
)
def test_shouting_is_undone_and_nothing_else(typed, name):
    assert check_name(typed, "last_name") == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Meer, F.M. van der (Fleur)", ("Fleur", "van der", "Meer")),
        ("F.M. van der Meer (Fleur)", ("Fleur", "van der", "Meer")),
        ("Meer, Fleur Anna van der (Anna)", ("Anna", "van der", "Meer")),
        ("Cruz, S. de la (Sofía)", ("Sofía", "de la", "Cruz")),
        ("Angelo, M. d' (Mila)", ("Mila", "d'", "Angelo")),
    ],
)
def test_the_name_in_brackets_is_the_one_that_people_use(text, parts):
    assert split_full_name(text) == parts


def test_other_words_in_brackets_and_bare_initials_are_doubted():
    given_name, _infix, last_name = split_full_name("Fleur van der Meer (gestopt)")

    assert (given_name, last_name) == ("Fleur", "Meer (gestopt)")
    assert "staat een haakje" in name_doubt(last_name, "last_name")
    assert "is alleen een voorletter" in name_doubt("F.M.", "given_name")
    assert name_doubt("Fleur", "given_name") == ""
