"""The PDF of own data: rows of one kind in a table, in words, and codes of the program in the JSON file only."""

import pytest
from django.utils import timezone

from onboarding.models import FileLook, TaskChange
from onboarding.own_data_files import as_document
from onboarding.own_data_tables import COLUMNS, columns_of
from onboarding.whole_register import ENTRIES
from profiles.enums import Role
from tests.factories import PlacementFactory, StudentFactory, TaskFactory, person
from toolbox.formats import own_data
from toolbox.rendering import render_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts():
    """The parts of the document of a student with a list, by title."""
    stage = PlacementFactory(request__student=StudentFactory(with_user=True))
    task = TaskFactory(placement=stage, text="Haal je pasje op", done_at=timezone.now())
    TaskFactory(placement=stage, text="Lees het inwerkdocument")
    guide = person(Role.WERKBEGELEIDER, stage.institution, stage.leerplaats, name="Samira Voorbeeld")
    TaskChange.objects.create(task=task, institution=stage.institution, done=True, by=guide)
    FileLook.objects.create(
        student=stage.student, user=guide, role=Role.WERKBEGELEIDER, institution=stage.institution
    )  # fmt: skip
    document = as_document(stage.student.user)
    return {part.title: part for part in document.parts} | {"": document}


def test_a_list_is_one_table_with_a_line_per_point(parts):
    tasks = parts["Taken voor een start"]
    assert tasks.columns[0] == "Tekst"
    assert [line[0] for line in tasks.lines] == ["Haal je pasje op", "Lees het inwerkdocument"]
    assert not tasks.rows


def test_who_looked_stands_there_in_words(parts):
    ((_, role, name),) = parts["Wie keek"].lines
    assert (role, name) == (Role.WERKBEGELEIDER.label, "Samira")


def test_steps_of_the_program_are_only_counted(parts):
    steps = parts["Wie een taak afvinkte"]
    assert (steps.rows, steps.lines, steps.more) == ((), (), 1)


def test_it_can_be_printed(parts):
    html = own_data.html(parts[""])
    assert "profiles.user:" not in html
    assert render_pdf(html).startswith(b"%PDF")


def test_every_column_is_a_field():
    for model in COLUMNS:
        entry = next(one for one in ENTRIES if one.model == model)
        assert len(columns_of({"model": model})) == len(COLUMNS[model])
        for name in COLUMNS[model]:
            assert entry.model_class._meta.get_field(name)
