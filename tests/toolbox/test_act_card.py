"""The pocket card Mag ik dit al?: what stands on it, and that any length still fits one sheet."""

import dataclasses
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.views.acts import agreed_on
from tests.factories import ActRuleFactory, LeerplaatsprofielFactory, ProgrammeFactory
from tests.toolbox import examples, pdf_reading
from toolbox.formats import act_card
from toolbox.formats.act_card import ActCardGroup
from toolbox.printed_acts import printed_act_card
from toolbox.rendering import render_fitting


def long_card(number):
    lines = tuple(f"een handeling met een naam die een hele regel nodig heeft, nummer {n}" for n in range(number))
    return dataclasses.replace(examples.act_card(), groups=(ActCardGroup("Dit doe je samen met een collega", lines),))


@pytest.mark.parametrize(("number", "cards"), [(5, 4), (16, 2), (40, 1)])
def test_a_longer_list_gets_fewer_and_larger_cards_on_one_sheet(number, cards):
    pdf = pdf_reading.opened(render_fitting(act_card.versions(long_card(number)), 1))
    assert len(pdf.pages) == 1
    assert pdf_reading.tags(pdf).count("L") == cards


@pytest.mark.django_db
class TestPrinting:
    @pytest.fixture
    def rule(self):
        leerplaats = LeerplaatsprofielFactory(online=True).leerplaats
        return ActRuleFactory(
            leerplaats=leerplaats,
            programme=ProgrammeFactory(name="Verzorgende IG", years=3),
            act__name="een drain wisselen",
            act__is_reserved=True,
            mode="not",
            decided_on=date(2026, 2, 3),
        )

    def url(self, rule, year=2):
        return reverse("act-card", args=[rule.leerplaats.slug, rule.programme_id, year])

    def test_everyone_prints_what_was_agreed(self, client, rule):
        answer = client.get(self.url(rule))
        pdf = pdf_reading.opened(answer.content)
        assert str(pdf.docinfo.Title) == f"Mag ik dit al? {rule.leerplaats.name}, Verzorgende IG, leerjaar 2"

    def test_the_card_says_what_when_and_what_always_holds(self, rule):
        card = printed_act_card(rule.leerplaats, agreed_on(rule.leerplaats)[0])
        words = " ".join(act_card.html(card).split())
        assert "niet een drain wisselen (voorbehouden handeling)" in words
        assert "Afgesproken op 3 februari 2026." in words
        assert "Je doet nooit iets alleen" in words
        assert card.address.endswith(f"/leerplaatsen/{rule.leerplaats.slug}/mag-ik-dit-al")

    def test_what_is_not_agreed_or_not_online_is_not_printed(self, client, rule):
        assert client.get(self.url(rule, 3)).status_code == 404
        concept = ActRuleFactory(leerplaats=LeerplaatsprofielFactory().leerplaats)
        assert client.get(self.url(concept)).status_code == 404
        rule.leerplaats.archived_at = timezone.now()
        rule.leerplaats.save()
        assert client.get(self.url(rule)).url == rule.leerplaats.get_absolute_url()
