"""Begin with a copy: choose a profile, see what comes along, take it over, and undo it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.actions import copies as actions
from profiles.copying import Source, copy_parts_of
from profiles.examples import examples_for
from profiles.forms.copies import CopyForm, FindSourceForm
from profiles.inheritance import own_answers
from profiles.models import Leerplaats, Membership
from profiles.questions import PARTS, part_by_number
from profiles.search import found_by
from profiles.sent_numbers import read_number
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.editing import sent

PER_PAGE = 10
OWN = 20  # of the own institution at most, the rest by searching
LEERPLAATS, EXAMPLE = "leerplaats-", "voorbeeld-"


@dataclass(frozen=True)
class Offer:
    """A profile to choose: its name, one line about it, and where its preview is."""

    name: str
    about: str
    url: str


@access(*EDITORS)
@require_safe
def copy_choose(request, pk):
    """Own leerplaatsen, examples of the region, and whatever profile is online."""
    leerplaats = editable_leerplaats(request, pk)
    form = FindSourceForm(request.GET or None)
    own = _own(request, leerplaats)
    online = _online(request, leerplaats)
    if form.words:
        own, online = found_by(own, form.words), found_by(online, form.words)
    else:
        alike = online.filter(sector=leerplaats.sector)
        own, online = own.order_by("sort_name", "pk"), alike.order_by("sort_name", "pk")
    page = Paginator(online, PER_PAGE).get_page(request.GET.get("pagina"))
    part = _part(request)
    context = {
        "leerplaats": leerplaats,
        "part": part,
        "find_form": form,
        "words": form.words,
        "own": [_offer(leerplaats, part, row, _own_about(row)) for row in own[:OWN]],
        "examples": [_example_offer(leerplaats, part, example) for example in examples_for(leerplaats.sector)],
        "page": page,
        "online": [_offer(leerplaats, part, row, _online_about(row)) for row in page],
        "is_empty": not profile_of(leerplaats).answers,
    }
    return render(request, "profiles/copy_choose.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def copy_preview(request, pk, source):
    """What would come along, part by part; after the button it is there."""
    leerplaats = editable_leerplaats(request, pk)
    chosen = _source_or_404(request, leerplaats, source)
    rows = copy_parts_of(chosen, profile_of(leerplaats).shown, leerplaats.sector)
    brings = [row for row in rows if row.answers]
    part = _part(request)
    form = CopyForm(sent(request), rows=brings, only=part.key if part else "")
    if request.method == "POST" and form.is_valid():
        event = actions.copy_parts(
            leerplaats=leerplaats, source=chosen, parts=form.cleaned_data["delen"], by=request.user
        )
        if event:
            return redirect("copy-done", leerplaats.pk, event.pk)
        messages.info(request, "Er is niets overgenomen. Op elke vraag stond al een antwoord.")
        return redirect("profile-tasks", leerplaats.pk)
    context = {
        "leerplaats": leerplaats,
        "source": chosen,
        "choose_url": reverse("copy-choose", args=[leerplaats.pk]) + (f"?deel={part.number}" if part else ""),
        "form": form,
        "brings": brings,
        "left_alone": [row for row in rows if not row.answers],
    }
    return render(request, "profiles/copy_preview.html", context)


@access(*EDITORS)
@require_safe
def copy_done(request, pk, event_id):
    """What came, what stayed as it was, and the way back."""
    leerplaats = editable_leerplaats(request, pk)
    event = get_object_or_404(actions.copies_of(leerplaats), pk=event_id)
    profile = profile_of(leerplaats)
    came, kept = event.detail["parts"], event.detail["kept"]
    context = {
        "leerplaats": leerplaats,
        "event": event,
        "source": event.detail["source"],
        "came": [
            (part, reverse("profile-part", args=[leerplaats.pk, part.number])) for part in PARTS if part.key in came
        ],
        "kept": [part for part in PARTS if part.key in kept],
        "is_there": any(key in profile.answers for key in event.detail["copied"]),
        "steps": (
            "Bij elk deel staat dat het is overgenomen. Lees het na en maak het van jullie.",
            "Bewaar je een deel, dan verdwijnt dat teken.",
            "Studenten zien er niets van tot je het profiel online zet.",
        ),
    }
    return render(request, "profiles/copy_done.html", context)


@access(*EDITORS)
@require_POST
def copy_undo(request, pk, event_id):
    """Take the copied answers out again."""
    leerplaats = editable_leerplaats(request, pk)
    event = get_object_or_404(actions.copies_of(leerplaats), pk=event_id)
    stayed = actions.undo_copy(leerplaats=leerplaats, event=event, by=request.user)
    rest = " Wat intussen is aangepast, staat er nog." if stayed else ""
    messages.success(request, f"De kopie van {event.detail['source']} is ongedaan gemaakt.{rest}")
    return redirect("profile-tasks", leerplaats.pk)


def _own(request, leerplaats):
    """The other leerplaatsen of the institution of which this person writes the profile."""
    rows = Leerplaats.objects.editable_by(request.identity).in_use().filter(institution=leerplaats.institution_id)
    begun = rows.filter(profile__isnull=False).exclude(profile__answers={}).exclude(pk=leerplaats.pk)
    return begun.select_related("institution", "location", "profile__published")


def _online(request, leerplaats):
    """Every other profile that everybody can read."""
    own = Leerplaats.objects.editable_by(request.identity).filter(institution=leerplaats.institution_id)
    rows = Leerplaats.objects.online().exclude(pk=leerplaats.pk).exclude(pk__in=own.values("pk"))
    return rows.select_related("institution", "location", "profile__published")


def _own_about(row):
    state = "" if row.profile.published else ". Nog niet online"
    return f"{row.location.name}, {row.get_sector_display().lower()}{state}"


def _online_about(row):
    return f"{row.institution.name}, {row.location.town}, {row.get_sector_display().lower()}"


def _offer(leerplaats, part, row, about):
    return Offer(row.name, about, _preview_url(leerplaats, part, f"{LEERPLAATS}{row.pk}"))


def _example_offer(leerplaats, part, example):
    return Offer(example.name, example.about, _preview_url(leerplaats, part, f"{EXAMPLE}{example.key}"))


def _preview_url(leerplaats, part, key):
    address = reverse("copy-preview", args=[leerplaats.pk, key])
    return f"{address}?deel={part.number}" if part else address


def _part(request):
    return part_by_number(read_number(request.GET.get("deel")))


def _source_or_404(request, leerplaats, key):
    """The cleaned Source behind a word in the address."""
    if key.startswith(EXAMPLE):
        for example in examples_for(leerplaats.sector):
            if example.key == key.removeprefix(EXAMPLE):
                return Source(key, example.name, example.about, example.answers).cleaned()
    number = read_number(key.removeprefix(LEERPLAATS)) if key.startswith(LEERPLAATS) else None
    own = _own(request, leerplaats).filter(pk=number).first()
    other = own or get_object_or_404(_online(request, leerplaats), pk=number)
    return Source(
        key,
        other.name,
        f"{other.institution.name}, {other.location.name}",
        other.profile.answers if own else own_answers(other.profile.published),
        is_own=other.institution_id == leerplaats.institution_id,
        is_near=other.location_id == leerplaats.location_id,
        people=_people(other),
    ).cleaned()


def _people(leerplaats):
    """The first names of everybody who works or worked at the institution."""
    names = Membership.objects.filter(institution=leerplaats.institution_id).values_list("user__name", flat=True)
    return frozenset(word for name in names for word in name.split() if len(word) > 1 and word[0].isupper())
