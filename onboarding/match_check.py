"""Step 1 of koppelen: how many look for a place beside how many places there are, and what is wrong before we start.

Everything is read in a fixed number of queries.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.urls import reverse

from onboarding.board_changes import rules_against, standing
from onboarding.boards import free_and_held, load_board
from onboarding.matching.edge import edge
from onboarding.matching.wording_rules import rule_text
from onboarding.models import PlacementRequest
from onboarding.wishes import OWN_WORKPLACE, WishIndex
from profiles.dutch import count
from profiles.enums import Certainty, SupervisionLevel
from profiles.models import Leerplaatsprofiel, PlaceLimit, PlaceOffer, PostcodeArea
from profiles.upkeep import OPEN_REPORTS, stale_now

STUDENTS = ("student", "studenten")
SHOWN = 12  # lines of one problem at once; the others are folded


@dataclass(frozen=True)
class Demand:
    """How many look for a place of one programme and year, beside the places without a stage on them.

    `about` is part of what a proposal gives away; `maybe` and `held` are not.
    """

    programme: str
    year: int
    waiting: int
    sure: int
    about: int
    maybe: int
    held: int

    @property
    def free(self):
        """How many places a proposal can give."""
        return self.sure + self.about

    @property
    def short(self):
        """How many places are missing; negative when some are left."""
        return self.waiting - self.free

    @property
    def words(self):
        """The difference in words."""
        if self.short > 0:
            return f"{self.short} te weinig"
        return f"{-self.short} over" if self.short < 0 else "Precies genoeg"


@dataclass(frozen=True)
class Line:
    """One thing that is the matter: what it says, with an address where it can be put right."""

    text: str
    url: str = ""
    name: str = ""

    @property
    def stop(self):
        """What closes the name: nothing after "Kiki B.", which has its full stop."""
        return "" if self.name.endswith(".") else "."


@dataclass(frozen=True)
class Problem:
    """A kind of problem with its lines. A `warning` stops nothing; the others keep a koppeling from being made."""

    title: str
    explanation: str
    lines: tuple
    rest: tuple
    total: int
    counted: str
    warning: bool = True


def supply_and_demand(institution, period):
    """Per programme and year a Demand, by level and name."""
    asked = PlacementRequest.objects.filter(institution=institution, period=period).waiting()
    waiting = Counter(asked.values_list("programme__level", "programme__name", "year"))
    offers = list(_offers(institution, period))
    left = free_and_held(offers)
    places = defaultdict(Counter)
    for offer in offers:
        row = places[offer.programme.level, offer.programme.name, offer.year]
        free, held = left[offer.pk]
        row["held"] += held
        row[offer.certainty] += free
    return [
        Demand(
            name,
            year,
            waiting[level, name, year],
            places[level, name, year][Certainty.SURE],
            places[level, name, year][Certainty.ABOUT],
            places[level, name, year][Certainty.MAYBE],
            places[level, name, year]["held"],
        )
        for level, name, year in sorted(waiting.keys() | places.keys())
    ]


def _offers(institution, period):
    rows = PlaceOffer.objects.filter(institution=institution, period=period).in_use()
    return rows.select_related("programme", "leerplaats__location").order_by("leerplaats__sort_name", "pk")


def problems(institution, period):
    """The problems there are with students, places and links between them; none when all is well."""
    board = load_board(institution, period)
    requests = sorted(board.requests.values(), key=lambda request: (request.student.sort_name, request.pk))
    offers = sorted(board.offers.values(), key=lambda offer: (offer.leerplaats.sort_name, offer.pk))
    misfits = list(_misfits(requests, board))
    found = [
        _unfit(misfits, board),
        _refused(board, misfits),
        _without_guide(offers, board),
        *_without_spot(requests),
        _profiles(offers),
        _without_wishes(requests),
        _empty_wishes(requests, offers),
        _small_limits(institution, offers),
    ]
    return [problem for problem in found if problem.lines]


def _problem(title, explanation, lines, nouns, *, warning=True):
    return Problem(
        title, explanation, tuple(lines[:SHOWN]), tuple(lines[SHOWN:]), len(lines), count(len(lines), *nouns), warning
    )


def _misfits(requests, board):
    """(request, sentence) of each koppeling, fixed or not, that a hard rule forbids by now."""
    now = standing(board)
    for request in requests:
        key = str(request.pk)
        if rules := rules_against(board, key, now.get(key)):
            at = edge(board.world.request_by_key[key], board.world.offer_by_key[now[key]])
            yield request, " ".join(rule_text(rule, at, board.names) for rule in rules)


def _unfit(misfits, board):
    lines = []
    for request, sentence in misfits:
        found = request.proposal
        offer = board.offers[str(found.offer_id)]
        url = f"{reverse('match-lock', args=[request.period_id])}?laatst={found.pk}#koppeling-{found.pk}"
        lines.append(Line(f"{offer.leerplaats.name} past niet meer. {sentence}", url, request.student.short_name))
    return _problem(
        "Koppelingen die niet meer passen",
        "Deze kun je niet bevestigen. Zoek een andere plek, of maak een nieuw voorstel.",
        lines,
        ("koppeling", "koppelingen"),
        warning=False,
    )


def _refused(board, misfits):
    told = {sentence for _, sentence in misfits}
    lines = [Line(sentence) for sentence in board.refused if sentence not in told]
    return _problem(
        "Vastgezet, maar dat kan niet meer",
        "Het voorstel zoekt voor deze studenten een andere plek.",
        lines,
        STUDENTS,
        warning=False,
    )


def _without_guide(offers, board):
    """Places of a programme with a rule about who guides, where nobody of that level is, or that is not known."""
    needed = {(one.programme, one.year): one.supervision for one in board.world.requests}
    lines = []
    for offer in offers:
        level = needed.get((offer.programme_id, offer.year), 0)
        if (offer.supervision or 0) >= level:
            continue
        known = offer.get_supervision_display() if offer.supervision else "niet ingevuld"
        asked = SupervisionLevel(level).label
        text = f"{offer.programme.name} leerjaar {offer.year} vraagt een {asked}. Wie er begeleidt: {known}."
        lines.append(Line(text, reverse("offer-list", args=[offer.leerplaats_id]), offer.leerplaats.name))
    return _problem(
        "Plekken zonder de begeleiding die nodig is",
        "Het voorstel gebruikt deze plekken niet.",
        lines,
        ("keer", "keer"),
        warning=False,
    )


def _without_spot(requests):
    """Two problems: no postcode at all, and one of which we do not know where it lies."""
    known = set(PostcodeArea.objects.values_list("postcode", flat=True))
    missing, unknown = [], []
    for request in requests:
        student, url = request.student, reverse("student-detail", args=[request.student_id])
        if not student.postcode:
            missing.append(Line("Geen postcode ingevuld.", url, student.short_name))
        elif student.postcode.strip()[:4] not in known:
            text = f"We weten niet waar {student.postcode} ligt."
            unknown.append(Line(text, url, student.short_name))
    explanation = "De reis telt voor deze studenten niet mee."
    return (
        _problem("Studenten zonder postcode", explanation, missing, STUDENTS),
        _problem("Postcode die we niet kennen", explanation, unknown, STUDENTS),
    )


def _profiles(offers):
    """Leerplaatsen with places whose profile nobody can read, or has old parts. A warning, no bar."""
    leerplaatsen = {offer.leerplaats_id: offer.leerplaats for offer in offers if offer.number}
    rows = Leerplaatsprofiel.objects.filter(leerplaats__in=leerplaatsen).select_related("leerplaats", "published")
    profiles = {row.leerplaats_id: row for row in rows.prefetch_related("checks", OPEN_REPORTS)}
    lines = []
    for pk, leerplaats in leerplaatsen.items():
        profile = profiles.get(pk)
        url = reverse("profile-tasks", args=[pk])
        if profile is None or profile.published is None:
            lines.append(
                Line("Het profiel staat niet online. Studenten lezen er dus niets over.", url, leerplaats.name)
            )
        elif old := stale_now(profile):
            parts = count(len(old), "deel", "delen")
            lines.append(Line(f"Kijk {parts} van het profiel na.", url, leerplaats.name))
    return _problem("Profielen om naar te kijken", "Je kunt wel koppelen.", lines, ("profiel", "profielen"))


def _without_wishes(requests):
    lines = [
        Line(
            f"{request.programme.name}, leerjaar {request.year}.",
            reverse("student-detail", args=[request.student_id]),
            request.student.short_name,
        )
        for request in requests
        if not request.wished
    ]
    return _problem(
        "Studenten zonder wensen", "Zij krijgen een plek, maar wensen tellen voor hen niet.", lines, STUDENTS
    )


def _empty_wishes(requests, offers):
    """Wishes that no leerplaats with places here meets."""
    index = WishIndex({offer.leerplaats_id: offer.leerplaats for offer in offers}.values())
    students = defaultdict(list)
    for request in requests:
        for wish in (*request.wished, *request.unwanted):
            # str() of a named leerplaats would read it; that one is told by its number of students alone
            if wish.words != OWN_WORKPLACE and not index.fulfilling(wish):
                words = wish.words or wish.town or (wish.get_sector_display() if wish.sector else "een leerplaats")
                students[words].append(request.student)
    lines = [
        Line(
            f"{len(who)} studenten schreven dit. Geen plek past erbij."
            if len(who) > 1
            else f"{who[0].short_name} schreef dit. Geen plek past erbij.",
            reverse("student-detail", args=[who[0].pk]) if len(who) == 1 else "",
            f"‘{words}’",
        )
        for words, who in sorted(students.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    return _problem("Wensen die niets betekenen", "Deze wens telt niet mee.", lines, ("wens", "wensen"))


def _small_limits(institution, offers):
    """Limits that are smaller than the places that stand under them."""
    numbers = Counter()
    for offer in offers:
        numbers[offer.leerplaats_id] += offer.number
    lines = []
    for limit in PlaceLimit.objects.filter(institution=institution).prefetch_related("leerplaatsen"):
        members = [one.pk for one in limit.leerplaatsen.all()]
        places = sum(numbers[pk] for pk in members)
        if places > limit.number:
            text = f"Hoogstens {count(limit.number, 'student', 'studenten')} {limit.get_per_display()}, "
            text += f"en {count(places, 'plek', 'plekken')} in deze periode."
            lines.append(Line(text, reverse("offer-list", args=[members[0]]), limit.name))
    return _problem("Maximum lager dan de plekken", "Het voorstel blijft onder het maximum.", lines, ("keer", "keer"))
