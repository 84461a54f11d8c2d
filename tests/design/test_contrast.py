"""The contrast of every pair of tokens that meets on a page, computed from the stylesheet itself (WCAG 2.2)."""

import re
from pathlib import Path

import pytest

THEME = Path(__file__).parents[2] / "static/css/theme.css"
TEXT, GRAPHIC = 4.5, 3.0

TEXT_PAIRS = [
    *[("inkt", ground) for ground in ("papier", "vlak", "mist", "abrikoos", "petrol-tint", "saffraan")],
    *[("inkt-zacht", ground) for ground in ("papier", "vlak", "mist", "abrikoos", "petrol-tint")],
    *[("petrol", ground) for ground in ("papier", "vlak", "mist", "abrikoos", "petrol-tint")],
    *[("petrol-hover", ground) for ground in ("papier", "vlak", "mist", "petrol-tint")],
    *[("petrol-actief", ground) for ground in ("petrol-tint",)],
    *[("op-petrol", ground) for ground in ("petrol", "petrol-hover", "petrol-actief", "groen", "rood")],
    *[("klei", ground) for ground in ("papier", "vlak", "mist", "abrikoos")],
    *[("groen", ground) for ground in ("papier", "vlak", "groen-tint")],
    *[("amber", ground) for ground in ("papier", "vlak", "amber-tint")],
    *[("rood", ground) for ground in ("papier", "vlak", "rood-tint")],
    *[("bezocht", ground) for ground in ("papier", "vlak", "mist", "abrikoos")],
]
GRAPHIC_PAIRS = [
    *[("veldrand", ground) for ground in ("papier", "vlak", "mist")],
    *[("klei-beeld", ground) for ground in ("papier", "vlak", "abrikoos")],
    *[("rood", ground) for ground in ("papier", "vlak")],
    *[("focus-lijn", ground) for ground in ("papier", "vlak", "mist", "abrikoos", "petrol-tint")],
    # On the dark buttons the glow carries the focus; the saffron stop stands in a petrol ring.
    *[("focus-gloed", ground) for ground in ("petrol", "petrol-hover", "petrol-actief")],
    ("saffraan", "petrol"),
]
PAIRS = [(*pair, TEXT) for pair in TEXT_PAIRS] + [(*pair, GRAPHIC) for pair in GRAPHIC_PAIRS]


def tokens(css):
    """The colour tokens: {"inkt": "#1F2A2E", ...}."""
    return dict(re.findall(r"--lp-([a-z-]+): (#[0-9A-F]{6})", css))


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """1 for equal colours, 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_pale(css):
    """The pairs below their norm, as sentences."""
    colours = tokens(css)
    measured = [(ink, ground, norm, contrast(colours[ink], colours[ground])) for ink, ground, norm in PAIRS]
    return [f"{ink} on {ground}: {ratio:.2f} < {norm}" for ink, ground, norm, ratio in measured if ratio < norm]


def test_black_on_white_is_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_every_pair_reaches_its_norm():
    assert too_pale(THEME.read_text()) == []


def test_a_paler_token_is_caught():
    planted = THEME.read_text().replace("--lp-inkt-zacht: #4C5A5E", "--lp-inkt-zacht: #8A9699")

    assert too_pale(planted)[0] == "inkt-zacht on papier: 2.82 < 4.5"


def test_every_colour_token_is_measured():
    measured = {name for pair in PAIRS for name in pair[:2]}

    # `lijn` (1.48) is decoration: nothing may depend on seeing it.
    assert tokens(THEME.read_text()).keys() - measured == {"lijn"}


def test_bootstrap_gets_no_colour_of_its_own():
    css = THEME.read_text()
    known = set(tokens(css).values())
    hexes = set(re.findall(r"--bs-[a-z-]+: (#[0-9A-F]{6})", css))
    triples = {
        "#{:02X}{:02X}{:02X}".format(*map(int, found))
        for found in re.findall(r"--bs-[a-z-]+-rgb: (\d+), (\d+), (\d+)", css)
    }

    assert hexes | triples <= known
