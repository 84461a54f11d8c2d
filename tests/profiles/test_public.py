"""What everyone reads of one leerplaats, and its QR code."""

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.addresses import public_address, written_address
from tests.factories import (
    ANSWERS,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PeriodFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
)
from tests.profiles.conftest import query_count, text_of

pytestmark = pytest.mark.django_db
FULL = ANSWERS | {
    "size": "28 bedden",
    "timeline": [["7.30", "Je hoort hoe de nacht was."], ["15.15", "Je vertelt de late dienst alles."]],
    "clients": "Mensen van 25 tot 90 jaar.",
    "learn_first": ["Wassen en aankleden"],
    "not_yet": ["niet alleen medicijnen delen"],
    "organised": "own",
    "fixed_supervisor": "unknown",
    "guidance": "Je praat elke vrijdag.",
    "allowance": {"answer": "ask", "note": "Vraag je stagebureau."},
    "sick_before": "7.00",
    "sick_rule": ["Meld het ook bij je school."],
    "contact_phone": "010 123 40 10",
    "film": {"url": "https://www.youtube.com/watch?v=dekadefilm1", "about": "Een dag op De Kade.", "captions": True},
}


def online(leerplaats, **changes):
    return LeerplaatsprofielFactory(leerplaats=leerplaats, answers=FULL | changes, online=True)


def test_the_page_has_its_blocks_in_order(client, leerplaats):
    online(leerplaats)

    page = client.get(leerplaats.get_absolute_url())

    content = text_of(page)
    blocks = [
        "Feiten", "Contact voor scholen", "Op deze pagina", "Een dag hier</h2>", "Voor wie zorg je?</h2>",
        "Wat kun je hier leren?</h2>", "Zo word je begeleid</h2>", "Praktisch</h2>", "Ziek of te laat</h2>",
        "Filmpje</h2>", "Vragen</h2>",
    ]  # fmt: skip
    positions = [content.index(block) for block in blocks]
    assert positions == sorted(positions)
    assert "7.30 uur" in content
    assert "Laatst bijgewerkt op" in content
    assert "De praktijkopleider werkt op deze leerplaats." in content
    assert "Vraag dit na bij de leerplaats" in content
    assert 'href="tel:+31101234567"' in content
    assert "vóór 7.00 uur" in content
    assert "Download als pdf</a>" in content


def test_an_empty_block_is_hidden(client, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)

    content = text_of(client.get(leerplaats.get_absolute_url()))

    assert "Een dag hier" not in content
    assert "Dit deel is leeg" not in content
    assert "Filmpje" not in content


def test_weet_ik_nog_niet_and_a_duty_without_answer_are_not_shown(client, leerplaats):
    online(leerplaats, allowance={"answer": "", "note": "Nog uitzoeken."})

    content = text_of(client.get(leerplaats.get_absolute_url()))

    assert "Weet ik nog niet" not in content
    assert "Nog uitzoeken." not in content


def test_a_film_elsewhere_is_a_link_until_somebody_plays_it(client, leerplaats):
    online(leerplaats)

    content = text_of(client.get(leerplaats.get_absolute_url()))

    assert 'href="https://www.youtube.com/watch?v=dekadefilm1" rel="noopener" data-film-player=' in content
    assert "De film staat op YouTube. Pas als je hem afspeelt, laadt er iets van YouTube." in content
    assert "<iframe" not in content


def test_a_mobile_number_is_not_public(client, leerplaats):
    online(leerplaats, sick_phone="06 12 34 56 78", contact_phone="06 12 34 56 79")

    content = text_of(client.get(leerplaats.get_absolute_url()))

    assert "12 34 56" not in content
    assert "Het nummer krijg je vóór je start." in content


def test_what_was_typed_is_shown_as_text(client, leerplaats):
    online(leerplaats, guidance="<script>alert(1)</script>", conditions=["<img src=x>"])

    content = text_of(client.get(leerplaats.get_absolute_url()))

    assert "<script>alert" not in content
    assert "&lt;img src=x&gt;" in content


def test_only_coming_places_are_named(client, leerplaats):
    online(leerplaats)
    coming, past = PeriodFactory(), PeriodFactory(starts_on=timezone.localdate().replace(year=2020))
    welcome = ProgrammeFactory(name="Verzorgende IG")
    PlaceOfferFactory(leerplaats=leerplaats, period=coming, programme=welcome, year=2)
    PlaceOfferFactory(leerplaats=leerplaats, period=coming, programme=welcome, year=3)
    PlaceOfferFactory(leerplaats=leerplaats, period=coming, programme__name="Doktersassistent", number=0)
    PlaceOfferFactory(leerplaats=leerplaats, period=past, programme__name="Helpende")

    content = text_of(client.get(leerplaats.get_absolute_url()))

    assert "Verzorgende IG, leerjaar 2 en 3" in content
    assert "Doktersassistent" not in content
    assert "Helpende" not in content


def test_a_concept_does_not_leak(client, leerplaats):
    profile = online(leerplaats)
    profile.answers = profile.answers | {"in_short": "Nog geheim."}
    profile.save()

    assert "Nog geheim." not in text_of(client.get(leerplaats.get_absolute_url()))


def test_without_publication_there_is_no_page(client, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats)

    assert client.get(leerplaats.get_absolute_url()).status_code == 404
    assert client.get(LeerplaatsFactory().get_absolute_url()).status_code == 404
    assert client.get(reverse("leerplaats-public", args=["bestaat-niet"])).status_code == 404


def test_an_archived_leerplaats_says_so(client, leerplaats):
    online(leerplaats)
    leerplaats.archived_at = timezone.now()
    leerplaats.save()

    response = client.get(leerplaats.get_absolute_url())

    assert response.status_code == 410
    assert "De Kade is geen leerplaats meer" in text_of(response)
    assert FULL["in_short"] not in text_of(response)
    assert leerplaats.institution.email in text_of(response)
    assert client.get(reverse("leerplaats-qr", args=[leerplaats.slug])).status_code == 404


def test_the_qr_code_is_an_svg_of_the_address(client, leerplaats, settings):
    settings.SITE_URL = "https://leerplaats.example/"
    online(leerplaats)

    answer = client.get(reverse("leerplaats-qr", args=[leerplaats.slug]))

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")
    assert b"QR-code van De Kade" in answer.content
    assert public_address(leerplaats) == f"https://leerplaats.example/leerplaatsen/{leerplaats.slug}"
    assert written_address(leerplaats) == f"leerplaats.example/leerplaatsen/{leerplaats.slug}"


def test_only_who_may_edit_sees_the_link_to_the_editor(client, as_joost, leerplaats):
    online(leerplaats)
    editor = reverse("profile-tasks", args=[leerplaats.pk])

    assert editor in text_of(as_joost.get(leerplaats.get_absolute_url()))
    assert editor not in text_of(client.get(leerplaats.get_absolute_url()))


def test_reading_takes_the_same_queries_for_any_number_of_places(client, leerplaats):
    online(leerplaats)
    PlaceOfferFactory(leerplaats=leerplaats)
    few = query_count(client, leerplaats.get_absolute_url())
    PlaceOfferFactory.create_batch(30, leerplaats=leerplaats)

    assert query_count(client, leerplaats.get_absolute_url()) == few


def test_who_to_talk_to_can_be_called(client, leerplaats):
    online(leerplaats, confidant="Mevrouw <b>Bos</b>, 010 123 40 09 of bos@kadeburg.example.")

    content = client.get(leerplaats.get_absolute_url()).content.decode()

    assert '<a href="tel:+31101234009">010 123 40 09</a>' in content
    assert '<a href="mailto:bos@kadeburg.example">bos@kadeburg.example</a>.' in content
    assert "Mevrouw &lt;b&gt;Bos&lt;/b&gt;," in content
