"""Versions: what changed in words, and an earlier one put online again without losing anything unseen."""

import pytest
from django.urls import reverse

from profiles.comparing import changed_lines, compare
from profiles.enums import Role, Sector
from profiles.models import AuditEvent, Leerplaatsprofiel, Photo, ProfileVersion
from tests.factories import (
    ANSWERS,
    LeerplaatsprofielFactory,
    PhotoFactory,
    ProfileVersionFactory,
    SharedAnswersFactory,
    person,
)
from tests.profiles.conftest import logged_in, query_count, text_of

pytestmark = pytest.mark.django_db
OLD = ANSWERS | {"report_time": "8.00", "in_short": "Je zorgt voor mensen na een beroerte."}
NEW = OLD | {"report_time": "8.30", "in_short": "Je zorgt voor ouderen na een beroerte."}


@pytest.fixture
def versions(leerplaats, joost):
    """Version 1 says eight o'clock; version 2, half past eight, is online."""
    first = ProfileVersionFactory(leerplaats=leerplaats, answers=OLD, published_by=joost)
    second = ProfileVersionFactory(leerplaats=leerplaats, answers=NEW, published_by=joost)
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=NEW, published=second, updated_by=joost)
    return first, second


def restore_url(leerplaats, number):
    return reverse("version-restore", args=[leerplaats.pk, number])


def restore(client, leerplaats, number, seen=None, **options):
    seen = seen or Leerplaatsprofiel.objects.get(leerplaats=leerplaats).version
    return client.post(restore_url(leerplaats, number), {"version": seen}, **options)


def compare_url(leerplaats, first, second):
    return reverse("version-compare", args=[leerplaats.pk]) + f"?van={first}&naar={second}"


def spelled(lines):
    """Lines as text: -gone or +new, with [changed words]."""
    return [
        ("+" if line.is_new else "-") + "".join(f"[{p.text}]" if p.changed else p.text for p in line.pieces)
        for line in lines
    ]


def test_of_a_reworked_line_only_the_words_that_differ_are_marked():
    assert spelled(changed_lines(["Je loopt met Sam mee.", "Gelijk."], ["Je loopt met Kim mee.", "Gelijk."])) == [
        "-Je loopt met [Sam] mee.",
        "+Je loopt met [Kim] mee.",
    ]


def test_lines_that_went_and_came_are_told_apart_and_the_same_ones_left_out():
    assert spelled(changed_lines(["7.30 Overdracht", "8.00 Ontbijt"], ["8.00 Ontbijt", "9.00 Rondgang"])) == [
        "-[7.30 Overdracht]",
        "+[9.00 Rondgang]",
    ]


def test_every_kind_of_answer_is_compared_in_words():
    before = {
        "timeline": [["7.30", "Overdracht"]],
        "clothing": ["uniform"],
        "fixed_supervisor": "fixed",
        "photos": [{"id": "1", "alt": "De ingang", "decorative": False}],
        "requirements": [{"id": 1, "name": "VOG", "answer": "no", "explanation": "", "origin": ""}],
    }
    after = {
        "timeline": [["7.45", "Overdracht"]],
        "clothing": ["uniform", "closed_shoes"],
        "fixed_supervisor": "pair",
        "photos": [{"id": "2", "alt": "De ingang", "decorative": False}],
        "requirements": [{"id": 1, "name": "VOG", "answer": "yes", "explanation": "", "origin": ""}],
    }

    found = [answer for _, answers in compare(before, after, Sector.HOSPITAL) for answer in answers]

    lines = [line for answer in found for line in spelled(answer.lines)]
    assert [line.replace("[", "").replace("]", "") for line in lines] == [
        "-7.30 Overdracht",
        "+7.45 Overdracht",
        "-Ja, één vaste werkbegeleider",
        "+Ja, twee vaste werkbegeleiders",
        "+Dichte schoenen met een schone zool",
        "-VOG: dit geldt niet.",
        "+VOG: dit geldt.",
    ]
    assert "Een foto of de uitsnede van een foto is anders" in found[-1].note


def test_compare_says_weg_and_nieuw_in_words(as_joost, leerplaats, versions):
    page = text_of(as_joost.get(compare_url(leerplaats, 2, 1)))

    assert "<h1>Versie 1 en 2 vergelijken</h1>" in page
    assert '<span class="change-label">Weg:</span> Je zorgt voor <del>mensen</del> na een beroerte.' in page
    assert '<span class="change-label">Nieuw:</span> Je zorgt voor <ins>ouderen</ins> na een beroerte.' in page
    assert "Receptie hoofdingang" not in page


def test_two_times_the_same_version_asks_for_another(as_joost, leerplaats, versions):
    page = text_of(as_joost.get(compare_url(leerplaats, 1, 1)))

    assert "Kies twee verschillende versies." in page
    assert "<title>Fout: " in page
    assert "Kies de tweede versie uit de lijst." in text_of(as_joost.get(compare_url(leerplaats, 1, 99)))


def test_the_list_says_why_there_is_a_version_and_leads_on(as_joost, leerplaats, versions):
    ProfileVersion.objects.filter(number=2).update(note="Kledingregels van de instelling aangepast")

    page = text_of(as_joost.get(reverse("profile-versions", args=[leerplaats.pk])))

    assert "Kledingregels van de instelling aangepast." in page
    assert compare_url(leerplaats, 1, 2).replace("&", "&amp;") in page
    assert restore_url(leerplaats, 1) in page
    assert restore_url(leerplaats, 2) not in page  # it is online


def test_restoring_makes_a_new_version_and_the_concept_follows(as_joost, joost, leerplaats, versions):
    assert "Dit verandert er online" in text_of(as_joost.get(restore_url(leerplaats, 1)))

    restore(as_joost, leerplaats, 1)

    profile = Leerplaatsprofiel.objects.get(leerplaats=leerplaats)
    new = profile.published
    assert (new.number, new.note, new.answers, new.published_by) == (3, "Versie 1 teruggezet", OLD, joost)
    assert profile.answers == OLD
    assert AuditEvent.objects.get(what="profile_version_restored").detail == {"restored": 1, "version": 3}
    assert "8.00 uur" in text_of(as_joost.get(leerplaats.get_absolute_url()))


def test_a_restore_is_undone_by_restoring_the_one_before(as_joost, leerplaats, versions):
    restore(as_joost, leerplaats, 1)
    listed = text_of(as_joost.get(reverse("profile-versions", args=[leerplaats.pk]) + "?teruggezet=3"))
    assert f'<a href="{restore_url(leerplaats, 2)}">Maak ongedaan: zet versie 2 terug</a>' in listed

    restore(as_joost, leerplaats, 2)

    profile = Leerplaatsprofiel.objects.get(leerplaats=leerplaats)
    assert (profile.published.number, profile.published.answers, profile.answers) == (4, NEW, NEW)


def test_a_second_click_makes_no_second_version(as_joost, leerplaats, versions):
    seen = Leerplaatsprofiel.objects.get(leerplaats=leerplaats).version
    restore(as_joost, leerplaats, 1, seen)

    page = text_of(restore(as_joost, leerplaats, 1, seen, follow=True))

    assert "Versie 3 staat al online, met dezelfde antwoorden." in page
    assert ProfileVersion.objects.count() == 3


def test_without_anything_online_there_is_nothing_to_put_back(as_joost, leerplaats, versions):
    Leerplaatsprofiel.objects.update(published=None)

    assert as_joost.get(restore_url(leerplaats, 1)).status_code == 404
    assert restore(as_joost, leerplaats, 1).status_code == 404


def test_what_the_concept_would_lose_is_said_first(as_joost, leerplaats, versions):
    Leerplaatsprofiel.objects.update(answers=NEW | {"team": "Wij zijn met 12."})

    page = text_of(as_joost.get(restore_url(leerplaats, 1)))

    assert "Dit raak je kwijt" in page
    assert "Wij zijn met 12." in page
    Leerplaatsprofiel.objects.update(answers=NEW)
    assert "Dit raak je kwijt" not in text_of(as_joost.get(restore_url(leerplaats, 1)))


def test_a_concept_saved_meanwhile_is_not_lost_unseen(as_joost, farida, leerplaats, versions):
    seen = Leerplaatsprofiel.objects.get().version
    Leerplaatsprofiel.objects.update(answers=NEW | {"team": "Net bewaard"}, version=seen + 1, updated_by=farida)

    page = text_of(restore(as_joost, leerplaats, 1, seen, follow=True))

    assert "Farida paste dit profiel intussen aan." in page
    assert "Net bewaard" in page
    assert ProfileVersion.objects.count() == 2


def test_a_version_that_misses_what_is_needed_now_is_refused_in_a_sentence(as_joost, leerplaats, versions):
    first, _ = versions
    ProfileVersion.objects.filter(pk=first.pk).update(answers={**OLD, "sick_phone": ""})

    page = text_of(as_joost.get(restore_url(leerplaats, 1)))
    answer = text_of(restore(as_joost, leerplaats, 1))

    for text in (page, answer):
        assert "Versie 1 kan niet terug" in text
        assert "Vul het telefoonnummer in dat studenten bellen als ze ziek zijn" in text
        assert "Ja, zet versie 1 terug" not in text
    assert ProfileVersion.objects.count() == 2


def test_a_version_with_a_photo_that_is_gone_is_refused(as_joost, leerplaats, versions):
    entry = {"id": "0c6b9c3e-0000-4000-8000-000000000001", "alt": "De oude ingang", "decorative": False}
    ProfileVersion.objects.filter(number=1).update(answers=OLD | {"photos": [entry]})

    page = text_of(restore(as_joost, leerplaats, 1))

    assert "Een foto van deze versie is verwijderd en niet meer terug te halen (De oude ingang)." in page
    assert ProfileVersion.objects.count() == 2


def test_photos_come_back_with_a_version_and_the_others_can_be_put_back(as_joost, leerplaats, versions):
    old, new = PhotoFactory(leerplaats=leerplaats), PhotoFactory(leerplaats=leerplaats)
    entries = [{"id": str(photo.pk), "alt": "De ingang", "decorative": False} for photo in (old, new)]
    ProfileVersion.objects.filter(number=1).update(answers=OLD | {"photos": entries[:1]})
    ProfileVersion.objects.filter(number=2).update(answers=NEW | {"photos": entries[1:]})
    Leerplaatsprofiel.objects.update(answers=NEW | {"photos": entries[1:]})
    old.removed_at, old.removed_entry = old.uploaded_at, entries[0] | {"position": 0}
    old.save()

    restore(as_joost, leerplaats, 1)

    assert Leerplaatsprofiel.objects.get().answers["photos"] == entries[:1]
    assert {str(photo.pk): bool(photo.removed_at) for photo in Photo.objects.all()} == {
        str(old.pk): False,
        str(new.pk): True,
    }


def test_what_is_inherited_stays_inherited(as_joost, leerplaats, versions):
    first, _ = versions
    SharedAnswersFactory(institution=leerplaats.institution, answers={"sick_before": "6.30"})
    first.answers, first.inherited = OLD | {"sick_before": "7.00"}, {"sick_before": "Zorggroep"}
    first.save()

    restore(as_joost, leerplaats, 1)

    profile = Leerplaatsprofiel.objects.get()
    assert "sick_before" not in profile.answers
    assert profile.published.answers["sick_before"] == "6.30"


def test_the_list_and_the_comparison_ask_the_same_for_any_number(as_joost, leerplaats, versions):
    listing, comparison = reverse("profile-versions", args=[leerplaats.pk]), compare_url(leerplaats, 1, 2)
    few = [query_count(as_joost, url) for url in (listing, comparison)]
    for number in range(3, 63):
        ProfileVersionFactory(leerplaats=leerplaats, number=number)

    assert [query_count(as_joost, url) for url in (listing, comparison)] == few


def test_only_editors_of_this_leerplaats_compare_and_restore(leerplaats, versions):
    urls = (compare_url(leerplaats, 1, 2), restore_url(leerplaats, 1))
    guide = logged_in(person(Role.WERKBEGELEIDER, leerplaats.institution, leerplaats))
    stranger = logged_in(person(Role.COORDINATOR))

    assert [[client.get(url).status_code for url in urls] for client in (guide, stranger)] == [[403, 403], [404, 404]]
    assert restore(stranger, leerplaats, 1).status_code == 404
    assert ProfileVersion.objects.count() == 2
