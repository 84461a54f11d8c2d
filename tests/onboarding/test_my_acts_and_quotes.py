"""What a student may do already, and what a student tells the next one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.models import Quote
from tests.factories import (
    ActRuleFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    PlacementRequestFactory,
    QuoteFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
TIP = {"kind": "tip", "text": "Vraag of je een dag mee mag.", "dan": "stuur"}


def placement_from(days):
    """A stage of a student with an account that starts so many days from today."""
    start = timezone.localdate() + timedelta(days=days)
    student = StudentFactory(with_user=True)
    request = PlacementRequestFactory(student=student, starts_on=start, ends_on=start + timedelta(days=60))
    placement = PlacementFactory(request=request, offer__leerplaats__name="De Kade")
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    return placement


@pytest.fixture
def placement():
    return placement_from(-10)


@pytest.fixture
def student(client, placement):
    client.force_login(placement.student.user)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def rule(placement, **changes):
    asked = placement.request
    own = {"leerplaats": placement.leerplaats, "programme": asked.programme, "year": asked.year}
    return ActRuleFactory(**own | changes)


def test_the_page_of_the_student_leads_to_both(student):
    content = text_of(student.get(reverse("my-placement")))
    assert reverse("my-acts") in content
    assert reverse("my-quotes") in content


def test_before_the_start_there_is_nothing_to_tell_yet(client):
    placement = placement_from(10)
    client.force_login(placement.student.user)
    assert reverse("my-quotes") not in text_of(client.get(reverse("my-placement")))
    assert "Vanaf je eerste stagedag" in text_of(client.get(reverse("my-quotes")))
    client.post(reverse("my-quotes"), TIP)
    assert not Quote.objects.exists()


def test_a_student_reads_the_own_opleiding_and_year_only(student, placement):
    rule(placement, act__name="een wond verzorgen", mode="alone", act__is_reserved=True)
    rule(placement, act__name="een drain wisselen", year=4)
    content = text_of(student.get(reverse("my-acts")))
    assert "Dit doe je zelf, als het bij jou is afgetekend" in content
    assert "een wond verzorgen (voorbehouden handeling)" in content
    assert "een drain wisselen" not in content
    assert "Je doet nooit iets alleen wat bij jou nog niet is afgetekend" in content
    assert "Druk dit af als kaartje" in content


def test_without_agreements_the_student_asks(student):
    content = text_of(student.get(reverse("my-acts")))
    assert "Hier is nog niet opgeschreven wat je met jouw opleiding mag." in content
    assert "Twijfel je? Vraag het eerst aan je werkbegeleider." in content


def test_a_student_looks_first_and_then_sends(student, placement):
    looked = text_of(student.post(reverse("my-quotes"), TIP | {"dan": "bekijk"}))
    assert "Zo komt het op de pagina" in looked
    assert f"Noor, {placement.request.programme.name}, leerjaar 2" in looked
    assert not Quote.objects.exists()
    for _ in range(2):
        sent = student.post(reverse("my-quotes"), TIP, follow=True)
    assert "De Kade leest je tekst en beslist of die op de pagina komt." in text_of(sent)
    assert "Wordt gelezen" in text_of(sent)
    quote = Quote.objects.get()
    assert (quote.leerplaats, quote.status, quote.first_name) == (placement.leerplaats, "proposed", "Noor")
    assert quote.sent_by == placement.student.user


def test_six_texts_is_enough(student):
    for number in range(7):
        answer = student.post(reverse("my-quotes"), TIP | {"text": f"Tip {number}"}, follow=True)
    assert Quote.objects.count() == 6
    assert "Je hebt al genoeg teksten gestuurd. Trek er eerst één in." in text_of(answer)
    assert "Je hebt 6 teksten gestuurd." in text_of(student.get(reverse("my-quotes")))


def test_a_stage_that_is_over_can_still_be_told_about(client):
    placement = placement_from(-100)
    client.force_login(placement.student.user)
    client.post(reverse("my-quotes"), TIP)
    assert Quote.objects.get().leerplaats == placement.leerplaats


def test_a_student_takes_a_text_back(student, placement):
    mine = {"leerplaats": placement.leerplaats, "sent_by": placement.student.user, "approved": True}
    first, second = (QuoteFactory(position=place, **mine) for place in (1, 2))
    address = reverse("my-quote-withdraw", args=[first.pk])
    assert "Hij staat dan meteen niet meer op de pagina." in text_of(student.get(address))
    assert "Je tekst is ingetrokken." in text_of(student.post(address, follow=True))
    assert list(Quote.objects.values_list("pk", "position")) == [(second.pk, 1)]


def test_a_text_stands_in_the_same_words_wherever_the_student_reads_it(student, placement):
    mine = {"leerplaats": placement.leerplaats, "sent_by": placement.student.user, "approved": True, "position": 0}
    tip = QuoteFactory(kind="tip", **mine)
    for name in ("my-quotes", "my-relay"):
        assert "De volgende student leest dit" in text_of(student.get(reverse(name)))
    tip.delete()
    QuoteFactory(kind="quote", **mine)
    assert "Goedgekeurd, staat nu niet op de pagina" in text_of(student.get(reverse("my-quotes")))


def test_nobody_takes_back_what_another_sent(student, placement):
    for other in (QuoteFactory(), QuoteFactory(sent_by=placement.student.user, entered_by_staff=True)):
        assert student.post(reverse("my-quote-withdraw", args=[other.pk])).status_code == 404
    assert Quote.objects.count() == 2


def test_the_reason_of_not_placing_is_not_for_the_student(student, placement):
    QuoteFactory(
        leerplaats=placement.leerplaats, sent_by=placement.student.user, rejected=True, reason="Er staat een naam in."
    )
    content = text_of(student.get(reverse("my-quotes")))
    assert "Niet geplaatst" in content
    assert "Er staat een naam in." not in content
