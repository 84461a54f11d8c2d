"""Inviting everybody who starts on a day to the introduction: who, what the mail says, and that it was sent."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.introduction_mails import introduction_mail
from onboarding.actions.invitations import (
    FORMAT,
    invitable,
    invitation_mail,
    invite,
    invite_again,
    with_invitations,
)
from onboarding.actions.messages import LINK
from onboarding.enums import MessageStatus
from onboarding.forms.invitations import InvitationFilter
from onboarding.looks import note_look
from onboarding.models import Placement
from onboarding.student_sheets import sheet_of, with_facts
from profiles.access import access
from profiles.enums import Role
from profiles.models import Membership
from profiles.sent_numbers import read_number
from toolbox.blank_documents import template_in_force
from toolbox.formats import FORMATS
from toolbox.models import Template
from toolbox.views.formats import PDF, WORD, document_response

LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
PER_PAGE = 50
PROGRAMME = "introduction_programme"


@access(*LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """Who starts on the chosen day, who has an invitation, what it says; and (POST) send to who has none."""
    form = InvitationFilter(
        request.GET or None,
        identity=request.identity,
        today=timezone.localdate(),
        strict=request.method == "POST",
    )
    day, leerplaats = form.chosen_day, form.chosen_leerplaats
    if day is None:
        return render(request, "onboarding/invitation_start.html", {"form": form}, status=422 if form.errors else 200)
    rows = with_invitations(invitable(form.placements, day, leerplaats))
    # Whose mail goes from here; when all are invited by an introduction, the mail of that introduction.
    first = min(rows, key=lambda row: (row.meeting is not None, bool(row.mails)), default=None)
    example = first.placement if first else None
    template = template_in_force(FORMAT, example.leerplaats) if example else None
    if request.method == "POST" and template:
        return _send(request, rows, day, leerplaats)
    context = {
        "form": form,
        "day": day,
        "leerplaats": leerplaats,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina")),
        "total": len(rows),
        "waiting": [row.placement for row in rows if row.waits],
        "not_coming": [row.placement for row in rows if row.placement.cannot_come_at and not row.mails],
        "expected": sum(row.meeting is not None for row in rows),
        "example": example,
        "mail": _shown(first, template) if template else None,
        "template": template,
        "programme": _programme(example.leerplaats) if example else None,
        "may_edit": Template.objects.editable_by(request.identity).filter(pk=template and template.pk).exists(),
    }
    return render(request, "onboarding/invitation_start.html", context)


@access(*LEADING)
@require_safe
def sent(request):
    """What happens now, and how far each mail is."""
    form = InvitationFilter(request.GET or None, identity=request.identity, today=timezone.localdate())
    day, leerplaats = form.chosen_day, form.chosen_leerplaats
    rows = with_invitations(invitable(form.placements, day, leerplaats)) if day else []
    mailed = [row for row in rows if row.mails]
    if not mailed:
        return redirect("invitation-start")
    context = {
        "day": day,
        "page": Paginator(mailed, PER_PAGE).get_page(request.GET.get("pagina")),
        "total": len(mailed),
        "waiting": sum(row.last.status in (MessageStatus.QUEUED, MessageStatus.SENDING) for row in mailed),
        "failed": sum(row.last.status == MessageStatus.FAILED for row in mailed),
        "here": request.get_full_path(),
        "back": _address("invitation-start", day, leerplaats),
        "steps": (
            "Elke student krijgt een eigen mail, met een link naar de eigen pagina.",
            "Hieronder zie je van elke mail of die is verstuurd. Lukt het niet, dan staat dat erbij.",
            "Zet ‘introductie’ zelf op klaar in de lijst van de student, als alles voor die dag vaststaat.",
        ),
    }
    return render(request, "onboarding/invitation_sent.html", context)


@access(*LEADING)
@require_POST
def again(request, pk):
    """Send the invitation to one student once more."""
    placement = get_object_or_404(_coming(request), pk=pk)
    if invite_again(placement=placement, number=read_number(request.POST.get("nummer")), by=request.user):
        messages.success(request, f"De uitnodiging gaat opnieuw naar {placement.student.name}.")
    else:
        messages.info(request, "Deze uitnodiging was al verstuurd. Kijk hieronder wanneer.")
    return redirect(_address("invitation-start", placement.starts_on, None))


@access(*LEADING)
@require_safe
def document(request, pk, kind):
    """The same invitation on paper, as PDF or as Word file."""
    if kind not in (PDF, WORD):
        raise Http404
    placement = get_object_or_404(with_facts(Placement.objects.visible_to(request.identity).active()), pk=pk)
    letter = sheet_of(FORMAT, placement)
    if letter is None:
        raise Http404
    note_look(request, placement.student, placement.institution)
    return document_response(request, FORMATS[FORMAT], letter, kind)


def _coming(request):
    rows = Placement.objects.visible_to(request.identity).active().filter(starts_on__gte=timezone.localdate())
    return with_facts(rows)


def _send(request, rows, day, leerplaats):
    """Send to those who stood on the page that was sent, and to nobody who came since."""
    shown = set(request.POST.get("wie", "").split(","))
    chosen = [row.placement for row in rows if str(row.placement.pk) in shown and row.waits]
    if not invite(placements=chosen, by=request.user):
        messages.info(request, "Er ging geen nieuwe uitnodiging uit: iedereen op deze lijst had er al een.")
    return redirect(_address("invitation-sent", day, leerplaats))


def _shown(row, template):
    placement, leaders = row.placement, list(Membership.objects.leaders_of(row.placement.leerplaats))
    if row.meeting:
        subject, body = introduction_mail(row.meeting, placement, template, leaders)
    else:
        subject, body = invitation_mail(placement, template, leaders)
    return subject, body.replace(LINK, f"(de eigen link van {placement.student.given_name})")


def _programme(leerplaats):
    """The sjabloon of the programme of the day that holds there, or None."""
    return Template.objects.in_force(leerplaats).filter(format=PROGRAMME).first()


def _address(name, day, leerplaats):
    asked = {"datum": f"{day:%Y-%m-%d}", **({"leerplaats": leerplaats.pk} if leerplaats else {})}
    return f"{reverse(name)}?{urlencode(asked)}"
