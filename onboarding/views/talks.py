"""The talks of a stage, for the student and for who guides: what was, what comes, another day, held."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.talk_agreements import may_change
from onboarding.actions.talk_mails import TOGETHER, who_hear_move
from onboarding.actions.talks import (
    StageIsOver,
    TalkChanged,
    mark_held,
    move_talk,
    plan_running_stage,
    say_subject,
    take_held_back,
)
from onboarding.forms.talks import AgreementForm, MoveTalkForm, SubjectForm
from onboarding.guided_stages import FOLLOWERS, STAFF, followed_stages, may_read, readable_stages
from onboarding.looks import note_look
from onboarding.papers import document_of, printable
from onboarding.printed_talks import printed_talks
from onboarding.removed_agreements import removed_agreement
from onboarding.talk_doubts import outside_shift
from onboarding.talks import SHEETS, grouped, is_there, open_agreements, questions_of, readable_talks
from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.dutch import count, enumerate_dutch, long_date, time_label
from profiles.enums import Role
from profiles.forms.base import error_summary
from profiles.views.editing import sent
from toolbox.formats import FORMATS, format_of
from toolbox.views.formats import PDF, document_response
from toolbox.views.pdf import pdf_response

COACHING = "conversation_coaching"
MINUTES = int(TOGETHER.total_seconds()) // 60  # so long after a move the mail goes
SHOWN_FIRST = 4  # of the talks that come, and of those held; the others are folded
FORM = ["GET", "HEAD", "POST"]
OVER = "Deze stage gaat niet door. Er is niets veranderd."
followers = access(*FOLLOWERS)
both = access(*STAFF, Role.STUDENT)


def is_student_of(request, placement):
    """Whether it is the stage of whoever looks."""
    return placement.student.user_id == request.user.pk


def talk_or_404(request, pk):
    """A talk that this person reads, with its stage at hand; a look by staff is noted."""
    rows = readable_talks(request.identity).select_related(
        "held_by",
        "placement__student__school",
        "placement__institution",
        "placement__leerplaats__location",
        "placement__leerplaats__institution",
        "placement__leerplaats__profile__published",
        "placement__request__programme",
        "placement__werkbegeleider",
    )
    talk = get_object_or_404(rows, pk=pk)
    note_look(request, talk.placement.student, talk.placement.institution)
    return talk


def list_address(request, placement):
    """Where this person reads all talks of the stage."""
    return reverse("my-talks") if is_student_of(request, placement) else reverse("placement-talks", args=[placement.pk])


@followers
@require_safe
def placement_talks(request, pk):
    """All talks of one stage for the team; for a coordinator which there are and were, and nothing of what is said."""
    placement = get_object_or_404(followed_stages(request.identity), pk=pk)
    note_look(request, placement.student, placement.institution)
    return _list(request, placement) if may_read(request.identity, placement) else _facts(request, placement)


@access(Role.STUDENT)
@require_safe
def my_talks(request):
    """All talks of one's own stage."""
    placement = current_placement(request.identity, timezone.localdate())
    if placement is None:
        return redirect("my-placement")
    return _list(request, placement)


def _list(request, placement):
    today = timezone.localdate()
    talks = grouped(placement.talks.all(), today)
    context = {
        "placement": placement,
        "talks": talks,
        "first": talks.coming[:SHOWN_FIRST],
        "later": talks.coming[SHOWN_FIRST:],
        "held_last": talks.held[:SHOWN_FIRST],
        "held_before": talks.held[SHOWN_FIRST:],
        "agreements": list(open_agreements(placement)),
        "is_student": is_student_of(request, placement),
        "is_over": placement.ends_on < today,
        "today": today,
    }
    return render(request, "onboarding/talks.html", context)


def _facts(request, placement):
    today = timezone.localdate()
    talks = grouped(placement.talks.defer("student_asks"), today)
    context = {"placement": placement, "talks": talks, "is_over": placement.ends_on < today}
    return render(request, "onboarding/talks_followed.html", context)


@followers
@require_POST
def plan(request, pk):
    """Plan the talks of a stage that was confirmed before talks were planned by themselves."""
    placement = get_object_or_404(followed_stages(request.identity), pk=pk)
    if number := plan_running_stage(placement=placement, by=request.user):
        planned = count(number, "gesprek staat", "gesprekken staan")
        messages.success(request, f"{planned} nu in de planning. Kies zelf de tijd en de plek.")
    else:
        messages.info(request, "Er is niets veranderd: de gesprekken zijn al gepland, of de stage is voorbij.")
    return redirect("placement-talks", pk=pk)


@both
@require_safe
def detail(request, pk):
    """One talk: when and where, what to ask, and what is agreed."""
    return talk_page(request, talk_or_404(request, pk))


def talk_page(request, talk, form=None, status=200):
    """The page of a talk, with the form for an agreement as it was sent."""
    placement, today = talk.placement, timezone.localdate()
    form = form or AgreementForm()
    context = {
        "talk": talk,
        "placement": placement,
        "outside": "" if talk.held_at or talk.day < today else _outside(request, talk),
        "is_student": is_student_of(request, placement),
        "back": list_address(request, placement),
        "state": _state(talk, today),
        "may_hold": talk.held_at is None and talk.day <= today,
        "may_take_back": talk.held_at and timezone.localdate(talk.held_at) == today,
        "may_move": talk.held_at is None and today <= placement.ends_on,
        "may_agree": talk.held_at is not None or talk.day <= today,
        "questions": questions_of(talk),
        "sheet": FORMATS[SHEETS[talk.kind]],
        "coaching": FORMATS[COACHING] if talk.student_asks else None,
        "moves": list(talk.moves.select_related("moved_by")),
        "agreements": [(one, may_change(one)) for one in talk.agreements.all()],
        "removed": removed_agreement(request.session, talk),
        "form": form,
        "error_summary": error_summary(form),
    }
    return render(request, "onboarding/talk.html", context, status=status)


def _outside(request, talk):
    who = "" if is_student_of(request, talk.placement) else talk.placement.student.given_name
    return outside_shift(talk.begins_at, talk.placement.shifts.filter(day=talk.day), who=who)


def _state(talk, today):
    """Where the talk stands, as (kind of status, words)."""
    if talk.held_at:
        return "klaar", f"Gehouden, gezegd op {long_date(talk.held_at)}"
    if talk.day < today:
        return "bezig", "Was dit gesprek er?"
    return "rust", "Vandaag" if talk.day == today else "Komt nog"


@both
@require_http_methods(FORM)
def move(request, pk):
    """Another day, time or place. Two people at once both see what the other one chose."""
    talk = talk_or_404(request, pk)
    who = "" if is_student_of(request, talk.placement) else talk.placement.student.given_name
    form, theirs, status = MoveTalkForm(sent(request), talk=talk, who=who), (), 200
    if form.is_bound and talk.held_at:
        messages.info(request, "Dit gesprek is al gehouden. Er is niets veranderd.")
        return redirect("talk", pk=pk)
    if form.is_ready():
        said = form.cleaned_data
        try:
            changed = move_talk(talk=talk, by=request.user, **said)
        except StageIsOver:
            messages.info(request, OVER)
            return redirect(list_address(request, talk.placement))
        except TalkChanged as problem:
            theirs, status = _when_and_where(problem.stored), 409
            form.now_knows(version=problem.stored.version)
        else:
            _say_moved(request, talk.placement, said["day"], changed)
            return redirect("talk", pk=pk)
    elif form.is_bound:
        status = 422
    context = {
        "talk": talk,
        "placement": talk.placement,
        "is_student": is_student_of(request, talk.placement),
        "is_over": talk.placement.ends_on < timezone.localdate(),
        "form": form,
        "theirs": theirs,
        "error_summary": error_summary(form),
    }
    return render(request, "onboarding/talk_move.html", context, status=status)


def _when_and_where(talk):
    return (
        ("Dag", long_date(talk.day)),
        ("Tijd", time_label(talk.begins_at) or "Nog niet gekozen"),
        ("Plek", talk.place or "Nog niet gekozen"),
    )


def _say_moved(request, placement, day, changed):
    if not changed:
        messages.info(request, "Er is niets veranderd.")
        return
    away = "" if is_there(placement, day) else " Let op: volgens het rooster is dit geen stagedag."
    told = who_hear_move(placement, request.user)
    get = f"{enumerate_dutch(told)} {'krijgt' if len(told) == 1 else 'krijgen'} over {MINUTES} minuten een mail"
    mail = f"{get}. Verander je meer? Dan staat alles in die ene mail." if told else ""
    messages.success(request, f"Bewaard. {mail}{away}".strip())


@both
@require_POST
def held(request, pk):
    """The talk was held. Twice is once."""
    done = "Gehouden. Schrijf hieronder op wat jullie afspreken."
    idle = "Dit stond er al, of het gesprek komt nog. Er is niets veranderd."
    return _changed(request, pk, mark_held, done=done, idle=idle)


@both
@require_POST
def not_held(request, pk):
    """Take back that it was held, on the same day."""
    done = "Teruggezet. Kies of het gesprek er was, of kies een andere dag."
    idle = "Er is niets veranderd. Terugzetten kan alleen op de dag zelf."
    return _changed(request, pk, take_held_back, done=done, idle=idle)


def _changed(request, pk, change, *, done, idle):
    """Let `change` say of the talk whether it was held; `done` when that was news, `idle` when nothing changed."""
    talk = talk_or_404(request, pk)
    try:
        is_new = change(talk=talk, by=request.user)
    except StageIsOver:
        messages.info(request, OVER)
        return redirect(list_address(request, talk.placement))
    if is_new:
        messages.success(request, done)
    else:
        messages.info(request, idle)
    return redirect("talk", pk=pk)


@access(Role.STUDENT)
@require_http_methods(FORM)
def subject(request, pk):
    """What the student wants to talk about, said beforehand."""
    talk = talk_or_404(request, pk)
    if talk.held_at:
        messages.info(request, "Dit gesprek is al gehouden.")
        return redirect("talk", pk=pk)
    stored = {"seen": talk.student_asks, "text": talk.student_asks}
    form, theirs, status = SubjectForm(sent(request), initial=stored), None, 200
    if form.is_ready():
        said = form.cleaned_data
        try:
            say_subject(talk=talk, text=said["text"], seen=said["seen"].replace("\r\n", "\n"))
        except (TalkChanged, StageIsOver) as problem:
            stands = getattr(problem, "stored", talk)
            theirs, status = stands.student_asks or "Er staat niets.", 409
            form.now_knows(seen=stands.student_asks)
        else:
            messages.success(request, "Bewaard. Je begeleider leest het vóór het gesprek.")
            return redirect("talk", pk=pk)
    elif form.is_bound:
        status = 422
    context = {
        "talk": talk,
        "placement": talk.placement,
        "form": form,
        "theirs": theirs,
        "error_summary": error_summary(form),
    }
    return render(request, "onboarding/talk_subject.html", context, status=status)


@both
@require_safe
def question_sheet(request, pk, sheet):
    """The conversation sheet of this talk as PDF, or the one for coaching."""
    talk, format = talk_or_404(request, pk), format_of(sheet)
    if format is None or format.key not in (SHEETS[talk.kind], COACHING):
        raise Http404
    placement = get_object_or_404(printable(readable_stages(request.identity)), pk=talk.placement_id)
    return document_response(request, format, document_of(format.key, placement), PDF)


@both
@require_safe
def overview_sheet(request, pk):
    """The talks of a stage with their agreements on one page, to keep or to write on."""
    placement = get_object_or_404(printable(readable_stages(request.identity)), pk=pk)
    note_look(request, placement.student, placement.institution)
    document, versions = printed_talks(placement)
    return pdf_response(request, versions, title=document.title)
