"""Two people in one part: who changed what, and when that is a question."""

import pytest

from profiles.merging import fingerprint, merge, read_seen, write_seen


def test_what_only_i_changed_needs_no_question():
    seen = read_seen(write_seen({"team": "Wij zijn met 10."}))

    merged = merge({"team": "Wij zijn met 12."}, {"team": "Wij zijn met 10."}, seen)

    assert (merged.answers, merged.clashes, merged.kept_theirs) == ({"team": "Wij zijn met 12."}, (), False)


def test_what_only_they_changed_is_kept():
    seen = read_seen(write_seen({"team": "Wij zijn met 10.", "stay": ""}))

    merged = merge({"team": "Wij zijn met 10.", "stay": "5 dagen"}, {"team": "Wij zijn met 11.", "stay": None}, seen)

    assert merged.answers == {"team": "Wij zijn met 11.", "stay": "5 dagen"}
    assert merged.clashes == ()
    assert merged.kept_theirs


def test_the_same_change_twice_is_no_clash():
    seen = read_seen(write_seen({"team": "oud"}))

    assert merge({"team": "nieuw"}, {"team": "nieuw"}, seen).clashes == ()


def test_two_different_changes_are_a_clash():
    seen = read_seen(write_seen({"team": "oud"}))

    assert merge({"team": "van mij"}, {"team": "van Joost"}, seen).clashes == ("team",)


@pytest.mark.parametrize(("choice", "kept"), [("mine", "van mij"), ("theirs", "van Joost")])
def test_a_choice_settles_the_clash(choice, kept):
    seen = read_seen(write_seen({"team": "oud"}))
    settled = {"team": (choice, fingerprint("van Joost"))}

    merged = merge({"team": "van mij"}, {"team": "van Joost"}, seen, settled)

    assert (merged.answers, merged.clashes) == ({"team": kept}, ())


def test_a_text_that_changed_after_the_choice_is_asked_again():
    seen = read_seen(write_seen({"team": "oud"}))
    settled = {"team": ("mine", fingerprint("van Joost"))}

    assert merge({"team": "van mij"}, {"team": "van Joost, later"}, seen, settled).clashes == ("team",)


def test_every_empty_answer_is_the_same():
    assert fingerprint("") == fingerprint(None) == fingerprint([])


def test_without_fingerprints_every_difference_is_asked():
    assert merge({"team": "van mij"}, {"team": "van Joost"}, read_seen("onzin")).clashes == ("team",)
