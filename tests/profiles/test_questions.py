"""The table of questions: every sector is asked sensible things, in its own words, and every answer shows."""

import json
import re
from types import SimpleNamespace

import pytest

from profiles.enums import Sector
from profiles.forms.answers import fields_for
from profiles.models import Leerplaats
from profiles.page_sentences import SENTENCES, guidance_sentences, said_in_sentences
from profiles.profile_page import profile_page
from profiles.questions import PARTS, QUESTIONS, Kind
from profiles.questions.by_sector import OUTSIDE, WORDS
from profiles.search import found_by, refresh
from tests.factories import ANSWERS, LeerplaatsFactory, LeerplaatsprofielFactory
from tests.profiles.conftest import text_of

UNKNOWN = "unknown"
ELSEWHERE = {Kind.PHOTOS, Kind.FILM, Kind.REQUIREMENTS}  # answered on pages of their own, with tests of their own
# These speak of a building with beds, of a route, of a practice: not every sector knows them.
WORDS_OF_OTHERS = {
    Sector.HOME_CARE: "bedden|kamers|bewoners|praktijk heeft",
    Sector.MATERNITY_CARE: "bedden|kamers|bewoners|cliënt naar cliënt|praktijk heeft|bij een cliënt",
    Sector.PUBLIC_HEALTH: "bedden|kamers|bewoners|cliënt naar cliënt|ziektebeelden",
    Sector.PRIMARY_CARE: "bedden|kamers|bewoners|route|rijbewijs|wonen",
    Sector.NURSING_HOME: "bedden|route|rijbewijs|gezin",
    Sector.DISABILITY_CARE: "bedden|route|rijbewijs|gezin|patiënten",
    Sector.YOUTH_CARE: "bedden|route|rijbewijs|ziektebeelden|patiënten",
    Sector.MENTAL_HEALTH: "bedden|route|rijbewijs|gezin",
    Sector.HOSPITAL: "bewoners|route|rijbewijs|gezin|cliënt naar",
    Sector.REHABILITATION: "bewoners|route|rijbewijs|gezin|cliënt naar",
    Sector.HOSPICE: "bedden|route|rijbewijs|gezin|opnameduur",
}


def asked(sector):
    return [question for part in PARTS for question in part.questions_for(sector)]


def shown(sector, **answers):
    """Everything on the page of a leerplaats of that sector, as one text."""
    leerplaats = LeerplaatsFactory.build(sector=sector)
    page = profile_page(leerplaats, ANSWERS | answers)
    return json.dumps([[fact.lines for fact in page.facts], [block.content for block in page.blocks]], default=str)


def an_answer(question):
    """An answer with a word that is nowhere else, and that word as the page shows it."""
    match question.kind:
        case Kind.LINES:
            return [f"kanarie {question.key}", "iets anders"], f"kanarie {question.key}"
        case Kind.TIMELINE:
            return [["7.30", f"kanarie {question.key}"]], f"kanarie {question.key}"
        case Kind.MULTI:
            key, label = question.choices[0]
            return [key], label.lower()
        case Kind.CHOICE:
            key = next(key for key, _ in question.choices if key in SENTENCES[question.key])
            return key, SENTENCES[question.key][key]
        case Kind.APPLIES:
            return {"answer": "yes", "note": f"kanarie {question.key}"}, f"kanarie {question.key}"
        case Kind.TIME:
            return "6.45", "6.45"
        case Kind.PHONE:
            return "010 123 99 99", "010 123 99 99"
        case Kind.EMAIL:
            return "kanarie@maasstroom.example", "kanarie@maasstroom.example"
    return f"kanarie {question.key}", f"kanarie {question.key}"


@pytest.mark.parametrize("sector", Sector)
class TestEverySector:
    def test_the_questions_use_no_words_of_another_sector(self, sector):
        strange = re.compile(rf"\b({WORDS_OF_OTHERS[sector]})", re.IGNORECASE)
        labels = [question.label_for(sector) for question in asked(sector)]
        assert [label for label in labels if strange.search(label)] == []

    def test_a_topic_is_a_handful_of_questions(self, sector):
        sizes = {topic.key: len(topic.questions_for(sector)) for part in PARTS for topic in part.topics_for(sector)}
        assert max(sizes.values()) <= 5
        assert 20 <= len(sizes) <= 26

    def test_every_question_has_a_field_with_a_label_and_a_hint_of_its_own(self, sector):
        for question in asked(sector):
            fields = fields_for(question, sector)
            assert (fields == []) == (question.kind in ELSEWHERE)
            assert all(field.label for _, field in fields)
            if question.kind in (Kind.SHORT, Kind.LINES, Kind.TIMELINE) and question.key != "report_place":
                assert question.hint_for(sector), question.key

    def test_every_answer_shows_on_the_page(self, sector):
        answers, missing = {}, []
        for question in asked(sector):
            if question.kind not in ELSEWHERE:
                answers[question.key], _ = an_answer(question)
        text = shown(sector, **answers).lower()
        for question in asked(sector):
            if question.kind in ELSEWHERE or question.key in ("in_short", "shift_kinds"):
                continue  # the first stands in the head; the second shows when no times are given
            if json.dumps(an_answer(question)[1].lower()).strip('"') not in text:
                missing.append(question.key)
        assert missing == []

    def test_the_facts_are_at_most_eight(self, sector):
        answers = {question.key: an_answer(question)[0] for question in asked(sector) if question.kind not in ELSEWHERE}
        page = profile_page(LeerplaatsFactory.build(sector=sector), answers)
        assert 6 <= len(page.facts) <= 8
        assert [fact.label for fact in page.facts][1:3] == [WORDS[sector].size_label, WORDS[sector].stay_label]

    def test_only_who_goes_out_is_asked_about_the_route(self, sector):
        keys = {question.key for question in asked(sector)}
        route = {"start_address", "visits", "route_by", "driving_licence"}
        assert route & keys == (route if sector in OUTSIDE else set())


def test_the_check_on_words_finds_a_question_about_beds_in_home_care():
    strange = re.compile(rf"\b({WORDS_OF_OTHERS[Sector.HOME_CARE]})", re.IGNORECASE)
    assert strange.search(QUESTIONS["size"].label_for(Sector.HOSPITAL))


def test_the_label_and_hint_follow_the_sector():
    conditions = QUESTIONS["conditions"]
    assert conditions.label_for(Sector.PRIMARY_CARE) == "Met welke klachten komen mensen veel?"
    assert "consultatiebureau" in QUESTIONS["care_kind"].hint_for(Sector.PUBLIC_HEALTH)
    assert dict(fields_for(conditions, Sector.HOSPICE))["conditions"].help_text.endswith("niet meer beter wordt.")


def test_another_sector_hides_what_it_does_not_ask():
    answers = {"route_by": "Op de fiets.", "keys": "Een sleutelbos.", "driving_licence": "yes"}
    at_home, on_a_ward = shown(Sector.HOME_CARE, **answers), shown(Sector.HOSPITAL, **answers)
    for word in ("Op de fiets.", "Een sleutelbos.", "rijbewijs B"):
        assert word in at_home
        assert word not in on_a_ward


def test_a_sector_without_visits_has_no_empty_block_for_them():
    def anchors(sector):
        return [block.anchor for block in profile_page(LeerplaatsFactory.build(sector=sector), ANSWERS).blocks]

    assert "op-pad" in anchors(Sector.MATERNITY_CARE)
    assert "op-pad" not in anchors(Sector.HOSPICE)


def test_every_choice_but_not_known_yet_becomes_a_sentence_or_is_silent_on_purpose():
    silent = {("organised", "unknown"), ("buddy", "no")}
    for key, sentences in SENTENCES.items():
        choices = {choice for choice, _ in QUESTIONS[key].choices}
        assert set(sentences) <= choices
        assert {(key, choice) for choice in choices - set(sentences) if choice != UNKNOWN} <= silent


def test_what_is_not_known_yet_says_nothing():
    assert said_in_sentences({"exam": UNKNOWN, "talks": UNKNOWN}, "exam", "talks") == ()
    assert guidance_sentences({"supervisor_levels": [UNKNOWN], "buddy": UNKNOWN}) == ()
    assert "Weet ik nog niet" not in shown(Sector.HOSPITAL, roles=[UNKNOWN], exam=UNKNOWN)


def test_the_levels_of_the_werkbegeleiders_are_one_sentence():
    assert guidance_sentences({"supervisor_levels": ["mbo4", "hbo"]}) == (
        "Werkbegeleiders hebben een opleiding op mbo niveau 4 en hbo.",
    )


def test_a_list_with_nothing_to_name_can_say_so():
    lists = [question for question in QUESTIONS.values() if question.kind is Kind.LINES]
    without = {"learn_first", "learn_later", "expect_you", "expect_us", "privacy", "first_week", "first_month"}
    assert {question.key for question in lists if not question.none} == without


def test_an_uncertain_choice_can_be_left_open():
    choices = [question for question in QUESTIONS.values() if question.kind is Kind.CHOICE]
    assert len(choices) > 10
    assert all(question.choices[-1] == (UNKNOWN, "Weet ik nog niet") for question in choices)


def test_a_long_answer_has_starters_and_an_example_within_its_limit():
    longs = [question for question in QUESTIONS.values() if question.kind is Kind.LONG]
    for question in longs:
        assert question.bullets and question.max_words, question.key
        assert 0 < len(question.example.split()) <= question.max_words, question.key


def test_the_examples_and_hints_are_plain_dutch():
    texts = [question.example for question in QUESTIONS.values()]
    texts += [question.hint_for(sector) for question in QUESTIONS.values() for sector in Sector]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?])\s+(?=[A-Z])", text) if sentence]
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []
    assert [
        text for text in texts if re.search(r"\b(hij|zij moet|dient|indien|conform|binnenkort|gewoon)\b", text)
    ] == []


def test_what_an_institution_says_once_is_marked_so():
    shared = {key for key, question in QUESTIONS.items() if question.is_shared}
    once = {
        "sick_rule", "clothing", "meals", "parking", "confidant", "emergency", "needlestick", "aggression", "mistake",
        "privacy", "allowance", "travel_cost", "travel", "step_free", "accessibility", "public_transport",
    }  # fmt: skip
    assert once <= shared
    assert not shared & {"in_short", "clients", "timeline", "sick_phone", "contact_email"}


def test_the_page_shows_at_most_three_quotes_and_three_tips():
    said = [SimpleNamespace(kind=kind, text=f"{kind} {number}") for number in range(5) for kind in ("quote", "tip")]
    page = profile_page(LeerplaatsFactory.build(), ANSWERS, quotes=said)
    block = next(block for block in page.blocks if block.anchor == "studenten")
    assert [quote.text for quote in block.content["quotes"]] == ["quote 0", "quote 1", "quote 2"]
    assert [(heading, [tip.text for tip in tips]) for heading, tips in block.content["passed_on"]] == [
        ("Tips", ["tip 0", "tip 1", "tip 2"])
    ]


@pytest.mark.django_db
class TestOnline:
    def test_a_leerplaats_is_found_by_the_projects_of_students_and_the_languages(self, leerplaats):
        said = {"projects": ["een vergelijking van tilmatten"], "languages": "Nederlands en Papiaments."}
        LeerplaatsprofielFactory(leerplaats=leerplaats, answers=ANSWERS | said, online=True)
        refresh(leerplaats)
        for word in ("tilmatten", "Papiaments"):
            assert list(found_by(Leerplaats.objects.all(), word)) == [leerplaats]
        assert list(found_by(Leerplaats.objects.all(), "Portugees")) == []

    def test_two_kinds_of_shifts_stand_below_each_other_with_links(self, client, leerplaats):
        LeerplaatsprofielFactory(
            leerplaats=leerplaats,
            answers=ANSWERS | {"timeline": [["7.30", "Vroeg."]], "timeline_late": [["15.00", "Laat."]]},
            online=True,
        )
        content = text_of(client.get(leerplaats.get_absolute_url()))
        assert content.index('href="#late-dienst"') < content.index('id="late-dienst"')
        assert content.index("Vroeg.") < content.index("Laat.")

    def test_one_kind_of_shift_has_no_links(self, client, leerplaats):
        LeerplaatsprofielFactory(
            leerplaats=leerplaats, answers=ANSWERS | {"timeline": [["7.30", "Vroeg."]]}, online=True
        )
        assert "late-dienst" not in text_of(client.get(leerplaats.get_absolute_url()))

    def test_no_fixed_limits_is_a_sentence_and_not_a_cross(self, client, leerplaats):
        none = QUESTIONS["not_yet"].none
        LeerplaatsprofielFactory(leerplaats=leerplaats, answers=ANSWERS | {"not_yet": [none]}, online=True)
        content = text_of(client.get(leerplaats.get_absolute_url()))
        assert "Er zijn geen vaste grenzen." in content
        assert none not in content
        assert "Dit doe je hier nog niet" not in content

    def test_how_students_work_alone_and_what_to_do_in_danger_are_on_the_page(self, client, leerplaats):
        leerplaats.sector = Sector.HOME_CARE
        leerplaats.save()
        said = {"lone_working": "yes", "emergency": "112 en daarna toets 1.", "needlestick": "Spoel met water."}
        LeerplaatsprofielFactory(leerplaats=leerplaats, answers=ANSWERS | said, online=True)
        content = text_of(client.get(leerplaats.get_absolute_url()))
        assert "Je werkt soms alleen. Je kunt altijd iemand bellen." in content
        assert "Veilig werken</h2>" in content
        assert "112 en daarna toets 1." in content
