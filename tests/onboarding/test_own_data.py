"""Gegevens: choices, portrait, phone, what one wants to learn, the code of a link, the download and who looked."""

import io
import json
import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from onboarding.actions.feeds import make_feed
from onboarding.actions.links import make_personal_link
from onboarding.fresh_code import HOLDS, MOST_TRIES
from onboarding.keeping import removed_on
from onboarding.models import FileLook, Placement, Student
from onboarding.own_data import own_data
from onboarding.portraits import portraits_of, portraits_on_paper, visible_portraits
from profiles.access import load_identity
from profiles.actions.consents import give_consent, withdraw_consent
from profiles.actions.own_details import store_portrait
from profiles.enums import Purpose, Role
from profiles.kept_until import months_later
from profiles.models import AuditEvent, Consent, Portrait, User
from profiles.photos import clean_photo
from tests import factories as make
from tests.access.worlds import build_two_worlds, models_of_ours

pytestmark = pytest.mark.django_db
PAGE = reverse("my-data")
WANTED = "Rustig praten met wie niet meer praat."


def picture(colour="teal", size=(640, 480), **options):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG", **options)
    return SimpleUploadedFile("ik.jpg", file.getvalue(), "image/jpeg")


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def stage():
    student = make.StudentFactory(with_user=True, given_name="Noor")
    stage = make.PlacementFactory(request__student=student)
    place = stage.leerplaats
    stage.werkbegeleider = make.person(Role.WERKBEGELEIDER, stage.institution, place, name="Samira Begeleider")
    stage.save()
    return stage


@pytest.fixture
def noor(stage):
    return stage.student.user


@pytest.fixture
def browse(client):
    def log_in(user):
        client.force_login(user)
        return client

    return log_in


def with_portrait(user, *purposes):
    portrait = store_portrait(user=user, clean=clean_photo(picture()))
    for purpose in purposes:
        give_consent(user=user, purpose=purpose)
    return portrait


def sees(user, portrait):
    return visible_portraits(load_identity(user)).filter(pk=portrait.pk).exists()


class TestChoices:
    def test_yes_and_no_are_one_tap_each_and_told(self, browse, noor):
        client = browse(noor)
        address = reverse("my-data-consent", args=["photo_team"])
        assert "Je zegt ja." in text_of(client.post(address, {"antwoord": "ja"}, follow=True))
        assert noor.consents.standing(Purpose.PHOTO_TEAM).count() == 1
        assert "Je zegt nee. Je team ziet je foto niet meer." in text_of(
            client.post(address, {"antwoord": "nee"}, follow=True)
        )
        assert not noor.consents.standing().exists()
        kinds = AuditEvent.objects.filter(by=noor).order_by("pk").values_list("what", "detail")
        assert list(kinds) == [
            ("consent.given", {"purpose": "photo_team"}),
            ("consent.withdrawn", {"purpose": "photo_team"}),
        ]

    def test_each_choice_stands_by_itself(self, noor):
        give_consent(user=noor, purpose=Purpose.PHOTO_TEAM)
        give_consent(user=noor, purpose=Purpose.PHONE_TEAM)
        withdraw_consent(user=noor, purpose=Purpose.PHOTO_TEAM)
        assert [one.purpose for one in noor.consents.standing()] == [Purpose.PHONE_TEAM]

    def test_a_second_tap_changes_nothing(self, noor):
        assert give_consent(user=noor, purpose=Purpose.PHOTO_TEAM)
        assert not give_consent(user=noor, purpose=Purpose.PHOTO_TEAM)
        assert withdraw_consent(user=noor, purpose=Purpose.PHOTO_TEAM)
        assert not withdraw_consent(user=noor, purpose=Purpose.PHOTO_TEAM)
        assert Consent.objects.filter(user=noor).count() == 1

    def test_staff_are_not_asked_what_only_students_are(self, browse, stage):
        client = browse(stage.werkbegeleider)
        assert client.post(reverse("my-data-consent", args=["phone_team"]), {"antwoord": "ja"}).status_code == 404
        assert "Mogen studenten je foto zien?" in text_of(client.get(PAGE))


class TestPortrait:
    def test_is_kept_without_anything_but_pixels_and_shown_to_nobody_before_a_yes(self, browse, stage, noor):
        exif = Image.Exif()
        exif[0x010F] = "Telefoonmerk"
        answer = browse(noor).post(reverse("my-data-photo"), {"file": picture(size=(2000, 1500), exif=exif.tobytes())})
        assert answer.status_code == 302
        portrait = Portrait.objects.get(user=noor)
        with portrait.file.open("rb") as file:
            kept = file.read()
        with Image.open(io.BytesIO(kept)) as image:
            assert (image.format, image.size, dict(image.getexif())) == ("WEBP", (480, 360), {})
        assert b"Telefoonmerk" not in kept
        assert not sees(stage.werkbegeleider, portrait)
        assert portraits_of([noor], Purpose.PHOTO_TEAM) == {}

    @pytest.mark.parametrize(
        ("upload", "sentence"),
        [
            (SimpleUploadedFile("ik.jpg", b"<svg onload=alert(1)>", "image/jpeg"), "kunnen we niet lezen als foto"),
            (None, "Kies een foto."),
        ],
    )
    def test_what_is_no_photo_is_refused_with_a_sentence(self, browse, noor, upload, sentence):
        answer = browse(noor).post(reverse("my-data-photo"), {"file": upload} if upload else {})
        assert answer.status_code == 422
        assert sentence in text_of(answer)
        assert not Portrait.objects.exists()

    def test_another_photo_takes_the_place_and_closes_the_address_of_the_first(
        self, browse, noor, django_capture_on_commit_callbacks
    ):
        first = with_portrait(noor)
        name, storage = first.file.name, first.file.storage
        with django_capture_on_commit_callbacks(execute=True):
            second = store_portrait(user=noor, clean=clean_photo(picture("salmon")))
        assert store_portrait(user=noor, clean=clean_photo(picture("salmon"))).pk == second.pk  # sent twice
        assert not storage.exists(name)
        assert browse(noor).get(reverse("portrait", args=[first.pk])).status_code == 404
        assert Portrait.objects.filter(user=noor).count() == 1

    def test_removing_it_takes_the_file_and_the_consents_along(self, browse, noor, django_capture_on_commit_callbacks):
        portrait = with_portrait(noor, Purpose.PHOTO_TEAM, Purpose.PHOTO_STUDENTS, Purpose.PHONE_TEAM)
        name, storage = portrait.file.name, portrait.file.storage
        with django_capture_on_commit_callbacks(execute=True):
            browse(noor).post(reverse("my-data-photo-remove"))
        assert not storage.exists(name)
        assert [one.purpose for one in noor.consents.standing()] == [Purpose.PHONE_TEAM]

    def test_the_team_sees_it_after_a_yes_and_at_once_no_more_after_a_no(self, browse, stage, noor):
        portrait = with_portrait(noor, Purpose.PHOTO_TEAM)
        colleague = make.person(Role.WERKBEGELEIDER, stage.institution, stage.leerplaats)
        leader = make.person(Role.PRAKTIJKOPLEIDER, stage.institution)
        coordinator = make.person(Role.COORDINATOR, stage.institution)
        team = (stage.werkbegeleider, colleague, leader, coordinator)
        assert [sees(user, portrait) for user in team] == [True] * 4
        answer = browse(colleague).get(reverse("portrait", args=[portrait.pk]))
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/webp", "private, no-store")
        withdraw_consent(user=noor, purpose=Purpose.PHOTO_TEAM)
        assert browse(colleague).get(reverse("portrait", args=[portrait.pk])).status_code == 404
        assert [sees(user, portrait) for user in team] == [False] * 4

    def test_nobody_else_sees_it(self, stage, noor):
        portrait = with_portrait(noor, Purpose.PHOTO_TEAM)
        other_place = make.LeerplaatsFactory(location=stage.leerplaats.location)
        fellow = make.PlacementFactory(request__student__with_user=True, offer=stage.offer)
        strangers = (
            make.person(Role.WERKBEGELEIDER, stage.institution, other_place),
            make.person(Role.COORDINATOR),
            make.person(Role.SCHOOL_COORDINATOR, stage.school),
            make.person(Role.REGIONAL_ADMIN),
            fellow.student.user,  # students asks for a yes of its own
        )
        assert [sees(user, portrait) for user in strangers] == [False] * len(strangers)

    def test_nobody_sees_it_when_the_stage_is_over_or_cancelled(self, stage, noor):
        portrait = with_portrait(noor, Purpose.PHOTO_TEAM)
        today = timezone.localdate()
        Placement.objects.update(starts_on=today - timedelta(days=30), ends_on=today - timedelta(days=1))
        assert not sees(stage.werkbegeleider, portrait)
        assert sees(noor, portrait)

    def test_students_of_the_leerplaats_see_staff_and_each_other_after_a_yes(self, stage, noor):
        fellow = make.PlacementFactory(request__student__with_user=True, offer=stage.offer).student.user
        elsewhere = make.PlacementFactory(request__student__with_user=True).student.user
        of_guide, of_fellow = with_portrait(stage.werkbegeleider), with_portrait(fellow)
        assert not sees(noor, of_guide)
        give_consent(user=stage.werkbegeleider, purpose=Purpose.PHOTO_STUDENTS)
        give_consent(user=fellow, purpose=Purpose.PHOTO_STUDENTS)
        assert [sees(noor, one) for one in (of_guide, of_fellow)] == [True, True]
        assert [sees(elsewhere, one) for one in (of_guide, of_fellow)] == [False, False]

    def test_other_pages_get_addresses_and_paper_gets_pictures_in_one_query(
        self, stage, noor, django_assert_num_queries
    ):
        portrait = with_portrait(noor, Purpose.PHOTO_TEAM)
        with_portrait(stage.werkbegeleider, Purpose.PHOTO_STUDENTS)
        people = [noor, stage.werkbegeleider.pk]
        with django_assert_num_queries(1):
            assert portraits_of(people, Purpose.PHOTO_TEAM) == {noor.pk: reverse("portrait", args=[portrait.pk])}
        with django_assert_num_queries(1):
            on_paper = portraits_on_paper(people, Purpose.PHOTO_TEAM)
        assert on_paper[noor.pk].startswith("data:image/jpeg;base64,")
        assert list(on_paper) == [noor.pk]


class TestPhone:
    ADDRESS = reverse("my-data-phone")

    def test_is_stored_as_people_read_it_and_taken_away_with_its_consent(self, browse, noor):
        client = browse(noor)
        client.post(self.ADDRESS, {"phone": "0612345678", "seen": ""})
        noor.refresh_from_db()
        assert noor.phone == "06 12 34 56 78"
        give_consent(user=noor, purpose=Purpose.PHONE_TEAM)
        client.post(self.ADDRESS, {"phone": "", "seen": noor.phone})
        noor.refresh_from_db()
        assert noor.phone == ""
        assert not noor.consents.standing().exists()

    def test_a_wrong_number_stays_with_a_sentence(self, browse, noor):
        answer = browse(noor).post(self.ADDRESS, {"phone": "0612", "seen": ""})
        assert answer.status_code == 422
        assert 'value="0612"' in text_of(answer)
        assert "Vul 10 cijfers in" in text_of(answer)

    def test_two_devices_lose_nothing(self, browse, noor):
        User.objects.filter(pk=noor.pk).update(phone="010 123 45 67")
        answer = browse(noor).post(self.ADDRESS, {"phone": "0612345678", "seen": ""})
        assert answer.status_code == 409
        assert "010 123 45 67" in text_of(answer)
        assert 'value="0612345678"' in text_of(answer)
        seen = re.search(r'name="seen" value="([^"]*)"', text_of(answer))[1]
        assert browse(noor).post(self.ADDRESS, {"phone": "0612345678", "seen": seen}).status_code == 302


class TestLearning:
    ADDRESS = reverse("my-data-learn")

    def test_is_stored_and_two_devices_lose_nothing(self, browse, stage, noor):
        client = browse(noor)
        client.post(self.ADDRESS, {"wants_to_learn": f"  {WANTED}\r\n", "seen": ""})
        stage.refresh_from_db()
        assert stage.wants_to_learn == WANTED
        clash = client.post(self.ADDRESS, {"wants_to_learn": "Wonden verzorgen.", "seen": ""})
        assert clash.status_code == 409
        assert WANTED in text_of(clash)
        assert "Wonden verzorgen." in text_of(clash)
        stage.refresh_from_db()
        assert stage.wants_to_learn == WANTED

    def test_more_than_200_signs_stay_with_a_sentence(self, browse, stage, noor):
        answer = browse(noor).post(self.ADDRESS, {"wants_to_learn": "a" * 201, "seen": ""})
        assert answer.status_code == 422
        assert "Kort je tekst in tot 200 tekens. Het zijn er nu 201." in text_of(answer)
        assert "a" * 201 in text_of(answer)

    def test_asks_not_to_name_clients(self, browse, stage, noor):
        assert "Schrijf geen namen van cliënten op" in text_of(browse(noor).get(self.ADDRESS))


class TestCode:
    """Who came in with a link only gives a mailed code before changing or seeing something sensitive."""

    SENSITIVE = (
        reverse("my-data-phone"),
        reverse("my-data-photo"),
        reverse("my-data-looks"),
        reverse("my-data-download", args=["json"]),
    )

    @pytest.fixture
    def by_link(self, client, stage):
        client.post(make_personal_link(student=stage.student))
        return client

    def code_of(self, client, address, task_queue):
        client.post(address)
        return task_queue()[-1]["values"]["code"]

    @pytest.fixture
    def mailed(self):
        """The values of the mails that wait for the worker."""

        def read():
            with connection.cursor() as cursor:
                cursor.execute("SELECT args FROM procrastinate_jobs ORDER BY id")
                return [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor.fetchall()]

        return read

    @pytest.mark.parametrize("address", SENSITIVE)
    def test_a_link_alone_leads_to_the_code_and_back(self, by_link, address, mailed):
        answer = by_link.get(address)
        assert answer.status_code == 302
        asked = answer["Location"]
        assert asked.startswith(reverse("my-data-code"))
        code = self.code_of(by_link, asked, mailed)
        assert re.fullmatch(r"\d{6}", code)
        assert by_link.post(asked, {"code": f" {code[:3]} {code[3:]} "})["Location"] == address
        assert by_link.get(address).status_code == 200

    def test_nothing_is_changed_without_it(self, by_link, noor):
        by_link.post(reverse("my-data-phone"), {"phone": "0612345678", "seen": ""})
        by_link.post(reverse("my-data-photo"), {"file": picture()})
        noor.refresh_from_db()
        assert noor.phone == ""
        assert not Portrait.objects.filter(user=noor).exists()

    def test_a_wrong_code_is_a_try_and_five_close_it(self, by_link, mailed):
        asked = by_link.get(self.SENSITIVE[0])["Location"]
        code = self.code_of(by_link, asked, mailed)
        wrong = "000000" if code != "000000" else "111111"
        for _ in range(MOST_TRIES):
            assert "Deze code klopt niet." in text_of(by_link.post(asked, {"code": wrong}))
        assert "Deze code is verlopen." in text_of(by_link.post(asked, {"code": code}, follow=True))
        assert by_link.get(self.SENSITIVE[0]).status_code == 302

    def test_it_counts_for_a_quarter_of_an_hour(self, by_link, mailed, monkeypatch):
        asked = by_link.get(self.SENSITIVE[0])["Location"]
        by_link.post(asked, {"code": self.code_of(by_link, asked, mailed)})
        session = by_link.session
        session["code_proven_at"] -= HOLDS + 1
        session.save()
        assert by_link.get(self.SENSITIVE[0]).status_code == 302

    def test_the_session_holds_no_code_that_can_be_read(self, by_link, mailed):
        asked = by_link.get(self.SENSITIVE[0])["Location"]
        code = self.code_of(by_link, asked, mailed)
        assert code not in json.dumps(dict(by_link.session.items()))

    def test_it_never_leads_off_the_site(self, by_link, mailed):
        asked = f"{reverse('my-data-code')}?naar=https://elders.example/gegevens"
        assert by_link.post(asked, {"code": self.code_of(by_link, asked, mailed)})["Location"] == PAGE

    def test_names_of_who_looked_wait_for_the_code_and_choices_do_not(self, by_link, stage, noor):
        make.FileLookFactory(
            student=stage.student,
            user=stage.werkbegeleider,
            role=Role.WERKBEGELEIDER,
            institution=stage.institution,
        )
        page = text_of(by_link.get(PAGE))
        assert f"Werkbegeleider, {stage.institution.name}" in page
        assert "Samira" not in page
        by_link.post(reverse("my-data-consent", args=["photo_team"]), {"antwoord": "ja"})
        assert noor.consents.standing().exists()

    def test_who_logged_in_otherwise_is_asked_nothing(self, browse, noor):
        assert [browse(noor).get(address).status_code for address in self.SENSITIVE] == [200] * len(self.SENSITIVE)


class TestLooks:
    def test_opening_the_page_of_a_student_leaves_one_line_a_day(self, browse, stage):
        client = browse(stage.werkbegeleider)
        for _ in range(3):
            assert client.get(reverse("placement-detail", args=[stage.pk])).status_code == 200
        look = FileLook.objects.get()
        assert (look.student, look.user, look.role, look.institution, look.day) == (
            stage.student,
            stage.werkbegeleider,
            Role.WERKBEGELEIDER,
            stage.institution,
            timezone.localdate(),
        )
        FileLook.objects.update(day=timezone.localdate() - timedelta(days=1))
        client.get(reverse("placement-detail", args=[stage.pk]))
        assert FileLook.objects.count() == 2

    def test_school_and_coordinator_leave_a_line_and_the_student_does_not(self, browse, stage, noor):
        school = make.person(Role.SCHOOL_COORDINATOR, stage.school)
        coordinator = make.person(Role.COORDINATOR, stage.institution)
        for user in (school, coordinator):
            assert browse(user).get(reverse("student-detail", args=[stage.student_id])).status_code == 200
        browse(noor).get(reverse("my-placement"))
        rows = FileLook.objects.order_by("pk").values_list("user", "role", "institution")
        assert list(rows) == [
            (school.pk, Role.SCHOOL_COORDINATOR, None),
            (coordinator.pk, Role.COORDINATOR, stage.institution_id),
        ]

    def test_who_may_not_see_the_student_leaves_nothing(self, browse, stage):
        assert (
            browse(make.person(Role.COORDINATOR)).get(reverse("placement-detail", args=[stage.pk])).status_code == 404
        )
        assert not FileLook.objects.exists()

    def test_the_student_reads_day_role_and_first_name(self, browse, stage, noor):
        browse(stage.werkbegeleider).get(reverse("placement-detail", args=[stage.pk]))
        page = text_of(browse(noor).get(PAGE))
        assert f"Samira (Werkbegeleider, {stage.institution.name})" in page
        assert "Begeleider</span>" not in page.replace("(Werkbegeleider", "")

    def test_only_one_module_writes_it(self):
        """What the check on GET lets pass may be written nowhere else."""
        from pathlib import Path  # only this test reads the source

        root = Path(__file__).parents[2]
        writers = {
            path.relative_to(root).as_posix()
            for package in ("profiles", "toolbox", "onboarding")
            for path in (root / package).rglob("*.py")
            if re.search(r"FileLook(\(|\.objects\.(create|bulk_create|get_or_create|update))", path.read_text())
            and "migrations" not in path.parts
        }
        assert writers == {"onboarding/looks.py", "onboarding/demo/own_data.py", "onboarding/models/looking.py"}


@pytest.mark.django_db(transaction=True)
def test_two_looks_at_once_are_one_line_and_break_no_page():
    student = make.StudentFactory(with_user=True)
    stage = make.PlacementFactory(request__student=student)
    guide = make.person(Role.COORDINATOR, stage.institution)
    together, statuses = Barrier(4), []

    def look():
        client = Client()
        client.force_login(guide)
        together.wait(timeout=60)
        statuses.append(client.get(reverse("placement-detail", args=[stage.pk])).status_code)
        connection.close()

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert statuses == [200] * 4
    assert FileLook.objects.count() == 1


class TestTerms:
    def test_everything_goes_half_a_year_after_the_last_stage(self, stage):
        Placement.objects.filter(pk=stage.pk).update(starts_on="2030-03-01", ends_on="2030-08-31")
        assert str(removed_on([Student.objects.get(pk=stage.student_id)])) == "2031-02-28"

    def test_without_a_place_four_weeks_after_the_asked_day(self):
        asked = make.PlacementRequestFactory()
        assert removed_on([asked.student]) == asked.starts_on + timedelta(days=28)

    def test_a_cancelled_stage_does_not_count(self):
        stage = make.PlacementFactory(cancelled=True)
        assert removed_on([stage.student]) == stage.request.starts_on + timedelta(days=28)

    def test_without_anything_there_is_no_day(self):
        assert removed_on([make.StudentFactory()]) is None

    @pytest.mark.parametrize(
        ("day", "later"), [("2030-08-31", "2031-02-28"), ("2027-08-29", "2028-02-29"), ("2030-01-15", "2030-07-15")]
    )
    def test_months_later_is_the_same_day_or_the_last(self, day, later):
        assert str(months_later(timezone.datetime.fromisoformat(day).date(), 6)) == later


class TestDownload:
    def test_every_row_of_the_canary_student_is_in_it(self):
        _, b = build_two_worlds()
        told = own_data(b.student.user)
        found = {(part["model"], row["nummer"]) for part in told["delen"] for row in part["regels"]}
        expected = set(rows_of_person(b.student))
        assert sorted(expected - found) == []
        assert {model for model, _ in expected} >= {"Placement", "Task", "Wish", "QuestionReply", "Consent", "FileLook"}
        text = json.dumps(told, ensure_ascii=False)
        for words in (b.student.email, b.student_question.text, b.reply.text, b.quote.text, b.placement.wants_to_learn):
            assert words in text

    def test_no_query_joins_what_is_not_told(self):
        _, b = build_two_worlds()
        with CaptureQueriesContext(connection) as captured:
            own_data(b.student.user)
        longest = max(captured.captured_queries, key=lambda one: one["sql"].count(" JOIN "))["sql"]
        assert longest.count(" JOIN ") <= 8, longest[:200]

    def test_nothing_of_another_student_is_in_it(self):
        a, _ = build_two_worlds()
        text = json.dumps(own_data(a.student.user), ensure_ascii=False)
        assert "kanariegeel" not in text
        for other in (a.waiting, a.newcomer.student):
            assert other.email not in text

    def test_no_secret_and_no_whole_name_of_a_colleague_is_in_it(self, stage, noor):
        make.PersonalLinkFactory(student=stage.student)
        make_feed(user=noor)
        text = json.dumps(own_data(noor), ensure_ascii=False)
        secrets = [stage.student.links.get().token_hash, noor.calendar_feeds.get().token_hash, noor.password]
        assert [secret for secret in secrets if secret in text] == []
        assert "Samira" in text
        assert "Samira Begeleider" not in text

    def test_the_file_is_json_with_a_name_and_is_kept_nowhere(self, browse, noor):
        answer = browse(noor).get(reverse("my-data-download", args=["json"]))
        assert json.loads(answer.content)["wie"] == noor.name
        assert "no-store" in answer["Cache-Control"]
        assert re.search(r'filename="gegevens-noor-\d{4}-\d\d-\d\d\.json"', answer["Content-Disposition"])

    def test_the_paper_is_a_pdf(self, browse, noor):
        assert browse(noor).get(reverse("my-data-download", args=["pdf"])).content.startswith(b"%PDF")

    def test_staff_get_their_own_and_no_student(self, browse, stage):
        make.SelfScanFactory(user=stage.werkbegeleider)
        told = own_data(stage.werkbegeleider)
        assert {part["model"] for part in told["delen"]} == {"User", "Membership", "SelfScan"}
        assert told["waar_je_naam_bij_staat"] == {"Stages: werkbegeleider": 1}
        assert stage.student.last_name not in json.dumps(told)


def rows_of_person(student):
    """(model, number) of every row from which foreign keys lead to this student, or to the account as its owner.

    Found by walking the models, not by reading the register. Keys that only say who did something (reported,
    ticked, closed) are left to the count in the download, but for the two in which students wrote the row.
    """
    owners = ("user", "sent_by", "reported_by")
    for model in models_of_ours():
        found = set()
        for path in paths_to(model, Student):
            found |= set(model.objects.filter(**{path: student.pk}).values_list("pk", flat=True))
        for one in model._meta.concrete_fields:
            if one.related_model is User and one.name in owners and model.__name__ != "FileLook":
                found |= set(model.objects.filter(**{one.name: student.user_id}).values_list("pk", flat=True))
        if model is Student:
            found.add(student.pk)
        yield from ((model.__name__, str(key)) for key in found)


def paths_to(model, target, seen=()):
    """Every chain of foreign keys from `model` to `target`."""
    for one in model._meta.concrete_fields:
        if not isinstance(one, models.ForeignKey) or one.related_model in (*seen, model):
            continue
        if one.related_model is target:
            yield one.name
        else:
            yield from (f"{one.name}__{path}" for path in paths_to(one.related_model, target, (*seen, model)))
