"""Giving wishes: by the student, the school or the coordinator, until a day, and nobody else reads them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.wishes import ChangedMeanwhile, save_wishes
from onboarding.enums import PlaceAnswer, ProposalStatus, WishKind
from onboarding.models import PlaceQuestion, Wish
from onboarding.wish_answers import Answers, stored_answers
from onboarding.wish_choices import WishChoices
from profiles.enums import Certainty, Role, Sector
from profiles.models import AuditEvent, Location, PostcodeArea
from tests.factories import (
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    MatchSeasonFactory,
    PlacementFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    PlaceQuestionFactory,
    ProposalFactory,
    StudentFactory,
    person,
)

pytestmark = pytest.mark.django_db
NOTHING = {"travel": "any", "car": "onbekend"}


def text(response):
    return " ".join(response.content.decode().split())


def online(location, name, sector=Sector.HOSPITAL):
    leerplaats = LeerplaatsFactory(location=location, name=name, sector=sector)
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    return leerplaats


@pytest.fixture
def noor():
    return StudentFactory(given_name="Noor", last_name="Aalbers", with_user=True)


@pytest.fixture
def asked(noor):
    return PlacementRequestFactory(student=noor, wishes=["neurologie"])


@pytest.fixture
def places(asked):
    """De Kade with two places for the opleiding of Noor, De Werf for another one, and a wijkteam with one place."""
    location = LocationFactory(institution=asked.institution)
    kade, werf = online(location, "De Kade"), online(location, "De Werf")
    wijk = online(LocationFactory(institution=asked.institution, town="Schiedam"), "Team Holy", Sector.HOME_CARE)
    chosen = {"period": asked.period, "programme": asked.programme, "year": asked.year}
    PlaceOfferFactory(leerplaats=kade, number=2, **chosen)
    PlaceOfferFactory(leerplaats=wijk, number=1, **chosen)
    PlaceOfferFactory(leerplaats=werf, period=asked.period, year=3)
    return {"kade": kade, "werf": werf, "wijk": wijk}


@pytest.fixture
def mine(asked):
    return reverse("my-wishes-edit", args=[asked.pk])


@pytest.fixture
def coordinator(asked):
    return person(Role.COORDINATOR, asked.institution, name="Cora Coördinator")


@pytest.fixture
def as_noor(client, noor):
    client.force_login(noor.user)
    return client


def seen(request):
    return stored_answers(type(request).objects.get(pk=request.pk)).mark


def chosen(request):
    return [str(wish) for wish in type(request).objects.get(pk=request.pk).wished]


class TestTheStudent:
    def test_is_led_to_the_form_of_the_one_request(self, as_noor, mine):
        assert as_noor.get(reverse("my-wishes")).url == mine

    def test_reads_before_a_place_what_happens_now_and_whom_to_ask(self, as_noor, asked):
        page = text(as_noor.get(reverse("my-placement")))
        assert "Je stageplek is nog niet bekend" in page
        assert "neurologie" in page
        assert asked.institution.email in page
        assert asked.school.email in page

    def test_ranks_leerplaatsen_kinds_of_care_and_towns(self, as_noor, asked, places, mine):
        wanted = ["sector:home_care", f"leerplaats:{places['kade'].pk}", "town:Schiedam"]
        sends = {f"wens-{number}": value for number, value in enumerate(wanted, 1)}
        response = as_noor.post(mine, sends | NOTHING | {"seen": seen(asked)})
        assert response.url == reverse("my-placement")
        assert chosen(asked) == ["Wijkzorg en thuiszorg", "De Kade", "Schiedam"]

    def test_moves_a_wish_up_without_script_and_a_second_click_moves_it_no_further(self, as_noor, asked, places, mine):
        sends = {"wens-1": "words:neurologie", "wens-2": "town:Schiedam", "doe": "omhoog-2"}
        sends |= NOTHING | {"seen": seen(asked)}
        as_noor.post(mine, sends)
        as_noor.post(mine, sends)
        assert chosen(asked) == ["Schiedam", "neurologie"]

    def test_sees_what_each_wish_means_and_which_means_nothing(self, as_noor, asked, places, mine):
        Wish.objects.create(request=asked, rank=2, leerplaats=places["werf"])
        Wish.objects.create(request=asked, rank=3, sector=Sector.HOME_CARE)
        page = text(as_noor.get(mine))
        assert "1 leerplaats heeft plek voor jouw opleiding" in page
        assert "Let op: deze leerplaats heeft geen plek voor jouw opleiding en dit leerjaar." in page

    def test_keeps_what_was_typed_when_something_is_wrong(self, as_noor, asked, places, mine):
        sends = {"wens-1": "town:Schiedam", "wens-2": "town:Schiedam", "travel": "most", "car": "ja"}
        response = as_noor.post(mine, sends | {"seen": seen(asked)})
        page = text(response)
        assert response.status_code == 422
        assert "Dit staat al op regel 1." in page
        assert "Vul in hoeveel kilometer, bijvoorbeeld 15." in page
        assert page.count('value="town:Schiedam" selected') == 2
        assert chosen(asked) == ["neurologie"]

    def test_cannot_wish_and_refuse_the_same(self, as_noor, asked, places, mine):
        sends = {"wens-1": "town:Schiedam", "niet-1": "town:Schiedam"} | NOTHING
        assert "Dit staat ook bij wens 1." in text(as_noor.post(mine, sends | {"seen": seen(asked)}))

    def test_cannot_choose_a_leerplaats_of_somebody_else(self, as_noor, asked, mine):
        elsewhere = online(LocationFactory(), "De Ree")
        response = as_noor.post(mine, {"wens-1": f"leerplaats:{elsewhere.pk}"} | NOTHING | {"seen": seen(asked)})
        assert response.status_code == 422
        assert chosen(asked) == ["neurologie"]

    def test_of_somebody_else_does_not_exist(self, client, mine):
        client.force_login(StudentFactory(with_user=True).user)
        assert client.get(mine).status_code == 404
        assert client.post(mine, NOTHING).status_code == 404

    def test_after_the_last_day_reads_and_is_told_whom_to_ask_and_loses_no_word(self, as_noor, asked, places, mine):
        yesterday = timezone.localdate() - timedelta(days=1)
        MatchSeasonFactory(institution=asked.institution, period=asked.period, wishes_until=yesterday)
        page = text(as_noor.get(mine))
        assert "Wensen geven kon tot en met" in page
        assert asked.institution.email in page
        assert "<select" not in page
        response = as_noor.post(mine, {"wens-1": "town:Schiedam"} | NOTHING | {"seen": seen(asked)})
        assert response.status_code == 409
        assert "Wens 1: Schiedam" in text(response)
        assert chosen(asked) == ["neurologie"]

    def test_with_a_place_reads_only(self, as_noor, asked, places, mine):
        offer = PlaceOfferFactory(leerplaats=places["kade"], period=asked.period, year=4)
        PlacementFactory(offer=offer, request=asked)
        assert "De wensen staan vast." in text(as_noor.get(mine))


class TestSchoolAndCoordinator:
    def test_school_fills_in_for_its_student_and_that_is_noted(self, client, asked, places):
        school = person(Role.SCHOOL_COORDINATOR, asked.school, name="Bram School")
        client.force_login(school)
        client.post(reverse("wishes-edit", args=[asked.pk]), {"wens-1": "town:Schiedam", "seen": seen(asked)} | NOTHING)
        assert chosen(asked) == ["Schiedam"]
        event = AuditEvent.objects.get(what="wishes.given")
        assert (event.by, event.detail) == (school, {})

    def test_another_school_does_not_see_it(self, client, asked):
        client.force_login(person(Role.SCHOOL_COORDINATOR))
        assert client.get(reverse("wishes-edit", args=[asked.pk])).status_code == 404

    def test_coordinator_can_after_the_last_day_and_the_school_cannot(self, client, asked, coordinator, places):
        yesterday = timezone.localdate() - timedelta(days=1)
        MatchSeasonFactory(institution=asked.institution, period=asked.period, wishes_until=yesterday)
        sends = {"wens-1": "town:Schiedam", "seen": seen(asked)} | NOTHING
        client.force_login(person(Role.SCHOOL_COORDINATOR, asked.school))
        assert client.post(reverse("wishes-edit", args=[asked.pk]), sends).status_code == 409
        client.force_login(coordinator)
        assert client.post(reverse("wishes-edit", args=[asked.pk]), sends).status_code == 302
        assert chosen(asked) == ["Schiedam"]

    def test_two_at_once_both_texts_are_shown_and_the_second_can_still_choose(self, client, asked, coordinator, places):
        before = seen(asked)
        save_wishes(request=asked, answers=Answers(wished=("town:Rotterdam",)), seen=before, by=coordinator)
        client.force_login(person(Role.SCHOOL_COORDINATOR, asked.school))
        address = reverse("wishes-edit", args=[asked.pk])
        sends = {"wens-1": "town:Schiedam"} | NOTHING
        response = client.post(address, sends | {"seen": before})
        page = text(response)
        assert response.status_code == 409
        assert "1. Rotterdam" in page
        assert 'value="town:Schiedam" selected' in page
        assert chosen(asked) == ["Rotterdam"]
        now_seen = response.context["form"]["seen"].value()
        assert client.post(address, sends | {"seen": now_seen}).status_code == 302
        assert chosen(asked) == ["Schiedam"]

    def test_the_same_person_on_two_pages_is_not_called_somebody_else(self, client, asked, coordinator, places):
        client.force_login(coordinator)
        address = reverse("wishes-edit", args=[asked.pk])
        before = stored_answers(asked).mark
        for town in ("Rotterdam", "Schiedam"):
            response = client.post(address, NOTHING | {"wens-1": f"town:{town}", "seen": before})
        assert "Je hebt deze wensen intussen ook ergens anders aangepast" in text(response)
        assert "Iemand anders" not in text(response)

    def test_the_list_tells_given_wishes_from_those_of_the_list_and_shows_the_first(self, client, asked, coordinator):
        client.force_login(coordinator)
        page = text(client.get(reverse("wishes-list")))
        assert "0 van 1 student gaven wensen, van 1 staan ze in de lijst van school." in page
        assert "Uit de lijst van school" in page and "1. neurologie" in page
        page = text(client.get(reverse("wishes-round", args=[asked.period_id])))
        assert "Wie alleen wensen in de lijst van school heeft, krijgt wel een mail." in page

    @pytest.mark.parametrize("number", [3, 300])
    def test_the_list_makes_a_fixed_number_of_queries(
        self, client, asked, coordinator, number, django_assert_num_queries
    ):
        same = {"institution": asked.institution, "period": asked.period, "programme": asked.programme}
        for _ in range(number - 1):
            PlacementRequestFactory(student__school=asked.school, wishes=["wijk"], **same)
        client.force_login(coordinator)
        with django_assert_num_queries(13):
            page = text(client.get(reverse("wishes-list")))
        assert f"{number} studenten zoeken een plek." in page


class TestMeaning:
    def test_counts_only_places_for_this_opleiding_that_are_given_away(self, asked, places):
        chosen = {"period": asked.period, "programme": asked.programme, "year": asked.year}
        PlaceOfferFactory(leerplaats=places["werf"], certainty=Certainty.MAYBE, **chosen)
        choices = WishChoices(asked)
        assert choices.meaning(f"leerplaats:{places['kade'].pk}").text == "2 plekken voor jouw opleiding."
        assert choices.meaning("sector:hospital").text == "1 leerplaats heeft plek voor jouw opleiding (De Kade)."
        assert choices.meaning(f"leerplaats:{places['werf'].pk}").is_empty
        assert choices.meaning("words:onzin").is_empty

    def test_leaves_out_what_the_student_excluded_and_says_so_when_nothing_is_left(self, asked, places):
        kade = places["kade"]
        assert WishChoices(asked).meaning("words:kade").text == "1 leerplaats heeft plek voor jouw opleiding (De Kade)."
        Wish.objects.create(request=asked, kind=WishKind.NOT, leerplaats=kade)
        choices = WishChoices(asked)
        assert choices.left_over() == 1
        assert "‘Hier niet’" in choices.meaning("sector:hospital").text
        assert choices.meaning(f"leerplaats:{kade.pk}").is_empty

    def test_leaves_out_what_is_out_of_reach(self, asked, places):
        PostcodeArea.objects.create(postcode="3011", town="Rotterdam", latitude=51.92, longitude=4.48)
        asked.student.postcode, asked.most_km = "3011 AB", 15
        Location.objects.filter(leerplaatsen=places["kade"]).update(latitude=53.22, longitude=6.57)
        assert "verder weg dan 15 kilometer" in WishChoices(asked).meaning(f"leerplaats:{places['kade'].pk}").text

    def test_a_leerplaats_that_stands_is_named_with_its_town_like_the_others(self, asked):
        hidden = LeerplaatsFactory(location=LocationFactory(institution=asked.institution), name="De Loods")
        row = Wish(request=asked, leerplaats=hidden)
        assert ("Zoals het nu staat", [(f"leerplaats:{hidden.pk}", f"De Loods, {hidden.location.town}")]) in (
            WishChoices(asked).options([row])
        )

    def test_without_any_places_says_that_they_are_not_known_yet(self, asked):
        online(LocationFactory(institution=asked.institution), "De Kade")
        assert WishChoices(asked).meaning("town:Rotterdam").text == "De plekken voor deze periode zijn nog niet bekend."


class TestExclusions:
    def test_take_the_place_out_of_a_proposal_and_the_leerplaats_reads_no_reason(self, asked, coordinator, places):
        offer = places["kade"].offers.get()
        proposal = ProposalFactory(
            request=asked, offer=offer, status=ProposalStatus.LOCKED, locked_by=coordinator, locked_at=timezone.now()
        )
        PlaceQuestionFactory(request=asked, offer=offer)
        unwanted = Answers(unwanted=(f"leerplaats:{places['kade'].pk}",))
        assert save_wishes(request=asked, answers=unwanted, seen=seen(asked), by=coordinator)
        proposal.refresh_from_db()
        assert (proposal.offer, proposal.status, proposal.locked_by) == (None, ProposalStatus.PROPOSED, None)
        question = PlaceQuestion.objects.get()
        assert (question.answer, question.reason, question.explanation) == (PlaceAnswer.WITHDRAWN, "", "")

    def test_leave_a_proposal_elsewhere_alone(self, asked, coordinator, places):
        proposal = ProposalFactory(request=asked, offer=places["kade"].offers.get())
        unwanted = Answers(unwanted=("town:Schiedam",))
        assert not save_wishes(request=asked, answers=unwanted, seen=seen(asked), by=coordinator)
        proposal.refresh_from_db()
        assert proposal.offer is not None


def test_saving_twice_writes_one_line_in_the_log(asked, coordinator):
    answers, before = Answers(wished=("town:Rotterdam",)), seen(asked)
    save_wishes(request=asked, answers=answers, seen=before, by=coordinator)
    save_wishes(request=asked, answers=answers, seen=before, by=coordinator)
    assert AuditEvent.objects.filter(what="wishes.given").count() == 1


def test_an_old_mark_is_refused_and_nothing_is_lost(asked, coordinator):
    before = seen(asked)
    save_wishes(request=asked, answers=Answers(most_km=15), seen=before, by=coordinator)
    with pytest.raises(ChangedMeanwhile):
        save_wishes(request=asked, answers=Answers(most_km=20), seen=before, by=coordinator)
    asked.refresh_from_db()
    assert asked.most_km == 15
    assert set(asked.corrected) == {"wishes", "most_km", "has_car"}  # a new list of the school leaves these alone
