"""What is kept of students, in a few plain lines for the privacy page. The register is the source.

A line names the models it speaks for. What belongs to a student and has no line yet is shown with the words of the
register itself, so that the page can be shorter than the register and never say less.
"""

from dataclasses import dataclass

from onboarding.models import Student
from onboarding.whole_register import ENTRIES
from profiles.field_register import Group

OF_STUDENTS = (Group.STUDENTS, Group.STAGES, Group.GUIDANCE, Group.MAIL, Group.MATCHING)


@dataclass(frozen=True)
class KeptLine:
    """One line: what it is, why it is kept, and the models it stands for."""

    what: str
    why: str
    models: tuple[str, ...]


_LINES = (
    KeptLine("Naam en e-mailadres", "Om je te kunnen mailen en om in te loggen.", ("User", "Student")),
    KeptLine("Studentnummer", "Om je niet twee keer op te nemen.", ("Student",)),
    KeptLine("Postcode en woonplaats", "Zodat de coördinator ziet waar je vandaan komt.", ("Student",)),
    KeptLine(
        "Je foto en je telefoonnummer",
        "Alleen als je ze zelf geeft. Je kiest ook zelf wie ze ziet.",
        ("Portrait", "User", "Consent"),
    ),
    KeptLine(
        "Opleiding, leerjaar, periode en stagedagen",
        "Om een plek te zoeken die past. En om een leerplaats te vragen of je kunt komen.",
        ("PlacementRequest", "Proposal", "PlaceQuestion"),
    ),
    KeptLine(
        "Je wensen",
        "Waar je graag heen wilt en hoe ver je reist, van jou of van je school. Om een plek te zoeken die past.",
        ("Wish",),
    ),
    KeptLine(
        "Waar je liever niet heen gaat",
        "Alleen de naam van de plek. Niemand vraagt waarom, en we bewaren geen reden.",
        ("Wish",),
    ),
    KeptLine("Opmerking van je school", "Om er rekening mee te houden bij het koppelen.", ("PlacementRequest",)),
    KeptLine(
        "Je stage, je rooster en je lijst",
        "Waar en wanneer je stage loopt, wat je wilt leren, en wat al klaar is en door wie.",
        ("Placement", "RosterShift", "Task", "TaskChange", "ProfileShown"),
    ),
    KeptLine("Je introductie", "Om je uit te nodigen, en om te weten of je er was.", ("IntroGuest",)),
    KeptLine(
        "Je vragen en de antwoorden",
        "Om je antwoord te geven. Alleen jij en aan wie je het vraagt, lezen ze.",
        ("StudentQuestion", "QuestionReply"),
    ),
    KeptLine(
        "Je kaarten en je antwoorden bij de dobbelsteen",
        "Om het team te leren kennen. Alleen jij ziet ze, tot je ze deelt.",
        ("PlayCard", "DiceThrow"),
    ),
    KeptLine(
        "Je mentor, en wat jullie met elkaar delen",
        "Om elkaar te vinden. Alleen jullie twee lezen wat je deelt. Het gaat weg als het mentorschap stopt.",
        ("Buddy", "PairTalk"),
    ),
    KeptLine(
        "Je gesprekken en wat jullie afspreken",
        "Om vaste gesprekken te plannen. Je leest alles mee.",
        ("Talk", "TalkMove", "TalkAgreement"),
    ),
    KeptLine(
        "Je planningsvoorstel en je prioriteiten",
        "Om per week te weten wat je doet, samen met je begeleider.",
        ("StagePlan", "PlanLine", "PlanVersion", "Priority"),
    ),
    KeptLine(
        "Hoe je stage eindigt",
        "Om goed afscheid te nemen, contact te houden als jij dat wilt, en eerder te wissen als jij dat vraagt.",
        ("Farewell", "EarlyStop", "EarlyRemoval"),
    ),
    KeptLine("Mails die we je sturen, en je links", "Om elke mail één keer te sturen.", ("Message", "PersonalLink")),
    KeptLine("Wie naar je gegevens keek", "Zodat jij dat kunt nalezen.", ("FileLook",)),
    KeptLine("Je ervaring of tip", "Om de volgende student te helpen. Je achternaam staat er niet bij.", ("Quote",)),
    KeptLine(
        "Wat je meldt over een profiel",
        "De begeleiders van die leerplaats lezen je melding zonder je naam. "
        "Wij bewaren wel van wie die kwam, om misbruik tegen te gaan.",
        ("ErrorReport",),
    ),
)


def kept_lines():
    """Every KeptLine of the page: the written ones, then what the register has besides."""
    covered = {model for line in _LINES for model in line.models}
    more = (KeptLine(one.title, one.purpose, (one.model,)) for one in ENTRIES if one.model not in covered)
    return (*_LINES, *(line for line in more if belongs_to_a_student(line.models[0])))


def belongs_to_a_student(model):
    """Whether the register says that a row of this model is of a student."""
    entry = next(one for one in ENTRIES if one.model == model)
    return entry.group in OF_STUDENTS and any(_ends_at_student(entry, path) for path in entry.of)


def _ends_at_student(entry, path):
    model = entry.model_class
    for name in () if path == "self" else path.split("__"):
        model = model._meta.get_field(name).related_model
    return model is Student
