"""The inspiratiebox: what ships, who sees and keeps which card, searching, and two people who write at once."""

import re

import pytest
from django.urls import reverse

from profiles.enums import Role
from tests.factories import (
    InspirationCardFactory,
    InstitutionFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    TemplateFactory,
    ToolChoiceFactory,
    person,
)
from tests.toolbox.test_base_formats import FORBIDDEN, too_long
from toolbox.actions.inspiration import load_inspiration
from toolbox.base_inspiration import base_cards, made_at
from toolbox.card_links import OF_NOBODY
from toolbox.enums import Effort, Goal, Medium, Moment, TemplateFormat
from toolbox.formats import FORMATS
from toolbox.inspiration_filters import Choices
from toolbox.models import InspirationCard

CARD = {
    "title": "Samen fietsen",
    "what": "Je fietst een rondje met de student.",
    "why": "Buiten praat je makkelijker.",
    "how": "Kies een route.\n\n  Neem   een bel mee.  ",
    "effort": Effort.HOUR,
    "effort_words": "Een uur.",
    "goals": [Goal.WELCOME, Goal.STAY],
    "moments": [Moment.FIRST_WEEK],
    "media": [Medium.TALK],
}
FIELDS = InspirationCard._meta


def texts(card):
    return (card.title, card.what, card.why, *card.how, card.effort_words)


UNITS = {"minuten": 1, "kwartier": 15, "half uur": 30, "uur": 60, "halve dag": 240, "dag": 480}
CLASSES = {15: Effort.MINUTES, 60: Effort.HOUR, 240: Effort.HALF_DAY}


def class_of(words):
    """The class of the longest time in these words: "10 tot 60 minuten" counts as 60."""
    found = re.findall(r"(\d+|een)? ?\b(half uur|halve dag|kwartier|minuten|uur|dag)\b", words.lower())
    longest = max(((int(n) if n.isdigit() else 1) * UNITS[unit] for n, unit in found), default=0)
    return next((effort for most, effort in CLASSES.items() if longest <= most), Effort.MORE)


def titles(response):
    return re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", response.content.decode())


class TestWhatShips:
    @pytest.mark.parametrize("card", base_cards(), ids=lambda card: card.slug)
    def test_is_short_and_plain(self, card):
        for text in texts(card):
            assert too_long(text) == []
            assert FORBIDDEN.findall(text) == []
            assert "!" not in text

    @pytest.mark.parametrize("card", base_cards(), ids=lambda card: card.slug)
    def test_fits_its_columns_and_says_what_it_is_for(self, card):
        assert all(len(getattr(card, name)) <= FIELDS.get_field(name).max_length for name in ("title", "what", "why"))
        assert len(card.effort_words) <= FIELDS.get_field("effort_words").max_length
        assert 2 <= len(card.how) <= 6
        assert all(len(step) <= FIELDS.get_field("how").base_field.max_length for step in card.how)
        assert card.goals and card.moments and card.media

    def test_has_one_card_per_tool_and_every_goal_moment_and_effort_finds_something(self):
        assert len(base_cards()) >= 20
        assert len({card.slug for card in base_cards()}) == len(base_cards())
        assert {goal for card in base_cards() for goal in card.goals} == set(Goal)
        assert {moment for card in base_cards() for moment in card.moments} == set(Moment)
        assert {card.effort for card in base_cards()} == set(Effort)

    @pytest.mark.parametrize("card", base_cards(), ids=lambda card: card.slug)
    def test_the_longest_time_in_words_falls_in_the_class_of_the_filter(self, card):
        assert class_of(card.effort_words) == card.effort

    def test_leads_to_formats_and_pages_that_exist(self):
        assert {key for card in base_cards() for key in card.formats} <= set(FORMATS)
        for place in made_at().values():
            assert reverse(place.name, args=[] if place.name in OF_NOBODY else [1])

    def test_every_playful_and_talking_format_has_an_idea_that_leads_to_it(self):
        led_to = {key for card in base_cards() for key in card.formats}
        assert {key for key, kind in FORMATS.items() if kind.is_template} <= led_to


@pytest.mark.django_db
class TestLoading:
    def test_twice_makes_nothing_more_and_keeps_what_the_region_wrote(self):
        assert load_inspiration() == len(base_cards())
        bingo = InspirationCard.objects.get(slug="bingo")
        InspirationCard.objects.filter(pk=bingo.pk).update(title="Bingo van ons")
        assert load_inspiration() == 0
        assert InspirationCard.objects.get(slug="bingo").title == "Bingo van ons"

    def test_a_card_that_the_region_took_out_does_not_come_back(self, client):
        load_inspiration()
        client.force_login(person(Role.REGIONAL_ADMIN))
        client.post(reverse("inspiration-remove", args=[InspirationCard.objects.get(slug="bingo").pk]))
        load_inspiration()
        assert "Bingo van eerste ervaringen" not in titles(client.get(reverse("inspiration-list")))


@pytest.fixture
def institution():
    return InstitutionFactory(name="Maasstroom")


@pytest.fixture
def coordinator(client, institution):
    client.force_login(person(Role.COORDINATOR, institution, name="Farida Proef"))
    return client


@pytest.mark.django_db
class TestSearching:
    @pytest.fixture
    def cards(self):
        long = {"moments": [Moment.FIRST_DAY, Moment.END], "effort": Effort.HALF_DAY, "goals": [Goal.STAY]}
        return [
            InspirationCardFactory(title="Bingo", what="Een kaart met vakjes.", media=[Medium.PAPER]),
            InspirationCardFactory(title="Café bezoeken", media=[Medium.TALK], **long),
            InspirationCardFactory(title="Afscheid", how=["Koop gebak bij het café."], media=[Medium.TALK], **long),
        ]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({}, ["Bingo", "Café bezoeken", "Afscheid"]),
            ({"zoek": "CAFE"}, ["Café bezoeken", "Afscheid"]),
            ({"zoek": "kaart vakjes"}, ["Bingo"]),
            ({"doel": "stay"}, ["Café bezoeken", "Afscheid"]),
            ({"moment": "first_week", "tijd": "minutes"}, ["Bingo"]),
            ({"manier": "paper"}, ["Bingo"]),
            ({"doel": "stay", "zoek": "gebak"}, ["Afscheid"]),
            ({"doel": "stay", "manier": "paper"}, []),
            ({"doel": "onzin", "moment": "' or 1=1"}, ["Bingo", "Café bezoeken", "Afscheid"]),
        ],
    )
    def test_every_choice_is_in_the_address(self, cards, query, found):
        assert [card.title for card in Choices.read(query).found(cards)] == found

    def test_each_choice_can_be_taken_away_and_the_leerplaats_stays(self, cards):
        chosen = Choices.read({"zoek": "gebak", "doel": "stay"}, leerplaats=7).chosen()
        assert [(one.label, one.without) for one in chosen] == [
            ("‘gebak’", "?leerplaats=7&doel=stay"),
            ("De student wil blijven", "?leerplaats=7&zoek=gebak"),
        ]

    def test_an_option_says_how_many_it_finds_with_the_other_choices(self, cards):
        goal, _, effort, _ = Choices.read({"doel": "stay"}).filters(cards)
        assert [(one.value, one.count) for one in goal.groups[0].options] == [("welcome", 1), ("stay", 2)]
        assert [(one.value, one.count) for one in effort.groups[0].options] == [("half_day", 2)]

    def test_nothing_found_says_so_and_offers_to_take_a_choice_away(self, coordinator, cards):
        page = coordinator.get(reverse("inspiration-list"), {"zoek": "gebak", "manier": "paper"})
        text = page.content.decode()
        assert titles(page) == []
        assert "We vinden geen idee met deze keuzes." in text
        assert 'href="?manier=paper"' in text and 'href="?zoek=gebak"' in text

    @pytest.mark.parametrize("number", [3, 300])
    def test_the_list_makes_a_fixed_number_of_queries(
        self, coordinator, institution, django_assert_num_queries, number
    ):
        leerplaats = LeerplaatsFactory(location__institution=institution)
        for card in InspirationCardFactory.create_batch(number, institution=institution):
            ToolChoiceFactory(leerplaats=leerplaats, card=card)
        coordinator.get(reverse("inspiration-list"))
        with django_assert_num_queries(8):  # a savepoint, who looks (4), the cards, who chose them
            page = coordinator.get(reverse("inspiration-list"))
        assert len(titles(page)) == min(number, 30)


@pytest.mark.django_db
class TestOwnCards:
    def test_a_coordinator_adds_one_that_only_the_own_people_see(self, coordinator, institution, client):
        coordinator.post(reverse("inspiration-new"), CARD)
        card = InspirationCard.objects.get()
        assert (card.institution, card.how) == (institution, ["Kies een route.", "Neem een bel mee."])
        assert "Samen fietsen" in titles(coordinator.get(reverse("inspiration-list")))
        client.force_login(person(Role.COORDINATOR))
        assert titles(client.get(reverse("inspiration-list"))) == []
        for name in ("inspiration-card", "inspiration-edit"):
            assert client.get(reverse(name, args=[card.pk])).status_code == 404
        for name in ("inspiration-remove", "inspiration-restore", "tool-choose"):
            assert client.post(reverse(name, args=[card.pk])).status_code == 404
        card.refresh_from_db()
        assert card.removed_at is None

    def test_the_region_adds_one_for_everybody(self, client, institution):
        client.force_login(person(Role.REGIONAL_ADMIN))
        client.post(reverse("inspiration-new"), CARD)
        assert InspirationCard.objects.get().institution is None
        client.force_login(person(Role.WERKBEGELEIDER, institution))
        assert titles(client.get(reverse("inspiration-list"))) == ["Samen fietsen"]

    def test_sent_twice_it_is_one_card(self, coordinator):
        coordinator.post(reverse("inspiration-new"), CARD)
        coordinator.post(reverse("inspiration-new"), CARD)
        assert InspirationCard.objects.count() == 1

    def test_a_card_of_the_region_can_be_read_and_not_changed(self, coordinator):
        card = InspirationCardFactory()
        assert coordinator.get(reverse("inspiration-card", args=[card.pk])).status_code == 200
        assert coordinator.get(reverse("inspiration-edit", args=[card.pk])).status_code == 403
        assert coordinator.post(reverse("inspiration-remove", args=[card.pk])).status_code == 403

    def test_a_mistake_keeps_what_was_typed(self, coordinator):
        wrong = CARD | {"goals": [], "how": "x" * 201, "what": "Mijn mooie zin."}
        page = coordinator.post(reverse("inspiration-new"), wrong)
        text = page.content.decode()
        assert page.status_code == 422
        assert "Kies ten minste één doel." in text and "Stap 1 is 1 teken te lang." in text
        assert "Mijn mooie zin." in text
        assert not InspirationCard.objects.exists()

    def test_the_second_of_two_writers_sees_both_texts_and_chooses(self, coordinator, institution):
        card = InspirationCardFactory(institution=institution)
        url = reverse("inspiration-edit", args=[card.pk])
        coordinator.post(url, CARD | {"title": "De eerste", "version": "1"})
        second = coordinator.post(url, CARD | {"title": "De tweede", "version": "1"})
        assert second.status_code == 409
        assert "De eerste" in second.content.decode() and "De tweede" in second.content.decode()
        card.refresh_from_db()
        assert card.title == "De eerste"
        assert 'name="version" value="2"' in second.content.decode()
        coordinator.post(url, CARD | {"title": "De tweede", "version": "2"})
        card.refresh_from_db()
        assert (card.title, card.version) == ("De tweede", 3)

    def test_one_that_is_taken_out_comes_back_with_one_button(self, coordinator, institution):
        card = InspirationCardFactory(institution=institution, title="Wandelen")
        page = coordinator.post(reverse("inspiration-remove", args=[card.pk]), follow=True)
        assert titles(page) == []
        assert reverse("inspiration-restore", args=[card.pk]) in page.content.decode()
        assert coordinator.get(reverse("inspiration-card", args=[card.pk])).status_code == 404
        coordinator.post(reverse("inspiration-restore", args=[card.pk]))
        assert titles(coordinator.get(reverse("inspiration-list"))) == ["Wandelen"]


@pytest.mark.django_db
class TestACard:
    def test_leads_to_the_version_of_the_own_institution(self, coordinator, institution):
        original = TemplateFactory(format=TemplateFormat.INWERKDOCUMENT)
        card = InspirationCardFactory(formats=[TemplateFormat.INWERKDOCUMENT])
        url = reverse("inspiration-card", args=[card.pk])
        assert reverse("template-detail", args=[original.pk]) in coordinator.get(url).content.decode()
        own = TemplateFactory(own=True, institution=institution, format=TemplateFormat.INWERKDOCUMENT)
        text = coordinator.get(url).content.decode()
        assert reverse("template-detail", args=[own.pk]) in text
        assert reverse("template-detail", args=[original.pk]) not in text

    def test_gives_a_werkbegeleider_no_links_to_pages_that_are_closed(self, client, institution):
        TemplateFactory(format=TemplateFormat.INWERKDOCUMENT)
        card = InspirationCardFactory(formats=[TemplateFormat.INWERKDOCUMENT])
        client.force_login(person(Role.WERKBEGELEIDER, institution))
        text = client.get(reverse("inspiration-card", args=[card.pk])).content.decode()
        assert "sjabloon" not in text and reverse("tool-choose", args=[card.pk]) not in text

    def test_leads_to_where_it_is_made_for_a_leerplaats_and_to_how_it_looks_there(self, coordinator, institution):
        load_inspiration()
        leerplaats = LeerplaatsFactory(location__institution=institution)
        page = reverse("inspiration-card", args=[InspirationCard.objects.get(slug="filmpje").pk])
        assert "Hiermee begin je" not in coordinator.get(page).content.decode()
        text = coordinator.get(page, {"leerplaats": leerplaats.pk}).content.decode()
        assert reverse("film-edit", args=[leerplaats.pk]) in text
        assert "Zo staat het op jullie profiel" not in text
        LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
        text = coordinator.get(page, {"leerplaats": leerplaats.pk}).content.decode()
        assert "Zo staat het op jullie profiel" in text and leerplaats.get_absolute_url() in text

    @pytest.mark.parametrize(
        ("slug", "everywhere", "there"),
        [
            ("checklist-zorginstelling", "check-overview", "leerplaats-check"),
            ("tip-voor-de-volgende-student", "leerplaats-list", "quote-list"),
            ("feestelijke-eerste-keer", "rollout-list", "rollout-detail"),
        ],
    )
    def test_leads_to_the_choice_of_a_leerplaats_without_one(self, coordinator, institution, slug, everywhere, there):
        load_inspiration()
        leerplaats = LeerplaatsFactory(location__institution=institution)
        page = reverse("inspiration-card", args=[InspirationCard.objects.get(slug=slug).pk])
        text = coordinator.get(page).content.decode().partition("Hiermee begin je")[2]
        assert f'href="{reverse(everywhere)}"' in text
        assert (
            reverse(there, args=[leerplaats.pk])
            in coordinator.get(page, {"leerplaats": leerplaats.pk}).content.decode()
        )

    def test_of_the_team_leads_to_printing_the_team_card(self, coordinator, institution):
        load_inspiration()
        leerplaats = LeerplaatsFactory(location__institution=institution)
        page = reverse("inspiration-card", args=[InspirationCard.objects.get(slug="team-weet-wie-er-komt").pk])
        address = reverse("print-start")
        assert f'href="{address}?bladen=team_card"' in coordinator.get(page).content.decode()
        text = coordinator.get(page, {"leerplaats": leerplaats.pk}).content.decode()
        assert f'href="{address}?leerplaats={leerplaats.pk}&amp;bladen=team_card"' in text

    def test_of_the_team_leads_who_prints_no_sheets_to_the_page_of_the_week(self, client, institution):
        load_inspiration()
        leerplaats = LeerplaatsFactory(location__institution=institution)
        client.force_login(person(Role.WERKBEGELEIDER, institution, leerplaats))
        page = reverse("inspiration-card", args=[InspirationCard.objects.get(slug="team-weet-wie-er-komt").pk])
        text = client.get(page).content.decode()
        assert f'href="{reverse("this-week")}"' in text and reverse("print-start") not in text

    def test_shows_the_same_time_in_the_list_on_its_page_and_in_the_plan(self, coordinator, institution):
        card = InspirationCardFactory(effort=Effort.HOUR, effort_words="")
        choice = ToolChoiceFactory(leerplaats__location__institution=institution, card=card)
        pages = (
            reverse("inspiration-list"),
            reverse("inspiration-card", args=[card.pk]),
            reverse("tool-plan", args=[choice.leerplaats_id]),
        )
        for page in pages:
            assert "Tot een uur." in coordinator.get(page).content.decode()

    def test_of_a_leerplaats_of_somebody_else_is_shown_without_it(self, coordinator):
        load_inspiration()
        stranger = LeerplaatsprofielFactory(online=True).leerplaats
        page = reverse("inspiration-card", args=[InspirationCard.objects.get(slug="filmpje").pk])
        text = coordinator.get(page, {"leerplaats": stranger.pk}).content.decode()
        assert stranger.name not in text and reverse("film-edit", args=[stranger.pk]) not in text

    def test_shows_how_others_of_the_institution_do_it_and_nobody_elses(self, coordinator, institution):
        card = InspirationCardFactory()
        colleagues = LeerplaatsFactory(location__institution=institution)
        ToolChoiceFactory(leerplaats=colleagues, card=card, note="Altijd op vrijdag.")
        ToolChoiceFactory(card=card, note="Geheim van een ander.")
        text = coordinator.get(reverse("inspiration-card", args=[card.pk])).content.decode()
        assert "Altijd op vrijdag." in text and "Geheim van een ander." not in text
