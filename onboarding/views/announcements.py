"""After a change that matters: tell the students who start soon, or not, and see that they were told."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.announcements import (
    announce,
    announcement_key,
    change_mail,
    proposed_text,
    recipients,
    untold_changes,
)
from onboarding.actions.messages import LINK
from onboarding.enums import MessageStatus
from onboarding.forms.announcements import AnnouncementForm
from onboarding.models import Announcement, Message
from profiles.access import access
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.editing import sent

AFTERWARDS = {"profile-published", "profile-versions", "profile-tasks"}  # where the question came in between


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def leerplaats_tell(request, pk):
    """Ask whether the students must hear what changed. With nobody to tell, who just published goes on."""
    leerplaats = editable_leerplaats(request, pk)
    leerplaats.profile = profile_of(leerplaats)
    today = timezone.localdate()
    onward = _onward(request)
    changes = untold_changes(leerplaats, timezone.now())
    told, own = recipients(leerplaats, changes, today) if changes else ([], [])
    if request.method != "POST" and not told and not own and "daarna" in request.GET:
        return redirect(onward, leerplaats.pk)
    form = AnnouncementForm(sent(request), initial={"tekst": proposed_text(leerplaats, changes)})
    if request.method == "POST" and form.is_valid():
        return _send(request, leerplaats, form, onward, today)
    context = {
        "leerplaats": leerplaats,
        "form": form,
        "changes": changes,
        "told": told,
        "own": own,
        "onward": onward,
        "mail": _example(told[0], form["tekst"].value() or "") if told else None,
        "today": today,
        "version": leerplaats.profile.published,
    }
    return render(request, "onboarding/announcement.html", context)


def _send(request, leerplaats, form, onward, today):
    announcement = announce(leerplaats=leerplaats, text=form.cleaned_data["tekst"], by=request.user, today=today)
    if announcement is None:
        messages.info(request, "Er is niemand om een bericht te sturen.")
        return redirect(onward, leerplaats.pk)
    return redirect("announcement-sent", leerplaats.pk, announcement.pk)


@access(*EDITORS)
@require_safe
def announcement_sent(request, pk, announcement_id):
    """Who gets the message, and how far each mail is."""
    leerplaats = editable_leerplaats(request, pk)
    announcement = get_object_or_404(
        Announcement.objects.select_related("version", "sent_by"), pk=announcement_id, leerplaats=leerplaats
    )
    mails = list(
        Message.objects.filter(key__startswith=announcement_key(announcement), institution=leerplaats.institution_id)
        .select_related("placement__student")
        .order_by("placement__starts_on", "placement__student__sort_name")
    )
    context = {
        "leerplaats": leerplaats,
        "announcement": announcement,
        "mails": mails,
        "failed": sum(mail.status == MessageStatus.FAILED for mail in mails),
        "steps": (
            "Elke student krijgt een eigen mail, met een link naar de eigen pagina.",
            "Op die pagina staat bovenaan wat er nieuw is, tot de student op Gezien drukt.",
            "Bij elke student zie je of de mail is verstuurd en welke versie is bekeken.",
        ),
    }
    return render(request, "onboarding/announcement_sent.html", context)


def _example(placement, text):
    subject, body = change_mail(placement, text)
    return subject, body.replace(LINK, f"(de eigen link van {placement.student.given_name})")


def _onward(request):
    """The page that was on its way, when it is one we know."""
    asked = request.GET.get("daarna", "")
    return asked if asked in AFTERWARDS else "profile-tasks"
