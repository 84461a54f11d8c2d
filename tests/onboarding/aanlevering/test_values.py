import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.aanlevering import values
from onboarding.aanlevering.cells import NotUnderstood, text_of

SHORT = ("ma", "di", "wo", "do", "vr", "za", "zo")


@settings(deadline=None)
@given(st.frozensets(st.integers(0, 6), min_size=1), st.sampled_from(["/", ",", ", ", " ", " + ", ";", " en "]))
def test_weekdays_survive_every_way_of_listing_them(days, between):
    for names in (SHORT, values.WEEKDAYS, [name.title() for name in values.WEEKDAYS]):
        assert values.parse_weekdays(between.join(names[day] for day in sorted(days))) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("di/wo/do", {1, 2, 3}),
        ("ma, di en wo", {0, 1, 2}),
        ("maandag t/m donderdag", {0, 1, 2, 3}),
        ("ma tot en met vr", {0, 1, 2, 3, 4}),
        ("donderdag", {3}),
        ("ma-di", {0, 1}),
        ("ma-wo-vr", {0, 2, 4}),
        ("ma. di. wo.", {0, 1, 2}),
    ],
)
def test_weekdays_are_read(text, days):
    assert values.parse_weekdays(text) == days


@pytest.mark.parametrize("text", ["even weken", "vr t/m ma", "maa", "ma/xx", "//", "dinsdagmiddag"])
def test_unclear_weekdays_are_refused(text):
    with pytest.raises(NotUnderstood, match="Schrijf ze zo: di/wo/do."):
        values.parse_weekdays(text)


def test_dash_between_days_that_are_no_neighbours_is_a_question():
    with pytest.raises(NotUnderstood) as caught:
        values.parse_weekdays("ma-do")
    assert caught.value.sentence == "'ma-do' kan 2 dingen betekenen. Schrijf alle dagen, bijvoorbeeld di/wo/do."


@pytest.mark.parametrize(
    ("text", "number"),
    [("28,5", 28.5), ("28.5", 28.5), ("vier", 4), ("4 dagen", 4), ("32 uur per week", 32), ("24u", 24)],
)
def test_number_is_read_in_digits_and_words(text, number):
    assert values.parse_number(text) == number


@pytest.mark.parametrize("text", ["veel", "24-32", "1.250,5", "", "vier of vijf"])
def test_unclear_number_is_refused(text):
    with pytest.raises(NotUnderstood):
        values.parse_number(text)


@pytest.mark.parametrize("text", ["0", "8", "2,5"])
def test_days_per_week_are_whole_and_fit_in_a_week(text):
    with pytest.raises(NotUnderstood, match="heel getal in van 1 tot en met 7"):
        values.parse_days_per_week(text)


@pytest.mark.parametrize(("text", "postcode"), [("3011ab", "3011 AB"), ("3011 AB", "3011 AB"), ("3011  Ab", "3011 AB")])
def test_postcode_is_read_with_and_without_space(text, postcode):
    assert values.parse_postcode(text) == postcode


@pytest.mark.parametrize("text", ["0111 AB", "3011", "3011 A", "3011 ABC"])
def test_wrong_postcode_is_refused(text):
    with pytest.raises(NotUnderstood):
        values.parse_postcode(text)


@pytest.mark.parametrize(
    ("text", "email"),
    [("Fleur@School.NL", "fleur@school.nl"), ("mailto:f.van-der+1@st.school.nl", "f.van-der+1@st.school.nl")],
)
def test_email_is_kept_in_lower_case(text, email):
    assert values.parse_email(text) == email


@pytest.mark.parametrize(
    "text", ["a@b", "a b@c.nl", "a@b@c.nl", "=a@b.nl", "a..b@c.nl", "a.@c.nl", "zoë@c.nl", "a@-c.nl"]
)
def test_wrong_email_is_refused(text):
    with pytest.raises(NotUnderstood, match="klopt niet"):
        values.parse_email(text)


@pytest.mark.parametrize(("text", "year"), [("2", 2), ("leerjaar 3", 3), ("1e jaar", 1), ("Lj. 4", 4), ("2e", 2)])
def test_year_is_read(text, year):
    assert values.parse_year(text) == year


@pytest.mark.parametrize("text", ["0", "5", "2026-2027", "VP3B", "twee"])
def test_unclear_year_is_refused(text):
    with pytest.raises(NotUnderstood, match="1 tot en met 4"):
        values.parse_year(text)


@pytest.mark.parametrize(("text", "year"), [("Praktijkleren 2", 2), ("Stage 1", 1), ("BPV-3", 3), ("PL4", 4)])
def test_year_is_found_in_the_name_of_a_stage(text, year):
    assert values.parse_stage_label(text) == year


@pytest.mark.parametrize("text", ["Praktijkleren", "Stage 12", "Stage 7", "2"])
def test_stage_without_a_usable_number_is_refused(text):
    with pytest.raises(NotUnderstood):
        values.parse_stage_label(text)


def test_student_number_keeps_its_zeros_and_numbers_lose_their_point():
    assert values.parse_student_number("09 00 200") == "0900200"
    assert (text_of(201000.0), text_of(28.5), text_of(201000)) == ("201000", "28,5", "201000")


def test_list_of_places_is_cut_at_commas():
    assert values.parse_list("De Kade, afdeling 3; geen;Maasoord") == ["De Kade", "afdeling 3", "Maasoord"]
