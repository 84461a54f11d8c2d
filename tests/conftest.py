"""Fixtures for every test: the database comes from the start-up plugin, the browser from here."""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from onboarding.startup.native import find_chromium
from toolbox.actions.base_formats import load_base_formats

DESKTOP, PHONE = 1280, 390
HEIGHTS = {DESKTOP: 900, PHONE: 844, 320: 640}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Milliseconds. Only a failing test waits that long, and a busy machine needs it for its first page.
PATIENCE, FIRST_PATIENCE = 30_000, 90_000
# The browser is no Python, so the plugin does not hold it back: it finds no other machine by name.
CHROMIUM_OPTIONS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"]
BrowserPage = Callable[..., Page]
# What a property test says may not depend on how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The tables as a new installation has them: with the originals of the region."""
    with django_db_blocker.unblock():
        load_base_formats()
        connection.close()
    yield
    # A request of the last page may still be on its way, and a database in use cannot be taken down.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests of this process; every page has its own cookies."""
    path = find_chromium()
    assert path, "Chromium is missing: run the tests with python3 manage.py test"
    options = [*CHROMIUM_OPTIONS, "--no-sandbox"] if os.geteuid() == 0 else CHROMIUM_OPTIONS
    running = playwright.chromium.launch(executable_path=path, args=options)
    yield running
    running.close()


@pytest.fixture
def site(live_server, settings) -> str:
    """Address of a real server with the database of this test; links in mails and documents point to it."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def browser_page(browser: Browser, site: str) -> Iterator[BrowserPage]:
    """Makes pages: `browser_page()`, `browser_page(PHONE)`, `browser_page(java_script_enabled=False)`.

    Each has its own session. Addresses are relative to the site: `page.goto("/leerplaatsen/")`. A script
    error or a refusal of the Content-Security-Policy on any of them fails the test.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(width: int = DESKTOP, **options: object) -> Page:
        size = {"width": width, "height": HEIGHTS.get(width, 900)}
        context = browser.new_context(base_url=site, viewport=size, locale="nl-NL", **options)
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(FIRST_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if _is_refusal(message.text) else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(browser_page: BrowserPage) -> Page:
    """A desktop page of somebody who is not logged in."""
    return browser_page(DESKTOP)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that a page has no accessibility violations: `axe(page)`."""

    def check(page: Page) -> None:
        options = {"runOnly": AXE_TAGS, "resultTypes": ["violations"]}
        found = Axe().run(page, options=options).response["violations"]
        assert not found, f"{page.url}\n" + "\n".join(_violation_lines(found))

    return check


def _is_refusal(text: str) -> bool:
    return "Content Security Policy" in text or "Content-Security-Policy" in text


def _violation_lines(violations: list[dict]) -> Iterator[str]:
    for violation in violations:
        yield f"{violation['id']} ({violation['impact']}): {violation['help']}"
        for node in violation["nodes"]:
            yield f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}"
