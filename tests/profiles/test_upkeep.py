"""Profiles stay true: what is stale, one tap and its undo, the owner, and the mail that asks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.signing import dumps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.secret_paths import SECRET
from profiles.actions import upkeep as actions
from profiles.actions.leerplaatsprofielen import publish, publish_part, save_part
from profiles.enums import Role
from profiles.jobs import keep_profiles_true_job
from profiles.merging import fingerprint
from profiles.models import AuditEvent, Leerplaats, Leerplaatsprofiel, PartCheck
from profiles.owners import owners_of, possible_owners
from profiles.questions import part_by_key
from profiles.upkeep import months_before, stale_now, stale_profiles, stale_sentence
from profiles.upkeep_links import SALT, read_token, upkeep_path
from tests.factories import (
    ErrorReportFactory,
    InstitutionFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PartCheckFactory,
    person,
)
from tests.profiles.conftest import logged_in, part_url, query_count, text_of
from tests.worker import run_jobs

pytestmark = pytest.mark.django_db
ABOUT, CLIENTS, FIRST_DAY = (part_by_key(key) for key in ("about", "clients", "first_day"))
LONG_AGO = timedelta(days=400)


@pytest.fixture
def online(leerplaats, profile, joost):
    """De Kade, put online by Joost today."""
    publish(leerplaats=leerplaats, by=joost)
    return Leerplaatsprofiel.objects.get(pk=profile.pk)


@pytest.fixture
def old(online):
    """The same, a year ago."""
    return make_old(online)


def make_old(profile):
    then = timezone.now() - LONG_AGO
    profile.published.published_at = then
    profile.published.save()
    profile.checks.update(checked_at=then)
    return Leerplaatsprofiel.objects.get(pk=profile.pk)


def stale_keys(profile):
    return [row.part.key for row in stale_now(Leerplaatsprofiel.objects.get(pk=profile.pk))]


def upkeep_url(leerplaats):
    return reverse("profile-upkeep", args=[leerplaats.pk])


def tap(client, url, step):
    return client.post(url, {"stap": step}, follow=True)


# --- What is stale --------------------------------------------------------------


def test_putting_online_checks_the_parts_with_answers(online, joost):
    checks = {check.part: check.checked_by for check in online.checks.all()}
    assert checks == dict.fromkeys(["about", "clients", "practical", "first_day"], joost)
    assert stale_keys(online) == []


def test_parts_with_answers_become_stale_after_the_months_of_the_setting(online, settings):
    make_old(online)
    assert stale_keys(online) == ["about", "clients", "practical", "first_day"]
    settings.CHECK_AFTER_MONTHS = 24
    assert stale_keys(online) == []


def test_a_part_without_check_counts_from_its_version(old):
    old.checks.filter(part="about").delete()
    assert "about" in stale_keys(old)
    old.published.published_at = timezone.now()
    old.published.save()
    assert "about" not in stale_keys(old)


def test_putting_one_part_online_checks_that_part_only(leerplaats, old, joost):
    seen = {"size": fingerprint(None)}
    save_part(leerplaats=leerplaats, part=ABOUT, answers={"size": "20 bedden"}, seen=seen, by=joost)
    publish_part(leerplaats=leerplaats, part=ABOUT, by=joost)
    assert stale_keys(old) == ["clients", "practical", "first_day"]


def test_putting_a_part_online_unchanged_is_looking_at_it(leerplaats, old, joost):
    publish_part(leerplaats=leerplaats, part=CLIENTS, by=joost)
    assert stale_keys(old) == ["about", "practical", "first_day"]


def test_a_part_that_lost_its_answers_asks_nothing(leerplaats, old, joost):
    answers = {"conditions": None}
    seen = {"conditions": fingerprint(old.answers["conditions"])}
    save_part(leerplaats=leerplaats, part=CLIENTS, answers=answers, seen=seen, by=joost)
    publish(leerplaats=leerplaats, by=joost)
    assert not PartCheck.objects.filter(part="clients").exists()
    assert "clients" not in stale_keys(old)


def test_a_report_makes_a_part_stale_however_young(online):
    report = ErrorReportFactory(leerplaats=online.leerplaats)
    assert stale_keys(online) == ["first_day"]
    report.resolved_at = timezone.now()
    report.save()
    assert stale_keys(online) == []


def test_nothing_is_stale_before_publication(profile):
    PartCheckFactory(profile=profile, old=True)
    ErrorReportFactory(leerplaats=profile.leerplaats)
    assert stale_keys(profile) == []


@pytest.mark.parametrize(
    ("moment", "months", "expected"),
    [
        (datetime(2026, 8, 31, 9, tzinfo=UTC), 6, datetime(2026, 2, 28, 9, tzinfo=UTC)),
        (datetime(2026, 1, 15, tzinfo=UTC), 6, datetime(2025, 7, 15, tzinfo=UTC)),
        (datetime(2026, 7, 1, tzinfo=UTC), 6, datetime(2026, 1, 1, tzinfo=UTC)),
        (datetime(2026, 12, 31, tzinfo=UTC), 12, datetime(2025, 12, 31, tzinfo=UTC)),
    ],
)
def test_months_are_those_of_the_calendar(moment, months, expected):
    assert months_before(moment, months) == expected


def test_sentence_counts_parts_and_reports(old):
    assert stale_sentence("De Kade", stale_now(old)) == "4 delen van De Kade zijn ouder dan 6 maanden"
    old.checks.exclude(part="about").update(checked_at=timezone.now())
    ErrorReportFactory(leerplaats=old.leerplaats)
    again = stale_now(Leerplaatsprofiel.objects.get(pk=old.pk))
    expected = "1 deel van De Kade is ouder dan 6 maanden en er is 1 melding van studenten"
    assert stale_sentence("De Kade", again) == expected
    assert stale_sentence("De Kade", again[1:]) == "Over De Kade is 1 melding van studenten"


# --- The page and one tap -------------------------------------------------------


def test_page_shows_stale_parts_with_what_stands_online(as_joost, old):
    text = text_of(as_joost.get(upkeep_url(old.leerplaats)))
    assert "Kijk 4 delen na" in text
    assert "beroerte (CVA)" in text
    assert "door Joost. Dat is langer dan 6 maanden geleden" in text


def test_page_says_so_when_all_was_looked_at_or_nothing_is_online(as_joost, online, profile):
    assert "Alles is nagekeken" in text_of(as_joost.get(upkeep_url(online.leerplaats)))
    Leerplaatsprofiel.objects.filter(pk=profile.pk).update(published=None)
    assert "nog niet online" in text_of(as_joost.get(upkeep_url(online.leerplaats)))


def test_one_tap_checks_one_part_and_can_be_taken_back(as_joost, old, joost):
    url = upkeep_url(old.leerplaats)
    before = old.checks.get(part="about").checked_at
    assert "Deel 1, Over deze leerplaats: gecontroleerd" in text_of(tap(as_joost, url, "klopt:about"))
    check = old.checks.get(part="about")
    assert (check.checked_at > before, check.checked_by) == (True, joost)
    assert "about" not in stale_keys(old)
    assert "staat weer bij" in text_of(tap(as_joost, url, "terug:about"))
    check.refresh_from_db()
    assert (check.checked_at, check.can_undo) == (before, False)
    assert "about" in stale_keys(old)


def test_undo_of_a_first_check_leaves_no_check(as_joost, old):
    old.checks.filter(part="about").delete()
    tap(as_joost, upkeep_url(old.leerplaats), "klopt:about")
    tap(as_joost, upkeep_url(old.leerplaats), "terug:about")
    assert not old.checks.filter(part="about").exists()


def test_second_tap_changes_nothing(as_joost, old):
    url = upkeep_url(old.leerplaats)
    tap(as_joost, url, "klopt:about")
    check = old.checks.get(part="about")
    assert "Er is niets veranderd" in text_of(tap(as_joost, url, "klopt:about"))
    again = old.checks.get(part="about")
    assert (again.checked_at, again.before_at) == (check.checked_at, check.before_at)
    assert AuditEvent.objects.filter(what="part_confirmed").count() == 1


def test_a_check_by_publishing_cannot_be_taken_back(as_joost, online):
    tap(as_joost, upkeep_url(online.leerplaats), "terug:about")
    assert online.checks.filter(part="about").exists()


@pytest.mark.parametrize(
    "step", ["", "klopt", "klopt:onzin", "opgelost:", "opgelost:999999", "weg:about", "opgelost:²"]
)
def test_nonsense_changes_nothing(as_joost, old, step):
    assert tap(as_joost, upkeep_url(old.leerplaats), step).status_code == 200
    assert not AuditEvent.objects.filter(what__startswith="part_").exists()


def test_report_is_solved_and_reopened(as_joost, online, joost):
    report = ErrorReportFactory(leerplaats=online.leerplaats)
    url = upkeep_url(online.leerplaats)
    assert "De receptie zit nu bij ingang B." in text_of(as_joost.get(url))
    tap(as_joost, url, f"opgelost:{report.pk}")
    report.refresh_from_db()
    assert (report.resolved_by, stale_keys(online)) == (joost, [])
    tap(as_joost, url, f"heropen:{report.pk}")
    report.refresh_from_db()
    assert (report.resolved_at, report.resolved_by, stale_keys(online)) == (None, None, ["first_day"])


def test_report_of_another_leerplaats_is_not_found(as_joost, online):
    report = ErrorReportFactory(leerplaats__location=online.leerplaats.location)
    tap(as_joost, upkeep_url(online.leerplaats), f"opgelost:{report.pk}")
    report.refresh_from_db()
    assert report.resolved_at is None


def test_task_list_says_what_to_look_at_and_who_checked(as_joost, old, online):
    old.checks.filter(part="clients").update(checked_at=timezone.now())
    ErrorReportFactory(leerplaats=old.leerplaats, text="De ingang is om de hoek.")
    text = text_of(as_joost.get(reverse("profile-tasks", args=[old.leerplaats.pk])))
    assert "3 delen van De Kade zijn ouder dan 6 maanden en er is 1 melding van studenten." in text
    assert "Een student meldt: ‘De ingang is om de hoek.’ Langer dan 6 maanden niet nagekeken." in text
    assert text.count("Kijk dit na") == 3
    assert text.count("door Joost.") >= 1
    assert "Eigenaar: Joost Voorbeeld" in text


def test_topic_page_shows_what_a_student_reported(as_joost, online):
    ErrorReportFactory(leerplaats=online.leerplaats, text="De ingang is om de hoek.")
    text = text_of(as_joost.get(part_url(online.leerplaats, 7)))
    assert "Een student meldt: ‘De ingang is om de hoek.’" in text
    assert f"{upkeep_url(online.leerplaats)}#deel-7" in text
    other = text_of(as_joost.get(part_url(online.leerplaats, 1)))
    assert "De ingang is om de hoek." not in other
    assert "Gecontroleerd op" in other


# --- The link in the mail -------------------------------------------------------


@pytest.fixture
def link(old, joost):
    return upkeep_path(old, joost)


def test_link_opens_without_login_and_a_get_changes_nothing(client, old, link):
    before = list(PartCheck.objects.values_list("part", "checked_at"))
    response = client.get(link)
    assert response.status_code == 200
    assert "Kijk 4 delen na" in text_of(response)
    assert client.head(link).status_code == 200
    assert list(PartCheck.objects.values_list("part", "checked_at")) == before


def test_link_keeps_its_secret(client, link):
    response = client.get(link)
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert SECRET.sub(r"\1…", link) == "/klopt-dit-nog/…"


def test_tap_from_the_mail_counts_as_the_owner(client, old, link, joost):
    text = text_of(tap(client, link, "klopt:about"))
    assert "gecontroleerd" in text
    assert old.checks.get(part="about").checked_by == joost
    assert "_auth_user_id" not in client.session


def test_link_opens_no_other_page(client, link, old):
    client.get(link)
    response = client.get(upkeep_url(old.leerplaats))
    assert response.status_code == 302
    assert response["Location"].startswith("/inloggen")


def end_role(link, old, joost):
    joost.memberships.update(ends_on=timezone.localdate())


def close_account(link, old, joost):
    joost.is_active = False
    joost.save()


def choose_another(link, old, joost):
    old.owner = person(Role.COORDINATOR, old.institution)
    old.save()


def archive(link, old, joost):
    Leerplaats.objects.filter(pk=old.leerplaats_id).update(archived_at=timezone.now())


@pytest.mark.parametrize("change", [end_role, close_account, choose_another, archive])
def test_link_ends_with_what_it_rests_on(client, link, old, joost, change):
    change(link, old, joost)
    assert client.get(link).status_code == 410
    assert client.post(link, {"stap": "klopt:about"}).status_code == 410
    assert not AuditEvent.objects.filter(what="part_confirmed").exists()


def test_link_expires(old, joost, monkeypatch):
    token = upkeep_path(old, joost).split("/")[-1]
    assert read_token(token) is not None
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 31 * 24 * 3600)
    assert read_token(token) is None


@pytest.mark.parametrize("token", ["onzin", "WzEsMl0:1:x"])
def test_made_up_link_is_refused(client, token):
    response = client.get(reverse("profile-upkeep-link", args=[token]))
    assert response.status_code == 410
    assert "Deze link werkt niet meer" in text_of(response)


def test_link_for_somebody_else_is_refused(client, old):
    token = dumps([old.leerplaats_id, person(Role.COORDINATOR, old.institution).pk], salt=SALT)
    assert client.get(reverse("profile-upkeep-link", args=[token])).status_code == 410


# --- The mail -------------------------------------------------------------------


def test_owner_is_asked_once_a_month(old):
    keep_profiles_true_job(timestamp=0)
    keep_profiles_true_job(timestamp=0)
    assert run_jobs() == ["send_upkeep_mail"]
    message = mail.outbox[0]
    assert message.subject == "De Kade: klopt dit nog? (4 delen)"
    assert message.to == [old.published.published_by.email]
    links = [line.strip() for line in message.body.splitlines() if "/klopt-dit-nog/" in line]
    assert len(links) == 4
    path, _, anchor = links[0].partition("#")
    page = text_of(Client().get("/" + path.split("/", 3)[3]))
    assert f'id="{anchor}"' in page
    assert actions.remind_owners(timezone.now() + timedelta(days=20)) == 0
    assert actions.remind_owners(timezone.now() + timedelta(days=32)) == 1


def test_nobody_is_asked_when_all_is_young_or_without_owner(online, joost):
    assert actions.remind_owners() == 0
    make_old(online)
    joost.memberships.update(ends_on=timezone.localdate())
    assert actions.remind_owners() == 0


def test_no_question_about_a_profile_in_the_archive(old):
    Leerplaats.objects.filter(pk=old.leerplaats_id).update(archived_at=timezone.now())
    assert actions.remind_owners() == 0


def test_mail_stays_away_when_everything_was_checked_meanwhile(old, joost):
    assert actions.remind_owners() == 1
    for part in (ABOUT, CLIENTS, part_by_key("practical"), FIRST_DAY):
        actions.confirm_part(leerplaats=old.leerplaats, part=part, by=joost)
    run_jobs()
    assert mail.outbox == []


# --- The owner ------------------------------------------------------------------


def test_owner_is_who_published_last_until_one_is_chosen(as_joost, leerplaats, online, joost, farida):
    assert owners_of([leerplaats]) == {leerplaats.pk: joost}
    url = reverse("profile-owner", args=[leerplaats.pk])
    assert "Nu is dat Joost Voorbeeld" in text_of(as_joost.get(url))
    response = as_joost.post(url, {"owner": str(farida.pk)}, follow=True)
    assert "Farida Voorbeeld is nu de eigenaar" in text_of(response)
    assert owners_of([leerplaats]) == {leerplaats.pk: farida}
    assert AuditEvent.objects.filter(what="owner_changed", detail={"owner": farida.pk}).count() == 1


def test_owner_is_somebody_who_may_edit_here(as_joost, leerplaats, online):
    elsewhere = LeerplaatsFactory(location=leerplaats.location)
    stranger = person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, elsewhere)
    guide = person(Role.WERKBEGELEIDER, leerplaats.institution, leerplaats)
    other = person(Role.COORDINATOR, InstitutionFactory())
    for user in (stranger, guide, other):
        response = as_joost.post(reverse("profile-owner", args=[leerplaats.pk]), {"owner": str(user.pk)})
        assert response.status_code == 200
        assert response.context["form"].errors
        assert user not in possible_owners(leerplaats)


def test_profile_has_no_owner_when_the_role_ends(as_farida, leerplaats, online, joost):
    joost.memberships.update(ends_on=timezone.localdate())
    assert owners_of([leerplaats]) == {leerplaats.pk: None}
    assert "Nog geen eigenaar" in text_of(as_farida.get(reverse("profile-tasks", args=[leerplaats.pk])))
    assert "Nog geen eigenaar" in text_of(as_farida.get(reverse("leerplaats-list")))


def test_a_version_made_by_the_portal_makes_nobody_owner(leerplaats, online, joost, farida):
    leerplaats.versions.create(
        institution=leerplaats.institution,
        number=2,
        answers={},
        published_by=farida,
        note="De instelling paste iets aan",
    )
    assert owners_of([leerplaats]) == {leerplaats.pk: joost}


# --- The lists ------------------------------------------------------------------


def test_overview_and_list_say_which_profiles_to_look_at(as_farida, old):
    url = upkeep_url(old.leerplaats)
    for name in ("placement-overview", "leerplaats-list"):
        text = text_of(as_farida.get(reverse(name)))
        assert f'<a href="{url}">4 delen van De Kade zijn ouder dan 6 maanden</a>' in text


def test_list_narrows_to_what_must_be_looked_at(as_farida, old):
    LeerplaatsFactory(location=old.leerplaats.location, name="De Werf")
    text = text_of(as_farida.get(reverse("leerplaats-list"), {"nakijken": "ja"}))
    assert "De Kade" in text
    assert "De Werf" not in text
    old.checks.update(checked_at=timezone.now())
    assert "Alle profielen zijn nagekeken" in text_of(as_farida.get(reverse("leerplaats-list"), {"nakijken": "ja"}))


def test_praktijkopleider_sees_only_the_own_leerplaatsen(old):
    elsewhere = LeerplaatsFactory(location=old.leerplaats.location)
    other = logged_in(person(Role.PRAKTIJKOPLEIDER, old.institution, elsewhere))
    assert "ouder dan" not in text_of(other.get(reverse("placement-overview")))


def test_region_counts_the_profiles_to_look_at(as_region, old):
    assert "1 van 1 online, 1 na te kijken" in text_of(as_region.get(reverse("institution-list")))
    old.checks.update(checked_at=timezone.now())
    assert "na te kijken" not in text_of(as_region.get(reverse("institution-list")))
    ErrorReportFactory(leerplaats=old.leerplaats)
    assert "1 na te kijken" in text_of(as_region.get(reverse("institution-list")))


@pytest.mark.parametrize("name", ["placement-overview", "leerplaats-list"])
def test_lists_take_as_many_queries_for_one_as_for_four(as_farida, old, name):
    url = reverse(name)
    query_count(as_farida, url)
    one = query_count(as_farida, url)
    for _ in range(3):
        more = LeerplaatsprofielFactory(leerplaats__location=old.leerplaats.location, online=True)
        PartCheckFactory(profile=more, old=True)
        ErrorReportFactory(leerplaats=more.leerplaats)
    assert len(stale_profiles(Leerplaats.objects.all())) == 4
    assert query_count(as_farida, url) == one


def test_page_takes_as_many_queries_for_one_report_as_for_three(as_joost, old):
    url = upkeep_url(old.leerplaats)
    ErrorReportFactory(leerplaats=old.leerplaats)
    query_count(as_joost, url)
    one = query_count(as_joost, url)
    ErrorReportFactory.create_batch(2, leerplaats=old.leerplaats, part="about")
    assert query_count(as_joost, url) == one
