"""Why a koppeling was not confirmed or a stage does not fit, in sentences with who was earlier."""

from django.utils import timezone

from onboarding.enums import Refusal
from onboarding.models import Placement, PlacementRequest
from profiles.dutch import plain_date, time_label
from profiles.models import PlaceLimit, PlaceOffer


def refused_rows(batch):
    """(student, sentence) for every koppeling that a batch did not confirm, by name; in four queries."""
    rows = batch.refused
    requests = PlacementRequest.objects.select_related("student").in_bulk(row["request"] for row in rows)
    offers = PlaceOffer.objects.select_related("leerplaats").in_bulk(row["offer"] for row in rows)
    earlier = Placement.objects.select_related("student", "confirmed_by").in_bulk(
        row["earlier"] for row in rows if row["earlier"]
    )
    limits = PlaceLimit.objects.in_bulk(row["limit"] for row in rows if row["limit"])
    found = [
        (
            requests[row["request"]].student,
            sentence(
                row["why"],
                leerplaats=offers[row["offer"]].leerplaats,
                earlier=earlier.get(row["earlier"]),
                limit=limits.get(row["limit"]),
                rule=row.get("rule", ""),
            ),
        )
        for row in rows
        if row["request"] in requests and row["offer"] in offers
    ]
    return sorted(found, key=lambda pair: (pair[0].sort_name, pair[0].pk))


def sentence(why, *, leerplaats, earlier=None, limit=None, rule=""):
    """ "De laatste plek op De Kade ging naar Noor J. Farida bevestigde dat om 10.14 uur." """
    match why:
        case Refusal.FULL if earlier:
            return f"De laatste plek op {leerplaats.name} ging naar {_who(earlier)}"
        case Refusal.FULL:
            return f"Op {leerplaats.name} is geen plek meer."
        case Refusal.HELD:
            return f"Wat op {leerplaats.name} over is, houden jullie vrij. Laat een plek los of kies een andere plek."
        case Refusal.LIMIT:
            return f"{_limit(limit)} Dat aantal is bereikt.{f' De laatste was {_who(earlier)}' if earlier else ''}"
        case Refusal.BUSY:
            return "De student heeft in deze weken al een andere stage."
        case Refusal.RULE:
            return f"{leerplaats.name} past niet. {rule}"
    return "De aanvraag is ingetrokken."


def room_sentence(room, *, leerplaats):
    """The same for a NoRoom, when somebody moves or dates a stage."""
    limit = PlaceLimit.objects.filter(pk=room.limit).first() if room.limit else None
    return sentence(room.why, leerplaats=leerplaats, limit=limit, rule=room.rule)


def _limit(limit):
    if limit is None:
        return "Er zijn dan te veel studenten tegelijk."
    return f"{limit.name}: hoogstens {limit.number} studenten {limit.get_per_display()}."


def _who(earlier):
    """ "Noor J. Farida bevestigde dat om 10.14 uur.", with the day when that is not today."""
    at = timezone.localtime(earlier.confirmed_at)
    day = "" if at.date() == timezone.localdate() else f"op {plain_date(at)} "
    name = earlier.student.short_name
    if earlier.confirmed_by is None:
        return name
    return f"{name} {earlier.confirmed_by.first_name} bevestigde dat {day}om {time_label(at)}."
