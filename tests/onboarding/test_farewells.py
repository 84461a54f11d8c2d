"""The goodbye: the last weeks on each page, the estafette, thanks, staying in touch, who leaves, and what closes."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from onboarding.actions.farewells import ThankedMeanwhile, forget_wishes, pass_on, stay_in_touch, thank
from onboarding.farewells import summary_of
from onboarding.models import Farewell, Placement, Task
from profiles.actions.quotes import change_quote_status
from profiles.dutch import long_date, short_date
from profiles.enums import QuoteKind, QuoteStatus, Role
from profiles.models import Quote
from tests.factories import LeerplaatsprofielFactory, PlacementFactory, StudentFactory, TalkFactory, TaskFactory, person
from tests.profiles.conftest import text_of
from toolbox.enums import Owner, TemplateFormat

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TEXTS = {QuoteKind.TIP: "Loop een dag mee.", QuoteKind.HAD_KNOWN: "", QuoteKind.MOMENT: "Mijn eerste overdracht."}


def leaving(days, **fields):
    """A stage that ends in so many days, with a checklist for the farewell and who guides it."""
    student = StudentFactory(given_name="Noor", last_name="Jansen", with_user=True)
    dates = {"starts_on": TODAY - timedelta(days=100), "ends_on": TODAY + timedelta(days=days)}
    placement = PlacementFactory(request__student=student, **(dates | fields))
    if not hasattr(placement.leerplaats, "profile"):
        LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    place = (placement.institution, placement.leerplaats)
    placement.werkbegeleider = person(Role.WERKBEGELEIDER, *place, name="Samira Aksoy")
    placement.save()
    placement.leader = person(Role.PRAKTIJKOPLEIDER, *place, name="Joost Verhage")
    placement.coordinator = person(Role.COORDINATOR, placement.institution, name="Farida Haddou")
    ends = {"placement": placement, "format": TemplateFormat.OFFBOARDING_CHECKLIST, "days_before": None}
    for text, owner, before in (("Je pas is terug", Owner.STUDENT, 0), ("De uren zijn klaar", Owner.WERKBEGELEIDER, 7)):
        due = placement.ends_on - timedelta(days=before)
        TaskFactory(**ends, text=text, short_name=text.lower(), owner=owner, days_before_end=before, due_on=due)
    return placement


def page(client, user, name="my-placement", *args):
    """The text of a page as this person reads it."""
    client.force_login(user)
    return text_of(client.get(reverse(name, args=args)))


class TestLastWeeks:
    def test_the_student_reads_it_from_four_weeks_before(self, client):
        early = page(client, leaving(29).student.user)
        assert "Je pas is terug" not in early
        near = page(client, leaving(28).student.user)
        assert "Je pas is terug" in near
        assert "De uren zijn klaar" in near  # what we do
        assert "Geef de estafette door" in near

    def test_staff_reads_what_both_do_and_writes_thanks(self, client):
        placement = leaving(10)
        text = page(client, placement.werkbegeleider, "placement-detail", placement.pk)
        assert "Je pas is terug" in text
        assert "De uren zijn klaar" in text
        assert "Schrijf Noor een bedankje" in text

    def test_today_asks_for_thanks_in_the_last_week_until_there_are(self, client):
        placement = leaving(7)
        assert "Schrijf Noor een bedankje" in page(client, placement.werkbegeleider, "today")
        thank(placement=placement, text="Bedankt voor je rust.", by=placement.werkbegeleider, seen="")
        assert "Schrijf Noor een bedankje" not in page(client, placement.werkbegeleider, "today")
        assert "Schrijf Noor een bedankje" not in page(client, leaving(8).werkbegeleider, "today")

    def test_after_the_end_it_says_klaar_and_closes_four_weeks_later(self, client):
        over = page(client, leaving(-28).student.user)
        assert "Klaar" in over
        assert f"Deze pagina blijft open tot en met {long_date(TODAY)}." in over
        closed = leaving(-29)
        text = page(client, closed.student.user)
        assert "De pagina van je stage is nu dicht." in text
        assert "Je pas is terug" not in text
        assert client.get(reverse("my-farewell")).status_code == 404


class TestRelay:
    def test_texts_go_to_the_leerplaats_and_the_student_reads_what_happens(self, client):
        placement = leaving(5)
        client.force_login(placement.student.user)
        sent = {kind.value: text for kind, text in TEXTS.items()}
        for _ in range(2):
            answer = client.post(reverse("my-relay"), sent, follow=True)
        assert "Wordt gelezen" in text_of(answer)
        assert list(Quote.objects.order_by("kind").values_list("kind", "status", "first_name")) == [
            ("moment", "proposed", "Noor"),
            ("tip", "proposed", "Noor"),
        ]
        assert Farewell.objects.get(placement=placement).passed_on_at
        quote = Quote.objects.get(kind=QuoteKind.TIP)
        change_quote_status(quote=quote, to=QuoteStatus.REJECTED, by=placement.leader)
        assert "Niet geplaatst" in text_of(client.get(reverse("my-relay")))

    def test_every_field_may_stay_empty_but_not_all(self, client):
        placement = leaving(5)
        client.force_login(placement.student.user)
        answer = client.post(reverse("my-relay"), {"tip": " "})
        assert "Vul ten minste één van de vakken in" in text_of(answer)
        answer = client.post(reverse("my-relay"), {"tip": "Mail mij: noor@voorbeeld.example"})
        assert "Haal het e-mailadres, telefoonnummer of de website eruit." in text_of(answer)
        assert not Quote.objects.exists()

    def test_words_about_a_client_are_thought_over_once(self, client):
        placement = leaving(5)
        client.force_login(placement.student.user)
        sent = {"tip": "Praat rustig met mevrouw Visser, zij hoort slecht."}
        warned = client.post(reverse("my-relay"), sent)
        assert "Er is nog niets verstuurd." in text_of(warned)
        assert not Quote.objects.exists()
        mark = warned.context["form"].data["warned"]
        client.post(reverse("my-relay"), sent | {"warned": mark})
        assert Quote.objects.get().text == sent["tip"]

    def test_who_starts_reads_what_was_approved_and_nothing_else(self, client):
        placement = leaving(5)
        for quote in pass_on(placement=placement, texts=TEXTS, by=placement.student.user):
            if quote.kind == QuoteKind.MOMENT:
                change_quote_status(quote=quote, to=QuoteStatus.APPROVED, by=placement.leader)
        coming = PlacementFactory(
            offer=placement.offer,
            request__student__with_user=True,
            starts_on=TODAY + timedelta(days=10),
            ends_on=TODAY + timedelta(days=90),
        )
        text = page(client, coming.student.user)
        assert "Mijn eerste overdracht." in text
        assert "Loop een dag mee." not in text
        assert "Mijn eerste overdracht." in text_of(client.get(placement.leerplaats.get_absolute_url()))

    def test_before_the_start_there_is_nothing_to_pass_on(self, client):
        placement = PlacementFactory(request__student__with_user=True, starts_on=TODAY + timedelta(days=5))
        client.force_login(placement.student.user)
        client.post(reverse("my-relay"), {"tip": "Alvast een tip."})
        assert not Quote.objects.exists()


class TestThanks:
    def test_the_student_reads_it_and_it_stands_on_paper(self, client):
        placement = leaving(2)
        client.force_login(placement.werkbegeleider)
        url = reverse("placement-thank", args=[placement.pk])
        client.post(url, {"thanks": "Bedankt voor\nje rust.", "seen": ""})
        assert "Bedankt voor je rust." in page(client, placement.student.user, "my-farewell")
        pdf = client.get(reverse("my-farewell-print"))
        assert pdf.content.startswith(b"%PDF")

    def test_two_colleagues_lose_nothing(self, client):
        placement = leaving(2)
        thank(placement=placement, text="Van Samira.", by=placement.werkbegeleider, seen="")
        thank(placement=placement, text="Van Samira.", by=placement.leader, seen="")  # the same twice
        with pytest.raises(ThankedMeanwhile):
            thank(placement=placement, text="Van Joost.", by=placement.leader, seen="")
        client.force_login(placement.leader)
        url = reverse("placement-thank", args=[placement.pk])
        clash = client.post(url, {"thanks": "Van Joost.", "seen": ""})
        assert clash.status_code == 409
        assert "Samira schreef intussen ook iets" in text_of(clash)
        client.post(url, {"thanks": "Van Joost.", "seen": clash.context["form"].data["seen"]})
        assert Farewell.objects.get().thanks == "Van Joost."
        assert Farewell.objects.get().thanked_by == placement.leader

    def test_the_summary_counts_days_weeks_and_talks(self):
        placement = leaving(-1, starts_on=TODAY - timedelta(days=15), weekdays=[0, 1, 2, 3, 4])
        TalkFactory(placement=placement, held_at=timezone.now(), held_by=placement.werkbegeleider)
        facts = dict(summary_of(placement, TODAY).facts)
        assert facts["Gesprekken"] == "1 gesprek gehouden"
        days = int(facts["Stagedagen"].split()[0])
        assert 9 <= days <= 11  # two weeks, but for a public holiday


class TestStayingInTouch:
    def test_nothing_is_ticked_and_a_yes_needs_an_address(self, client):
        placement = leaving(5)
        client.force_login(placement.student.user)
        assert client.get(reverse("my-stay")).content.decode().count("checked") == 0
        answer = client.post(reverse("my-stay"), {"wishes": "work"})
        assert "Vul in op welk e-mailadres wij je mogen mailen" in text_of(answer)
        assert not Farewell.objects.exists()
        client.post(reverse("my-stay"), {"wishes": ["work", "mentor"], "email": "noor@post.example"})
        farewell = Farewell.objects.get()
        assert farewell.stays_for == ["mentor", "work"]
        assert Placement.objects.get(pk=placement.pk).will_mentor_at  # the offer to be a mentor goes with it

    def test_one_tap_takes_it_back_also_when_the_page_is_closed(self, client):
        placement = leaving(-40)
        farewell = stay_in_touch(placement=placement, wishes=["touch"], email="noor@post.example")
        own = page(client, placement.student.user, "my-data")
        assert "noor@post.example" in own
        client.post(reverse("my-stay-withdraw", args=[farewell.pk]), {"terug": "gegevens"})
        farewell.refresh_from_db()
        assert (farewell.stays_for, farewell.contact_email, farewell.stays_since) == ([], "", None)
        assert not forget_wishes(farewell=farewell)

    def test_the_coordinator_of_the_institution_reads_and_downloads_it(self, client):
        placement, other = leaving(-3), leaving(-3)
        stay_in_touch(placement=placement, wishes=["side_job"], email="=noor@post.example")
        stay_in_touch(placement=other, wishes=["side_job"], email="elders@post.example")
        text = page(client, placement.coordinator, "stay-list")
        assert "noor@post.example" in text
        assert "elders@post.example" not in text
        assert "noor@post.example" not in text_of(client.get(reverse("stay-list") + "?wens=work"))
        book = load_workbook(BytesIO(client.get(reverse("stay-list-download", args=["xlsx"])).content))
        [header, row] = list(book.active.iter_rows())
        cells = dict(zip([one.value for one in header], row, strict=True))
        assert (cells["E-mail"].value, cells["E-mail"].data_type) == ("=noor@post.example", "s")
        assert cells["Weg op"].value.date() > TODAY
        forget_wishes(farewell=Farewell.objects.get(placement=placement))
        assert "noor@post.example" not in text_of(client.get(reverse("stay-list")))

    def test_the_list_makes_the_same_queries_for_more_rows(self, client, django_assert_max_num_queries):
        placement = leaving(-3)
        client.force_login(placement.coordinator)
        stay_in_touch(placement=placement, wishes=["touch"], email="a@post.example")
        counts = []
        for _ in range(2):
            with django_assert_max_num_queries(40) as captured:
                client.get(reverse("stay-list"))
            counts.append(len(captured))
            for _ in range(3):
                more = leaving(3, offer__leerplaats=placement.leerplaats)
                stay_in_touch(placement=more, wishes=["touch"], email="b@post.example")
        assert counts[0] == counts[1]


class TestWhoLeaves:
    def test_what_is_late_comes_first_and_is_named(self, client):
        placement = leaving(5)
        ready = leaving(2, offer__leerplaats=placement.leerplaats)
        Task.objects.filter(placement=ready).update(done_at=timezone.now())
        text = page(client, placement.leader, "leaving-list")
        assert "2 studenten. Bij 1 is er iets te laat." in text
        assert "Te laat:</strong> de uren zijn klaar." in text
        assert "Alles klaar" in text
        assert text.index("1 ding te laat") < text.rindex("Alles klaar")
        assert "Te laat" not in text_of(client.get(reverse("leaving-list") + "?status=klaar")).split("Status")[-1]

    def test_who_is_gone_with_open_points_comes_first_and_is_asked_only_what_is_still_of_use(self, client):
        """The days of who stopped early are set anew, never before today: open is too late all the same."""
        placement = leaving(5)
        gone = leaving(-2, offer__leerplaats=placement.leerplaats)
        gone.student.given_name = "Thijs"
        gone.student.save()
        ahead = {"placement": gone, "format": TemplateFormat.OFFBOARDING_CHECKLIST, "days_before": None}
        TaskFactory(**ahead, text="De laatste dag is bekend", short_name="einddatum bekend", days_before_end=28)
        Task.objects.filter(placement=gone).update(due_on=TODAY)
        text = page(client, placement.leader, "leaving-list")
        assert "einddatum bekend" not in text
        assert "2 dingen te laat" in text
        assert text.index("Thijs") < text.index("1 ding te laat")

    def test_the_checklists_of_all_who_are_ticked_are_printed_also_of_who_is_gone(self, client):
        placement = leaving(5)
        gone = leaving(-2, offer__leerplaats=placement.leerplaats)
        client.force_login(placement.leader)
        for chosen in ([placement.pk, gone.pk], [gone.pk]):
            sent = {"stage": chosen, "actie": "druk", "terug": "wanneer=8&gekozen=1"}
            step = client.post(reverse("leaving-bulk"), sent, follow=True)
            text = text_of(step)
            assert "Voor wie en hoe?" in text  # which sheet and for whom stands chosen already
            assert set(step.context["form"].placements) == {f"{pk}" for pk in chosen}
            assert f"laatste dag {short_date(gone.ends_on)}" in text
            assert "Voor wie start op" not in text
            assert step.context["came"]["label"] == "Terug naar wie er weggaat"
            assert "?wanneer=8&" in step.context["came"]["url"]
            back = client.get(step.context["came"]["url"])
            assert back.context["ticked"] == set(chosen)
            other = client.get(step.context["back"])  # step 1, to choose other sheets
            assert other.context["came"] == step.context["came"]

    def test_who_was_ticked_stays_ticked_when_no_point_was_chosen(self, client):
        placement = leaving(5)
        other = leaving(6, offer__leerplaats=placement.leerplaats)
        client.force_login(placement.leader)
        sent = {"stage": placement.pk, "actie": "vink", "terug": f"status=&gekozen={other.pk}"}
        text = text_of(client.post(reverse("leaving-bulk"), sent, follow=True))
        boxes = re.findall(r'name="stage" value="(\d+)"[^>]*?( checked)?>', text)
        assert dict(boxes) == {f"{placement.pk}": " checked", f"{other.pk}": ""}

    def test_one_point_is_ticked_for_the_chosen_students_only(self, client):
        placement = leaving(5)
        other = leaving(6, offer__leerplaats=placement.leerplaats)
        elsewhere = leaving(6)
        client.force_login(placement.leader)
        sent = {"stage": [placement.pk, elsewhere.pk], "actie": "vink", "punt": "je pas is terug"}
        answer = client.post(reverse("leaving-bulk"), sent, follow=True)
        assert "Afgevinkt bij 1 student: je pas is terug." in text_of(answer)
        done = Task.objects.filter(done_at__isnull=False)
        assert [(one.placement, one.text, one.done_by) for one in done] == [
            (placement, "Je pas is terug", placement.leader)
        ]
        assert "Kies eerst wat je wilt afvinken." in text_of(
            client.post(reverse("leaving-bulk"), {"stage": other.pk, "actie": "vink"}, follow=True)
        )

    def test_the_list_makes_the_same_queries_for_more_rows(self, client, django_assert_max_num_queries):
        placement = leaving(5)
        client.force_login(placement.leader)
        counts = []
        for _ in range(2):
            with django_assert_max_num_queries(40) as captured:
                client.get(reverse("leaving-list"))
            counts.append(len(captured))
            leaving(6, offer__leerplaats=placement.leerplaats)
        assert counts[0] == counts[1]
