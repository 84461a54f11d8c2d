"""What the demo region knows of its places: how sure, who guides, what is needed; totals, closed weeks and rules."""

from datetime import timedelta

from profiles.enums import Certainty, ClosedFor, LimitPer, Particular, Sector, Shift, SupervisionLevel
from profiles.models import ClosedWeeks, PlaceLimit, PlaceOffer, SupervisionRule

LATER = 2  # the last of the three periods: there the leerplaatsen are not sure yet
NOT_FILLED_IN = "wilgenveer"  # has no places in the last period yet, so that there is something to copy
GUIDES = {2: SupervisionLevel.MBO_3, 3: SupervisionLevel.MBO_4, 4: SupervisionLevel.MBO_4, 6: SupervisionLevel.HBO}
UNKNOWN_GUIDE = {("team-holy", "mbov", 3), ("team-roer", "helpende", 1), ("team-roer", "helpende", 2)}
SHIFTS = {
    Sector.HOSPITAL: [Shift.EARLY, Shift.LATE],
    Sector.NURSING_HOME: [Shift.EARLY, Shift.LATE, Shift.WEEKEND],
    Sector.HOME_CARE: [Shift.EARLY],
}
WORKDAYS = [0, 1, 2, 3, 4]
ONLY_WORKDAYS = ("het-baken", "dagcentrum-de-vuurtoren", "kinderdagcentrum-de-otter", "de-moestuin")
ASKS = {
    "de-wieg": ([Particular.LETTER, Particular.INTERVIEW], "Het gesprek is op de afdeling en duurt een half uur."),
    "de-sluis": ([Particular.INTERVIEW], ""),
    "noordster": ([Particular.LETTER], "De brief mag kort zijn: wat wil je hier leren?"),
}
# What may come, or is for a group: leerplaats, period (counted from 0), programme, year, number, certainty, school.
EXTRA = (
    ("kadeburg", "het-kompas", 1, "bmz", 2, 1, Certainty.MAYBE, ""),
    ("kadeburg", "de-brug", 1, "mbov", 4, 2, Certainty.MAYBE, ""),
    ("kadeburg", "de-loods", LATER, "mbov", 1, 4, Certainty.ABOUT, "maasmond"),
    ("getijhof", "woning-kokkel", 1, "pbmz", 2, 1, Certainty.MAYBE, ""),
)
RULES = (
    ("hbov", 3, SupervisionLevel.HBO),
    ("hbov", 4, SupervisionLevel.HBO),
    ("mbov", 3, SupervisionLevel.MBO_4),
    ("mbov", 4, SupervisionLevel.MBO_4),
)
TOTALS = (
    ("kadeburg", "De Kade", ("de-kade",), 7, LimitPer.WEEK),
    ("kadeburg", "De Steiger", ("de-steiger",), 6, LimitPer.DAY),
    ("kadeburg", "Begeleiders van de vierde etage", ("de-loods", "de-vloedlijn"), 9, LimitPer.WEEK),
    ("getijhof", "Woningen aan het water", ("woning-kokkel", "woning-rietkraag"), 6, LimitPer.WEEK),
)
# Leerplaats, period, weeks after its first day, how many weeks, what cannot be, and why.
CLOSED = (
    ("kadeburg", "de-kade", 1, 20, 2, ClosedFor.NO_START, "Weinig begeleiders aanwezig"),
    ("kadeburg", "de-brug", 1, 14, 1, ClosedFor.NO_START, "Nieuw elektronisch dossier"),
    ("kadeburg", "de-wieg", LATER, 6, 3, ClosedFor.NOBODY, "De afdeling verhuist"),
    ("getijhof", "noordster", LATER, 2, 1, ClosedFor.NO_START, "Verbouwing van de teamkamer"),
)


def is_filled_in(institution, period_number):
    """Whether an institution has said anything about that period."""
    return not (institution == NOT_FILLED_IN and period_number == LATER)


def details(place, programme, level, year, period_number):
    """What a leerplaats says of its places for a programme of this level and year, as fields of PlaceOffer."""
    particulars, note = ASKS.get(place.key, ([], ""))
    if place.sector == Sector.HOME_CARE:
        particulars, note = [Particular.BICYCLE], "Een fiets mag je lenen."
    hospital = place.sector == Sector.HOSPITAL and level >= 4
    guide = SupervisionLevel.HBO if hospital else GUIDES[level]
    return {
        "certainty": Certainty.ABOUT if period_number == LATER else Certainty.SURE,
        "supervision": None if (place.key, programme, year) in UNKNOWN_GUIDE else guide,
        "weekdays": WORKDAYS if place.key in ONLY_WORKDAYS else [],
        "shifts": SHIFTS.get(place.sector, []),
        "particulars": particulars,
        "note": note,
    }


def make_places(region, *, institutions, leerplaatsen, periods, programmes, schools):
    """Places that may come or are for a group, totals, closed weeks, and the rules of the region about guiding."""
    places = {(content.key, place.key): place for content in region.institutions for place in content.leerplaatsen}
    PlaceOffer.objects.bulk_create(
        PlaceOffer(
            leerplaats=leerplaatsen[institution, key],
            institution=institutions[institution],
            period=periods[number],
            programme=programmes[programme],
            year=year,
            number=count,
            **details(places[institution, key], programme, programmes[programme].level, year, number)
            | {"certainty": certainty, "school": schools.get(school)},
        )
        for institution, key, number, programme, year, count, certainty, school in EXTRA
    )
    SupervisionRule.objects.bulk_create(
        SupervisionRule(programme=programmes[key], year=year, level=level) for key, year, level in RULES
    )
    for institution, name, keys, number, per in TOTALS:
        limit = PlaceLimit.objects.create(institution=institutions[institution], name=name, number=number, per=per)
        limit.leerplaatsen.set([leerplaatsen[institution, key] for key in keys])
    for institution, key, number, weeks, length, kind, why in CLOSED:
        first = periods[number].starts_on + timedelta(weeks=weeks)
        ClosedWeeks.objects.create(
            leerplaats=leerplaatsen[institution, key],
            institution=institutions[institution],
            starts_on=first,
            ends_on=first + timedelta(weeks=length, days=-3),
            closed_for=kind,
            why=why,
        )
