"""Stored values in English, labels in Dutch, for everything that exists without a student."""

from django.db.models import IntegerChoices, TextChoices


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
    HAD_KNOWN = "had_known", "Had ik dit maar geweten"
    MOMENT = "moment", "Mooiste leermoment"


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

    WORKDAYS = "workdays", "werkdagen"
    WEEKS = "weeks", "weken"
    MONTHS = "months", "maanden"


class SupervisionLevel(IntegerChoices):
    """Who guides: the level of the one with the highest opleiding. A higher number may stand in for a lower one."""

    MBO_2 = 2, "helpende (niveau 2)"
    MBO_3 = 3, "verzorgende IG (niveau 3)"
    MBO_4 = 4, "mbo-verpleegkundige (niveau 4)"
    HBO = 6, "hbo-verpleegkundige (niveau 6)"


class Certainty(TextChoices):
    """How sure a leerplaats is of a number of places. Only a number that is sure, or about right, is given away."""

    SURE = "sure", "zeker"
    ABOUT = "about", "ongeveer"
    MAYBE = "maybe", "misschien"


GIVEN_AWAY = (Certainty.SURE, Certainty.ABOUT)


class Shift(TextChoices):
    """The diensten in which a student can work along."""

    EARLY = "early", "vroege dienst"
    DAY = "day", "dagdienst"
    LATE = "late", "late dienst"
    NIGHT = "night", "nachtdienst"
    WEEKEND = "weekend", "weekend"


class Particular(TextChoices):
    """What a place asks of a student before or at the start."""

    LETTER = "letter", "motivatiebrief"
    INTERVIEW = "interview", "kennismakingsgesprek vooraf"
    CAR = "car", "rijbewijs en auto"
    BICYCLE = "bicycle", "fiets"


class LimitPer(TextChoices):
    """What a total counts: students in the same week, or students on the same day."""

    WEEK = "week", "in dezelfde week"
    DAY = "day", "op dezelfde dag"


class ClosedFor(TextChoices):
    """What cannot be in closed weeks."""

    NOBODY = "nobody", "Er zijn geen studenten"
    NO_START = "no_start", "Er begint geen student"


class Purpose(TextChoices):
    """What somebody allows, apart from what the stage needs. Each is given and withdrawn by itself."""

    PHOTO_TEAM = "photo_team", "Mijn foto bij wie er komt, voor het team"
    PHOTO_STUDENTS = "photo_students", "Mijn foto bij wie is wie, voor studenten"
    PHONE_TEAM = "phone_team", "Mijn telefoonnummer, voor mijn begeleiders"
