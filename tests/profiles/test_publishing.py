"""From concept to online: the check, the button that always works, and the versions."""

import pytest
from django.urls import reverse

from profiles.enums import Role
from profiles.models import AuditEvent, Leerplaatsprofiel, ProfileVersion
from tests.factories import LeerplaatsprofielFactory, ProfileVersionFactory, person
from tests.profiles.conftest import logged_in, page_url, part_url, query_count, text_of, typed

pytestmark = pytest.mark.django_db


def publish(client, leerplaats, version=None, **options):
    version = version or Leerplaatsprofiel.objects.get(leerplaats=leerplaats).version
    return client.post(reverse("profile-publish", args=[leerplaats.pk]), {"version": version}, **options)


def test_the_check_page_shows_every_answer_with_a_link(as_joost, leerplaats, profile):
    page = text_of(as_joost.get(reverse("profile-check", args=[leerplaats.pk])))

    assert "Uniform van de instelling" in page
    assert "8.30 uur" in page
    assert (
        f'<a href="{part_url(leerplaats, 6)}#id_clothing_0">Wijzig<span class="visually-hidden">: '
        "Welke kleding dragen studenten?</span></a>" in page
    )
    assert "Je zet dit profiel online. Iedereen kan het lezen. Je kunt het daarna altijd aanpassen." in page


def test_a_complete_profile_goes_online(as_joost, joost, leerplaats, profile):
    response = publish(as_joost, leerplaats, follow=True)

    assert response.redirect_chain == [(reverse("profile-published", args=[leerplaats.pk]), 302)]
    assert "De Kade staat online" in text_of(response)
    assert "Wat gebeurt er nu" in text_of(response)
    assert leerplaats.get_absolute_url() in text_of(response)
    assert reverse("leerplaats-qr", args=[leerplaats.slug]) in text_of(response)
    version = ProfileVersion.objects.get()
    assert (version.number, version.answers, version.published_by) == (1, profile.answers, joost)
    event = AuditEvent.objects.get(what="profile_published")
    assert (event.by, event.detail) == (joost, {"version": 1})


def test_what_is_missing_is_said_with_links(as_joost, leerplaats):
    answers = {"care_kind": "Zorg na een beroerte", "report_place": "Receptie"}
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=answers)

    response = publish(as_joost, leerplaats)

    content = text_of(response)
    assert response.status_code == 200
    assert "<title>Fout: Controleren en online zetten" in content
    assert [url for url, _ in response.context["links"]] == [
        f"{part_url(leerplaats, 6)}#id_clothing_0",
        f"{page_url(leerplaats, 'sick_phone')}#id_sick_phone",
        f"{page_url(leerplaats, 'contact_email')}#id_contact_email",
    ]
    assert "Kies welke kleding studenten dragen, of kies &#x27;Geen kledingregels&#x27;." in content
    assert not ProfileVersion.objects.exists()


def test_a_photo_without_description_keeps_it_offline(as_joost, leerplaats, profile):
    profile.answers["photos"] = [{"id": "x", "alt": "De ingang", "decorative": False}, {"id": "y", "alt": ""}]
    profile.save()

    response = publish(as_joost, leerplaats)

    assert "Beschrijf foto 2, of kies dat deze foto alleen versiering is." in text_of(response)
    assert not ProfileVersion.objects.exists()


def test_publishing_twice_makes_one_version(as_joost, leerplaats, profile):
    first = publish(as_joost, leerplaats)
    second = publish(as_joost, leerplaats)

    assert first.url == second.url
    assert ProfileVersion.objects.count() == 1
    assert AuditEvent.objects.filter(what="profile_published").count() == 1


def test_a_change_makes_the_next_version_and_keeps_the_first(as_joost, leerplaats, profile):
    publish(as_joost, leerplaats)
    page = as_joost.get(page_url(leerplaats, "team"))
    as_joost.post(page_url(leerplaats, "team"), typed(page, team="Wij zijn met 12.", dan="concept"))
    assert "Wij zijn met 12." not in text_of(as_joost.get(leerplaats.get_absolute_url()))

    publish(as_joost, leerplaats)

    assert "Wij zijn met 12." in text_of(as_joost.get(leerplaats.get_absolute_url()))
    assert ["team" in version.answers for version in ProfileVersion.objects.order_by("number")] == [
        False,
        True,
    ]


def test_somebody_changed_it_after_the_check(as_joost, as_farida, leerplaats, profile):
    checked = profile.version
    page = as_farida.get(page_url(leerplaats, "team"))
    as_farida.post(page_url(leerplaats, "team"), typed(page, team="Nog niet klaar"))

    response = publish(as_joost, leerplaats, version=checked, follow=True)

    assert "Farida paste dit profiel intussen aan. Controleer het nog een keer." in text_of(response)
    assert not ProfileVersion.objects.exists()


class TestPartOnline:
    @pytest.fixture
    def online(self, leerplaats):
        return LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)

    def test_the_main_button_puts_the_part_online(self, as_joost, leerplaats, online):
        page = as_joost.get(page_url(leerplaats, "team"))
        assert text_of(page).index("Bewaren en online zetten") < text_of(page).index("Bewaren als concept")

        response = as_joost.post(
            page_url(leerplaats, "team"), typed(page, team="Wij zijn met 12.", dan="online"), follow=True
        )

        assert "Deel 1 staat online. Iedereen kan het nu lezen." in text_of(response)
        assert "Wij zijn met 12." in text_of(as_joost.get(leerplaats.get_absolute_url()))

    def test_the_concept_of_another_part_stays_a_concept(self, as_joost, leerplaats, online):
        page = as_joost.get(page_url(leerplaats, "breaks"))
        as_joost.post(page_url(leerplaats, "breaks"), typed(page, breaks="Nog niet af", dan="concept"))
        page = as_joost.get(page_url(leerplaats, "team"))

        as_joost.post(page_url(leerplaats, "team"), typed(page, team="Wij zijn met 12.", dan="online"))

        published = Leerplaatsprofiel.objects.get(leerplaats=leerplaats).published
        assert published.number == 2
        assert published.answers == online.answers | {"team": "Wij zijn met 12."}

    def test_a_needed_answer_taken_away_is_said_at_the_field_and_kept_as_concept(self, as_joost, leerplaats, online):
        page = as_joost.get(page_url(leerplaats, "report_place"))

        response = as_joost.post(page_url(leerplaats, "report_place"), typed(page, report_place="", dan="online"))

        content = text_of(response)
        assert '<a href="#id_report_place">Vul in waar studenten zich melden' in content
        assert "Het staat nog niet online." in content
        assert Leerplaatsprofiel.objects.get(leerplaats=leerplaats).published == online.published
        again = as_joost.post(
            page_url(leerplaats, "report_place"), typed(response, report_place="Balie 2", dan="online"), follow=True
        )
        assert "Deel 7 staat online." in text_of(again)

    def test_before_the_first_time_the_button_saves_a_concept(self, as_joost, leerplaats, profile):
        page = as_joost.get(page_url(leerplaats, "team"))

        as_joost.post(page_url(leerplaats, "team"), typed(page, dan="online"))

        assert not ProfileVersion.objects.exists()


def test_the_preview_shows_the_concept_and_its_empty_blocks(as_joost, leerplaats, profile):
    page = text_of(as_joost.get(reverse("profile-preview", args=[leerplaats.pk])))

    assert "Zo ziet een student dit." in page
    assert "Terug naar bewerken" in page
    assert "beroerte (CVA)" in page
    assert "Dit deel is leeg. Studenten zien het niet." in page


def test_versions_say_who_when_and_what(as_joost, joost, leerplaats):
    first = ProfileVersionFactory(leerplaats=leerplaats, published_by=joost)
    answers = first.answers | {"report_time": "9.00", "clothing": ["own"]}
    second = ProfileVersionFactory(leerplaats=leerplaats, answers=answers, published_by=joost)
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=answers, published=second)

    response = as_joost.get(reverse("profile-versions", args=[leerplaats.pk]))

    changed = [titles for _, _, titles in response.context["versions"]]
    assert changed == [["Praktische zaken", "Eerste dag, ziek en contact"], None]
    assert "Versie 2</a> (staat nu online)" in text_of(response)
    assert "De eerste versie" in text_of(response)


def test_an_old_version_is_shown_as_it_was(as_joost, leerplaats):
    first = ProfileVersionFactory(leerplaats=leerplaats)
    second = ProfileVersionFactory(leerplaats=leerplaats, answers=first.answers | {"in_short": "Nieuw."})
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=second.answers, published=second)

    page = text_of(as_joost.get(reverse("profile-version", args=[leerplaats.pk, 1])))

    assert first.answers["in_short"] in page
    assert "Deze versie staat niet meer online." in page
    assert as_joost.get(reverse("profile-version", args=[leerplaats.pk, 3])).status_code == 404


def test_the_list_of_versions_asks_the_same_for_any_number(as_joost, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    url = reverse("profile-versions", args=[leerplaats.pk])
    few = query_count(as_joost, url)
    for number in range(2, 62):
        ProfileVersionFactory(leerplaats=leerplaats, number=number)

    assert query_count(as_joost, url) == few


@pytest.mark.parametrize("name", ["profile-preview", "profile-check", "profile-published", "profile-versions"])
def test_only_editors_of_this_leerplaats_open_these_pages(leerplaats, name):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    url = reverse(name, args=[leerplaats.pk])
    inside = logged_in(person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats))
    guide = logged_in(person(Role.WERKBEGELEIDER, leerplaats.institution, leerplaats))
    stranger = logged_in(person(Role.COORDINATOR))

    assert [client.get(url).status_code for client in (inside, guide, stranger)] == [200, 403, 404]


def test_a_stranger_cannot_publish(leerplaats, profile):
    assert publish(logged_in(person(Role.COORDINATOR)), leerplaats).status_code == 404
    assert not ProfileVersion.objects.exists()


def test_publishing_is_a_deliberate_post(as_joost, leerplaats, profile):
    assert as_joost.get(reverse("profile-publish", args=[leerplaats.pk])).status_code == 405
