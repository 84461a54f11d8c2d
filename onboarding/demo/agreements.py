"""Makes what was agreed about acts, and what students tell: read from acts.toml and quotes.toml."""

import tomllib
from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.demo.content import FOLDER
from onboarding.demo.organisations import praktijkopleider
from onboarding.models import Placement
from profiles.enums import ActMode, QuoteStatus
from profiles.models import Act, ActRule, Quote

MODES = {
    "z": ActMode.SEE,
    "s": ActMode.TOGETHER,
    "t": ActMode.SUPERVISED,
    "a": ActMode.ALONE,
    "n": ActMode.NOT,
}
STATUSES = {
    "shown": QuoteStatus.APPROVED,
    "aside": QuoteStatus.APPROVED,
    "waiting": QuoteStatus.PROPOSED,
    "rejected": QuoteStatus.REJECTED,
}
AGREED_AGO, FURTHER_AGO = 40, 11  # days: the newest agreement, and how much older the next leerplaats is
SENT_AGO, DECIDED_AFTER = timedelta(days=9), timedelta(days=2)


def make_acts(region, institutions, leerplaatsen, offers, users, today):
    """The acts of the institutions, and per leerplaats what was agreed for every opleiding it has places for."""
    content = _toml("acts.toml")
    own = [
        Act(institution=institutions[row["institution"]], name=row["name"], position=1) for row in content["own_act"]
    ]
    Act.objects.bulk_create(own)
    acts = {(act.institution_id, act.name): act for act in Act.objects.all()}
    columns = _columns(offers)
    rules = []
    for institution, place in _places(region):
        if place.key not in content["leerplaatsen"]:
            continue
        leerplaats = leerplaatsen[institution.key, place.key]
        letters = next(group["acts"] for group in content["group"] if place.sector in group["sectors"])
        by = praktijkopleider(institution, place.key, users)
        day = today - timedelta(days=AGREED_AGO + FURTHER_AGO * content["leerplaatsen"].index(place.key))
        known = _known_acts(acts, leerplaats, letters)
        for programme, year in columns[leerplaats.pk]:
            for act, steps in known:
                if mode := _mode(content, act, programme, year, steps):
                    rules.append(_rule(leerplaats, act, programme, year, mode, by, day))
    ActRule.objects.bulk_create(rules, batch_size=2000)


def make_quotes(region, leerplaatsen, programmes, users, today):
    """What students told, with first names nobody has; those with `student` are by who is there now."""
    places = {place.key: (institution, place) for institution, place in _places(region)}
    placements = {
        (placement.leerplaats_id, placement.student.given_name): placement
        for placement in Placement.objects.active().with_people().order_by("-starts_on")
    }
    on_page = {}
    for row in _toml("quotes.toml")["quote"]:
        institution, place = places[row["leerplaats"]]
        leerplaats = leerplaatsen[institution.key, place.key]
        quote = Quote(
            leerplaats=leerplaats,
            institution_id=leerplaats.institution_id,
            kind=row["kind"],
            text=row["text"],
            status=STATUSES[row["state"]],
            reason=row.get("reason", ""),
            sent_at=_moment(today) - SENT_AGO,
        )
        _say_who(quote, row, placements, programmes)
        if quote.status != QuoteStatus.PROPOSED:
            quote.decided_at = quote.sent_at + DECIDED_AFTER
            quote.decided_by = praktijkopleider(institution, place.key, users)
        if row["state"] == "shown":
            quote.position = on_page[leerplaats.pk] = on_page.get(leerplaats.pk, 0) + 1
        quote.save()


def _say_who(quote, row, placements, programmes):
    if "student" not in row:
        quote.first_name, quote.year = row["first_name"], row["year"]
        quote.programme = programmes[row["programme"]].name
        return
    placement = placements[quote.leerplaats_id, row["student"]]
    quote.first_name, quote.sent_by = placement.student.given_name, placement.student.user
    quote.programme, quote.year = placement.request.programme.name, placement.request.year


def _toml(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _places(region):
    return [(institution, place) for institution in region.institutions for place in institution.leerplaatsen]


def _columns(offers):
    """The (opleiding, year) pairs with places, by leerplaats, each once and in a fixed order."""
    columns = {}
    for offer in offers.values():
        columns.setdefault(offer.leerplaats_id, {})[offer.programme, offer.year] = None
    return columns


def _known_acts(acts, leerplaats, letters):
    """(act, letters) for the acts of the region and of the institution of this leerplaats."""
    owners = (None, leerplaats.institution_id)
    return [(acts[owner, name], steps) for name, steps in letters.items() for owner in owners if (owner, name) in acts]


def _mode(content, act, programme, year, steps):
    if programme.level == 2 and act.name in content["not_for_level_2"]:
        return ActMode.NOT
    return MODES.get(steps[year - 1])


def _rule(leerplaats, act, programme, year, mode, by, day):
    return ActRule(
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        act=act,
        programme=programme,
        year=year,
        mode=mode,
        decided_by=by,
        decided_on=day,
    )


def _moment(day):
    return timezone.make_aware(datetime.combine(day, time(10)))
