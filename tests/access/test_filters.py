"""Filters in the address: an old link, or a row that is gone, is no choice. Never an error, an empty page, or the loss
of what else was chosen."""

import re
from html.parser import HTMLParser

import pytest

from tests.access.checks import address_of
from tests.access.identities import browser
from tests.access.kinds import KINDS
from tests.access.matrix import ROWS

pytestmark = pytest.mark.django_db

WRONG = ("onzin", "999999999", "-1", "9" * 30, "1\0")
# Two choices that make one question: a wrong one is said there, and asked again.
ASKS_BOTH = {"version-compare", "act-table", "places-copy", "institution-places-copy"}
GETS = [row for row in ROWS if "GET" in row.methods or row.methods == ""]


class GetForms(HTMLParser):
    """The fields of the forms of a page that go into the address: per form {name: offered values}.

    What a person types offers nothing, and neither does a box: any value ticks it.
    """

    def __init__(self, html):
        super().__init__()
        self.forms, self._open, self._select = [], False, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Notes the choices, and the texts as a field without choices."""
        attrs = dict(attrs)
        if tag == "form":
            self._open = attrs.get("method", "get").lower() == "get"
            if self._open:
                self.forms.append({})
        elif not self._open:
            return
        elif tag == "select":
            self._select = attrs["name"]
            self.forms[-1][self._select] = []
        elif tag == "option":
            self.forms[-1][self._select].append(attrs.get("value", ""))
        elif tag == "input" and attrs.get("name") and attrs.get("type") != "hidden":
            values = self.forms[-1].setdefault(attrs["name"], [])
            if attrs.get("type") == "radio":
                values.append(attrs.get("value", ""))

    def handle_endtag(self, tag):
        """Notes where a form ends."""
        self._open = self._open and tag != "form"


def words_of(response):
    """What a page says, without marks of the moment."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def kept(fields, without):
    """One valid choice of another field, when there is one."""
    others = ({name: value} for name, values in fields.items() if name != without for value in values if value)
    return next(others, {})


@pytest.mark.parametrize("row", GETS, ids=lambda row: row.name)
def test_a_wrong_value_is_no_choice_and_the_rest_stays(worlds, row):
    a, _, cookies = worlds
    visitor, url = browser(cookies[KINDS[row.kind].enters[0]]), address_of(row, a)
    page = visitor.get(url)
    if page.streaming:
        b"".join(page.streaming_content)  # reads the file to its end, which closes it
    if not page.get("Content-Type", "").startswith("text/html") or page.status_code != 200:
        return
    found = []
    for fields in GetForms(page.content.decode()).forms:
        for name in fields:
            rest = kept(fields, name)
            base = visitor.get(url, rest)
            for value in WRONG:
                answer = visitor.get(url, {**rest, name: value})
                is_choice = bool(fields[name]) and row.name not in ASKS_BOTH
                if answer.status_code not in ((200,) if is_choice else (200, 422)):
                    found.append(f"{name}={value!r} with {rest}: {answer.status_code}")
                elif is_choice and words_of(answer) != words_of(base):
                    found.append(f"{name}={value!r} with {rest}: another page")
    assert found == []
