"""QR codes as SVG."""

import io

import segno

QUIET_ZONE = 4  # modules of white around the code; less and some phones do not find it


def qr_svg(text, *, title):
    """`text` as a QR code that survives a creased copy (level M), as SVG bytes with a title.

    Without width and height: whoever shows it decides the size.
    """
    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawing,
        kind="svg",
        border=QUIET_ZONE,
        omitsize=True,
        title=title,
        light="#ffffff",
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue()
