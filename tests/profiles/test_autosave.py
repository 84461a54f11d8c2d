"""Saving the concept while somebody types (screens.md 2.3.2): what the server keeps, and what the page says."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from profiles.models import AuditEvent, Leerplaatsprofiel, PartWork
from profiles.questions import QUESTIONS
from tests.factories import LeerplaatsprofielFactory
from tests.profiles.conftest import page_url, text_of, typed

NOBODY_ELSE = QUESTIONS["disciplines"].none


def stored(leerplaats):
    return Leerplaatsprofiel.objects.get(leerplaats=leerplaats)


def autosave(client, url, page, **changes):
    """What the script sends, and the answer as a dict."""
    response = client.post(url, typed(page, **changes), headers={"Accept": "application/json"})
    assert response.status_code == 200
    return response.json()


@pytest.mark.django_db
class TestServer:
    def test_the_concept_has_it_and_students_do_not_see_it(self, as_joost, leerplaats):
        online = LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
        url = page_url(leerplaats, "team")

        answer = autosave(as_joost, url, as_joost.get(url), team="Wij zijn met 12.")

        assert answer["status"].startswith("Concept bewaard om ")
        assert answer["status"].endswith(" uur. Studenten zien dit nog niet.")
        assert (answer["unsaved"], answer["clash"]) == ([], "")
        assert stored(leerplaats).answers == online.answers | {"team": "Wij zijn met 12."}
        assert stored(leerplaats).published.answers == online.published.answers

    def test_what_is_as_it_stands_online_is_said_so(self, as_joost, leerplaats):
        LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
        url = page_url(leerplaats, "team")
        page = as_joost.get(url)
        seen = autosave(as_joost, url, page, team="Wij zijn met 12.")["seen"]

        answer = autosave(as_joost, url, page, seen=seen, team="")

        assert answer["status"].endswith("Dit deel staat zo online.")

    def test_what_cannot_be_read_stays_in_its_field(self, as_joost, leerplaats, profile):
        url = page_url(leerplaats, "report_time")

        answer = autosave(as_joost, url, as_joost.get(url), report_time="half negen", report_to="Samira")

        assert answer["unsaved"] == ["report_time"]
        assert answer["status"].startswith("Nog niet alles is bewaard om ")
        assert stored(leerplaats).answers == profile.answers | {"report_to": "Samira"}

    def test_a_page_that_goes_on_does_not_clash_with_itself(self, as_joost, leerplaats, profile):
        url = page_url(leerplaats, "team")
        page = as_joost.get(url)
        first = autosave(as_joost, url, page, team="Wij zijn")

        second = autosave(as_joost, url, page, seen=first["seen"], team="Wij zijn met 12.")
        response = as_joost.post(url, typed(page, seen=second["seen"], team="Wij zijn met 13.", autosaved="1"))

        assert second["clash"] == ""
        assert response.status_code == 302
        assert stored(leerplaats).answers["team"] == "Wij zijn met 13."

    def test_what_somebody_else_wrote_is_not_written_over_and_the_rest_is_saved(
        self, as_joost, as_farida, leerplaats, profile
    ):
        url = page_url(leerplaats, "team")
        mine = as_joost.get(url)
        as_farida.post(url, typed(as_farida.get(url), team="Tekst van Farida"))

        answer = autosave(as_joost, url, mine, team="Tekst van Joost", culture="Eerst koffie")
        again = autosave(
            as_joost, url, mine, seen=answer["seen"], team="Tekst van Joost, later", culture="Eerst koffie"
        )

        assert answer["clash"] == again["clash"] == "Farida heeft dit ook aangepast"
        assert answer["unsaved"] == again["unsaved"] == ["team"]
        assert stored(leerplaats).answers == profile.answers | {"team": "Tekst van Farida", "culture": "Eerst koffie"}

    def test_a_text_of_somebody_else_that_was_kept_is_no_text_of_mine(self, as_joost, as_farida, leerplaats, profile):
        url = page_url(leerplaats, "team")
        mine = as_joost.get(url)
        as_farida.post(url, typed(as_farida.get(url), team="Tekst van Farida"))
        answer = autosave(as_joost, url, mine, culture="Eerst koffie")

        later = autosave(as_joost, url, mine, seen=answer["seen"], culture="Eerst koffie", languages="Nederlands")

        assert later["clash"] == ""
        assert stored(leerplaats).answers["team"] == "Tekst van Farida"

    def test_one_line_in_the_log_per_person_and_ten_minutes(self, as_joost, joost, leerplaats, profile):
        url = page_url(leerplaats, "team")
        page = as_joost.get(url)
        seen = typed(page)["seen"]

        def save(text):
            nonlocal seen
            seen = autosave(as_joost, url, page, seen=seen, team=text)["seen"]
            return AuditEvent.objects.filter(what="profile_saved", by=joost).count()

        assert [save("Een"), save("Een twee"), save("Een twee drie")] == [1, 1, 1]
        AuditEvent.objects.update(at=timezone.now() - timedelta(minutes=11))
        assert save("Een twee drie vier") == 2

    def test_after_an_autosave_the_button_does_not_say_that_nothing_changed(self, as_joost, leerplaats, profile):
        url = page_url(leerplaats, "team")
        page = as_joost.get(url)
        seen = autosave(as_joost, url, page, team="Wij zijn met 12.")["seen"]

        response = as_joost.post(
            url, typed(page, seen=seen, team="Wij zijn met 12.", autosaved="1", dan="overzicht"), follow=True
        )

        assert "‘Het team’ is bewaard." in text_of(response)

    def test_a_visitor_gets_the_login_page(self, client, leerplaats, profile):
        response = client.post(page_url(leerplaats, "team"), {"team": "x"}, headers={"Accept": "application/json"})

        assert response.status_code == 302
        assert stored(leerplaats).answers == profile.answers


@pytest.fixture
def editor(browser_page, client, site, joost, leerplaats):
    """The page about the team, opened by Joost; its clock stands still until the test moves it."""
    LeerplaatsprofielFactory(leerplaats=leerplaats)
    page = browser_page()
    client.force_login(joost)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page.clock.install()
    page.goto(page_url(leerplaats, "team"))
    return page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestPage:
    def test_typing_is_saved_after_a_pause_and_said_once(self, editor, leerplaats, axe):
        status, spoken = editor.locator("[data-autosave-status]"), editor.locator("[data-autosave-spoken]")
        asked = []
        editor.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        editor.fill("#id_team", "Wij zijn met 12.")
        editor.clock.run_for(1900)
        expect(spoken).to_be_empty()
        editor.clock.run_for(200)
        expect(status).to_have_text(f"{spoken_sentence(spoken)}")
        first = spoken.inner_text()
        assert stored(leerplaats).answers["team"] == "Wij zijn met 12."

        editor.clock.run_for(5000)
        editor.check(f"text={NOBODY_ELSE}")
        editor.clock.run_for(100)
        expect(editor.locator("[data-none]")).to_have_js_property("defaultChecked", True)
        assert stored(leerplaats).answers["disciplines"] == [NOBODY_ELSE]
        assert spoken.inner_text() == first, "spoken twice within 30 seconds"
        axe(editor)

        editor.click("text=Terug naar het overzicht")
        expect(editor.locator("h1")).to_have_text(leerplaats.name)
        assert asked == []

    def test_what_was_typed_before_the_script_arrived_is_saved_too(self, editor, leerplaats):
        held = []
        editor.route("**/js/autosave*.js", lambda route: held.append(route))
        with editor.expect_request("**/js/autosave*.js"):
            editor.reload(wait_until="commit")
        editor.fill("#id_team", "Wij zijn met 12.")
        held.pop().continue_()
        editor.wait_for_load_state("load")
        editor.clock.run_for(2100)
        expect(editor.locator("[data-autosave-status]")).to_contain_text("Concept bewaard om")
        assert stored(leerplaats).answers["team"] == "Wij zijn met 12."

    def test_failing_is_said_the_text_stays_and_trying_again_works(self, editor, leerplaats, axe):
        tries = []
        editor.route("**/deel/**", lambda route: (tries.append(1), route.abort()))
        alert, again = editor.get_by_role("alert"), editor.get_by_role("button", name="Probeer het opnieuw")
        editor.fill("#id_team", "Wij zijn met 12.")
        for _ in range(40):
            editor.clock.run_for(500)
        expect(alert).to_have_text("Bewaren lukt nu niet. Je tekst staat nog in dit scherm. Probeer het opnieuw.")
        assert len(tries) == 4, "the first time and three times more"
        axe(editor)

        editor.click("text=Bewaren en naar pagina 3")
        for _ in range(40):
            editor.clock.run_for(500)
        expect(editor.locator("#id_team")).to_have_value("Wij zijn met 12.")
        expect(editor.locator("h1")).to_have_text("Het team")
        editor.unroute("**/deel/**")
        again.click()
        expect(alert).to_be_hidden()
        expect(editor.locator("[data-autosave-status]")).to_contain_text("Studenten zien dit nog niet.")
        assert stored(leerplaats).answers["team"] == "Wij zijn met 12."

    def test_somebody_else_wrote_too(self, editor, leerplaats, as_farida):
        url = page_url(leerplaats, "team")
        as_farida.post(url, typed(as_farida.get(url), team="Tekst van Farida"))
        editor.fill("#id_team", "Tekst van Joost")
        editor.clock.run_for(2100)
        expect(editor.get_by_role("alert")).to_have_text(
            "Farida heeft dit ook aangepast. Je tekst staat nog in dit scherm."
        )
        editor.click("text=Bekijk beide teksten")
        expect(editor.locator("h1")).to_have_text("Farida heeft dit ook aangepast")
        editor.check("text=Ik voeg ze samen")
        editor.fill("#id_samen-team", "Tekst van ons samen")
        editor.click("text=Bewaar met deze keuzes")

        expect(editor.locator("#id_team")).to_have_value("Tekst van ons samen")
        assert stored(leerplaats).answers["team"] == "Tekst van ons samen"

    def test_who_is_no_longer_logged_in_keeps_the_text(self, editor, leerplaats, client, joost, site):
        Session.objects.all().delete()
        editor.fill("#id_team", "Wij zijn met 12.")
        editor.clock.run_for(2100)
        expect(editor.get_by_role("alert")).to_contain_text("Je bent niet meer ingelogd.")
        editor.click("text=Bewaren en naar pagina 3")
        expect(editor.locator("#id_team")).to_have_value("Wij zijn met 12.")

        client.force_login(joost)
        editor.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        editor.get_by_role("button", name="Probeer het opnieuw").click()
        expect(editor.locator("[data-autosave-status]")).to_contain_text("Concept bewaard om")
        assert stored(leerplaats).answers["team"] == "Wij zijn met 12."
        assert PartWork.objects.get().by == joost


def spoken_sentence(spoken):
    """What a screen reader heard, once it heard something."""
    expect(spoken).to_contain_text("Concept bewaard om ")
    return spoken.inner_text()
