"""The word list of an institution: one word, many at once, away and back, and nobody else's."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.actions import glossary as actions
from profiles.enums import Role
from profiles.forms.glossary import MOST_LINES, TermLine, TermLinesField
from profiles.models import AuditEvent, GlossaryTerm
from tests.factories import GlossaryTermFactory, InstitutionFactory, person

pytestmark = pytest.mark.django_db
LIST = "/werk/instelling/woordenlijst"


@pytest.fixture
def institution():
    return InstitutionFactory(name="Zorggroep Kade")


@pytest.fixture
def editor(client, institution):
    user = person(Role.PRAKTIJKOPLEIDER, institution)
    client.force_login(user)
    return user


def kept(institution):
    return list(GlossaryTerm.objects.kept().filter(institution=institution).values_list("term", "explanation"))


def text_of(answer):
    return answer.content.decode()


def test_an_empty_list_says_what_it_is_for(client, editor):
    page = text_of(client.get(LIST))
    assert "Begin met drie" in page
    assert "pdf" not in page
    assert 'name="zoek"' not in page


def test_a_word_is_added_and_changed_and_the_log_knows(client, institution, editor):
    address = reverse("glossary-term-new", args=[institution.pk])
    answer = client.post(address, {"term": " CVA ", "explanation": "beroerte"}, follow=True)
    assert "CVA is toegevoegd." in text_of(answer)
    term = GlossaryTerm.objects.get()
    change = reverse("glossary-term-edit", args=[term.pk])
    client.post(change, {"term": "CVA", "explanation": "beroerte: een bloedvat in je hersens gaat dicht"})
    assert kept(institution) == [("CVA", "beroerte: een bloedvat in je hersens gaat dicht")]
    events = AuditEvent.objects.filter(subject=f"profiles.glossaryterm:{term.pk}").order_by("pk")
    assert [(event.what, event.by, event.institution) for event in events] == [
        ("glossaryterm_created", editor, institution),
        ("glossaryterm_changed", editor, institution),
    ]


@pytest.mark.parametrize(
    ("term", "explanation", "error"),
    [
        ("", "beroerte", "Vul het woord of de afkorting in, bijvoorbeeld CVA."),
        ("CVA", "", "Vul in wat het betekent, bijvoorbeeld beroerte."),
        ("C" * 61, "beroerte", "Kort het woord in tot 60 tekens."),
        ("mdo", "overleg", "Dit woord staat al in de lijst. Pas daar de uitleg aan."),
    ],
)
def test_what_cannot_be_stored_is_said_in_a_sentence(client, institution, editor, term, explanation, error):
    GlossaryTermFactory(institution=institution, term="MDO")
    address = reverse("glossary-term-new", args=[institution.pk])
    answer = client.post(address, {"term": term, "explanation": explanation})
    page = text_of(answer)
    assert "<title>Fout: " in page
    assert page.count(error) == 2  # above, and at the field
    assert len(kept(institution)) == 1


def test_a_word_goes_and_comes_back(client, institution, editor):
    term = GlossaryTermFactory(institution=institution, term="MDO", explanation="overleg")
    page = text_of(client.post(reverse("glossary-term-remove", args=[term.pk]), follow=True))
    assert "MDO is uit de lijst gehaald." in page
    assert kept(institution) == []
    assert client.get(reverse("glossary-term-edit", args=[term.pk])).url == f"{LIST}?weg={term.pk}"
    for _ in range(2):  # a second click changes nothing
        page = text_of(client.post(reverse("glossary-term-restore", args=[term.pk]), follow=True))
        assert kept(institution) == [("MDO", "overleg")]
    assert "MDO staat weer in de lijst." in page
    assert AuditEvent.objects.filter(what="glossaryterm_restored").count() == 1


def test_a_word_that_was_written_anew_is_not_put_back_beside_it(client, institution, editor):
    old = GlossaryTermFactory(institution=institution, term="MDO")
    actions.remove_term(term=old, by=editor)
    GlossaryTermFactory(institution=institution, term="mdo", explanation="nieuw")
    page = text_of(client.post(reverse("glossary-term-restore", args=[old.pk]), follow=True))
    assert "MDO staat al opnieuw in de lijst." in page
    assert kept(institution) == [("mdo", "nieuw")]


def test_the_database_holds_every_word_once(institution):
    GlossaryTermFactory(institution=institution, term="CVA")
    with pytest.raises(IntegrityError):
        GlossaryTermFactory(institution=institution, term="cva")


def test_the_same_word_from_two_windows_is_refused_by_the_action(institution, editor):
    GlossaryTermFactory(institution=institution, term="CVA")
    with pytest.raises(actions.AlreadyThere):
        actions.save_term(term=GlossaryTerm(institution=institution, term="CVA", explanation="x"), by=editor)


def test_many_words_are_pasted_and_what_was_there_stays(client, institution, editor):
    GlossaryTermFactory(institution=institution, term="CVA", explanation="beroerte")
    lines = "cva = iets anders\nMDO\toverleg met alle beroepen\r\n\nADL: wassen en aankleden\nMDO = dubbel"
    answer = client.post(reverse("glossary-paste", args=[institution.pk]), {"lines": lines}, follow=True)
    assert "2 woorden zijn toegevoegd. CVA stond er al en is niet veranderd." in text_of(answer)
    assert kept(institution) == [
        ("ADL", "wassen en aankleden"),
        ("CVA", "beroerte"),
        ("MDO", "overleg met alle beroepen"),
    ]


def test_lines_that_cannot_be_read_are_named_and_nothing_is_stored(client, institution, editor):
    data = {"lines": "CVA = beroerte\nMDO overleg\n= leeg\n" + "x" * 61 + " = te lang"}
    page = text_of(client.post(reverse("glossary-paste", args=[institution.pk]), data))
    assert "Regel 2: zet het teken = tussen het woord en de uitleg." in page
    assert "Regel 3: schrijf vóór en na het teken = iets op." in page
    assert "Regel 4: kort het woord in tot 60 tekens." in page
    assert "MDO overleg" in page  # what was typed is still there
    assert kept(institution) == []


def test_a_line_is_read_with_whatever_stands_between():
    text = "a = b\nc\td\ne: f\ng - h\ni = j = k\nonco - afdeling = kanker"
    assert TermLinesField().clean(text) == [
        TermLine("a", "b"),
        TermLine("c", "d"),
        TermLine("e", "f"),
        TermLine("g", "h"),
        TermLine("i", "j = k"),
        TermLine("onco - afdeling", "kanker"),
    ]
    with pytest.raises(ValidationError, match="Dit zijn 301 regels"):
        TermLinesField().clean("a = b\n" * (MOST_LINES + 1))


def test_a_long_list_is_searched_in_words_and_explanations(client, institution, editor):
    GlossaryTermFactory.create_batch(11, institution=institution)
    GlossaryTermFactory(institution=institution, term="CVA", explanation="beroerte")
    assert 'name="zoek"' in text_of(client.get(LIST))
    for words in ("cva", "BEROER"):
        page = text_of(client.get(LIST, {"zoek": words}))
        assert "1 woord voor" in page
        assert "beroerte" in page
        assert "woord1" not in page
    assert "We vinden geen woord" in text_of(client.get(LIST, {"zoek": "xyz"}))


def test_the_list_makes_as_many_queries_for_three_as_for_forty_words(client, institution, editor):
    counts = []
    for number in (3, 37):
        GlossaryTermFactory.create_batch(number, institution=institution)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_two_institutions_do_not_meet(client, institution, editor):
    theirs = GlossaryTermFactory(term="GEHEIM")
    page = text_of(client.get(LIST, {"instelling": theirs.institution_id, "weg": theirs.pk}))
    assert "Zorggroep Kade" in page
    assert "GEHEIM" not in page
    for name, key in (
        ("glossary-term-edit", theirs.pk),
        ("glossary-term-new", theirs.institution_id),
        ("glossary-paste", theirs.institution_id),
        ("glossary-print", theirs.institution_id),
    ):
        assert client.get(reverse(name, args=[key])).status_code == 404
    GlossaryTermFactory(institution=institution, term="MDO")
    assert client.post(
        reverse("glossary-term-new", args=[institution.pk]), {"term": "GEHEIM", "explanation": "eigen"}
    ).url.startswith(LIST)


def test_who_works_in_two_institutions_chooses(client, institution, editor):
    second = InstitutionFactory(name="Zorggroep Werf")
    editor.memberships.create(role=Role.COORDINATOR, institution=second, starts_on=editor.memberships.get().starts_on)
    GlossaryTermFactory(institution=second, term="WERFWOORD")
    assert "WERFWOORD" not in text_of(client.get(LIST))
    assert "WERFWOORD" in text_of(client.get(LIST, {"instelling": second.pk}))
    answer = client.post(reverse("glossary-term-new", args=[second.pk]), {"term": "CVA", "explanation": "beroerte"})
    assert answer.url == f"{LIST}?instelling={second.pk}"
