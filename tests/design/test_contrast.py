"""The contrast of every pair of tokens that meets on a page, computed from the stylesheet itself (WCAG 2.2)."""

import re
from pathlib import Path

import pytest

THEME = Path(__file__).parents[2] / "static/css/theme.css"
TEXT, GRAPHIC = 4.5, 3.0

TEXT_PAIRS = [
    *[("inkt", ground) for ground in ("papier", "vlak", "mist", "abrikoos", "petrol-tint")],
    ("op-saffraan", "saffraan"),
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
    *[("petrol", ground) for ground in ("papier", "vlak", "petrol-tint")],
]
# What carries a sign differs: on paper a dark line with the glow on dark buttons, and saffron within its petrol ring;
# in the dark the white line and saffron itself stand out from the page around them.
BY_SCHEME = {
    "light": [
        *[("focus-gloed", ground) for ground in ("petrol", "petrol-hover", "petrol-actief")],
        ("saffraan", "petrol"),
    ],
    "dark": [
        (sign, ground) for sign in ("focus-gloed", "saffraan") for ground in ("papier", "vlak", "mist", "abrikoos")
    ],
}
DARK = "@media screen and (prefers-color-scheme: dark)"


def tokens(css):
    """The colour tokens: {"inkt": "#1F2A2E", ...}."""
    return dict(re.findall(r"--lp-([a-z-]+): (#[0-9A-F]{6})", css))


def schemes(css):
    """The stylesheet in two: what holds in the light, and what the dark puts in its place."""
    light, dark = css.split(DARK)
    return {"light": light, "dark": dark}


def pairs_of(scheme):
    """(ink, ground, norm) of every pair that is measured in `scheme`."""
    return [(*pair, TEXT) for pair in TEXT_PAIRS] + [(*pair, GRAPHIC) for pair in GRAPHIC_PAIRS + BY_SCHEME[scheme]]


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """1 for equal colours, 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_pale(css, scheme):
    """The pairs below their norm, as sentences."""
    colours = tokens(schemes(css)[scheme])
    measured = [(ink, ground, norm, contrast(colours[ink], colours[ground])) for ink, ground, norm in pairs_of(scheme)]
    return [f"{ink} on {ground}: {ratio:.2f} < {norm}" for ink, ground, norm, ratio in measured if ratio < norm]


def test_black_on_white_is_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("scheme", BY_SCHEME)
def test_every_pair_reaches_its_norm(scheme):
    assert too_pale(THEME.read_text(), scheme) == []


@pytest.mark.parametrize(
    ("scheme", "token", "paler", "sentence"),
    [
        ("light", "--lp-inkt-zacht: #4C5A5E", "--lp-inkt-zacht: #8A9699", "inkt-zacht on papier: 2.82 < 4.5"),
        ("dark", "--lp-inkt-zacht: #B4C2C3", "--lp-inkt-zacht: #5F6C6E", "inkt-zacht on papier: 3.27 < 4.5"),
    ],
)
def test_a_paler_token_is_caught(scheme, token, paler, sentence):
    planted = THEME.read_text().replace(token, paler)

    assert too_pale(planted, scheme)[0] == sentence


def test_every_colour_token_is_measured_and_has_a_dark_one():
    both = {scheme: tokens(css).keys() for scheme, css in schemes(THEME.read_text()).items()}

    for scheme, known in both.items():
        measured = {name for pair in pairs_of(scheme) for name in pair[:2]}
        # `lijn` (1.48) is decoration: nothing may depend on seeing it.
        assert known - measured == {"lijn"}
    assert both["light"] == both["dark"]


@pytest.mark.parametrize("scheme", BY_SCHEME)
def test_bootstrap_gets_no_colour_of_its_own(scheme):
    css = schemes(THEME.read_text())[scheme]
    triples = {
        "#{:02X}{:02X}{:02X}".format(*map(int, found))
        for found in re.findall(r"--bs-[a-z-]+-rgb: (\d+), (\d+), (\d+)", css)
    }

    assert not re.search(r"--bs-[a-z-]+: #", css)
    assert triples and triples <= set(tokens(css).values())


def test_every_colour_that_bootstrap_mixes_has_a_dark_one():
    light, dark = (set(re.findall(r"--bs-[a-z-]+-rgb", css)) for css in schemes(THEME.read_text()).values())

    assert light == dark


def test_other_stylesheets_use_tokens_only():
    """A colour of its own would stay as it is in the dark; paper and the ground behind a film are the exceptions."""
    own = {
        f"{sheet.name}: {colour}"
        for sheet in sorted(THEME.parent.glob("*.css"))
        if sheet.name not in ("theme.css", "print.css")
        for colour in re.findall(r"[:\s](#[0-9a-fA-F]{3,8}|white|black)(?![-\w])(?=[^{]*})", sheet.read_text())
    }

    assert own == {"profiles.css: #000"}
