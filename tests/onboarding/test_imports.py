"""Aanleveren: a school's list becomes students and requests, once, and nothing before somebody says so."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from onboarding.actions.import_storing import AlreadyStored, store_import
from onboarding.actions.imports import start_import
from onboarding.models import PlacementRequest, Student, StudentImport
from profiles.enums import Role
from tests.factories import (
    InstitutionFactory,
    MembershipFactory,
    PeriodFactory,
    ProgrammeFactory,
    SchoolFactory,
    StudentFactory,
    person,
)

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "aanlevering" / "files"
ROC = "roc-maasmond-bpv-feb-2027.xlsx"
MBO = "mbo-deltaland-export.csv"
HBO = "hogeschool-delta-praktijkleren.csv"


@pytest.fixture
def programmes():
    named = {
        "Helpende Zorg en Welzijn": ["25960"],
        "Verzorgende IG": ["25656"],
        "Mbo-Verpleegkundige": ["25655"],
        "Persoonlijk begeleider maatschappelijke zorg": ["25779"],
        "Hbo-Verpleegkunde": [],
    }
    return {name: ProgrammeFactory(name=name, codes=codes) for name, codes in named.items()}


@pytest.fixture
def periods():
    return [
        PeriodFactory(name="Voorjaar 2027", starts_on=date(2026, 12, 14), ends_on=date(2027, 6, 20)),
        PeriodFactory(name="Najaar 2027", starts_on=date(2027, 6, 21), ends_on=date(2027, 12, 5)),
    ]


@pytest.fixture
def world(client, programmes, periods):
    institution, school = InstitutionFactory(), SchoolFactory(name="ROC Maasmond")
    client.force_login(person(Role.COORDINATOR, institution))
    return {"institution": institution, "school": school, "programmes": programmes}


def upload(client, world, name, **extra):
    data = {"school": world["school"].pk, "institution": world["institution"].pk, **extra}
    data["file"] = SimpleUploadedFile(name, (FILES / name).read_bytes())
    return client.post(reverse("import-list"), data, follow=True)


def columns_again(client, found, **changes):
    """Post the columns page as it stands, with these changes."""
    page = client.get(reverse("import-columns", args=[found.pk]))
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items()} | changes
    return client.post(reverse("import-columns", args=[found.pk]), data, follow=True)


def check_page(client, _response):
    """The text of page 3, past the words that are asked about."""
    found = StudentImport.objects.latest("uploaded_at")
    return text_of(client.get(reverse("import-check", args=[found.pk])))


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(("name", "stored"), [(ROC, 60), (MBO, 22), (HBO, 41)])
def test_each_school_file_goes_through_from_upload_to_stored(client, world, name, stored):
    upload(client, world, name)
    found = StudentImport.objects.get()
    extra = {"default_programme": world["programmes"]["Hbo-Verpleegkunde"].pk} if name == HBO else {}
    columns_again(client, found, **extra)
    assert not Student.objects.exists()

    done = client.post(reverse("import-store", args=[found.pk]), follow=True)

    assert f"{stored} studenten zijn opgeslagen" in text_of(done)
    assert PlacementRequest.objects.count() == Student.objects.count() == stored


def test_forbidden_columns_are_named_and_kept_nowhere(client, world):
    page = text_of(upload(client, world, MBO))

    found = StudentImport.objects.get()
    kept = str(found.source) + str(found.preview)
    assert "De kolom &#x27;BSN&#x27; lezen we niet" in page
    assert "allergie" in page
    assert "123456782" not in kept
    assert "noten" not in kept


def test_each_problem_has_its_row_number_its_value_and_a_sentence(client, world):
    upload(client, world, ROC)

    page = check_page(client, columns_again(client, StudentImport.objects.get()))

    assert "31 februari bestaat niet" in page
    assert 'value="31-02-2027"' in page
    assert "Rij 67" in page
    assert "Bedoel je Mbo-Verpleegkundige?" in page


def test_a_wrong_cell_is_corrected_on_the_page(client, world):
    upload(client, world, ROC)
    found = StudentImport.objects.get()
    columns_again(client, found)
    before = found.preview

    url = reverse("import-check", args=[found.pk])
    typed = {"cel-69-email": "lotte@student.roc-maasmond.example", "cel-69-onzin": "x", "cel-x-email": "y"}
    client.post(url, typed | {"cel-67-starts_on": "31-02-2027"})

    found.refresh_from_db()
    row = next(row for row in found.preview["rows"] if row["number"] == 69)
    assert row["values"]["email"] == "lotte@student.roc-maasmond.example"
    assert row["status"] != "error"
    assert found.preview != before
    assert found.corrections == {"69": {"email": "lotte@student.roc-maasmond.example"}}


def test_the_same_file_twice_has_no_effect(client, world):
    upload(client, world, HBO)
    found = StudentImport.objects.get()
    columns_again(client, found, default_programme=world["programmes"]["Hbo-Verpleegkunde"].pk)
    client.post(reverse("import-store", args=[found.pk]))

    again = text_of(upload(client, world, HBO))
    client.post(reverse("import-store", args=[found.pk]))

    assert "Dit bestand is al eerder aangeleverd. We slaan niets dubbel op." in again
    assert StudentImport.objects.count() == 1
    assert PlacementRequest.objects.count() == 41


def test_a_student_we_know_is_not_overwritten(client, world):
    address = "201000@student.roc-maasmond.example"
    known = StudentFactory(school=world["school"], email=address, given_name="Chaimaa", last_name="Yilmaz")
    upload(client, world, ROC)
    found = StudentImport.objects.get()
    columns_again(client, found)
    client.post(reverse("import-store", args=[found.pk]))

    known.refresh_from_db()
    assert known.given_name == "Chaimaa"
    assert known.requests.count() == 1


def test_rows_to_look_at_are_stored_only_when_ticked(client, world):
    upload(client, world, HBO)
    found = StudentImport.objects.get()
    columns_again(client, found, default_programme=world["programmes"]["Hbo-Verpleegkunde"].pk)
    found.refresh_from_db()
    looks = [r["number"] for r in found.preview["rows"] if r["status"] == "look" and r["same_as"] is None]

    choices = {"kijk": looks} | {f"keus-{number}": "take" for number in looks[:1]}
    client.post(reverse("import-check", args=[found.pk]), choices)
    done = client.post(reverse("import-store", args=[found.pk]), follow=True)

    assert len(looks) == 4
    assert "42 studenten zijn opgeslagen" in text_of(done)


def test_a_missing_column_is_asked_for_and_the_choice_stays(client, world):
    upload(client, world, HBO)

    response = columns_again(client, StudentImport.objects.get(), remark=13)

    page = text_of(response)
    assert page.count("De opleiding staat niet in je bestand.") == 2
    assert "<title>Fout: " in page
    assert response.context["form"]["remark"].value() == "13"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 400, "Dit is een foto. Kies een Excel- of csv-bestand."),
        ("leeg.csv", b"", "Dit bestand is leeg."),
        ("groot.csv", b"a;b\n" * 3_000_000, "Dit bestand is 11 MB. Kies een bestand tot 10 MB."),
        ("zonder.csv", b"a;b\n1;2\n", "We vinden geen rij met namen van kolommen."),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_and_the_choices_stay(client, world, name, data, sentence):
    fields = {"school": world["school"].pk, "institution": world["institution"].pk}

    response = client.post(reverse("import-list"), {**fields, "file": SimpleUploadedFile(name, data)})

    assert sentence in text_of(response)
    assert response.context["form"]["school"].value() == str(world["school"].pk)
    assert not StudentImport.objects.exists()


def test_nothing_chosen_says_what_to_do(client, world):
    page = text_of(client.post(reverse("import-list"), {}))

    assert page.count("Kies van welke school de lijst is.") == 2
    assert page.count("Kies een bestand, of plak de cellen uit je rekenblad.") == 2


def test_pasted_cells_work_like_a_file(client, world):
    pasted = (FILES / MBO).read_text("utf-8-sig").replace('"', "").replace(",", "\t")
    data = {"school": world["school"].pk, "institution": world["institution"].pk, "pasted": pasted}

    client.post(reverse("import-list"), data, follow=True)

    assert StudentImport.objects.get().mapping["email"] is not None


def test_a_school_coordinator_delivers_for_the_own_school_only(client, world):
    other = SchoolFactory()
    client.force_login(person(Role.SCHOOL_COORDINATOR, other))

    response = upload(client, world, ROC)

    assert not StudentImport.objects.exists()
    assert "Selecteer een geldige keuze" in text_of(response) or "Kies" in text_of(response)


def test_rows_that_are_not_stored_are_named_and_can_come_later(client, world):
    upload(client, world, ROC)
    found = StudentImport.objects.get()
    columns_again(client, found)

    done = text_of(client.post(reverse("import-store", args=[found.pk]), follow=True))

    found.refresh_from_db()
    assert found.preview["left_out"] == [66, 67, 68, 69, 70]
    assert all(str(number) in done.partition("Niet opgeslagen")[2] for number in found.preview["left_out"])
    assert set(found.preview["left_out_kinds"]) == {"66", "67", "68", "69", "70"}
    assert "maasmond" not in str(found.preview) + str(found.source)


def test_a_list_under_the_wrong_school_is_questioned(client, world):
    upload(client, world, MBO)
    first = StudentImport.objects.get()
    columns_again(client, first)
    client.post(reverse("import-store", args=[first.pk]))
    world["school"] = SchoolFactory(name="Een andere school")

    upload(client, world, MBO)
    page = check_page(client, columns_again(client, StudentImport.objects.get(school=world["school"])))

    assert "22 studenten uit deze lijst staan al bij een andere school. Is Een andere school de goede school?" in page


def test_the_summary_counts_what_the_headings_count(client, world):
    upload(client, world, ROC)

    page = check_page(client, columns_again(client, StudentImport.objects.get()))

    assert "65 rijen. 60 goed, 1 nakijken, 1 dubbel, 3 fout." in page
    assert "Nakijken (1)" in page


def test_a_list_can_be_thrown_away_before_it_is_stored(client, world):
    upload(client, world, ROC)

    client.post(reverse("import-discard", args=[StudentImport.objects.get().pk]))

    assert not StudentImport.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_store_the_list_once():
    institution, school = InstitutionFactory(), SchoolFactory()
    by = MembershipFactory(institution=institution).user
    ProgrammeFactory(name="Mbo-Verpleegkundige", codes=["25655"])
    ProgrammeFactory(name="Verzorgende IG", codes=["25656"])
    PeriodFactory(starts_on=date(2026, 12, 14), ends_on=date(2027, 6, 20))
    data = (FILES / MBO).read_bytes()
    found = start_import(data=data, filename=MBO, school=school, institution=institution, by=by)

    def click(_):
        try:
            return store_import(found=found, by=by).stored_count
        except AlreadyStored:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        stored = sorted(pool.map(click, range(2)))

    assert stored[0] == 0 < stored[1] == PlacementRequest.objects.count()
