"""Bewaartermijnen: how long an institution keeps what, what goes soon, and what was removed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.retention import NotOver, ask_early, decide_term, may_ask, remove_early, who_hears
from onboarding.enums import RetentionKind
from onboarding.forms.retention import TermForm
from onboarding.looks import note_look
from onboarding.models import EarlyRemoval, Removal
from onboarding.removal_plan import dry_run
from onboarding.retention import BOUNDS, NOTICE, Terms
from onboarding.retention_words import HOLDS, WORDS_OF_NUMBER
from onboarding.views.match_pages import institution_of
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.merging import Clash
from profiles.models import Institution
from profiles.views.editing import sent

MOST_REMOVALS = 30
FORM = ["GET", "HEAD", "POST"]


@access(Role.COORDINATOR)
@require_safe
@never_cache
def overview(request):
    """The terms, what students asked, what goes in the next 60 days, and what was removed."""
    institution, today = institution_of(request), timezone.localdate()
    terms = Terms([institution.pk])
    asked = EarlyRemoval.objects.filter(institution=institution).select_related("student__school")
    removed = Removal.objects.filter(institution=institution, number__gt=0)[:MOST_REMOVALS]
    context = {
        "institution": institution,
        "terms": [(terms.of(institution.pk, kind), HOLDS[kind]) for kind in BOUNDS],
        "asked": asked,
        "coming": _in_words(dry_run([institution.pk], today)),
        "removed": _in_words(removed),
        "notice": NOTICE.days,
    }
    return render(request, "onboarding/retention.html", context)


@access(Role.COORDINATOR)
@require_http_methods(FORM)
@never_cache
def term(request, kind):
    """Choose how long one kind is kept; what that does is shown before it is stored.

    When a colleague was earlier, both numbers are shown.
    """
    if kind not in RetentionKind.values or BOUNDS[RetentionKind(kind)].is_fixed:
        raise Http404
    institution, kind, theirs = institution_of(request), RetentionKind(kind), None
    chosen = Terms([institution.pk]).of(institution.pk, kind)
    form = TermForm(sent(request), chosen=chosen)
    if form.is_bound and form.is_valid() and "wijzig" not in request.POST:
        said = form.cleaned_data
        asks = None if "bewaar" in request.POST else _asks(institution, chosen, **said)
        if asks:
            return render(request, "onboarding/retention_check.html", asks | {"form": form, "chosen": chosen})
        try:
            told = decide_term(institution=institution, kind=kind, **said, by=request.user)
        except Clash as clash:
            theirs = BOUNDS[kind].words(clash.theirs)
            form.now_knows(seen=clash.theirs)
        else:
            messages.success(request, _done(told))
            return redirect("retention")
    context = {"form": form, "chosen": chosen, "holds": HOLDS[kind], "theirs": theirs, "notice": NOTICE.days}
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "onboarding/retention_term.html", context, status=status)


def _asks(institution, chosen, *, number, seen):
    """What a shorter term does, or one of which students get a mail, for a page that asks first; None for others."""
    kind, today = chosen.kind, timezone.localdate()
    if number == chosen.number or seen != chosen.number:
        return None  # nothing changes, or a colleague was earlier
    hears = who_hears(institution, kind, number)
    if number > chosen.number and not hears:
        return None
    terms = Terms([institution.pk]).when(institution.pk, kind, number)
    rows = [row for row in dry_run([institution.pk], today, terms) if row.kind == kind]
    return {
        "then": chosen.bounds.words(number),
        "is_shorter": number < chosen.number,
        "hears": len(hears),
        "corrected": sum(is_later for _, is_later in hears.values()),
        "first": min((day for day, _ in hears.values()), default=None),
        "coming": _in_words(rows),
        "notice": NOTICE.days,
    }


def _in_words(rows):
    """Each row of what goes or went, with its number in words."""
    return [(row, WORDS_OF_NUMBER[row.kind](row.number)) for row in rows]


def _done(told):
    if told is None:
        return "Er is niets veranderd."
    if not told:
        return "De termijn is bewaard."
    return f"De termijn is bewaard. {count(told, 'student krijgt', 'studenten krijgen')} een mail met de nieuwe dag."


@access(Role.COORDINATOR)
@require_http_methods(FORM)
@never_cache
def early(request, pk):
    """Who a student is that asked to be removed and what goes, and then removing it: it cannot be taken back."""
    rows = EarlyRemoval.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))
    asked = get_object_or_404(rows.select_related("student__school", "institution"), pk=pk)
    name = asked.student.name
    if request.method != "POST":
        note_look(request, asked.student, asked.institution)
        return render(request, "onboarding/removal_early.html", _going(asked))
    try:
        remove_early(asked=asked, by=request.user)
    except NotOver:
        messages.error(request, f"De stage van {name} is nog niet voorbij. Er is niets verwijderd.")
    else:
        messages.success(request, f"Alles over {name} is hier verwijderd.")
    return redirect("retention")


def _going(asked):
    """What the page says of one who asked to be removed: the stages and the school, and whether it may be done."""
    stages = asked.student.placements.filter(institution=asked.institution).select_related("leerplaats")
    stages = stages.order_by("starts_on", "pk")
    return {
        "asked": asked,
        "student": asked.student,
        "stages": stages,
        "is_over": may_ask(stages, timezone.localdate()),
        "elsewhere": asked.student.requests.exclude(institution=asked.institution).exists(),
    }


@access(Role.STUDENT)
@require_POST
def ask(request, institution_pk):
    """The student asks one institution to remove everything now."""
    students = request.user.students.filter(placements__institution=institution_pk).distinct()
    student = students.order_by("pk").last()
    if student is None:
        raise Http404
    institution = get_object_or_404(Institution, pk=institution_pk)
    try:
        ask_early(student=student, institution=institution, by=request.user)
    except NotOver:
        messages.error(request, "Je stage is nog niet voorbij. Vraag het na je laatste dag.")
    else:
        messages.success(request, f"Je vraag is verstuurd. De coördinator van {institution.name} beslist.")
    return redirect("my-data")
