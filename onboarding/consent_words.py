"""What is asked with each consent, and what a yes and a no do: one table for screen, download and register."""

from dataclasses import dataclass

from profiles.enums import INSTITUTION_ROLES, Purpose, Role


@dataclass(frozen=True)
class Asked:
    """A question to say yes or no to. `needs` is what must be there before a yes shows anything."""

    purpose: Purpose
    title: str
    yes: str  # what happens after a yes
    no: str  # and after a no
    needs: str  # "photo" or "phone"


OF_A_STUDENT = (
    Asked(
        Purpose.PHOTO_TEAM,
        "Mag je team je foto zien?",
        "Je begeleiders en de collega's van je leerplaats zien je foto. Die staat ook op hun lijst van wie er start.",
        "Je team ziet je foto niet meer. Op een lijst die al is afgedrukt, blijft die staan.",
        "photo",
    ),
    Asked(
        Purpose.PHOTO_STUDENTS,
        "Mogen andere studenten je foto zien?",
        "Studenten die op dezelfde leerplaats stage lopen, zien je foto.",
        "Andere studenten zien je foto niet meer.",
        "photo",
    ),
    Asked(
        Purpose.PHONE_TEAM,
        "Mogen je begeleiders je telefoonnummer zien?",
        "Je werkbegeleider, de praktijkopleider en de coördinator zien je nummer. Zo kunnen ze je bellen.",
        "Je begeleiders zien je nummer niet meer. Ze mailen je dan.",
        "phone",
    ),
)
OF_STAFF = (
    Asked(
        Purpose.PHOTO_STUDENTS,
        "Mogen studenten je foto zien?",
        "Studenten op jouw leerplaatsen zien je foto bij Wie is wie, naast je voornaam en je rol.",
        "Studenten zien je foto niet meer.",
        "photo",
    ),
)


def asked_of(identity):
    """The questions for this person. Who is a student and also works here answers both with the same yes."""
    asked = list(OF_A_STUDENT) if identity.has(Role.STUDENT) else []
    if identity.has(*INSTITUTION_ROLES):
        known = {one.purpose for one in asked}
        asked += [one for one in OF_STAFF if one.purpose not in known]
    return asked
