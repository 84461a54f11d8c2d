"""What somebody says in the form of wishes, as plain values: to store, to compare, and to show beside another's."""

from dataclasses import astuple, dataclass

from onboarding.wish_choices import written
from profiles.merging import fingerprint

CAR_WORDS = {True: "Ja", False: "Nee", None: "Weet ik niet"}


@dataclass(frozen=True)
class Answers:
    """The choices (see onboarding.wish_choices), the limit in kilometres and the car; None is not known."""

    wished: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    been: tuple[str, ...] = ()
    most_km: int | None = None
    has_car: bool | None = None

    @property
    def mark(self):
        """A short text that is the same for the same answers."""
        return fingerprint([list(part) if isinstance(part, tuple) else part for part in astuple(self)])


def stored_answers(request):
    """The Answers that stand for `request`."""
    return Answers(
        wished=tuple(written(wish) for wish in request.wished),
        unwanted=tuple(written(wish) for wish in request.unwanted),
        been=tuple(written(wish) for wish in request.been),
        most_km=request.most_km,
        has_car=request.has_car,
    )


def answer_lines(request):
    """What stands for `request` as (label, text) pairs, for who reads it."""
    distance = f"Hoogstens {request.most_km} kilometer" if request.most_km else "Maakt niet uit"
    ranked = "; ".join(f"{place}. {wish}" for place, wish in enumerate(request.wished, 1))
    lines = [
        ("Wensen", ranked or "Geen"),
        ("Hier niet", ", ".join(map(str, request.unwanted)) or "Geen"),
        ("Reis", distance),
        ("Rijbewijs en auto", CAR_WORDS[request.has_car]),
    ]
    been = ", ".join(map(str, request.been))
    return [*lines[:2], ("Hier al geweest", been), *lines[2:]] if been else lines
