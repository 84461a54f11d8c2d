"""A page of the guide for begeleiders as the plain values that are printed."""

from toolbox.formats.guide_page import GuideSheet
from toolbox.origins import origin


def printed_guide(page):
    """The sheet of a GuidePage."""
    return GuideSheet(
        origin=origin(),
        subject=page.title,
        summary=page.summary,
        today=page.today,
        questions=page.questions,
        avoid=page.avoid,
    )
