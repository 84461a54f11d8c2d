"""A work list as the people of a service see it: the link, the code, the list itself. Nobody has an account."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.tasks import ChangedSince, undo_change
from onboarding.actions.worklists import find_worklist, mail_code, take_code, tick
from onboarding.forms.worklists import WhoForm, WorkListCodeForm
from onboarding.on_paper import MOST_ROWS
from onboarding.opened_worklist import let_in, name_of, opened_worklist, remember_name, shut
from onboarding.worklists import done_lines, grouped, in_order, lines_of, of_service, open_tasks, undoable
from profiles.access import public
from profiles.dutch import count
from profiles.sent_numbers import read_number, read_numbers
from profiles.views.editing import sent
from profiles.views.secret import keep_secret

PER_PAGE = 50
WRONG_CODE = "Deze code klopt niet of is verlopen. Kijk in je nieuwste mail of vraag een nieuwe code aan."
ON_ITS_WAY = "De code is onderweg. Je krijgt er hooguit 3 in een kwartier."
CLOSED = "De lijst was gesloten. Er is niets afgevinkt. Open de lijst opnieuw met de link uit de mail."


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def worklist_open(request, token):
    """The link of the mail: a button (GET: scanners of mail open every link), or mail a code (POST)."""
    worklist = find_worklist(token)
    if worklist is None:
        return _gone(request)
    if request.method == "POST":
        mail_code(worklist=worklist)  # whether one went or there were enough: the answer is the same
        messages.success(request, ON_ITS_WAY)
        return keep_secret(redirect("worklist-code", token))
    context = {"worklist": worklist, "mailbox": partly_hidden(worklist.email), "token": token}
    return keep_secret(render(request, "onboarding/worklist_open.html", context))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
@sensitive_post_parameters("code")
def worklist_code(request, token):
    """Asks for the mailed code and opens the list in this browser."""
    worklist = find_worklist(token)
    if worklist is None:
        return _gone(request)
    form = WorkListCodeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        if take_code(worklist=worklist, digits=form.cleaned_data["code"]):
            let_in(request, worklist)
            return keep_secret(redirect("worklist-now"))
        form.add_error("code", WRONG_CODE)
    context = {"worklist": worklist, "form": form, "mailbox": partly_hidden(worklist.email), "token": token}
    answer = render(request, "onboarding/worklist_code.html", context, status=422 if form.errors else 200)
    return keep_secret(answer)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def worklist_now(request):
    """The open list: what there is to do, and (POST) tick it, take a tick back, or close the list."""
    worklist = opened_worklist(request)
    if worklist is None:
        if request.method == "POST":
            messages.error(request, CLOSED)
        return keep_secret(render(request, "onboarding/worklist_closed.html"))
    if request.method != "POST":
        return keep_secret(_list(request, worklist))
    if "sluit" in request.POST:
        shut(request)
        messages.success(request, "De lijst is dicht in deze browser.")
        return redirect("worklist-now")
    return keep_secret(_undo(request, worklist) if "terug" in request.POST else _tick(request, worklist))


@public
@never_cache
@require_safe
def worklist_print(request):
    """The whole list on paper."""
    worklist = opened_worklist(request)
    if worklist is None:
        return keep_secret(render(request, "onboarding/worklist_closed.html"))
    today = timezone.localdate()
    lines = lines_of(in_order(worklist, today)[:MOST_ROWS], today)
    context = {"worklist": worklist, "groups": grouped(lines), "number": len(lines), "now": timezone.now()}
    return keep_secret(render(request, "onboarding/worklist_print.html", context))


def _gone(request):
    """The same answer for a link that was closed and one that never was."""
    return keep_secret(render(request, "onboarding/worklist_gone.html", status=410))


def _list(request, worklist, *, who=None, ticked=(), status=200):
    today = timezone.localdate()
    name = name_of(request)
    page = Paginator(in_order(worklist, today), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "worklist": worklist,
        "page": page,
        "groups": grouped(lines_of(page.object_list, today)),
        "number": page.paginator.count,
        "done": done_lines(worklist, timezone.now()),
        "name": name,
        "form": who or WhoForm(initial={"name": name}),
        "ticked": frozenset(ticked),
    }
    return render(request, "onboarding/worklist_now.html", context, status=status)


def _tick(request, worklist):
    """Make what is ticked done. Only what is still open changes, so a double click or an old page harms nothing."""
    keys = set(read_numbers(request.POST.getlist("done")))
    who = WhoForm(request.POST)
    if not keys:
        messages.error(request, "Vink eerst aan wat klaar is.")
        return redirect(request.get_full_path())
    if not who.is_valid():
        return _list(request, worklist, who=who, ticked=keys, status=422)
    name = who.cleaned_data["name"]
    remember_name(request, name)
    today = timezone.localdate()
    done = tick(tasks=open_tasks(worklist, today).filter(pk__in=keys), worklist=worklist, name=name)
    earlier = of_service(worklist).filter(pk__in=keys, done_at__isnull=False).count() - len(done)
    if done:
        messages.success(request, f"{count(len(done), 'ding staat', 'dingen staan')} op klaar.")
    if earlier > 0:
        messages.info(request, f"{count(earlier, 'ding was', 'dingen waren')} al klaar. Onderaan zie je door wie.")
    if missing := len(keys) - len(done) - max(earlier, 0):
        messages.info(request, f"{count(missing, 'ding staat', 'dingen staan')} niet meer op deze lijst.")
    return redirect(request.get_full_path())


def _undo(request, worklist):
    """Take back a tick of this service, unless somebody changed the task after it."""
    change = undoable(worklist).filter(pk=read_number(request.POST["terug"])).select_related("task").first()
    try:
        if change is None:
            raise ChangedSince
        undo_change(change=change, worklist=worklist, name=name_of(request))
    except ChangedSince:
        messages.info(request, "Dit is net al veranderd. Kijk hieronder hoe het nu staat.")
    else:
        messages.success(request, "Dit staat weer op de lijst.")
    return redirect(request.get_full_path())


def partly_hidden(address):
    """A mailbox that its own people recognise and others cannot read: "s...k@voorbeeld.nl"."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}...{name[-1:] if len(name) > 4 else ''}@{domain}"
