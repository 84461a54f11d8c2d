"""Every page there is, in a real browser: at 1280, 390 and 320 pixels, with rows, with errors and empty.

The addresses and who opens them come from the access matrix, so a new route is checked by itself.
"""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from onboarding.actions.links import make_personal_link
from profiles.enums import Role
from tests.access.checks import address_of, filled_in
from tests.access.identities import cookies_of
from tests.access.kinds import KINDS
from tests.access.matrix import ROWS
from tests.access.worlds import build_two_worlds
from tests.conftest import DESKTOP
from tests.factories import PeriodFactory, StudentFactory, person
from tests.journeys.logging_in import keep
from tests.journeys.pages import NARROW, wrong_with, wrong_with_errors, wrong_without_script
from toolbox.actions.base_formats import load_base_formats

pytestmark = pytest.mark.browser

WHO = sorted({KINDS[row.kind].enters[0] for row in ROWS})

# Files, and one word for a machine: no pages, and nothing else than these.
NO_PAGE = frozenset(
    {
        "health",
        "leerplaatsen-json",
        "leerplaats-json",
        "site-map",
        "robots",
        "leerplaats-qr",
        "photo",
        "film-file",
        "leerplaats-print",
        "leerplaats-card",
        "act-card",
        "leerplaats-poster",
        "leerplaats-wall-card",
        "leerplaats-form",
        "start-document",
        "profile-fill-in",
        "profile-answers",
        "glossary-print",
        "template-preview-pdf",
        "template-preview-word",
        "tool-plan-print",
        "tool-plan-word",
        "tool-pack",
        "preparation-print",
        "school-preparation-print",
        "import-example",
        "import-errors",
        "my-placement-calendar",
        "offline-worker",
        "calendar-feed-read",
        "my-placement-print",
        "my-farewell-print",
        "placement-farewell",
        "stay-list-download",
        "my-bingo-print",
        "my-strips-print",
        "my-dice-print",
        "placement-document",
        "talks-print",
        "talk-print",
        "print-file",
        "check-print",
        "check-word",
        "rollout-sheet",
        "rollout-sheet-word",
        "rollout-poster",
        "rollout-plan",
        "my-mentor-sheet",
        "my-plan-document",
        "plan-document",
        "my-priorities-print",
        "priority-print",
        "school-plan-document",
        "introduction-sheet",
        "placement-mentor-sheet",
        "leerplaats-seniors-print",
        "invitation-document",
        "guide-print",
        "self-scan-print",
        "guide-sheet",
        "supply-download",
        "stagefonds-download",
        "survey-download",
        "survey-sheet",
        "institution-survey-download",
        "figures-download",
        "figures-report",
        "institution-figures-download",
        "institution-figures-report",
        "leerplaats-figures-download",
        "school-student-export",
        "region-supply-export",
        "my-data-download",
        "this-week-card",
        "portrait",
    }
)
EXAMPLES = frozenset({"gallery", "gallery-page"})  # their buttons are there to be looked at
SLOW_FILE = 60_000  # milliseconds: the first PDF of a process loads its fonts


@dataclass
class World:
    """World A with the cookies of everybody."""

    rows: object
    cookies: dict


@pytest.fixture
def world(site):
    load_base_formats()
    a, b = build_two_worlds()
    a.link_token = make_personal_link(student=a.student).removeprefix("/link/")
    return World(a, cookies_of(a, b))


@pytest.fixture
def page_of(browser_page, site):
    """A page of somebody with these cookies. Also keeps what the console says."""

    def make(cookies, width=DESKTOP, **options):
        page = browser_page(width, **options)
        keep(page, cookies, site)
        page.said = []
        page.on("console", lambda message: _note(page, message))
        return page

    return make


def _note(page, message):
    if message.type in ("error", "warning") and message.location["url"] != page.url:  # a refused form says 422
        page.said.append(message.text)


def mine(who):
    """The rows of the matrix that are visited as `who`: the first who gets in."""
    return [row for row in ROWS if KINDS[row.kind].enters[0] == who]


@pytest.mark.parametrize("who", WHO)
def test_every_page(world, page_of, who):
    page = page_of(world.cookies[who])
    found, no_page = [], set()
    for row in mine(who):
        if "GET" not in row.methods.split():
            continue
        url = address_of(row, world.rows)
        if row.name in NO_PAGE:
            answer = page.request.get(url, timeout=SLOW_FILE)
            assert answer.ok, row.name
            if not answer.headers["content-type"].startswith("text/html"):
                no_page.add(row.name)
            continue
        assert page.goto(url).headers["content-type"].startswith("text/html"), row.name
        found += [f"{row.name}: {sentence}" for sentence in [*wrong_with(page), *page.said]]
        page.said.clear()
    assert found == []
    assert no_page == {row.name for row in mine(who)} & NO_PAGE


@pytest.mark.parametrize("who", WHO)
def test_every_page_without_script(world, page_of, who):
    page = page_of(world.cookies[who], NARROW, java_script_enabled=False)
    found = []
    for row in mine(who):
        if "GET" in row.methods.split() and row.name not in NO_PAGE | EXAMPLES:
            page.goto(address_of(row, world.rows))
            found += [f"{row.name}: {sentence}" for sentence in wrong_without_script(page)]
    assert found == []


# --- Forms -----------------------------------------------------------------------

# Forms that stand on a page with another address.
SHOWN_ON = {
    "my-placement-add-task": "my-placement",
    "my-placement-tick": "my-placement",
    "my-strip-fill": "my-strips",
    "tool-choose": "inspiration-card",
    "placement-arrival": "placement-detail",
    "placement-tick": "placement-detail",
    "placement-day": "placement-roster",
    "talk-agree": "talk",
    "priority-new": "my-priorities",
    "introduction-add": "introduction-detail",
    "introduction-tick": "introduction-checklist",
}
# Forms in which nothing is required: what is typed to see an error.
LONG_TEXT = "woord " * 200
TYPED = {
    "my-data-phone": {"phone": "010"},
    "retention-term": {"number": "99"},
    "talk-subject": {"text": LONG_TEXT},
    "my-pair": {"meets": LONG_TEXT},
    "my-data-learn": {"wants_to_learn": LONG_TEXT},
    "placement-roster": {"begin-{second_day}": "half negen"},
    "profile-part": {"in_short": LONG_TEXT},
    "profile-topic": {"sick_phone": "010"},
    "offer-detail": {"note": LONG_TEXT},
    "leerplaats-limits": {"week": "veel"},
    "institution-shared-topic": {"sick_before": "half negen"},
    "location-shared-topic": {"sick_before": "half negen"},
    "institution-requirement": {"lead": "veel"},
    "location-requirement": {"lead": "veel"},
    "requirement-answer": {"lead": "veel"},
    "template-intro": {"intro": LONG_TEXT},
    "tool-note": {"note": LONG_TEXT},
    "quote-reject": {"reason": LONG_TEXT},
    "film-edit": {"length": "lang"},
    "rollout-step": {"note-manager": LONG_TEXT},
    "rollout-review": {"review_on": "31-4-2027"},
    "placement-arrival": {"start_time": "half negen"},
    "my-throw": {"answer": LONG_TEXT},
    "my-stay": {"email": "geen adres"},
    "self-scan-detail": {"resolve": LONG_TEXT},
    "wishes-round": {"wishes_until": "gisteren"},
    "agreement-edit": {"action_plan": LONG_TEXT},
    "demand-table": {"nieuw-0-number": "veel"},
}
# Fields without a wrong answer: boxes to tick, and a table in which nothing need be agreed.
NEVER_WRONG = frozenset(
    {
        "my-bingo",
        "my-placement-tick",
        "placement-tick",
        "introduction-add",
        "introduction-tick",
        "holiday-stages",
        "import-check",
        "import-words",
        "personal-link",
        "act-table",
        "contribution-review",
        "check-theme",
        "template-differences",
        "programme-supervision",
        "mail-list",
    }
)
# Every form with something to fill in; the others are one button, such as "Ja, log mij uit".
WITH_FIELDS = NEVER_WRONG | frozenset(
    {
        # talks
        "talk-move",
        "talk-subject",
        "talk-agree",
        "talk-agreement",
        # in and out
        "account_login",
        "account_request_login_code",
        "account_reset_password",
        "link-lost",
        # the student
        "my-data-photo",
        "my-data-phone",
        "my-data-learn",
        "retention-term",
        "my-placement-add-task",
        "my-task",
        "my-question-ask",
        "my-question-detail",
        "survey-paper",
        "student-question-detail",
        "plan-goals",
        "plan-line-new",
        "plan-line",
        "priority-new",
        "priority-change",
        "my-strip-fill",
        "my-throw",
        "error-report-new",
        # work lists
        "worklist-new",
        "worklist-code",
        # leerplaatsen, institution and people
        "leerplaats-new",
        "leerplaats-edit",
        "offer-list",
        "offer-detail",
        "leerplaats-limits",
        "closed-weeks-new",
        "closed-weeks-edit",
        "place-table",
        "place-limit-new",
        "place-limit-edit",
        "profile-part",
        "profile-topic",
        "copy-preview",
        "leerplaats-tell-students",
        "profile-owner",
        "contribution-new",
        "glossary-term-new",
        "glossary-term-edit",
        "glossary-paste",
        "photo-new",
        "photo-describe",
        "film-edit",
        "act-new",
        "act-edit",
        "quote-new",
        "quote-reject",
        "improvement-new",
        "improvement-edit",
        "improvement-finish",
        "institution-details",
        "location-new",
        "location-edit",
        "member-invite",
        "member-invite-lead",
        "member-scope",
        "institution-shared-topic",
        "location-shared-topic",
        "institution-requirement",
        "location-requirement",
        "requirement-answer",
        "institution-requirement-new",
        "institution-requirement-name",
        # schools
        "agreement-edit",
        "demand-table",
        "holiday-new",
        "holiday-edit",
        # the region
        "requirement-register-new",
        "requirement-register-name",
        "institution-new",
        "institution-change",
        "school-new",
        "school-change",
        "period-new",
        "period-change",
        "programme-new",
        "programme-change",
        # sjablonen
        "template-intro",
        "template-for-leerplaats",
        "section-new",
        "section-edit",
        "item-new",
        "item-edit",
        "item-move",
        # ideas, and what happens at school and centrally
        "inspiration-new",
        "inspiration-edit",
        "tool-choose",
        "tool-note",
        "central-step-new",
        "preparation-step-edit",
        "school-step-new",
        # begeleiden
        "self-scan-new",
        "self-scan-detail",
        # invoeren in vijf stappen
        "rollout-step",
        "rollout-review",
        # wishes, and facts by hand
        "my-wishes-edit",
        "wishes-edit",
        "wishes-round",
        "student-new",
        "student-change",
        "request-change",
        # lists of schools, koppelen, stages
        "import-list",
        "import-columns",
        "proposal-choose",
        "match-difference",
        "held-new",
        "held-change",
        "match-confirm",
        "question-ask",
        "question-decline",
        "mail-list",
        "placement-change",
        "placement-cancel",
        "placement-stop",
        "placement-thank",
        "my-quotes",
        "my-stay",
        "request-withdraw",
        "my-placement-cannot",
        "placement-arrival",
        "placement-roster",
        "placement-day",
        "placement-mentor",
        # introducties, and the page of two
        "introduction-new",
        "introduction-change",
        "my-day",
        "my-pair",
    }
)


@pytest.mark.parametrize("who", WHO)
def test_every_form_without_an_answer(world, page_of, who):
    page = page_of(world.cookies[who])
    found, answered = [], set()
    for row in mine(who):
        if "POST" not in row.methods.split():
            continue
        for number, form in enumerate(forms_of(page, row, world.rows)):
            answered.add(row.name)
            if row.name not in NEVER_WRONG:
                typed = TYPED.get(row.name, {})
                empty(form, {filled_in(name, world.rows): value for name, value in typed.items()})
                found += [f"{row.name} {number}: {one}" for one in [*wrong_with_errors(page), *page.said]]
            page.said.clear()
    assert found == []
    assert answered == {row.name for row in mine(who)} & WITH_FIELDS


def forms_of(page, row, rows):
    """The forms with fields that are sent to this address, each on a page just opened."""
    target = address_of(row, rows)
    shown_on = next((one for one in ROWS if one.name == SHOWN_ON.get(row.name)), row)
    if "GET" not in shown_on.methods.split():
        return
    page.goto(address_of(shown_on, rows))
    forms = page.locator("main form[method=post]").filter(has=page.locator(FIELDS))
    addresses = [urljoin(page.url, form.get_attribute("action") or "") for form in forms.all()]
    for number, address in enumerate(addresses):
        if urlsplit(address).path == target:
            page.goto(address_of(shown_on, rows))
            yield forms.nth(number)


FIELDS = "input:not([type=hidden]):not(.visually-hidden), select, textarea"


def empty(form, typed):
    """Take every answer out, type what is given, and send it."""
    form.evaluate(
        """(form, [selector, typed]) => {
          form.closest('details')?.setAttribute('open', '');
          for (const field of form.querySelectorAll(selector)) {
            if (field.matches('[type=checkbox], [type=radio]')) field.checked = false;
            else field.value = typed[field.name] ?? '';
          }
        }""",
        [FIELDS, typed],
    )
    with form.page.expect_navigation():
        form.locator("button[type=submit]:not(.visually-hidden):visible").last.click()


# --- Nothing yet -------------------------------------------------------------------

# What each page says when there is nothing: who looks, which address, and the sentence.
EMPTY = (
    ("visitor", "leerplaats-catalogue", "Er staan nog geen leerplaatsen online."),
    ("coordinator", "placement-overview", "In deze weken start er niemand."),
    ("coordinator", "leerplaats-list", "Begin met één."),
    ("coordinator", "place-periods", "Neem over van een eerdere periode"),
    ("coordinator", "supply", "Vul eerst plekken in."),
    ("coordinator", "survey-list", "Nog geen vijf antwoorden: zo blijft het anoniem."),
    ("coordinator", "figures", "Nog geen vijf stages. Een stage telt mee vier weken na de laatste dag."),
    ("praktijkopleider", "figures", "Je hebt nog geen leerplaatsen. Daarom zijn er geen cijfers."),
    ("regional_admin", "figures", "In de regio zijn nog geen vijf stages geteld."),
    ("coordinator", "place-limit-list", "Maak dan een totaal voor die leerplaatsen samen."),
    ("coordinator", "institution-places-copy", "Begin met de plekken van een eerdere periode."),
    ("coordinator", "match-board", "Niemand zoekt een plek"),
    ("coordinator", "match-check", "In deze periode zoekt nog niemand een plek"),
    ("coordinator", "match-proposal", "Er is nog geen voorstel voor deze periode."),
    ("coordinator", "match-lock", "Er zijn nog geen koppelingen om vast te zetten."),
    ("coordinator", "match-list", "Er zijn in deze periode nog geen koppelingen."),
    ("coordinator", "held-list", "Er is niets vrijgehouden."),
    ("coordinator", "held-new", "In deze periode zijn er nog geen plekken."),
    ("coordinator", "match-confirm", "Er is niets om te bevestigen."),
    ("coordinator", "mail-list", "Elke mail is verstuurd."),
    ("coordinator", "worklist-list", "Er is nu geen werk voor diensten."),
    ("coordinator", "leaving-list", "In de komende 4 weken gaat er niemand weg."),
    ("coordinator", "stay-list", "Hier komen studenten die na hun stage contact willen houden."),
    ("coordinator", "this-week", "In deze week start er niemand op jullie leerplaatsen."),
    ("werkbegeleider", "this-week", "In deze week start er niemand op jullie leerplaatsen."),
    ("coordinator", "mail-coming", "In de komende 3 weken start er niemand."),
    ("praktijkopleider", "question-list", "Hier komt de vraag of een student bij jullie kan komen."),
    ("coordinator", "student-list", "We vinden geen studenten."),
    ("coordinator", "student-print", "We vinden geen studenten."),
    ("coordinator", "import-list", "Lever een lijst met studenten aan"),
    ("coordinator", "template-list", "Er zijn nog geen sjablonen."),
    ("coordinator", "template-archived", "Er zijn geen gearchiveerde versies."),
    ("coordinator", "inspiration-list", "Er staan nog geen ideeën in de inspiratiebox."),
    ("coordinator", "preparation-list", "nog niets ingevuld"),
    ("school_coordinator", "school-preparation", "Hier komt wat jullie studenten vooraf doen"),
    ("coordinator", "print-start", "Er start nog niemand."),
    ("coordinator", "invitation-start", "Er start nog niemand."),
    ("coordinator", "introduction-list", "Er staat nog geen introductie gepland."),
    ("werkbegeleider", "introduction-list", "Je leidt nu geen introductie."),
    ("coordinator", "introduction-new", "Er begint nu niemand die nog geen introductie heeft."),
    ("werkbegeleider", "self-scan-list", "Je hebt nog geen zelfscan gedaan."),
    ("coordinator", "check-overview", "Je hebt nog geen leerplaatsen."),
    ("coordinator", "institution-edit", "locatie"),
    ("coordinator", "member-list", "3 rollen"),
    ("coordinator", "rollout-list", "Begin klein: één leerplaats, één startdatum."),
    ("praktijkopleider", "placement-overview", "In deze weken start er niemand."),
    ("praktijkopleider", "leerplaats-list", "Hier komen de leerplaatsen waar jij praktijkopleider bent."),
    ("praktijkopleider", "print-start", "Er start nog niemand."),
    ("werkbegeleider", "placement-overview", "start"),
    ("werkbegeleider", "today", "Je begeleidt nu geen studenten."),
    ("school_coordinator", "student-list", "We vinden geen studenten."),
    ("school_coordinator", "student-print", "We vinden geen studenten."),
    ("school_coordinator", "import-list", "Lever een lijst met studenten aan"),
    ("school_coordinator", "agreement-own-list", "Afspraken per opleiding"),
    ("school_coordinator", "demand-list", "Nog niets ingevuld."),
    ("school_coordinator", "holiday-list", "Er staan nog geen vakanties in."),
    ("coordinator", "agreement-list", "De scholen van jullie studenten schreven nog geen afspraken op."),
    ("coordinator", "retention", "Er is nog niets opgeruimd."),
    ("coordinator", "stagefonds", "Er is nog geen stage begonnen."),
    ("coordinator", "log", "Hier staan nog geen regels."),
    ("coordinator", "log-print", "Hier staan nog geen regels."),
    ("coordinator", "match-fairness", "Er is nog geen student die een plek zoekt."),
    ("regional_admin", "region-supply", "Hier zijn nog geen plekken en geen studenten."),
    ("regional_admin", "match-fairness", "Er is nog geen student die een plek zoekt."),
    ("regional_admin", "institution-list", "instelling"),
    ("regional_admin", "school-list", "school"),
    ("regional_admin", "programme-list", "opleiding"),
    ("regional_admin", "template-list", "Er zijn nog geen sjablonen."),
    ("student", "my-placement", "Je stageplek is nog niet bekend"),
    ("student", "my-plan", "Je stageplek is nog niet bekend"),
    ("student", "my-priorities", "Je stageplek is nog niet bekend"),
    ("student", "my-question-list", "Je kunt hier vragen stellen zodra je stageplek bekend is."),
    ("werkbegeleider", "student-question-list", "Hier komen vragen die studenten aan jou stellen."),
    ("school_coordinator", "student-question-list", "Hier komen vragen die studenten aan jou stellen."),
    ("student", "my-wishes", "Je hoeft nu geen wensen te geven"),
    ("coordinator", "wishes-list", "Hier komen studenten die een plek zoeken."),
    ("school_coordinator", "wishes-list", "Hier komen studenten die een plek zoeken."),
)

OF_A_PERIOD = frozenset(
    {"match-check", "match-proposal", "match-lock", "match-list", "match-confirm", "held-list", "held-new"}
)


def test_every_page_with_nothing_on_it_says_what_it_is_for(site, page_of):
    period = PeriodFactory()
    people = everybody_new()
    pages, found = {}, []
    for role, name, sentence in EMPTY:
        page = pages.setdefault(role, page_of(people[role]))
        page.goto(reverse(name, args=[period.pk] if name in OF_A_PERIOD else []))
        says = page.get_by_role("main").inner_text()
        found += [f"{name} as {role}: {wrong}" for wrong in [*wrong_with(page), *page.said]]
        if sentence not in says or "Geen gegevens" in says:
            found.append(f"{name} as {role} says {says!r}")
        page.said.clear()
    assert found == []


def everybody_new():
    """The cookies of one new person per role, of an institution and a school where nothing has happened yet."""
    coordinator = person(Role.COORDINATOR)
    institution = coordinator.memberships.get().institution
    student = StudentFactory(with_user=True)
    users = {
        "coordinator": coordinator,
        "praktijkopleider": person(Role.PRAKTIJKOPLEIDER, institution),
        "werkbegeleider": person(Role.WERKBEGELEIDER, institution),
        "school_coordinator": person(Role.SCHOOL_COORDINATOR),
        "regional_admin": person(Role.REGIONAL_ADMIN),
        "student": student.user,
    }
    clients = {role: Client() for role in ("visitor", *users)}
    for role, user in users.items():
        clients[role].force_login(user)
    return {role: client.cookies for role, client in clients.items()}
