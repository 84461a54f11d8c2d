"""The concept of a leerplaatsprofiel as the plain values of the fill-in version: every question, with what is said."""

from profiles.inheritance import REQUIREMENTS, inheritance_of
from profiles.questions import APPLIES_LABELS, PARTS, Kind
from profiles.wording import answer_lines, requirement_notes
from toolbox.formats.fill_in_profile import Choice, FillInPart, FillInProfile, FillInQuestion
from toolbox.origins import origin

ROOM = {Kind.LONG: 5, Kind.LINES: 4, Kind.TIMELINE: 5, Kind.CHOICE: 0, Kind.MULTI: 0, Kind.PHOTOS: 2}
ROOM_BESIDE_AN_ANSWER = 1
REQUIREMENT_HINT = "Wie regelt dit, en hoeveel weken van tevoren? Wat gebeurt er als het te laat is?"


def printed_fill_in(leerplaats, profile, *, is_blank_shown=True):
    """What the concept says now, with what location and institution say. Without blanks: only the answers."""
    answers, sector = profile.shown, leerplaats.sector
    return FillInProfile(
        origin=origin(),
        name=leerplaats.name,
        institution=leerplaats.institution.name,
        place=f"{leerplaats.location.name}, {leerplaats.location.town}",
        parts=tuple(
            FillInPart(part.number, part.title, part.why, tuple(_questions(part, leerplaats, answers)))
            for part in PARTS
            if part.questions_for(sector)
        ),
        is_blank_shown=is_blank_shown,
    )


def _questions(part, leerplaats, answers):
    for question in part.questions_for(leerplaats.sector):
        if question.kind is Kind.REQUIREMENTS:
            yield from _requirements(leerplaats, answers.get(REQUIREMENTS) or ())
        else:
            yield _question(question, leerplaats.sector, answers.get(question.key))


def _question(question, sector, value):
    lines = _written(question, value)
    room = ROOM.get(question.kind, 1)
    return FillInQuestion(
        question.label_for(sector),
        question.hint_for(sector),
        is_needed=question.required,
        lines=lines,
        choices=_choices(question, value),
        room=min(room, ROOM_BESIDE_AN_ANSWER) if lines else room,
    )


def _written(question, value):
    """What stands on the lines; what is chosen is ticked instead."""
    if question.kind in (Kind.CHOICE, Kind.MULTI):
        return ()
    if question.kind is Kind.APPLIES:
        return tuple(filter(None, ((value or {}).get("note"),)))
    return answer_lines(question, value)


def _choices(question, value):
    match question.kind:
        case Kind.CHOICE:
            return tuple(Choice(label, key == value) for key, label in question.choices)
        case Kind.MULTI:
            return tuple(Choice(label, key in (value or ())) for key, label in question.choices)
        case Kind.APPLIES:
            return _applies((value or {}).get("answer"))
    return ()


def _applies(answer):
    return tuple(Choice(label, key == answer) for key, label in APPLIES_LABELS.items())


def _requirements(leerplaats, entries):
    """Every requirement of the register as a question of its own."""
    said = {entry["id"]: entry for entry in entries}
    for requirement in inheritance_of(leerplaats).register:
        entry = said.get(requirement.pk, {})
        notes = requirement_notes(entry)
        yield FillInQuestion(
            requirement.name,
            REQUIREMENT_HINT,
            lines=(notes,) if notes else (),
            choices=_applies(entry.get("answer")),
            room=ROOM_BESIDE_AN_ANSWER if notes else 2,
        )
