"""What rules about who guides do to the coming places: which leerplaatsen no longer fit, by name."""

from dataclasses import dataclass

from django.utils import timezone

from profiles.models import Leerplaats, PlaceOffer


@dataclass(frozen=True)
class Misfit:
    """A leerplaats with `places` on which nobody of a year can come; `unknown`: it does not say who guides."""

    leerplaats: Leerplaats
    places: int
    unknown: bool


@dataclass(frozen=True)
class Consequence:
    """What a rule does to the coming places of a year: how many leerplaatsen there are, and which do not fit."""

    year: int
    level: int
    leerplaatsen: int
    misfits: tuple[Misfit, ...]

    @property
    def unknown(self):
        """How many do not say who guides."""
        return sum(one.unknown for one in self.misfits)

    @property
    def lower(self):
        """How many have nobody of that level."""
        return len(self.misfits) - self.unknown

    @property
    def places(self):
        """How many places are not used because of the rule."""
        return sum(one.places for one in self.misfits)


def coming_offers(programme):
    """The places of an opleiding in periods that have not ended, with leerplaats and location; one query."""
    rows = PlaceOffer.objects.filter(
        programme=programme,
        number__gt=0,
        period__ends_on__gte=timezone.localdate(),
    )
    rows = rows.in_use().select_related("leerplaats__institution", "leerplaats__location")
    return list(rows.order_by("leerplaats__institution__name", "leerplaats__sort_name", "leerplaats", "pk"))


def consequences(offers, levels):
    """What the rules {year: level} do to `offers`: one Consequence per year with a rule."""
    return [_consequence(offers, year, level) for year, level in sorted(levels.items())]


def losses(offers, before, after):
    """What rules `after` take away that `before` left: a Consequence per year that loses places."""
    still_there = [offer for offer in offers if _fits(offer, before.get(offer.year))]
    return [one for one in consequences(still_there, after) if one.misfits]


def _consequence(offers, year, level):
    mine = [offer for offer in offers if offer.year == year]
    lost = {}
    for offer in mine:
        if not _fits(offer, level):
            lost.setdefault(offer.leerplaats, []).append(offer)
    misfits = tuple(
        Misfit(place, sum(one.number for one in rows), any(one.supervision is None for one in rows))
        for place, rows in lost.items()
    )
    return Consequence(year, level, len({offer.leerplaats_id for offer in mine}), misfits)


def _fits(offer, level):
    return not level or (offer.supervision or 0) >= level
