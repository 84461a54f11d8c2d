"""`manage.py bench`: finds its measurements by itself."""

import io
import json
import pkgutil

import pytest
from django.core.management import CommandError, call_command

from onboarding.management.commands import bench


def said(*words: str) -> str:
    answer = io.StringIO()
    call_command("bench", *words, stdout=answer)
    return answer.getvalue()


def test_without_a_name_it_lists_what_can_be_measured():
    listed = json.loads(said("--json"))
    assert list(listed) == bench.names()
    assert all(listed.values())


def test_an_unknown_name_is_refused():
    with pytest.raises(CommandError, match="'vleugels' kunnen we niet meten. Kies uit: "):
        said("vleugels")


def test_a_module_that_only_helps_another_is_no_measurement():
    modules = {module.name for module in pkgutil.iter_modules(bench.bench.__path__)}
    assert "rows" in modules
    assert "rows" not in bench.names()


def test_figures_are_shown_as_indented_lines():
    figures = {"pages": {"home": {"queries": 3}}, "ratio": 1.5}
    assert list(bench.lines(figures)) == ["pages", "  home", "    queries: 3", "ratio: 1.5"]


def test_figures_for_a_program_are_one_object():
    figures = {"pages": {"één": 3}}
    assert json.loads(bench.as_json_text(figures)) == figures
