"""Playful cards on the phone: what is saved, who sees it, two windows, and what a new sjabloon does not change."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from playwright.sync_api import expect

from onboarding.actions import play_cards as actions
from onboarding.actions.confirming import confirm_proposals
from onboarding.demo.play import play
from onboarding.documents import build_document
from onboarding.models import DiceThrow, Placement, PlayCard
from onboarding.papers import printable
from profiles.access import Identity
from profiles.dutch import long_date
from profiles.enums import Role
from profiles.merging import fingerprint
from profiles.models import Membership
from tests.conftest import PHONE
from tests.factories import (
    DiceThrowFactory,
    InspirationCardFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    PlaceOfferFactory,
    PlayCardFactory,
    ProposalFactory,
    StudentFactory,
    ToolChoiceFactory,
    UserFactory,
    person,
)
from tests.journeys.logging_in import keep
from tests.toolbox import pdf_reading
from toolbox.actions.base_formats import load_base_formats
from toolbox.enums import TemplateFormat
from toolbox.models import Item, Template

BINGO, STRIPS, DICE = TemplateFormat.BINGOKAART, TemplateFormat.STRIPPENKAART, TemplateFormat.VRAGENDOBBELSTEEN
pytestmark = pytest.mark.django_db


@pytest.fixture
def placement():
    placement = PlacementFactory(request__student=StudentFactory(with_user=True))
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    return placement


@pytest.fixture
def student(client, placement):
    client.force_login(placement.student.user)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def cells_of(page):
    return re.findall(r'<label for="vak-\d+">(.*?)<span', page)


def paper_of(placement, format):
    """The document that is printed of the card."""
    found = printable(Placement.objects.filter(pk=placement.pk)).get()
    templates = {one.format: one for one in actions.play_templates(found.leerplaats)}
    return build_document(format, found, template=templates[format])


def card_of(placement, format):
    return PlayCard.objects.get(placement=placement, format=format)


def made(placement, format, texts=None):
    texts = texts or [f"Tekst {number}" for number in range(24)]
    return PlayCardFactory(placement=placement, format=format, texts=texts)


# --- Where the texts come from -----------------------------------------------------------------------


def test_confirming_gives_each_student_a_card_of_their_own_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    offer = PlaceOfferFactory(number=3)
    LeerplaatsprofielFactory(leerplaats=offer.leerplaats, online=True)
    confirmed = confirm_proposals(proposals=[ProposalFactory(offer=offer) for _ in range(2)], by=UserFactory()).made
    cards = [{card.format: card.texts for card in one.play_cards.all()} for one in confirmed]
    assert [set(one) for one in cards] == [{BINGO, STRIPS, DICE}] * 2
    assert cards[0][BINGO] != cards[1][BINGO]
    assert cards[0][STRIPS] == cards[1][STRIPS]
    assert len(cards[0][DICE]) == 6
    PlayCard.objects.all().delete()
    with django_assert_max_num_queries(4):
        actions.make_cards(placements=confirmed, templates=actions.play_templates(offer.leerplaats))


def test_looking_writes_nothing_and_the_first_tick_fixes_the_card(student, placement):
    before = text_of(student.get(reverse("my-bingo")))
    student.get(reverse("play-cards"))
    assert not PlayCard.objects.exists()

    student.post(reverse("my-bingo"), {"done": "0", "seen": ""})

    card = card_of(placement, BINGO)
    assert card.marked == {0}
    assert cells_of(before) == [escape(text) for text in card.texts[:16]]


def test_a_new_sjabloon_changes_no_card_that_began(student, placement):
    student.post(reverse("my-bingo"), {"done": "2", "seen": ""})
    texts = card_of(placement, BINGO).texts
    Item.objects.filter(section__template__format=BINGO).update(text="Iets heel anders")
    assert "Iets heel anders" not in text_of(student.get(reverse("my-bingo")))
    assert card_of(placement, BINGO).texts == texts
    assert paper_of(placement, BINGO).first == tuple(texts)


def test_a_merge_field_is_filled_when_the_card_is_shown(student, placement):
    made(placement, STRIPS, ["Drink koffie met [werkbegeleider] op [leerplaats]."])
    page = text_of(student.get(reverse("my-strips")))
    assert f"Drink koffie met …………… op {placement.leerplaats.name}." in page
    placement.werkbegeleider = UserFactory(name="Samira Voorbeeld")
    placement.save()
    assert f"Drink koffie met Samira op {placement.leerplaats.name}." in text_of(student.get(reverse("my-strips")))


def test_the_paper_says_what_the_phone_says_before_and_after_the_first_tick(student, placement):
    page = text_of(student.get(reverse("my-bingo")))
    assert [escape(text) for text in paper_of(placement, BINGO).first[:16]] == cells_of(page)
    made(placement, BINGO, [f"Tekst {24 - number}" for number in range(24)])
    assert paper_of(placement, BINGO).first[:2] == ("Tekst 24", "Tekst 23")
    assert cells_of(text_of(student.get(reverse("my-bingo"))))[:2] == ["Tekst 24", "Tekst 23"]


@pytest.mark.parametrize(
    ("name", "layouts"),
    [("my-bingo-print", ("", "5x5", "leeg")), ("my-strips-print", ("",)), ("my-dice-print", ("", "kaartjes", "zo"))],
)
def test_every_card_is_one_sheet_of_paper(student, placement, name, layouts):
    for layout in layouts:
        pdf = pdf_reading.opened(student.get(reverse(name), {"indeling": layout}).content)
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo.Title).endswith(f"Noor {placement.leerplaats.name}")


def test_without_a_sjabloon_there_is_a_sentence_and_no_paper(student, placement):
    Template.objects.all().delete()
    for name, sentence in (
        ("play-cards", "Er zijn er nu geen."),
        ("my-bingo", "Hier staat straks je bingokaart."),
        ("my-strips", "Hier staat straks je strippenkaart."),
        ("my-dice", "Hier gooi je straks een vraag."),
    ):
        assert sentence in text_of(student.get(reverse(name)))
    assert student.get(reverse("my-bingo-print")).status_code == 404
    assert student.post(reverse("my-bingo"), {"done": "1", "seen": ""}).status_code == 404
    assert student.post(reverse("my-dice-throw")).status_code == 404


def test_a_student_without_a_stage_reads_whom_to_ask(client):
    client.force_login(StudentFactory(with_user=True).user)
    for name in ("play-cards", "my-bingo", "my-strips", "my-dice"):
        assert "Je stageplek is nog niet bekend" in text_of(client.get(reverse(name)))
    assert client.post(reverse("my-bingo"), {"done": "1"}).status_code == 404


# --- Bingo -------------------------------------------------------------------------------------------


def test_one_tick_is_saved_and_says_how_far_the_card_is(student, placement):
    made(placement, BINGO)
    for place in ("0", "1"):
        answer = student.post(reverse("my-bingo"), {"item": place, "checked": "1"})
    assert answer.json()["status"] == "Bewaard. 2 van de 16 vakjes. 2 op een rij."
    assert student.post(reverse("my-bingo"), {"item": "1", "checked": "0"}).json()["note"] == ""
    assert card_of(placement, BINGO).marked == {0}


def test_a_full_row_is_said_calmly(student, placement):
    made(placement, BINGO)
    page = text_of(student.post(reverse("my-bingo"), {"done": ["0", "5", "10", "15"], "seen": ""}, follow=True))
    assert "Bewaard. 4 van de 16 vakjes. Bingo: je hebt 1 rij vol." in page


def test_what_another_window_ticked_stays(student, placement):
    made(placement, BINGO)
    student.post(reverse("my-bingo"), {"done": ["1", "2"], "seen": ""})
    student.post(reverse("my-bingo"), {"done": ["7"], "seen": ""})  # opened before the first was saved
    assert card_of(placement, BINGO).marked == {1, 2, 7}
    student.post(reverse("my-bingo"), {"done": ["2"], "seen": "1 2"})
    assert card_of(placement, BINGO).marked == {2, 7}


def test_the_same_ticks_twice_are_saved_once(student, placement):
    made(placement, BINGO)
    for _ in range(2):
        student.post(reverse("my-bingo"), {"done": ["1"], "seen": ""})
    assert card_of(placement, BINGO).version == 2


@pytest.mark.parametrize("place", ["16", "-1", "x", "", "9999999999", "²"])
def test_a_place_that_is_not_on_the_card_marks_nothing(student, placement, place):
    made(placement, BINGO)
    assert student.post(reverse("my-bingo"), {"item": place, "checked": "1"}).status_code == 200
    assert card_of(placement, BINGO).marks == {}


def test_the_list_stays_a_list_after_saving(student, placement):
    answer = student.post(reverse("my-bingo"), {"done": "1", "seen": "", "weergave": "lijst"})
    assert answer.url == "/mijn-stage/bingo?weergave=lijst"
    assert "bingo-list" in text_of(student.get(answer.url))


def test_the_first_ticks_of_two_windows_at_once_make_one_card(transactional_db, client):
    placement = PlacementFactory(request__student=StudentFactory(with_user=True))
    PlayCardFactory(placement=placement, format=STRIPS)
    PlayCardFactory(placement=placement, format=DICE)
    load_base_formats()  # a test of this kind begins with empty tables

    def tick(place):
        try:
            actions.mark_bingo(placement=placement, ticked={place}, cleared=set())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tick, range(4)))
    assert card_of(placement, BINGO).marked == {0, 1, 2, 3}


# --- Sla over ----------------------------------------------------------------------------------------


def test_a_card_is_skipped_without_losing_anything_and_taken_up_again(student, placement):
    made(placement, BINGO)
    student.post(reverse("my-bingo"), {"done": ["3"], "seen": ""})
    page = text_of(student.post(reverse("play-card-skip", args=["bingo"]), {"over": "1"}, follow=True))
    assert "Je slaat de bingokaart over. Dat is prima." in page
    assert "Overgeslagen" in page
    assert "Doe toch mee" in text_of(student.get(reverse("my-bingo")))
    version = card_of(placement, BINGO).version
    student.post(reverse("play-card-skip", args=["bingo"]), {"over": "1"})
    assert card_of(placement, BINGO).version == version
    back = student.post(reverse("play-card-skip", args=["bingo"]), {"over": "0"}, follow=True)
    assert "Bewaar mijn kaart" in text_of(back)
    assert card_of(placement, BINGO).marked == {3}


def test_only_cards_can_be_skipped(student, placement):
    assert student.post(reverse("play-card-skip", args=["startlijst"]), {"over": "1"}).status_code == 404


# --- Strippenkaart -----------------------------------------------------------------------------------

EMPTY = fingerprint({})


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def as_typed(day):
    return f"{day.day}-{day.month}-{day.year}"


def fill(student, place=0, colleague="Samira", on=None, seen=EMPTY):
    on = as_typed(yesterday()) if on is None else on
    return student.post(reverse("my-strip-fill", args=[place]), {"colleague": colleague, "on": on, "seen": seen})


def test_a_strip_is_filled_changed_and_emptied(student, placement):
    assert fill(student).status_code == 302
    mark = {"with": "Samira", "on": yesterday().isoformat()}
    assert card_of(placement, STRIPS).marks == {"0": mark}
    assert f"Met Samira, {long_date(yesterday())}" in text_of(student.get(reverse("my-strips")))
    fill(student, colleague="Joost", seen=fingerprint(mark))
    assert card_of(placement, STRIPS).mark_at(0)["with"] == "Joost"
    seen = fingerprint(card_of(placement, STRIPS).mark_at(0))
    student.post(reverse("my-strip-clear", args=[0]), {"seen": seen})
    assert card_of(placement, STRIPS).marks == {}


def test_a_strip_filled_twice_by_a_double_click_is_filled_once(student, placement):
    assert [fill(student).status_code for _ in range(2)] == [302, 302]
    assert card_of(placement, STRIPS).version == 2


def test_a_strip_changed_in_two_windows_shows_both_texts_and_then_saves(student, placement):
    fill(student)
    answer = fill(student, colleague="Marjan")  # this window still saw an empty strip
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Dit staat er nu" in page
    assert f"Met Samira, {long_date(yesterday())}" in page
    assert 'value="Marjan"' in page
    assert card_of(placement, STRIPS).mark_at(0)["with"] == "Samira"
    fill(student, colleague="Marjan", seen=fingerprint({"with": "Samira", "on": yesterday().isoformat()}))
    assert card_of(placement, STRIPS).mark_at(0)["with"] == "Marjan"


def test_an_old_window_does_not_empty_what_was_changed(student, placement):
    fill(student)
    page = student.post(reverse("my-strip-clear", args=[0]), {"seen": EMPTY}, follow=True)
    assert "net in een ander scherm aangepast" in text_of(page)
    assert card_of(placement, STRIPS).mark_at(0)


def test_wrong_input_keeps_what_was_typed_and_says_what_to_do(student, placement):
    answer = fill(student, colleague="", on="32-2-2027")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Vul de voornaam in van je collega, bijvoorbeeld Samira." in page
    assert 'value="32-2-2027"' in page
    assert "<details open>" in page
    assert fill(student, place=99).status_code == 404


def test_a_strip_is_used_today_or_earlier_and_not_years_ago(student, placement):
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "Deze dag komt nog." in text_of(fill(student, on=as_typed(tomorrow)))
    assert "Controleer het jaar." in text_of(fill(student, on="1-1-1990"))
    assert fill(student, on=as_typed(timezone.localdate())).status_code == 302


# --- Dobbelsteen -------------------------------------------------------------------------------------


def throw(student, placement):
    last = placement.throws.first()
    return student.post(reverse("my-dice-throw"), {"after": last.pk if last else "0"})


def test_no_question_comes_again_within_six_throws(student, placement):
    for _ in range(14):
        throw(student, placement)
    faces = list(placement.throws.values_list("face", flat=True))
    assert len(faces) == 14
    assert all(len(set(faces[at : at + 6])) == 6 for at in range(9))


def test_the_question_is_the_heading_that_gets_the_focus(student, placement):
    page = text_of(student.get(throw(student, placement).url))
    question = placement.throws.get().question
    assert f'<h2 id="vraag" tabindex="-1" data-focus>{question}</h2>' in page
    assert "Alleen jij ziet dit" in page


def test_a_double_click_throws_once(student, placement):
    answers = [student.post(reverse("my-dice-throw"), {"after": "0"}) for _ in range(2)]
    assert placement.throws.count() == 1
    assert answers[0].url == answers[1].url


def answer(student, one, text, who="eigen", seen=None):
    sent = {"answer": text, "who": who, "seen": actions.answer_mark(one) if seen is None else seen}
    return student.post(reverse("my-throw", args=[one.pk]), sent)


def test_an_answer_is_private_until_it_is_shared_and_can_be_taken_back(student, placement):
    one = DiceThrowFactory(placement=placement)
    answer(student, one, "Eerst vragen.")
    one.refresh_from_db()
    assert (one.answer, one.shared_at) == ("Eerst vragen.", None)
    answer(student, one, "Eerst vragen.", who="gedeeld")
    one.refresh_from_db()
    assert one.shared_at is not None
    for _ in range(2):
        student.post(reverse("my-throw-withdraw", args=[one.pk]))
    one.refresh_from_db()
    assert (one.answer, one.shared_at) == ("Eerst vragen.", None)


def test_an_empty_answer_is_fine_and_cannot_be_shared(student, placement):
    one = DiceThrowFactory(placement=placement)
    assert answer(student, one, "").status_code == 302
    refused = answer(student, one, "", who="gedeeld")
    assert refused.status_code == 422
    assert "Schrijf eerst je antwoord. Daarna kun je het delen." in text_of(refused)


def test_an_answer_changed_in_two_windows_shows_both_texts(student, placement):
    one = DiceThrowFactory(placement=placement)
    seen = actions.answer_mark(one)
    answer(student, one, "Van het eerste scherm")
    clash = answer(student, one, "Van het tweede scherm", seen=seen)
    page = text_of(clash)
    assert clash.status_code == 409
    assert "Van het eerste scherm" in page
    assert "Van het tweede scherm" in page
    one.refresh_from_db()
    assert one.answer == "Van het eerste scherm"
    assert answer(student, one, "Van het tweede scherm").status_code == 302


def test_a_throw_of_another_student_does_not_exist(student):
    other = DiceThrowFactory(answer="Geheim", shared_at=timezone.now())
    assert student.get(reverse("my-throw", args=[other.pk])).status_code == 404
    assert answer(student, other, "Van mij").status_code == 404
    assert student.post(reverse("my-throw-withdraw", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert (other.answer, other.shared_at is not None) == ("Geheim", True)


# --- Who sees it -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "is_reader"),
    [(Role.WERKBEGELEIDER, True), (Role.PRAKTIJKOPLEIDER, True), (Role.COORDINATOR, False)],
)
def test_only_who_guides_reads_what_is_shared_and_nothing_else(client, placement, role, is_reader):
    reader = person(role, placement.institution)
    placement.werkbegeleider = reader if role == Role.WERKBEGELEIDER else None
    placement.save()
    DiceThrowFactory(placement=placement, question="Vraag één?", answer="Gedeeld woord", shared_at=timezone.now())
    DiceThrowFactory(placement=placement, question="Vraag twee?", answer="Eigen woord")
    made(placement, BINGO, ["Zonder hulp de weg gevonden"])
    client.force_login(reader)
    page = text_of(client.get(reverse("placement-detail", args=[placement.pk])))
    assert ("Gedeeld woord" in page) == is_reader
    assert "Eigen woord" not in page
    assert "de weg gevonden" not in page


def test_a_praktijkopleider_of_another_leerplaats_reads_nothing(placement):
    DiceThrowFactory(placement=placement, answer="Gedeeld woord", shared_at=timezone.now())
    identity = identity_of(person(Role.PRAKTIJKOPLEIDER, placement.institution, PlacementFactory().leerplaats))
    assert not DiceThrow.objects.shared_with(identity).exists()
    mine = identity_of(person(Role.PRAKTIJKOPLEIDER, placement.institution, placement.leerplaats))
    assert DiceThrow.objects.shared_with(mine).count() == 1


def identity_of(user):
    memberships = Membership.objects.active().filter(user=user).prefetch_related("leerplaatsen")
    return Identity(user=user, memberships=tuple(memberships))


# --- Which cards a leerplaats uses -------------------------------------------------------------------


def test_who_chose_nothing_shows_all_and_who_chose_shows_only_those(student, placement):
    names = ["my-bingo", "my-strips", "my-dice"]
    shown = text_of(student.get(reverse("my-placement")))
    assert all(f'href="{reverse(name)}"' in shown for name in names)
    ToolChoiceFactory(leerplaats=placement.leerplaats, card=InspirationCardFactory(formats=[STRIPS, "poster"]))
    for page in (text_of(student.get(reverse(name))) for name in ("my-placement", "play-cards")):
        assert [f'href="{reverse(name)}"' in page for name in names] == [False, True, False]


def test_a_card_that_began_stays_when_the_leerplaats_chooses_another(student, placement):
    student.post(reverse("my-bingo"), {"done": "1", "seen": ""})
    ToolChoiceFactory(leerplaats=placement.leerplaats, card=InspirationCardFactory(formats=[STRIPS]))
    assert "Bingokaart" in text_of(student.get(reverse("play-cards")))


def test_the_dice_page_asks_the_same_number_of_queries_for_three_and_for_fifteen(student, placement):
    made(placement, DICE), made(placement, BINGO), made(placement, STRIPS)
    counts = []
    for number in (3, 12):
        for _ in range(number):
            DiceThrowFactory(placement=placement)
        with CaptureQueriesContext(connection) as seen:
            student.get(reverse("my-dice"))
        counts.append(len(seen))
    assert counts[0] == counts[1]


# --- In a browser ------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("has_script", [True, False])
def test_bingo_on_a_phone(transactional_db, browser_page, site, client, has_script):
    placement = PlacementFactory(request__student=StudentFactory(with_user=True))
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    for format in (BINGO, STRIPS, DICE):
        made(placement, format)
    client.force_login(placement.student.user)
    page = browser_page(PHONE, java_script_enabled=has_script)
    keep(page, client.cookies, site)
    page.goto(reverse("my-bingo"))
    button = page.get_by_role("button", name="Bewaar mijn kaart")
    for place in range(2):
        box = page.get_by_label(f"Tekst {place}", exact=True).bounding_box()
        label = page.locator(f"label[for=vak-{place}]").bounding_box()
        assert min(label["width"], label["height"]) >= 44
        assert label["x"] <= box["x"]
        page.locator(f"label[for=vak-{place}]").click()
    if has_script:
        expect(page.get_by_role("status")).to_contain_text("Bewaard. 2 van de 16 vakjes. 2 op een rij.")
        expect(button).to_be_hidden()
    else:
        button.click()
        page.wait_for_load_state()
        expect(page.locator(".message")).to_contain_text("Bewaard. 2 van de 16 vakjes. 2 op een rij.")
    assert card_of(placement, BINGO).marked == {0, 1}
    page.reload()
    expect(page.locator("#vak-1")).to_be_checked()


# --- The demo region ---------------------------------------------------------------------------------


def test_in_the_demo_students_who_began_have_marked_something_and_shared_some(placement):
    today = timezone.localdate()
    begun = [placement, *(PlacementFactory() for _ in range(5))]
    Placement.objects.update(starts_on=today - timedelta(days=20))
    for one in begun:
        actions.make_cards(placements=[one], templates=actions.play_templates(one.leerplaats))
    play(today)
    assert PlayCard.objects.filter(skipped_at__isnull=False).count() == 1
    assert {len(card.marks) for card in PlayCard.objects.filter(format=BINGO)} == {0, 3, 6}
    assert DiceThrow.objects.filter(shared_at__isnull=False).exists()
    assert DiceThrow.objects.filter(shared_at__isnull=True).exists()
    assert all(one.question in card_of(one.placement, DICE).texts for one in DiceThrow.objects.all())
