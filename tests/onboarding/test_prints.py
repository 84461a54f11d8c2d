"""Printing: one action makes one tagged PDF for everyone who starts on a date; each document also by itself."""

import io
import uuid
from datetime import timedelta

import docx
import pikepdf
import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from onboarding.actions import prints
from onboarding.actions.prints import KEEP_DAYS, clean_prints, make_print
from onboarding.actions.stages import cancel_placement
from onboarding.enums import PrintStatus
from onboarding.models import Message, PrintJob, PrintPart, Task
from onboarding.papers import CANCELLED, FAULT, OFFLINE
from onboarding.print_sheets import student_formats
from profiles.dutch import long_date
from profiles.enums import Role
from tests.factories import LeerplaatsprofielFactory, PlaceOfferFactory, person
from tests.onboarding.printing import LISTS, address, ask, place, text_of, titles

pytestmark = pytest.mark.django_db
CHECKLIST, INWERKDOCUMENT = LISTS


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def offer():
    offer = PlaceOfferFactory(number=20)
    LeerplaatsprofielFactory(leerplaats=offer.leerplaats, online=True)
    return offer


@pytest.fixture
def coordinator(client, offer):
    client.force_login(person(Role.COORDINATOR, offer.institution))
    return client


@pytest.fixture
def small_groups(monkeypatch):
    monkeypatch.setattr(prints, "GROUP_SIZE", 2)
    monkeypatch.setattr(prints, "PROCESSES", 1)


class Killed(BaseException):
    """What no handler catches: as good as kill -9."""


@pytest.mark.parametrize("kind", LISTS)
def test_one_action_makes_one_tagged_pdf_with_a_bookmark_per_student(coordinator, offer, kind):
    page = ask(coordinator, [place(offer, name) for name in ("Noor", "Şeyma")], kind)
    assert "We maken de pdf" in text_of(page)

    job = PrintJob.objects.get()
    make_print(job.pk)

    assert "De pdf is klaar" in text_of(coordinator.get(reverse("print-job", args=[job.pk])))
    answer = coordinator.get(reverse("print-file", args=[job.pk]))
    with pikepdf.open(io.BytesIO(b"".join(answer.streaming_content))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
        assert len(pdf.pages) == PrintJob.objects.get().pages
    names, _ = titles(job)
    assert len(names) == 2
    assert any("Noor" in title for title in names)
    assert any("Şeyma" in title for title in names)


def test_a_double_click_makes_one_job(coordinator, offer):
    placements, key = [place(offer, "Noor")], uuid.uuid4()

    ask(coordinator, placements, key=key)
    ask(coordinator, placements, key=key)

    assert PrintJob.objects.count() == 1
    assert ProcrastinateJob.objects.filter(task_name="make_print").count() == 1


# --- A worker that is killed -----------------------------------------------------------


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_killed_worker_goes_on_with_the_first_missing_group(coordinator, offer, small_groups, monkeypatch, after):
    names = ["Ali", "Bo", "Cem", "Daan", "Eva"]
    ask(coordinator, [place(offer, name) for name in names], CHECKLIST)
    job, stored, real = PrintJob.objects.get(), [], prints._store_part

    def store_or_die(*given):
        if len(stored) == after:
            raise Killed
        stored.append(given[1])
        real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(prints, "_store_part", store_or_die)
        with pytest.raises(Killed):
            make_print(job.pk)
    assert PrintJob.objects.get().status == PrintStatus.MAKING
    assert list(job.parts.values_list("number", flat=True)) == stored == list(range(1, after + 1))
    made = []
    monkeypatch.setattr(prints, "_store_part", lambda *given: (made.append(given[1]), real(*given)))

    make_print(job.pk)

    assert made == list(range(after + 1, 4))
    found, pages = titles(job)
    assert [title.split(",")[0].split()[-1] for title in found] == names
    assert pages == PrintJob.objects.get().pages == len(names)


def test_two_workers_on_one_job_store_each_group_once(coordinator, offer, small_groups):
    ask(coordinator, [place(offer, name) for name in ("Ali", "Bo", "Cem")], CHECKLIST)
    job = PrintJob.objects.get()
    prints._store_part(job, 1, "x", b"", (), [{"title": "Ali", "reason": "Van de eerste."}])

    prints._store_part(job, 1, "y", b"", (), [{"title": "Ali", "reason": "Van de tweede."}])

    assert [part.failures[0]["reason"] for part in job.parts.all()] == ["Van de eerste."]


def test_a_worker_that_was_killed_while_it_wrote_leaves_no_second_file(coordinator, offer, files, small_groups):
    ask(coordinator, [place(offer, "Noor")], CHECKLIST)
    job = PrintJob.objects.get()
    (files / "prints" / "parts").mkdir(parents=True)
    (files / "prints" / "parts" / f"{job.key}-1.pdf").write_bytes(b"half")

    make_print(job.pk)

    assert [path.name for path in (files / "prints" / "parts").iterdir()] == [f"{job.key}-1.pdf"]
    assert titles(job)[1] == 1


def test_a_print_that_is_ready_is_not_made_again(coordinator, offer):
    ask(coordinator, [place(offer, "Noor")], CHECKLIST)
    job = PrintJob.objects.get()
    make_print(job.pk)
    ready = PrintJob.objects.get()

    make_print(job.pk)

    assert PrintJob.objects.get().finished_at == ready.finished_at


# --- What and for whom -----------------------------------------------------------------


def test_more_sheets_at_once_come_by_student_or_by_sheet(coordinator, offer):
    placements = [place(offer, name) for name in ("Ali", "Bo")]
    for order, expected in (("student", "CICI"), ("sheet", "CCII")):
        ask(coordinator, placements, CHECKLIST, INWERKDOCUMENT, volgorde=order)
        sheets = PrintJob.objects.first().sheets
        short = {CHECKLIST: "C", INWERKDOCUMENT: "I"}
        assert "".join(short[sheet["format"]] for sheet in sheets) == expected
        assert [sheet["placement"] for sheet in sheets][:: 2 if order == "student" else 1][:2] == [
            one.pk for one in placements
        ]


def test_sheets_of_the_team_room_are_made_once_per_leerplaats(coordinator, offer):
    ask(coordinator, [place(offer, name) for name in ("Ali", "Bo")], "team_card", "wall_card", "poster", "qr_card")
    job = PrintJob.objects.get()
    assert [sheet["format"] for sheet in job.sheets] == ["team_card", "wall_card", "poster", "qr_card"]

    make_print(job.pk)

    assert titles(job)[1] == 4
    assert titles(job)[0][0].startswith("Deze week starten")


def test_the_layout_that_was_chosen_is_printed(coordinator, offer):
    placements = [place(offer, "Noor")]
    widths = []
    for layout in ("a4", "a5"):
        ask(coordinator, placements, "wall_card", vorm_wall_card=layout)
        job = PrintJob.objects.first()
        make_print(job.pk)
        job.refresh_from_db()
        with job.file.open("rb") as file, pikepdf.open(file) as pdf:
            widths.append(round(float(pdf.pages[0].MediaBox[2])))
    assert widths == [595, 420]


def test_two_students_on_one_sheet_of_paper(coordinator, offer):
    ask(coordinator, [place(offer, name) for name in ("Ali", "Bo", "Cem")], CHECKLIST, per_vel="2")
    job = PrintJob.objects.get()
    make_print(job.pk)
    names, sheets = titles(job)
    assert (len(names), sheets) == (3, 2)


def test_the_check_page_counts_and_keeps_every_answer(coordinator, offer):
    placements = [place(offer, name) for name in ("Ali", "Bo")]
    cache.set_many({prints.pages_key(CHECKLIST, {}): 1, prints.pages_key(INWERKDOCUMENT, {}): 2.5})
    data = {"key": uuid.uuid4(), "studenten": [placements[0].pk], "volgorde": "sheet", "per_vel": "2"}

    page = text_of(coordinator.post(address(CHECKLIST, INWERKDOCUMENT), data))

    assert "2 bladen, ongeveer 4 pagina's" in page
    assert "Maak 4 pagina's" in page
    assert "Leg ze niet op een plek waar cliënten komen." in page
    assert f'name="studenten" value="{placements[0].pk}"' in page
    assert 'name="volgorde" value="sheet"' in page
    assert "2 bladzijden naast elkaar" in page
    assert not PrintJob.objects.exists()
    cache.delete(prints.pages_key(CHECKLIST, {}))
    assert "Maak 2 bladen" in text_of(coordinator.post(address(CHECKLIST, INWERKDOCUMENT), data))
    back = text_of(coordinator.post(address(CHECKLIST, INWERKDOCUMENT), data | {"wijzig": "ja"}))
    assert f'value="{placements[0].pk}" id="id_studenten_0" checked' in back
    assert f'value="{placements[1].pk}" id="id_studenten_1" checked' not in back


def test_how_many_pages_a_sheet_takes_is_known_after_the_first_print(coordinator, offer):
    ask(coordinator, [place(offer, "Noor")], INWERKDOCUMENT)
    job = PrintJob.objects.get()
    make_print(job.pk)
    assert cache.get(prints.pages_key(INWERKDOCUMENT, {})) == titles(job)[1]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("stap=2", "Kies wat je wilt afdrukken."),
        ("stap=2&bladen=geheim", "Een van deze bladen bestaat niet meer."),
        ("stap=2&bladen=inwerkdocument&datum=2031-01-01", "Op deze datum start er niemand."),
        ("stap=2&bladen=inwerkdocument&datum=onzin", "Op deze datum start er niemand."),
        ("stap=2&bladen=inwerkdocument&leerplaats={other}", "Op deze leerplaats start er dan niemand."),
    ],
)
def test_a_choice_that_cannot_be_is_said_at_the_field(coordinator, offer, query, sentence):
    place(offer, "Noor")
    other = PlaceOfferFactory(leerplaats__location=offer.leerplaats.location).leerplaats
    answer = coordinator.get(f"{reverse('print-start')}?{query.format(other=other.pk)}")
    assert answer.status_code == 422
    assert text_of(answer).count(sentence) >= 2  # above and at the field


def test_nobody_ticked_is_said_at_the_field(coordinator, offer):
    place(offer, "Noor")
    page = ask(coordinator, [], studenten=[])
    assert page.status_code == 422
    assert text_of(page).count("Vink ten minste één student aan.") == 2
    assert not PrintJob.objects.exists()


def test_from_the_plan_of_a_leerplaats_no_date_is_chosen_when_there_are_more(coordinator, offer):
    first = place(offer, "Noor")
    from_plan = f"{reverse('print-start')}?leerplaats={offer.leerplaats_id}&bladen=inwerkdocument"
    assert f'<option value="{first.starts_on}" selected>' in text_of(coordinator.get(from_plan))
    later = place(offer, "Ali", starts_on=first.starts_on + timedelta(days=7))
    page = text_of(coordinator.get(from_plan))
    assert f'value="{first.starts_on}" selected' not in page and f'value="{later.starts_on}" selected' not in page
    both = f"Voor wie start op {long_date(first.starts_on)} en {long_date(later.starts_on)}."
    assert both in text_of(coordinator.get(address("inwerkdocument", leerplaats=offer.leerplaats_id)))
    one = text_of(coordinator.get(address("inwerkdocument", datum=later.starts_on)))
    assert f"Voor wie start op {long_date(later.starts_on)}." in one


def test_links_bring_the_choice_along(coordinator, offer):
    placement = place(offer, "Noor")
    start = reverse("print-start")
    chosen = text_of(coordinator.get(f"{start}?datum={placement.starts_on}&leerplaats={offer.leerplaats_id}"))
    assert f'<option value="{placement.starts_on}" selected>' in chosen
    assert f'<option value="{offer.leerplaats_id}" selected>' in chosen
    assert f'name="stage" value="{placement.pk}"' in text_of(coordinator.get(f"{start}?stage={placement.pk}"))


# --- Somebody else's -------------------------------------------------------------------


def test_a_student_of_somebody_else_cannot_be_ticked(coordinator, offer):
    place(offer, "Noor")
    stranger = place(PlaceOfferFactory(period=offer.period), "Sam")
    page = ask(coordinator, [stranger])
    assert page.status_code == 422
    assert not PrintJob.objects.exists()
    assert "Sam" not in text_of(coordinator.get(f"{reverse('print-start')}?stage={stranger.pk}"))


def test_a_print_of_somebody_else_does_not_exist(client, coordinator, offer):
    ask(coordinator, [place(offer, "Noor")])
    job = PrintJob.objects.get()
    make_print(job.pk)
    client.force_login(person(Role.COORDINATOR, offer.institution))

    for name in ("print-job", "print-file"):
        assert client.get(reverse(name, args=[job.pk])).status_code == 404
    for name in ("print-cancel", "print-again"):
        assert client.post(reverse(name, args=[job.pk])).status_code == 404
    assert PrintJob.objects.count() == 1


def test_again_leaves_out_whom_one_no_longer_works_with(client, offer):
    leader = person(Role.PRAKTIJKOPLEIDER, offer.institution)
    client.force_login(leader)
    other = PlaceOfferFactory(leerplaats__location=offer.leerplaats.location, period=offer.period)
    ask(client, [place(offer, "Noor"), place(other, "Sam")])
    job = PrintJob.objects.get()
    make_print(job.pk)
    leader.memberships.get().leerplaatsen.add(offer.leerplaats)

    client.post(reverse("print-again", args=[job.pk]), {"key": uuid.uuid4()})

    assert [len(one.sheets) for one in PrintJob.objects.all()] == [1, 2]


# --- What goes wrong -------------------------------------------------------------------


def test_what_fails_is_named_and_the_rest_is_delivered(coordinator, offer):
    noor, sam, eva = (place(offer, name) for name in ("Noor", "Sam", "Eva"))
    ask(coordinator, [noor, sam, eva], CHECKLIST, "wall_card")
    cancel_placement(placement=sam, by=person(Role.COORDINATOR, offer.institution))
    eva.tasks.update(text="x" * 300)
    eva.leerplaats.profile.published = None
    eva.leerplaats.profile.save()
    job = PrintJob.objects.get()

    make_print(job.pk)

    job.refresh_from_db()
    assert [one["reason"] for one in job.failures] == [OFFLINE, CANCELLED]
    assert "Sam" in job.failures[1]["title"]
    assert len(titles(job)[0]) == 2
    page = text_of(coordinator.get(reverse("print-job", args=[job.pk])))
    assert job.failures[1]["title"] in page
    assert CANCELLED in page


def test_a_sheet_that_cannot_be_laid_out_is_named_in_plain_words(coordinator, offer, monkeypatch):
    ask(coordinator, [place(offer, name) for name in ("Noor", "Sam")], CHECKLIST)
    real = prints.Papers.group

    def with_a_table(papers, sheets):
        (first, second), problems = real(papers, sheets)
        return [
            first,
            (second[0], ("<html lang='nl'><head><title>x</title></head><body><table></table></body></html>",)),
        ], problems

    monkeypatch.setattr(prints.Papers, "group", with_a_table)
    job = PrintJob.objects.get()

    make_print(job.pk)

    job.refresh_from_db()
    assert [one["reason"] for one in job.failures] == [FAULT]
    assert (job.status, len(titles(job)[0])) == (PrintStatus.READY, 1)


def test_a_print_of_which_nothing_can_be_made_says_so(coordinator, offer):
    noor = place(offer, "Noor")
    ask(coordinator, [noor], CHECKLIST)
    cancel_placement(placement=noor, by=person(Role.COORDINATOR, offer.institution))
    job = PrintJob.objects.get()

    make_print(job.pk)

    assert PrintJob.objects.get().status == PrintStatus.FAILED
    page = text_of(coordinator.get(reverse("print-job", args=[job.pk])))
    assert "De pdf is niet gelukt" in page
    assert "Druk opnieuw af" in page


def test_text_that_looks_like_html_is_printed_as_text(coordinator, offer):
    placement = place(offer, "Noor")
    placement.tasks.update(text="<table><td colspan=1000><img src='file:///etc/passwd'>")
    ask(coordinator, [placement], CHECKLIST)

    make_print(PrintJob.objects.get().pk)

    job = PrintJob.objects.get()
    assert (job.status, job.pages, job.failures) == (PrintStatus.READY, 1, [])


# --- Waiting, stopping, again, and cleaning up -----------------------------------------


def test_progress_is_said_while_it_is_made(coordinator, offer, small_groups, monkeypatch):
    ask(coordinator, [place(offer, name) for name in ("Ali", "Bo", "Cem")], CHECKLIST)
    job = PrintJob.objects.get()
    seen = []
    real = prints._store_part

    def store_and_look(*given):
        real(*given)
        seen.append(text_of(coordinator.get(reverse("print-job", args=[job.pk]))))

    monkeypatch.setattr(prints, "_store_part", store_and_look)
    make_print(job.pk)

    assert ["2 van 3 klaar" in seen[0], "3 van 3 klaar" in seen[1]] == [True, True]
    assert ">Ververs</a>" in seen[0]


def test_a_print_can_be_stopped_and_leaves_nothing(coordinator, offer, small_groups, monkeypatch, files):
    ask(coordinator, [place(offer, name) for name in ("Ali", "Bo", "Cem")], CHECKLIST)
    job = PrintJob.objects.get()
    real = prints._store_part

    def store_and_stop(*given):
        real(*given)
        coordinator.post(reverse("print-cancel", args=[job.pk]))

    monkeypatch.setattr(prints, "_store_part", store_and_stop)
    make_print(job.pk)

    job.refresh_from_db()
    assert (job.status, job.file.name) == (PrintStatus.CANCELLED, "")
    assert not PrintPart.objects.exists()
    assert not list(files.rglob("*.pdf"))
    make_print(job.pk)
    assert PrintJob.objects.get().status == PrintStatus.CANCELLED


def test_stopping_a_print_that_is_ready_changes_nothing(coordinator, offer):
    ask(coordinator, [place(offer, "Noor")], CHECKLIST)
    job = PrintJob.objects.get()
    make_print(job.pk)
    coordinator.post(reverse("print-cancel", args=[job.pk]))
    assert PrintJob.objects.get().status == PrintStatus.READY


def test_the_same_again_is_not_laid_out_again(coordinator, offer, small_groups, monkeypatch):
    ask(coordinator, [place(offer, name) for name in ("Ali", "Bo", "Cem")], CHECKLIST)
    first = PrintJob.objects.get()
    make_print(first.pk)
    made = []
    real = prints.render_groups

    def note(groups, processes):
        return real((made.append(len(group)) or group for group in groups), processes)

    monkeypatch.setattr(prints, "render_groups", note)
    key = uuid.uuid4()
    for _ in range(2):
        coordinator.post(reverse("print-again", args=[first.pk]), {"key": key})
    again = PrintJob.objects.get(key=key)
    make_print(again.pk)
    assert made == []
    assert titles(again) == titles(first)

    Task.objects.filter(placement=again.sheets[-1]["placement"]).update(text="Iets anders")
    coordinator.post(reverse("print-again", args=[first.pk]), {"key": uuid.uuid4()})
    make_print(PrintJob.objects.first().pk)
    assert made == [1]  # only the group in which something changed


def test_who_waited_long_gets_a_mail_without_a_secret(coordinator, offer):
    ask(coordinator, [place(offer, "Noor")], CHECKLIST)
    job = PrintJob.objects.get()
    make_print(job.pk)
    assert not Message.objects.exists()
    coordinator.post(reverse("print-again", args=[job.pk]), {"key": uuid.uuid4()})
    slow = PrintJob.objects.first()
    PrintJob.objects.filter(pk=slow.pk).update(requested_at=timezone.now() - timedelta(minutes=2))

    make_print(slow.pk)
    make_print(slow.pk)

    mail = Message.objects.get()
    assert mail.to_email == job.requested_by.email
    assert mail.subject.startswith("Je pdf is klaar: Checklist introductiebijeenkomst")
    assert reverse("print-job", args=[slow.pk]) in mail.body
    assert "/link/" not in mail.body
    assert ProcrastinateJob.objects.filter(task_name="send_message").count() == 1


def test_old_files_go_and_the_page_says_so(coordinator, offer, files):
    ask(coordinator, [place(offer, "Noor")], CHECKLIST)
    job = PrintJob.objects.get()
    make_print(job.pk)
    now = timezone.now()
    assert clean_prints(now) == 0
    assert clean_prints(now + timedelta(days=2)) == 1  # the group
    assert clean_prints(now + timedelta(days=KEEP_DAYS, minutes=1)) == 1  # the file

    assert not list(files.rglob("*.pdf"))
    assert "De pdf is opgeruimd" in text_of(coordinator.get(reverse("print-job", args=[job.pk])))
    assert coordinator.get(reverse("print-file", args=[job.pk])).status_code == 404


# --- One document ----------------------------------------------------------------------


def test_the_word_file_opens_and_holds_the_items(coordinator, offer):
    placement = place(offer, "Noor")

    answer = coordinator.get(reverse("placement-document", args=[placement.pk, "inwerkdocument", "docx"]))

    document = docx.Document(io.BytesIO(answer.content))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(style.startswith(("Heading", "Title")) for style in styles)
    assert "Kennismaken met Noor" in " ".join([*cells, *(p.text for p in document.paragraphs)])


def test_the_student_gets_the_own_inwerkdocument_and_nobody_elses(client, offer):
    mine, other = place(offer, "Noor"), place(offer, "Sam")
    client.force_login(mine.student.user)

    answer = client.get(reverse("my-placement-print"))

    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert "Noor" in str(pdf.docinfo.get("/Title", "")) or "Noor" in str(pdf.open_metadata().get("dc:title"))
    address = reverse("placement-document", args=[other.pk, "inwerkdocument", "pdf"])
    assert client.get(address).status_code == 403


def test_an_unknown_document_does_not_exist(coordinator, offer):
    placement = place(offer, "Noor")

    for words in (
        ["geheim", "pdf"],
        ["inwerkdocument", "exe"],
        ["kaartje-met-qr-code", "pdf"],
        ["deze-week-starten", "pdf"],
    ):
        assert coordinator.get(reverse("placement-document", args=[placement.pk, *words])).status_code == 404


def test_every_format_for_a_student_is_linked_from_the_stage(coordinator, offer):
    placement = place(offer, "Noor")
    page = text_of(coordinator.get(reverse("placement-detail", args=[placement.pk])))
    for one in (one for _, some in student_formats() for one in some):
        assert reverse("placement-document", args=[placement.pk, one.slug, "pdf"]) in page


def test_a_start_date_has_a_team_card_per_leerplaats_and_for_the_institution(coordinator, offer):
    noor = place(offer, "Noor")
    other = PlaceOfferFactory(leerplaats__location=offer.leerplaats.location, period=offer.period)
    place(other, "Sam", starts_on=noor.starts_on)
    day, pk = noor.starts_on.isoformat(), offer.leerplaats_id
    card = reverse("start-document", args=[pk, day, "deze-week-starten", "pdf"])
    for url, names in ((card, ["De Kade"]), (f"{card}?voor=instelling", [offer.institution.name])):
        with pikepdf.open(io.BytesIO(coordinator.get(url).content)) as pdf:
            assert len(pdf.pages) == 1
            assert all(name in str(pdf.docinfo.Title) for name in names)
    together = reverse("start-document", args=[pk, day, "checklist-introductiebijeenkomst", "pdf"])
    assert coordinator.get(together).status_code == 200
    for words in (
        [pk, "2031-01-01", "deze-week-starten", "pdf"],
        [pk, "gisteren", "deze-week-starten", "pdf"],
        [pk, day, "inwerkdocument", "pdf"],
        [pk, day, "deze-week-starten", "docx"],
    ):
        assert coordinator.get(reverse("start-document", args=words)).status_code == 404
