"""What stands around the questions: "geen ...", what holds above, copies, who is at work, and going back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.models import AuditEvent, Leerplaatsprofiel, PartWork
from profiles.questions import QUESTIONS
from tests.factories import LeerplaatsprofielFactory, SharedAnswersFactory
from tests.profiles.conftest import page_url, part_url, query_count, text_of, typed

pytestmark = pytest.mark.django_db
NOBODY_ELSE = QUESTIONS["disciplines"].none


def answers_of(leerplaats):
    return Leerplaatsprofiel.objects.get(leerplaats=leerplaats).answers


def save(client, leerplaats, key, **changes):
    """Open the page with a question, and send it with changes."""
    url = page_url(leerplaats, key)
    return client.post(url, typed(client.get(url), **changes), follow=True)


class TestNothingToName:
    def test_the_sentence_is_the_only_line(self, as_joost, leerplaats, profile):
        save(as_joost, leerplaats, "disciplines", disciplines="", disciplines_none="on")

        assert answers_of(leerplaats)["disciplines"] == [NOBODY_ELSE]
        page = as_joost.get(page_url(leerplaats, "disciplines"))
        assert page.context["form"]["disciplines_none"].value() is True
        assert page.context["form"]["disciplines"].value() == ""
        assert "checked" in text_of(page).split('id="id_disciplines_none"')[1].split(">")[0]

    def test_together_with_a_line_it_is_refused_and_nothing_is_lost(self, as_joost, leerplaats, profile):
        page = save(as_joost, leerplaats, "disciplines", disciplines="fysiotherapeut", disciplines_none="on")

        content = text_of(page)
        assert content.count("uit of haal de regels weg. Allebei kan niet.") == 2  # on top and at the field
        assert '<a href="#id_disciplines">' in content
        assert page.context["form"]["disciplines"].value() == "fysiotherapeut"
        assert "disciplines" not in answers_of(leerplaats)

    def test_unticked_the_lines_count_again(self, as_joost, leerplaats):
        LeerplaatsprofielFactory(leerplaats=leerplaats, answers={"disciplines": [NOBODY_ELSE]})

        save(as_joost, leerplaats, "disciplines", disciplines="logopedist", disciplines_none=None)

        assert answers_of(leerplaats) == {"disciplines": ["logopedist"]}


class TestWhatHoldsAbove:
    @pytest.fixture
    def shared(self, leerplaats):
        return SharedAnswersFactory(institution=leerplaats.institution, answers={"parking": "Op het <b>dek</b>."})

    def test_the_page_says_what_holds_and_asks_whether_it_holds_here(self, as_joost, leerplaats, profile, shared):
        page = as_joost.get(page_url(leerplaats, "parking"))

        assert f"Zo is het bij {leerplaats.institution}:" in text_of(page)
        assert "Op het &lt;b&gt;dek&lt;/b&gt;." in text_of(page)
        form = page.context["form"]
        assert (form["parking_source"].value(), form["parking"].value()) == ("geldt", "Op het <b>dek</b>.")

    def test_holding_here_too_stores_nothing(self, as_joost, leerplaats, profile, shared):
        save(as_joost, leerplaats, "parking", parking_source="geldt", parking="Getypt en toch niet gekozen")

        assert answers_of(leerplaats) == profile.answers

    def test_different_here_is_stored_and_shown(self, as_joost, leerplaats, profile, shared):
        save(as_joost, leerplaats, "parking", parking_source="anders", parking="In de straat.")

        assert answers_of(leerplaats)["parking"] == "In de straat."
        page = as_joost.get(page_url(leerplaats, "parking"))
        assert page.context["form"]["parking_source"].value() == "anders"

    @pytest.mark.parametrize("text", ["", "Op het <b>dek</b>."])
    def test_an_empty_or_equal_answer_inherits_again(self, as_joost, leerplaats, shared, text):
        LeerplaatsprofielFactory(leerplaats=leerplaats, answers={"parking": "In de straat."})

        save(as_joost, leerplaats, "parking", parking_source="anders", parking=text)

        assert answers_of(leerplaats) == {}

    def test_a_mistake_in_a_field_that_does_not_count_is_no_mistake(self, as_joost, leerplaats, profile):
        SharedAnswersFactory(institution=leerplaats.institution, answers={"sick_before": "7.00"})

        response = save(as_joost, leerplaats, "sick_before", sick_before_source="geldt", sick_before="zeven")

        assert response.redirect_chain
        assert "sick_before" not in answers_of(leerplaats)

    def test_the_link_to_the_question_leads_to_the_choice(self, as_joost, leerplaats, profile, shared):
        page = text_of(as_joost.get(reverse("profile-check", args=[leerplaats.pk])))

        assert f'href="{page_url(leerplaats, "parking")}#id_parking_source_0"' in page


class TestTogether:
    def clash(self, as_joost, as_farida, leerplaats, key, mine, theirs):
        url = page_url(leerplaats, key)
        opened = as_joost.get(url)
        as_farida.post(url, typed(as_farida.get(url), **{key: theirs}))
        return as_joost.post(url, typed(opened, **{key: mine}))

    def sent(self, page, **changes):
        data = dict(page.context["typed"])
        return data | {f"tegen-{row['key']}": row["against"] for row in page.context["rows"]} | changes

    def test_the_field_begins_with_both_texts_and_is_kept(self, as_joost, as_farida, leerplaats, profile):
        page = self.clash(as_joost, as_farida, leerplaats, "team", "Van Joost", "Van Farida")
        assert page.context["rows"][0]["together"][0].value() == "Van Joost\n\nVan Farida"

        as_joost.post(
            page_url(leerplaats, "team"), self.sent(page, **{"houd-team": "together", "samen-team": "Van ons"})
        )

        assert answers_of(leerplaats)["team"] == "Van ons"

    def test_a_text_that_is_too_long_is_corrected_without_asking_again(self, as_joost, as_farida, leerplaats, profile):
        url = page_url(leerplaats, "team")
        page = self.clash(as_joost, as_farida, leerplaats, "team", "Van Joost", "Van Farida")

        wrong = as_joost.post(url, self.sent(page, **{"houd-team": "together", "samen-team": "woord " * 100}))
        assert "woorden te lang" in text_of(wrong)
        assert wrong.context["form"]["team"].value().count("woord") == 100
        right = as_joost.post(url, typed(wrong, team="Van ons") | dict(wrong.context["settled"]))

        assert right.status_code == 302
        assert answers_of(leerplaats)["team"] == "Van ons"

    def test_what_was_put_together_is_not_lost_when_it_is_asked_again(self, as_joost, as_farida, leerplaats, profile):
        url = page_url(leerplaats, "team")
        page = self.clash(as_joost, as_farida, leerplaats, "team", "Van Joost", "Van Farida")
        as_farida.post(url, typed(as_farida.get(url), team="Van Farida, later"))

        again = as_joost.post(url, self.sent(page, **{"houd-team": "together", "samen-team": "Van ons"}))

        row = again.context["rows"][0]
        assert (row["mine"], row["theirs"], row["choice"]) == (("Van ons",), ("Van Farida, later",), "")

    def test_what_is_settled_stays_settled_while_another_is_asked_again(self, as_joost, as_farida, leerplaats, profile):
        url = page_url(leerplaats, "team")
        opened = as_joost.get(url)
        as_farida.post(url, typed(as_farida.get(url), team="Van Farida", culture="Van Farida"))
        page = as_joost.post(url, typed(opened, team="Van Joost", culture="Van Joost"))

        again = as_joost.post(url, self.sent(page, **{"houd-team": "together", "samen-team": "Van ons"}))
        assert [row["key"] for row in again.context["rows"]] == ["culture"]
        as_joost.post(url, self.sent(again, **{"houd-culture": "theirs"}))

        stored = answers_of(leerplaats)
        assert (stored["team"], stored["culture"]) == ("Van ons", "Van Farida")

    def test_lines_are_put_together_once_and_a_time_is_not(self, as_joost, as_farida, leerplaats, profile):
        page = self.clash(as_joost, as_farida, leerplaats, "disciplines", "arts\nlogopedist", "arts\ndiëtist")
        assert page.context["rows"][0]["together"][0].value() == "arts\nlogopedist\ndiëtist"

        page = self.clash(as_joost, as_farida, leerplaats, "report_time", "8.45", "9.00")
        assert page.context["rows"][0]["together"] == []


class TestCopied:
    @pytest.fixture
    def copied(self, leerplaats):
        return LeerplaatsprofielFactory(leerplaats=leerplaats, copied_parts={"about": "De Werf", "day": "De Werf"})

    def test_the_list_and_the_page_ask_to_look(self, as_joost, leerplaats, copied):
        tasks = as_joost.get(reverse("profile-tasks", args=[leerplaats.pk])).context["tasks"]

        assert [task["label"] for task in tasks if "Overgenomen van De Werf, kijk na." in task["hint"]] == [
            "Over deze leerplaats",
            "Een dag hier",
        ]
        assert "Overgenomen van De Werf. Kijk na of het hier ook klopt." in text_of(
            as_joost.get(part_url(leerplaats, 1))
        )

    def test_calling_the_part_ready_takes_the_mark_away(self, as_joost, leerplaats, copied):
        save(as_joost, leerplaats, "shifts", is_done="yes")

        stored = Leerplaatsprofiel.objects.get(leerplaats=leerplaats)
        assert (stored.copied_parts, stored.done_parts) == ({"day": "De Werf"}, ["about"])

    def test_saving_a_page_of_it_does_not(self, as_joost, leerplaats, copied):
        save(as_joost, leerplaats, "team", team="Wij zijn met 12.")

        assert Leerplaatsprofiel.objects.get(leerplaats=leerplaats).copied_parts == copied.copied_parts


class TestAtWork:
    def notes(self, client, leerplaats):
        return [task["note"] for task in client.get(reverse("profile-tasks", args=[leerplaats.pk])).context["tasks"]]

    def test_others_see_who_works_in_a_part_and_the_person_does_not(self, as_joost, as_farida, leerplaats, profile):
        save(as_farida, leerplaats, "team", team="Wij zijn met 12.")

        assert self.notes(as_joost, leerplaats) == ["Hier werkt Farida nu aan", *[""] * 7]
        assert "Hier werkt Farida nu aan. Jullie kunnen allebei schrijven." in text_of(
            as_joost.get(part_url(leerplaats, 1))
        )
        assert self.notes(as_farida, leerplaats) == [""] * 8

    def test_after_ten_minutes_nobody_does(self, as_joost, as_farida, leerplaats, profile):
        save(as_farida, leerplaats, "team", team="Wij zijn met 12.")
        PartWork.objects.update(at=timezone.now() - timedelta(minutes=10, seconds=1))

        assert self.notes(as_joost, leerplaats) == [""] * 8

    def test_the_list_takes_as_many_queries_with_a_crowd(self, as_joost, as_farida, leerplaats, profile):
        url = reverse("profile-tasks", args=[leerplaats.pk])
        before = query_count(as_joost, url)
        for key in ("team", "breaks", "guidance"):
            save(as_farida, leerplaats, key, **{key: "Tekst van Farida"})

        assert query_count(as_joost, url) == before


class TestBackToOnline:
    @pytest.fixture
    def changed(self, leerplaats):
        profile = LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
        profile.answers = profile.answers | {"team": "Nieuw", "in_short": "Anders", "breaks": "Ook nieuw"}
        profile.save()
        return profile

    def reset(self, client, leerplaats):
        return client.post(reverse("part-reset", args=[leerplaats.pk, 1, 2]), follow=True)

    def test_one_part_goes_back_and_the_next_page_undoes_it(self, as_joost, leerplaats, changed):
        assert "Zet deel 1 terug naar de versie die online staat" in text_of(as_joost.get(part_url(leerplaats, 1)))

        page = self.reset(as_joost, leerplaats)

        online = changed.published.answers
        assert answers_of(leerplaats) == online | {"breaks": "Ook nieuw"}
        assert "Deel 1 is nu weer zoals het online staat." in text_of(page)
        assert "Zet deel 1 terug" not in text_of(page)
        undo = reverse("part-reset-undo", args=[leerplaats.pk, 1, 2, page.context["reset"].pk])
        for _ in range(2):  # sent twice, one effect
            assert "Deel 1 is weer zoals het was." in text_of(as_joost.post(undo, follow=True))
        assert answers_of(leerplaats) == changed.answers

    def test_what_was_written_since_is_not_undone(self, as_joost, leerplaats, changed):
        event = self.reset(as_joost, leerplaats).context["reset"]
        save(as_joost, leerplaats, "team", team="Nog nieuwer")

        undo = reverse("part-reset-undo", args=[leerplaats.pk, 1, 2, event.pk])
        page = as_joost.post(undo, follow=True)

        assert "Deel 1 is intussen weer aangepast." in text_of(page)
        assert answers_of(leerplaats)["team"] == "Nog nieuwer"

    def test_without_a_difference_nothing_happens(self, as_joost, leerplaats):
        LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)

        assert "Er is niets veranderd." in text_of(self.reset(as_joost, leerplaats))
        assert not AuditEvent.objects.filter(what="profile_part_reset").exists()
