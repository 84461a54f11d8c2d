"""What the pages of the werkbank share: the institution, and the four steps as tabs."""

from profiles.enums import Role

STEPS = (
    ("Controleren", "match-check"),
    ("Voorstel", "match-proposal"),
    ("Vastzetten", "match-lock"),
    ("Bevestigen", "match-confirm"),
)


def institution_of(request):
    """The institution the coordinator matches for."""
    return next(m.institution for m in request.identity.memberships if m.role == Role.COORDINATOR)


def match_context(period, current, **extra):
    """Context of a page of the werkbank, with the tabs; `current` is its url name."""
    steps = [{"label": label, "name": name, "current": name == current} for label, name in STEPS]
    return {"period": period, "steps": steps, **extra}
