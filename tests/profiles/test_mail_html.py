"""The HTML of a mail: the same words as its text, links as buttons, readable for everybody."""

import re
from html import unescape
from pathlib import Path

import pytest

from profiles.mail_html import as_html, blocks_of
from profiles.mailing import compose

TEXT = """Beste Noor,

Je stageplek is bekend.

Wanneer: maandag 2 februari 2026 om 8.30 uur
Waar: Receptie, Kadeplein 4, 3011 AB Rotterdam

Dit staat nog open:
- Vraag je VOG aan.
  Uiterlijk vrijdag.
- Koop schoenen.

1. Lees de pagina.
2. Vink af.

Open jouw pagina: https://stage.example/mijn-stage?a=1&b=2

123456

Vraag? Mail stage@zorg.example of bel 010 123 45 67.

Groet,
De Kade & <b>vrienden</b>
"""


def words(html):
    body = html.partition("<body")[2].partition(">")[2]
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:a|strong)\b[^>]*>", "", body))).split()


def test_says_the_same_words_as_the_text():
    """A button has the words of its line; its address is the only thing that is not read aloud."""
    expected = TEXT.replace("\n- ", "\n").replace("\n1. ", "\n").replace("\n2. ", "\n")
    expected = expected.replace("pagina: https://stage.example/mijn-stage?a=1&b=2", "pagina")
    assert words(as_html("Onderwerp", TEXT)) == expected.split()


def test_reads_the_kinds_of_blocks():
    assert [block.kind for block in blocks_of(TEXT)] == [
        "text", "text", "text", "text", "list", "steps", "button", "code", "text", "text",
    ]  # fmt: skip
    button = next(block for block in blocks_of(TEXT) if block.kind == "button")
    assert (button.lines, button.url) == (("Open jouw pagina",), "https://stage.example/mijn-stage?a=1&b=2")


def test_makes_addresses_and_numbers_into_links():
    html = as_html("Onderwerp", TEXT)
    for address in ("mailto:stage@zorg.example", "tel:+31101234567", "https://stage.example/mijn-stage?a=1&amp;b=2"):
        assert f'href="{address}"' in html


def test_what_somebody_typed_stays_text():
    html = as_html(
        '"><script>', '<img src=x onerror=alert(1)> [x](javascript:alert(1)) http://kwaad.example/"onclick="x'
    )
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert '"onclick' not in html


def test_needs_no_table_no_picture_and_nothing_of_elsewhere():
    html = as_html("Onderwerp", TEXT)
    for word in ("<table", "<img", "<link", "<script", "url(", "@import", "@font-face"):
        assert word not in html


@pytest.mark.parametrize("text", ["", "\n\n", "Alleen dit."])
def test_takes_any_text(text):
    assert words(as_html("Onderwerp", text)) == text.split()


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_text_colour_has_enough_contrast_by_day_and_in_the_dark():
    base = (Path(__file__).parents[2] / "templates/emails/base.html").read_text()
    pairs = set(re.findall(r"background-color:\s*(#\w{6})[^;]*;\s*color:\s*(#\w{6})", base))
    assert len(pairs) == 6  # card, button and code, by day and in the dark
    pairs |= {("#FFFFFF", "#0E5361"), ("#1A2427", "#7CC3CF")}  # a link on the card
    assert all(
        colour in base + (Path(__file__).parents[2] / "profiles/mail_html.py").read_text()
        for pair in pairs
        for colour in pair
    )
    assert min(contrast(*pair) for pair in pairs) >= 4.5


def test_the_sender_is_the_institution_and_says_through_whom(settings):
    mail = compose("Onderwerp", TEXT, to=["noor@x.example"], sender="Zorggroep De Kade", reply_to="stage@zorg.example")
    assert mail.from_email == f"Zorggroep De Kade via {settings.SITE_NAME} <stage@regiomaas.example>"
    assert mail.reply_to == ["stage@zorg.example"]
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"


def test_without_an_institution_the_portal_itself_is_the_sender(settings):
    mail = compose("Onderwerp", TEXT, to=["noor@x.example"], sender=settings.SITE_NAME)
    assert mail.from_email == f"{settings.SITE_NAME} <stage@regiomaas.example>"
    assert mail.reply_to == [settings.HELP_EMAIL]
