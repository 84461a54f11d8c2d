"""Begin with a copy: what comes along, what never does, what stays, and the way back."""

import pytest
from django.urls import reverse

from profiles.copying import Source, names_somebody
from profiles.enums import Role, Sector
from profiles.examples import examples_for, read_examples
from profiles.models import AuditEvent, Leerplaatsprofiel
from profiles.questions import QUESTIONS, Kind
from tests.factories import (
    ANSWERS,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    ProfileVersionFactory,
    SharedAnswersFactory,
    person,
)
from tests.profiles.conftest import logged_in, query_count, text_of

pytestmark = pytest.mark.django_db
RICH = ANSWERS | {
    "team": "Wij zijn met 12. Vraag het aan Joost. Bel 010 999 88 77 als je iets mist.",
    "expect_us": ["Joost haalt je op", "je krijgt tijd voor je opdrachten", "mail naar team@werf.example"],
    "timeline": [["7.30", "Overdracht"], ["8.00", "Joost wijst je de weg"]],
    "report_to": "Joost",
    "photos": [{"id": "1", "alt": "De ingang", "decorative": False}],
    "travel": "Bus 4 tot de Werf.",
}


@pytest.fixture
def werf(leerplaats):
    """Another leerplaats of the same institution, elsewhere in town."""
    other = LeerplaatsFactory(name="De Werf", location__institution=leerplaats.institution)
    LeerplaatsprofielFactory(leerplaats=other, answers=RICH)
    return other


def choose_url(leerplaats):
    return reverse("copy-choose", args=[leerplaats.pk])


def preview_url(leerplaats, source):
    key = source if isinstance(source, str) else f"leerplaats-{source.pk}"
    return reverse("copy-preview", args=[leerplaats.pk, key])


def copy(client, leerplaats, source, *parts, **options):
    return client.post(preview_url(leerplaats, source), {"delen": parts}, **options)


def profile_of(leerplaats):
    return Leerplaatsprofiel.objects.get(leerplaats=leerplaats)


def test_the_choice_shows_own_places_examples_and_what_is_online(as_farida, leerplaats, werf):
    elsewhere = LeerplaatsFactory(name="De Verte", sector=leerplaats.sector)
    LeerplaatsprofielFactory(leerplaats=elsewhere, online=True)
    hidden = LeerplaatsFactory(name="De Stilte", sector=leerplaats.sector)
    LeerplaatsprofielFactory(leerplaats=hidden)

    page = text_of(as_farida.get(choose_url(leerplaats)))

    assert "<h1>Begin met een kopie</h1>" in page
    assert "De Werf" in page and "De Verte" in page and "De Stilte" not in page
    assert page.index("Voorbeeld ziekenhuisafdeling") < page.index("Voorbeeld wijkteam")
    assert "Begin met een leeg profiel" in page
    found = text_of(as_farida.get(choose_url(leerplaats), {"zoek": "niets zo genoemd"}))
    assert "We vinden geen profiel met deze woorden." in found


def test_the_preview_shows_what_comes_and_never_people_phones_or_the_report_place(as_farida, joost, leerplaats, werf):
    page = text_of(as_farida.get(preview_url(leerplaats, werf)))

    for text in ("Wij zijn met 12.", "je krijgt tijd voor je opdrachten", "7.30 Overdracht", "8.30 uur"):
        assert text in page
    for text in (
        "Joost haalt",
        "wijst je de weg",
        "010 999",
        "team@werf",
        "Receptie hoofdingang",
        "De ingang",
        "Bus 4",
    ):
        assert text not in page


def test_copying_fills_the_chosen_parts_and_marks_them(as_farida, joost, leerplaats, werf):
    response = copy(as_farida, leerplaats, werf, "about", "day", follow=True)

    profile = profile_of(leerplaats)
    assert profile.answers == {
        "in_short": RICH["in_short"],
        "care_kind": RICH["care_kind"],
        "team": "Wij zijn met 12.",
        "timeline": [["7.30", "Overdracht"]],
    }
    assert profile.copied_parts == {"about": "De Werf", "day": "De Werf"}
    assert profile.done_parts == []
    page = text_of(response)
    assert "<h1>2 delen zijn overgenomen</h1>" in page
    assert "Maak de kopie ongedaan" in page


def test_an_answer_that_is_there_is_never_written_over(as_farida, leerplaats, werf):
    LeerplaatsprofielFactory(
        leerplaats=leerplaats, answers={"care_kind": "Zorg na een operatie"}, done_parts=["about", "learn"]
    )

    page = text_of(as_farida.get(preview_url(leerplaats, werf)))
    assert "1 antwoord dat je al had, blijft staan." in page
    done = text_of(copy(as_farida, leerplaats, werf, "about", follow=True))

    profile = profile_of(leerplaats)
    assert profile.answers["care_kind"] == "Zorg na een operatie"
    assert profile.answers["in_short"] == RICH["in_short"]
    assert profile.done_parts == ["learn"]
    assert "In deze delen stonden al antwoorden. Die zijn gebleven: over deze leerplaats." in done


def test_what_the_institution_says_already_is_not_copied_over_it(as_farida, leerplaats):
    near = LeerplaatsFactory(name="De Ree", location=leerplaats.location)
    LeerplaatsprofielFactory(leerplaats=near, answers={"clothing": ["own"], "breaks": "Je eet in de kantine."})
    SharedAnswersFactory(institution=leerplaats.institution, answers={"clothing": ["uniform"]})

    page = text_of(as_farida.get(preview_url(leerplaats, near)))
    assert "Deze delen blijven zoals ze zijn, want daar staat al een antwoord: praktische zaken." in page
    copy(as_farida, leerplaats, near, "day")

    assert profile_of(leerplaats).answers == {"breaks": "Je eet in de kantine."}


def test_undo_takes_out_what_came_and_gives_back_the_state_before(as_farida, leerplaats, werf):
    before = {"care_kind": "Zorg na een operatie"}
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=before, done_parts=["about"])
    copy(as_farida, leerplaats, werf, "about", "day")
    event = AuditEvent.objects.get(what="profile_copied")

    undone = as_farida.post(reverse("copy-undo", args=[leerplaats.pk, event.pk]), follow=True)
    profile = profile_of(leerplaats)
    as_farida.post(reverse("copy-undo", args=[leerplaats.pk, event.pk]))

    assert "De kopie van De Werf is ongedaan gemaakt." in text_of(undone)
    assert (profile.answers, profile.copied_parts, profile.done_parts) == (before, {}, ["about"])
    assert profile_of(leerplaats).version == profile.version  # the second click did nothing
    gone = text_of(as_farida.get(reverse("copy-done", args=[leerplaats.pk, event.pk])))
    assert "De kopie van De Werf is er niet meer" in gone


def test_undo_keeps_what_was_rewritten_since(as_farida, leerplaats, werf):
    copy(as_farida, leerplaats, werf, "about", "day")
    profile = profile_of(leerplaats)
    profile.answers["team"] = "Wij zijn met 20."
    profile.save()
    event = AuditEvent.objects.get(what="profile_copied")

    undone = as_farida.post(reverse("copy-undo", args=[leerplaats.pk, event.pk]), follow=True)

    assert profile_of(leerplaats).answers == {"team": "Wij zijn met 20."}
    assert "Wat intussen is aangepast, staat er nog." in text_of(undone)


def test_a_second_click_copies_nothing_more(as_farida, leerplaats, werf):
    copy(as_farida, leerplaats, werf, "about")
    again = copy(as_farida, leerplaats, werf, "about")

    assert again.status_code == 200  # there is nothing left to choose of that part
    assert AuditEvent.objects.filter(what="profile_copied").count() == 1


def test_without_a_part_it_asks_for_one(as_farida, leerplaats, werf):
    page = text_of(copy(as_farida, leerplaats, werf))

    assert page.count("Kies minstens één deel om over te nemen.") == 2
    assert "<title>Fout: " in page
    assert not Leerplaatsprofiel.objects.filter(leerplaats=leerplaats).exists()


def test_one_part_from_its_own_link(as_farida, leerplaats, werf):
    page = text_of(as_farida.get(preview_url(leerplaats, werf) + "?deel=3"))

    assert page.count(" checked") == 1
    assert 'value="day" id="id_delen_2" checked' in page or 'value="day" id="id_delen_1" checked' in page


def test_a_profile_of_the_region_gives_its_published_texts_without_its_building(as_farida, leerplaats):
    far = LeerplaatsFactory(name="De Verte")
    version = ProfileVersionFactory(leerplaats=far, answers=RICH | {"breaks": "Je eet in onze kantine."})
    LeerplaatsprofielFactory(leerplaats=far, answers={"team": "Nog geheim"}, published=version)
    person(Role.COORDINATOR, far.institution, name="Joost Ginds")

    copy(as_farida, leerplaats, far, "about", "day")

    answers = profile_of(leerplaats).answers
    assert answers["team"] == "Wij zijn met 12."
    assert not {"breaks", "clothing", "travel", "photos"} & set(answers)


def test_a_concept_of_another_is_nobodys_example(as_farida, leerplaats):
    hidden = LeerplaatsFactory(name="De Stilte")
    LeerplaatsprofielFactory(leerplaats=hidden)

    for key in (f"leerplaats-{hidden.pk}", f"leerplaats-{leerplaats.pk}", "leerplaats-x", "voorbeeld-geen", "zomaar"):
        assert as_farida.get(preview_url(leerplaats, key)).status_code == 404


def test_a_praktijkopleider_copies_only_what_is_theirs_or_online(leerplaats, werf):
    own = logged_in(person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats))

    assert "De Werf" not in text_of(own.get(choose_url(leerplaats)))
    assert own.get(preview_url(leerplaats, werf)).status_code == 404


def test_the_check_page_warns_for_copied_parts_and_does_not_block(as_farida, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats, copied_parts={"about": "De Werf"})

    page = text_of(as_farida.get(reverse("profile-check", args=[leerplaats.pk])))

    assert "Overgenomen, en nog niet nagekeken" in page
    assert "Over deze leerplaats</a>, van De Werf" in page
    assert "Zet dit profiel online</button>" in page


def test_an_empty_profile_offers_a_copy(as_farida, leerplaats):
    page = text_of(as_farida.get(reverse("profile-tasks", args=[leerplaats.pk])))

    assert "Begin niet met een leeg vel" in page


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example.key)
def test_the_examples_fit_the_questions(example):
    """Only known questions, within their limits, and nothing that the copy would leave out."""
    source = Source("x", example.name, example.about, example.answers)
    assert source.cleaned().answers == example.answers
    for key, value in example.answers.items():
        question = QUESTIONS[key]
        kind = {Kind.LINES: list, Kind.TIMELINE: list}.get(question.kind, str)
        assert isinstance(value, kind), key
        if question.max_lines:
            assert len(value) <= question.max_lines, key
        if question.max_words:
            words = " ".join(" ".join(moment) for moment in value) if kind is list else value
            assert len(words.split()) <= question.max_words, key


def test_the_example_of_the_own_care_comes_first():
    assert examples_for(Sector.HOME_CARE)[0].key == "wijkteam"
    assert examples_for(Sector.NURSING_HOME)[0].key == "verpleeghuis"


@pytest.mark.parametrize("text", ["Bel 010 123 45 67.", "bel 06-12345678", "mail a.b@zorg.example", "Vraag Noor even."])
def test_a_sentence_with_somebody_in_it_is_seen(text):
    assert names_somebody(text, frozenset({"Noor"}))


def test_a_sentence_with_times_and_numbers_is_nobody():
    assert not names_somebody("Van 7.30 tot 16.00 uur, 24 bedden, sinds 2019.", frozenset({"Noor"}))


def test_the_choice_asks_the_same_for_any_number(as_farida, leerplaats, werf):
    LeerplaatsprofielFactory(leerplaats=LeerplaatsFactory(name="Ver weg"), online=True)
    few = query_count(as_farida, choose_url(leerplaats))
    for number in range(6):
        LeerplaatsprofielFactory(leerplaats=LeerplaatsFactory(name=f"Ver {number}"), online=True)
        near = LeerplaatsFactory(name=f"Nabij {number}", location__institution=leerplaats.institution)
        LeerplaatsprofielFactory(leerplaats=near)

    assert query_count(as_farida, choose_url(leerplaats)) == few
