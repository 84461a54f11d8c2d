"""A filled in checklist zorginstelling as the plain values that are printed."""

from profiles.dutch import long_date
from toolbox.checks import score_of, themes_of
from toolbox.formats.content import Content, Facts, Line, Section
from toolbox.formats.institution_checklist import CheckLine, Theme, build, with_result
from toolbox.origins import origin


def printed_check(check):
    """The sheet of `check`: its result, or while it is still open the list to fill in on paper."""
    facts = Facts(origin(), leerplaats=check.leerplaats.name, institution=check.leerplaats.institution.name)
    document = build(_blank(check), facts)
    if check.finished_at is None:
        return document
    return with_result(
        document,
        tuple(_theme(theme) for theme in themes_of(check)),
        score=score_of(check),
        checked_on=long_date(check.finished_at),
        checked_by=check.finished_by.name,
    )


def _blank(check):
    return Content(
        sections=tuple(
            Section(theme.title, tuple(Line(line.text, note=line.note, who=line.who) for line in theme.lines))
            for theme in themes_of(check)
        ),
        intro="" if check.finished_at else check.template.intro,
    )


def _theme(theme):
    lines = (CheckLine(line.text, line.who, line.note, line.answer_words.lower()) for line in theme.lines)
    return Theme(theme.title, tuple(lines), theme.score)
