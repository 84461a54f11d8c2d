"""The editor: the task list, a page per part, and two people in one part."""

import pytest
from django.urls import reverse

from profiles.enums import Role, Sector
from profiles.models import AuditEvent, Leerplaatsprofiel
from profiles.questions import PARTS
from profiles.topic_pages import TopicPage, topic_url
from tests.factories import LeerplaatsFactory, LeerplaatsprofielFactory, person
from tests.profiles.conftest import logged_in, page_url, part_url, text_of, typed

pytestmark = pytest.mark.django_db


def answers_of(leerplaats):
    return Leerplaatsprofiel.objects.get(leerplaats=leerplaats).answers


def test_the_task_list_shows_eight_parts_with_their_state(as_joost, leerplaats, profile):
    profile.done_parts = ["about"]
    profile.save()

    response = as_joost.get(reverse("profile-tasks", args=[leerplaats.pk]))

    assert [task["label"] for task in response.context["tasks"]] == [part.title for part in PARTS]
    assert [task["status"] for task in response.context["tasks"]] == [
        "Klaar", "Bezig", "Nog niet begonnen", "Nog niet begonnen",
        "Nog niet begonnen", "Bezig", "Bezig", "Nog niet begonnen",
    ]  # fmt: skip
    assert "<span data-progress-done>1</span> van 8 delen klaar" in text_of(response)
    assert "Nog niet online. Studenten zien dit profiel nog niet." in text_of(response)


def test_the_task_list_says_which_answers_are_needed(as_joost, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers={})

    page = text_of(as_joost.get(reverse("profile-tasks", args=[leerplaats.pk])))

    assert "Nodig om online te gaan: welke zorg jullie geven." in page
    assert "Nodig om online te gaan: waar je je meldt, telefoonnummer bij ziekte en e-mailadres voor vragen." in page


def test_the_task_list_says_what_is_not_online_yet(as_joost, leerplaats):
    profile = LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    profile.answers = profile.answers | {"team": "Wij zijn met 12.", "report_time": "9.00"}
    profile.save()

    response = as_joost.get(reverse("profile-tasks", args=[leerplaats.pk]))

    assert "2 delen hebben wijzigingen die nog niet online staan." in text_of(response)
    assert [bool(task["hint"]) for task in response.context["tasks"]] == [
        True, False, False, False, False, False, True, False,
    ]  # fmt: skip
    assert "Zet wijzigingen online" in text_of(response)


def test_a_leerplaats_without_a_profile_can_be_started(as_joost, leerplaats):
    assert as_joost.get(reverse("profile-tasks", args=[leerplaats.pk])).status_code == 200
    page = as_joost.get(page_url(leerplaats, "team"))

    as_joost.post(page_url(leerplaats, "team"), typed(page, team="Wij zijn met 12."))

    assert answers_of(leerplaats) == {"team": "Wij zijn met 12."}


@pytest.mark.parametrize("number", range(1, 9))
def test_every_page_opens_and_saves_as_it_was(as_joost, leerplaats, profile, number):
    before = answers_of(leerplaats)
    part = PARTS[number - 1]

    for topic in part.topics_for(leerplaats.sector):
        if topic.key == "before":  # lines of a register, on a page of its own
            continue
        url = topic_url(leerplaats, part, topic)
        response = as_joost.post(url, typed(as_joost.get(url)))
        assert response.status_code == 302, topic.key

    assert answers_of(leerplaats) == before
    assert Leerplaatsprofiel.objects.get(leerplaats=leerplaats).version == profile.version


def test_every_question_has_one_page_in_every_sector(as_joost, leerplaats, profile):
    for sector in Sector:
        leerplaats.sector = sector
        leerplaats.save()
        pages = [TopicPage(leerplaats, part, topic) for part in PARTS for topic in part.topics_for(sector)]
        asked = [question.key for page in pages for question in page.topic.questions_for(sector)]

        assert sorted(asked) == sorted(q.key for part in PARTS for q in part.questions_for(sector))
        assert len({page.url for page in pages}) == len(pages)
        assert [page.next_url for page in pages] == [
            *(page.url for page in pages[1:]),
            reverse("profile-check", args=[leerplaats.pk]),
        ]
        for page in (pages[0], pages[-1]):
            assert as_joost.get(page.url).context["page"] == page


def test_a_page_says_where_it_is_and_leads_to_the_next(as_joost, leerplaats, profile):
    page = as_joost.get(part_url(leerplaats, 1))

    assert "De Kade, deel 1 van 8, pagina 1 van 3" in text_of(page)
    assert "Bewaren en naar pagina 2: het team" in text_of(page)
    assert "Is dit deel klaar?" not in text_of(page)
    response = as_joost.post(part_url(leerplaats, 1), typed(page, in_short="Rustig.", dan="volgende"), follow=True)

    assert response.redirect_chain == [(page_url(leerplaats, "team"), 302)]
    assert "‘In het kort’ is bewaard." in text_of(response)
    assert Leerplaatsprofiel.objects.get(leerplaats=leerplaats).done_parts == []


def test_the_last_page_of_a_part_asks_whether_it_is_ready(as_joost, leerplaats, profile):
    last = page_url(leerplaats, "shifts")
    page = as_joost.get(last)
    assert "Is dit deel klaar?" in text_of(page)
    assert "Bewaren en naar deel 2: voor wie zorg je" in text_of(page)

    response = as_joost.post(last, typed(page, shifts="Vroege dienst", is_done="yes", dan="volgende"))

    assert response.url == part_url(leerplaats, 2)
    stored = Leerplaatsprofiel.objects.get(leerplaats=leerplaats)
    assert stored.answers == profile.answers | {"shifts": ["Vroege dienst"]}
    assert stored.done_parts == ["about"]
    assert stored.version == profile.version + 1


def test_another_page_leaves_alone_that_the_part_is_ready(as_joost, leerplaats, profile):
    profile.done_parts = ["about"]
    profile.save()
    page = as_joost.get(page_url(leerplaats, "team"))

    as_joost.post(page_url(leerplaats, "team"), typed(page, team="Wij zijn met 12."))

    assert Leerplaatsprofiel.objects.get(leerplaats=leerplaats).done_parts == ["about"]


def test_the_very_last_page_leads_to_the_check(as_joost, leerplaats, profile):
    last = page_url(leerplaats, "film")
    page = as_joost.get(last)

    response = as_joost.post(last, typed(page, dan="volgende"))

    assert response.url == reverse("profile-check", args=[leerplaats.pk])


def test_what_stands_in_a_register_has_a_page_of_its_own(as_joost, leerplaats, profile):
    requirements = reverse("requirement-list", args=[leerplaats.pk])
    clothing = page_url(leerplaats, "clothing")

    response = as_joost.post(clothing, typed(as_joost.get(clothing), dan="volgende"))

    assert response.url == requirements
    assert page_url(leerplaats, "requirements") == requirements
    assert as_joost.get(reverse("profile-topic", args=[leerplaats.pk, 6, 2])).url == requirements


def test_saving_back_to_the_overview_says_it_is_saved(as_joost, leerplaats, profile):
    page = as_joost.get(page_url(leerplaats, "breaks"))

    response = as_joost.post(
        page_url(leerplaats, "breaks"), typed(page, breaks="Koffie is gratis.", dan="overzicht"), follow=True
    )

    assert response.redirect_chain == [(reverse("profile-tasks", args=[leerplaats.pk]), 302)]
    assert "‘Pauze, eten en overleg’ is bewaard." in text_of(response)


@pytest.mark.parametrize("online", [True, False])
def test_saving_without_a_change_says_so(as_joost, leerplaats, online):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=online)
    page = as_joost.get(page_url(leerplaats, "breaks"))

    response = as_joost.post(page_url(leerplaats, "breaks"), typed(page, dan="concept"), follow=True)

    assert "Er is niets veranderd." in text_of(response)
    assert "is bewaard" not in text_of(response)
    assert "Studenten zien dit nog niet" not in text_of(response)


def test_the_line_breaks_of_a_browser_are_no_change(as_joost, leerplaats):
    profile = LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    page = as_joost.get(page_url(leerplaats, "breaks"))
    as_joost.post(page_url(leerplaats, "breaks"), typed(page, breaks="Koffie is gratis.\r\n\r\nEr is een kluisje."))
    stored = answers_of(leerplaats)
    page = as_joost.get(page_url(leerplaats, "breaks"))
    sent = {name: str(value).replace("\n", "\r\n") for name, value in typed(page, dan="concept").items()}

    response = as_joost.post(page_url(leerplaats, "breaks"), sent, follow=True)

    assert stored == profile.answers | {"breaks": "Koffie is gratis.\n\nEr is een kluisje."}
    assert answers_of(leerplaats) == stored
    assert "Er is niets veranderd." in text_of(response)


def test_the_message_agrees_with_the_task_list_below_it(as_joost, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)

    def save(**changes):
        page = as_joost.get(page_url(leerplaats, "breaks"))
        return text_of(
            as_joost.post(page_url(leerplaats, "breaks"), typed(page, dan="concept", **changes), follow=True)
        )

    changed = save(breaks="Koffie is gratis.")
    back = save(breaks="")
    ready = save(is_done="yes")

    assert "‘Pauze, eten en overleg’ is bewaard als concept. Studenten zien dit nog niet." in changed
    assert "Alles staat online" not in changed
    for page in (back, ready):
        assert "‘Pauze, eten en overleg’ is bewaard." in page
        assert "Studenten zien dit nog niet" not in page
        assert "Alles staat online" in page


def test_a_concept_may_be_empty(as_joost, leerplaats, profile):
    page = as_joost.get(page_url(leerplaats, "report_place"))
    empty = {name: "" for name in typed(page) if name not in ("seen", "version", "is_done")}

    response = as_joost.post(page_url(leerplaats, "report_place"), typed(page, **empty))

    assert response.status_code == 302
    assert "report_place" not in answers_of(leerplaats)


def test_a_mistake_keeps_everything_that_was_typed(as_joost, leerplaats, profile):
    page = as_joost.get(page_url(leerplaats, "report_place"))
    wrong = {"report_time": "half negen", "route_last": "Rechts, dan <b>links</b>."}

    response = as_joost.post(page_url(leerplaats, "report_place"), typed(page, **wrong))

    content = text_of(response)
    assert response.status_code == 200
    assert "<title>Fout: Waar en wanneer je je meldt - De Kade - " in content
    assert '<a href="#id_report_time">Schrijf de tijd zo: 8.30.</a>' in content
    assert 'value="half negen"' in content
    assert "Rechts, dan &lt;b&gt;links&lt;/b&gt;." in content
    assert content.count("Schrijf de tijd zo: 8.30.") == 2  # in the summary and at the field
    assert answers_of(leerplaats) == profile.answers


def test_none_and_something_is_refused_on_the_server(as_joost, leerplaats, profile):
    page = as_joost.get(page_url(leerplaats, "clothing"))

    response = as_joost.post(page_url(leerplaats, "clothing"), typed(page, clothing=["uniform", "none"]))

    assert "Allebei kan niet." in text_of(response)


def test_a_duty_keeps_its_note(as_joost, leerplaats, profile):
    page = as_joost.get(page_url(leerplaats, "allowance"))

    note = "Vraag je\r\nstagebureau."
    as_joost.post(page_url(leerplaats, "allowance"), typed(page, allowance="ask", allowance_note=note))

    assert answers_of(leerplaats)["allowance"] == {"answer": "ask", "note": "Vraag je stagebureau."}


def test_home_care_is_asked_how_you_travel_and_a_ward_is_not(as_joost, leerplaats, profile):
    ward = text_of(as_joost.get(page_url(leerplaats, "route_by")))
    leerplaats.sector = Sector.HOME_CARE
    leerplaats.save()
    team = text_of(as_joost.get(page_url(leerplaats, "route_by")))

    assert "Hoe ga je van cliënt naar cliënt?" not in ward
    assert "Hoe ga je van cliënt naar cliënt?" in team


def test_saving_leaves_one_line_in_the_log(as_joost, joost, leerplaats, profile):
    page = as_joost.get(page_url(leerplaats, "team"))
    data = typed(page, team="Wij zijn met 12.")

    as_joost.post(page_url(leerplaats, "team"), data)
    as_joost.post(page_url(leerplaats, "team"), data)

    event = AuditEvent.objects.get(what="profile_saved")
    assert (event.by, event.institution, event.detail) == (joost, leerplaats.institution, {"part": "about"})


class TestTwoPeople:
    def both_open(self, as_joost, as_farida, leerplaats):
        return as_joost.get(page_url(leerplaats, "team")), as_farida.get(page_url(leerplaats, "team"))

    def test_two_parts_at_once_do_not_meet(self, as_joost, as_farida, leerplaats, profile):
        mine = as_joost.get(page_url(leerplaats, "team"))
        theirs = as_farida.get(page_url(leerplaats, "breaks"))
        as_farida.post(page_url(leerplaats, "breaks"), typed(theirs, breaks="Koffie is gratis."))

        response = as_joost.post(page_url(leerplaats, "team"), typed(mine, team="Wij zijn met 12."))

        assert response.status_code == 302
        assert answers_of(leerplaats)["breaks"] == "Koffie is gratis."
        assert answers_of(leerplaats)["team"] == "Wij zijn met 12."

    def test_two_questions_of_one_part_are_both_kept(self, as_joost, as_farida, leerplaats, profile):
        mine, theirs = self.both_open(as_joost, as_farida, leerplaats)
        as_farida.post(page_url(leerplaats, "team"), typed(theirs, culture="Eerst koffie"))

        response = as_joost.post(page_url(leerplaats, "team"), typed(mine, team="Wij zijn met 12."), follow=True)

        assert "Een collega paste intussen ook iets aan. Dat is bewaard gebleven." in text_of(response)
        assert answers_of(leerplaats) == profile.answers | {"culture": "Eerst koffie", "team": "Wij zijn met 12."}

    def clash(self, as_joost, as_farida, leerplaats):
        """Both changed the team and only Joost the length of stay; Joost saves second."""
        mine, theirs = self.both_open(as_joost, as_farida, leerplaats)
        as_farida.post(page_url(leerplaats, "team"), typed(theirs, team="Tekst van Farida"))
        return as_joost.post(
            page_url(leerplaats, "team"), typed(mine, team="Tekst van Joost", culture="Eerst koffie", dan="volgende")
        )

    def hidden(self, response):
        data = dict(response.context["typed"])
        return data | {f"tegen-{row['key']}": row["against"] for row in response.context["rows"]}

    def test_the_second_saver_sees_both_texts(self, as_joost, as_farida, leerplaats, profile):
        response = self.clash(as_joost, as_farida, leerplaats)

        content = text_of(response)
        assert "Farida heeft dit ook aangepast" in content
        assert "Mijn tekst" in content
        assert "Tekst van Joost" in content
        assert content.count("Tekst van Farida") == 3  # the label, the text, and the text of both together
        assert [row["key"] for row in response.context["rows"]] == ["team"]
        assert answers_of(leerplaats)["team"] == "Tekst van Farida"

    @pytest.mark.parametrize(("choice", "kept"), [("mine", "Tekst van Joost"), ("theirs", "Tekst van Farida")])
    def test_a_choice_saves_and_loses_nothing_else(self, as_joost, as_farida, leerplaats, profile, choice, kept):
        response = self.clash(as_joost, as_farida, leerplaats)
        data = self.hidden(response) | {"houd-team": choice, "dan": response.context["then"]}

        saved = as_joost.post(page_url(leerplaats, "team"), data)

        assert saved.url == page_url(leerplaats, "shifts")
        assert answers_of(leerplaats)["team"] == kept
        assert answers_of(leerplaats)["culture"] == "Eerst koffie"

    def test_without_a_choice_the_page_asks_again(self, as_joost, as_farida, leerplaats, profile):
        response = self.clash(as_joost, as_farida, leerplaats)

        again = as_joost.post(page_url(leerplaats, "team"), self.hidden(response))

        content = text_of(again)
        assert "<title>Fout: " in content
        assert "Kies welke tekst je houdt bij ‘Wie werken er in het team?’." in content
        assert answers_of(leerplaats)["team"] == "Tekst van Farida"

    def test_a_third_text_is_asked_too(self, as_joost, as_farida, leerplaats, profile):
        response = self.clash(as_joost, as_farida, leerplaats)
        theirs = as_farida.get(page_url(leerplaats, "team"))
        as_farida.post(page_url(leerplaats, "team"), typed(theirs, team="Nog een tekst van Farida"))

        again = as_joost.post(page_url(leerplaats, "team"), self.hidden(response) | {"houd-team": "mine"})

        assert "Nog een tekst van Farida" in text_of(again)
        assert answers_of(leerplaats)["team"] == "Nog een tekst van Farida"

    def test_two_windows_of_one_person_say_so(self, as_joost, leerplaats, profile):
        first = as_joost.get(page_url(leerplaats, "team"))
        as_joost.post(page_url(leerplaats, "team"), typed(first, team="Uit het eerste venster"))

        response = as_joost.post(page_url(leerplaats, "team"), typed(first, team="Uit het tweede venster"))

        assert "Je hebt dit ook in een ander venster aangepast" in text_of(response)


class TestAccess:
    def test_a_werkbegeleider_may_not_edit(self, leerplaats, profile):
        client = logged_in(person(Role.WERKBEGELEIDER, leerplaats.institution, leerplaats))

        assert client.get(page_url(leerplaats, "team")).status_code == 403

    def test_another_institution_does_not_see_it(self, leerplaats, profile):
        client = logged_in(person(Role.COORDINATOR))

        assert client.get(page_url(leerplaats, "team")).status_code == 404
        assert client.get(reverse("profile-tasks", args=[leerplaats.pk])).status_code == 404

    def test_a_praktijkopleider_of_another_leerplaats_does_not_see_it(self, leerplaats, profile):
        other = LeerplaatsFactory(location=leerplaats.location)
        client = logged_in(person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, other))

        assert client.post(page_url(leerplaats, "team"), {"team": "x"}).status_code == 404
        assert answers_of(leerplaats) == profile.answers

    def test_guiding_here_and_leading_there_is_not_editing_here(self, leerplaats, profile):
        user = person(Role.WERKBEGELEIDER, leerplaats.institution, leerplaats)
        elsewhere = LeerplaatsFactory()
        user.memberships.create(role=Role.COORDINATOR, institution=elsewhere.institution)

        assert logged_in(user).get(page_url(leerplaats, "team")).status_code == 404

    def test_a_visitor_is_asked_to_log_in(self, client, leerplaats, profile):
        assert client.get(page_url(leerplaats, "team")).url.startswith("/inloggen")

    def test_there_is_no_ninth_part(self, as_joost, leerplaats, profile):
        assert as_joost.get(part_url(leerplaats, 9)).status_code == 404
