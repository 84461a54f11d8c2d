"""Looks for a text in everything that is kept: every column of every table, the cache, and files."""

import base64
from pathlib import Path

from django.db import connection


def where_is(text, media):
    """Every table and file in which a text (in small letters) stands, also packed as the cache and sessions do."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT row::text FROM "{table}" row')  # noqa: S608 (names of our own tables)
            found += [f"{table}: {row}" for (row,) in cursor.fetchall() if text in row.lower()]
        cursor.execute("SELECT cache_key, value FROM cache")
        found += [
            f"cache: {key}" for key, value in cursor.fetchall() if text.encode() in base64.b64decode(value).lower()
        ]
    files = [path for path in Path(media).rglob("*") if path.is_file()]
    return found + [str(path) for path in files if text.encode() in path.read_bytes().lower()]
