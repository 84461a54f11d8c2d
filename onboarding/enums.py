"""Stored values in English, labels in Dutch, for what happens to a student."""

from django.db.models import IntegerChoices, TextChoices


class Weekday(IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, "maandag"
    TUESDAY = 1, "dinsdag"
    WEDNESDAY = 2, "woensdag"
    THURSDAY = 3, "donderdag"
    FRIDAY = 4, "vrijdag"
    SATURDAY = 5, "zaterdag"
    SUNDAY = 6, "zondag"


class ImportStatus(TextChoices):
    """How far a delivered list is."""

    CHECKING = "checking", "In controle"
    STORED = "stored", "Opgeslagen"
    UNDONE = "undone", "Ongedaan gemaakt"


class WishKind(TextChoices):
    """What a line of wishes says about a leerplaats, a kind of care or a town."""

    WISH = "wish", "Daar wil ik graag heen"
    NOT = "not", "Daar liever niet"
    BEEN = "been", "Daar was ik al"


class CancelReason(TextChoices):
    """Why a stage or a request lapses, in the general words that everybody may read."""

    STUDENT = "student", "De student ziet ervan af"
    SCHOOL = "school", "De school trok de aanvraag in"
    LEERPLAATS = "leerplaats", "De leerplaats kan niet meer"
    OTHER_PLACE = "other_place", "De student heeft een andere plek"
    TERMS = "terms", "De plek, de dagen of de datum kloppen niet"
    MISTAKE = "mistake", "Het was een vergissing"


class Refusal(TextChoices):
    """Why a koppeling could not be confirmed, or a stage not be moved."""

    FULL = "full", "De laatste plek was al weg"
    HELD = "held", "De plekken die over zijn, houd je vrij"
    LIMIT = "limit", "Er zijn dan te veel studenten tegelijk"
    BUSY = "busy", "De student heeft dan al een andere stage"
    WITHDRAWN = "withdrawn", "De aanvraag is ingetrokken"
    RULE = "rule", "De plek past niet bij de student"


class PlacementStatus(TextChoices):
    """Where a stage stands. Started and finished follow from the dates and are not stored."""

    AGREED = "agreed", "Afgesproken"
    INFORMED = "informed", "De student weet het"
    CANCELLED = "cancelled", "Vervallen"


class ProposalStatus(TextChoices):
    """Where a proposed koppeling stands."""

    PROPOSED = "proposed", "Voorstel"
    LOCKED = "locked", "Vastgezet"
    CONFIRMED = "confirmed", "Bevestigd"


class RunStatus(TextChoices):
    """Where a run of the matching stands. A draft changes nothing until somebody takes it over."""

    QUEUED = "queued", "In de rij"
    MAKING = "making", "Bezig"
    DRAFT = "draft", "Nog niet overgenomen"
    TAKEN = "taken", "Overgenomen"
    DROPPED = "dropped", "Niet overgenomen"
    FAILED = "failed", "Niet gelukt"


class PlaceAnswer(TextChoices):
    """What a leerplaats says to the question whether this student can come."""

    ASKED = "asked", "Gevraagd"
    ACCEPTED = "accepted", "Akkoord"
    DECLINED = "declined", "Kan niet"
    WITHDRAWN = "withdrawn", "Niet meer nodig"


class DeclineReason(TextChoices):
    """Why a leerplaats cannot take a student: about the place, never about the person."""

    FULL = "full", "Er zijn al genoeg studenten in die weken"
    SUPERVISION = "supervision", "Er is niemand die kan begeleiden"
    DAYS = "days", "De dagen of diensten passen niet"
    CLOSED = "closed", "De leerplaats is dan dicht of verhuist"
    OTHER = "other", "Iets anders over de plek"


class RequestStep(TextChoices):
    """How far a request is. What happens before a place is agreed is the business of the institution.

    A school reads DELIVERED or SEARCHING there; the institution reads the steps from NEW to ACCEPTED.
    """

    DELIVERED = "delivered", "Aangeleverd"
    SEARCHING = "searching", "De instelling zoekt een plek"
    NEW = "new", "Nog niet in een voorstel"
    WITHOUT = "without", "Geen plek gevonden"
    PROPOSED = "proposed", "Voorstel"
    LOCKED = "locked", "Vastgezet"
    ASKED = "asked", "Gevraagd aan de leerplaats"
    ACCEPTED = "accepted", "Leerplaats is akkoord"
    AGREED = "agreed", "Afgesproken"
    INFORMED = "informed", "Student weet het"
    REFUSED = "refused", "Student zei: ik kan niet"
    COMING = "coming", "Student komt"
    STARTED = "started", "Gestart"
    FINISHED = "finished", "Klaar met de stage"
    LAPSED = "lapsed", "Plek vervallen"
    WITHDRAWN = "withdrawn", "Teruggetrokken"


class LogGroup(TextChoices):
    """What a line of the log is about."""

    MATCHING = "koppelen", "Koppelen"
    STAGES = "stages", "Stages"
    PLACES = "plekken", "Plekken"
    LISTS = "aanleveren", "Aanleveren en wensen"
    SCHOOLS = "scholen", "Afspraken en vraag van scholen"
    PROFILES = "profielen", "Leerplaatsen en profielen"
    PAPERS = "sjablonen", "Sjablonen en checklists"
    PEOPLE = "mensen", "Mensen en toegang"


class MessageStatus(TextChoices):
    """Where a mail stands."""

    QUEUED = "queued", "Klaar om te versturen"
    SENDING = "sending", "Wordt verstuurd"
    SENT = "sent", "Verstuurd"
    FAILED = "failed", "Niet gelukt"
    STOPPED = "stopped", "Gestopt: het klopte niet meer"


class PrintStatus(TextChoices):
    """Where a print job stands."""

    QUEUED = "queued", "In de rij"
    MAKING = "making", "Bezig"
    READY = "ready", "Klaar"
    FAILED = "failed", "Niet gelukt"
    CANCELLED = "cancelled", "Gestopt"


class AskedRole(TextChoices):
    """Whom a student asks something: a role, so that there is always somebody who reads it."""

    WERKBEGELEIDER = "werkbegeleider", "Mijn werkbegeleider"
    PRAKTIJKOPLEIDER = "praktijkopleider", "De praktijkopleider"
    COORDINATOR = "coordinator", "De stagecoördinator"
    SCHOOL = "school", "Het stagebureau van mijn school"


class MessageKind(TextChoices):
    """What a mail is about, as people who look after mails read it."""

    START = "start", "De stageplek is bekend"
    TWO_WEEKS = "two_weeks", "Twee weken voor de start"
    THREE_DAYS = "three_days", "Drie dagen voor de start"
    CHANGE = "change", "Er is iets veranderd"
    INVITATION = "invitation", "Uitnodiging"
    QUESTION = "question", "Vraag of antwoord"
    WISHES = "wishes", "Wensen geven"
    STAFF = "staff", "Voor collega's"
    CODE = "code", "Code om binnen te komen"
    OTHER = "other", "Iets anders"


class TaskProgress(TextChoices):
    """How far an open task is, when somebody said so."""

    BEGUN = "begun", "Aangevraagd of begonnen"
    COVERED = "covered", "Lukt niet, we vangen het op"


class DayKind(TextChoices):
    """What is said about one day of a stage, against what its weekdays say."""

    OFF = "off", "Vrij"
    EXTRA = "extra", "Extra dag"
    NORMAL = "normal", "Zoals de vaste dagen"
