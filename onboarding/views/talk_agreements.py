"""What is agreed in a talk: added, changed, taken away and ticked, by student and team alike."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.talk_agreements import (
    AgreementChanged,
    TooLate,
    agree,
    change_agreement,
    may_change,
    remove_agreement,
    tick_agreement,
)
from onboarding.forms.talks import AgreementForm
from onboarding.models import TalkAgreement
from onboarding.removed_agreements import forget_removed, keep_removed
from onboarding.talks import readable_talks
from onboarding.views.talks import both, is_student_of, list_address, talk_or_404, talk_page
from profiles.forms.base import error_summary
from profiles.views.editing import sent

STANDS = "Deze afspraak is van een eerdere dag. Veranderen kan niet meer. Maak een nieuwe afspraak."


def _agreement_or_404(request, pk):
    agreement = get_object_or_404(TalkAgreement.objects.filter(talk__in=readable_talks(request.identity)), pk=pk)
    agreement.talk = talk_or_404(request, agreement.talk_id)
    return agreement


def _back_to(talk):
    return redirect(f"{reverse('talk', args=[talk.pk])}#afspraken")


@both
@require_POST
def add(request, pk):
    """Write down what is agreed, or put back what was taken away."""
    talk, form = talk_or_404(request, pk), AgreementForm(request.POST)
    if not form.is_ready():
        return talk_page(request, talk, form, status=422)
    text = form.cleaned_data["text"]
    agree(talk=talk, text=text, by=request.user)
    forget_removed(request.session, text)
    messages.success(request, "De afspraak staat erbij. Jullie lezen die allebei.")
    return _back_to(talk)


@both
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Give an agreement of today another text."""
    agreement = _agreement_or_404(request, pk)
    if not may_change(agreement):
        messages.info(request, STANDS)
        return _back_to(agreement.talk)
    form = AgreementForm(sent(request), initial={"text": agreement.text, "seen": agreement.text})
    theirs, status = None, 422 if form.is_bound else 200
    if form.is_ready():
        said = form.cleaned_data
        try:
            change_agreement(agreement=agreement, text=said["text"], seen=said["seen"])
        except AgreementChanged as problem:
            if problem.stored is None:
                raise Http404 from problem
            theirs, status = problem.stored.text, 409
            form.now_knows(seen=problem.stored.text)
        else:
            messages.success(request, "De afspraak is bewaard.")
            return _back_to(agreement.talk)
    context = {
        "agreement": agreement,
        "talk": agreement.talk,
        "placement": agreement.talk.placement,
        "is_student": is_student_of(request, agreement.talk.placement),
        "form": form,
        "theirs": theirs,
        "error_summary": error_summary(form),
    }
    return render(request, "onboarding/talk_agreement.html", context, status=status)


@both
@require_POST
def tick(request, pk):
    """Done, or open again."""
    agreement = _agreement_or_404(request, pk)
    done = request.POST.get("klaar") == "1"
    if not tick_agreement(agreement=agreement, done=done, by=request.user):
        messages.info(request, "Dit stond er al zo. Er is niets veranderd.")
    else:
        messages.success(request, "Afgevinkt." if done else "De afspraak staat weer open.")
    if request.POST.get("terug") == "lijst":
        return redirect(list_address(request, agreement.talk.placement))
    return _back_to(agreement.talk)


@both
@require_POST
def remove(request, pk):
    """Take an agreement of today away; the page offers to put it back."""
    agreement = _agreement_or_404(request, pk)
    try:
        keep_removed(request.session, remove_agreement(agreement=agreement))
    except TooLate:
        messages.info(request, STANDS)
    except AgreementChanged:
        messages.info(request, "Deze afspraak was al weg.")
    return _back_to(agreement.talk)
