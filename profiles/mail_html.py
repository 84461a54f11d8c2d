"""The HTML part of a mail, made from its text part: the two can never say different things.

A text is read the way people write one: blocks between empty lines; "- " and "1. " begin lines of a list; a line
"Naar jouw pagina: https://…" is a button with those words; "Wanneer: …" has its word in bold; six digits alone are a
code. Addresses and phone numbers become links. Nothing else is added, and nothing is left out.
"""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe

from profiles.dutch import phone_link

URL = r"https?://[^\s<>\"']+[^\s<>\"'.,:;!?)]"
BUTTON = re.compile(rf"^(?P<label>[^:]+): (?P<url>{URL})$")
FACT = re.compile(r"^(?P<label>[A-Z][^:.,?]{1,28}): (?P<rest>\S.*)$")
BULLET = re.compile(r"^- (?P<rest>.*)$")
NUMBER = re.compile(r"^\d+\. (?P<rest>.*)$")
CODE = re.compile(r"^\d{6}$")
LINKABLE = re.compile(
    rf"(?P<url>{URL})|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<phone>(?<![\d-])0\d{1,3}(?:(?: - |[ \u00a0-])\d{2,4}){2,4}(?!\d))"
)

LINK_START = '<a class="mail-link"'  # a page of ours, which shows the same blocks, allows no style attributes


@dataclass(frozen=True)
class Block:
    """One piece of a mail: `kind` is text, list, steps, button or code. `lines` are safe HTML."""

    kind: str
    lines: tuple
    url: str = ""


def as_html(subject, text):
    """The whole HTML document of a mail with this `subject` and `text`."""
    html = render_to_string("emails/base.html", {"subject": subject, "blocks": blocks_of(text)})
    return html.replace(LINK_START, f'{LINK_START} style="color:#0E5361"')


def blocks_of(text):
    """The blocks of a text, in order."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        found += _blocks_in([line.rstrip() for line in paragraph.split("\n") if line.strip()])
    return found


def _blocks_in(lines):
    """Lines of the same kind stand together; a line that is set in goes on with the line of a list before it."""
    groups = []
    for line in lines:
        kind, content = _read(line)
        last = groups[-1] if groups else None
        if line.startswith("  ") and last and last[0] in ("list", "steps"):
            last[1][-1].append(_linked(line.strip()))
        elif last and last[0] == kind and kind in ("text", "list", "steps"):
            last[1].append([content])
        else:
            groups.append((kind, [[content]]))
    return [_block(kind, rows) for kind, rows in groups]


def _read(line):
    text = line.strip()
    if match := BUTTON.match(text):
        return "button", match
    if CODE.match(text):
        return "code", escape(text)
    for kind, pattern in (("list", BULLET), ("steps", NUMBER)):
        if match := pattern.match(text):
            return kind, _linked(match["rest"])
    return "text", _fact(text)


def _block(kind, rows):
    if kind == "button":
        match = rows[0][0]
        return Block("button", (escape(match["label"]),), match["url"])
    return Block(kind, tuple(mark_safe("<br>".join(row)) for row in rows))  # noqa: S308 (each part is escaped)


def _fact(text):
    match = FACT.match(text)
    if not match:
        return _linked(text)
    return f"<strong>{escape(match['label'])}:</strong> {_linked(match['rest'])}"


def _linked(text):
    """Safe HTML in which addresses and phone numbers are links."""
    parts, place = [], 0
    for match in LINKABLE.finditer(text):
        parts.append(escape(text[place : match.start()]))
        words = escape(match[0])
        address = {"url": match[0], "email": f"mailto:{match[0]}", "phone": phone_link(match[0])}[match.lastgroup]
        parts.append(f'{LINK_START} href="{escape(address)}">{words}</a>')
        place = match.end()
    parts.append(escape(text[place:]))
    return "".join(parts)
