"""Stored values in English, labels in Dutch, for everything that exists without a student."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person may do. Where the role holds, is said by the membership."""

    REGIONAL_ADMIN = "regional_admin", "Regiobeheerder"
    COORDINATOR = "coordinator", "Coördinator instelling"
    PRAKTIJKOPLEIDER = "praktijkopleider", "Praktijkopleider"
    WERKBEGELEIDER = "werkbegeleider", "Werkbegeleider"
    SCHOOL_COORDINATOR = "school_coordinator", "Schoolcoördinator"
    STUDENT = "student", "Student"


INSTITUTION_ROLES = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)
SCHOOL_ROLES = (Role.SCHOOL_COORDINATOR, Role.STUDENT)


class Sector(TextChoices):
    """Kind of care; decides which words and questions a leerplaatsprofiel uses (domain facts, section 3)."""

    HOSPITAL = "hospital", "Ziekenhuis"
    REHABILITATION = "rehabilitation", "Revalidatie"
    NURSING_HOME = "nursing_home", "Verpleeghuis en woonzorg"
    HOME_CARE = "home_care", "Wijkzorg en thuiszorg"
    MENTAL_HEALTH = "mental_health", "Geestelijke gezondheidszorg"
    DISABILITY_CARE = "disability_care", "Gehandicaptenzorg"
    YOUTH_CARE = "youth_care", "Jeugdzorg"
    MATERNITY_CARE = "maternity_care", "Kraamzorg"
    PUBLIC_HEALTH = "public_health", "GGD en jeugdgezondheidszorg"
    PRIMARY_CARE = "primary_care", "Huisartsenzorg"
    HOSPICE = "hospice", "Hospice"


class LeerplaatsKind(TextChoices):
    """What people call this leerplaats."""

    AFDELING = "afdeling", "Afdeling"
    TEAM = "team", "Team"
    WIJK = "wijk", "Wijk"


class Applies(TextChoices):
    """The three honest answers about a duty; we never state a duty ourselves."""

    YES = "yes", "Dit geldt"
    NO = "no", "Dit geldt niet"
    ASK = "ask", "Vraag dit na bij de leerplaats"


class ActMode(TextChoices):
    """How far a student may go with an act of care."""

    SEE = "see", "Zien"
    TOGETHER = "together", "Samen doen"
    SUPERVISED = "supervised", "Onder toezicht"
    ALONE = "alone", "Zelf na aftekening"
    NOT = "not", "Niet"


class QuoteKind(TextChoices):
    """What a student wrote."""

    QUOTE = "quote", "Ervaring"
    TIP = "tip", "Tip"


class QuoteStatus(TextChoices):
    """Only an approved quote shows."""

    PROPOSED = "proposed", "Nog niet goedgekeurd"
    APPROVED = "approved", "Goedgekeurd"
    REJECTED = "rejected", "Niet geplaatst"


class ContributionStatus(TextChoices):
    """Where the help of somebody without an account stands."""

    ASKED = "asked", "Gevraagd"
    SENT = "sent", "Voorstel ontvangen"
    ACCEPTED = "accepted", "Overgenomen"
    DECLINED = "declined", "Niet overgenomen"
    WITHDRAWN = "withdrawn", "Ingetrokken"


class ArrangedBy(TextChoices):
    """Who arranges something that is needed before the start; the labels speak to the student."""

    STUDENT = "student", "jij zelf"
    SCHOOL = "school", "je school"
    INSTITUTION = "institution", "de instelling"
    LEERPLAATS = "leerplaats", "de leerplaats"


class LeadUnit(TextChoices):
    """In what a lead time is counted."""

    WEEKS = "weeks", "weken"
    MONTHS = "months", "maanden"
