"""Photos: shown to whom may see them, sent, described, moved and taken out again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access, public
from profiles.actions import photos as actions
from profiles.forms.photos import DescribePhotoForm, PhotoForm
from profiles.models import Leerplaats, Photo
from profiles.questions import MEDIA
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.editing import sent

FOR_EVER = "public, max-age=31536000, immutable"  # the bytes behind an id never change
FOR_STAFF = "private, max-age=3600"
DESCRIBE, REMOVE, RESTORE, FIRST = "beschrijf", "verwijder", "terug", "bovenaan"  # the buttons beside a photo


@public
@require_safe
def photo(request, photo_id, size):
    """A photo file: for everyone when it is online, otherwise for staff who see the leerplaats."""
    if size not in ("small", "large"):
        raise Http404
    rows = Photo.objects.select_related("leerplaats__profile__published")
    picture = get_object_or_404(rows, pk=photo_id)
    online = actions.is_online(picture)
    if not online:
        get_object_or_404(Leerplaats.objects.visible_to(request.identity), pk=picture.leerplaats_id)
    with getattr(picture, size).open("rb") as file:
        answer = HttpResponse(file.read(), content_type="image/webp")
    answer["Cache-Control"] = FOR_EVER if online else FOR_STAFF
    return answer


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def photo_new(request, pk):
    """Send a photo. It is described on the next page, where it can be seen."""
    leerplaats = editable_leerplaats(request, pk)
    if len(actions.photo_entries(profile_of(leerplaats))) >= actions.MAX_PHOTOS:
        messages.warning(
            request, f"Er staan al {actions.MAX_PHOTOS} foto's. Verwijder er eerst één, dan past deze erbij."
        )
        return redirect(media_part(leerplaats))
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_bound and form.is_valid():
        new = actions.add_photo(leerplaats=leerplaats, clean=form.cleaned_data["file"], by=request.user)
        return redirect("photo-describe", leerplaats.pk, new.pk)
    return render(request, "profiles/photo_new.html", {"leerplaats": leerplaats, "form": form})


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def photo_describe(request, pk, photo_id):
    """Say what is on a photo, or that it is only decoration."""
    leerplaats = editable_leerplaats(request, pk)
    entry = _entry_or_404(leerplaats, photo_id)
    form = DescribePhotoForm(sent(request), entry=entry)
    if request.method == "POST" and form.is_valid():
        actions.describe_photo(leerplaats=leerplaats, photo_id=entry["id"], by=request.user, **form.description)
        messages.success(request, "De foto is bewaard.")
        return redirect(media_part(leerplaats))
    return render(request, "profiles/photo_describe.html", {"leerplaats": leerplaats, "form": form, "entry": entry})


@access(*EDITORS)
@require_POST
def photo_restore(request, pk, photo_id):
    """Put a photo back where it was taken out."""
    leerplaats = editable_leerplaats(request, pk)
    picture = get_object_or_404(actions.recoverable_photos(leerplaats), pk=photo_id)
    actions.restore_photo(leerplaats=leerplaats, photo=picture, by=request.user)
    messages.success(request, "De foto staat er weer.")
    return redirect(media_part(leerplaats))


def photo_step(request, leerplaats, step, photo_id):
    """What a button beside a photo does, after the part itself has been saved; None for an unknown one."""
    removed = {str(picture.pk): picture for picture in actions.recoverable_photos(leerplaats)}
    if step == RESTORE and photo_id in removed:
        actions.restore_photo(leerplaats=leerplaats, photo=removed[photo_id], by=request.user)
        messages.success(request, "De foto staat er weer.")
        return redirect(f"{media_part(leerplaats)}#fotos")
    if photo_id not in {entry["id"] for entry in actions.photo_entries(profile_of(leerplaats))}:
        return None
    if step == DESCRIBE:
        return redirect("photo-describe", leerplaats.pk, photo_id)
    if step == REMOVE:
        actions.remove_photo(leerplaats=leerplaats, photo_id=photo_id, by=request.user)
        return redirect(f"{media_part(leerplaats)}?verwijderd={photo_id}")
    if step == FIRST:
        actions.put_first(leerplaats=leerplaats, photo_id=photo_id, by=request.user)
        messages.success(request, "Deze foto staat nu bovenaan de pagina.")
        return redirect(f"{media_part(leerplaats)}#fotos")
    return None


def media_part(leerplaats):
    """The address of the part with the photos."""
    return reverse("profile-part", args=[leerplaats.pk, MEDIA.number])


def _entry_or_404(leerplaats, photo_id):
    entries = actions.photo_entries(profile_of(leerplaats))
    entry = next((entry for entry in entries if entry["id"] == str(photo_id)), None)
    if entry is None:
        raise Http404
    return entry
