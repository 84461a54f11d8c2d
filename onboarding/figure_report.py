"""The report for a director: the figures of one half year as the plain values that are printed."""

from onboarding.figure_pages import TOGETHER, heads, reasons_words
from onboarding.figures import FIGURES
from onboarding.half_years import before, first_day, half_year_of, in_words, last_day
from profiles.dutch import count, plain_date
from profiles.models import Improvement
from toolbox.formats.figures_report import FiguresReport, Improved, ReportFigure, ReportRow
from toolbox.origins import origin

MOST_IMPROVEMENTS = 5
MOST_REPORTS = 4
NOT_KNOWN = "–"
ABOUT = (
    "Studenten die zich welkom voelen en weten wat ze kunnen verwachten, leren meer en blijven vaker.",
    "Dit verslag laat zien hoe stages begonnen, liepen en eindigden, met acht cijfers en zonder namen.",
)
RULES = (
    "Een stage telt mee vier weken na de laatste dag.",
    "We tellen per vijf of meer, zonder namen. Ging het bij alle vijf hetzelfde, dan zie je dat wel.",
    "Het half jaar is dat waarin de vijfde stage of het vijfde antwoord erbij kwam.",
    "Leerplaatsen met weinig stages tellen na een half jaar of later alleen mee bij de hele instelling.",
    "Wat niet bekend is, telt niet mee. Procenten zijn afgerond op hele getallen.",
    "Bij kleine aantallen zegt een verschil weinig: één stage meer of minder is dan al veel.",
)


def half_years_of(sums):
    """[(half year, in words)] that a report can be made of, the newest first."""
    return [(one, in_words(one)) for one in list(sums.per_half_year)[::-1][:MOST_REPORTS]]


def report_of(subject, half_year, today):
    """The report of this half year, else of the newest that has figures; None when no half year has any."""
    sums = subject.sums()
    if not sums.per_half_year:
        return None
    half_year = half_year if half_year in sums.per_half_year else list(sums.per_half_year)[-1]
    so_far = {"half_year__lte": half_year}
    parts, whole = subject.parts(**so_far), subject.sums(**so_far)
    return FiguresReport(
        origin=origin(),
        who=subject.name,
        half_year=in_words(half_year),
        about=(*ABOUT, *_running(half_year, today)),
        figures=tuple(_figures(sums, half_year)),
        until=f"Alle half jaren samen, tot en met de {in_words(half_year).lower()}.",
        heads=heads(),
        whole=_row(TOGETHER, whole.cells),
        rows=tuple(_row(part.name, part.cells) for part in parts if part.cells),
        without=_without(sum(not part.cells for part in parts), subject),
        reasons=tuple((words, number) for words, number in whole.reasons if number),
        reasons_of=reasons_words(whole.reasons) if whole.reasons else "",
        improvements=tuple(_improvements(subject, half_year)),
        rules=RULES,
        **_names(subject),
    )


def _running(half_year, today):
    if half_year == half_year_of(today):
        yield f"Dit half jaar loopt nog: je ziet wat tot en met {plain_date(today)} is geteld."


def _names(subject):
    if subject.is_region:
        return {"part": "Instelling", "parts": "instellingen"}
    return {"part": "Leerplaats", "parts": "leerplaatsen"}


def _figures(sums, half_year):
    now, earlier = sums.per_half_year[half_year], sums.per_half_year.get(before(half_year), {})
    for figure in FIGURES:
        cell, then = now.get(figure.key), earlier.get(figure.key)
        shown = {"words": cell.words, "percent": cell.percent} if cell else {}
        yield ReportFigure(figure.name, figure.goal, figure.definition, change=_change(cell, then), **shown)


def _change(cell, then):
    known = f"Het half jaar ervoor: {then.percent} procent" if then else "Van het half jaar ervoor is geen cijfer"
    if not cell:
        return f"Dit half jaar nog geen vijf. {known}."
    return f"{known}. {_difference(cell.percent - then.percent)}" if then else f"{known}."


def _difference(points):
    if not points:
        return "Dat is gelijk gebleven."
    return f"Van elke 100 zijn dat er nu {abs(points)} {'meer' if points > 0 else 'minder'}."


def _row(name, cells):
    found = [cells.get(figure.key) for figure in FIGURES]
    return ReportRow(name, tuple((f"{cell.percent}%", cell.words) if cell else (NOT_KNOWN, "") for cell in found))


def _without(number, subject):
    names = ("instelling", "instellingen") if subject.is_region else ("leerplaats", "leerplaatsen")
    return f"Van {count(number, *names)} zijn er nog geen vijf stages of antwoorden." if number else ""


def _improvements(subject, half_year):
    """What was finished in this half year and may be read by everybody, the newest first."""
    rows = Improvement.objects.finished().filter(is_shown=True, **subject.where)
    first, last = first_day(half_year), last_day(half_year)
    rows = rows.filter(finished_at__date__gte=first, finished_at__date__lte=last)
    for row in rows.select_related("leerplaats", "institution")[:MOST_IMPROVEMENTS]:
        where = f"{row.leerplaats.name}, {row.institution.name}" if subject.is_region else row.leerplaats.name
        yield Improved(where, row.said, row.result)
