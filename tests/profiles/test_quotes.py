"""What students tell: waiting, approved or not, three at most on the page, in an order somebody chose."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from profiles.actions import quotes as actions
from profiles.enums import QuoteStatus
from profiles.models import AuditEvent, Quote
from tests.factories import LeerplaatsFactory, LeerplaatsprofielFactory, ProgrammeFactory, QuoteFactory
from tests.profiles.conftest import query_count, text_of

pytestmark = pytest.mark.django_db


def url(leerplaats):
    return reverse("quote-list", args=[leerplaats.pk])


def press(client, quote, what, follow=True):
    address = reverse("quote-change", args=[quote.leerplaats_id, quote.pk])
    return client.post(address, {"wat": what}, follow=follow)


def on_page(leerplaats):
    return list(Quote.objects.filter(leerplaats=leerplaats).shown().values_list("first_name", flat=True))


@pytest.fixture
def three(leerplaats):
    return [
        QuoteFactory(leerplaats=leerplaats, approved=True, position=place, first_name=name)
        for place, name in enumerate(("Ali", "Bo", "Cem"), 1)
    ]


def test_without_texts_the_page_says_where_they_come_from(as_joost, leerplaats):
    content = text_of(as_joost.get(url(leerplaats)))
    assert "Er zijn geen nieuwe teksten. Studenten kunnen iets sturen vanaf hun eerste stagedag" in content
    assert "Nieuw (0)" in content
    assert "Op de pagina (0 van 3)" in content


def test_a_waiting_text_is_counted_on_the_task_list_and_is_not_public(as_joost, client, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    quote = QuoteFactory(leerplaats=leerplaats)
    assert "1 nieuw" in text_of(as_joost.get(reverse("profile-tasks", args=[leerplaats.pk])))
    assert quote.text in text_of(as_joost.get(url(leerplaats)))
    assert quote.text not in text_of(client.get(leerplaats.get_absolute_url()))


def test_an_approved_text_is_on_the_public_page(as_joost, joost, client, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    quote = QuoteFactory(leerplaats=leerplaats)
    content = text_of(press(as_joost, quote, "goedkeuren"))
    assert "De tekst van Noor is goedgekeurd en staat op de pagina." in content
    page = text_of(client.get(leerplaats.get_absolute_url()))
    assert quote.text in page
    assert "Noor, Verzorgende IG, leerjaar 2" in page
    quote.refresh_from_db()
    assert (quote.status, quote.position, quote.decided_by) == ("approved", 1, joost)
    event = AuditEvent.objects.get(what="quote_status")
    assert (event.by, event.detail["before"], event.detail["after"]) == (joost, "proposed", "approved")


def test_approving_twice_has_one_effect(as_joost, leerplaats):
    quote = QuoteFactory(leerplaats=leerplaats)
    for _ in range(2):
        press(as_joost, quote, "goedkeuren")
    assert AuditEvent.objects.filter(what="quote_status").count() == 1
    assert on_page(leerplaats) == ["Noor"]


def test_a_fourth_text_is_approved_but_not_on_the_page(as_joost, leerplaats, three):
    quote = QuoteFactory(leerplaats=leerplaats, first_name="Dia")
    content = text_of(press(as_joost, quote, "goedkeuren"))
    assert "Er staan al 3 teksten op de pagina. Haal er één weg als je deze wilt laten zien." in content
    assert on_page(leerplaats) == ["Ali", "Bo", "Cem"]
    assert "Haal er eerst één weg, dan past deze erbij." in text_of(press(as_joost, quote, "op-de-pagina"))
    press(as_joost, three[0], "van-de-pagina")
    press(as_joost, quote, "op-de-pagina")
    assert on_page(leerplaats) == ["Bo", "Cem", "Dia"]


def test_taking_a_text_off_the_page_can_be_undone(as_joost, leerplaats, three):
    content = text_of(press(as_joost, three[1], "van-de-pagina"))
    assert "De tekst van Bo staat niet meer op de pagina." in content
    assert 'name="wat" value="op-de-pagina">Maak ongedaan' in content
    assert on_page(leerplaats) == ["Ali", "Cem"]
    press(as_joost, three[1], "op-de-pagina")
    assert on_page(leerplaats) == ["Ali", "Cem", "Bo"]


def test_the_order_is_chosen(as_joost, leerplaats, three):
    press(as_joost, three[2], "omhoog")
    assert on_page(leerplaats) == ["Ali", "Cem", "Bo"]
    press(as_joost, three[0], "omlaag")
    assert on_page(leerplaats) == ["Cem", "Ali", "Bo"]
    press(as_joost, Quote.objects.get(first_name="Cem"), "omhoog")  # is on top already
    assert on_page(leerplaats) == ["Cem", "Ali", "Bo"]


def test_a_text_is_not_placed_with_a_reason_for_colleagues(as_joost, leerplaats, three):
    address = reverse("quote-reject", args=[leerplaats.pk, three[0].pk])
    assert "De student ziet alleen dat de tekst niet is geplaatst." in text_of(as_joost.get(address))
    content = text_of(as_joost.post(address, {"reason": "Er staat een naam in."}, follow=True))
    assert "De tekst van Ali wordt niet geplaatst." in content
    assert "Reden, alleen voor collega's: Er staat een naam in." in content
    assert on_page(leerplaats) == ["Bo", "Cem"]
    press(as_joost, three[0], "opnieuw")
    three[0].refresh_from_db()
    assert (three[0].status, three[0].reason, three[0].decided_at) == ("proposed", "", None)


def test_what_a_colleague_decided_meanwhile_is_said(as_joost, leerplaats):
    quote = QuoteFactory(leerplaats=leerplaats, rejected=True)
    content = text_of(press(as_joost, quote, "goedkeuren"))
    assert "Een collega heeft intussen al iets anders gekozen." in content
    assert "Een collega heeft intussen" in text_of(press(as_joost, quote, "op-de-pagina"))
    assert on_page(leerplaats) == []


def test_an_unknown_button_does_nothing(as_joost, leerplaats):
    assert press(as_joost, QuoteFactory(leerplaats=leerplaats), "weg").status_code == 404


@pytest.mark.parametrize("what", ["goedkeuren", "opnieuw", "op-de-pagina", "van-de-pagina", "omhoog", "omlaag"])
def test_a_text_about_another_leerplaats_is_out_of_reach(as_joost, leerplaats, what):
    other = QuoteFactory(leerplaats=LeerplaatsFactory(location=leerplaats.location))
    assert press(as_joost, other, what).status_code == 404
    address = reverse("quote-change", args=[leerplaats.pk, other.pk])
    assert as_joost.post(address, {"wat": what}).status_code == 404
    assert other.text not in text_of(as_joost.get(url(leerplaats)))


def student_said(programme, **changes):
    said = {"kind": "tip", "text": "Neem brood mee.", "first_name": "Sami", "programme": programme.pk, "year": "2"}
    return said | {"consent": "on"} | changes


def test_staff_write_down_what_a_student_said_with_consent(as_joost, joost, leerplaats):
    programme = ProgrammeFactory(name="Verzorgende IG", years=3)
    address = reverse("quote-new", args=[leerplaats.pk])
    refused = text_of(as_joost.post(address, student_said(programme, consent="")))
    assert "Vraag eerst of de student het goed vindt, en zet dan dit vinkje." in refused
    assert not Quote.objects.exists()
    for _ in range(2):
        answer = as_joost.post(address, student_said(programme), follow=True)
    assert "De tekst van Sami staat op de pagina." in text_of(answer)
    quote = Quote.objects.get()
    assert (quote.entered_by_staff, quote.status, quote.programme) == (True, "approved", "Verzorgende IG")
    assert AuditEvent.objects.get(what="quote_entered").detail["student_agreed"] is True
    assert "De student vond dit goed." in text_of(as_joost.get(url(leerplaats)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Schrijf je tekst op"),
        ({"text": "x" * 301}, "Kort je tekst in tot 300 tekens. Het zijn er nu 301."),
        ({"text": "Bel 06 12 34 56 78 maar."}, "Zet geen e-mailadres, telefoonnummer of website in de tekst"),
        ({"text": "Mail sami@zorg.example"}, "Zet geen e-mailadres, telefoonnummer of website in de tekst"),
        ({"kind": ""}, "Kies wat je deelt, bijvoorbeeld een tip."),
        ({"year": "4"}, "Verzorgende IG heeft 3 leerjaren. Kies een ander leerjaar."),
    ],
)
def test_a_mistake_is_answered_with_what_to_do(as_joost, leerplaats, changes, sentence):
    programme = ProgrammeFactory(name="Verzorgende IG", years=3)
    answer = as_joost.post(reverse("quote-new", args=[leerplaats.pk]), student_said(programme, **changes))
    assert sentence in text_of(answer)
    assert not Quote.objects.exists()


def test_the_database_refuses_a_fourth_and_a_hidden_one(leerplaats, three):
    for wrong in ({"approved": True, "position": 4}, {"position": 1}, {"approved": True, "position": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuoteFactory(leerplaats=leerplaats, **wrong)


def test_only_allowed_steps():
    with pytest.raises(actions.StepNotAllowed):
        actions.change_quote_status(quote=QuoteFactory(rejected=True), to=QuoteStatus.APPROVED, by=None)


def test_the_page_takes_a_fixed_number_of_queries(as_joost, leerplaats, three):
    few = query_count(as_joost, url(leerplaats))
    QuoteFactory.create_batch(4, leerplaats=leerplaats)
    QuoteFactory.create_batch(4, leerplaats=leerplaats, approved=True)
    QuoteFactory.create_batch(4, leerplaats=leerplaats, rejected=True)
    assert query_count(as_joost, url(leerplaats)) <= few + 1  # one more only because nothing was rejected before
