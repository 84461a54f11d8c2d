"""Mails as a coordinator looks after them: what went, what waits, what failed, what comes, and the pause."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.messages import LINK, held, own_link_example
from onboarding.actions.outbox import HALFWAY, can_be_repeated, send_now, send_once_more, times_repeated, unsent_of
from onboarding.actions.pausing import pause_mails, resume_mails
from onboarding.coming_mails import AHEAD, coming_mails, examples
from onboarding.countdown import COUNTED_DOWN
from onboarding.enums import MessageKind, MessageStatus
from onboarding.forms.mails import MailFilter
from onboarding.models import Message
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.mail_html import blocks_of
from profiles.models import Institution
from profiles.sent_numbers import read_number, read_numbers

PER_PAGE = 50
# What a student asks stays between them and who answers; a code is for one person.
PRIVATE = (MessageKind.QUESTION, MessageKind.CODE)
coordinator = access(Role.COORDINATOR)


def _institutions(request):
    rows = Institution.objects.filter(pk__in=request.identity.institution_ids(Role.COORDINATOR))
    return rows.select_related("mails_paused_by")


def _mails(request):
    return Message.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def mail_list(request):
    """The mails of the institution: those that have not gone out, or what the filter asks for."""
    if request.method == "POST":
        return _send_ticked(request)
    form = MailFilter(request.GET or None)
    found = form.narrow(_mails(request)).select_related(
        "placement__student", "placement__leerplaats", "student", "institution"
    )
    page = Paginator(found.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("pagina"))
    loose = set(
        unsent_of(_mails(request)).exclude(held()).filter(pk__in=[row.pk for row in page]).values_list("pk", flat=True)
    )
    waiting = dict.fromkeys((one.pk for one in _institutions(request)), 0)
    held_now = Message.objects.filter(held(), status=MessageStatus.QUEUED, institution__in=waiting)
    for institution in held_now.values_list("institution", flat=True):
        waiting[institution] += 1
    context = {
        "form": form,
        "page": page,
        "loose": loose,
        "now": timezone.now(),
        "recently": timezone.now() - HALFWAY,
        "institutions": [(one, waiting[one.pk]) for one in _institutions(request)],
        "counted_down": COUNTED_DOWN,
    }
    return render(request, "onboarding/mail_list.html", context)


def _send_ticked(request):
    keys = read_numbers(request.POST.getlist("mail"))
    sent = send_now(mails=unsent_of(_mails(request)).exclude(held()).filter(pk__in=keys), by=request.user)
    if sent:
        messages.success(request, f"{count(sent, 'mail gaat', 'mails gaan')} nu weg.")
    else:
        messages.info(request, "Vink aan welke mails je nu verstuurt. Wat al weg is, gaat niet nog een keer.")
    return redirect("mail-list")


@coordinator
@require_safe
def mail_detail(request, pk):
    """One mail: where it stands, what it says and how it looks."""
    rows = _mails(request).select_related("placement__student", "placement__batch", "student", "institution")
    mail = get_object_or_404(rows, pk=pk)
    text = mail.body.replace(LINK, own_link_example())
    context = {
        "mail": mail,
        "is_private": mail.kind in PRIVATE,
        "text": text,
        "blocks": blocks_of(text),
        "is_held": mail.kind in COUNTED_DOWN and bool(mail.institution.mails_paused_at),
        "can_go": unsent_of(_mails(request)).exclude(held()).filter(pk=pk).exists(),
        "can_repeat": can_be_repeated(mail),
        "repeated": times_repeated(mail),
        "now": timezone.now(),
        "recently": timezone.now() - HALFWAY,
        "counted_down": COUNTED_DOWN,
    }
    return render(request, "onboarding/mail_detail.html", context)


@coordinator
@require_POST
def mail_again(request, pk):
    """Send a mail that went out once more."""
    rows = _mails(request).select_related("placement__student", "placement__batch", "institution")
    mail = get_object_or_404(rows, pk=pk)
    copy = send_once_more(message=mail, number=read_number(request.POST.get("nummer")), by=request.user)
    if copy:
        messages.success(request, f"De mail gaat nu opnieuw naar {copy.to_email}.")
    else:
        messages.info(request, "Deze mail ging net al opnieuw, of klopt niet meer. Kijk hieronder hoe het staat.")
    return redirect("mail-detail", copy.pk if copy else mail.pk)


@coordinator
@require_POST
def mail_pause(request, pk):
    """Hold the mails that go by themselves, or let them go again."""
    institution = get_object_or_404(_institutions(request), pk=pk)
    if request.POST.get("doe") == "verder":
        found = resume_mails(institution=institution, by=request.user)
        if found:
            messages.success(request, _resumed(found))
    elif pause_mails(institution=institution, by=request.user):
        messages.success(request, "De mails die vanzelf gaan, wachten nu. Er gaat er geen weg tot je verdergaat.")
    return redirect("mail-list")


def _resumed(found):
    going = f"{count(found.going, 'mail gaat', 'mails gaan')} nu weg." if found.going else "Er stond geen mail klaar."
    if not found.stopped:
        return f"De mails gaan weer vanzelf. {going}"
    lost = count(found.stopped, "mail klopte niet meer en gaat", "mails klopten niet meer en gaan")
    return f"De mails gaan weer vanzelf. {going if found.going else ''} {lost} niet weg.".replace("  ", " ")


@coordinator
@require_safe
def mail_coming(request):
    """What goes by itself in the coming week: how many, three examples, who gets it, and who does not and why."""
    institutions = _institutions(request)
    today = timezone.localdate()
    rows = coming_mails(institutions, today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    totals = {kind: sum(row.kind == kind for row in rows) for kind in COUNTED_DOWN}
    context = {
        "page": page,
        "totals": [(MessageKind(kind).label, number) for kind, number in totals.items()],
        "some": sum(totals.values()),
        "none": sum(row.kind is None for row in rows),
        "examples": [
            {"row": row, "subject": subject, "text": body, "blocks": blocks_of(body)}
            for row, subject, body in examples(rows, today)
        ],
        "ahead": AHEAD,
        "paused": [one for one in institutions if one.mails_paused_at],
    }
    return render(request, "onboarding/mail_coming.html", context)
