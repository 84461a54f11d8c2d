"""What takes time to arrange, what stops a start, and what to do otherwise: in the editor, differences and on paper."""

import pytest
from django.urls import reverse

from profiles.enums import Role
from tests.factories import InstitutionFactory, ItemFactory, SectionFactory, TemplateFactory, person
from toolbox.actions.templates import make_own_version
from toolbox.differences import CHANGED, differences_of, with_lines
from toolbox.formats.content import Line
from toolbox.models import Item

pytestmark = pytest.mark.django_db
ACCOUNT = {
    "text": "Het account werkt.",
    "owner": "ict",
    "moment": "before",
    "number": "10",
    "lead_time": "10",
    "lead_unit": "workdays",
    "fallback": "Lees mee met een collega.",
    "blocking": "on",
}


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def section(client):
    institution = InstitutionFactory(name="Maasstroom")
    client.force_login(person(Role.COORDINATOR, institution))
    template = TemplateFactory(own=True, institution=institution, format="startlijst")
    return SectionFactory(template=template, title="Dit regelen wij")


def add(client, section, **data):
    return client.post(reverse("item-new", args=[section.pk]), {**ACCOUNT, **data})


def test_a_line_keeps_how_long_it_takes_and_shows_it_everywhere(client, section):
    add(client, section)

    item = section.items.get()
    assert (item.lead_time, item.lead_unit, item.blocking) == (10, "workdays", True)
    for name in ("template-detail", "template-preview"):
        page = text_of(client.get(reverse(name, args=[section.template_id])))
        assert "Begin 10 werkdagen eerder" in page
        assert "Zonder dit mag de student niet starten" in page
        assert "Lukt het niet: " in page
    assert 'value="10"' in text_of(client.get(reverse("item-edit", args=[item.pk])))


def test_without_a_time_no_unit_is_kept_and_without_a_unit_it_is_working_days(client, section):
    add(client, section, lead_time="")
    add(client, section, text="Het pasje ligt klaar.", lead_time="5", lead_unit="")

    assert [(one.lead_time, one.lead_unit) for one in section.items.order_by("pk")] == [(None, ""), (5, "workdays")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"lead_time": "tien"}, "Vul het getal in als cijfer, bijvoorbeeld 10."),
        ({"lead_time": "0"}, "Vul een getal in van 1 tot en met 250."),
        ({"lead_time": "30", "lead_unit": "months"}, "Vul een getal in van 1 tot en met 24."),
        ({"lead_unit": "jaren"}, "Kies werkdagen, weken of maanden."),
        ({"moment": "always", "number": ""}, "Kies eerst wanneer dit klaar moet zijn, of laat dit leeg."),
        ({"fallback": "woord " * 60}, "Kort je tekst in tot 300 tekens."),
    ],
)
def test_a_wrong_answer_says_what_to_do_and_keeps_what_was_typed(client, section, data, sentence):
    response = add(client, section, **data)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Het account werkt." in text_of(response)
    assert not section.items.exists()


def test_another_time_above_is_a_difference_in_words(client):
    region = TemplateFactory(format="startlijst")
    region.sections.all().delete()
    line = ItemFactory(
        section=SectionFactory(template=region), text="Het account werkt.", lead_time=5, lead_unit="weeks"
    )
    institution = InstitutionFactory()
    own = make_own_version(original=region, institution=institution, by=person(Role.COORDINATOR, institution))
    Item.objects.filter(pk=line.pk).update(lead_unit="workdays", blocking=True, fallback="Lees mee.", version=2)

    found = differences_of(own)

    assert [one.kind for one in found] == [CHANGED]
    words = ["".join(piece.text for piece in line.pieces) for line in with_lines(found)[0][1]]
    for said in ("Begin 5 weken eerder", "Begin 5 werkdagen eerder", "Lukt het niet: lees mee"):
        assert said in words


def test_on_paper_an_open_line_says_when_to_begin_and_a_done_one_does_not():
    line = Line("Account", blocking=True, begin="uiterlijk 6 jan", fallback="Lees mee.", note="Vraag ICT.")
    assert line.tick.note == (
        "Vraag ICT. Zonder dit mag de student niet starten. Begin uiterlijk 6 jan. Lukt het niet: lees mee."
    )
    assert line.tick.critical
    assert Line("Account", done="5 jan", begin="uiterlijk 6 jan", fallback="Lees mee.").tick.note == ""
