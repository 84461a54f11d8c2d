"""Wishes: one form for the student, the school and the coordinator, and the list of who gave them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.wishes import ChangedMeanwhile, given_by, save_wishes
from onboarding.enums import WishKind
from onboarding.forms.wishes import WishesForm, WishFilter
from onboarding.looks import note_look
from onboarding.matching import MAX_WISHES
from onboarding.models import Placement, PlacementRequest, Wish
from onboarding.waiting_page import open_requests
from onboarding.wish_answers import answer_lines
from onboarding.wish_choices import WishChoices
from onboarding.wish_times import until_by_season, wish_time
from profiles.access import access
from profiles.enums import Role
from profiles.views.editing import sent

FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 30
STANDING = Prefetch("placements", queryset=Placement.objects.active(), to_attr="standing")
STEPS = {"omhoog": -1, "omlaag": 1}
MORE = "meer"


def with_wishes(requests):
    """`requests` with all that the form and its lists show."""
    return requests.select_related("student", "school", "institution", "period", "programme").prefetch_related(
        STANDING, "wishes__leerplaats"
    )


@access(Role.STUDENT)
@require_safe
def my_wishes(request):
    """To the form of the student's one request; with more of them, or none, the list."""
    rows = open_requests(request.identity, timezone.localdate())
    if len(rows) == 1:
        return redirect("my-wishes-edit", rows[0].request.pk)
    return render(request, "onboarding/my_wishes.html", {"rows": rows, "school": request.identity.school})


@access(Role.STUDENT)
@require_http_methods(FORM)
def my_wishes_edit(request, pk):
    """The student's own wishes."""
    found = with_wishes(PlacementRequest.objects.of_student(request.user))
    return _form_page(request, get_object_or_404(found, pk=pk), "my-wishes-edit", name="")


@access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
@require_http_methods(FORM)
def wishes_edit(request, pk):
    """The wishes of a student, filled in by the school or the coordinator; who did so is noted."""
    asked = get_object_or_404(with_wishes(PlacementRequest.objects.visible_to(request.identity)), pk=pk)
    note_look(request, asked.student, asked.institution)
    return _form_page(request, asked, "wishes-edit", name=asked.student.given_name)


def _form_page(request, asked, address, *, name):
    """Show, save or move; `name` is empty for the student."""
    until = until_by_season([asked]).get((asked.institution_id, asked.period_id))
    time = wish_time(asked, until, request.identity, timezone.localdate())
    choices = WishChoices(asked, name)
    lines = request.GET.get("regels", "")
    form = WishesForm(
        sent(request),
        request=asked,
        choices=choices,
        lines=int(lines) if lines.isdecimal() and len(lines) < 3 else 0,
    )
    theirs = None
    if time.is_open and form.is_bound and form.is_valid():
        move = _asked_move(request)
        answers = form.answers(move=move)
        try:
            loosened = save_wishes(request=asked, answers=answers, seen=form.cleaned_data["seen"], by=request.user)
        except ChangedMeanwhile as clash:
            theirs = with_wishes(PlacementRequest.objects.filter(pk=clash.request.pk)).get()
            form.now_knows(seen=WishesForm(request=theirs, choices=choices).initial["seen"])
        else:
            return _saved(request, asked, address, len(answers.wished), move, loosened, name)
    context = {
        "asked": asked,
        "time": time,
        "form": form,
        "name": name,
        "theirs": answer_lines(theirs) if theirs else None,
        "by_me": theirs is not None and _is_mine(theirs, request.user),
        "lines": answer_lines(asked),
        "too_late": form.typed_lines if form.is_bound and not time.is_open else [],
        "address": reverse(address, args=[asked.pk]),
        "given": given_by(asked) if asked.wishes_given_at else None,
        "left_over": choices.left_over(),
        "today": timezone.localdate(),
        "may_match": asked.institution_id in request.identity.institution_ids(Role.COORDINATOR),
    }
    status = 422 if time.is_open and form.errors else 409 if theirs or (form.is_bound and not time.is_open) else 200
    return render(request, "onboarding/wishes_form.html", context, status=status)


def _is_mine(asked, user):
    """Whether this person gave the wishes that stand, on another page that was open."""
    given = given_by(asked)
    return given is not None and given.by == user


def _asked_move(request):
    """The (line, step) of a button Omhoog or Omlaag, or None."""
    word, _, number = request.POST.get("doe", "").partition("-")
    if word in STEPS and number.isdecimal() and len(number) < 3:
        return int(number), STEPS[word]
    return None


def _saved(request, asked, address, wished, move, loosened, name):
    """Say what happened and lead back: to the form after a move or for one more, else to the page it came from."""
    here = reverse(address, args=[asked.pk])
    if loosened and asked.institution_id in request.identity.institution_ids(Role.COORDINATOR):
        messages.warning(request, "De plek van het voorstel past niet meer. Maak een nieuw voorstel.")
    if request.POST.get("doe") == MORE:
        messages.success(request, "Bewaard. Er is een regel bij.")
        return redirect(f"{here}?regels={min(wished + 2, MAX_WISHES)}#wensen")
    if move:
        messages.success(request, "Bewaard in de nieuwe volgorde.")
        return redirect(f"{here}#wensen")
    if name:
        messages.success(request, f"De wensen van {name} zijn bewaard.")
        return redirect("student-detail", asked.student_id)
    messages.success(request, "Je wensen zijn bewaard. Je kunt ze nog veranderen.")
    return redirect("my-placement")


@access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
@require_safe
def wishes_list(request):
    """Everyone who looks for a place: who gave wishes, and who did not yet."""
    today = timezone.localdate()
    waiting = PlacementRequest.objects.visible_to(request.identity).waiting().filter(ends_on__gte=today)
    form = WishFilter(request.GET or None, requests=waiting)
    found = with_wishes(form.narrow(waiting)).order_by("student__sort_name", "starts_on", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    until = until_by_season(page.object_list)
    rows = [
        (one, wish_time(one, until.get((one.institution_id, one.period_id)), request.identity, today))
        for one in page.object_list
    ]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "is_school": not request.identity.has(Role.COORDINATOR),
        "periods": _periods(request.identity, today),
    }
    return render(request, "onboarding/wishes.html", context)


def _periods(identity, today):
    """For a coordinator the periods in which students look for a place at the institution, in order."""
    institutions = identity.institution_ids(Role.COORDINATOR)
    if not institutions:
        return []
    asked = PlacementRequest.objects.filter(institution__in=institutions).waiting().filter(ends_on__gte=today)
    listed = Exists(Wish.objects.filter(request=OuterRef("pk"), kind=WishKind.WISH))
    rows = asked.annotate(has_wishes=listed).order_by("period__starts_on")
    found = {}
    for pk, name, given, has in rows.values_list("period", "period__name", "wishes_given_at", "has_wishes"):
        row = found.setdefault(pk, {"pk": pk, "name": name, "total": 0, "given": 0, "listed": 0})
        row["total"] += 1
        row["given"] += given is not None
        row["listed"] += given is None and has
    return list(found.values())
