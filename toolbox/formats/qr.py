"""QR codes as vector drawings that print sharp at any size."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(target: str, name: str) -> SafeString:
    """An svg element with the QR code of `target`; `name` is what a screen reader says.

    Error level M: still readable from a copy of a copy. Size and the white around it come from the stylesheet.
    """
    drawing = io.BytesIO()
    segno.make_qr(target, error="m").save(
        drawing, kind="svg", border=0, title=name, xmldecl=False, svgns=False, omitsize=True, nl=False,
        svgclass=None, lineclass=None,
    )  # fmt: skip
    return mark_safe(drawing.getvalue().decode())  # noqa: S308 - segno escapes the name, the rest is its own
