"""The versions that were online: listed, shown, compared, and one put online again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.actions import versions as actions
from profiles.actions.leerplaatsprofielen import NotReady
from profiles.comparing import compare
from profiles.forms.versions import CompareForm
from profiles.inheritance import own_answers, shown_answers
from profiles.publishing import changed_titles, problems
from profiles.sent_numbers import read_number
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.public import page_context
from profiles.views.telling import after_publishing

VERSIONS_PER_PAGE = 20


@access(*EDITORS)
@require_safe
def profile_versions(request, pk):
    """What stood online, from when, by whom, and what was new."""
    leerplaats = editable_leerplaats(request, pk)
    rows = leerplaats.versions.select_related("published_by")
    page = Paginator(rows, VERSIONS_PER_PAGE).get_page(request.GET.get("pagina"))
    versions = list(page)
    older = _before(leerplaats, versions)
    pairs = zip(versions, [*versions[1:], older], strict=True) if versions else ()
    context = {
        "leerplaats": leerplaats,
        "online": profile_of(leerplaats).published_id,
        "page": page,
        "versions": [
            (version, previous, changed_titles(previous.answers, version.answers) if previous else None)
            for version, previous in pairs
        ],
        "compare_form": _compare_form(leerplaats),
        "undo": _undo(leerplaats, request.GET.get("teruggezet", "")),
    }
    return render(request, "profiles/versions.html", context)


@access(*EDITORS)
@require_safe
def profile_version(request, pk, number):
    """One version as students saw it."""
    leerplaats = editable_leerplaats(request, pk)
    version = get_object_or_404(leerplaats.versions, number=number)
    context = page_context(leerplaats, version.answers) | {
        "preview": "version",
        "version": version,
        "is_online": version.pk == profile_of(leerplaats).published_id,
    }
    return render(request, "profiles/preview.html", context)


@access(*EDITORS)
@require_safe
def version_compare(request, pk):
    """What went and what came between two versions, per question."""
    leerplaats = editable_leerplaats(request, pk)
    form = _compare_form(leerplaats, request.GET or None)
    context = {"leerplaats": leerplaats, "form": form}
    if form.is_bound and form.is_valid():
        rows = leerplaats.versions.select_related("published_by").filter(number__in=form.pair)
        after, before = rows  # the newest comes first
        context |= {
            "before": before,
            "after": after,
            "parts": compare(before.answers, after.answers, leerplaats.sector),
            "is_online": after.pk == profile_of(leerplaats).published_id,
        }
    return render(request, "profiles/version_compare.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def version_restore(request, pk, number):
    """Ask whether a version must go online again, and what of the concept would be lost; after yes it goes."""
    leerplaats = editable_leerplaats(request, pk)
    version = get_object_or_404(leerplaats.versions.select_related("published_by"), number=number)
    profile = profile_of(leerplaats)
    if profile.published is None:
        raise Http404
    if request.method == "POST":
        return _restore(request, leerplaats, version, profile)
    if profile.answers == own_answers(version) and version.pk == profile.published_id:
        messages.info(request, f"Versie {version.number} staat al online.")
        return redirect("profile-versions", leerplaats.pk)
    return _restore_page(request, leerplaats, version, profile)


def _restore(request, leerplaats, version, profile):
    before = profile.published
    seen = read_number(request.POST.get("version")) or 0
    try:
        new = actions.restore_version(leerplaats=leerplaats, version=version, seen=seen, by=request.user)
    except actions.ConceptChanged as refusal:
        who = refusal.profile.updated_by.first_name if refusal.profile.updated_by else "Iemand"
        messages.warning(request, f"{who} paste dit profiel intussen aan. Kijk nog een keer wat er verandert.")
        return redirect("version-restore", leerplaats.pk, version.number)
    except (actions.PhotosGone, NotReady):
        return _restore_page(request, leerplaats, version, profile)
    if new == before:
        messages.info(request, f"Versie {new.number} staat al online, met dezelfde antwoorden.")
        return redirect("profile-versions", leerplaats.pk)
    if (onward := after_publishing(leerplaats, before, new, "profile-versions")) != reverse(
        "profile-versions", args=[leerplaats.pk]
    ):
        messages.success(request, f"Versie {version.number} is teruggezet. Het is nu versie {new.number}.")
        return redirect(onward)
    return redirect(f"{onward}?teruggezet={new.number}")


def _restore_page(request, leerplaats, version, profile):
    online = profile.published
    own = own_answers(version)
    restored = shown_answers(leerplaats, own)
    gone = actions.gone_photos(leerplaats, version)
    concept, standing = profile.shown, shown_answers(leerplaats, own_answers(online))
    context = {
        "leerplaats": leerplaats,
        "version": version,
        "profile": profile,
        "online": online,
        "parts": compare(online.answers, restored, leerplaats.sector),
        "lost": compare(standing, concept, leerplaats.sector) if concept not in (standing, restored) else [],
        "refusals": [_gone_sentence(entry) for entry in gone]
        or [problem.sentence for problem in problems(restored, leerplaats.sector)],
        "is_gone": bool(gone),
    }
    return render(request, "profiles/version_restore.html", context)


def _gone_sentence(entry):
    what = f" ({entry['alt']})" if entry.get("alt") else ""
    return f"Een foto van deze versie is verwijderd en niet meer terug te halen{what}."


def _undo(leerplaats, number):
    """The version that was just put back and the one before it, to offer the way back; None without."""
    if not number.isdecimal() or len(number) > 6:
        return None
    pair = list(leerplaats.versions.filter(number__in=(int(number), int(number) - 1)))
    return pair if len(pair) == 2 and pair[0].note else None


def _compare_form(leerplaats, data=None):
    versions = list(leerplaats.versions.values_list("number", "published_at"))
    return CompareForm(data, versions=versions)


def _before(leerplaats, versions):
    """The version just before a page of the list, to compare its last row with; None for the first."""
    if not versions:
        return None
    return leerplaats.versions.filter(number__lt=versions[-1].number).first()
