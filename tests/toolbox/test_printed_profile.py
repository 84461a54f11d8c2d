"""What everyone can print of a leerplaats: the profile and the kaartje."""

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.enums import Sector
from profiles.profile_page import profile_page
from tests.factories import ANSWERS, LeerplaatsprofielFactory, PlaceOfferFactory, ProgrammeFactory
from tests.toolbox import pdf_reading
from toolbox.formats import leerplaatsprofiel
from toolbox.formats.pieces import Fact, Moment
from toolbox.printed_profile import printed_card, printed_profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def leerplaats(settings):
    settings.SITE_URL = "https://regiomaas.example"
    return LeerplaatsprofielFactory(online=True).leerplaats


def printed(leerplaats, offers=(), **answers):
    page = profile_page(leerplaats, ANSWERS | answers, offers)
    return printed_profile(leerplaats, leerplaats.profile.published, page)


@pytest.mark.parametrize(("name", "title"), [("leerplaats-print", "Leerplaatsprofiel"), ("leerplaats-card", "Kaartje")])
def test_a_visitor_prints_what_is_online(client, leerplaats, name, title):
    answer = client.get(reverse(name, args=[leerplaats.slug]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith(f'inline; filename="{title.lower()}-')
    pdf = pdf_reading.opened(answer.content)
    assert str(pdf.docinfo.Title).startswith(f"{title} {leerplaats.name}")
    assert set(pdf_reading.links(pdf)) == {f"https://regiomaas.example/leerplaatsen/{leerplaats.slug}"}


@pytest.mark.parametrize("name", ["leerplaats-print", "leerplaats-card"])
def test_what_is_not_online_is_not_printed(client, leerplaats, name):
    concept = LeerplaatsprofielFactory().leerplaats
    for slug in (concept.slug, "bestaat-niet"):
        assert client.get(reverse(name, args=[slug])).status_code == 404
    leerplaats.archived_at = timezone.now()
    leerplaats.save()
    assert client.get(reverse(name, args=[leerplaats.slug])).url == leerplaats.get_absolute_url()


@pytest.mark.parametrize("name", ["leerplaats-print", "leerplaats-card"])
def test_printing_only_reads(client, leerplaats, name):
    assert client.post(reverse(name, args=[leerplaats.slug])).status_code == 405


def test_the_answers_stand_on_paper(leerplaats):
    value = printed(
        leerplaats,
        timeline=[["7.30", "Je begint."]],
        meetings=["overdracht"],
        clothing=["uniform", "closed_shoes"],
        clothing_note="Halen bij de balie",
        allowance={"answer": "yes", "note": "Je school vraagt hem aan"},
        sick_before="7.00",
        sick_rule=["Meld het ook bij je school."],
        fixed_supervisor="fixed",
        guidance="Je loopt mee met Samira.",
        report_to="Joost",
    )
    assert value.day == (Moment("7.30", "Je begint."),)
    assert (
        Fact("Kleding", "Uniform van de instelling, dichte schoenen met een schone zool. Halen bij de balie")
        in value.practical
    )
    assert any(fact.answer == "Dit geldt. Je school vraagt hem aan" for fact in value.practical)
    assert value.sick == ("Bel vóór 7.00 uur naar 010 123 45 67.", "Meld het ook bij je school.")
    assert value.guidance == "Je krijgt één vaste werkbegeleider. Je loopt mee met Samira."
    assert value.first_day_facts == (Fact("Meld je bij", "Receptie hoofdingang, 8.30 uur, vraag naar Joost"),)
    assert value.address == f"regiomaas.example/leerplaatsen/{leerplaats.slug}"


def test_what_fits_is_printed_and_what_does_not_is_left_out_last(leerplaats):
    value = printed(
        leerplaats,
        team="We zijn met 12.",
        culture="Rustig en eerlijk.",
        exam="yes",
        interview="talk",
        interview_note="Jij mailt.",
        emergency="2222 met elke telefoon.",
        meals="Soep kost € 1,20.",
        parking="Gratis.",
        first_month=["Week 2: je eerste late dienst.", "Week 3: een les."],
        late="Bel de afdeling.",
    )
    *full, short = leerplaatsprofiel.versions(value)
    second = ("We zijn met 12. Rustig en eerlijk.", "Je kunt hier examen doen", "Jij mailt.", "€ 1,20", "Gratis.",
              "je eerste late dienst", "Bel de afdeling.")  # fmt: skip
    assert len(full) == 3
    assert all(text in version for version in full for text in second)
    assert [text for text in second if text in short] == []
    assert "2222 met elke telefoon." in short
    assert "staat nog meer" in short
    assert "staat nog meer" not in full[-1]


def test_the_opleidingen_that_are_welcome_stand_on_paper(leerplaats):
    programme = ProgrammeFactory(name="Verzorgende IG")
    offers = [PlaceOfferFactory(leerplaats=leerplaats, year=year, programme=programme) for year in (2, 3)]
    assert printed(leerplaats, offers).programmes == ("Verzorgende IG, leerjaar 2 en 3",)


def test_a_mobile_number_is_not_printed(leerplaats):
    value = printed(leerplaats, sick_phone="06 12 34 56 78", contact_phone="06 12 34 56 78", sick_before="")
    assert value.sick[0] == "Bel vóór je dienst begint. Het nummer krijg je vóór je start."
    assert "06 12" not in leerplaatsprofiel.html(value)


@pytest.mark.parametrize("sector", Sector)
def test_every_sector_can_be_printed(leerplaats, sector):
    leerplaats.sector = sector
    assert "<h1>" in leerplaatsprofiel.html(printed(leerplaats))


def test_the_kaartje_says_where_it_belongs(leerplaats):
    card = printed_card(leerplaats)
    assert (card.name, card.institution) == (leerplaats.name, leerplaats.institution.name)
    assert card.place == f"{leerplaats.location.name}, Rotterdam"
    assert card.target == f"https://regiomaas.example/leerplaatsen/{leerplaats.slug}"


def test_without_pango_the_page_says_so(client, leerplaats, monkeypatch):
    from toolbox import rendering

    def no_pango():
        raise rendering.PdfNotAvailable(rendering.INSTALL)

    monkeypatch.setattr(rendering, "_warm_engine", no_pango)
    rendering._recent.clear()
    answer = client.get(reverse("leerplaats-card", args=[leerplaats.slug]))
    assert answer.status_code == 503
    assert "Pdf maken lukt nu niet" in answer.content.decode()
