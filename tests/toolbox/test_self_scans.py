"""The self-scan: what it says, and that nobody else ever sees it."""

import pytest
from django.test import Client
from django.urls import reverse

from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import SelfScanFactory, person
from toolbox.guidance import qualities
from toolbox.guidance.scans import Answer, result_of
from toolbox.models import SelfScan

KEYS = [quality.key for quality in qualities()]
GOOD = dict.fromkeys(KEYS, 4)


def answers(**low):
    return GOOD | low


class TestResult:
    def test_the_lowest_answers_come_first_and_there_are_at_most_three(self):
        result = result_of(answers(clear=2, room=1, warm=2, skilled=2, example=3))

        assert [one.quality.key for one in result.growth] == ["room", "warm", "clear"]
        assert all(one.page and one.quality.tip for one in result.growth)

    def test_what_mostly_goes_well_is_a_point_only_when_nothing_is_lower(self):
        assert [one.quality.key for one in result_of(answers(example=3, room=3)).growth] == ["room"]
        assert result_of(GOOD).growth == ()

    def test_strengths_are_the_best_answers_and_never_a_point_to_grow(self):
        assert {one.quality.key for one in result_of(answers(clear=3)).strengths} == set(KEYS) - {"clear"}
        assert result_of(dict.fromkeys(KEYS, 2)).strengths == ()

    def test_each_answer_is_compared_with_the_scan_before(self):
        result = result_of(answers(clear=3), answers(clear=2, room=4))
        said = {one.quality.key: one.change for one in result.answered}

        assert said["clear"] == "Omhoog, vorige keer: soms"
        assert said["room"] == "Net als vorige keer: bijna altijd"
        assert result.risen == 1
        assert {one.change for one in result_of(GOOD).answered} == {""}

    def test_a_quality_that_was_not_asked_then_is_left_out(self):
        result = result_of({"warm": 3}, {"clear": 2})

        assert [(one.quality.key, one.answer, one.before) for one in result.answered] == [("warm", Answer.MOSTLY, None)]


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def samira(self):
        return person(Role.WERKBEGELEIDER)

    @pytest.fixture
    def client(self, samira):
        client = Client()
        client.force_login(samira)
        return client

    def test_a_scan_is_kept_with_a_result(self, client, samira):
        sent = {"after": 0, **answers(clear=1)}

        page = client.post(reverse("self-scan-new"), sent, follow=True).content.decode()

        assert SelfScan.objects.get(user=samira).answers == answers(clear=1)
        assert "Hier kun je in groeien" in page
        assert reverse("guide-detail", args=["drie-praktische-tips"]) in page

    def test_the_same_form_sent_twice_is_one_scan_and_another_time_is_another(self, client, samira):
        for _ in range(2):
            client.post(reverse("self-scan-new"), {"after": 0, **GOOD})
        assert SelfScan.objects.filter(user=samira).count() == 1

        first = SelfScan.objects.get(user=samira)
        client.post(reverse("self-scan-new"), {"after": first.pk, **GOOD})
        assert SelfScan.objects.filter(user=samira).count() == 2

    def test_a_gap_keeps_what_was_answered(self, client):
        sent = {"after": 0, **GOOD}
        del sent["clear"]

        answer = client.post(reverse("self-scan-new"), sent)

        assert answer.status_code == 422
        assert "Kies een antwoord bij zin 6: duidelijke afspraken." in answer.content.decode()
        assert answer.content.decode().count("checked") == len(KEYS) - 1
        assert not SelfScan.objects.exists()

    def test_another_person_of_the_same_team_never_sees_it(self, samira):
        scan = SelfScanFactory(user=samira, answers=GOOD, resolve="Rustiger uitleggen")
        institution = samira.memberships.get().institution
        for role in (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER):
            other = Client()
            other.force_login(person(role, institution))
            assert other.get(reverse("self-scan-print", args=[scan.pk])).status_code == 404
            for name in ("self-scan-detail", "self-scan-delete"):
                assert other.get(reverse(name, args=[scan.pk])).status_code == 404
                assert other.post(reverse(name, args=[scan.pk]), {"resolve": "x"}).status_code == 404
            assert "Rustiger uitleggen" not in other.get(reverse("self-scan-list")).content.decode()
        scan.refresh_from_db()
        assert scan.resolve == "Rustiger uitleggen"

    def test_nothing_of_it_comes_in_the_log(self, client):
        client.post(reverse("self-scan-new"), {"after": 0, **GOOD})
        scan = SelfScan.objects.get()
        client.post(reverse("self-scan-detail", args=[scan.pk]), {"seen": "", "resolve": "Vaker vragen"})
        client.post(reverse("self-scan-delete", args=[scan.pk]))

        assert not AuditEvent.objects.exists()
        assert not SelfScan.objects.exists()

    def test_a_resolve_written_in_another_window_is_not_lost(self, client, samira):
        scan = SelfScanFactory(user=samira, answers=GOOD, resolve="Elke week praten")

        answer = client.post(reverse("self-scan-detail", args=[scan.pk]), {"seen": "", "resolve": "Meer luisteren"})

        scan.refresh_from_db()
        assert (answer.status_code, scan.resolve) == (409, "Elke week praten")
        page = answer.content.decode()
        assert "Elke week praten" in page
        assert "Meer luisteren" in page

        again = {"seen": "Elke week praten", "resolve": "Meer luisteren"}
        client.post(reverse("self-scan-detail", args=[scan.pk]), again)
        scan.refresh_from_db()
        assert scan.resolve == "Meer luisteren"

    def test_scans_go_with_the_account(self, samira):
        SelfScanFactory(user=samira, answers=GOOD)
        samira.memberships.all().delete()

        samira.delete()

        assert not SelfScan.objects.exists()

    @pytest.mark.parametrize("number", [3, 20])
    def test_the_list_asks_as_little_for_many_as_for_few(self, client, samira, number, django_assert_num_queries):
        SelfScanFactory.create_batch(number, user=samira, answers=GOOD)
        client.get(reverse("self-scan-list"))

        with django_assert_num_queries(7):
            client.get(reverse("self-scan-list"))
