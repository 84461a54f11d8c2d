"""Where in the portal a line of the checklist zorginstelling is arranged.

A line is text that every institution may write anew, so we look at its words: who says "leerplaatsprofiel" is
helped by the way to the leerplaatsprofiel. The first row that fits wins; a line without one has no link.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A page of the portal: its url name, what the link says, and whether it is of one leerplaats."""

    url_name: str
    label: str
    needs_leerplaats: bool = True


PLACES = (
    (r"leerplaatsprofiel|\bprofiel\b", Place("profile-tasks", "Naar het leerplaatsprofiel")),
    (r"handeling", Place("act-table", "Naar ‘Mag ik dit al?’")),
    (r"aantal (?:studenten|plekken)", Place("offer-list", "Naar de plekken voor studenten")),
    (r"vaste werkbegeleider", Place("placement-overview", "Naar het overzicht van starters", needs_leerplaats=False)),
    (r"\bwie er komt\b", Place("placement-overview", "Naar het overzicht van starters", needs_leerplaats=False)),
    (r"weken voor de start", Place("placement-overview", "Naar het overzicht van starters", needs_leerplaats=False)),
    (r"inwerkplan|inwerkdocument|introductie", Place("template-list", "Naar de sjablonen", needs_leerplaats=False)),
    (
        r"vóór de stage|wie wie belt",
        Place("preparation-list", "Naar wat er op school en centraal gebeurt", needs_leerplaats=False),
    ),
    (
        r"begeleidt|feedback geeft|plan voor leren",
        Place("guide-list", "Naar de gids voor begeleiders", needs_leerplaats=False),
    ),
    (r"vertrouwenspersoon", Place("profile-tasks", "Naar het leerplaatsprofiel")),
    (r"wat beter kan|antwoorden doen", Place("quote-list", "Naar wat studenten vertellen")),
)


def place_for(text):
    """The Place for a line with these words, or None."""
    return next((place for words, place in PLACES if re.search(words, text, re.IGNORECASE)), None)
