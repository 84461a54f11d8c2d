"""Words of an institution link to their explanation, and nothing else of a page changes."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString

from profiles.explained_words import ExplainedWords
from profiles.models import GlossaryTerm
from tests.factories import ANSWERS, GlossaryTermFactory, LeerplaatsprofielFactory


def words(*pairs):
    """The words of a page; the keys count from 1."""
    return ExplainedWords(
        [GlossaryTerm(pk=number, term=term, explanation=text) for number, (term, text) in enumerate(pairs, 1)]
    )


def shown(text, glossary):
    """A block of a page with this text of a person in it."""
    source = "{% load glossary %}{% explained words %}<p>{{ text }}</p>{% endexplained %}"
    return Template(source).render(Context({"text": text, "words": glossary}))


def link(key, written, *, first=True):
    anchor = f' id="bij-{key}"' if first else ""
    return f'<a class="word" href="#woord-{key}" aria-describedby="uitleg-{key}"{anchor}>{written}</a>'


def test_the_first_time_in_a_block_a_word_is_a_link():
    glossary = words(("CVA", "beroerte"))
    assert shown("Na een CVA, en nog een CVA.", glossary) == f"<p>Na een {link(1, 'CVA')}, en nog een CVA.</p>"
    assert shown("Ook CVA", glossary) == f"<p>Ook {link(1, 'CVA', first=False)}</p>"
    assert [word.explanation for word in glossary.used] == ["beroerte"]


def test_the_longest_word_wins():
    glossary = words(("overleg", "praten"), ("multidisciplinair overleg", "praten met alle beroepen"))
    assert shown("Het multidisciplinair overleg", glossary) == f"<p>Het {link(2, 'multidisciplinair overleg')}</p>"
    assert [word.key for word in glossary.used] == [2]


@pytest.mark.parametrize(
    "text", ["CVAs en XCVA", "cva", "mail cva@kade.example", "www.CVA.example", "CVA.example/x", "a@CVA.nl"]
)
def test_a_part_of_something_else_is_no_word(text):
    glossary = words(("CVA", "beroerte"))
    assert shown(text, glossary) == f"<p>{text}</p>"
    assert glossary.used == []


def test_capitals_matter_for_an_abbreviation_only():
    glossary = words(("MS", "ziekte van de zenuwen"), ("delier", "plotselinge verwardheid"))
    assert shown("ms Delier", glossary) == f"<p>ms {link(2, 'Delier')}</p>"


def test_a_word_with_a_hyphen_behind_it_and_at_the_end_of_a_sentence_is_found():
    glossary = words(("CVA", "beroerte"))
    assert shown("CVA-zorg.", glossary) == f"<p>{link(1, 'CVA')}-zorg.</p>"
    assert shown("Zorg na CVA.", glossary).endswith("</a>.</p>")


@pytest.mark.parametrize("term", ["lt", "amp", "p", "x27", "quot", "gt", "#x27"])
def test_markup_is_never_taken_for_a_word(term):
    text = '<b>O\'Neil & zoon</b> "zegt" <script>'
    plain = shown(text, None)
    assert "<script" not in plain
    assert shown(text, words((term, "iets"))) == plain


def test_a_hostile_word_stays_text():
    term = '"><img src=x onerror=alert(1)>'
    html = shown(f"Dit is {term} hier", words((term, "<script>alert(2)</script>")))
    assert "<img" not in html
    assert html.count("<") == 4  # the paragraph and the link, open and closed
    assert link(1, "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;") in html


def test_a_word_that_looks_like_a_pattern_is_only_itself():
    glossary = words((".*", "alles"), ("(a|b)+", "iets"))
    assert shown("Gewone tekst ab", glossary) == "<p>Gewone tekst ab</p>"


def test_nothing_is_marked_in_links_headings_and_buttons():
    html = (
        '<h3>CVA</h3><a href="/CVA">CVA</a><button name="CVA">CVA</button><label>CVA <b>CVA</b></label>'
        '<svg><title>CVA</title></svg><input value="CVA"><p title="CVA">CVA</p>'
    )
    marked = words(("CVA", "beroerte")).mark(SafeString(html))
    assert marked == html.replace('"CVA">CVA</p>', f'"CVA">{link(1, "CVA")}</p>')


def test_a_page_without_words_is_left_as_it_is():
    assert shown("CVA", words()) == "<p>CVA</p>"
    assert shown("CVA", None) == "<p>CVA</p>"


@pytest.mark.django_db
def test_the_public_page_explains_the_words_of_its_own_institution(client):
    leerplaats = LeerplaatsprofielFactory(
        online=True, answers=ANSWERS | {"clients": "Mensen na een CVA of met MS.", "meetings": ["CVA-overleg"]}
    ).leerplaats
    term = GlossaryTermFactory(institution=leerplaats.institution, term="CVA", explanation="<i>beroerte</i>")
    GlossaryTermFactory(institution=leerplaats.institution, term="XYZ", explanation="staat niet op de pagina")
    GlossaryTermFactory(term="MS", explanation="van een andere instelling")
    page = client.get(leerplaats.get_absolute_url()).content.decode()
    assert page.count("Woorden op deze pagina") == 1
    assert page.count(f'id="bij-{term.pk}"') == page.count(f'id="woord-{term.pk}"') == 1
    assert page.count(f'href="#woord-{term.pk}"') == 2  # two blocks; the conditions stand beside the clients
    assert "&lt;i&gt;beroerte&lt;/i&gt;" in page
    for absent in ("staat niet op de pagina", "van een andere instelling", "<i>beroerte"):
        assert absent not in page


@pytest.mark.django_db
def test_a_word_that_was_taken_out_is_not_explained(client):
    leerplaats = LeerplaatsprofielFactory(online=True).leerplaats
    GlossaryTermFactory(institution=leerplaats.institution, term="CVA", removed_at=leerplaats.profile.updated_at)
    page = client.get(leerplaats.get_absolute_url()).content.decode()
    assert "CVA" in page
    assert "Woorden op deze pagina" not in page


@pytest.mark.django_db
def test_many_words_cost_one_question_to_the_database(client):
    leerplaats = LeerplaatsprofielFactory(online=True).leerplaats
    counts = []
    for number in (1, 30):
        GlossaryTermFactory.create_batch(number, institution=leerplaats.institution)
        with CaptureQueriesContext(connection) as queries:
            client.get(leerplaats.get_absolute_url())
        counts.append([query["sql"] for query in queries if "glossaryterm" in query["sql"]])
    assert [len(found) for found in counts] == [1, 1]
