"""The checks of these journeys notice what they are for: one page, one planted fault each."""

import pytest

from tests.conftest import DESKTOP
from tests.journeys.keyboard import wrong_on_the_way
from tests.journeys.pages import wrong_with, wrong_with_errors

pytestmark = pytest.mark.browser

# What is done to a good page, and the words with which it is noticed.
FAULTS = {
    "document.title = document.title.split(' - ')[0]": "title is",
    "document.documentElement.lang = 'en'": "lang is",
    "main.append(document.createElement('h1'))": "2 times h1",
    "document.querySelector('.skip-link').remove()": "the skip link",
    "document.querySelector('.help li').remove()": "help block is",
    "main.prepend(document.querySelector('.help'))": "not between the content and the last links",
    "main.append(document.querySelector('[id]').cloneNode())": "ids used twice",
    "main.insertAdjacentHTML('beforeend', '<table class=stack><tr><td>1</td></tr></table>')": "keep its roles",
    "main.insertAdjacentHTML('beforeend', '<img src=/static/favicon.svg>')": "axe violations: image-alt",
    "main.style.minWidth = '350px'": "scrolls sideways at 320",
    "document.querySelector('h1').style.color = '#BBBBBB'": "axe violations: color-contrast",
}
ERROR_FAULTS = {
    "document.title = document.title.slice(6)": "title is",
    "document.activeElement.blur()": "does not have the focus",
    "summary.querySelector('a').hash = '#nergens'": "leads to no field",
    "summary.querySelector('a').textContent = 'Iets anders.'": "only the summary says",
    "summary.querySelector('li').remove()": "the summary does not say",
    "document.querySelector('[aria-invalid]').removeAttribute('aria-invalid')": "no field is marked",
    "summary.remove()": "there is no error summary",
}
KEYBOARD_FAULTS = {
    "document.styleSheets[0].insertRule('html body :focus { outline: 0 !important }')": "does not see the focus",
    "Object.assign(main.style, {position: 'fixed', inset: 0, zIndex: 9})": "covered by",
    "document.querySelector('.site-account a').style.zoom = 0.4": "Inloggen: ",
    "document.querySelector('.site-account a').tabIndex = 5": "comes after",
    "document.querySelector('.site-account a').addEventListener('focus', () => main.focus())": "cannot be reached",
}


def test_faults_of_a_page_are_noticed(page):
    page.goto("/inloggen")
    assert wrong_with(page) == []
    for fault, words in FAULTS.items():
        page.goto("/inloggen")
        plant(page, fault)
        assert words in " ".join(wrong_with(page)), fault


def test_faults_of_a_refused_form_are_noticed(page):
    for fault, words in {"": None, **ERROR_FAULTS}.items():
        page.goto("/inloggen")
        with page.expect_navigation():
            page.get_by_role("button", name="Log in met je wachtwoord").click()
        plant(page, fault)
        found = wrong_with_errors(page)
        assert words in " ".join(found) if fault else found == [], (fault, found)


def test_faults_for_the_keyboard_are_noticed(browser_page):
    page = browser_page(DESKTOP, reduced_motion="reduce")
    for fault, words in {"": None, **KEYBOARD_FAULTS}.items():
        page.goto("/inloggen")
        plant(page, fault)
        found = wrong_on_the_way(page)
        assert words in " ".join(found) if fault else found == [], (fault, found)


def plant(page, fault):
    page.evaluate(
        "fault => new Function('main', 'summary', fault)"
        "(document.querySelector('main'), document.querySelector('.error-summary'))",
        fault,
    )
