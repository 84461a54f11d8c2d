"""Checklist zorginstelling: fill in per theme, see the result and what to do next, and compare with before."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.models import Leerplaats
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent
from toolbox.actions import checks as actions
from toolbox.check_overview import check_rows, due, summary, with_last_check
from toolbox.checks import compare, counts_of, is_due, score_of, themes_of, to_do
from toolbox.formats import FORMATS
from toolbox.forms.checks import ThemeForm
from toolbox.printed_check import printed_check
from toolbox.views.pdf import pdf_response
from toolbox.views.word import word_response

PER_PAGE = 25
LATER_CHECK = "Er is al een nieuwere checklist. Deze blijft zoals hij is."


@access(*EDITORS)
@require_safe
def check_overview(request):
    """Every own leerplaats with its last check: when, the score, and how many points are open."""
    only_due, now = request.GET.get("toon") == "nakijken", timezone.now()
    leerplaatsen = with_last_check(Leerplaats.objects.editable_by(request.identity).in_use().with_place())
    page = Paginator(leerplaatsen.filter(due(now)) if only_due else leerplaatsen, PER_PAGE)
    page = page.get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rows": check_rows(page.object_list, now),
        "summary": summary(leerplaatsen, now),
        "only_due": only_due,
    }
    return render(request, "toolbox/check_overview.html", context)


@access(*EDITORS)
@require_safe
def leerplaats_check(request, pk):
    """The checklist of one leerplaats: the one that is being filled in, or the way to begin, and the earlier ones."""
    leerplaats = editable_leerplaats(request, pk)
    checks = list(leerplaats.checks.select_related("started_by", "finished_by"))
    current = next((check for check in checks if check.finished_at is None), None)
    finished = [check for check in checks if check.finished_at]
    themes = themes_of(current) if current else ()
    context = {
        "leerplaats": leerplaats,
        "current": current,
        "tasks": [_task(leerplaats, current, theme) for theme in themes],
        "done": sum(theme.answered == len(theme.lines) for theme in themes),
        "history": [(check, score_of(check)) for check in finished],
        "is_due": bool(finished) and is_due(finished[0], timezone.now()),
    }
    return render(request, "toolbox/check_leerplaats.html", context)


@access(*EDITORS)
@require_POST
def check_start(request, pk):
    """Begin with the sjabloon in force."""
    leerplaats = editable_leerplaats(request, pk)
    check = actions.start_check(leerplaats=leerplaats, by=request.user)
    return redirect("check-theme", pk, check.pk, 1) if check.questions else redirect("leerplaats-check", pk)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def check_theme(request, pk, check_id, number):
    """The lines of one theme, each with four answers."""
    check = _check_or_404(request, pk, check_id)
    themes = themes_of(check)
    if not 1 <= number <= len(themes):
        raise Http404
    theme = themes[number - 1]
    if request.method != "POST" and check.finished_at:
        return redirect("check-result", pk, check_id)
    form = ThemeForm(sent(request), theme=theme)
    if request.method == "POST" and form.is_valid():
        return _save_theme(request, check, themes, theme, form)
    return _theme_page(request, check, themes, theme, form, status=422 if form.errors else 200)


@access(*EDITORS)
@require_POST
def check_finish(request, pk, check_id):
    """Make the result, or say which lines have no answer yet."""
    check = _check_or_404(request, pk, check_id)
    try:
        actions.finish_check(check=check, by=request.user)
    except actions.NotAnswered as problem:
        return _not_answered(request, check, problem.lines)
    return redirect("check-result", pk, check_id)


@access(*EDITORS)
@require_POST
def check_reopen(request, pk, check_id):
    """Go on with the last check, to change an answer."""
    check = _check_or_404(request, pk, check_id)
    try:
        actions.reopen_check(check=check, by=request.user)
    except actions.OtherCheckOpen:
        messages.warning(request, LATER_CHECK)
        return redirect("check-result", pk, check_id)
    return redirect("leerplaats-check", pk)


@access(*EDITORS)
@require_safe
def check_result(request, pk, check_id):
    """Score per theme, what to do next with who, and what got better since the time before."""
    check = _check_or_404(request, pk, check_id)
    if check.finished_at is None:
        return redirect("leerplaats-check", pk)
    before = check.leerplaats.checks.finished().filter(started_at__lt=check.started_at).first()
    fine, total = counts_of(check)
    context = {
        "leerplaats": check.leerplaats,
        "check": check,
        "fine": fine,
        "total": total,
        "themes": themes_of(check),
        "to_do": [(answer, title, _with_addresses(rows, check.leerplaats)) for answer, title, rows in to_do(check)],
        "before": before,
        "comparison": compare(check, before) if before else None,
        "is_last": not check.leerplaats.checks.filter(started_at__gt=check.started_at).exists(),
    }
    return render(request, "toolbox/check_result.html", context)


@access(*EDITORS)
@require_safe
def check_print(request, pk, check_id):
    """The result on paper; of a check that is open the list to fill in together."""
    document = printed_check(_check_or_404(request, pk, check_id))
    return pdf_response(request, [FORMATS[actions.FORMAT].module.html(document)], title=document.title)


@access(*EDITORS)
@require_safe
def check_word(request, pk, check_id):
    """The same sheet as a Word file."""
    document = printed_check(_check_or_404(request, pk, check_id))
    return word_response(FORMATS[actions.FORMAT].module.word(document), title=document.title)


def _check_or_404(request, pk, check_id):
    leerplaats = editable_leerplaats(request, pk)
    check = get_object_or_404(leerplaats.checks.select_related("finished_by", "template"), pk=check_id)
    check.leerplaats = leerplaats
    return check


def _task(leerplaats, check, theme):
    """A row of the task list."""
    kind, status = theme.progress
    url = reverse("check-theme", args=[leerplaats.pk, check.pk, theme.number])
    return {"label": theme.title, "url": url, "kind": kind, "status": status}


def _save_theme(request, check, themes, theme, form):
    reopen = "heropen" in request.POST
    try:
        merged = actions.save_answers(
            check=check, answers=form.answers, seen=form.seen_answers, by=request.user, reopen=reopen
        )
    except (actions.AlreadyFinished, actions.OtherCheckOpen) as problem:
        may_reopen = isinstance(problem, actions.AlreadyFinished)
        return _theme_page(request, check, themes, theme, form, status=409, is_finished=True, may_reopen=may_reopen)
    if merged.clashes:
        check.refresh_from_db(fields=["answers"])
        form.ask_about(merged.clashes, check.answers)
        return _theme_page(request, check, themes, theme, form, status=409)
    if merged.kept_theirs:
        messages.info(request, "Bewaard. Een collega vulde hier ook iets in. Dat is erbij gezet.")
    if request.POST.get("dan") == "volgende" and theme.number < len(themes):
        return redirect("check-theme", check.leerplaats_id, check.pk, theme.number + 1)
    return redirect("leerplaats-check", check.leerplaats_id)


def _theme_page(request, check, themes, theme, form, *, status, is_finished=False, may_reopen=False):
    context = {
        "leerplaats": check.leerplaats,
        "check": check,
        "theme": theme,
        "total": len(themes),
        "next": themes[theme.number] if theme.number < len(themes) else None,
        "form": form,
        "is_finished": is_finished,
        "may_reopen": may_reopen,
    }
    return render(request, "toolbox/check_theme.html", context, status=status)


def _not_answered(request, check, lines):
    """Which lines have no answer yet, each a link to its theme."""
    numbers = {theme.title: theme.number for theme in themes_of(check)}
    rows = [(reverse("check-theme", args=[check.leerplaats_id, check.pk, numbers[one.section]]), one) for one in lines]
    context = {"leerplaats": check.leerplaats, "check": check, "rows": rows}
    return render(request, "toolbox/check_unfinished.html", context, status=422)


def _with_addresses(rows, leerplaats):
    """(line, address, label) per row; without address when the portal does not know where it is arranged."""
    return [(row.line, *_address(row.arranged_at, leerplaats)) for row in rows]


def _address(place, leerplaats):
    if place is None:
        return "", ""
    arguments = [leerplaats.pk] if place.needs_leerplaats else []
    try:
        return reverse(place.url_name, args=arguments), place.label
    except NoReverseMatch:
        return "", ""
