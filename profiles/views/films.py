"""The film of a leerplaats: shown to whom may see it, sent, described, and taken out again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access, public
from profiles.actions import films as actions
from profiles.byte_ranges import ranged_answer
from profiles.film_links import linked_film, plain_host
from profiles.forms.films import DescribeFilmForm, FilmForm
from profiles.models import Film, Leerplaats
from profiles.page_media import shown_film
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.media import FOR_EVER, FOR_STAFF, media_topic
from profiles.wording import is_readable_film

FILES = {"film": "file", "beeld": "poster", "ondertiteling": "captions"}  # the word in the address: the field


@public
@require_safe
def film_file(request, film_id, what):
    """A file of a film: for everyone when the film is online, otherwise for staff who see the leerplaats."""
    if what not in FILES:
        raise Http404
    film = get_object_or_404(Film.objects.select_related("leerplaats__profile__published"), pk=film_id)
    online = actions.is_online(film)
    if not online:
        get_object_or_404(Leerplaats.objects.visible_to(request.identity), pk=film.leerplaats_id)
    file = getattr(film, FILES[what])
    if not file:
        raise Http404
    if what == "film":
        answer = ranged_answer(request, file, film.media_type)
    else:
        kind = "image/webp" if what == "beeld" else "text/vtt; charset=utf-8"
        with file.open("rb") as stored:
            answer = HttpResponse(stored.read(), content_type=kind)
    answer["Cache-Control"] = FOR_EVER if online else FOR_STAFF
    return answer


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def film_edit(request, pk):
    """Send a film or its address; when there is one: what goes with it."""
    leerplaats = editable_leerplaats(request, pk)
    entry = actions.film_entry(profile_of(leerplaats))
    return _describe(request, leerplaats, entry) if entry else _add(request, leerplaats)


@access(*EDITORS)
@require_POST
def film_remove(request, pk):
    """Take the film out of the concept; the next page can put it back."""
    leerplaats = editable_leerplaats(request, pk)
    film = actions.remove_film(leerplaats=leerplaats, by=request.user)
    return redirect(f"{reverse('film-edit', args=[leerplaats.pk])}{f'?verwijderd={film.pk}' if film else ''}")


@access(*EDITORS)
@require_POST
def film_restore(request, pk, film_id):
    """Put a film back that was taken out in the last thirty days."""
    leerplaats = editable_leerplaats(request, pk)
    film = get_object_or_404(actions.recoverable_films(leerplaats), pk=film_id)
    actions.restore_film(leerplaats=leerplaats, film=film, by=request.user)
    messages.success(request, "De film staat er weer.")
    return redirect("film-edit", leerplaats.pk)


def _add(request, leerplaats):
    form = FilmForm(request.POST, request.FILES) if request.method == "POST" else FilmForm()
    if form.is_bound and form.is_valid():
        if form.cleaned_data["source"] == "file":
            upload, checked = form.cleaned_data["file"]
            actions.add_film_file(leerplaats=leerplaats, upload=upload, checked=checked, by=request.user)
        else:
            actions.add_film_link(leerplaats=leerplaats, url=form.cleaned_data["url"].url, by=request.user)
        messages.success(request, "De film is bewaard. Vertel nu wat erin te zien en te horen is.")
        return redirect("film-edit", leerplaats.pk)
    context = {"leerplaats": leerplaats, "form": form, "film_url": media_topic(leerplaats, "film")}
    removed, gone = list(actions.recoverable_films(leerplaats)), request.GET.get("verwijderd", "")
    context |= {"removed_films": removed, "just_removed": next((f for f in removed if str(f.pk) == gone), None)}
    return render(request, "profiles/film_new.html", context)


def _describe(request, leerplaats, entry):
    url = entry.get("url", "")
    found = linked_film(url) if url else None
    parts = {"entry": entry, "host": found.host if found else plain_host(url)}
    form = (
        DescribeFilmForm(request.POST, request.FILES, **parts)
        if request.method == "POST"
        else DescribeFilmForm(**parts)
    )
    if form.is_bound and form.is_valid():
        try:
            actions.describe_film(leerplaats=leerplaats, by=request.user, **form.description)
        except actions.FilmChanged as change:
            return _changed_meanwhile(request, leerplaats, change.entry, form)
        if form.is_long:
            messages.info(request, "De film duurt langer dan 3 minuten. Een kortere film kijken studenten vaker uit.")
        messages.success(request, "De film is bewaard.")
        return redirect(media_topic(leerplaats, "film"))
    return _describe_page(request, leerplaats, entry, form)


def _changed_meanwhile(request, leerplaats, entry, form):
    """Keep what was typed, and show beside it what stands there now."""
    if not entry:
        messages.warning(request, "Een collega haalde deze film intussen weg. Je wijziging is niet bewaard.")
        return redirect("film-edit", leerplaats.pk)
    form.now_knows(seen=DescribeFilmForm(entry=entry).initial["seen"])
    form.add_error(
        None, "Een collega paste dit intussen ook aan. Kijk hieronder wat er nu staat, en bewaar daarna jouw tekst."
    )
    return _describe_page(request, leerplaats, entry, form, theirs=shown_film({"film": entry}))


def _describe_page(request, leerplaats, entry, form, theirs=None):
    context = {
        "leerplaats": leerplaats,
        "form": form,
        "preview": {"film": shown_film({"film": entry})},
        "is_readable": is_readable_film(entry),
        "theirs": theirs,
        "film_url": media_topic(leerplaats, "film"),
    }
    return render(request, "profiles/film_describe.html", context)
