"""What is done for many students at once: reminders, printing, one werkbegeleider; and the filters of the overview."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.pausing import pause_mails
from onboarding.enums import MessageStatus
from onboarding.models import Message, Placement
from profiles.dutch import long_date
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import (
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    MessageFactory,
    PeriodFactory,
    PlacementFactory,
    PlaceOfferFactory,
    StudentFactory,
    TaskFactory,
    WorkListFactory,
    person,
)
from toolbox.enums import Owner, Signal

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def soon(offer=None, given_name="Noor", starts_in=10, **fields):
    start = timezone.localdate() + timedelta(days=starts_in)
    student = StudentFactory(given_name=given_name)
    made = {"offer": offer} if offer else {}
    return PlacementFactory(
        starts_on=start, ends_on=start + timedelta(days=90), request__student=student, **made, **fields
    )


def open_task(placement, name, due_in=3, **fields):
    fields = {"owner": Owner.RECEPTION, **fields}
    due_on = timezone.localdate() + timedelta(days=due_in)
    return TaskFactory(placement=placement, text=f"{name} klaar.", short_name=name, due_on=due_on, **fields)


@pytest.fixture
def two(client):
    """Two students of one leerplaats, with their coordinator logged in and a praktijkopleider who owns things."""
    offer = PlaceOfferFactory(number=9)
    LeerplaatsprofielFactory(leerplaats=offer.leerplaats, online=True)
    client.placements = [soon(offer), soon(offer, "Emre")]
    client.institution = offer.institution
    client.user = person(Role.COORDINATOR, client.institution, name="Farida Voorbeeld")
    client.leader = person(Role.PRAKTIJKOPLEIDER, client.institution, name="Joost Voorbeeld")
    client.force_login(client.user)
    return client


def choose(client, action, placements=None):
    keys = [one.pk for one in placements or client.placements]
    return client.post(reverse("placement-bulk"), {"actie": action, "stage": keys, "terug": "wanneer=8"}, follow=True)


# --- Reminders ---


def test_one_mail_per_person_names_all_students_and_a_second_click_sends_none(two):
    for placement in two.placements:
        open_task(placement, "introductie", owner=Owner.PRAKTIJKOPLEIDER)

    page = text_of(choose(two, "stuur"))
    again = text_of(choose(two, "stuur"))

    mail = Message.objects.get(to_email=two.leader.email)
    assert "Noor" in mail.body
    assert "Emre" in mail.body
    assert two.placements[0].student.last_name not in mail.body
    assert page.count("Herinnering gestuurd om") == again.count("Herinnering gestuurd om") == 2
    assert AuditEvent.objects.filter(what="placement.reminded").count() == 2


def test_a_reminder_about_one_student_says_one_is_true_about_the_past_and_leads_there(two):
    noor = two.placements[0]
    open_task(noor, "introductie", owner=Owner.PRAKTIJKOPLEIDER)
    late = open_task(noor, "profiel", due_in=-4, owner=Owner.PRAKTIJKOPLEIDER)

    choose(two, "stuur", [noor])

    mail = Message.objects.get(to_email=two.leader.email)
    assert mail.subject == "2 dingen staan nog open voor een student die start"
    assert f"Dit moest klaar zijn op {long_date(late.due_on)}." in mail.body
    assert reverse("placement-detail", args=[noor.pk]) in mail.body


def test_who_had_one_today_about_somebody_else_waits_until_tomorrow(two):
    for placement in two.placements:
        open_task(placement, "introductie", owner=Owner.PRAKTIJKOPLEIDER)
    choose(two, "stuur", two.placements[:1])

    page = text_of(choose(two, "stuur", two.placements[1:]))

    assert "al een herinnering. Morgen kan het weer." in page
    assert Message.objects.count() == 1


def test_each_gets_what_is_theirs_and_who_has_no_address_is_named(two):
    first = two.placements[0]
    guide = person(Role.WERKBEGELEIDER, two.institution, name="Samira Voorbeeld")
    first.werkbegeleider = guide
    first.save()
    open_task(first, "rooster", owner=Owner.WERKBEGELEIDER)
    open_task(first, "account", owner=Owner.ICT)
    open_task(first, "pasje", owner=Owner.RECEPTION)
    open_task(first, "papieren", owner=Owner.COORDINATOR)
    open_task(first, "pagina gezien", owner=Owner.SYSTEM, signal=Signal.PAGE_SEEN)
    WorkListFactory(institution=two.institution, owner=Owner.ICT, email="ict@huis.example", made_by=two.user)

    page = text_of(choose(two, "stuur", [first]))

    bodies = dict(Message.objects.values_list("to_email", "body"))
    assert set(bodies) == {guide.email, "ict@huis.example", first.student.email}
    assert "rooster klaar." in bodies[guide.email]
    assert "account" not in bodies[guide.email]
    assert "Noor" not in bodies["ict@huis.example"]  # who gets it opens the list first
    assert "Bekijk de pagina van je stage." in bodies[first.student.email]
    assert "Geen mail: er is geen adres. Geef het zelf door." in page
    assert "Dit regel je zelf" in page


def test_what_is_dealt_with_and_who_started_gives_no_mail(two):
    started = soon(PlaceOfferFactory(leerplaats=two.placements[0].leerplaats, period=PeriodFactory()), starts_in=-2)
    open_task(started, "introductie", owner=Owner.PRAKTIJKOPLEIDER)

    page = text_of(choose(two, "stuur", [started]))

    assert not Message.objects.exists()
    assert "De stage is al begonnen." in page


def test_a_click_on_the_overview_shows_first_who_gets_what_and_sends_nothing(two):
    for placement in two.placements:
        open_task(placement, "introductie", owner=Owner.PRAKTIJKOPLEIDER)

    answer = choose(two, "herinner")

    assert not Message.objects.exists()
    page = text_of(answer)
    assert page.count("Krijgt een mail") == 2
    assert "Stuur 1 herinnering<" in page
    assert "Krijgt een mail" not in text_of(choose(two, "stuur"))
    assert Message.objects.get().to_email == two.leader.email


def test_who_cannot_come_is_left_out_and_named_and_an_address_that_failed_is_said(two):
    noor, emre = two.placements
    Placement.objects.filter(pk=noor.pk).update(cannot_come_at=timezone.now(), cannot_come_reason="other_place")
    for placement in two.placements:
        open_task(placement, "introductie", owner=Owner.PRAKTIJKOPLEIDER)
    open_task(emre, "pagina gezien", owner=Owner.SYSTEM, signal=Signal.PAGE_SEEN)
    MessageFactory(
        placement=emre, institution=two.institution, to_email=emre.student.email, status=MessageStatus.FAILED
    )

    before, after = text_of(choose(two, "herinner")), text_of(choose(two, "stuur"))

    assert "Noor zei: ik kan niet komen." in before
    assert "Krijgt een mail, maar de vorige kwam niet aan." in before
    assert "maar de vorige mail kwam niet aan. Kijk het adres na." in after
    mail = Message.objects.get(to_email=two.leader.email)
    assert "Emre" in mail.body
    assert "Noor" not in mail.body


# --- The choice ---


def test_who_started_is_found_without_choosing_another_time_as_well(two):
    soon(PlaceOfferFactory(leerplaats=two.placements[0].leerplaats, period=PeriodFactory()), "Femke", starts_in=-30)

    page = text_of(two.get(reverse("placement-overview"), {"status": "gestart", "wanneer": "4"}))

    assert "Femke" in page
    assert "1 student is nu op stage." in page
    assert "<h1>Wie is er nu op stage?</h1>" in page
    assert '<option value="nu" selected>' in page


def test_a_printed_list_says_which_weeks_it_holds_when_nothing_was_chosen(two):
    page = text_of(two.get(reverse("placement-overview-print")))
    assert "Wanneer: Komende 4 weken." in page
    assert "Alles, zonder keuze" not in page


def test_a_pause_of_the_mails_is_seen_on_the_overview(two):
    pause_mails(institution=two.institution, by=two.user)
    assert "De mails die vanzelf gaan, staan op pauze sinds" in text_of(two.get(reverse("placement-overview")))


# --- Printing and choosing who guides ---


def test_printing_leads_to_the_usual_steps_with_the_chosen_students(two):
    step = text_of(choose(two, "druk"))

    assert "Voor wie en hoe?" in step  # which list and for whom stands chosen already
    assert all(f'value="{one.pk}"' in step for one in two.placements)
    assert "Terug naar het overzicht" in step
    first = text_of(two.get(re.search(r'href="([^"]+)">Kies andere bladen', step)[1].replace("&amp;", "&")))
    assert "Voor wie? Voor <strong>2 studenten: " in first
    assert "Terug naar het overzicht" in first


def guide_form(placements, user):
    return {
        "stage": [one.pk for one in placements],
        "gezien": [f"{one.pk}:{one.version}" for one in placements],
        f"leerplaats-{placements[0].leerplaats_id}": user.pk,
    }


def test_one_person_for_all_chosen_students_and_a_second_click_changes_nothing(two):
    leerplaats = two.placements[0].leerplaats
    guide = person(Role.WERKBEGELEIDER, two.institution, leerplaats, name="Samira Voorbeeld")
    open_task(two.placements[0], "werkbegeleider", signal=Signal.SUPERVISOR_KNOWN)
    assert "Samira Voorbeeld" in text_of(choose(two, "wijs"))

    data = guide_form(two.placements, guide)
    page = text_of(two.post(reverse("placement-guides"), data, follow=True))
    again = text_of(two.post(reverse("placement-guides"), data, follow=True))

    for placement in two.placements:
        placement.refresh_from_db()
    assert [(one.werkbegeleider, one.version) for one in two.placements] == [(guide, 2), (guide, 2)]
    assert two.placements[0].tasks.get().is_done
    assert page.count("Bewaard") == again.count("Bewaard") == 2
    assert AuditEvent.objects.filter(what="placement.guide").count() == 2


def test_a_stage_that_somebody_changed_meanwhile_is_left_and_named(two):
    guide = person(Role.WERKBEGELEIDER, two.institution, two.placements[0].leerplaats)
    data = guide_form(two.placements, guide)
    first = two.placements[0]
    first.version += 1
    first.save()

    page = text_of(two.post(reverse("placement-guides"), data, follow=True))

    first.refresh_from_db()
    two.placements[1].refresh_from_db()
    assert (first.werkbegeleider, two.placements[1].werkbegeleider) == (None, guide)
    assert "Iemand anders heeft deze stage net aangepast." in page


def test_only_who_guides_there_can_be_chosen(two):
    elsewhere = LeerplaatsFactory(location__institution=two.institution)
    guide = person(Role.WERKBEGELEIDER, two.institution, elsewhere)

    response = two.post(reverse("placement-guides"), guide_form(two.placements, guide))

    assert response.status_code == 422
    assert "Deze collega begeleidt hier niet. Kies iemand anders." in text_of(response)


def test_nobody_chosen_and_students_of_others_do_nothing(two):
    stranger = soon()
    open_task(stranger, "introductie", owner=Owner.PRAKTIJKOPLEIDER)

    assert "Vink eerst een of meer studenten aan." in text_of(choose(two, "stuur", [stranger]))
    assert not Message.objects.exists()
    page = two.post(reverse("placement-guides"), {"stage": two.placements[0].pk})
    assert "Kies ten minste één werkbegeleider." in text_of(page)


def test_a_werkbegeleider_does_nothing_for_many_at_once(client):
    placement = soon()
    client.force_login(person(Role.WERKBEGELEIDER, placement.institution, placement.leerplaats))

    assert client.post(reverse("placement-bulk"), {"stage": placement.pk, "actie": "herinner"}).status_code == 403


# --- The list itself ---


def names_on(page):
    return [name for name in ("Noor", "Emre", "Yara") if f"Kies {name}" in page]


def test_search_status_date_place_and_own_leerplaatsen_narrow_the_list(two):
    noor = two.placements[0]
    open_task(noor, "pasje", due_in=-1)
    there = PlaceOfferFactory(leerplaats=LeerplaatsFactory(location__institution=two.institution))
    yara = soon(there, "Yara", starts_in=12)
    profile = LeerplaatsprofielFactory(leerplaats=yara.leerplaats, online=True)
    profile.owner = two.user
    profile.save()

    def shown(**query):
        return names_on(two.get(reverse("placement-overview"), query).content.decode())

    assert shown() == ["Noor", "Emre", "Yara"]
    assert shown(zoek="emre") == ["Emre"]
    assert shown(status="risico") == ["Noor"]
    assert shown(datum=f"{yara.starts_on:%Y-%m-%d}") == ["Yara"]
    assert shown(locatie=yara.leerplaats.location_id) == ["Yara"]
    assert shown(leerplaats=noor.leerplaats_id) == ["Noor", "Emre"]
    assert shown(mijn="on") == ["Yara"]
    assert shown(datum="2001-01-01", status="onzin") == ["Noor", "Emre", "Yara"]  # an old link is no error


def test_within_a_date_what_goes_wrong_first_comes_first_and_says_what_to_do(two):
    noor, emre = two.placements
    open_task(noor, "pasje", due_in=5)
    open_task(emre, "account", owner=Owner.ICT, lead_time=10, lead_unit="workdays", fallback="Lees mee.")

    page = two.get(reverse("placement-overview")).content.decode()

    assert page.index("Kies Emre") < page.index("Kies Noor")
    assert "Account: de tijd is te kort. ICT heeft 10 werkdagen nodig." in page
    assert "Lukt het niet: lees mee." in page
    assert "2 studenten starten in de komende 4 weken. 1 loopt risico." in page


def test_the_overview_on_paper_has_every_row_and_nothing_to_press(two):
    page = text_of(two.get(reverse("placement-overview-print"), {"zoek": "noor"}))

    assert "Naam van de student: noor." in page
    assert "Emre" not in page
    assert "Stuur herinnering" not in page
