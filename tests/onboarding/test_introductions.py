"""Introducties: who is expected, invited once, noted at the door, and how the day was without anybody's name."""

import html
from datetime import time, timedelta
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.introductions import (
    add_guests,
    change_meeting,
    invite_guests,
    note_present,
    plan_meeting,
    say_day,
    tick_steps,
)
from onboarding.calendar import student_feed
from onboarding.forms.introductions import ProgrammeField
from onboarding.introductions import coming_weeks, day_result
from onboarding.models import IntroGuest, IntroMeeting, Message, Placement
from onboarding.my_introduction import my_introduction
from onboarding.stage_history import history_of
from profiles.access import load_identity
from profiles.dutch import long_date
from profiles.enums import Role
from tests.factories import (
    IntroGuestFactory,
    IntroMeetingFactory,
    IntroStepFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    PlaceOfferFactory,
    StudentFactory,
    TaskFactory,
    coming_monday,
    person,
)
from toolbox.actions.base_formats import load_base_formats
from toolbox.enums import Owner, TemplateFormat

START = coming_monday()
TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals():
    """After a transactional test the originals of the region are gone."""
    load_base_formats()


@pytest.fixture
def offer():
    leerplaats = LeerplaatsFactory()
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    return PlaceOfferFactory(leerplaats=leerplaats, number=50)


@pytest.fixture
def noor(offer):
    student = StudentFactory(given_name="Noor", with_user=True)
    return PlacementFactory(offer=offer, request__student=student)


@pytest.fixture
def joost(offer):
    return person(Role.COORDINATOR, offer.leerplaats.institution, name="Joost Voorbeeld")


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def planned(noor, joost, **fields):
    values = {
        "day": START,
        "begins_at": time(9),
        "ends_at": time(15),
        "room": "Leslokaal 1",
        "programme": [],
        "note": "",
    }
    location = noor.leerplaats.location
    return plan_meeting(location=location, placements=[noor], guides=[joost], by=joost, **values | fields)


def held(offer, days_ago, answers, words=""):
    """A meeting that was, with a guest for each answer."""
    meeting = IntroMeetingFactory(location=offer.leerplaats.location, day=TODAY - timedelta(days=days_ago))
    for mark in answers:
        placement = PlacementFactory(offer=offer)
        IntroGuestFactory(
            meeting=meeting, placement=placement, present=True, day_mark=mark, day_words=words, marked_at=timezone.now()
        )
    return meeting


def invitations():
    return list(Message.objects.filter(kind="invitation").order_by("pk"))


# --- Planning ------------------------------------------------------------------------


def test_planning_expects_who_was_ticked_and_copies_the_checklist(noor, joost, offer):
    ali = PlacementFactory(offer=offer, request__student__given_name="Ali")
    as_joost = client_of(joost)
    page = text_of(as_joost.get(reverse("introduction-new")))
    assert "2 studenten" in page
    assert "Kennismaken met drie foto" in page  # the programme of the sjabloon stands ready

    sent = {"day": f"{START}", "begins_at": "9.00", "ends_at": "15.00", "room": "Leslokaal 1"}
    sent |= {"programme": "9.00 Koffie\n10.15 Rondje door het gebouw", "guests": [f"{noor.pk}"], "guides": [joost.pk]}
    for _ in range(2):  # a double click plans one
        answer = as_joost.post(reverse("introduction-new"), sent)

    meeting = IntroMeeting.objects.get()
    assert answer["Location"] == reverse("introduction-detail", args=[meeting.pk])
    assert meeting.programme == [
        {"time": "9.00", "text": "Koffie"},
        {"time": "10.15", "text": "Rondje door het gebouw"},
    ]
    assert [guest.placement for guest in meeting.guests.all()] == [noor]
    assert meeting.steps.first().text == "Datum, tijd en ruimte staan vast. Alle starters staan op de lijst."
    assert not Message.objects.filter(kind="invitation").exists()
    assert [week.placements for week in coming_weeks(load_identity(joost), TODAY)] == [(ali,)]


def test_wrong_input_keeps_what_was_typed(noor, joost):
    sent = {"day": "morgen", "begins_at": "15.00", "ends_at": "9.00", "room": "Zaal", "programme": "Koffie drinken"}
    answer = client_of(joost).post(reverse("introduction-new"), sent)

    assert answer.status_code == 422
    page = text_of(answer)
    for sentence in (
        "Deze datum kunnen we niet lezen.",
        "De eindtijd ligt vóór de begintijd.",
        "Regel 1 begint niet met een tijd.",
        "Vink ten minste één student aan.",
        "Koffie drinken",
        'value="morgen"',
    ):
        assert sentence in page
    assert not IntroMeeting.objects.exists()


@pytest.mark.parametrize("line", ["25.00 Koffie", "9.00", "Koffie om 9.00", "9.75 Koffie", f"9.00 {'x' * 201}"])
def test_a_programme_line_has_a_time_and_words(line):
    with pytest.raises(ValidationError, match="Regel 1"):
        ProgrammeField().clean(line)


# --- Inviting ------------------------------------------------------------------------


def test_the_preview_is_the_mail_and_nobody_gets_it_twice(noor, joost):
    meeting = planned(noor, joost, programme=[{"time": "9.00", "text": "Koffie"}], note="Neem je lunch mee.")
    as_joost, url = client_of(joost), reverse("introduction-invite", args=[meeting.pk])
    page = text_of(as_joost.get(url))
    guest = meeting.guests.get()
    for _ in range(2):
        as_joost.post(url, {"wie": f"{guest.pk}"})

    (mail,) = invitations()
    assert mail.subject in page
    for said in ("Leslokaal 1", "9.00 uur: Koffie", "Neem je lunch mee."):
        assert said in mail.body and said in page
    assert "Tijd: " not in mail.body  # when and where of the sjabloon make way for those of the introduction
    assert mail.body.count("Waar en wanneer") == 1
    assert "Vraag naar " in mail.body and "Kun je niet komen?" in mail.body  # and the rest of it stays
    guest.refresh_from_db()
    assert guest.invited_at and guest.meeting.invited_at


def test_who_joins_later_is_invited_alone(noor, joost, offer):
    meeting = planned(noor, joost)
    invite_guests(meeting=meeting, shown=[meeting.guests.get().pk], by=joost)
    ali = PlacementFactory(offer=offer, starts_on=START + timedelta(days=3), request__student__given_name="Ali")
    as_joost = client_of(joost)
    assert "Wie kan er nog bij?" in text_of(as_joost.get(reverse("introduction-detail", args=[meeting.pk])))

    as_joost.post(reverse("introduction-add", args=[meeting.pk]), {"wie": [ali.pk, noor.pk]})
    pks = ",".join(str(guest.pk) for guest in meeting.guests.all())
    as_joost.post(reverse("introduction-invite", args=[meeting.pk]), {"wie": pks})

    assert [mail.placement for mail in invitations()] == [noor, ali]


def test_before_the_invitation_the_student_sees_nothing_and_after_it_all(noor, joost):
    meeting = planned(noor, joost)
    assert my_introduction(noor) is None

    invite_guests(meeting=meeting, shown=[meeting.guests.get().pk], by=joost)

    assert my_introduction(noor).state == "coming"
    page = text_of(client_of(noor.student.user).get(reverse("my-placement")))
    assert "Je introductie" in page and "Leslokaal 1" in page
    with_calendar = Placement.objects.with_calendar().filter(pk=noor.pk)
    assert b"Introductie" in student_feed(with_calendar, "Stage")


def test_another_room_is_told_and_another_programme_is_not(noor, joost):
    meeting = planned(noor, joost)
    invite_guests(meeting=meeting, shown=[meeting.guests.get().pk], by=joost)
    as_joost, url = client_of(joost), reverse("introduction-change", args=[meeting.pk])
    sent = {"day": f"{START}", "begins_at": "9.00", "ends_at": "15.00", "room": "Leslokaal 1", "version": "1"}
    sent |= {"location": noor.leerplaats.location_id}

    as_joost.post(url, sent | {"programme": "9.00 Thee", "guides": [joost.pk]})
    assert not Message.objects.filter(kind="change").exists()
    as_joost.post(url, sent | {"programme": "9.00 Thee", "room": "Kantine", "version": "2"})

    mail = Message.objects.get(kind="change")
    assert mail.placement == noor and "Kantine" in mail.body


def test_the_mail_about_a_change_says_what_it_was(noor, joost):
    meeting = planned(noor, joost)
    invite_guests(meeting=meeting, shown=meeting.guests.values_list("pk", flat=True), by=joost)
    location = noor.leerplaats.location
    fields = {
        "day": START,
        "begins_at": time(10),
        "ends_at": time(15),
        "programme": [],
        "note": "",
        "location": location,
    }
    changed = Message.objects.filter(key__startswith="introduction:").exclude(key__startswith="stopped:")

    change_meeting(meeting=meeting, version=1, guides=[joost], by=joost, room="Leslokaal 1", **fields)
    body = changed.get().body
    assert f"(Was: {long_date(START)}, van 9.00 tot 15.00 uur.)" in body and "(Was: Leslokaal 1" not in body

    changed.update(status="sent", sent_at=timezone.now())
    change_meeting(meeting=meeting, version=2, guides=[joost], by=joost, room="Leslokaal 2", **fields)
    body = changed.latest("pk").body
    assert f"Leslokaal 2, {location.name}" in body and "(Was: Leslokaal 1, " in body and "9.00" not in body

    # That mail waits still, so nobody knows of Leslokaal 2.
    change_meeting(meeting=meeting, version=3, guides=[joost], by=joost, room="Leslokaal 3", **fields)
    assert "Was:" not in changed.latest("pk").body


def test_before_the_day_nobody_is_there_yet(noor, joost):
    meeting = planned(noor, joost)
    guest, as_joost = meeting.guests.get(), client_of(joost)
    url = reverse("introduction-attendance", args=[meeting.pk])
    page = text_of(as_joost.get(url))
    as_joost.post(url, {"gast": guest.pk, "er": "ja"})
    guest.refresh_from_db()
    assert guest.present is None
    assert noor.student.short_name in page and "Op de dag zelf tik je hier" in page and 'name="er"' not in page


def test_of_two_who_change_it_the_second_sees_both_texts(noor, joost):
    meeting = planned(noor, joost)
    as_joost, url = client_of(joost), reverse("introduction-change", args=[meeting.pk])
    sent = {"day": f"{START}", "begins_at": "9.00", "ends_at": "15.00", "version": "1"}
    sent |= {"location": noor.leerplaats.location_id}
    as_joost.post(url, sent | {"room": "Kantine"})

    answer = as_joost.post(url, sent | {"room": "Aula"})

    assert answer.status_code == 409
    page = text_of(answer)
    assert "Kantine" in page and 'value="Aula"' in page
    meeting.refresh_from_db()
    assert meeting.room == "Kantine"
    as_joost.post(url, sent | {"room": "Aula", "version": "2"})
    meeting.refresh_from_db()
    assert meeting.room == "Aula"


def test_the_mail_about_cancelling_says_when_and_where_the_first_day_begins_then_as_its_preview_does(noor, joost):
    Placement.objects.update(start_time="8.00", report_place="Receptie", werkbegeleider=joost)
    meeting = planned(Placement.objects.get(), joost, day=noor.first_day)
    invite_guests(meeting=meeting, shown=[meeting.guests.get().pk], by=joost)
    url, browser = reverse("introduction-cancel", args=[meeting.pk]), client_of(joost)
    preview = html.unescape(browser.get(url).content.decode())
    browser.post(url)

    mail = Message.objects.get(kind="change")
    first = f"Je eerste dag is {long_date(noor.first_day)} om 8.00 uur bij: Receptie. Vraag naar Joost."
    assert first in mail.body and first in preview
    assert "Dat is anders dan in de uitnodiging stond." in mail.body
    assert noor.institution.phone in mail.body
    said = [step.sentence for step in history_of(noor)]
    assert "De introductie gaat niet door." in said
    assert "De uitnodiging voor de introductie is verstuurd." in said


def test_an_introduction_that_is_off_does_not_stand_among_what_is_coming(noor, joost):
    meeting = planned(noor, joost)
    browser = client_of(joost)
    browser.post(reverse("introduction-cancel", args=[meeting.pk]))
    answer = browser.get(reverse("introduction-list"))
    assert (list(answer.context["coming"]), list(answer.context["cancelled"])) == ([], [meeting])
    assert "Dit gaat niet door" in answer.content.decode()


def test_cancelling_tells_who_was_invited_once_and_frees_the_students(noor, joost, offer):
    meeting = planned(noor, joost)
    ali = PlacementFactory(offer=offer)
    add_guests(meeting=meeting, placements=[ali], by=joost)
    invite_guests(meeting=meeting, shown=[meeting.guests.get(placement=noor).pk], by=joost)
    for _ in range(2):
        client_of(joost).post(reverse("introduction-cancel", args=[meeting.pk]))

    assert [mail.placement for mail in Message.objects.filter(kind="change")] == [noor]
    assert my_introduction(noor).state == "lapsed"
    assert my_introduction(ali) is None
    (week,) = coming_weeks(load_identity(joost), TODAY)
    assert set(week.placements) == {noor, ali}
    with_calendar = Placement.objects.with_calendar().filter(pk=noor.pk)
    assert b"Introductie" not in student_feed(with_calendar, "Stage")


# --- The day itself ------------------------------------------------------------------


def test_a_tap_at_the_door_is_kept_and_touches_nobody_else(noor, joost, offer):
    meeting = planned(noor, joost, day=TODAY)
    ali = PlacementFactory(offer=offer)
    add_guests(meeting=meeting, placements=[ali], by=joost)
    first, second = meeting.guests.get(placement=noor), meeting.guests.get(placement=ali)
    as_joost, url = client_of(joost), reverse("introduction-attendance", args=[meeting.pk])

    answer = as_joost.post(url, {"gast": first.pk, "er": "ja"})
    note_present(meeting=meeting, guest_pk=second.pk, present=False, by=joost)
    said = as_joost.post(url, {"gast": first.pk, "er": "ja"}, headers={"Accept": "application/json"}).json()

    assert answer["Location"].endswith(f"#gast-{first.pk}")
    assert said == {"status": "Bewaard. 1 van 2 aanwezig."}
    assert dict(meeting.guests.values_list("placement", "present")) == {noor.pk: True, ali.pk: False}
    as_joost.post(url, {"gast": first.pk, "er": "weg"})
    first.refresh_from_db()
    assert (first.present, first.noted_by) == (None, None)
    elsewhere = IntroGuestFactory(placement=PlacementFactory())
    assert as_joost.post(url, {"gast": elsewhere.pk, "er": "ja"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_at_the_door_at_once_lose_nothing(offer, joost):
    guests = [PlacementFactory(offer=offer) for _ in range(8)]
    meeting = planned(guests[0], joost)
    add_guests(meeting=meeting, placements=guests[1:], by=joost)
    pks = list(meeting.guests.values_list("pk", flat=True))

    def tap(mine, present):
        try:
            for pk in mine:
                note_present(meeting=meeting, guest_pk=pk, present=present, by=joost)
        finally:
            connection.close()

    threads = [Thread(target=tap, args=(pks[:4], True)), Thread(target=tap, args=(pks[4:], False))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert meeting.guests.filter(present=True).count() == 4
    assert meeting.guests.filter(present=False).count() == 4


def test_a_tick_for_all_ticks_the_same_line_of_each_student(noor, joost, offer):
    meeting = planned(noor, joost)
    step = meeting.steps.exclude(owner=Owner.STUDENT).filter(signal="").first()
    line = {"format": TemplateFormat.INTRODUCTION_CHECKLIST, "text": step.text}
    same = TaskFactory(placement=noor, **line)
    own = TaskFactory(placement=noor, format=TemplateFormat.INTRODUCTION_CHECKLIST, text="Iets van de leerplaats zelf")

    tick_steps(meeting=meeting, wanted={step.pk: True}, by=joost)
    late = PlacementFactory(offer=offer)
    late_task = TaskFactory(placement=late, **line)
    add_guests(meeting=meeting, placements=[late], by=joost)

    for task in (same, own, late_task):
        task.refresh_from_db()
    assert (same.is_done, own.is_done, late_task.is_done) == (True, False, True)
    tick_steps(meeting=meeting, wanted={step.pk: False}, by=joost)
    same.refresh_from_db()
    assert not same.is_done


def test_an_old_page_without_script_takes_back_no_tick_of_a_colleague(noor, joost):
    meeting = IntroMeetingFactory(location=noor.leerplaats.location)
    mine, theirs = IntroStepFactory(meeting=meeting), IntroStepFactory(meeting=meeting)
    tick_steps(meeting=meeting, wanted={theirs.pk: True}, by=joost)  # after my page was opened

    client_of(joost).post(reverse("introduction-tick", args=[meeting.pk]), {"done": [mine.pk]})

    assert meeting.steps.filter(done_at__isnull=False).count() == 2


@pytest.mark.parametrize("name", ["presentielijst", "checklist", "programma"])
def test_each_sheet_is_one_page(noor, joost, name, offer):
    programme = [{"time": f"{hour}.00", "text": "Iets doen"} for hour in range(9, 17)]
    meeting = planned(noor, joost, programme=programme)
    add_guests(meeting=meeting, placements=[PlacementFactory(offer=offer) for _ in range(14)], by=joost)

    pdf = client_of(joost).get(reverse("introduction-sheet", args=[meeting.pk, name]))

    assert pdf.content.startswith(b"%PDF")
    assert pdf.content.count(b"/Type /Page\n") <= 1


# --- How was your day ----------------------------------------------------------------


def test_the_student_answers_in_one_tap_changes_it_and_skips(noor):
    meeting = IntroMeetingFactory(location=noor.leerplaats.location, day=TODAY - timedelta(days=1))
    guest = IntroGuestFactory(meeting=meeting, placement=noor, invited_at=timezone.now())
    as_noor, url = client_of(noor.student.user), reverse("my-day", args=[guest.pk])
    assert "Hoe was je dag?" in text_of(as_noor.get(reverse("my-placement")))

    as_noor.post(url, {"mark": "3"})
    as_noor.post(url, {"mark": "2", "words": "Lang zitten."})
    guest.refresh_from_db()
    assert (guest.day_mark, guest.day_words) == (2, "Lang zitten.")
    assert as_noor.post(url, {"mark": "9"}).status_code == 422
    too_long = as_noor.post(url, {"mark": "1", "words": "woord " * 100})
    assert too_long.status_code == 422 and "woord woord" in text_of(too_long)

    as_noor.post(url, {"doe": "overslaan"})
    guest.refresh_from_db()
    assert (guest.day_mark, guest.day_words) == (None, "")
    assert guest.marked_at is not None  # not asked again


def test_after_a_week_nothing_changes_any_more(noor):
    meeting = IntroMeetingFactory(location=noor.leerplaats.location, day=TODAY - timedelta(days=8))
    guest = IntroGuestFactory(meeting=meeting, placement=noor, invited_at=timezone.now(), day_mark=3)

    assert not say_day(guest=guest, mark=1, words="")
    assert my_introduction(noor) is None
    assert client_of(noor.student.user).get(reverse("my-day", args=[guest.pk])).status_code == 404
    guest.refresh_from_db()
    assert guest.day_mark == 3


def test_who_was_not_there_reads_whom_to_ask_and_is_not_asked(noor, joost):
    day = TODAY - timedelta(days=1)
    meeting = IntroMeetingFactory(location=noor.leerplaats.location, day=day, guides=[joost])
    IntroGuestFactory(meeting=meeting, placement=noor, invited_at=timezone.now(), present=False)

    page = text_of(client_of(noor.student.user).get(reverse("my-placement")))

    assert "Zo haal je het in: vraag Joost" in page
    assert "Hoe was je dag?" not in page


@pytest.mark.parametrize("answers", [[], [3], [3, 3, 2, 1]])
def test_fewer_than_five_answers_show_nothing_not_even_how_many(offer, joost, answers):
    meeting = held(offer, 9, answers, words="Zeer herkenbaar.")

    assert day_result(meeting) is None
    page = text_of(client_of(joost).get(reverse("introduction-result", args=[meeting.pk])))
    few = text_of(client_of(joost).get(reverse("introduction-result", args=[held(offer, 9, []).pk])))
    assert "Er zijn minder dan 5 antwoorden" in page
    assert "herkenbaar" not in page
    main = page.partition("<h1>")[2]
    assert main == few.partition("<h1>")[2]  # the same page for none and for four


def test_five_answers_are_counts_and_words_without_names(offer, joost):
    meeting = held(offer, 9, [3, 3, 3, 2, 1], words="Veel gezien.")

    result = day_result(meeting)

    assert (result.total, result.counts) == (5, (("Fijn", 3), ("Gaat wel", 1), ("Niet fijn", 1)))
    page = text_of(client_of(joost).get(reverse("introduction-result", args=[meeting.pk])))
    assert "Veel gezien." in page
    for guest in meeting.guests.all():
        assert guest.placement.student.sort_name not in page


def test_nothing_can_be_found_by_subtraction(offer, joost):
    meeting = held(offer, 3, [3, 3, 3, 3, 3, 1])
    url = reverse("introduction-result", args=[meeting.pk])

    assert day_result(meeting) is None  # while answers still come: no two moments to compare
    early = text_of(client_of(joost).get(url))
    assert "5" not in early.partition("<h1>")[2].partition("Zo beschermen")[0].replace(
        f"{meeting.answer_until.year}", ""
    )
    meeting.day = TODAY - timedelta(days=8)
    meeting.save()
    whole = client_of(joost).get(url)
    for asked in ("?leerplaats=1", "?mark=1", "?zoek=Noor", "?present=1", "?week=1"):
        filtered = client_of(joost).get(url + asked)
        assert text_of(filtered).partition("<h1>")[2] == text_of(whole).partition("<h1>")[2]
    skipped = IntroGuest.objects.filter(meeting=meeting).first()
    assert not say_day(guest=skipped, mark=None, words="")  # and nobody can take one out any more


# --- Who sees it ---------------------------------------------------------------------


def test_a_werkbegeleider_who_guides_opens_the_list_and_plans_nothing(noor, joost):
    guide = person(Role.WERKBEGELEIDER, noor.institution, noor.leerplaats)
    other = person(Role.WERKBEGELEIDER, noor.institution, noor.leerplaats)
    meeting = IntroMeetingFactory(location=noor.leerplaats.location, guides=[guide])
    url = reverse("introduction-attendance", args=[meeting.pk])

    assert client_of(guide).get(url).status_code == 200
    assert client_of(other).get(url).status_code == 404
    assert client_of(guide).get(reverse("introduction-change", args=[meeting.pk])).status_code == 403
    assert client_of(guide).get(reverse("introduction-result", args=[meeting.pk])).status_code == 403


@pytest.mark.parametrize("number", [3, 40])
@pytest.mark.parametrize("name", ["introduction-detail", "introduction-attendance", "introduction-invite"])
def test_a_page_asks_as_little_for_many_as_for_few(offer, joost, name, number, django_assert_max_num_queries):
    placements = [PlacementFactory(offer=offer) for _ in range(number)]
    meeting = planned(placements[0], joost)
    add_guests(meeting=meeting, placements=placements[1:], by=joost)
    as_joost, url = client_of(joost), reverse(name, args=[meeting.pk])
    as_joost.get(url)

    with django_assert_max_num_queries(24):
        as_joost.get(url)
