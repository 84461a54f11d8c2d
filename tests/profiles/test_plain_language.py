"""Hints for who writes: what they find in real sentences, and what they leave alone."""

import tomllib
from pathlib import Path

import pytest

from profiles.difficult_words import PLAIN_WORDS
from profiles.plain_language import MOST_HINTS, Hint, hints_for
from profiles.questions import QUESTIONS

CONTENT = Path(__file__).parents[2] / "onboarding" / "demo" / "content"
LONG = (
    "Op de eerste dag word je opgehaald bij de receptie door iemand van het team die je daarna meeneemt naar de "
    "afdeling waar je kennismaakt met alle collega's en de mensen voor wie we zorgen."
)


def sentences(text, known_terms=(), key="clients"):
    return [hint.sentence for hint in hints_for({key: text}, QUESTIONS.values(), known_terms)]


def test_a_long_sentence_is_counted_and_pointed_at():
    hints = hints_for({"clients": f"Kort is goed. {LONG.replace('word je opgehaald', 'ga je')}"}, QUESTIONS.values())
    assert hints == [Hint("clients", "De zin ‘Op de eerste dag …’ heeft 34 woorden. Maak er twee van.")]


def test_short_sentences_with_times_and_names_are_left_alone():
    text = (
        "Je begint om 7.30 uur. De overdracht duurt tot 7.45 uur, daarna help je bij het wassen. Om 10.00 uur drinkt "
        "het team koffie met dr. De Vries. Heb je een vraag? Stel hem aan Samira!\n"
        "Vóór de lunch schrijf je op wat je zag"
    )
    assert sentences(text) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Indien je ziek bent, bel je.", "‘Indien’ is voor veel studenten moeilijk. Makkelijker is: als."),
        ("Je belt z.s.m. naar ons.", "‘z.s.m.’ is voor veel studenten moeilijk. Makkelijker is: zo snel als het kan."),
        (
            "We praten ten aanzien van de zorg.",
            "‘ten aanzien van’ is voor veel studenten moeilijk. Makkelijker is: over.",
        ),
        ("Let op decubitus.", "‘decubitus’ is voor veel studenten moeilijk. Makkelijker is: doorligwond."),
        ("Op maandag is het MDO.", "Leg ‘MDO’ uit. Schrijf het voluit, of zet het in de woordenlijst."),
        (
            "De student dient zich om 8.00 uur te melden.",
            "Schrijf ‘moet’ of zeg meteen wat de student doet, in plaats van ‘dient te’.",
        ),
        ("Men eet hier samen.", "Schrijf ‘je’ of ‘we’ in plaats van ‘men’."),
        (
            "De medicijnen worden door twee mensen gecontroleerd.",
            "Wie doet dit? Noem die persoon, in plaats van ‘worden gecontroleerd’.",
        ),
    ],
)
def test_what_reads_hard_gets_a_hint(text, hint):
    assert sentences(text) == [hint]


@pytest.mark.parametrize(
    "text",
    [
        "Je zorgt voor mensen na een beroerte (CVA). Veel mensen met een CVA praten moeilijk.",
        "Het MDO (overleg van alle beroepen) is op maandag.",
        "Je ziet een doorligwond (decubitus).",
        "Neem je VOG mee, en een pdf van je diploma. De tv en het wc-papier staan in de kast. LET OP de drempel.",
        "Mail naar MDO@kade.example of kijk op www.CVA.example.",
        "Dienstmensen en momenten. Het is geen gewone dag. Je wordt verpleegkundige en blijft gezond.",
        "Het conformisme van een indienststelling.",
    ],
)
def test_what_is_plain_or_explained_gets_none(text):
    assert sentences(text) == []


def test_words_of_the_glossary_are_explained_there():
    text = "Bij het MDO praten we over decubitus."
    assert len(sentences(text)) == 2
    assert sentences(text, known_terms=["MDO", "Decubitus"]) == []


def test_an_abbreviation_is_asked_once_and_may_be_explained_at_another_question():
    answers = {"clients": "Op de PG wonen 20 mensen.", "guidance": "Samira werkt op de PG."}
    assert [hint.question_key for hint in hints_for(answers, QUESTIONS.values())] == ["clients"]
    explained = answers | {"in_short": "Je werkt bij mensen met dementie (PG)."}
    assert hints_for(explained, QUESTIONS.values()) == []


def test_a_question_gets_three_hints_at_most():
    text = "Indien men participeert: tevens middels overleg, conform het MDO, alvorens te starten."
    assert len(sentences(text)) == MOST_HINTS


def test_every_kind_of_text_is_read_and_nothing_else():
    answers = {
        "in_short": "Indien.",
        "care_kind": "Indien.",
        "conditions": ["beroerte (CVA)", "Indien."],
        "timeline": [["7.30", "Indien."]],
        "clothing": ["uniform"],
        "sick_phone": "010 123 45 67",
        "contact_email": "PG@kade.example",
        "allowance": {"answer": "yes", "note": "Indien."},
        "onbekend": "Indien.",
    }
    found = [hint.question_key for hint in hints_for(answers, QUESTIONS.values())]
    assert sorted(found) == ["care_kind", "conditions", "in_short", "timeline"]


def test_the_advice_is_plain_itself():
    words = {word for advice in PLAIN_WORDS.values() for word in advice.lower().split()}
    assert words & set(PLAIN_WORDS) == set()
    assert all(word == word.lower() for word in PLAIN_WORDS)


def test_the_profiles_of_the_demo_hardly_get_a_hint():
    files = [path for path in CONTENT.glob("*/*.toml") if not path.name.startswith("_")]
    counted = {path.stem: len(hints_for(_answers(path), QUESTIONS.values())) for path in files}
    assert len(counted) > 30
    assert max(counted.values()) <= 3
    assert sum(counted.values()) <= len(counted) / 2


def _answers(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return content.get("answers", content)
