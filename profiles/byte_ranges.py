"""A stored file in pieces: players ask for a film bit by bit, and Safari plays nothing that comes in one piece."""

import re

from django.http import FileResponse, HttpResponse

PIECE = 1024 * 1024  # an answer in memory leaves the web process free while a slow phone receives it
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def ranged_answer(request, file, content_type):
    """The answer with `file` (of a model), or with the piece that was asked for, of at most 1 MB.

    A player that gets less than it asked for asks for the rest.
    """
    size = file.size
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()) or "If-Range" in request.headers:
        answer = FileResponse(file.open("rb"), content_type=content_type)
        answer["Content-Length"] = size
        return _as_is(answer)
    first, last = _bounds(asked, size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    last = min(last, first + PIECE - 1)
    with file.open("rb") as stored:
        stored.seek(first)
        answer = HttpResponse(stored.read(last - first + 1), status=206, content_type=content_type)
    answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _as_is(answer)


def _bounds(asked, size):
    """The first and last byte that were asked for: "-500" are the last 500."""
    first, last = asked.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _as_is(answer):
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Encoding"] = "identity"  # packed, the bytes would no longer be those that were asked for
    return answer
