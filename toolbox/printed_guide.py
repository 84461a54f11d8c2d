"""A page of the guide for begeleiders, and the result of a self-scan, as the plain values that are printed."""

from profiles.dutch import long_date
from toolbox.formats.guide_page import GuideSheet
from toolbox.formats.pieces import Fact
from toolbox.formats.self_scan import GrowthPoint, SelfScanSheet
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


def printed_scan(scan, before, result):
    """The sheet of a SelfScan with its Result; `before` is the scan it was compared with, or None."""
    return SelfScanSheet(
        origin=origin(),
        made_on=long_date(scan.made_at),
        strengths=tuple(one.quality.name for one in result.strengths),
        growth=tuple(GrowthPoint(one.quality.name, one.quality.tip, one.page.title) for one in result.growth),
        answers=tuple(
            Fact(one.quality.name, f"{one.answer.label}. {one.change}" if one.change else one.answer.label)
            for one in result.answered
        ),
        resolve=scan.resolve,
        before=long_date(before.made_at) if before else "",
    )
