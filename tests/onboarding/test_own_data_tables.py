"""The PDF of own data: rows of one kind in a table, in words, and codes of the program in the JSON file only."""

import pytest
from django.utils import timezone

from onboarding.enums import PriorityColumn, StayWish, TalkKind
from onboarding.models import FileLook, TaskChange
from onboarding.own_data import own_data as plain_data
from onboarding.own_data_files import as_document
from onboarding.own_data_tables import COLUMNS, columns_of
from onboarding.whole_register import ENTRIES
from profiles.enums import Role
from tests.factories import (
    FarewellFactory,
    PlacementFactory,
    PlanVersionFactory,
    PriorityFactory,
    StudentFactory,
    TalkFactory,
    TaskFactory,
    person,
)
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


class TestTheCircle:
    """Talks, plan, prioriteiten and goodbye, in the words of the screens."""

    @pytest.fixture
    def stage(self):
        return PlacementFactory(request__student=StudentFactory(with_user=True))

    def rows(self, stage, title):
        return next(part for part in as_document(stage.student.user).parts if part.title == title)

    def test_a_talk_says_what_the_student_wanted_and_whether_it_was_held(self, stage):
        guide = person(Role.WERKBEGELEIDER, stage.institution, stage.leerplaats, name="Samira Voorbeeld")
        held = {"held_at": timezone.now(), "held_by": guide}
        TalkFactory(placement=stage, kind=TalkKind.FINAL, student_asks="Mijn volgende stage.", **held)
        talks = self.rows(stage, "Gesprekken")
        assert talks.columns[-2:] == ("Waar wil je het over hebben", "Wanneer gehouden")
        assert talks.lines[0][1:3] == ("Eindgesprek", "Mijn volgende stage.")

    def test_an_earlier_version_of_the_plan_can_be_read(self, stage):
        line = {"id": 1, "week": 3, "kind": "assignment", "text": "Een zorgplan lezen", "needs": "Samira"}
        content = {"goals": "Zelf een overdracht doen.", "remark": "", "lines": [line]}
        PlanVersionFactory(plan__placement=stage, content=content)
        (version,) = self.rows(stage, "Eerdere versies van een planningsvoorstel").rows
        told = {fact.label: fact.answer for fact in (*version.facts, *version.texts)}
        assert told["Inhoud"] == "Zelf een overdracht doen. Week 3: opdracht, “Een zorgplan lezen” (Samira)"

    def test_a_priority_says_where_it_stands(self, stage):
        PriorityFactory(placement=stage, text="De overdracht oefenen", column=PriorityColumn.DONE)
        assert self.rows(stage, "Prioriteiten").lines[0][1:] == ("Klaar", "De overdracht oefenen")

    def test_a_yes_to_being_mailed_is_told_in_words(self, stage):
        FarewellFactory(
            placement=stage, stays_for=[StayWish.SIDE_JOB, StayWish.MENTOR], contact_email="n@thuis.example"
        )
        (row,) = self.rows(stage, "Afscheid").rows
        assert "Een bijbaan en Mentor zijn van een nieuwe student" in [fact.answer for fact in row.facts]

    def test_the_count_of_rows_of_others_leaves_out_ones_own(self, stage):
        PriorityFactory(placement=stage, made_by=stage.student.user)
        TaskFactory(done_at=timezone.now(), done_by=stage.student.user)  # of somebody else
        counted = plain_data(stage.student.user)["waar_je_naam_bij_staat"]
        assert list(counted) == ["Taken voor een start: wie het klaar meldde"]


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
