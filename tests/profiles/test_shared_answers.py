"""Said once, shown everywhere: what an institution or a location answers for all its leerplaatsen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.actions.leerplaatsen import archive_leerplaats, change_leerplaats, restore_leerplaats
from profiles.actions.leerplaatsprofielen import publish
from profiles.actions.shared_answers import StillNeeded, save_shared, save_shared_requirement
from profiles.merging import fingerprint
from profiles.models import AuditEvent, Leerplaatsprofiel, ProfileVersion, Requirement, SharedAnswers
from tests.factories import (
    ANSWERS,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    RequirementFactory,
    SharedAnswersFactory,
)

pytestmark = pytest.mark.django_db

RULE = ["Meld het ook bij je school."]
SICK = ("sick_before", "sick_rule", "late")


@pytest.fixture
def kade(leerplaats, joost):
    """De Kade, online."""
    LeerplaatsprofielFactory(leerplaats=leerplaats)
    publish(leerplaats=leerplaats, by=joost)
    return leerplaats


def neighbour(leerplaats, joost, *, location=None, **answers):
    """Another leerplaats of the same institution, online."""
    other = LeerplaatsFactory(location=location or leerplaats.location)
    LeerplaatsprofielFactory(leerplaats=other, answers=ANSWERS | answers)
    publish(leerplaats=other, by=joost)
    return other


def online(leerplaats):
    return ProfileVersion.objects.filter(leerplaats=leerplaats).first()


def shares(institution, by, location=None, **answers):
    stored = SharedAnswers.objects.filter(institution=institution, location=location).first()
    seen = {key: fingerprint(stored.answers.get(key) if stored else None) for key in answers}
    return save_shared(institution=institution, location=location, answers=answers, seen=seen, by=by)


def page(client, leerplaats):
    return client.get(leerplaats.get_absolute_url()).content.decode()


def test_said_once_it_shows_on_every_page(client, kade, joost, farida):
    werf = neighbour(kade, joost)

    spread = shares(kade.institution, farida, sick_rule=RULE)

    assert (spread.is_changed, spread.leerplaatsen) == (True, 2)
    assert all(RULE[0] in page(client, place) for place in (kade, werf))
    assert online(kade).inherited == {"sick_rule": kade.institution.name}
    assert online(kade).note == f"Afspraken van {kade.institution.name} aangepast"


def test_a_location_overrides_the_institution_and_a_leerplaats_both(client, kade, joost, farida):
    far = neighbour(kade, joost, location=LocationFactory(institution=kade.institution, name="Zuid"))
    stubborn = neighbour(kade, joost, sick_before="6.00")

    shares(kade.institution, farida, sick_before="7.00")
    shares(kade.institution, farida, location=far.location, sick_before="6.30")

    told = {place: online(place).answers["sick_before"] for place in (kade, far, stubborn)}
    assert told == {kade: "7.00", far: "6.30", stubborn: "6.00"}
    assert online(far).inherited == {"sick_before": "Zuid"}
    assert online(stubborn).inherited == {}


def test_another_institution_hears_nothing(kade, joost, farida):
    stranger = LeerplaatsFactory()
    LeerplaatsprofielFactory(leerplaats=stranger)
    publish(leerplaats=stranger, by=joost)

    shares(kade.institution, farida, sick_rule=RULE)

    assert "sick_rule" not in online(stranger).answers


def test_what_is_still_a_concept_stays_a_concept(kade, farida):
    kade.profile.answers = {**ANSWERS, "in_short": "Nog niet af."}
    kade.profile.save()

    shares(kade.institution, farida, sick_rule=RULE)

    assert online(kade).answers["in_short"] == ANSWERS["in_short"]
    kade.profile.refresh_from_db()
    assert kade.profile.answers["in_short"] == "Nog niet af."


def test_an_inherited_answer_is_enough_to_go_online(leerplaats, joost):
    without = {key: value for key, value in ANSWERS.items() if key != "clothing"}
    profile = LeerplaatsprofielFactory(leerplaats=leerplaats, answers=without)
    assert [question.key for _, question in profile.missing()] == ["clothing"]

    SharedAnswersFactory(institution=leerplaats.institution, answers={"clothing": ["own"]})
    leerplaats.__dict__.pop("inheritance")

    assert publish(leerplaats=leerplaats, by=joost).answers["clothing"] == ["own"]


def test_an_answer_that_is_needed_cannot_be_taken_away(kade, joost, farida, as_farida):
    without = {key: value for key, value in ANSWERS.items() if key != "clothing"}
    shares(kade.institution, farida, clothing=["own"])
    werf = LeerplaatsFactory(location=kade.location, name="De Werf")
    LeerplaatsprofielFactory(leerplaats=werf, answers=without)
    publish(leerplaats=werf, by=joost)

    with pytest.raises(StillNeeded):
        shares(kade.institution, farida, clothing=None)

    address = reverse("institution-shared-topic", args=[kade.institution_id, "clothing"])
    data = {"seen": f"clothing={fingerprint(['own'])}"}
    content = as_farida.post(address, data).content.decode()
    assert "De Werf staat online en kan niet zonder dit antwoord. Vul het hier in." in content
    assert SharedAnswers.objects.get().answers == {"clothing": ["own"]}


def test_two_at_once_lose_nothing(kade, as_farida):
    address = reverse("institution-shared-topic", args=[kade.institution_id, "sick"])
    opened = as_farida.get(address).context["form"].initial["seen"]
    as_farida.post(address, {"sick_before": "7.00", "seen": opened})

    second = as_farida.post(address, {"sick_before": "6.00", "seen": opened})

    content = second.content.decode()
    assert "schreef intussen: 7.00 uur. Kijk wat klopt en bewaar het nog een keer." in content
    assert 'value="6.00"' in content
    assert SharedAnswers.objects.get().answers["sick_before"] == "7.00"

    form = second.context["form"]
    as_farida.post(address, {"sick_before": "6.00", "seen": form.data["seen"]})
    assert SharedAnswers.objects.get().answers["sick_before"] == "6.00"


def test_saving_the_same_makes_no_version(kade, farida):
    shares(kade.institution, farida, sick_rule=RULE)
    versions, events = ProfileVersion.objects.count(), AuditEvent.objects.count()

    assert not shares(kade.institution, farida, sick_rule=RULE).is_changed

    assert (ProfileVersion.objects.count(), AuditEvent.objects.count()) == (versions, events)


def test_a_page_that_was_opened_before_puts_what_holds_now_online(kade, joost, farida):
    assert "sick_rule" not in kade.profile.shown  # read for a page, and remembered with the row
    shares(kade.institution, farida, sick_rule=RULE)
    Leerplaatsprofiel.objects.update(answers={**ANSWERS, "team": "Wij zijn met 12."})

    assert publish(leerplaats=kade, by=joost).answers["sick_rule"] == RULE


def test_a_move_and_a_return_follow_what_holds_now(kade, joost, farida):
    south = LocationFactory(institution=kade.institution, name="Zuid")
    SharedAnswersFactory(institution=kade.institution, location=south, answers={"sick_before": "6.30"})

    kade.location = south
    change_leerplaats(leerplaats=kade, by=farida)
    assert online(kade).answers["sick_before"] == "6.30"

    archive_leerplaats(leerplaats=kade, by=farida)
    shares(kade.institution, farida, location=south, sick_before="6.00")
    assert online(kade).answers["sick_before"] == "6.30"
    restore_leerplaats(leerplaats=kade, by=farida)
    assert online(kade).answers["sick_before"] == "6.00"


def test_many_leerplaatsen_take_few_queries_more(kade, joost, farida):
    def queries(**answers):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            shares(kade.institution, farida, **answers)
        return len(captured)

    neighbour(kade, joost)
    two = queries(sick_before="7.00")
    for _ in range(3):
        neighbour(kade, joost)
    five = queries(sick_before="6.00")

    assert five - two <= 3  # the search words of each; no more


# --- Nodig vóór de start ---------------------------------------------------------------


@pytest.fixture
def vog():
    return RequirementFactory(name="VOG", explanation="Een verklaring.")


ENTRY = {"answer": "yes", "who": "school", "lead": 6, "unit": "weeks", "blocks": True, "late": "Bel je school"}


def needs(institution, requirement, by, entry=ENTRY, location=None, seen=None):
    return save_shared_requirement(
        institution=institution,
        location=location,
        requirement=requirement,
        entry=entry,
        seen=seen or fingerprint(None),
        by=by,
    )


def test_a_requirement_of_the_institution_stands_on_every_page(client, kade, farida, vog):
    needs(kade.institution, vog, farida)

    content = " ".join(page(client, kade).split())
    assert "VOG" in content
    assert (
        "Dit regelt je school. Begin 6 weken voor je start. Zonder dit kun je niet starten. Te laat? Bel je school."
        in content
    )


def test_a_leerplaats_says_it_differently_and_follows_again(as_joost, kade, farida, vog):
    needs(kade.institution, vog, farida)
    address = reverse("requirement-answer", args=[kade.pk, vog.pk])
    assert f"Zoals bij {kade.institution.name}: dit geldt" in as_joost.get(address).content.decode()

    as_joost.post(address, {"answer": "no", "note": "Hier niet.", "seen": fingerprint(None), "dan": "online"})
    [entry] = online(kade).answers["requirements"]
    assert (entry["answer"], entry["note"], entry["origin"]) == ("no", "Hier niet.", "")

    stored = {"answer": "no", "note": "Hier niet."}
    as_joost.post(address, {"answer": "", "seen": fingerprint(stored), "dan": "online"})
    [entry] = online(kade).answers["requirements"]
    assert (entry["answer"], entry["origin"]) == ("yes", kade.institution.name)


def test_saying_something_without_saying_whether_it_applies_is_asked(as_joost, kade, vog):
    address = reverse("requirement-answer", args=[kade.pk, vog.pk])

    content = as_joost.post(address, {"answer": "", "late": "Bel ons", "seen": fingerprint(None)}).content.decode()

    assert "Kies of dit geldt. Daarna bewaren we ook wat je eronder schreef." in content
    assert 'value="Bel ons"' in content


def test_two_answers_to_one_requirement_lose_nothing(as_joost, kade, vog):
    address = reverse("requirement-answer", args=[kade.pk, vog.pk])
    as_joost.post(address, {"answer": "no", "seen": fingerprint(None)})

    second = as_joost.post(address, {"answer": "yes", "note": "Altijd.", "seen": fingerprint(None)})

    assert "schreef intussen: Dit geldt niet." in second.content.decode()
    assert "Altijd." in second.content.decode()
    as_joost.post(address, {"answer": "yes", "seen": second.context["form"].data["seen"]})
    kade.profile.refresh_from_db()
    assert kade.profile.answers["requirements"] == {str(vog.pk): {"answer": "yes"}}


def test_a_new_name_shows_at_once_and_a_line_that_is_gone_not_any_more(client, as_region, kade, farida, vog):
    needs(kade.institution, vog, farida)

    as_region.post(reverse("requirement-register-name", args=[vog.pk]), {"name": "Bewijs van gedrag"})
    assert "Bewijs van gedrag" in page(client, kade)

    as_region.post(reverse("requirement-register-remove", args=[vog.pk]))
    assert "Bewijs van gedrag" not in page(client, kade)

    as_region.post(reverse("requirement-register-remove", args=[vog.pk]), {"terug": "1"})
    assert "Bewijs van gedrag" in page(client, kade)


def test_an_own_line_is_for_the_own_institution(as_farida, kade, farida):
    address = reverse("institution-requirement-new", args=[kade.institution_id])
    as_farida.post(address, {"name": "Rijbewijs", "explanation": "Om van huis tot huis te rijden."})
    own = Requirement.objects.get(name="Rijbewijs")
    assert own.institution == kade.institution

    stranger = LeerplaatsFactory()
    LeerplaatsprofielFactory(leerplaats=stranger)
    assert own not in stranger.institution.requirements.all()
    twice = as_farida.post(address, {"name": "rijbewijs"}).content.decode()
    assert "Deze regel staat al in de lijst. Kies een andere naam." in twice
