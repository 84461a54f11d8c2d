"""Step 4 of koppelen, Bevestigen: who gets which place, which mail and when; and what came of it."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.confirming import confirm_batch, preview_placements
from onboarding.actions.messages import LINK, start_mail
from onboarding.actions.outbox import unsent_of
from onboarding.enums import MessageKind, MessageStatus, ProposalStatus
from onboarding.forms.confirming import TICK_ONE, ConfirmForm, accepted, ticked_keys
from onboarding.models import ConfirmBatch, Message, PlaceQuestion, Proposal
from onboarding.place_questions import questions_of
from onboarding.refusal_words import refused_rows
from onboarding.unfit import unfit
from onboarding.views.match_pages import institution_of, match_context
from profiles.access import access
from profiles.dutch import enumerate_dutch
from profiles.enums import Role
from profiles.models import Period
from profiles.views.editing import sent

PER_PAGE = 50
MOST_NAMED = 5  # of whom the leerplaats has not answered yet; above that their number
coordinator = access(Role.COORDINATOR)


def ready(request, period):
    """The koppelingen with a place that nobody has confirmed yet, by name."""
    found = Proposal.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))
    found = found.filter(request__period=period, offer__isnull=False).exclude(status=ProposalStatus.CONFIRMED)
    return found.select_related(
        "institution",
        "request__student__school",
        "request__programme",
        "offer__leerplaats__location",
        "offer__leerplaats__institution",
        "offer__leerplaats__profile__published",
        "locked_by",
    ).order_by("request__student__sort_name", "pk")


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, period_pk):
    """4 Bevestigen: who gets which place and which mail, and the button that makes it so."""
    period = get_object_or_404(Period, pk=period_pk)
    everything = ready(request, period)
    initial = {"which": "locked", "when": "now", "key": uuid4()}
    has_questions = _unanswered(everything).exists()
    form = ConfirmForm(sent(request), initial=initial, has_questions=has_questions)
    ticked = ticked_keys(request.POST)
    only_looks = request.POST.get("doe") == "voorbeeld"
    if request.method == "POST" and form.is_valid() and not only_looks:
        chosen = form.narrow(everything, ticked)
        unanswered = has_questions and not form.cleaned_data["unanswered"] and list(_unanswered(chosen))
        if unanswered:
            form.add_error("unanswered", _not_answered(unanswered))
        elif form.cleaned_data["which"] != "ticked" or chosen.exists():
            batch = confirm_batch(
                institution=institution_of(request),
                period=period,
                proposals=chosen,
                by=request.user,
                key=form.cleaned_data["key"],
                instruction=form.cleaned_data["instruction"],
                send_after=form.cleaned_data["send_after"],
            )
            return redirect("match-confirmed", pk=batch.pk)
        else:
            form.add_error("which", TICK_ONE)
    page = Paginator(everything, PER_PAGE).get_page(request.GET.get("pagina"))
    questions, misfits = questions_of(page), unfit(page)
    rows = [
        {
            "proposal": one,
            "placement": placement,
            "question": questions.get(one.pk),
            "unfit": misfits.get(one.pk),
        }
        for one, placement in zip(page, preview_placements(page.object_list), strict=True)
    ]
    counts = everything.order_by().aggregate(
        total=Count("pk", distinct=True), locked=Count("pk", filter=Q(status=ProposalStatus.LOCKED), distinct=True)
    )
    context = match_context(
        period,
        "match-confirm",
        rows=rows,
        page=page,
        counts=counts | {"accepted": accepted(everything).order_by().count()},
        mail=_example(rows, request, form),
        ticked=ticked,
        form=form,
    )
    return render(request, "onboarding/match_confirm.html", context, status=422 if form.errors else 200)


def _unanswered(proposals):
    """The questions about the place that these koppelingen have now which nobody has answered, by name."""
    waiting = PlaceQuestion.objects.waiting().filter(request__proposal__in=proposals.order_by().values("pk"))
    rows = waiting.filter(request__proposal__offer=F("offer")).select_related("request__student")
    return rows.order_by("request__student__sort_name", "pk")


def _not_answered(questions):
    names = [question.request.student.name for question in questions]
    who = enumerate_dutch(names) if len(names) <= MOST_NAMED else f"{len(names)} studenten"
    return (
        f"De leerplaats antwoordde nog niet over {who}. Vink dit aan als je toch bevestigt, of kies een andere groep."
    )


def _example(rows, request, form):
    """The mail for one koppeling of this page, with what was typed; the link is only made when it is sent."""
    if not rows:
        return None
    asked = request.POST.get("voorbeeld") or request.GET.get("voorbeeld", "")
    chosen = next((row for row in rows if str(row["proposal"].pk) == asked), rows[0])
    placement = chosen["placement"]
    subject, body = start_mail(placement, form["instruction"].value() or "")
    return {
        "subject": subject,
        "body": body.replace(LINK, f"(de eigen link van {placement.student.given_name})"),
        "of": chosen["proposal"].pk,
        "to": placement.student.given_name,
        "refreshed": request.POST.get("doe") == "voorbeeld",  # then the fold stays open
    }


@coordinator
@require_safe
def confirmed(request, pk):
    """What confirming gave, what was not confirmed and why, and which mails have not gone."""
    batches = ConfirmBatch.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))
    batch = get_object_or_404(batches.select_related("period", "confirmed_by", "institution"), pk=pk)
    made = batch.placements.count()
    mails = Message.objects.filter(placement__batch=batch, kind=MessageKind.START)
    counted = dict(mails.order_by().values_list("status").annotate(Count("pk")))
    planned = Q(status=MessageStatus.QUEUED, send_after__gt=timezone.now())
    unsent = unsent_of(mails).exclude(planned).select_related("placement__student", "placement__leerplaats")
    waiting = mails.filter(status__in=[MessageStatus.QUEUED, MessageStatus.SENDING])
    soon = waiting.exclude(pk__in=unsent_of(mails).values("pk")).count()
    context = {
        "batch": batch,
        "period": batch.period,
        "made": made,
        "refused": refused_rows(batch),
        "sent": counted.get(MessageStatus.SENT, 0),
        "unsent": list(unsent.order_by("placement__student__sort_name", "pk")[:PER_PAGE]),
        "soon": soon,
        "planned": mails.filter(planned).count(),
    }
    return render(request, "onboarding/match_confirmed.html", context)
