"""Tips after saving, on the page itself and on the check page: they help and never stop anything."""

import pytest
from django.urls import reverse

from profiles.enums import Role
from profiles.questions import PARTS
from profiles.topic_pages import topic_url
from profiles.writing_hints import writing_hints
from tests.factories import ANSWERS, GlossaryTermFactory, LeerplaatsprofielFactory, person

pytestmark = pytest.mark.django_db
HARD = "Op maandag is het MDO over decubitus."
FOLDED = "Zo wordt het makkelijker te lezen"


@pytest.fixture
def profile():
    return LeerplaatsprofielFactory(answers=ANSWERS | {"clients": HARD})


@pytest.fixture
def editor(client, profile):
    leerplaats = profile.leerplaats
    user = person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats)
    client.force_login(user)
    return user


def page_of(leerplaats, key):
    part = next(part for part in PARTS if any(question.key == key for question in part.questions))
    topic = next(topic for topic in part.topics if any(question.key == key for question in topic.questions))
    return topic_url(leerplaats, part, topic)


def test_a_tip_names_the_question_and_leads_to_it(profile):
    found = writing_hints(profile.leerplaats, profile.answers)
    assert [(hint.key, hint.sentence) for hint in found] == [
        ("clients", "‘decubitus’ is voor veel studenten moeilijk. Makkelijker is: doorligwond."),
        ("clients", "Leg ‘MDO’ uit. Schrijf het voluit, of zet het in de woordenlijst."),
    ]
    assert {hint.url for hint in found} == {f"{page_of(profile.leerplaats, 'clients')}#id_clients"}


def test_the_word_list_of_the_institution_counts_and_that_of_another_does_not(profile):
    GlossaryTermFactory(term="MDO")
    assert len(writing_hints(profile.leerplaats, profile.answers)) == 2
    GlossaryTermFactory(institution=profile.leerplaats.institution, term="MDO")
    assert len(writing_hints(profile.leerplaats, profile.answers)) == 1


def test_saving_gives_one_tip_and_is_not_blocked(client, profile, editor):
    address = page_of(profile.leerplaats, "clients")
    form = client.get(address).context["form"]
    data = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    answer = client.post(address, data | {"clients": f"{HARD} Nieuw.", "dan": "overzicht"}, follow=True)
    text = answer.content.decode()
    assert "is bewaard" in text
    assert "Een tip bij ‘" in text
    assert "Op die pagina staan meer tips." in text
    profile.refresh_from_db()
    assert profile.answers["clients"] == f"{HARD} Nieuw."


def test_the_tips_stand_folded_on_the_page_of_the_question_only(client, profile, editor):
    assert FOLDED in client.get(page_of(profile.leerplaats, "clients")).content.decode()
    assert FOLDED not in client.get(page_of(profile.leerplaats, "in_short")).content.decode()


def test_the_check_page_has_all_tips_and_still_its_button(client, profile, editor):
    text = client.get(reverse("profile-check", args=[profile.leerplaats.pk])).content.decode()
    assert f"{FOLDED} (2 tips)" in text
    assert "Zet dit profiel online</button>" in text
    profile.answers = ANSWERS
    profile.save()
    assert FOLDED not in client.get(reverse("profile-check", args=[profile.leerplaats.pk])).content.decode()
