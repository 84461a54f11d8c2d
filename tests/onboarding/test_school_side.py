"""What a school follows of its own students, what it agrees per opleiding and how many places it asks."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from onboarding.actions.agreements import Clash, save_agreement
from onboarding.actions.demand import Asked, Clashes, copy_demand, save_demand, year_earlier
from onboarding.enums import CancelReason, PlacementStatus, RequestStep, StopReason
from onboarding.spreadsheets import csv_of, excel_of
from profiles.dutch import plain_date
from profiles.enums import Certainty, Role
from profiles.models import AuditEvent, ProgrammeAgreement, SchoolDemand
from tests.factories import (
    EarlyStopFactory,
    InstitutionFactory,
    LeerplaatsFactory,
    PeriodFactory,
    PlacementFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    ProgrammeAgreementFactory,
    ProgrammeFactory,
    ProposalFactory,
    SchoolDemandFactory,
    SchoolFactory,
    StudentFactory,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory(name="ROC Proef")


@pytest.fixture
def school_client(client, school):
    client.force_login(person(Role.SCHOOL_COORDINATOR, school))
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def ask(school, **fields):
    """A request of a new student of `school`."""
    return PlacementRequestFactory(student=StudentFactory(school=school, **fields.pop("student", {})), **fields)


def place(school, starts_in=30, request=None, **fields):
    """A stage of a new student of `school`."""
    start = timezone.localdate() + timedelta(days=starts_in)
    chosen = {"request": request} if request else {"request__student": StudentFactory(school=school)}
    return PlacementFactory(**{"starts_on": start, "ends_on": start + timedelta(days=60)} | chosen | fields)


# --- How far each student is ---


def test_every_step_in_the_words_of_the_school(school_client, school):
    now = timezone.now()
    requests = {
        RequestStep.DELIVERED: ask(school),
        RequestStep.SEARCHING: ProposalFactory(request__student=StudentFactory(school=school)).request,
        RequestStep.AGREED: place(school).request,
        RequestStep.INFORMED: place(school, status=PlacementStatus.INFORMED).request,
        RequestStep.COMING: place(school, student_agreed_at=now).request,
        RequestStep.REFUSED: place(school, cannot_come_at=now, cannot_come_reason=CancelReason.TERMS).request,
        RequestStep.STARTED: place(school, starts_in=-3).request,
        RequestStep.FINISHED: place(school, starts_in=-90).request,
        RequestStep.STOPPED: place(school, starts_in=-3, stopped_at=now).request,
        RequestStep.LAPSED: place(school, cancelled=True, cancel_reason=CancelReason.LEERPLAATS).request,
        RequestStep.WITHDRAWN: ask(school, withdrawn_at=now, withdraw_reason=CancelReason.STUDENT),
    }
    response = school_client.get(reverse("student-list"))
    shown = {row.request.pk: row.step for group in response.context["groups"] for row in group["rows"]}
    assert shown == {request.pk: step for step, request in requests.items()}
    text = text_of(response)
    assert "De leerplaats kan niet meer" in text
    assert "De student ziet ervan af" in text


@pytest.mark.parametrize(("ends_in", "said"), [(-4, "Gestopt op"), (4, "Stopt op")])
def test_a_stage_that_stopped_early_says_so_with_the_day_and_never_why(school_client, school, ends_in, said):
    last_day = timezone.localdate() + timedelta(days=ends_in)
    stage = place(school, starts_in=-30, ends_on=last_day, stopped_at=timezone.now())
    EarlyStopFactory(placement=stage, planned_end=last_day + timedelta(days=40), reason=StopReason.GUIDANCE)
    label = f"{said} {plain_date(last_day)}"
    listed = text_of(school_client.get(reverse("student-list")))
    assert label in listed
    assert "1 eerder gestopt" in listed
    assert "hebben een plek" not in listed
    one = text_of(school_client.get(reverse("student-detail", args=[stage.student_id])))
    noted = text_of(school_client.get(reverse("placement-stop", args=[stage.pk])))
    assert label in one
    assert "Genoteerd: de stage stopt eerder" in one
    file = school_client.get(reverse("school-student-export", args=["csv"])).content.decode("utf-8-sig")
    assert "Eerder gestopt" in file
    assert f"{last_day:%Y-%m-%d}" in file or f"{last_day:%d-%m-%Y}" in file or plain_date(last_day) in file
    for text in (listed, one, noted, file):
        assert StopReason.GUIDANCE.label not in text
    only = text_of(school_client.get(reverse("student-list"), {"status": "stopped"}))
    assert label in only
    assert "We vinden geen studenten" in text_of(school_client.get(reverse("student-list"), {"status": "finished"}))


def test_a_proposal_that_nobody_confirmed_stays_inside_the_institution(school_client, school):
    proposal = ProposalFactory(request__student=StudentFactory(school=school))
    proposal.offer.leerplaats.name = "Geheime Afdeling"
    proposal.offer.leerplaats.save()
    for url in (reverse("student-list"), reverse("student-detail", args=[proposal.request.student_id])):
        text = text_of(school_client.get(url))
        assert "De instelling zoekt een plek" in text
        assert "Geheime Afdeling" not in text


def test_a_known_place_shows_where_and_whom_to_call(school_client, school):
    placement = place(school)
    leader = person(Role.PRAKTIJKOPLEIDER, placement.institution, name="Joost Leider")
    named = person(Role.PRAKTIJKOPLEIDER, placement.institution, name="Elders Leider")
    elsewhere = LeerplaatsFactory(location__institution=placement.institution)
    named.memberships.get().leerplaatsen.set([elsewhere])
    for url in (reverse("student-list"), reverse("student-detail", args=[placement.student_id])):
        text = text_of(school_client.get(url))
        assert placement.leerplaats.get_absolute_url() in text
        assert f"mailto:{leader.email}" in text
        assert "Elders Leider" not in text


def test_the_page_of_a_student_says_when_what_happened(school_client, school):
    placement = place(school, starts_in=20, student_agreed_at=timezone.now())
    text = text_of(school_client.get(reverse("student-detail", args=[placement.student_id])))
    assert f"{placement.student.given_name} komt en start op" in text
    assert "De student zei: ik kom" in text
    assert "Plek bekend" in text


def test_only_own_students(school_client, school):
    stranger = place(SchoolFactory())
    ask(school)
    assert stranger.student.name not in text_of(school_client.get(reverse("student-list")))
    assert school_client.get(reverse("student-detail", args=[stranger.student_id])).status_code == 404
    exported = school_client.get(reverse("school-student-export", args=["csv"])).content.decode("utf-8-sig")
    assert len(exported.splitlines()) == 2
    assert stranger.student.last_name not in exported


def test_totals_in_words_count_apart_who_withdrew(school_client, school):
    institution, period = InstitutionFactory(name="Kadeburg"), PeriodFactory(name="Periode 7")
    shared = {"institution": institution, "period": period}
    waiting = [ask(school, **shared) for _ in range(2)]
    ask(school, withdrawn_at=timezone.now(), **shared)
    offer = PlaceOfferFactory(leerplaats__location__institution=institution, period=period)
    place(school, request=waiting[0], offer=offer)
    text = text_of(school_client.get(reverse("student-list")))
    assert "Kadeburg: 1 van 2 heeft een plek, 1 ingetrokken" in text


def test_filter_by_step_name_period_and_institution(school_client, school):
    known, waiting = place(school), ask(school, student={"last_name": "Zoekmaar", "student_number": "0041"})
    found = {
        "status=plek": known.request,
        "status=agreed": known.request,
        "status=zoekt": waiting,
        "zoek=zoekm": waiting,
        "zoek=004": waiting,
        f"periode={known.request.period_id}": known.request,
        f"instelling={waiting.institution_id}": waiting,
    }
    for query, request in found.items():
        response = school_client.get(f"{reverse('student-list')}?{query}")
        assert [row.request for group in response.context["groups"] for row in group["rows"]] == [request], query


def test_as_many_queries_for_3_as_for_300_students(school_client, school):
    urls = [reverse("student-list"), reverse("school-student-export", args=["csv"])]
    offer = PlaceOfferFactory(number=50)
    person(Role.PRAKTIJKOPLEIDER, offer.institution)

    def fill(asked, every):
        shared = {"institution": offer.institution, "period": offer.period, "programme": offer.programme}
        requests = [ask(school, **shared) for _ in range(asked)]
        for request in requests[::every]:
            place(school, request=request, offer=offer)

    fill(3, 2)
    few = [queries_of(school_client, url) for url in urls]
    fill(297, 7)
    assert [queries_of(school_client, url) for url in urls] == few


def queries_of(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_download_has_the_same_choice_as_the_page(school_client, school):
    place(school)
    ask(school, student={"last_name": "Wachter"})
    url = reverse("school-student-export", args=["xlsx"])
    sheet = load_workbook(io.BytesIO(school_client.get(f"{url}?status=zoekt").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:2] == ("Periode", "Instelling")
    assert [row[5] for row in rows[1:]] == ["Wachter"]
    assert school_client.get(reverse("school-student-export", args=["exe"])).status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-2", "@som", "\t=1", '=HYPERLINK("https://x")'])
def test_what_looks_like_a_formula_stays_text(text):
    (_, row) = csv.reader(io.StringIO(csv_of(["Naam"], [[text]]).decode("utf-8-sig")), delimiter=";")
    assert row == [f"'{text}"]
    cell = load_workbook(io.BytesIO(excel_of("Namen", ["Naam"], [[text]]))).active["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_sign_that_excel_refuses_does_not_break_the_file():
    cell = load_workbook(io.BytesIO(excel_of("Namen", ["Naam"], [["No\x00or\x0b"]]))).active["A2"]
    assert cell.value == "Noor"


# --- Agreements ---


def sent_agreement(**fields):
    return {"action_plan": "Plan in week 2", "version": "0"} | fields


def test_school_writes_agreements_and_the_readers_find_them(school_client, school, client):
    placement = place(school)
    programme = placement.request.programme
    url = reverse("agreement-edit", args=[school.pk, programme.pk])
    assert school_client.post(url, sent_agreement(visits="Bel 010 123 45 67")).status_code == 302
    agreement = ProgrammeAgreement.objects.get()
    assert (agreement.action_plan, agreement.version) == ("Plan in week 2", 1)
    for role in (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER):
        client.force_login(person(role, placement.institution))
        assert reverse("agreement-detail", args=[agreement.pk]) in text_of(client.get(reverse("agreement-list")))
        text = text_of(client.get(reverse("placement-detail", args=[placement.pk])))
        assert reverse("agreement-detail", args=[agreement.pk]) in text
    assert "Plan in week 2" in text_of(client.get(reverse("agreement-detail", args=[agreement.pk])))


def test_student_reads_the_agreements_at_the_stage(client, school):
    placement = place(school, request__student=StudentFactory(school=school, with_user=True))
    ProgrammeAgreementFactory(
        school=school, programme=placement.request.programme, school_day="Donderdag is er les <b>altijd</b>"
    )
    client.force_login(placement.student.user)
    text = text_of(client.get(reverse("my-placement")))
    assert "Dit spreekt je school af" in text
    assert "Donderdag is er les &lt;b&gt;altijd&lt;/b&gt;" in text


def test_agreements_of_a_school_without_students_here_do_not_exist(client, school):
    placement = place(school)
    other = ProgrammeAgreementFactory(school=school, programme=ProgrammeFactory())
    strange = ProgrammeAgreementFactory(programme=placement.request.programme)
    client.force_login(person(Role.COORDINATOR, placement.institution))
    for agreement in (other, strange):
        assert client.get(reverse("agreement-detail", args=[agreement.pk])).status_code == 404


def test_two_at_once_lose_nothing(school_client, school):
    programme = ProgrammeFactory()
    ProgrammeAgreementFactory(school=school, programme=programme, action_plan="Tekst van de collega", version=4)
    url = reverse("agreement-edit", args=[school.pk, programme.pk])
    response = school_client.post(url, sent_agreement(action_plan="Mijn tekst", version="3"))
    assert response.status_code == 409
    assert "Tekst van de collega" in text_of(response)
    assert "Mijn tekst" in text_of(response)
    assert ProgrammeAgreement.objects.get().action_plan == "Tekst van de collega"
    again = {name: response.context["form"][name].value() or "" for name in response.context["form"].fields}
    assert school_client.post(url, again).status_code == 302
    assert ProgrammeAgreement.objects.get().action_plan == "Mijn tekst"


def test_the_same_agreements_twice_are_one(school):
    by, programme = person(Role.SCHOOL_COORDINATOR, school), ProgrammeFactory()
    values = dict.fromkeys(("start_document", "assignments", "school_day", "visits", "contact"), "")
    written = {"school": school, "programme": programme, "values": values | {"action_plan": "Plan"}, "by": by}
    save_agreement(version=0, **written)
    save_agreement(version=0, **written)
    assert ProgrammeAgreement.objects.get().version == 1
    assert AuditEvent.objects.filter(what="agreement.saved").count() == 1
    with pytest.raises(Clash):
        save_agreement(version=0, **written | {"values": values | {"action_plan": "Anders"}})


def test_a_text_that_is_too_long_is_kept_with_a_sentence(school_client, school):
    url = reverse("agreement-edit", args=[school.pk, ProgrammeFactory().pk])
    response = school_client.post(url, sent_agreement(visits="x" * 400))
    assert response.status_code == 422
    assert "Kort je tekst in tot 300 tekens." in text_of(response)
    assert "x" * 400 in text_of(response)


# --- Demand ---


@pytest.fixture
def demand(school):
    return SchoolDemandFactory(school=school, number=12)


def row_of(demand, number, certainty="about", was="12:about"):
    name = f"rij-{demand.institution_id}-{demand.programme_id}-{demand.year}"
    return {f"{name}-number": number, f"{name}-certainty": certainty, f"{name}-was": was}


def table_of(demand):
    return reverse("demand-table", args=[demand.school_id, demand.period_id])


def test_the_whole_table_is_saved_at_once(school_client, demand):
    institution = InstitutionFactory()
    new = {
        "nieuw-1-institution": institution.pk,
        "nieuw-1-programme": demand.programme_id,
        "nieuw-1-year": "1",
        "nieuw-1-number": "7",
        "nieuw-1-certainty": "maybe",
    }
    assert school_client.post(table_of(demand), row_of(demand, "14", "sure") | new).status_code == 302
    rows = SchoolDemand.objects.order_by("number").values_list("institution", "year", "number", "certainty")
    assert list(rows) == [
        (institution.pk, 1, 7, Certainty.MAYBE),
        (demand.institution_id, 2, 14, Certainty.SURE),
    ]
    assert school_client.post(table_of(demand), row_of(demand, "14", "sure") | new).status_code in (302, 422)
    assert SchoolDemand.objects.count() == 2


def test_one_mistake_keeps_everything_that_was_typed_and_stores_nothing(school_client, demand):
    other = SchoolDemandFactory(school=demand.school, period=demand.period, number=3)
    sent = row_of(demand, "99") | row_of(other, "veel", was="3:about") | {"nieuw-0-number": "4"}
    response = school_client.post(table_of(demand), sent)
    assert response.status_code == 422
    text = text_of(response)
    assert "Vul het aantal plekken in als cijfer, bijvoorbeeld 12." in text
    assert "Kies een instelling." in text
    assert 'value="99"' in text
    assert set(SchoolDemand.objects.values_list("number", flat=True)) == {12, 3}


def test_a_row_that_a_colleague_changed_is_shown_and_nothing_is_lost(school_client, demand):
    SchoolDemand.objects.update(number=20, certainty=Certainty.SURE)
    response = school_client.post(table_of(demand), row_of(demand, "14"))
    assert response.status_code == 422
    assert "Een collega vulde hier 20, zeker in." in text_of(response)
    assert SchoolDemand.objects.get().number == 20
    assert school_client.post(table_of(demand), row_of(demand, "14", was="20:sure")).status_code == 302
    assert SchoolDemand.objects.get().number == 14


def test_a_row_i_left_alone_keeps_what_a_colleague_made_of_it(school_client, demand):
    SchoolDemand.objects.update(number=20)
    assert school_client.post(table_of(demand), row_of(demand, "12")).status_code == 302
    assert SchoolDemand.objects.get().number == 20


def test_an_empty_number_takes_the_row_out_and_a_colleague_hears_it(school_client, demand):
    assert school_client.post(table_of(demand), row_of(demand, "")).status_code == 302
    assert not SchoolDemand.objects.exists()
    response = school_client.post(table_of(demand), row_of(demand, "15"))
    assert "Een collega haalde deze rij weg." in text_of(response)
    assert school_client.post(table_of(demand), row_of(demand, "15", was="")).status_code == 302
    assert SchoolDemand.objects.get().number == 15


def test_a_leerjaar_that_the_opleiding_does_not_have(school_client, demand):
    programme = ProgrammeFactory(years=2)
    new = {
        "nieuw-0-institution": demand.institution_id,
        "nieuw-0-programme": programme.pk,
        "nieuw-0-year": "4",
        "nieuw-0-number": "2",
    }
    response = school_client.post(table_of(demand), row_of(demand, "12") | new)
    assert f"{programme} heeft 2 leerjaren." in text_of(response)


def test_copy_from_the_same_period_a_year_earlier(school_client, demand):
    earlier = PeriodFactory(
        starts_on=demand.period.starts_on - timedelta(days=371), ends_on=demand.period.ends_on - timedelta(days=371)
    )
    last_year = {"school": demand.school, "period": earlier, "institution": demand.institution}
    SchoolDemandFactory(**last_year, programme=demand.programme, number=30)
    other = ProgrammeFactory()
    SchoolDemandFactory(**last_year, programme=other, number=8, certainty=Certainty.SURE)
    assert year_earlier(demand.period) == earlier
    url = reverse("demand-copy", args=[demand.school_id, demand.period_id])
    for _ in range(2):
        assert school_client.post(url).status_code == 302
    rows = SchoolDemand.objects.filter(period=demand.period).values_list("programme", "number", "certainty")
    assert set(rows) == {(demand.programme_id, 12, "about"), (other.pk, 8, "about")}


def test_nothing_to_copy_says_so(school_client, demand):
    assert year_earlier(demand.period) is None
    response = school_client.post(reverse("demand-copy", args=[demand.school_id, demand.period_id]), follow=True)
    assert "Er was niets om over te nemen." in text_of(response)


def test_the_table_of_another_school_or_a_period_that_is_over_does_not_exist(school_client, demand):
    other = SchoolDemandFactory()
    over = PeriodFactory(
        starts_on=timezone.localdate() - timedelta(days=90), ends_on=timezone.localdate() - timedelta(days=2)
    )
    assert school_client.get(table_of(other)).status_code == 404
    assert school_client.post(table_of(other), row_of(other, "1")).status_code == 404
    assert school_client.get(reverse("demand-table", args=[demand.school_id, over.pk])).status_code == 404


def test_the_table_counts_what_was_delivered(school_client, demand):
    shared = {"institution": demand.institution, "period": demand.period, "programme": demand.programme}
    for _ in range(3):
        ask(demand.school, **shared)
    response = school_client.get(table_of(demand))
    assert [row.delivered for row in response.context["rows"]] == [3]


def test_saving_the_same_twice_writes_once(demand):
    by = person(Role.SCHOOL_COORDINATOR, demand.school)
    key = (demand.institution_id, demand.programme_id, demand.year)
    row = Asked(*key, was=(12, "about"), wants=(14, "sure"))
    shared = {"school": demand.school, "period": demand.period, "by": by}
    assert [save_demand(rows=[row], **shared), save_demand(rows=[row], **shared)] == [1, 0]
    assert AuditEvent.objects.filter(what="demand.saved").count() == 1
    with pytest.raises(Clashes):
        save_demand(rows=[Asked(*key, was=(12, "about"), wants=(1, "sure"))], **shared)
    assert copy_demand(source=demand.period, **shared) == 0
