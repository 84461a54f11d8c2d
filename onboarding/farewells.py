"""The goodbye of a stage as people read it: what was done, what the student passed on, and until when the page is open.

Plain values for the page of the student and for paper. Nothing here writes.
"""

from dataclasses import dataclass
from datetime import timedelta

from onboarding.actions.links import DAYS_AFTER_THE_STAGE
from onboarding.enums import StayWish
from onboarding.models import Farewell, Talk
from onboarding.stagedagen import stagedagen
from profiles.dutch import count, enumerate_dutch, long_date, plain_date
from profiles.enums import QuoteKind
from profiles.models import Quote
from toolbox.enums import TemplateFormat
from toolbox.formats import FORMATS
from toolbox.formats.farewell_sheet import FarewellSheet
from toolbox.formats.pieces import Fact
from toolbox.origins import origin

RELAY = (QuoteKind.TIP, QuoteKind.HAD_KNOWN, QuoteKind.MOMENT)  # what a student passes on, in the order of the form
SHOWN = 3  # of what earlier students pass on, before a start
PAGE_DAYS = timedelta(days=DAYS_AFTER_THE_STAGE)


@dataclass(frozen=True)
class Summary:
    """A stage in facts: as (label, value), for the screen and for paper."""

    facts: tuple
    played: tuple  # sentences about the cards


def closes_on(placement):
    """The last day on which the student can open the page of this stage."""
    return placement.ends_on + PAGE_DAYS


def is_closed(placement, today):
    """Whether the page of this stage is closed: weeks after its last day."""
    return today > closes_on(placement)


def farewell_of(placement):
    """The Farewell of a stage, or an empty unsaved one."""
    found = getattr(placement, "farewell", None)
    return found or Farewell(placement=placement, institution_id=placement.institution_id)


def summary_of(placement, today):
    """The Summary of a stage until today; three queries."""
    days = [day for day in stagedagen(placement.rhythm) if day <= today]
    weeks = len({day.isocalendar()[:2] for day in days})
    held = Talk.objects.filter(placement=placement, held_at__isnull=False).count()
    facts = [
        ("Leerplaats", f"{placement.leerplaats.name}, {placement.leerplaats.location.name}"),
        ("Opleiding", f"{placement.request.programme.name}, leerjaar {placement.request.year}"),
        ("Eerste dag", long_date(placement.starts_on)),
        ("Laatste dag", long_date(placement.ends_on)),
        ("Stagedagen", f"{count(len(days), 'dag', 'dagen')} in {count(weeks, 'week', 'weken')}"),
    ]
    if held:
        facts.append(("Gesprekken", count(held, "gesprek gehouden", "gesprekken gehouden")))
    if placement.werkbegeleider:
        facts.append(("Werkbegeleider", placement.werkbegeleider.name))
    return Summary(tuple(facts), tuple(_played(placement)))


def _played(placement):
    for card in placement.play_cards.all():
        if card.marks and card.format in (TemplateFormat.BINGOKAART, TemplateFormat.STRIPPENKAART):
            yield f"{FORMATS[card.format].label}: {len(card.marked)} van {len(card.texts)} gedaan"


def sheet_of(placement, today):
    """The FarewellSheet of a stage, for paper."""
    summary, farewell = summary_of(placement, today), farewell_of(placement)
    by = farewell.thanked_by
    facts = [Fact(label, value) for label, value in summary.facts if label not in ("Eerste dag", "Laatste dag")]
    return FarewellSheet(
        origin=origin(),
        student=placement.student.name,
        leerplaats=placement.leerplaats.name,
        institution=placement.institution.name,
        period=f"van {plain_date(placement.starts_on)} tot en met {plain_date(placement.ends_on)}",
        facts=tuple(facts),
        played=summary.played,
        thanks=farewell.thanks,
        thanked_by=f"{by.name}, {placement.leerplaats.name}" if by else "",
    )


def signature_of(placement):
    """What stands below a text that is passed on: first name, opleiding and year."""
    asked = placement.request
    return Quote(first_name=placement.student.given_name, programme=asked.programme.name, year=asked.year).signature


def relay_of(placement, user):
    """{kind: the text that this student sent, or None}: of each kind the newest."""
    sent = {}
    for quote in Quote.objects.sent_about(placement.leerplaats, user).filter(kind__in=RELAY):
        sent.setdefault(QuoteKind(quote.kind), quote)
    return {kind: sent.get(kind) for kind in RELAY}


def passed_on_to(placement):
    """What earlier students pass on to who starts here: approved texts, first those on the page, then the newest."""
    rows = Quote.objects.filter(leerplaats=placement.leerplaats_id, status="approved", kind__in=RELAY)
    return sorted(rows, key=lambda one: (one.position == 0, one.position, -one.pk))[:SHOWN]


def wishes_in_words(wishes):
    """ "Een bijbaan en een volgende stage", in the order of the form; empty for none."""
    words = enumerate_dutch([one.label[:1].lower() + one.label[1:] for one in StayWish if one.value in wishes])
    return words[:1].upper() + words[1:]


def stays_of(user):
    """The Farewells in which this student said yes to being mailed, each with `said`: for what; one query."""
    rows = Farewell.objects.filter(placement__student__user=user).exclude(stays_for=[])
    found = list(rows.select_related("placement__leerplaats"))
    for one in found:
        one.said = wishes_in_words(one.stays_for)
    return found
