from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.aanlevering.cells import NotUnderstood
from onboarding.aanlevering.dates import EVERY_MARK, MONTHS, SLASH, doubtful_marks, parse_date

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def _refusal(text, doubtful=SLASH):
    with pytest.raises(NotUnderstood) as caught:
        parse_date(text, doubtful)
    return caught.value.sentence


@settings(deadline=None)
@given(DAYS)
def test_every_certain_way_of_writing_gives_the_day_back(day):
    month = MONTHS[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"{day.day} {month} {day.year}",
        f"{day.day}-{month[:3]}-{day.year}",
        f"Maandag {day.day} {month.upper()} {day.year}",
        str((day - date(1899, 12, 30)).days),
    ):
        assert parse_date(text) == day


@settings(deadline=None)
@given(DAYS)
def test_slashes_are_read_the_dutch_way_or_not_at_all(day):
    text = f"{day.day}/{day.month}/{day.year}"

    assert parse_date(text, frozenset()) == day
    if day.day > 12 or day.day == day.month:
        assert parse_date(text) == day
    else:
        assert "Schrijf de maand voluit." in _refusal(text)


@settings(deadline=None)
@given(DAYS)
def test_a_date_that_is_read_is_never_the_american_one_in_disguise(day):
    """In a list with American dates a short date is a question or can only be one day."""
    text = f"{day.month}-{day.day}-{day.year}"
    try:
        read = parse_date(text, EVERY_MARK)
    except NotUnderstood:
        return
    assert read == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31-02-2027", "31 februari bestaat niet. Vul een andere datum in."),
        ("31 april 2026", "31 april bestaat niet. Vul een andere datum in."),
        ("29-2-2027", "29 februari 2027 bestaat niet. Vul een andere datum in."),
        ("0-2-2027", "0 februari bestaat niet. Vul een andere datum in."),
        ("25-13-2027", "maand 13 bestaat niet. Schrijf de datum zo: 1 februari 2027."),
        ("03/04/26", "welke datum is 03/04/26? Schrijf de maand voluit en het jaar met 4 cijfers."),
        ("3-4-26", "welke datum is 3-4-26? Schrijf de maand voluit en het jaar met 4 cijfers."),
        ("3 april 26", "welke datum is 3 april 26? Schrijf de maand voluit en het jaar met 4 cijfers."),
        ("03/04/2026", "is 03/04/2026 3 april of 4 maart? Schrijf de maand voluit."),
        ("1-2-1927", "het jaar 1927 klopt niet. Schrijf de datum zo: 1 februari 2027."),
        ("1 march 2027", "de maand 'march' kennen we niet. Schrijf de datum zo: 1 februari 2027."),
        ("1 febtober 2027", "de maand 'febtober' kennen we niet. Schrijf de datum zo: 1 februari 2027."),
        ("week 6", "van welk jaar is 'week 6'? Schrijf de datum zo: 1 februari 2027."),
        ("12345", "de datum '12345' kunnen we niet lezen. Schrijf de datum zo: 1 februari 2027."),
        ("1-2/2027", "de datum '1-2/2027' kunnen we niet lezen. Schrijf de datum zo: 1 februari 2027."),
    ],
)
def test_date_that_we_cannot_be_sure_of_is_a_sentence(text, sentence):
    assert _refusal(text) == sentence


def test_leap_day_in_a_leap_year_exists():
    assert parse_date("29-2-2028") == date(2028, 2, 29)


def test_dutch_dashes_become_a_question_in_a_list_with_american_dates():
    assert parse_date("03-04-2026") == date(2026, 4, 3)
    assert _refusal("03-04-2026", EVERY_MARK) == "is 03-04-2026 3 april of 4 maart? Schrijf de maand voluit."
    assert parse_date("05-05-2026", EVERY_MARK) == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        ([], SLASH),
        (["1-2-2027", "2027-02-25", "x"], SLASH),
        (["1/2/2027", "25/4/2027"], frozenset()),
        (["1/2/2027", "25-4-2027"], SLASH),
        (["04/25/2027", "1/2/2027"], EVERY_MARK),
        (["25-4-2027", "18-6-2027", "2/13/2027"], SLASH),
        (["25-4-2027", "2-13-2027"], SLASH),
    ],
)
def test_order_shows_in_the_dates_that_can_only_be_read_one_way(texts, marks):
    assert doubtful_marks(texts) == marks


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("week 5 2027", date(2027, 2, 1), date(2027, 2, 5)),
        ("wk 5, 2027", date(2027, 2, 1), date(2027, 2, 5)),
        ("2027-W05", date(2027, 2, 1), date(2027, 2, 5)),
        ("Week 53 2026", date(2026, 12, 28), date(2027, 1, 1)),
    ],
)
def test_a_week_is_its_monday_or_its_friday(text, first, last):
    assert (parse_date(text), parse_date(text, is_last=True)) == (first, last)


def test_a_week_that_is_not_there_is_a_sentence():
    with pytest.raises(NotUnderstood, match="week 54 van 2027 bestaat niet"):
        parse_date("week 54 2027")
