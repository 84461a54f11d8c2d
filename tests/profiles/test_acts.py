"""Mag ik dit al?: agreed cell by cell, with who and when; nothing of two at once is lost; what everyone reads."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from profiles.base_acts import load_base_acts
from profiles.enums import ActMode, Role
from profiles.models import Act, ActRule, AuditEvent
from tests.factories import (
    ActFactory,
    ActRuleFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    person,
)
from tests.profiles.conftest import logged_in, query_count, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    return ActFactory(name="zuurstof toedienen")


@pytest.fixture
def programme():
    return ProgrammeFactory(name="Verzorgende IG", short_name="VIG", level=3, years=3)


@pytest.fixture
def offer(leerplaats, programme):
    return PlaceOfferFactory(leerplaats=leerplaats, programme=programme, year=2)


def url(leerplaats, programme=None, year=2, **query):
    column = {"opleiding": programme.pk, "leerjaar": year} if programme else {}
    words = "&".join(f"{name}={value}" for name, value in (column | query).items())
    return reverse("act-table", args=[leerplaats.pk]) + (f"?{words}" if words else "")


def cell(act, programme, year=2):
    return f"cel-{act.pk}-{programme.pk}-{year}"


def save(client, address, seen=None, follow=True, **cells):
    seen = client.get(address).context["table_form"]["seen"].value() if seen is None else seen
    return client.post(address, {"seen": seen, **cells}, follow=follow)


def test_a_new_region_has_acts_and_keeps_its_own():
    Act.objects.all().delete()
    number = load_base_acts(Act)
    assert 25 <= number == Act.objects.of_region().count()
    assert Act.objects.filter(is_reserved=True, name="een blaaskatheter inbrengen").exists()
    Act.objects.exclude(name="zuurstof geven").delete()
    assert load_base_acts(Act) == 0
    assert list(Act.objects.values_list("name", flat=True)) == ["zuurstof geven"]


def test_the_table_begins_with_what_the_leerplaats_offers(as_joost, leerplaats, offer, act):
    response = as_joost.get(url(leerplaats))
    content = text_of(response)
    assert [tab["label"] for tab in response.context["tabs"]] == ["VIG, leerjaar 2"]
    assert "<caption>Verzorgende IG, leerjaar 2</caption>" in content
    assert "Zuurstof toedienen" in content


def test_without_an_opleiding_the_page_asks_for_one(as_joost, leerplaats, act, programme):
    content = text_of(as_joost.get(url(leerplaats)))
    assert "Nog geen opleiding gekozen" in content
    assert "<table" not in content
    chosen = text_of(as_joost.get(url(leerplaats, programme, 3)))
    assert "<caption>Verzorgende IG, leerjaar 3</caption>" in chosen


def test_an_opleiding_without_that_year_is_refused_in_a_sentence(as_joost, leerplaats, offer, programme):
    content = text_of(as_joost.get(url(leerplaats, programme, 4)))
    assert content.count("Verzorgende IG heeft 3 leerjaren. Kies een ander leerjaar.") == 2


def test_only_a_changed_cell_gets_a_new_date_and_name(as_joost, joost, leerplaats, offer, programme, act):
    other = ActRuleFactory(leerplaats=leerplaats, programme=programme, mode=ActMode.SEE, decided_on=date(2026, 2, 3))
    answer = save(
        as_joost,
        url(leerplaats, programme),
        **{cell(act, programme): "together", cell(other.act, programme): "see"},
    )
    assert "1 afspraak is bewaard." in text_of(answer)
    rule = ActRule.objects.get(act=act)
    assert (rule.mode, rule.decided_by, rule.decided_on) == ("together", joost, timezone.localdate())
    assert rule.institution == leerplaats.institution
    other.refresh_from_db()
    assert (other.decided_by, other.decided_on) == (None, date(2026, 2, 3))
    event = AuditEvent.objects.get(what="acts_agreed")
    assert (event.by, event.detail) == (joost, {"cells": [[act.pk, programme.pk, 2, "", "together"]]})


def test_what_was_sent_is_stored_also_when_another_column_came_first_since(as_joost, leerplaats, offer, programme, act):
    address = url(leerplaats)
    seen = as_joost.get(address).context["table_form"]["seen"].value()
    PlaceOfferFactory(leerplaats=leerplaats, programme=programme, year=1)
    answer = save(as_joost, address, seen, **{cell(act, programme): "see"})
    assert "1 afspraak is bewaard." in text_of(answer)
    assert ActRule.objects.get(act=act).year == 2


def test_sent_twice_has_one_effect(as_joost, leerplaats, offer, programme, act):
    address = url(leerplaats, programme)
    seen = as_joost.get(address).context["table_form"]["seen"].value()
    for _ in range(2):
        answer = save(as_joost, address, seen, **{cell(act, programme): "see"})
    assert "Er is niets veranderd." in text_of(answer)
    assert AuditEvent.objects.filter(what="acts_agreed").count() == 1


def test_an_agreement_can_be_taken_back(as_joost, leerplaats, programme):
    rule = ActRuleFactory(leerplaats=leerplaats, programme=programme)
    save(as_joost, url(leerplaats, programme), **{cell(rule.act, programme): ""})
    assert not ActRule.objects.exists()
    assert AuditEvent.objects.get(what="acts_agreed").detail["cells"][0][-2:] == ["supervised", ""]


def test_two_at_once_see_both_and_lose_nothing(as_joost, as_farida, leerplaats, offer, programme, act):
    second = ActFactory(name="een drukverband leggen")
    address = url(leerplaats, programme)
    seen = as_joost.get(address).context["table_form"]["seen"].value()
    save(as_farida, address, **{cell(act, programme): "alone"})

    mine = {cell(act, programme): "see", cell(second, programme): "not"}
    answer = save(as_joost, address, seen, **mine)

    assert "Farida koos intussen ‘Zelf na aftekening’. Kies wat het wordt en bewaar opnieuw." in text_of(answer)
    assert ActRule.objects.get().mode == "alone"
    assert answer.context["table_form"][cell(act, programme)].value() == "see"
    save(as_joost, address, answer.context["table_form"]["seen"].value(), **mine)
    assert set(ActRule.objects.values_list("act__name", "mode")) == {
        ("zuurstof toedienen", "see"),
        ("een drukverband leggen", "not"),
    }


def test_what_a_colleague_changed_beside_me_is_kept(as_joost, as_farida, leerplaats, offer, programme, act):
    second = ActFactory()
    address = url(leerplaats, programme)
    seen = as_joost.get(address).context["table_form"]["seen"].value()
    save(as_farida, address, **{cell(act, programme): "alone"})
    answer = save(as_joost, address, seen, **{cell(act, programme): "", cell(second, programme): "see"})
    assert "Een collega paste intussen ook iets aan. Dat is bewaard gebleven." in text_of(answer)
    assert dict(ActRule.objects.values_list("act", "mode")) == {act.pk: "alone", second.pk: "see"}


def test_an_unknown_mode_is_refused(as_joost, leerplaats, offer, programme, act):
    answer = save(as_joost, url(leerplaats, programme), **{cell(act, programme): "everything"})
    assert "Kies een antwoord uit de lijst." in text_of(answer)
    assert not ActRule.objects.exists()


def test_acts_of_another_institution_are_not_there(as_joost, leerplaats, offer, programme):
    theirs = ActFactory(institution=LeerplaatsFactory().institution, name="geheim kunstje")
    assert "geheim kunstje" not in text_of(as_joost.get(url(leerplaats, programme))).lower()
    save(as_joost, url(leerplaats, programme), **{cell(theirs, programme): "see"})
    assert not ActRule.objects.exists()


def test_all_columns_stand_beside_each_other(as_joost, leerplaats, offer, programme, act):
    PlaceOfferFactory(leerplaats=leerplaats, programme=programme, year=3)
    address = url(leerplaats, kolom="alle")
    answer = save(as_joost, address, **{cell(act, programme, 2): "see", cell(act, programme, 3): "alone"})
    assert answer.redirect_chain[-1][0] == address
    assert dict(ActRule.objects.values_list("year", "mode")) == {2: "see", 3: "alone"}


def test_a_column_is_taken_over_but_stored_only_when_saved(as_joost, leerplaats, offer, programme, act):
    source = LeerplaatsFactory(location=leerplaats.location, name="De Werf")
    LeerplaatsprofielFactory(leerplaats=source, online=True)
    second = ActFactory()
    ActRuleFactory(leerplaats=source, programme=programme, act=act, mode="alone", year=3)
    ActRuleFactory(leerplaats=source, programme=programme, act=second, mode="see", year=3)
    ActRuleFactory(leerplaats=leerplaats, programme=programme, act=act, mode="not")
    hidden = ActRuleFactory(leerplaats__location=leerplaats.location, leerplaats__name="De Stille").leerplaats
    stranger = ActRuleFactory(leerplaats__name="De Vreemde").leerplaats

    choose = reverse("act-copy", args=[leerplaats.pk, programme.pk, 2])
    content = text_of(as_joost.get(choose))
    assert "De Werf, 2 afspraken" in content
    assert hidden.name not in content
    assert stranger.name not in content

    page = as_joost.get(url(leerplaats, programme, van=f"{source.pk}-{programme.pk}-3"))
    assert "Overgenomen van De Werf, Verzorgende IG, leerjaar 3: 1 handeling." in text_of(page)
    form = page.context["table_form"]
    assert [form[cell(row, programme)].value() for row in (act, second)] == ["not", "see"]
    assert ActRule.objects.filter(leerplaats=leerplaats).count() == 1
    for other in (hidden, stranger):
        refused = as_joost.get(url(leerplaats, programme, van=f"{other.pk}-{programme.pk}-2"))
        assert refused.context["proposed"] == 0
    assert as_joost.get(url(leerplaats, programme, van="onzin")).status_code == 200


def test_the_editor_takes_a_fixed_number_of_queries(as_joost, leerplaats, offer, programme):
    few = query_count(as_joost, url(leerplaats))
    for year in (1, 2, 3):
        ActRuleFactory.create_batch(3, leerplaats=leerplaats, programme=programme, year=year)
    assert query_count(as_joost, url(leerplaats)) == few


# --- What everyone reads ---


@pytest.fixture
def agreed(leerplaats, joost, programme, act):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    return ActRuleFactory(
        leerplaats=leerplaats, programme=programme, act=act, decided_by=joost, decided_on=date(2026, 2, 3)
    )


def public(leerplaats):
    return reverse("act-public", args=[leerplaats.slug])


def test_everyone_reads_what_is_agreed_and_when_but_not_by_whom(client, leerplaats, agreed, joost):
    content = text_of(client.get(public(leerplaats)))
    assert "Verzorgende IG, leerjaar 2" in content
    assert "Dit doe je onder toezicht: er staat een collega bij" in content
    assert "Afgesproken op 3 februari 2026." in content
    assert "Joost" not in content
    assert "Je doet nooit iets alleen wat bij jou nog niet is afgetekend" in content
    assert "Afgesproken op 3 februari 2026 door Joost (praktijkopleider)." in text_of(
        logged_in(person(Role.STUDENT)).get(public(leerplaats))
    )


def test_the_profile_leads_there_only_when_something_is_agreed(client, leerplaats, agreed):
    assert public(leerplaats) in text_of(client.get(leerplaats.get_absolute_url()))
    agreed.delete()
    assert public(leerplaats) not in text_of(client.get(leerplaats.get_absolute_url()))


def test_different_dates_stand_at_each_act(client, leerplaats, agreed, programme):
    ActRuleFactory(leerplaats=leerplaats, programme=programme, mode="not", act__is_reserved=True, act__name="prikken")
    content = text_of(client.get(public(leerplaats)))
    assert "niet prikken (voorbehouden handeling)" in content
    assert "Afgesproken op 3 februari 2026</span>" in content
    assert "Een voorbehouden handeling doe je alleen als" in content


def test_what_is_not_online_has_no_page_and_the_archive_says_so(client, leerplaats, agreed):
    assert client.get(public(LeerplaatsprofielFactory().leerplaats)).status_code == 404
    leerplaats.archived_at = timezone.now()
    leerplaats.save()
    assert client.get(public(leerplaats)).status_code == 410


def test_without_agreements_the_page_says_to_ask(client, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    assert "Vraag het aan je werkbegeleider voordat je iets doet." in text_of(client.get(public(leerplaats)))


def test_the_public_page_takes_a_fixed_number_of_queries(client, leerplaats, agreed):
    few = query_count(client, public(leerplaats))
    ActRuleFactory.create_batch(5, leerplaats=leerplaats)
    assert query_count(client, public(leerplaats)) == few


# --- The own acts of an institution ---


def test_a_coordinator_adds_an_act_once(as_farida, leerplaats):
    institution = leerplaats.institution
    address = reverse("act-new", args=[institution.pk])
    answer = as_farida.post(address, {"name": " een  katje aaien "}, follow=True)
    assert "Een katje aaien" in text_of(answer)
    assert Act.objects.get(institution=institution).name == "een katje aaien"
    again = as_farida.post(address, {"name": "Een katje aaien"})
    assert "De handeling ‘Een katje aaien’ staat al in de lijst." in text_of(again)
    assert "Vul de handeling in, bijvoorbeeld een verband wisselen." in text_of(as_farida.post(address, {"name": ""}))


def test_an_act_of_the_region_is_not_added_again(as_farida, leerplaats, act):
    answer = as_farida.post(reverse("act-new", args=[leerplaats.institution.pk]), {"name": act.name})
    assert "staat al in de lijst" in text_of(answer)


def test_an_act_gets_other_words_and_keeps_what_was_agreed(as_farida, leerplaats):
    act = ActFactory(institution=leerplaats.institution)
    ActRuleFactory(leerplaats=leerplaats, act=act)
    as_farida.post(reverse("act-edit", args=[act.pk]), {"name": "een kat aaien", "is_reserved": "on"})
    rule = ActRule.objects.select_related("act").get()
    assert (rule.act.name, rule.act.is_reserved) == ("een kat aaien", True)


def test_only_an_unused_act_can_go(as_farida, leerplaats):
    act = ActFactory(institution=leerplaats.institution)
    rule = ActRuleFactory(leerplaats=leerplaats, act=act)
    address = reverse("act-remove", args=[act.pk])
    assert "Daarom kan de handeling niet weg." in text_of(as_farida.post(address))
    rule.delete()
    as_farida.post(address)
    assert not Act.objects.filter(pk=act.pk).exists()


def test_acts_move_up_and_down(as_farida, leerplaats):
    acts = ActFactory.create_batch(3, institution=leerplaats.institution)
    as_farida.post(reverse("act-move", args=[acts[2].pk]), {"kant": "omhoog"})
    as_farida.post(reverse("act-move", args=[acts[0].pk]), {"kant": "omhoog"})  # is on top already
    own = Act.objects.filter(institution=leerplaats.institution)
    assert list(own) == [acts[0], acts[2], acts[1]]


def test_another_institution_and_the_region_are_out_of_reach(as_farida, act):
    theirs = ActFactory(institution=LeerplaatsFactory().institution)
    for row in (act, theirs):
        for name in ("act-edit", "act-remove", "act-move"):
            assert as_farida.post(reverse(name, args=[row.pk]), {"name": "x"}).status_code == 404
    assert as_farida.get(reverse("act-new", args=[theirs.institution_id])).status_code == 404
    assert theirs.name not in text_of(as_farida.get(reverse("act-list")))
    assert Client().get(reverse("act-list")).status_code == 302
