"""Onze keuze: what a leerplaats chose, its plan on screen and on paper, and the print pack."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from profiles.enums import Role
from tests.access.paper import blank_paper
from tests.factories import (
    InspirationCardFactory,
    LeerplaatsFactory,
    ToolChoiceFactory,
    UserFactory,
    person,
)
from toolbox.actions.base_formats import load_base_formats
from toolbox.actions.tool_choices import NoteChanged, choose_tool, drop_tool, write_note
from toolbox.enums import Moment
from toolbox.models import ToolChoice
from toolbox.printed_plan import by_moment, moment_words, plan_formats, printed_plan
from toolbox.rendering import render_batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def leerplaats():
    return LeerplaatsFactory(name="De Kade")


@pytest.fixture
def praktijkopleider(client, leerplaats):
    client.force_login(person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats))
    return client


def card(title="Bingo", *moments, **more):
    return InspirationCardFactory(title=title, moments=list(moments or (Moment.FIRST_WEEK,)), **more)


def choose(client, idea, leerplaats, note=""):
    return client.post(reverse("tool-choose", args=[idea.pk]), {"leerplaats": leerplaats.pk, "note": note}, follow=True)


def plan_of(client, leerplaats):
    return client.get(reverse("tool-plan", args=[leerplaats.pk])).content.decode()


def headings(text):
    return re.findall(r"<h2>(.*?)</h2>", text)


class TestChoosing:
    def test_puts_it_in_the_plan_with_how_they_do_it(self, praktijkopleider, leerplaats):
        page = choose(praktijkopleider, card(), leerplaats, "Op dinsdag, met Joost.")
        assert page.redirect_chain[-1][0] == reverse("tool-plan", args=[leerplaats.pk])
        text = page.content.decode()
        assert "Bingo staat nu in de keuze van De Kade." in text and "Op dinsdag, met Joost." in text

    def test_twice_makes_one_choice_and_keeps_the_first_note(self, praktijkopleider, leerplaats):
        idea = card()
        choose(praktijkopleider, idea, leerplaats, "Op dinsdag.")
        page = choose(praktijkopleider, idea, leerplaats)
        assert "stond al in de keuze" in page.content.decode()
        assert [choice.note for choice in ToolChoice.objects.all()] == ["Op dinsdag."]

    def test_without_a_leerplaats_says_so_and_keeps_the_note(self, praktijkopleider, leerplaats):
        page = praktijkopleider.post(reverse("tool-choose", args=[card().pk]), {"note": "Mijn idee."})
        text = page.content.decode()
        assert page.status_code == 422
        assert "Kies voor welke leerplaats dit is." in text and "Mijn idee." in text

    def test_is_not_possible_for_a_leerplaats_of_somebody_else(self, praktijkopleider):
        page = choose(praktijkopleider, card(), LeerplaatsFactory())
        assert page.status_code == 422
        assert not ToolChoice.objects.exists()

    def test_a_card_of_another_institution_does_not_exist(self, praktijkopleider, leerplaats):
        secret = card(institution=LeerplaatsFactory().institution)
        assert choose(praktijkopleider, secret, leerplaats).status_code == 404

    def test_a_werkbegeleider_reads_the_plan_and_changes_nothing(self, client, leerplaats):
        choice = ToolChoiceFactory(leerplaats=leerplaats, card=card(), note="Op dinsdag.")
        client.force_login(person(Role.WERKBEGELEIDER, leerplaats.institution, leerplaats))
        text = plan_of(client, leerplaats)
        assert "Op dinsdag." in text
        assert "Stop hiermee" not in text and reverse("tool-pack", args=[leerplaats.pk]) not in text
        assert choose(client, card(), leerplaats).status_code == 403
        assert client.post(reverse("tool-drop", args=[leerplaats.pk, choice.pk])).status_code == 403


class TestStopping:
    def test_keeps_it_as_history_and_can_be_undone(self, praktijkopleider, leerplaats):
        choice = ToolChoiceFactory(leerplaats=leerplaats, card=card(), note="Op dinsdag.")
        page = praktijkopleider.post(reverse("tool-drop", args=[leerplaats.pk, choice.pk]), follow=True)
        text = page.content.decode()
        assert "De Kade is gestopt met Bingo." in text and "Eerder gekozen (1)" in text
        choose(praktijkopleider, choice.card, leerplaats, "Op dinsdag.")
        current = ToolChoice.objects.current().get()
        assert (current.card, current.note) == (choice.card, "Op dinsdag.")
        assert ToolChoice.objects.count() == 2

    def test_twice_keeps_the_first_moment(self, leerplaats):
        choice, by = ToolChoiceFactory(leerplaats=leerplaats), UserFactory()
        drop_tool(choice=choice, by=by)
        earlier = timezone.now() - timedelta(days=3)
        ToolChoice.objects.update(dropped_at=earlier)
        drop_tool(choice=choice, by=by)
        choice.refresh_from_db()
        assert choice.dropped_at == earlier

    def test_a_choice_of_another_leerplaats_is_not_found(self, praktijkopleider, leerplaats):
        other = ToolChoiceFactory()
        for name in ("tool-drop", "tool-note"):
            assert praktijkopleider.post(reverse(name, args=[leerplaats.pk, other.pk])).status_code == 404
        other.refresh_from_db()
        assert other.dropped_at is None

    def test_a_card_that_was_taken_out_stays_in_the_plan(self, praktijkopleider, leerplaats):
        ToolChoiceFactory(leerplaats=leerplaats, card=card(removed_at=timezone.now()))
        text = plan_of(praktijkopleider, leerplaats)
        assert "Bingo" in text and "Dit idee staat niet meer in de inspiratiebox" in text


class TestHowWeDoIt:
    def test_the_second_of_two_writers_sees_both_notes(self, praktijkopleider, leerplaats):
        choice = ToolChoiceFactory(leerplaats=leerplaats, note="Eerst.")
        url = reverse("tool-note", args=[leerplaats.pk, choice.pk])
        praktijkopleider.post(url, {"note": "Van een collega.", "seen": "Eerst."})
        second = praktijkopleider.post(url, {"note": "Van mij.", "seen": "Eerst."})
        text = second.content.decode()
        assert second.status_code == 409
        assert "Van een collega." in text and "Van mij." in text
        choice.refresh_from_db()
        assert choice.note == "Van een collega."
        praktijkopleider.post(url, {"note": "Van mij.", "seen": "Van een collega."})
        choice.refresh_from_db()
        assert choice.note == "Van mij."

    def test_the_same_note_sent_twice_is_no_clash(self, leerplaats):
        choice, by = ToolChoiceFactory(leerplaats=leerplaats, note="Eerst."), UserFactory()
        write_note(choice=choice, note="Nu.", seen="Eerst.", by=by)
        write_note(choice=choice, note="Nu.", seen="Eerst.", by=by)
        with pytest.raises(NoteChanged) as changed:
            write_note(choice=choice, note="Later.", seen="Eerst.", by=by)
        assert changed.value.note == "Nu."

    def test_a_note_that_is_too_long_is_kept_on_the_page(self, praktijkopleider, leerplaats):
        choice = ToolChoiceFactory(leerplaats=leerplaats)
        page = praktijkopleider.post(reverse("tool-note", args=[leerplaats.pk, choice.pk]), {"note": "x" * 201})
        assert page.status_code == 422
        assert "Kort je tekst in tot 200 tekens." in page.content.decode() and "x" * 201 in page.content.decode()


class TestThePlan:
    def test_stands_in_the_order_of_the_stage(self, praktijkopleider, leerplaats):
        for idea in (card("Afscheid", Moment.END), card("Pasje", Moment.END, Moment.BEFORE), card("Koffie")):
            ToolChoiceFactory(leerplaats=leerplaats, card=idea)
        text = plan_of(praktijkopleider, leerplaats)
        assert [one for one in headings(text) if one in Moment.labels] == [
            "Voor de start",
            "Eerste week",
            "Einde van de stage",
        ]
        assert moment_words(card("Pasje", Moment.END, Moment.BEFORE)) == "Voor de start en einde van de stage"

    def test_says_what_it_is_for_when_nothing_is_chosen(self, praktijkopleider, leerplaats):
        assert "Hier komt wat jullie kiezen uit de inspiratiebox." in plan_of(praktijkopleider, leerplaats)
        for name in ("tool-plan-print", "tool-plan-word", "tool-pack"):
            assert praktijkopleider.get(reverse(name, args=[leerplaats.pk])).status_code == 404

    @pytest.mark.parametrize("number", [3, 300])
    def test_makes_a_fixed_number_of_queries(self, praktijkopleider, leerplaats, django_assert_num_queries, number):
        load_base_formats()
        for idea in InspirationCardFactory.create_batch(number, formats=["inwerkdocument"]):
            ToolChoiceFactory(leerplaats=leerplaats, card=idea)
            ToolChoiceFactory(leerplaats=leerplaats, card=idea, dropped_at=timezone.now())
        url = reverse("tool-plan", args=[leerplaats.pk])
        praktijkopleider.get(url)
        with django_assert_num_queries(11):
            praktijkopleider.get(url)

    def test_on_paper_says_how_they_do_it_or_else_how_it_is_done(self, leerplaats):
        ToolChoiceFactory(leerplaats=leerplaats, card=card("Bingo", how=["Kies vakjes."]), note="Op dinsdag.")
        ToolChoiceFactory(leerplaats=leerplaats, card=card("Koffie", how=["Zet koffie."]))
        plan = printed_plan(leerplaats, list(leerplaats.tool_choices.select_related("card")))
        assert plan.title == "Onze keuze De Kade"
        bingo, koffie = plan.moments[0].tools
        assert (bingo.note, koffie.note, koffie.steps) == ("Op dinsdag.", "", ("Zet koffie.",))


class TestThePrintPack:
    def test_is_the_plan_with_each_blank_sheet_once_in_the_order_of_the_stage(self, praktijkopleider, leerplaats):
        load_base_formats()
        ideas = (
            card("Afscheid", Moment.END, formats=["offboarding_checklist"]),
            card("Bingo", Moment.FIRST_DAY, formats=["bingokaart", "qr_card"]),
            card("Nog eens", Moment.FIRST_WEEK, formats=["bingokaart"]),
        )
        for idea in ideas:
            ToolChoiceFactory(leerplaats=leerplaats, card=idea)
        with blank_paper() as sheets:
            answer = praktijkopleider.get(reverse("tool-pack", args=[leerplaats.pk]))
        assert answer["Content-Type"] == "application/pdf"
        assert len(sheets) == 3
        assert "<title>Onze keuze De Kade</title>" in sheets[0]
        chosen = list(leerplaats.tool_choices.select_related("card"))
        assert [one.key for one in plan_formats(chosen)] == ["bingokaart", "offboarding_checklist"]

    def test_the_page_leads_to_the_batch_with_these_sheets_ticked(self, praktijkopleider, leerplaats):
        ToolChoiceFactory(leerplaats=leerplaats, card=card(formats=["bingokaart", "strippenkaart"]))
        asked = f"?leerplaats={leerplaats.pk}&amp;bladen=bingokaart&amp;bladen=strippenkaart"
        assert reverse("print-start") + asked in plan_of(praktijkopleider, leerplaats)

    def test_says_which_sheets_are_only_made_per_start_date_and_ticks_them_too(self, praktijkopleider, leerplaats):
        ToolChoiceFactory(leerplaats=leerplaats, card=card(formats=["team_card", "poster"]))
        text = plan_of(praktijkopleider, leerplaats)
        assert "Per startdatum gemaakt, en dus niet in het printpakket: ‘Deze week starten’." in text
        assert "Printpakket (pdf)" not in text
        assert f"{reverse('print-start')}?leerplaats={leerplaats.pk}&amp;bladen=team_card" in text

    def test_has_a_bookmark_per_sheet_when_it_is_really_made(self, leerplaats):
        plan = "<!doctype html><html lang='nl'><head><title>A</title></head><body><h1>A</h1></body></html>"
        assert render_batch([("Onze keuze", plan), ("Bingokaart", plan)], "Pakket").titles == (
            "Onze keuze",
            "Bingokaart",
        )


def test_what_has_no_moment_stands_with_the_whole_stage(leerplaats):
    choice = ToolChoiceFactory(leerplaats=leerplaats, card=InspirationCardFactory(moments=[]))
    assert [group.moment for group in by_moment([choice])] == [Moment.WHOLE_STAGE]


@pytest.mark.django_db(transaction=True)
def test_two_people_who_choose_the_same_at_once_make_one_choice():
    leerplaats, idea = LeerplaatsFactory(), card()
    people, ready, made = [UserFactory(), UserFactory()], threading.Barrier(2), []

    def choose_now(by):
        ready.wait()
        made.append(choose_tool(leerplaats=leerplaats, card=idea, note="", by=by)[1])
        connection.close()

    threads = [threading.Thread(target=choose_now, args=[by]) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False, True]
    assert ToolChoice.objects.count() == 1
