"""What a student saw of the profile, what is new for them, and the message about it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.announcements import recipients, untold_changes
from onboarding.actions.messages import send
from onboarding.enums import PlacementStatus
from onboarding.known_facts import facts_of, mark_of
from onboarding.models import Announcement, Message, Placement, ProfileShown
from profiles.enums import Role
from profiles.models import Leerplaats, ProfileVersion
from tests.factories import (
    ANSWERS,
    LeerplaatsprofielFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProfileVersionFactory,
    StudentFactory,
    UserFactory,
    coming_monday,
    person,
)

pytestmark = pytest.mark.django_db
LATER = ANSWERS | {"report_time": "9.00", "clothing": ["own"]}


@pytest.fixture
def placement():
    """A student who starts in four weeks, where and when the profile says; version 1 is online."""
    placement = PlacementFactory(request__student=StudentFactory(with_user=True), start_time="", report_place="")
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    return placement


@pytest.fixture
def student(placement):
    return logged_in(placement.student.user)


@pytest.fixture
def joost(placement):
    return person(Role.PRAKTIJKOPLEIDER, placement.institution, placement.leerplaats, name="Joost Voorbeeld")


@pytest.fixture
def as_joost(joost):
    return logged_in(joost)


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def publish(leerplaats, answers, days_ago=0):
    """A next version, online."""
    version = ProfileVersionFactory(leerplaats=leerplaats, answers=answers)
    ProfileVersion.objects.filter(pk=version.pk).update(published_at=timezone.now() - timedelta(days=days_ago))
    profile = leerplaats.profile
    profile.answers, profile.published = answers, version
    profile.save()
    return version


def see(student, number=""):
    return student.post(reverse("my-placement-seen"), {"versie": number})


def fresh(leerplaats):
    return Leerplaats.objects.select_related("profile__published").get(pk=leerplaats.pk)


def tell_url(leerplaats):
    return reverse("leerplaats-tell-students", args=[leerplaats.pk])


class TestShown:
    def test_the_page_notes_which_version_it_showed_and_once_per_version(self, student, placement):
        see(student, "1")
        see(student, "1")
        publish(placement.leerplaats, LATER)
        see(student, "1")  # a page that was still open
        see(student, "2")

        rows = ProfileShown.objects.filter(placement=placement)
        assert sorted(row.version.number for row in rows) == [1, 2]
        assert all(row.institution_id == placement.institution_id and row.last_at >= row.first_at for row in rows)

    def test_a_version_of_somewhere_else_is_never_noted(self, student, placement):
        ProfileVersionFactory(number=7)

        see(student, "7")

        assert [row.version for row in ProfileShown.objects.all()] == [placement.leerplaats.profile.published]

    def test_the_page_tells_it_once_a_day(self, student, placement):
        assert "data-seen" in text_of(student.get(reverse("my-placement")))
        see(student, "1")
        assert "data-seen" not in text_of(student.get(reverse("my-placement")))
        ProfileShown.objects.update(
            first_at=timezone.now() - timedelta(days=2), last_at=timezone.now() - timedelta(days=2)
        )

        assert "data-seen" in text_of(student.get(reverse("my-placement")))

    def test_without_script_the_first_tick_tells_it(self, student, placement):
        student.post(reverse("my-placement-tick", args=["voor"]), {})

        assert ProfileShown.objects.get().version.number == 1

    def test_staff_read_what_the_student_saw(self, student, placement, as_joost):
        see(student, "1")

        page = text_of(as_joost.get(reverse("placement-detail", args=[placement.pk])))

        assert "Noor zag versie 1 op " in page
        assert "(staat nu online)" in page


class TestNews:
    def test_a_change_shows_with_what_it_was_until_gezien(self, student, placement):
        see(student, "1")
        publish(placement.leerplaats, LATER)

        page = text_of(student.get(reverse("my-placement")))
        see(student, "2")  # looking is not the same as having read it
        still = text_of(student.get(reverse("my-placement")))

        for text in (page, still):
            assert "Nieuw: je begint op je eerste dag om 9.00 uur (was 8.30 uur)." in text
            assert "Nieuw: dit geldt voor kleding: Eigen kleding (eerst:" in text
        mark = mark_of(facts_of(Placement.objects.get()))
        student.post(reverse("my-placement-news-seen"), {"feiten": mark})
        assert "Gewijzigd" not in text_of(student.get(reverse("my-placement")))

    def test_the_first_card_says_the_new_time_too(self, student, placement):
        publish(placement.leerplaats, LATER)

        assert ", 9.00 uur" in text_of(student.get(reverse("my-placement")))

    def test_nothing_is_new_for_who_comes_for_the_first_time(self, student, placement):
        publish(placement.leerplaats, LATER)

        assert "Gewijzigd" not in text_of(student.get(reverse("my-placement")))

    def test_what_was_arranged_for_one_student_is_news_too(self, student, placement, as_joost):
        see(student, "1")
        placement.refresh_from_db()
        data = {"version": placement.version, "werkbegeleider": "", "start_time": "10.00", "report_place": "Balie 2"}
        as_joost.post(reverse("placement-arrival", args=[placement.pk]), data)

        page = text_of(student.get(reverse("my-placement")))

        assert "je begint op je eerste dag om 10.00 uur (was 8.30 uur)." in page
        assert "je meldt je op je eerste dag bij: Balie 2 (was Receptie hoofdingang)." in page
        publish(placement.leerplaats, LATER)
        assert "9.00 uur" not in text_of(student.get(reverse("my-placement")))

    def test_gezien_on_an_old_page_keeps_what_changed_since(self, student, placement):
        see(student, "1")
        publish(placement.leerplaats, LATER)
        mark = mark_of(facts_of(Placement.objects.get()))
        publish(fresh(placement.leerplaats), LATER | {"report_time": "9.30"})

        page = text_of(student.post(reverse("my-placement-news-seen"), {"feiten": mark}, follow=True))

        assert "Er is net nog iets veranderd." in page
        assert "om 9.30 uur (was 8.30 uur)." in page

    def test_of_a_first_day_that_is_over_nothing_is_new(self, student, placement):
        see(student, "1")
        Placement.objects.update(starts_on=timezone.localdate() - timedelta(days=3))
        publish(placement.leerplaats, LATER)

        page = text_of(student.get(reverse("my-placement")))

        assert "9.00 uur (was" not in page
        assert "Nieuw: dit geldt voor kleding" in page


class TestTelling:
    def test_the_page_lists_old_new_and_who_gets_it(self, as_joost, placement):
        publish(placement.leerplaats, LATER)

        page = text_of(as_joost.get(tell_url(placement.leerplaats)))

        assert "<h1>1 student moet dit weten. Bericht sturen?</h1>" in page
        assert page.count("Nieuw: je begint op je eerste dag om 9.00 uur (was 8.30 uur).") == 3  # list, field, example
        assert f"{placement.student.name}, start " in page
        assert page.index("Stuur dit bericht aan 1 student") < page.index("Nee, stuur geen bericht")

    def test_sending_puts_one_mail_per_student_in_the_outbox_and_never_twice(self, as_joost, placement, joost):
        other = PlacementFactory(offer=placement.offer, start_time="", report_place="")
        publish(placement.leerplaats, LATER)
        data = {"tekst": "Je begint om 9.00 uur. Tot dan."}

        first = as_joost.post(tell_url(placement.leerplaats), data)
        second = as_joost.post(tell_url(placement.leerplaats), data)

        assert first.url == second.url
        assert Announcement.objects.get().sent_by == joost
        mails = Message.objects.order_by("placement")
        assert [mail.to_email for mail in mails] == [placement.student.email, other.student.email]
        assert all("Je begint om 9.00 uur. Tot dan." in mail.body and "/mijn-stage" in mail.body for mail in mails)
        page = text_of(as_joost.get(first.url))
        assert "<h1>2 studenten krijgen je bericht</h1>" in page
        assert page.count("Klaar om te versturen") == 2
        assert "Er is niets te vertellen" in text_of(as_joost.get(tell_url(placement.leerplaats)))

    def test_the_mail_about_a_change_does_not_count_as_the_start_mail(self, as_joost, placement):
        publish(placement.leerplaats, LATER)
        as_joost.post(tell_url(placement.leerplaats), {"tekst": "Nieuw."})

        send(Message.objects.get().pk)

        placement.refresh_from_db()
        assert placement.status == PlacementStatus.AGREED

    def test_no_is_a_link_onward_and_sends_nothing(self, as_joost, placement):
        publish(placement.leerplaats, LATER)

        page = text_of(as_joost.get(tell_url(placement.leerplaats) + "?daarna=profile-published"))

        onward = reverse("profile-published", args=[placement.leerplaats.pk])
        assert f'href="{onward}">Nee, stuur geen bericht</a>' in page
        assert not Message.objects.exists()

    def test_an_empty_text_says_what_to_write(self, as_joost, placement):
        publish(placement.leerplaats, LATER)

        page = text_of(as_joost.post(tell_url(placement.leerplaats), {"tekst": " "}))

        assert page.count("Schrijf wat er verandert, bijvoorbeeld") == 2
        assert "<title>Fout: " in page
        assert not Message.objects.exists()

    def test_publishing_a_critical_change_leads_here_and_another_change_does_not(self, as_joost, placement):
        profile = placement.leerplaats.profile
        profile.answers = LATER
        profile.save()
        url = reverse("profile-publish", args=[placement.leerplaats.pk])

        critical = as_joost.post(url, {"version": profile.version})
        profile.refresh_from_db()
        profile.answers = LATER | {"in_short": "Een ander begin."}
        profile.save()
        plain = as_joost.post(url, {"version": profile.version})

        assert critical.url == f"{tell_url(placement.leerplaats)}?daarna=profile-published"
        assert plain.url == reverse("profile-published", args=[placement.leerplaats.pk])

    def test_with_nobody_to_tell_who_published_goes_straight_on(self, as_joost, placement):
        Placement.objects.update(starts_on=coming_monday(20), ends_on=coming_monday(30))
        publish(placement.leerplaats, LATER)

        onward = as_joost.get(tell_url(placement.leerplaats) + "?daarna=profile-published")
        strange = as_joost.get(tell_url(placement.leerplaats) + "?daarna=https://elders.example")

        assert onward.url == reverse("profile-published", args=[placement.leerplaats.pk])
        assert strange.url == reverse("profile-tasks", args=[placement.leerplaats.pk])

    def test_who_is_told(self, placement):
        today = timezone.localdate()
        offer = placement.offer
        offer.number = 9
        offer.save()
        dates = {
            "running": (today - timedelta(days=10), today + timedelta(days=30)),
            "over": (today - timedelta(days=90), today - timedelta(days=1)),
            "far": (today + timedelta(weeks=9), today + timedelta(weeks=30)),
        }
        made = {
            name: PlacementFactory(offer=offer, start_time="", report_place="", starts_on=first, ends_on=last)
            for name, (first, last) in dates.items()
        }
        PlacementFactory(offer=offer, start_time="", report_place="", cancelled=True)
        own = PlacementFactory(offer=offer, start_time="10.00", report_place="")
        PlacementFactory(offer=PlaceOfferFactory(), start_time="", report_place="")
        leerplaats = placement.leerplaats
        publish(leerplaats, ANSWERS | {"report_time": "9.00"})
        only_time = untold_changes(fresh(leerplaats), timezone.now())
        publish(fresh(leerplaats), LATER)
        both = untold_changes(fresh(leerplaats), timezone.now())

        assert recipients(leerplaats, only_time, today) == ([placement], [own])
        assert recipients(leerplaats, both, today) == ([made["running"], placement], [own])

    def test_versions_of_two_weeks_are_one_message_and_a_change_taken_back_is_none(self, placement):
        leerplaats = placement.leerplaats
        ProfileVersion.objects.update(published_at=timezone.now() - timedelta(days=40))
        publish(leerplaats, LATER, days_ago=3)
        publish(fresh(leerplaats), LATER | {"in_short": "Iets anders."})
        assert [change.key for change in untold_changes(fresh(leerplaats), timezone.now())] == [
            "report_time",
            "clothing",
        ]

        publish(fresh(leerplaats), ANSWERS)
        assert untold_changes(fresh(leerplaats), timezone.now()) == ()

    def test_only_editors_of_this_leerplaats_tell(self, placement):
        publish(placement.leerplaats, LATER)
        url = tell_url(placement.leerplaats)
        guide = logged_in(person(Role.WERKBEGELEIDER, placement.institution, placement.leerplaats))
        stranger = logged_in(person(Role.COORDINATOR))

        assert [client.get(url).status_code for client in (guide, stranger)] == [403, 404]
        assert stranger.post(url, {"tekst": "Hoi"}).status_code == 404
        assert not Message.objects.exists()

    def test_the_pages_ask_the_same_for_any_number(self, as_joost, placement, django_assert_max_num_queries):
        placement.offer.number = 40
        placement.offer.save()
        publish(placement.leerplaats, LATER)
        for _ in range(2):
            PlacementFactory.create_batch(10, offer=placement.offer, start_time="", report_place="")
            with django_assert_max_num_queries(13):
                as_joost.get(tell_url(placement.leerplaats))
        sent = as_joost.post(tell_url(placement.leerplaats), {"tekst": "Nieuw."})
        with django_assert_max_num_queries(9):
            assert as_joost.get(sent.url).status_code == 200


def test_a_stage_with_a_time_of_its_own_keeps_it(placement):
    Placement.objects.filter(pk=placement.pk).update(start_time="10.00", werkbegeleider=UserFactory())
    placement.refresh_from_db()

    assert (placement.arrival_time, placement.arrival_place) == ("10.00", "Receptie hoofdingang")
