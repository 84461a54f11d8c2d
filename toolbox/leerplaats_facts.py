"""What a sheet can say about a leerplaats when no student is known yet."""

from profiles.dutch import time_label
from profiles.questions import CLOTHING
from toolbox.formats.content import Facts
from toolbox.origins import origin


def leerplaats_facts(leerplaats, leaders=()):
    """Facts of `leerplaats` (location, institution and published version at hand), from what stands online.

    `leaders` are the memberships of the praktijkopleiders.
    """
    location, institution = leerplaats.location, leerplaats.institution
    answers = online_answers(leerplaats)
    return Facts(
        origin=origin(),
        leerplaats=leerplaats.name,
        institution=institution.name,
        location=location.name,
        address=location.address,
        start_time=time_label(answers.get("report_time", "")),
        report_place=answers.get("report_place", ""),
        welcome=answers.get("report_to", ""),
        praktijkopleider=leaders[0].user.first_name if leaders else "",
        sick_call=sick_call(answers),
        phone=answers.get("contact_phone") or location.phone or institution.phone,
        email=answers.get("contact_email") or institution.email,
        clothing=clothing(answers),
        seed=f"leerplaats {leerplaats.pk}",
    )


def online_answers(leerplaats):
    """The answers that stand online for `leerplaats`, or none."""
    profile = getattr(leerplaats, "profile", None)
    return profile.published.answers if profile and profile.published else {}


def sick_call(answers):
    """Whom to call before when: "010 123 45 67, vóór 7.00 uur"."""
    phone, before = answers.get("sick_phone", ""), answers.get("sick_before", "")
    return f"{phone}, vóór {time_label(before)}" if phone and before else phone


def clothing(answers):
    """The clothing rules in a row: "uniform van de instelling, dichte schoenen"."""
    return ", ".join(dict(CLOTHING)[key] for key in answers.get("clothing", ())).lower()
