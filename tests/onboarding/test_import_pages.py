"""The pages of a delivered list: remembered columns and words, sheets, cells, choices, long lists, the faulty rows."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from onboarding.actions import imports
from onboarding.actions.import_storing import store_import
from onboarding.forms.imports import word_field
from onboarding.jobs import check_import_job
from onboarding.models import PlacementRequest, SchoolLayout, Student, StudentImport
from tests.factories import ProgrammeFactory
from tests.onboarding.importing import OTHER, STUDENT, Delivery

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "aanlevering" / "files"
HAVEN, HAVEN_AGAIN = "havenvakschool-deelnemers.txt", "havenvakschool-deelnemers-december.txt"
BSN = "123456782"


@pytest.fixture
def school(client):
    delivery = Delivery()
    client.force_login(delivery.school_coordinator)
    return delivery


def text_of(response):
    return " ".join(response.content.decode().split())


def upload(client, school, name, data):
    fields = {"school": school.school.pk, "institution": school.institution.pk}
    client.post(reverse("import-list"), {**fields, "file": SimpleUploadedFile(name, data)})
    return StudentImport.objects.latest("uploaded_at")


def columns_page(client, found, **changes):
    form = client.get(reverse("import-columns", args=[found.pk])).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items()} | changes
    return client.post(reverse("import-columns", args=[found.pk]), data, follow=True)


def say_words(client, school, found):
    words = {
        word_field("programme", "VP4"): school.nurse.pk,
        word_field("programme", "VZ3"): school.vig.pk,
        word_field("programme", "HZ2"): ProgrammeFactory(name="Helpende Zorg en Welzijn", level=2).pk,
        word_field("year", "L2"): 2,
        word_field("weekdays", "dagdeel A"): "ma en di",
    }
    return client.post(reverse("import-words", args=[found.pk]), words, follow=True)


def test_words_are_asked_once_with_their_rows_and_remembered_with_the_columns(client, school):
    found = upload(client, school, HAVEN, (FILES / HAVEN).read_bytes())
    page = text_of(columns_page(client, found, town=9))
    assert "Welke opleiding is &#x27;VP4&#x27;?" in page
    assert "Staat in 9 rijen." in page
    assert "Welk leerjaar is &#x27;L2&#x27;?" in page

    checked = text_of(say_words(client, school, found))
    assert "24 rijen. 21 goed, 0 nakijken, 3 fout." in checked
    found.refresh_from_db()
    store_import(found=found, by=school.school_coordinator)
    assert Student.objects.count() == 21

    second = upload(client, school, HAVEN_AGAIN, (FILES / HAVEN_AGAIN).read_bytes())
    page = text_of(client.get(reverse("import-columns", args=[second.pk])))
    assert "De kolommen staan zoals bij de vorige lijst" not in page  # it is said that they do not
    assert "Kolommen die hetzelfde heten, lezen we zoals bij de vorige lijst" in page
    assert "Nieuw: de kolom Mentor." in page
    assert "Nieuw: de kolom BPV dagen." in page
    assert "Weg: de kolom bpv dgn. We lezen stagedagen nu in de kolom BPV dagen." in page
    assert second.mapping["town"] == 9
    # No word is asked again, and the rest is the difference.
    checked = text_of(columns_page(client, second))
    assert "Controleer de lijst" in checked
    assert "4 nieuw, 4 gewijzigd, 2 niet meer op de lijst." in checked


def test_an_unknown_word_that_is_no_day_gets_a_sentence_and_stays(client, school):
    found = upload(client, school, HAVEN, (FILES / HAVEN).read_bytes())
    columns_page(client, found)

    name = word_field("weekdays", "dagdeel A")
    answer = client.post(reverse("import-words", args=[found.pk]), {name: "soms"})

    assert answer.status_code == 422
    assert "De dagen &#x27;soms&#x27; kunnen we niet lezen. Schrijf ze zo: di/wo/do." in text_of(answer)
    assert answer.context["form"][name].value() == "soms"


def test_another_sheet_can_be_chosen(client, school):
    book = Workbook()
    for sheet, given in ((book.active, "Noor"), (book.create_sheet("Februari"), "Sem")):
        sheet.append(list(STUDENT))
        sheet.append(list((STUDENT | {"Voornaam": given}).values()))
    book.active.title = "Oud"
    packed = io.BytesIO()
    book.save(packed)
    found = upload(client, school, "lijst.xlsx", packed.getvalue())
    page = text_of(client.get(reverse("import-columns", args=[found.pk])))
    assert "We lezen het tabblad <strong>Oud</strong>. In het bestand staat ook: Februari." in page

    client.post(reverse("import-sheet", args=[found.pk]), {"tabblad": "Februari"})

    found.refresh_from_db()
    assert found.preview["rows"][0]["values"]["given_name"] == "Sem"
    assert "Lees het tabblad Oud" in text_of(client.get(reverse("import-columns", args=[found.pk])))


def test_faulty_rows_come_with_the_own_columns_and_no_formula_or_forbidden_column(client, school):
    rows = [{"E-mail": "geen", "BSN": BSN, "Allergie": "noten", "Opmerking": "=1+1"}, {**OTHER, "BSN": BSN}]
    found = school.deliver(*rows)
    page = text_of(client.get(reverse("import-check", args=[found.pk])))
    assert "Download alleen de fouten" in page

    as_csv = client.get(reverse("import-errors", args=[found.pk, "csv"]))
    lines = list(csv.reader(as_csv.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    book = load_workbook(io.BytesIO(client.get(reverse("import-errors", args=[found.pk, "xlsx"])).content))
    sheet = [[cell.value for cell in row] for row in book.active.iter_rows()]

    for table, remark in ((lines, "'=1+1"), (sheet, "=1+1")):
        assert table[0] == [*STUDENT, "Opmerking", "Wat klopt er niet", "Rij in je bestand"]
        assert len(table) == 2
        assert table[1][-3:] == [remark, "er mist een @ in het e-mailadres. Bijvoorbeeld naam@school.nl.", "2"]
        assert BSN not in str(table)
        assert "noten" not in str(table)
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} == {"s"}
    assert [cell.quotePrefix for row in book.active.iter_rows() for cell in row if cell.value == "=1+1"] == [True]
    assert client.get(reverse("import-errors", args=[found.pk, "exe"])).status_code == 404


def test_the_file_of_faulty_rows_can_be_corrected_and_handed_in(client, school):
    found = school.deliver({"E-mail": "geen"}, OTHER)
    data = client.get(reverse("import-errors", args=[found.pk, "csv"])).content.replace(b"geen", b"noor@school.example")

    again = upload(client, school, "fouten.csv", data)

    assert [row["status"] for row in again.preview["rows"]] == ["ok"]


def test_a_bsn_typed_into_a_cell_is_left_out_and_said(client, school):
    found = school.deliver({"E-mail": "geen", "Postcode": "x"})

    typed = {"cel-2-email": f"noor {BSN}", "cel-2-postcode": f"BSN {BSN}"}
    page = text_of(client.post(reverse("import-check", args=[found.pk]), typed, follow=True))

    found.refresh_from_db()
    assert "In rij 2 lieten we een nummer weg. Het lijkt een burgerservicenummer." in page
    assert BSN not in str(found.corrections) + str(found.preview)


def test_typed_student_number_like_a_bsn_only_where_numbers_are_that_long(client, school):
    short = school.deliver({"Studentnummer": "#1"}, OTHER)
    long = school.deliver({"Studentnummer": "#2"}, {**OTHER, "Studentnummer": "900000001"},
                          {**OTHER, "Studentnummer": "900000003", "E-mail": "x@school.example"})  # fmt: skip
    for found in (short, long):
        client.post(reverse("import-check", args=[found.pk]), {"cel-2-student_number": BSN})
        found.refresh_from_db()

    assert BSN not in str(short.corrections)
    assert long.corrections == {"2": {"student_number": BSN}}


def test_a_cell_that_nobody_changed_is_no_correction(client, school):
    found = school.deliver({"Start": "31-2-2027"}, {**OTHER, "E-mail": "geen"})

    client.post(
        reverse("import-check", args=[found.pk]),
        {"cel-2-starts_on": "31-2-2027", "cel-3-email": "sem@school.example", "cel-3-town": "X"},
    )

    found.refresh_from_db()
    assert found.corrections == {"3": {"email": "sem@school.example"}}


def test_rows_are_skipped_one_by_one_and_all_at_once(client, school):
    found = school.deliver({}, OTHER)
    url = reverse("import-check", args=[found.pk])

    client.post(url, {"rij": ["2", "3"], "neem": ["3"]})
    confirm = text_of(client.get(reverse("import-store", args=[found.pk])))
    assert "1 nieuwe student</li>" in confirm
    assert "<li>Rij 2, Noor A.: Jij sloeg deze rij over.</li>" in confirm

    client.post(url, {"alles": "nieuw:nee"})
    assert "Er is niets om op te slaan." in text_of(client.get(reverse("import-store", args=[found.pk])))


def test_filters_and_pages_keep_a_long_list_short(client, school):
    rows = [
        {"Studentnummer": str(2000 + n), "Voornaam": "Noor", "Achternaam": f"Bos{chr(97 + n // 26)}{chr(97 + n % 26)}",
         "E-mail": f"s{n}@school.example", "Plaats": ""}
        for n in range(70)
    ]  # fmt: skip
    found = school.deliver(*rows)
    url = reverse("import-check", args=[found.pk])

    page = text_of(client.get(url))
    assert "Bekijk alle 70 rijen bij Goed: nieuw" in page
    assert page.count('name="neem"') == 20
    assert text_of(client.get(url, {"lijst": "nieuw", "pagina": 2})).count('name="neem"') == 20
    assert client.get(url, {"lijst": "onzin"}).status_code == 200


def test_storing_what_changed_after_the_page_was_seen_shows_it_again(client, school):
    school.store({})
    found = school.deliver({"Leerjaar": "3"})
    url = reverse("import-store", args=[found.pk])
    digest = client.get(url).context["digest"]
    PlacementRequest.objects.update(corrected=["year"])

    page = text_of(client.post(url, {"gezien": digest}, follow=True))

    assert "Er is intussen iets veranderd. Kijk nog een keer wat we opslaan." in page
    assert PlacementRequest.objects.get().year == 2


def test_a_get_stores_nothing(client, school):
    found = school.deliver({})
    for name in ("columns", "words", "check", "store"):
        client.get(reverse(f"import-{name}", args=[found.pk]))

    assert not Student.objects.exists()
    assert not SchoolLayout.objects.exists()


def test_a_long_list_is_checked_by_the_worker_with_progress(client, school, monkeypatch):
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    asked = []
    monkeypatch.setattr(check_import_job, "defer", lambda **job: asked.append(job))
    found = school.deliver({}, OTHER)
    assert (found.progress, asked) == (0, [{"import_id": found.pk}])

    for name in ("check", "words", "store"):
        page = text_of(client.get(reverse(f"import-{name}", args=[found.pk])))
        assert "We controleren 2 rijen" in page
        assert "0% klaar" in page
    # Nothing is stored, and nothing is corrected, of rows that nobody has seen.
    client.post(reverse("import-store", args=[found.pk]))
    assert not Student.objects.exists()

    imports.check_import(found.pk)
    imports.check_import(found.pk)  # a worker that was killed after the last row: the same again
    assert "2 rijen. 2 goed" in text_of(client.get(reverse("import-check", args=[found.pk])))


def test_progress_goes_up_while_a_long_list_is_checked(school, monkeypatch):
    monkeypatch.setattr("onboarding.aanlevering.checking.ROWS_PER_STEP", 1)
    found = school.deliver(*[{"Achternaam": name} for name in ("Aa", "Bee", "Cee", "Dee")])
    StudentImport.objects.update(progress=0)
    seen = []
    check = imports.check

    def spy(*args, on_progress, **options):
        def told(percent):
            on_progress(percent)
            seen.append(StudentImport.objects.get().progress)

        return check(*args, on_progress=told, **options)

    monkeypatch.setattr(imports, "check", spy)
    imports.check_import(found.pk)

    assert seen == [0, 25, 50, 75]
    assert StudentImport.objects.get().progress == 100


def test_a_check_that_was_overtaken_by_other_columns_is_dropped(client, school, monkeypatch):
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    monkeypatch.setattr(check_import_job, "defer", lambda **job: None)
    found = school.deliver({}, OTHER)
    check = imports.check

    def slow(*args, **options):
        mapping = {key: place for key, place in found.mapping.items() if key != "town"}
        imports.set_columns(found=found, mapping=mapping, default_programme=None)
        return check(*args, **options)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(imports, "check", slow)
        imports.check_import(found.pk)
    found.refresh_from_db()
    assert (found.progress, found.preview) == (0, {})

    imports.check_import(found.pk)
    found.refresh_from_db()
    assert {row["values"]["town"] for row in found.preview["rows"]} == {""}


def test_rows_show_what_a_guess_became_and_a_shared_remark_once(client, school):
    found = school.deliver({"Opleiding": "25656", "Dagen": ""}, {**OTHER, "Opleiding": "25655", "Dagen": ""})
    page = text_of(client.get(reverse("import-check", args=[found.pk])))

    assert '<td role="cell" data-label="Opleiding">Verzorgende IG</td>' in page
    assert '<td role="cell" data-label="Opleiding">Mbo-Verpleegkundige</td>' in page
    assert page.count("we weten de stagedagen niet") == 1
    assert "Bij alle 2 rijen: we weten de stagedagen niet." in page

    store_import(found=found, by=school.school_coordinator)
    again = school.deliver({"Opleiding": "VIG", "Leerjaar": "3"})
    page = text_of(client.get(reverse("import-check", args=[again.pk])))
    assert "Verzorgende IG, leerjaar 3. Van 1 feb 2027 tot en met 18 jun 2027, op maandag en dinsdag." in page


def test_an_older_list_says_that_there_is_a_newer_one_and_withdraws_nobody(client, school):
    older = school.deliver({})
    school.store({}, OTHER)
    older.decisions = {"gone": [PlacementRequest.objects.get(student__given_name="Sem").pk]}
    older.save()

    for name in ("import-check", "import-store"):
        page = text_of(client.get(reverse(name, args=[older.pk])))
        assert "Er is daarna een nieuwere lijst opgeslagen, op" in page
        assert "Trek ze allemaal in" not in page
        assert "Sem Bos" not in page
    newest = school.deliver({"Leerjaar": "3"})
    page = text_of(client.get(reverse("import-check", args=[newest.pk])))
    assert "nieuwere lijst" not in page
    assert "Trek ze allemaal in" in page


def test_who_was_left_is_named_at_the_end_and_the_steps_are_numbered(client, school):
    school.store({}, OTHER)
    found = school.deliver({"Leerjaar": "3"})
    left = "1 student stond niet meer in de lijst en blijft staan: Sem Bos."

    confirm = text_of(client.get(reverse("import-store", args=[found.pk])))
    assert left in confirm
    assert "stap 4 van 5" in confirm
    done = client.post(
        reverse("import-store", args=[found.pk]),
        {"gezien": school.difference(found).digest},
        follow=True,
    )
    assert left in text_of(done)
    assert "Stap 5 van 5" in text_of(done)
    assert "Stap 1 van 5" in text_of(client.get(reverse("import-list")))


def test_the_coordinator_reads_that_the_next_step_is_hers(client, school):
    found = school.store({}, by=school.coordinator)
    assert f"De coördinator van {school.institution} koppelt ze" in text_of(
        client.get(reverse("import-done", args=[found.pk]))
    )

    client.force_login(school.coordinator)
    assert "Jij koppelt ze aan een leerplaats." in text_of(client.get(reverse("import-done", args=[found.pk])))


def test_a_corrected_row_that_asks_for_a_choice_is_shown_before_step_4(client, school):
    store_import(found=school.deliver({}), by=school.school_coordinator)
    found = school.deliver({"E-mail": "noor", "Studentnummer": "1009"})
    url = reverse("import-check", args=[found.pk])

    page = client.post(url, {"cel-2-email": "n.vanderaa@school.example", "verder": "1"}, follow=True)

    assert page.redirect_chain[-1][0].endswith("?lijst=nakijken#rij-2")
    assert "Rij 2 is nu leesbaar, maar kijk nog na of we dit opslaan." in text_of(page)
    assert client.post(url, {"verder": "1"})["Location"] == reverse("import-store", args=[found.pk])


def test_what_is_not_stored_is_told_with_name_and_reason_and_afterwards_without_names(client, school):
    bo = {"Studentnummer": "1007", "Voornaam": "Bo", "Achternaam": "Kok", "E-mail": "bo@school.example"}
    found = school.deliver({}, OTHER | {"E-mail": "sem"}, {"Studentnummer": "1001"}, bo)
    imports.correct_rows(found=found, choices={"5": "skip"})
    url = reverse("import-store", args=[found.pk])

    page = text_of(client.get(url))
    assert "Rij 3, Sem B.:" in page
    assert "Rij 4, Noor A.: Dit is dezelfde student als in rij 2." in page
    assert "Rij 5, Bo K.: Jij sloeg deze rij over." in page

    done = text_of(client.post(url, follow=True))
    assert "1 rij is niet opgeslagen: rij 3. Verbeter deze in je bestand" in done
    assert "1 rij sloeg je over: rij 5. <" in done or "1 rij sloeg je over: rij 5.<" in done
    assert "1 rij stond er dubbel in: rij 4." in done
    assert "Sem" not in done
