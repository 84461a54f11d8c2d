"""The filters beside the catalogue: only options that can find something together with the other choices."""

from dataclasses import dataclass

from profiles.enums import Sector
from profiles.facets import facet
from profiles.forms.catalogue import (
    BUILDING,
    BUILDING_FACETS,
    LEVEL,
    RADII,
    SHIFTS,
    TRANSPORT,
    Choice,
    level_name,
)
from profiles.sent_numbers import read_number


@dataclass(frozen=True)
class Option:
    """One option of a filter: `count` leerplaatsen are left when it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """Options under one heading; without a name they stand by themselves."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Filter:
    """One filter on the page. `everything` is the option that chooses nothing; empty when more can be chosen."""

    name: str
    label: str
    everything: str
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, name, label, everything, options):
        """A filter whose options stand by themselves."""
        return cls(name, label, everything, (Group("", tuple(options)),) if options else ())


class Filters:
    """The filters of the page: only options that can find something together with the other choices."""

    def __init__(self, choices, snapshot, found_by_words=None):
        """`found_by_words` are the leerplaatsen that fit the words; None when there are none to fit."""
        self.choices, self.snapshot = choices, snapshot
        everything = snapshot.online if found_by_words is None else snapshot.online & found_by_words
        self._within = snapshot.within(choices.spot, RADII) if choices.spot else {}
        self._sets = _matching(choices, snapshot)
        if choices.radius:
            self._sets[Choice.RADIUS] = self._within[choices.radius]
        self._everything = everything

    @property
    def before_distance(self):
        """What stands above the distance: opleiding and kind of care."""
        return (
            Filter(Choice.PROGRAMME, "Opleiding en niveau", "Alle opleidingen", tuple(self.programmes())),
            Filter.of(Choice.SECTOR, "Soort zorg", "Alle soorten zorg", self.sectors()),
        )

    @property
    def after_distance(self):
        """What stands below it, most used first."""
        return (
            Filter.of(Choice.RADIUS, "Hoe ver mag het zijn?", "Maakt niet uit", self.radii()),
            Filter.of(Choice.PERIOD, "Periode met plek", "Alle periodes", self.periods()),
            Filter.of(Choice.SHIFT, "Dagen en diensten", "", self.shifts()),
            Filter.of(Choice.TRANSPORT, "Bereikbaar met ov", "Maakt niet uit", self.transport()),
            Filter.of(Choice.BUILDING, "Toegankelijk gebouw", "Maakt niet uit", self.buildings()),
        )

    def programmes(self):
        """The opleidingen in groups per niveau; the first of a group is the whole niveau."""
        base = self._base(Choice.PROGRAMME, Choice.PERIOD)  # an offer must fit both, see _with_programmes
        levels = sorted({programme.level for programme in self.snapshot.programmes.values()})
        return [group for level in levels if (group := self._level(level, base)).options]

    def sectors(self):
        """The kinds of care."""
        base = self._base(Choice.SECTOR)
        sets = self.snapshot.sectors
        return self._options(Sector.choices, self.choices.sector, base, lambda value: sets.get(value, set()))

    def radii(self):
        """The distances; none without a place to measure from."""
        if not self.choices.spot:
            return []
        base = self._base(Choice.RADIUS)
        named = [(km, f"Binnen {km} km") for km in RADII]
        return self._options(named, self.choices.radius, base, self._within.get)

    def periods(self):
        """The periods with a free place."""
        base = self._base(Choice.PERIOD)
        return self._options(
            self.snapshot.periods.items(),
            self.choices.period,
            base,
            lambda period: self.snapshot.with_room(period, self.choices.programmes),
        )

    def shifts(self):
        """The kinds of shifts; more can be chosen, and all of them must be there."""
        return self._facet_options(SHIFTS, "shift_kinds", self._base(), self.choices.shifts)

    def transport(self):
        """Whether it can be reached by public transport."""
        base = self._base(Choice.TRANSPORT)
        found = self.snapshot.facets.get(facet("public_transport", "yes"), set())
        return self._options(TRANSPORT.items(), self.choices.transport, base, lambda _: found)

    def buildings(self):
        """Whether the building has no steps."""
        base = self._base(Choice.BUILDING)
        return self._options(
            BUILDING.items(), self.choices.building, base, lambda value: _any_facet(self.snapshot, value)
        )

    def _base(self, *but):
        """The leerplaatsen that meet every choice but those named."""
        sets = [found for name, found in self._sets.items() if name not in but]
        return self._everything.intersection(*sets) if sets else self._everything

    def _level(self, level, base):
        own = [programme for programme in self.snapshot.programmes.values() if programme.level == level]
        name = level_name(level)
        named = [(programme.pk, programme.name) for programme in own]
        chosen = read_number(self.choices.programme) or 0
        options = self._options(named, chosen, base, lambda pk: self._with_programmes([pk]))
        value = f"{LEVEL}{level}"
        if len(options) > 1 or self.choices.programme == value:
            pks = [programme.pk for programme in own]
            whole = [(value, f"{name}, alle opleidingen")]
            options = self._options(whole, self.choices.programme, base, lambda _: self._with_programmes(pks)) + options
        return Group(name, tuple(options))

    def _with_programmes(self, pks):
        """Those with an offer for these opleidingen; in the chosen period it must have a free place."""
        if self.choices.period:
            return self.snapshot.with_room(self.choices.period, pks)
        return self.snapshot.with_offer(pks)

    def _facet_options(self, labels, key, base, chosen):
        sets = self.snapshot.facets
        options = [
            Option(value, label, len(base & sets.get(facet(key, value), set())), value in chosen)
            for value, label in labels.items()
        ]
        return [option for option in options if option.count or option.is_chosen]

    def _options(self, named, chosen, base, found):
        options = [Option(str(value), label, len(base & found(value)), value == chosen) for value, label in named]
        return [option for option in options if option.count or option.is_chosen]


def _any_facet(snapshot, value):
    return set().union(*(snapshot.facets.get(facet("step_free", each), ()) for each in BUILDING_FACETS[value]))


def _all_shifts(snapshot, shifts):
    return set.intersection(*(snapshot.facets.get(facet("shift_kinds", shift), set()) for shift in shifts))


def _matching(choices, snapshot):
    """Per choice that was made the leerplaatsen that meet it, but for the distance."""
    sets = {}
    if choices.sector:
        sets[Choice.SECTOR] = snapshot.sectors.get(choices.sector, set())
    if choices.programmes:
        sets[Choice.PROGRAMME] = snapshot.with_offer(choices.programmes)
    if choices.period:
        sets[Choice.PERIOD] = snapshot.with_room(choices.period, choices.programmes)
    if choices.shifts:
        sets[Choice.SHIFT] = _all_shifts(snapshot, choices.shifts)
    if choices.transport:
        sets[Choice.TRANSPORT] = snapshot.facets.get(facet("public_transport", "yes"), set())
    if choices.building:
        sets[Choice.BUILDING] = _any_facet(snapshot, choices.building)
    return sets
