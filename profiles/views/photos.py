"""Photos: shown to whom may see them, sent, described, moved and taken out again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access, public
from profiles.actions import photos as actions
from profiles.forms.photos import DescribePhotoForm, PhotoForm
from profiles.models import Leerplaats, Photo
from profiles.photos import SIZES
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.editing import sent
from profiles.views.media import FOR_EVER, FOR_STAFF, media_topic
from profiles.wording import is_described

DESCRIBE, REMOVE, RESTORE, UP, DOWN = "beschrijf", "verwijder", "terug", "omhoog", "omlaag"  # the buttons of a photo
PLACES = {UP: -1, DOWN: 1}


@public
@require_safe
def photo(request, photo_id, size):
    """A photo file: for everyone when it is online, otherwise for staff who see the leerplaats."""
    if size not in SIZES:
        raise Http404
    rows = Photo.objects.select_related("leerplaats__profile__published")
    picture = get_object_or_404(rows, pk=photo_id)
    online = actions.is_online(picture)
    if not online:
        get_object_or_404(Leerplaats.objects.visible_to(request.identity), pk=picture.leerplaats_id)
    with (getattr(picture, size) or picture.large).open("rb") as file:
        answer = HttpResponse(file.read(), content_type="image/webp")
    answer["Cache-Control"] = FOR_EVER if online else FOR_STAFF
    return answer


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def photo_new(request, pk):
    """Send one photo or more. They are described on the next pages, where they can be seen."""
    leerplaats = editable_leerplaats(request, pk)
    room = actions.MAX_PHOTOS - len(actions.photo_entries(profile_of(leerplaats)))
    if room <= 0:
        messages.warning(
            request, f"Er staan al {actions.MAX_PHOTOS} foto's. Verwijder er eerst één, dan past deze erbij."
        )
        return redirect(media_topic(leerplaats, "photos"))
    form = PhotoForm(request.POST, request.FILES, room=room) if request.method == "POST" else PhotoForm(room=room)
    is_valid = form.is_bound and form.is_valid()
    new = [actions.add_photo(leerplaats=leerplaats, clean=clean, by=request.user) for clean in form.good]
    if is_valid:
        return redirect("photo-describe", leerplaats.pk, new[0].pk)
    context = {"leerplaats": leerplaats, "form": form, "new": new, "photos_url": media_topic(leerplaats, "photos")}
    return render(request, "profiles/photo_new.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def photo_describe(request, pk, photo_id):
    """Say what is on a photo, or that it is only decoration, and what stays in view. Then on to the next one."""
    leerplaats = editable_leerplaats(request, pk)
    entries = actions.photo_entries(profile_of(leerplaats))
    entry = next((entry for entry in entries if entry["id"] == str(photo_id)), None)
    if entry is None:
        raise Http404
    following = next((other for other in entries if other is not entry and not is_described(other)), None)
    form = DescribePhotoForm(sent(request), entry=entry)
    if request.method == "POST" and form.is_valid():
        actions.describe_photo(leerplaats=leerplaats, photo_id=entry["id"], by=request.user, **form.description)
        messages.success(request, "De foto is bewaard.")
        if following:
            return redirect("photo-describe", leerplaats.pk, following["id"])
        return redirect(media_topic(leerplaats, "photos"))
    context = {"leerplaats": leerplaats, "form": form, "entry": entry, "following": following}
    context["photos_url"] = media_topic(leerplaats, "photos")
    return render(request, "profiles/photo_describe.html", context)


@access(*EDITORS)
@require_POST
def photo_restore(request, pk, photo_id):
    """Put a photo back where it was taken out."""
    leerplaats = editable_leerplaats(request, pk)
    picture = get_object_or_404(actions.recoverable_photos(leerplaats), pk=photo_id)
    actions.restore_photo(leerplaats=leerplaats, photo=picture, by=request.user)
    messages.success(request, "De foto staat er weer.")
    return redirect(media_topic(leerplaats, "photos"))


def photo_step(request, leerplaats, step, photo_id):
    """What a button beside a photo does, after the part itself has been saved; None for an unknown one."""
    photos_url, profile = media_topic(leerplaats, "photos"), profile_of(leerplaats)
    removed = {str(picture.pk): picture for picture in actions.recoverable_photos(leerplaats)}
    if step == RESTORE and photo_id in removed:
        actions.restore_photo(leerplaats=leerplaats, photo=removed[photo_id], by=request.user)
        messages.success(request, "De foto staat er weer.")
        return redirect(f"{photos_url}#foto-{photo_id}")
    if photo_id not in {entry["id"] for entry in actions.photo_entries(profile)}:
        return None
    if step == DESCRIBE:
        return redirect("photo-describe", leerplaats.pk, photo_id)
    if step == REMOVE:
        actions.remove_photo(leerplaats=leerplaats, photo_id=photo_id, by=request.user)
        return redirect(f"{photos_url}?verwijderd={photo_id}")
    if step in PLACES:
        actions.move_photo(leerplaats=leerplaats, photo_id=photo_id, places=PLACES[step], by=request.user)
        return redirect(f"{photos_url}#foto-{photo_id}")
    return None


def photo_context(request, leerplaats):
    """What the page with the photos of a concept shows: the list, and what can be put back."""
    profile, removed = profile_of(leerplaats), list(actions.recoverable_photos(leerplaats))
    just_removed = request.GET.get("verwijderd", "")
    return {
        "photos": [entry | {"is_described": is_described(entry)} for entry in actions.photo_entries(profile)],
        "removed_photos": removed,
        "just_removed": next((photo for photo in removed if str(photo.pk) == just_removed), None),
    }
