"""Measurements, one module per name: `python3 manage.py bench NAME [--json]`.

A module has a docstring, whose first line `bench` shows in its list, and a function `run() -> dict` that
returns one object of plain values. A module without `run` is a part of another. A measurement runs on an
empty, migrated database of its own that is gone afterwards, so it may make as many rows as it likes. These
machines are shared: measure counts, bytes and ratios in one run, not bare seconds.
"""
