"""Facts corrected by hand, and one student added without a list."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.links import find_link, make_personal_link
from onboarding.enums import MessageStatus, ProposalStatus
from onboarding.forms.student_details import REQUEST_FIELDS, STUDENT_FIELDS
from onboarding.models import Message, PlacementRequest, Student
from onboarding.plain_values import values_of
from profiles.enums import Role
from profiles.merging import write_seen
from profiles.models import User
from tests.factories import (
    LeerplaatsFactory,
    LocationFactory,
    MembershipFactory,
    PlacementFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    ProposalFactory,
    StudentFactory,
    person,
)

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def facts(student, **changes):
    row = Student.objects.get(pk=student.pk)
    return values_of(row, STUDENT_FIELDS) | {"seen": write_seen(values_of(row, STUDENT_FIELDS))} | changes


def answers(asked, **changes):
    row = PlacementRequest.objects.get(pk=asked.pk)
    values = values_of(row, REQUEST_FIELDS)
    sent = {name: "" if value is None else value for name, value in values.items()}
    return sent | {"seen": write_seen(values)} | changes


@pytest.fixture
def noor():
    return StudentFactory(given_name="Noor", last_name="Aalbers", with_user=True)


@pytest.fixture
def asked(noor):
    return PlacementRequestFactory(student=noor)


@pytest.fixture
def as_school(client, noor):
    client.force_login(person(Role.SCHOOL_COORDINATOR, noor.school))
    return client


@pytest.fixture
def as_coordinator(client, asked):
    client.force_login(person(Role.COORDINATOR, asked.institution))
    return client


@pytest.fixture
def page(noor):
    return reverse("student-change", args=[noor.pk])


class TestFactsOfAStudent:
    def test_are_stored_and_named_as_corrected(self, as_school, noor, page):
        as_school.post(page, facts(noor, given_name="Noortje", postcode="3011ab", town="Schiedam"))
        noor.refresh_from_db()
        assert (noor.given_name, noor.postcode, noor.town) == ("Noortje", "3011 AB", "Schiedam")
        assert set(noor.corrected) == {"given_name", "postcode", "town"}
        assert noor.sort_name.startswith("aalbers noortje")

    def test_sent_twice_are_corrected_once(self, as_school, noor, page):
        sent = facts(noor, town="Schiedam")
        assert as_school.post(page, sent).status_code == as_school.post(page, sent).status_code == 302
        assert Student.objects.get().corrected == ["town"]

    def test_of_two_people_in_one_field_show_both_texts(self, as_school, noor, page):
        before = facts(noor)
        Student.objects.update(town="Vlaardingen", postcode="3131 AA")
        response = as_school.post(page, before | {"town": "Schiedam"})
        assert response.status_code == 409
        assert "Vlaardingen" in text(response)
        assert 'value="Schiedam"' in text(response)
        assert 'value="3131 AA"' in text(response)  # only the other changed this: it stays
        fields = {field.name: field.value() for field in response.context["form"]}
        as_school.post(page, fields)
        noor.refresh_from_db()
        assert (noor.town, noor.postcode) == ("Schiedam", "3131 AA")

    def test_of_two_people_in_two_fields_are_both_kept(self, as_school, noor, page):
        before = facts(noor)
        Student.objects.update(town="Vlaardingen")
        as_school.post(page, before | {"given_name": "Noortje"})
        noor.refresh_from_db()
        assert (noor.given_name, noor.town) == ("Noortje", "Vlaardingen")

    @pytest.mark.parametrize(
        ("field", "typed", "sentence"),
        [
            ("email", "noor.voorbeeld.example", "Er mist een @ in het e-mailadres."),
            ("postcode", "30", "De postcode '30' klopt niet."),
            ("last_name", "", "Vul de achternaam in"),
        ],
    )
    def test_that_are_wrong_stay_on_the_page_with_a_sentence(self, as_school, noor, page, field, typed, sentence):
        response = as_school.post(page, facts(noor, **{field: typed, "town": "Schiedam"}))
        assert response.status_code == 422
        assert sentence in response.content.decode().replace("&#x27;", "'")
        assert 'value="Schiedam"' in text(response)

    def test_may_not_take_the_address_or_number_of_another_student(self, as_school, noor, page):
        other = StudentFactory(school=noor.school)
        sent = facts(noor, email=other.email.upper(), student_number=other.student_number)
        response = as_school.post(page, sent)
        assert "Een andere student van deze school heeft dit e-mailadres." in text(response)
        assert "Een andere student van deze school heeft dit nummer." in text(response)


class TestNewAddress:
    def test_moves_the_login_and_closes_old_links_and_sessions(self, as_school, noor, asked, page):
        token = make_personal_link(student=noor).removeprefix("/link/")
        phone = Client()
        phone.post(f"/link/{token}")
        assert phone.get(reverse("my-placement")).status_code == 200
        user = noor.user
        as_school.post(page, facts(noor, email="nieuw@leerling.example"))
        user.refresh_from_db()
        noor.refresh_from_db()
        assert (user.email, noor.user) == ("nieuw@leerling.example", user)
        assert find_link(token) is None
        assert phone.get(reverse("my-placement")).status_code == 302  # to the login

    def test_tells_both_addresses_and_only_the_new_one_where_to_log_in(self, as_school, noor, asked, page):
        before = noor.email
        as_school.post(page, facts(noor, email="nieuw@leerling.example"))
        told = {message.to_email: message for message in Message.objects.all()}
        assert set(told) == {before, "nieuw@leerling.example"}
        assert "/mijn-stage" in told["nieuw@leerling.example"].body
        assert "/mijn-stage" not in told[before].body
        assert not any("[link]" in mail.body for mail in told.values())
        assert "nieuw@leerling.example" not in told[before].body

    def test_takes_a_mail_that_still_waits_along(self, as_school, noor, asked, page):
        Message.objects.create(
            key="x", institution=asked.institution, student=noor, to_email=noor.email, subject="x", body="x"
        )
        as_school.post(page, facts(noor, email="nieuw@leerling.example"))
        assert Message.objects.get(key="x").to_email == "nieuw@leerling.example"
        assert Message.objects.get(key="x").status == MessageStatus.QUEUED

    def test_that_belongs_to_an_account_is_that_person(self, as_school, noor, asked, page):
        colleague = person(Role.WERKBEGELEIDER, email="nieuw@leerling.example")
        old = noor.user
        as_school.post(page, facts(noor, email="nieuw@leerling.example"))
        noor.refresh_from_db()
        old.refresh_from_db()
        assert noor.user == colleague
        assert old.email != noor.email

    def test_leaves_the_account_of_somebody_with_more_roles_alone(self, as_school, noor, asked, page):
        MembershipFactory(user=noor.user, role=Role.WERKBEGELEIDER)
        old = noor.user.email
        as_school.post(page, facts(noor, email="nieuw@leerling.example"))
        noor.refresh_from_db()
        assert User.objects.filter(email=old).exists()
        assert noor.user.email == "nieuw@leerling.example"


class TestWhoMay:
    def test_the_only_institution_that_was_asked_may_change_all(self, as_coordinator, noor, asked, page):
        as_coordinator.post(page, facts(noor, email="nieuw@leerling.example", town="Schiedam"))
        noor.refresh_from_db()
        assert (noor.email, noor.town) == ("nieuw@leerling.example", "Schiedam")

    def test_one_of_several_reads_that_the_school_does_it(self, as_coordinator, noor, asked, page):
        PlacementRequestFactory(student=noor)
        response = as_coordinator.get(page)
        assert "De school verandert de gegevens van deze student." in text(response)
        assert noor.school.email in text(response)
        assert as_coordinator.post(page, facts(noor, town="Schiedam")).status_code == 403
        assert Student.objects.get(pk=noor.pk).town == noor.town

    def test_one_of_several_that_has_the_stage_may_change_facts_but_not_the_address(
        self, as_coordinator, noor, asked, page
    ):
        leerplaats = LeerplaatsFactory(location=LocationFactory(institution=asked.institution))
        offer = PlaceOfferFactory(leerplaats=leerplaats, period=asked.period, programme=asked.programme)
        PlacementFactory(offer=offer, request=asked)
        PlacementRequestFactory(student=noor)
        as_coordinator.post(page, facts(noor, email="nieuw@leerling.example", town="Schiedam"))
        changed = Student.objects.get(pk=noor.pk)
        assert (changed.email, changed.town) == (noor.email, "Schiedam")

    def test_a_stranger_finds_nothing(self, client, noor, asked, page):
        for role in (Role.COORDINATOR, Role.SCHOOL_COORDINATOR):
            client.force_login(person(role))
            assert client.get(page).status_code == 404
            assert client.get(reverse("request-change", args=[asked.pk])).status_code == 404


class TestFactsOfARequest:
    @pytest.fixture
    def address(self, asked):
        return reverse("request-change", args=[asked.pk])

    @pytest.fixture
    def proposal(self, asked):
        leerplaats = LeerplaatsFactory(location=LocationFactory(institution=asked.institution))
        offer = PlaceOfferFactory(leerplaats=leerplaats, period=asked.period, programme=asked.programme)
        return ProposalFactory(request=asked, offer=offer)

    def test_that_still_fit_leave_the_proposal_alone(self, as_coordinator, asked, address, proposal):
        as_coordinator.post(address, answers(asked, remark="Komt met de fiets.", hours_per_week="28,5"))
        asked.refresh_from_db()
        proposal.refresh_from_db()
        assert asked.remark == "Komt met de fiets."
        assert set(asked.corrected) == {"remark", "hours_per_week"}
        assert proposal.offer is not None

    def test_hold_the_leerweg_for_the_list_of_the_stagefonds(self, as_coordinator, asked, address, noor):
        as_coordinator.post(address, answers(asked, learning_way="duaal"))
        asked.refresh_from_db()
        assert (asked.learning_way, asked.corrected) == ("duaal", ["learning_way"])
        page = text(as_coordinator.get(reverse("student-detail", args=[noor.pk])))
        assert f"{asked.programme.name}, leerjaar {asked.year}, duaal" in page

    def test_that_no_longer_fit_take_the_place_out_of_the_proposal(self, as_coordinator, asked, address, proposal):
        other = ProgrammeFactory()
        response = as_coordinator.post(address, answers(asked, programme=other.pk), follow=True)
        assert "De plek van het voorstel past niet meer" in text(response)
        proposal.refresh_from_db()
        asked.refresh_from_db()
        assert (proposal.offer, proposal.status) == (None, ProposalStatus.PROPOSED)
        assert (asked.programme, asked.corrected) == (other, ["programme"])

    def test_of_two_people_show_both(self, as_coordinator, asked, address):
        before = answers(asked)
        PlacementRequest.objects.update(weekdays=[3, 4], year=3)
        response = as_coordinator.post(address, before | {"weekdays": [0], "school_day": ""})
        assert response.status_code == 409
        assert "donderdag en vrijdag" in text(response)
        assert PlacementRequest.objects.get().weekdays == [3, 4]

    def test_in_no_period_are_refused(self, as_coordinator, asked, address):
        response = as_coordinator.post(address, answers(asked, starts_on="2-2-2050", ends_on="9-9-2050"))
        assert "valt in geen periode" in text(response)

    def test_with_a_stage_dates_and_days_are_changed_elsewhere(self, as_coordinator, asked, address, proposal):
        placement = PlacementFactory(offer=proposal.offer, request=asked)
        page = text(as_coordinator.get(address))
        assert "Er is al een stageplek" in page
        assert reverse("placement-detail", args=[placement.pk]) in page
        later = asked.starts_on + timedelta(days=7)
        fields = ("learning_way", "school_day", "hours_per_week", "remark")
        sent = {"seen": write_seen(values_of(PlacementRequest.objects.get(pk=asked.pk), fields))}
        as_coordinator.post(address, sent | {"school_day": "", "remark": "Let op", "starts_on": str(later)})
        changed = PlacementRequest.objects.get(pk=asked.pk)
        assert (changed.starts_on, changed.remark) == (asked.starts_on, "Let op")


class TestAddingOne:
    @pytest.fixture
    def sent(self, asked):
        return {
            "school": asked.school_id,
            "institution": asked.institution_id,
            "given_name": "Bilal",
            "infix": "van der",
            "last_name": "Aydın",
            "email": "bilal@leerling.example",
            "student_number": "0123456",
            "programme": asked.programme_id,
            "year": "2",
            "starts_on": f"{asked.starts_on:%d-%m-%Y}",
            "ends_on": f"{asked.ends_on:%d-%m-%Y}",
            "weekdays": ["0", "1"],
            "school_day": "4",
        }

    @pytest.fixture
    def new(self):
        return reverse("student-new")

    @pytest.mark.parametrize("role", ["as_school", "as_coordinator"])
    def test_makes_one_student_with_one_request_also_after_a_double_click(self, request, role, sent, new):
        browser = request.getfixturevalue(role)
        for _ in range(2):
            response = browser.post(new, sent)
        bilal = Student.objects.get(email="bilal@leerling.example")
        assert response.url == reverse("student-detail", args=[bilal.pk])
        assert (bilal.name, bilal.requests.count()) == ("Bilal van der Aydın", 1)

    @pytest.fixture
    def same(self, noor, sent):
        """What is sent for somebody who has the name and the e-mail address of Noor."""
        name = {"given_name": noor.given_name, "infix": noor.infix, "last_name": noor.last_name}
        return sent | name | {"email": noor.email.upper(), "student_number": noor.student_number}

    def test_who_is_known_gets_a_second_request_only_when_a_person_says_so(self, as_school, noor, same, new):
        same["institution"] = PlacementRequestFactory().institution_id
        page = text(as_school.post(new, same))
        assert "Deze student kennen we al" in page and noor.requests.count() == 1
        as_school.post(new, same | {"doe": "dezelfde", "town": "Elders"})
        before = noor.town
        noor.refresh_from_db()
        assert (noor.town, noor.requests.count()) == (before, 2)

    @pytest.mark.parametrize(
        ("field", "sentence"),
        [
            ("student_number", "Dit studentnummer is van {}. Open die student of verbeter het nummer."),
            ("email", "Dit e-mailadres is van {}. Open die student of verbeter het adres."),
        ],
    )
    def test_a_number_or_address_of_another_student_is_said_at_the_field(
        self, as_school, noor, sent, new, field, sentence
    ):
        response = as_school.post(new, sent | {field: getattr(noor, field)})
        page = text(response)
        assert response.status_code == 422 and 'value="Bilal"' in page
        assert sentence.format(noor.short_name.rstrip(".")) in page
        assert f'href="{reverse("student-detail", args=[noor.pk])}"' in page
        assert (noor.requests.count(), Student.objects.filter(given_name="Bilal").count()) == (1, 0)

    def test_two_requests_with_overlapping_dates_are_refused(self, as_school, noor, asked, same, new):
        later = asked.starts_on + timedelta(days=7)
        response = as_school.post(new, same | {"starts_on": f"{later:%d-%m-%Y}", "doe": "dezelfde"})
        assert response.status_code == 422 and "Deze student vroeg hier al een plek van" in text(response)
        assert noor.requests.count() == 1

    def test_a_request_that_was_withdrawn_is_taken_up_again_elsewhere(self, as_school, noor, asked, same, new):
        PlacementRequest.objects.update(withdrawn_at=timezone.now())
        response = as_school.post(new, same | {"doe": "dezelfde"})
        assert response.status_code == 422 and "Een aanvraag met deze eerste dag is ingetrokken." in text(response)

    def test_a_guessed_number_shows_nothing_of_a_student_elsewhere(self, client, noor, sent, new):
        stranger = person(Role.COORDINATOR)
        client.force_login(stranger)
        sent |= {"institution": stranger.memberships.get().institution_id, "student_number": noor.student_number}
        response = client.post(new, sent)
        assert response.status_code == 422
        assert "Dit studentnummer is al in gebruik bij deze school." in text(response)
        assert "Noor" not in text(response)
        assert reverse("student-detail", args=[noor.pk]) not in text(response)
        assert noor.requests.count() == 1

    def test_a_school_adds_for_itself_only(self, as_school, sent, new):
        sent["school"] = PlacementRequestFactory().school_id
        assert as_school.post(new, sent).status_code == 422

    def test_what_is_wrong_stays_on_the_page(self, as_school, sent, new):
        response = as_school.post(new, sent | {"ends_on": sent["starts_on"], "school_day": "0"})
        page = text(response)
        assert "De laatste dag ligt vóór de eerste dag." in page
        assert "De schooldag staat ook bij de stagedagen." in page
        assert 'value="Bilal"' in page


def test_a_name_on_the_account_follows(as_school, noor, page):
    as_school.post(page, facts(noor, given_name="Noortje"))
    assert User.objects.get(pk=noor.user_id).name == "Noortje Aalbers"
