"""What happens at school and centrally: who keeps which step, the time line, and what is told twice or not at all."""

import re

import pytest
from django.urls import reverse

from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import InstitutionFactory, PreparationStepFactory, ProgrammeFactory, SchoolFactory, person
from toolbox.enums import PreparationKind
from toolbox.models import PreparationStep
from toolbox.preparation import TOPICS, preparation_for, preparation_sheet

pytestmark = pytest.mark.django_db
STEP = {"kind": "lesson", "text": "Les over tillen.", "who": "Docent", "weeks_before": "5", "link": "", "version": "1"}


@pytest.fixture
def institution():
    return InstitutionFactory(name="Maasstroom")


@pytest.fixture
def school():
    return SchoolFactory(name="ROC Proef", email="stages@roc-proef.example")


@pytest.fixture
def coordinator(client, institution):
    client.force_login(person(Role.COORDINATOR, institution))
    return client


@pytest.fixture
def of_school(client, school):
    client.force_login(person(Role.SCHOOL_COORDINATOR, school))
    return client


def central(institution, text="De opleidingsafdeling stuurt een brief.", **more):
    return PreparationStepFactory(school=None, institution=institution, text=text, **more)


def step_texts(text):
    return re.findall(r'<li class="prep-step"[^>]*>\s*<p>(.*?)</p>', text)


def weeks_of(preparation):
    return [
        (week.moment, [step.text for step in week.school], [step.text for step in week.central])
        for week in preparation.weeks
    ]


class TestTheTimeLine:
    def test_puts_the_steps_of_school_and_institution_beside_each_other(self, institution, school):
        PreparationStepFactory(school=school, text="Later.", weeks_before=2)
        PreparationStepFactory(school=school, text="Ooit.", weeks_before=None)
        PreparationStepFactory(school=school, text="Eerst.", weeks_before=8)
        central(institution, "Ook later.", weeks_before=2)
        central(institution, "In de week zelf.", weeks_before=0)
        found = preparation_for(institution, schools=[school]).schools[0]
        assert weeks_of(found) == [
            ("8 weken voor de start", ["Eerst."], []),
            ("2 weken voor de start", ["Later."], ["Ook later."]),
            ("In de week van de start", [], ["In de week zelf."]),
            ("Geen vast moment", ["Ooit."], []),
        ]

    def test_leaves_out_what_is_for_other_opleidingen_removed_or_of_another_institution(self, institution, school):
        mine, other = ProgrammeFactory(), ProgrammeFactory()
        PreparationStepFactory(school=school, text="Voor mij.", for_programmes=[mine.pk])
        PreparationStepFactory(school=school, text="Voor een ander.", for_programmes=[other.pk])
        PreparationStepFactory(school=school, text="Voor iedereen.")
        PreparationStepFactory(school=school, text="Weg.", removed_at="2026-01-01T12:00:00Z")
        central(InstitutionFactory(), "Van de buren.")
        found = preparation_for(institution, [mine], [school]).schools[0]
        assert weeks_of(found) == [("4 weken voor de start", ["Voor mij.", "Voor iedereen."], [])]

    def test_without_a_choice_has_every_school_that_wrote_something(self, institution, school):
        SchoolFactory(name="Stil")
        PreparationStepFactory(school=school)
        assert [one.school for one in preparation_for(institution).schools] == ["ROC Proef"]

    @pytest.mark.parametrize("number", [3, 300])
    def test_makes_a_fixed_number_of_queries(self, institution, number, django_assert_num_queries):
        for _ in range(number):
            PreparationStepFactory()
            central(institution)
        with django_assert_num_queries(3):
            assert len(preparation_for(institution).schools) == number

    def test_the_page_makes_a_fixed_number_of_queries(
        self, coordinator, institution, school, django_assert_max_num_queries
    ):
        numbers = []
        for size in (3, 300):
            PreparationStepFactory.create_batch(size, school=school)
            for _ in range(size):
                central(institution)
            coordinator.get(reverse("preparation-list"))
            with django_assert_max_num_queries(40) as counted:
                coordinator.get(reverse("preparation-list"))
            numbers.append(len(counted))
        assert numbers[0] == numbers[1] == 11


class TestWhatToLookAt:
    def message(self, school, text, **more):
        return PreparationStepFactory(school=school, kind=PreparationKind.MESSAGE, text=text, **more)

    def hints(self, institution, school):
        return preparation_for(institution, schools=[school]).schools[0]

    def test_two_messages_with_nearly_the_same_text_are_told_twice(self, institution, school):
        self.message(school, "De school stuurt de student het adres en de naam van de begeleider.", who="Stagebureau")
        text = "De opleidingsafdeling stuurt de student het adres en de naam van de begeleider."
        central(institution, text, kind=PreparationKind.MESSAGE, who="Opleiding")
        (sentence,) = self.hints(institution, school).twice
        assert sentence.startswith("Stagebureau (op school) en Opleiding (centraal) sturen bijna hetzelfde")

    def test_other_messages_lessons_and_messages_to_others_are_not(self, institution, school):
        one, other = ProgrammeFactory(), ProgrammeFactory()
        self.message(school, "Een mail met het rooster van de eerste week.", for_programmes=[one.pk])
        self.message(school, "Een mail met het rooster van de eerste week.", for_programmes=[other.pk])
        PreparationStepFactory(school=school, text="Een mail met het rooster van de eerste week.")
        self.message(school, "Een mail over ziek melden op school en op de stage.")
        assert self.hints(institution, school).twice == ()

    def test_says_what_no_step_is_about_and_not_what_one_is(self, institution, school):
        self.message(school, "Een mail over kleding en schoenen.")
        central(institution, "Een papier over ziekte.")
        missing = self.hints(institution, school).missing
        assert not any("kleding" in sentence or "ziek" in sentence or "VOG" in sentence for sentence in missing)
        assert any("leerdoelen" in sentence for sentence in missing)  # 'pap' is not in 'papier'
        assert len(missing) == len(TOPICS) - 3

    def test_says_nothing_as_long_as_nobody_wrote_anything(self, institution, school):
        assert self.hints(institution, school).hints == ()


class TestThePages:
    def test_the_page_of_an_institution_filters_by_school_and_opleiding(self, coordinator, institution, school):
        other, programme = SchoolFactory(name="AAA Stil"), ProgrammeFactory()
        PreparationStepFactory(school=school, text="Alleen voor de een.", for_programmes=[programme.pk])
        PreparationStepFactory(school=school, text="Voor alle.")
        url, only = reverse("preparation-list"), ProgrammeFactory()
        assert step_texts(coordinator.get(url).content.decode()) == ["Alleen voor de een.", "Voor alle."]
        query = {"school": school.pk, "opleiding": only.pk}
        assert step_texts(coordinator.get(url, query).content.decode()) == ["Voor alle."]
        text = coordinator.get(url, {"school": other.pk}).content.decode()
        assert "AAA Stil heeft nog niets ingevuld." in text and f"mailto:{other.email}" in text
        assert coordinator.get(url, {"school": "onzin", "opleiding": "9" * 40}).status_code == 200

    def test_a_school_coordinator_keeps_the_own_steps_only(self, of_school, school):
        PreparationStepFactory(school=school, text="Van ons.")
        stranger = PreparationStepFactory(text="Van een ander.")
        text = of_school.get(reverse("school-preparation")).content.decode()
        assert "Van ons." in text and "Van een ander." not in text
        assert of_school.get(reverse("preparation-step-edit", args=[stranger.pk])).status_code == 404
        for name in ("preparation-step-remove", "preparation-step-restore", "preparation-step-move"):
            assert of_school.post(reverse(name, args=[stranger.pk]), {"naar": "1"}).status_code == 404
        assert of_school.get(reverse("preparation-list")).status_code == 403

    def test_a_coordinator_reads_the_steps_of_a_school_and_cannot_change_them(self, coordinator, school):
        step = PreparationStepFactory(school=school, text="Van school.")
        text = coordinator.get(reverse("preparation-list")).content.decode()
        assert "Van school." in text
        assert reverse("preparation-step-edit", args=[step.pk]) not in text
        assert coordinator.get(reverse("preparation-step-edit", args=[step.pk])).status_code == 404

    def test_a_new_step_sent_twice_is_one_step(self, of_school, school):
        url = reverse("school-step-new", args=[school.pk])
        programme = ProgrammeFactory()
        for _ in range(2):
            answer = of_school.post(url, STEP | {"for_programmes": [programme.pk]})
            assert answer.status_code == 302
        step = PreparationStep.objects.get()
        assert (step.school, step.weeks_before, step.for_programmes) == (school, 5, [programme.pk])
        assert AuditEvent.objects.filter(what="preparation_step_added").count() == 1

    def test_a_mistake_keeps_what_was_typed(self, of_school, school):
        wrong = STEP | {"who": "", "weeks_before": "60", "link": "geen adres"}
        page = of_school.post(reverse("school-step-new", args=[school.pk]), wrong)
        text = page.content.decode()
        assert page.status_code == 422
        assert "Vul in wie dit doet, bijvoorbeeld: stagebureau." in text
        assert "Vul een getal in van 0 tot en met 52." in text and "Dit webadres klopt niet." in text
        assert "Les over tillen." in text and 'value="60"' in text

    def test_the_second_of_two_writers_sees_both_texts(self, coordinator, institution):
        step = central(institution)
        url = reverse("preparation-step-edit", args=[step.pk])
        coordinator.post(url, STEP | {"text": "Van een collega."})
        second = coordinator.post(url, STEP | {"text": "Van mij."})
        text = second.content.decode()
        assert second.status_code == 409
        assert "Van een collega." in text and "Van mij." in text
        step.refresh_from_db()
        assert step.text == "Van een collega."
        coordinator.post(url, STEP | {"text": "Van mij.", "version": "2"})
        step.refresh_from_db()
        assert step.text == "Van mij."

    def test_moves_within_its_week_and_a_second_click_moves_nothing_more(self, of_school, school):
        steps = [PreparationStepFactory(school=school, text=text) for text in ("A.", "B.", "C.")]
        PreparationStepFactory(school=school, text="Andere week.", weeks_before=9)
        url = reverse("preparation-step-move", args=[steps[2].pk])
        for _ in range(2):
            of_school.post(url, {"naar": "2"})
        text = of_school.get(reverse("school-preparation")).content.decode()
        assert step_texts(text) == ["Andere week.", "A.", "C.", "B."]
        assert of_school.post(url, {"naar": "-1"}).status_code == 404

    def test_one_that_is_taken_out_comes_back_with_one_button(self, of_school, school):
        step = PreparationStepFactory(school=school, text="Even weg.")
        page = of_school.post(reverse("preparation-step-remove", args=[step.pk]), follow=True).content.decode()
        assert step_texts(page) == []
        assert "De stap is weggehaald." in page
        assert reverse("preparation-step-restore", args=[step.pk]) in page
        of_school.post(reverse("preparation-step-restore", args=[step.pk]))
        assert step_texts(of_school.get(reverse("school-preparation")).content.decode()) == ["Even weg."]

    def test_an_empty_time_line_is_no_sheet(self, coordinator, school):
        assert coordinator.get(reverse("preparation-print"), {"school": school.pk}).status_code == 404


def test_the_sheet_says_where_who_and_for_whom(institution, school):
    programme = ProgrammeFactory(name="Verzorgende IG")
    PreparationStepFactory(school=school, who="Docent", for_programmes=[programme.pk])
    central(institution, who="Opleiding")
    found = preparation_for(institution, schools=[school]).schools[0]
    sheet = preparation_sheet(found, "Maasstroom", "Verzorgende IG")
    assert sheet.title == "Voorbereiding ROC Proef, Maasstroom, Verzorgende IG"
    assert [(step.place, step.who) for step in sheet.weeks[0].steps] == [
        ("Op school", "Docent. Alleen Verzorgende IG"),
        ("Centraal", "Opleiding"),
    ]
    assert sheet.contact == "stages@roc-proef.example"
