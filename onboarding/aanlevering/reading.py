"""From the bytes of a file to sheets. What a file is, is judged by its content, never by its name."""

import hashlib

from onboarding.aanlevering import csv_text, excel
from onboarding.aanlevering.sheet import CHOOSE_ANOTHER, MAX_BYTES, Sheet, UnreadableFile

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Excel files, and of new ones with a password
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
OTHER_KINDS = (
    (b"%PDF", "een pdf"),
    (b"\x89PNG", "een foto"),
    (b"\xff\xd8\xff", "een foto"),
    (b"{\\rtf", "een tekstdocument"),
)


def fingerprint(data: bytes) -> str:
    """The SHA-256 of the file, which shows that the same file comes a second time."""
    return hashlib.sha256(data).hexdigest()


def read_sheets(data: bytes) -> list[Sheet]:
    """All visible sheets of the file, of which some may be too long to use. Raises UnreadableFile."""
    if len(data) > MAX_BYTES:
        size = -(-len(data) // (1024 * 1024))
        raise UnreadableFile(f"Dit bestand is {size} MB. Kies een bestand tot {MAX_BYTES // (1024 * 1024)} MB.")
    if not data.strip():
        raise UnreadableFile("Dit bestand is leeg. Kies een bestand met studenten.")
    if data.startswith(ZIP):
        return excel.read_workbook(data)
    refusal = _refusal_by_content(data)
    if refusal:
        raise UnreadableFile(refusal)
    return [csv_text.read_text(data)]


def _refusal_by_content(data):
    if data.startswith(OLE):
        if ENCRYPTED_PACKAGE in data:
            return excel.LOCKED
        return "Dit is een oud Excel-bestand. Bewaar het in Excel als .xlsx en kies het opnieuw."
    for start, kind in OTHER_KINDS:
        if data.startswith(start):
            return f"Dit is {kind}. {CHOOSE_ANOTHER}"
    beginning = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")):
        return "Dit is een webpagina met de naam van een Excel-bestand. Bewaar het in Excel als .xlsx en kies dat."
    return ""
