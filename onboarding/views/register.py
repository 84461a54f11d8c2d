"""The public register: what is kept of whom, why and until when, made from the register in the code."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from onboarding.whole_register import in_groups
from profiles.access import public
from profiles.dutch import count
from profiles.field_register import Category
from profiles.folding import fold


@public
@require_safe
def privacy_register(request):
    """The whole register in groups, or what has the searched word in it."""
    searched = request.GET.get("zoek", "").strip()[:60]
    groups = [(group, [one for one in entries if _has(one, searched)]) for group, entries in in_groups()]
    groups = [(group, entries) for group, entries in groups if entries]
    context = {
        "searched": searched,
        "groups": [(group, [(entry, _fields(entry)) for entry in entries]) for group, entries in groups],
        "number": sum(len(entries) for _, entries in groups),
    }
    return render(request, "onboarding/privacy_register.html", context)


def _fields(entry):
    """(category, words of its fields) for each category. What serves the program alone is counted: it tells nobody
    anything."""
    return [(Category(category).label, _words(entry, category, names)) for category, names in entry.by_category]


def _words(entry, category, names):
    if category == Category.TECHNICAL:
        return f"{count(len(names), 'gegeven', 'gegevens')} voor alleen de computer, zoals een volgnummer"
    return ", ".join(dict.fromkeys(entry.word(name).rstrip("?").lower() for name in names))


def _has(entry, searched):
    words = [entry.title, entry.purpose, *(text for _, text in _fields(entry))]
    return fold(searched) in fold(" ".join(words))
