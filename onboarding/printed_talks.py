"""The talks of a stage as the plain values that are printed."""

from profiles.dutch import long_date, time_label
from toolbox.formats import talks_sheet
from toolbox.formats.talks_sheet import SheetTalk, TalksSheet
from toolbox.origins import origin


def printed_talks(placement):
    """The document of a stage (people at hand) and its HTML versions, roomy first."""
    document = TalksSheet(
        origin=origin(),
        student=placement.student.given_name,
        leerplaats=placement.leerplaats.name,
        werkbegeleider=placement.werkbegeleider.first_name if placement.werkbegeleider else "",
        talks=tuple(_talk(talk) for talk in placement.talks.prefetch_related("agreements")),
    )
    return document, talks_sheet.versions(document)


def _talk(talk):
    time = f" om {time_label(talk.begins_at)}" if talk.begins_at else ""
    return SheetTalk(
        kind=talk.get_kind_display(),
        when=f"{long_date(talk.day)}{time}",
        place=talk.place,
        held=talk.held_at is not None,
        agreements=tuple((one.text, one.done_at is not None) for one in talk.agreements.all()),
    )
