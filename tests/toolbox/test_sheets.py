"""What the sheets, letters, questionnaires and the checklist zorginstelling say."""

import re
from dataclasses import replace

from tests.toolbox.examples import ORIGIN
from toolbox.formats import evaluation, institution_checklist, invitation, senior_students, sheet, welcome_letter
from toolbox.formats.content import Content, Facts, Line, Section
from toolbox.formats.institution_checklist import CheckLine, Theme, with_result
from toolbox.formats.questionnaire import MARKS, SCALE_CHOICES

FACTS = Facts(
    origin=ORIGIN,
    leerplaats="De Kade",
    institution="Maaslicht Ziekenhuis",
    student="Noor",
    student_name="Noor de Wit",
    page="https://regiomaas.example/mijn-stage",
)


def content(*lines, title="Deel", intro=""):
    return Content((Section(title, lines),), intro)


def words_of(text):
    return " ".join(re.sub("<[^>]*>", " ", text).split())


def test_a_blank_checklist_has_three_boxes_and_what_to_do_next():
    document = institution_checklist.build(
        content(Line("Er is een plan.", note="Schrijf het op.", who="Leidinggevende")), FACTS
    )
    text = institution_checklist.html(document)
    assert "<span>ja</span><span>deels</span><span>nee</span>" in text
    assert "<strong>Leidinggevende.</strong> Schrijf het op." in text
    assert not document.is_result


def test_a_result_says_the_answers_the_scores_and_only_what_is_left_to_do():
    blank = institution_checklist.build(content(Line("Er is een plan.")), FACTS)
    themes = (
        Theme(
            "Plan",
            (
                CheckLine("Er is een plan.", "Leidinggevende", "Schrijf het op.", "ja"),
                CheckLine("Het team kent het.", "Werkbegeleider", "Bespreek het.", "deels"),
            ),
            score="1 van de 2 in orde",
        ),
    )
    document = with_result(
        blank, themes, score="1 van de 2 in orde", checked_on="maandag 2 februari 2026", checked_by="Joost"
    )
    text = institution_checklist.html(document)
    assert "In totaal: 1 van de 2 in orde." in text
    assert '<p class="moment">1 van de 2 in orde.</p>' in text
    assert '<p class="marks"><strong>deels</strong></p>' in text
    assert "Bespreek het." in text
    assert "Schrijf het op." not in text
    assert "<span>ja</span>" not in text
    assert document.facts[1].answer == "maandag 2 februari 2026"


def test_a_letter_prints_one_line_as_a_paragraph_and_more_as_a_list():
    one = welcome_letter.html(welcome_letter.build(content(Line("Je kijkt mee.")), FACTS))
    more = welcome_letter.html(welcome_letter.build(content(Line("Je pas."), Line("Je lunch.")), FACTS))
    assert "<p>Je kijkt mee.</p>" in one
    assert '<ul class="points"><li>Je pas.</li><li>Je lunch.</li></ul>' in more


def test_a_letter_opens_with_its_introduction_in_paragraphs():
    document = invitation.build(content(Line("Tot dan."), intro="Beste Noor,\n\nWelkom."), FACTS)
    assert document.opening == ("Beste Noor,", "Welkom.")
    assert "<p>Beste Noor,</p>" in invitation.html(document)


def test_the_code_on_a_letter_leads_to_the_page_that_asks_for_a_login_and_holds_no_secret():
    document = welcome_letter.build(content(Line("Tot dan.")), FACTS)
    text = welcome_letter.html(document)
    assert 'href="https://regiomaas.example/mijn-stage"' in text
    assert "<title>QR-code naar regiomaas.example/mijn-stage</title>" in text
    assert "<svg" not in welcome_letter.html(replace(document, page=""))


def test_a_questionnaire_names_no_student():
    document = evaluation.build(content(Line("Ik voelde me veilig.", answer="scale")), FACTS)
    text = evaluation.html(document)
    assert "Noor" not in text + document.title + document.footer
    assert "anoniem" in text
    assert "niet van toepassing" in text


def test_each_kind_of_question_has_its_own_boxes_or_room():
    document = evaluation.build(
        content(
            Line("A?", answer="scale"),
            Line("B?", answer="mark"),
            Line("C?", answer="choice", choices=("Ja", "Nee")),
            Line("D?", answer="open", room=3),
            Line("E?"),
        ),
        FACTS,
    )
    questions = document.parts[0].questions
    assert [one.choices for one in questions] == [SCALE_CHOICES, MARKS, ("Ja", "Nee"), (), ()]
    assert [one.room for one in questions] == [0, 0, 0, 3, 4]
    assert 'class="room room-3"' in evaluation.html(document)


def test_a_sheet_is_called_after_its_subject_and_else_after_itself():
    known = senior_students.build(content(Line("De rondleiding.")), replace(FACTS, student=""))
    unknown = senior_students.build(content(Line("De rondleiding.")), Facts(origin=ORIGIN))
    assert (known.heading, known.title) == ("De Kade", "Inzet van ouderejaars, De Kade")
    assert (unknown.heading, unknown.title) == ("Inzet van ouderejaars", "Inzet van ouderejaars")
    assert words_of(sheet.html(unknown)).count("Inzet van ouderejaars") == 2  # title of the file, and the heading


def test_a_sheet_of_tasks_has_room_for_who_and_when_at_each():
    text = sheet.html(senior_students.build(content(Line("De rondleiding."), Line("Een les.")), FACTS))
    assert text.count("Wie en wanneer:") == 2
    assert 'class="prompts ticks"' in text
