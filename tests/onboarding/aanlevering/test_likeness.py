import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.aanlevering import Likeness, Person

NOOR = {
    "given_name": "Noor",
    "last_name": "Aalbers",
    "town": "Schiedam",
    "postcode": "3111 AB",
    "email": "noor.aalbers@a.nl",
}


def likely(**changes):
    likeness = Likeness([Person.of_values(1, NOOR)])
    return likeness.find(Person.of_values(2, NOOR | changes)) is not None


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({"email": "x@b.nl"}, True),
        ({"email": "x@b.nl", "postcode": ""}, True),
        ({"email": "x@b.nl", "town": "", "given_name": "NÓÓR"}, True),
        ({"email": "x@b.nl", "given_name": "Jan"}, False),
        ({"email": "x@b.nl", "given_name": "Nora"}, True),  # nearly that name, at the same postcode
        ({"email": "x@b.nl", "given_name": "Nora", "postcode": "3111 XX"}, False),
        ({"email": "noor.aalber@b.nl", "given_name": "N.", "town": "", "postcode": ""}, True),
        ({"email": "x@b.nl", "town": "Delft", "postcode": "2611 AB"}, False),
        ({"last_name": ""}, False),
    ],
)
def test_who_is_likely_the_same(changes, alike):
    assert likely(**changes) is alike


def test_addresses_of_numbers_say_nothing():
    one = Person.of_values(1, NOOR | {"email": "201001@a.nl", "town": "", "postcode": ""})
    other = Person.of_values(2, NOOR | {"email": "201002@a.nl", "town": "", "postcode": "", "given_name": "Sem"})

    assert Likeness([one]).find(other) is None


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries({key: st.text(max_size=6) for key in NOOR}), max_size=12))
def test_nobody_looks_like_themselves_and_any_text_is_taken(people):
    likeness = Likeness()
    for key, values in enumerate(people):
        person = Person.of_values(key, values)
        likeness.add(person)
        found = likeness.find(person)
        assert found is None or found.key != key
