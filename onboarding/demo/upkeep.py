"""Makes what keeps profiles true: parts that were not looked at for long, a report, and help of a colleague."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from onboarding.demo.organisations import praktijkopleider
from profiles.enums import ContributionStatus
from profiles.merging import fingerprint
from profiles.models import Contribution, ErrorReport, Leerplaatsprofiel, PartCheck

INSTITUTION = "kadeburg"
OLD_PARTS = {"de-kade": ("day", "guidance"), "de-werf": ("about",)}
AGE = timedelta(days=215)
REPORT = "De receptie is verhuisd. Je vindt die nu aan de zijkant van het gebouw, bij de fietsenstalling."
PROPOSAL = {
    "breaks": "Je drinkt koffie om 10.15 uur met het hele team. Om 12.30 uur eet je in de teamkamer op de tweede "
    "verdieping. Daar staan een koelkast en een magnetron. Koffie en thee zijn gratis."
}


def make_upkeep(region, leerplaatsen, users):
    """The moments of the checks follow those of the versions, except for a few old parts of one institution."""
    published = Leerplaatsprofiel.objects.filter(pk=OuterRef("profile")).values("published__published_at")
    PartCheck.objects.update(checked_at=Subquery(published))
    content = next(content for content in region.institutions if content.key == INSTITUTION)
    for key, parts in OLD_PARTS.items():
        checks = PartCheck.objects.filter(profile__leerplaats=leerplaatsen[INSTITUTION, key], part__in=parts)
        checks.update(checked_at=timezone.now() - AGE)
    de_kade = leerplaatsen[INSTITUTION, "de-kade"]
    ErrorReport.objects.create(leerplaats=de_kade, institution_id=de_kade.institution_id, part="first_day", text=REPORT)
    _make_help(de_kade, praktijkopleider(content, "de-kade", users))


def _make_help(leerplaats, asked_by):
    now, answers = timezone.now(), Leerplaatsprofiel.objects.get(leerplaats=leerplaats).answers
    Contribution.objects.create(
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        part="day",
        name="Sanne",
        email="sanne@kadeburg.example",
        note="Wil jij vertellen hoe de pauzes nu gaan?",
        token_hash="0" * 64,  # of a link nobody has
        status=ContributionStatus.SENT,
        answers=PROPOSAL,
        seen={key: fingerprint(answers.get(key)) for key in PROPOSAL},
        asked_at=now - timedelta(days=3),
        asked_by=asked_by,
        sent_at=now - timedelta(days=1),
        expires_at=now + timedelta(days=11),
    )
