"""What one print holds: which sheets there are, for whom each is made, and in which order they are printed."""

from dataclasses import dataclass
from itertools import groupby

from profiles.dutch import enumerate_dutch, short_date
from toolbox.enums import TemplateFormat
from toolbox.formats import FORMATS, Family, Per, template_formats

TEAM_ROOM = "Voor de teamkamer"
OF_THE_TEAM_ROOM = ("team_card", "wall_card", "poster", "qr_card")
BY_STUDENT, BY_SHEET = "student", "sheet"
ORDERS = (
    (BY_STUDENT, "Per student: alle bladen van één student bij elkaar"),
    (BY_SHEET, "Per blad: eerst voor iedereen het ene blad, dan het volgende"),
)
PER_SHEET = (("1", "1 op een A4"), ("2", "2 naast elkaar op een A4, half zo groot"))
OTHER_PAPER = frozenset(  # not on an upright A4, or with two on a sheet already
    ("team_card", "wall_card", "poster", "qr_card", "bingokaart", "strippenkaart", "vragendobbelsteen")
)
WITH_NAMES = (Per.STUDENT, Per.START)
LAYOUTS = {
    "a3": "A3",
    "a4": "A4",
    "a5": "A5, de helft van een A4",
    "4x4": "4 bij 4 vakken",
    "5x5": "5 bij 5 vakken",
    "leeg": "Leeg, om zelf in te vullen",
    "net": "Bouwplaat van de dobbelsteen",
    "kaartjes": "Zes kaartjes om te knippen",
}


@dataclass(frozen=True)
class Asked:
    """What somebody asks to print: keys of formats, for these placements and leerplaatsen."""

    formats: tuple[str, ...]
    placements: tuple = ()
    leerplaatsen: tuple = ()
    order: str = BY_STUDENT

    @property
    def sheets(self):
        """The rows of a PrintJob, in the order of printing."""
        rows = [row for position, key in enumerate(self.formats) for row in self._of(FORMATS[key], position)]
        whose = {BY_STUDENT: lambda row: (*row[0], row[1]), BY_SHEET: lambda row: (row[1], *row[0])}[self.order]
        return [sheet for *_, sheet in sorted(rows, key=whose)]

    def _of(self, format, position):
        """(place in the order of students, place in the order of formats, the sheet itself) per sheet."""
        for place, about, target in {
            Per.STUDENT: self._per_student,
            Per.START: self._per_start,
            Per.LEERPLAATS: self._per_leerplaats,
        }[format.per]():
            yield place, position, {"format": format.key, "title": f"{format.label}, {about}", **target}

    def _per_student(self):
        for one in self.placements:
            place = (one.leerplaats.sort_name, one.leerplaats_id, f"{one.starts_on}", one.student.sort_name, one.pk)
            yield place, f"{one.student.short_name}, {one.leerplaats.name}", {"placement": one.pk}

    def _per_start(self):
        together = sorted(self.placements, key=_start)
        for (name, pk, day), group in groupby(together, key=_start):
            members = sorted(group, key=lambda one: one.student.sort_name)
            first = members[0]
            target = {"leerplaats": pk, "starts_on": day, "placements": [one.pk for one in members]}
            yield (name, pk, "", "", 0), f"{first.leerplaats.name}, start {short_date(first.starts_on)}", target

    def _per_leerplaats(self):
        places = {one.leerplaats_id: one.leerplaats for one in self.placements}
        places |= {one.pk: one for one in self.leerplaatsen}
        for pk, leerplaats in places.items():
            yield (leerplaats.sort_name, pk, "", "", 0), leerplaats.name, {"leerplaats": pk}


def _start(placement):
    return placement.leerplaats.sort_name, placement.leerplaats_id, f"{placement.starts_on}"


def printable_formats():
    """(heading, formats) of everything that is printed for more people at once."""
    families = [(family.value, [one for one in template_formats() if one.family == family]) for family in Family]
    return [*((name, formats) for name, formats in families if formats), (TEAM_ROOM, _team_room())]


def student_formats():
    """(family, formats) of everything that is made for one student."""
    families = ((name, [one for one in formats if one.per == Per.STUDENT]) for name, formats in printable_formats())
    return [(name, formats) for name, formats in families if formats]


def start_formats():
    """What is made for all who start together on one leerplaats."""
    formats = (one for _, some in printable_formats() for one in some)
    return [one for one in formats if one.per == Per.START or one.key == TemplateFormat.INTRODUCTION_CHECKLIST]


def _team_room():
    return [FORMATS[key] for key in OF_THE_TEAM_ROOM]


def needs_students(keys):
    """Whether one of these formats is made for students, so that somebody must be chosen."""
    return any(FORMATS[key].per in WITH_NAMES for key in keys)


def can_be_two_up(keys):
    """Whether two pages of these formats can stand side by side on an A4."""
    return OTHER_PAPER.isdisjoint(keys)


def has_names(keys):
    """Whether names of students stand on one of these formats."""
    return needs_students(keys)


def layout_label(layout):
    """What a way to lay out a format is called on the screen."""
    return LAYOUTS.get(layout, layout)


def title_of(job):
    """What a print is called: its formats, and the start date if there is one."""
    names = enumerate_dutch(FORMATS[key].label for key in job.formats if key in FORMATS)
    return f"{names}, start {short_date(job.starts_on)}" if job.starts_on else names
