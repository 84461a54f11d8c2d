"""What a student can wish for at an institution, and what each wish means there, in words.

A choice is written as "leerplaats:12", "sector:home_care", "town:Rotterdam" or "words:neurologie". The last kind only
exists for words that a list of the school brought: nobody types words here, so nobody can write a reason.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, Sum

from onboarding.enums import WishKind
from onboarding.models import Wish
from onboarding.wishes import WishIndex
from profiles.dutch import count, enumerate_dutch
from profiles.enums import Certainty, Sector
from profiles.geography import find_spot, kilometres
from profiles.models import Leerplaats, PlaceOffer

LEERPLAATS, SECTOR, TOWN, WORDS = "leerplaats", "sector", "town", "words"
FEW_NAMED = 3  # so many leerplaatsen are named, when a student can read about each of them


@dataclass(frozen=True)
class Meaning:
    """What a choice comes to: a sentence, and whether it comes to anything at all."""

    text: str
    is_empty: bool = False


def written(wish):
    """A Wish row as the text of its choice."""
    if wish.leerplaats_id:
        return f"{LEERPLAATS}:{wish.leerplaats_id}"
    for name in (SECTOR, TOWN, WORDS):
        if value := getattr(wish, name):
            return f"{name}:{value}"
    return ""


def as_row(request, kind, text, rank=None):
    """The unsaved Wish row of a choice."""
    name, _, value = text.partition(":")
    field = "leerplaats_id" if name == LEERPLAATS else name
    return Wish(request=request, kind=kind, rank=rank, **{field: int(value) if name == LEERPLAATS else value})


class WishChoices:
    """The leerplaatsen of the institution that is asked, seen by one request. Three queries.

    `places` holds the number of places per leerplaats for the opleiding, year and period of the request; what is
    only "misschien" is left out, as no proposal gives that away. `name` is the first name of the student, when
    somebody else reads the sentences.
    """

    def __init__(self, request, name=""):
        self.request, self.name = request, name
        self.programme_words = "deze opleiding" if name else "jouw opleiding"
        in_use = Leerplaats.objects.in_use().filter(institution=request.institution_id)
        self.leerplaatsen = list(in_use.select_related("profile").with_place())
        self.index = WishIndex(self.leerplaatsen)
        offers = PlaceOffer.objects.filter(
            institution=request.institution_id, period=request.period_id, leerplaats__archived_at=None, number__gt=0
        ).exclude(certainty=Certainty.MAYBE)
        fitting = offers.filter(programme=request.programme_id, year=request.year).filter(
            Q(school=None) | Q(school=request.school_id)
        )
        self.places = dict(fitting.order_by().values_list("leerplaats").annotate(Sum("number")))
        self.any_known = bool(self.places) or offers.exists()

    @cached_property
    def online(self):
        """The leerplaatsen that students can read about."""
        return [one for one in self.leerplaatsen if getattr(one, "profile", None) and one.profile.published_id]

    def options(self, rows):
        """The groups of choices for a list, with those of `rows` (Wish rows that stand) always among them."""
        with_place = [one for one in self.online if one.pk in self.places]
        without = [one for one in self.online if one.pk not in self.places]
        shown = {f"{LEERPLAATS}:{one.pk}" for one in self.online}
        groups = [
            ("Leerplaatsen met plek voor deze opleiding", [_leerplaats(one) for one in with_place]),
            ("Soort zorg", [(f"{SECTOR}:{sector}", sector.label) for sector in self._sectors()]),
            ("Stad of dorp", [(f"{TOWN}:{town}", town) for town in self._towns()]),
            ("Andere leerplaatsen, nu zonder plek voor deze opleiding", [_leerplaats(one) for one in without]),
        ]
        listed = shown | {value for _, pairs in groups for value, _ in pairs}
        kept = {written(row): self._name_of(row) for row in rows if written(row) not in listed}
        groups.append(("Zoals het nu staat", list(kept.items())))
        return [(title, pairs) for title, pairs in groups if pairs]

    def _name_of(self, row):
        """What stands, named as the rest of the list names it: a leerplaats with its town."""
        found = next((one for one in self.leerplaatsen if one.pk == row.leerplaats_id), None)
        if found:
            return _leerplaats(found)[1]
        return f"{row} (woorden van de school)" if row.words else str(row)

    def _sectors(self):
        present = {one.sector for one in self.online}
        return [sector for sector in Sector if sector in present]

    def _towns(self):
        return sorted({one.location.town for one in self.online})

    def meaning(self, text):
        """What the choice `text` comes to for this request."""
        wish = as_row(self.request, WishKind.WISH, text)
        meant = self.index.fulfilling(wish)
        offered = [pk for pk in meant if pk in self.places]
        fitting = [pk for pk in offered if pk not in self.excluded and pk not in self.too_far]
        if not self.any_known:
            return Meaning("De plekken voor deze periode zijn nog niet bekend.")
        if not meant:
            return Meaning("Hier is geen leerplaats die hierbij past. Kies iets anders.", is_empty=True)
        if offered and not fitting:
            return Meaning(self._why_none(offered, wish.leerplaats_id), is_empty=True)
        if not fitting and wish.leerplaats_id:
            text = f"Deze leerplaats heeft geen plek voor {self.programme_words} en dit leerjaar."
            return Meaning(text, is_empty=True)
        if not fitting:
            text = f"Geen leerplaats die hierbij past, heeft plek voor {self.programme_words} en dit leerjaar."
            return Meaning(text, is_empty=True)
        if wish.leerplaats_id:
            return Meaning(f"{count(self.places[fitting[0]], 'plek', 'plekken')} voor {self.programme_words}.")
        have = count(len(fitting), "leerplaats heeft", "leerplaatsen hebben")
        names = sorted(one.name for one in self.online if one.pk in fitting)
        which = f" ({enumerate_dutch(names)})" if len(fitting) == len(names) <= FEW_NAMED else ""
        return Meaning(f"{have} plek voor {self.programme_words}{which}.")

    def _why_none(self, offered, is_one):
        """Why none of the leerplaatsen `offered`, which do have a place, can become the place of this student."""
        what = "Deze leerplaats" if is_one else "Wat hierbij past,"
        if all(pk in self.excluded for pk in offered):
            return f"{what} staat ook bij ‘Hier niet’. Haal het bij een van de twee weg."
        far = f"ligt verder weg dan {self.request.most_km} kilometer"
        if all(pk in self.too_far for pk in offered):
            return f"{what} {far}."
        return f"{what} staat bij ‘Hier niet’ of {far}."

    @cached_property
    def excluded(self):
        """The ids of the leerplaatsen where the student does not go, or has been."""
        unwanted = [*self.request.unwanted, *self.request.been]
        return {pk for wish in unwanted for pk in self.index.fulfilling(wish)}

    @cached_property
    def too_far(self):
        """The ids of the leerplaatsen beyond the limit of the student; none when we do not know where that is."""
        if not self.request.most_km or self.home is None:
            return set()
        return {one.pk for one in self.leerplaatsen if not self._is_near(one.location, self.request.most_km, True)}

    def _is_near(self, place, km, when_unknown):
        if place.latitude is None:
            return when_unknown
        return kilometres(self.home, place.latitude, place.longitude) <= km

    def left_over(self):
        """How many leerplaatsen with a place are left after exclusions and distance; None without exclusions."""
        if not (self.request.unwanted or self.request.been) or not self.places:
            return None
        return len(self.places.keys() - self.excluded - self.too_far)

    @cached_property
    def home(self):
        """Where the student lives, as far as we know: a Spot or None."""
        student = self.request.student
        spot = find_spot(student.postcode[:4]) if student.postcode else None
        return spot or (find_spot(student.town) if student.town else None)

    def within(self, km):
        """A sentence about how many leerplaatsen with a place lie within `km` of home."""
        if self.home is None:
            lives = f"{self.name} woont" if self.name else "je woont"
            return f"We weten niet waar {lives}. Dan telt deze grens niet mee."
        places = [one.location for one in self.leerplaatsen if one.pk in self.places]
        near = sum(self._is_near(place, km, False) for place in places)
        lie = count(near, "leerplaats", "leerplaatsen")
        return f"Binnen {km} kilometer van {self.home.name}: {lie} met plek voor {self.programme_words}."


def _leerplaats(one):
    return f"{LEERPLAATS}:{one.pk}", f"{one.name}, {one.location.town}"
