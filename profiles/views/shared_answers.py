"""What an institution, or one of its locations, says once for all its leerplaatsen: topic by topic."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.actions import shared_answers as actions
from profiles.actions.leerplaatsprofielen import Clash
from profiles.dutch import count
from profiles.enums import Role
from profiles.forms.shared_answers import SharedForm, shared_questions
from profiles.models import Institution, Location
from profiles.questions import PARTS, is_answered
from profiles.shared_scope import InstitutionScope, LocationScope
from profiles.views.editing import sent
from profiles.wording import answer_lines

TOPICS = {topic.key: topic for part in PARTS for topic in part.topics if shared_questions(topic)}
FORM = ["GET", "HEAD", "POST"]


@access(Role.COORDINATOR)
@require_safe
def institution_shared(request, pk):
    """The topics an institution can answer for all its leerplaatsen."""
    return _topics_page(request, institution_scope(request, pk))


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def institution_shared_topic(request, pk, topic):
    """One topic, for the whole institution."""
    return _topic_page(request, institution_scope(request, pk), topic)


@access(Role.COORDINATOR)
@require_safe
def location_shared(request, pk):
    """The topics a location can answer for its leerplaatsen."""
    return _topics_page(request, location_scope(request, pk))


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def location_shared_topic(request, pk, topic):
    """One topic, for one location."""
    return _topic_page(request, location_scope(request, pk), topic)


def institution_scope(request, pk):
    """The own institution as a scope, or 404."""
    own = request.identity.institution_ids(Role.COORDINATOR)
    return InstitutionScope(get_object_or_404(Institution.objects.filter(pk__in=own), pk=pk))


def location_scope(request, pk):
    """A location of the own institution as a scope, or 404."""
    own = request.identity.institution_ids(Role.COORDINATOR)
    rows = Location.objects.filter(institution__in=own).select_related("institution")
    return LocationScope(get_object_or_404(rows, pk=pk))


def _topics_page(request, scope):
    answers, above = scope.answers, scope.inheritance.inherited
    tasks = [_task(scope, topic, answers, above) for topic in TOPICS.values()]
    return render(request, "profiles/shared_list.html", {"scope": scope, "tasks": tasks})


def _task(scope, topic, answers, above):
    """A line of the list: what is answered here, and what comes from the institution."""
    questions = shared_questions(topic)
    given = [question for question in questions if is_answered(answers.get(question.key))]
    inherited = [question for question in questions if question not in given and question.key in above]
    said = [line for question in given for line in answer_lines(question, answers[question.key])]
    if given:
        kind, status = "klaar", count(len(given), "antwoord", "antwoorden")
    elif inherited:
        kind, status = "rust", f"Zoals {above[inherited[0].key].origin}"
    else:
        kind, status = "rust", "Niets afgesproken"
    hint = said or [line for question in inherited for line in answer_lines(question, above[question.key].value)]
    return {
        "label": topic.title,
        "url": scope.topic_url(topic),
        "kind": kind,
        "status": status,
        "hint": _short("; ".join(line.rstrip(".") for line in hint)),
    }


def _short(text, most=120):
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _topic_page(request, scope, key):
    topic = TOPICS.get(key)
    if topic is None:
        raise Http404
    form = SharedForm(sent(request), topic=topic, answers=scope.answers, above=scope.inheritance.inherited)
    if request.method == "POST" and form.is_valid() and _saved(request, scope, topic, form):
        return redirect(scope.list_url)
    context = {"scope": scope, "topic": topic, "form": form, "reach": scope.online_count}
    return render(request, "profiles/shared_topic.html", context)


def _saved(request, scope, topic, form):
    """Whether it was stored; otherwise the form says why not."""
    try:
        spread = actions.save_shared(**scope.keys, answers=form.answers, seen=form.seen_answers, by=request.user)
    except Clash as clash:
        form.tell_clash(clash.profile, clash.keys)
        return False
    except actions.StillNeeded as needed:
        name = needed.question.key if needed.question.key in form.fields else None
        form.add_error(name, f"{needed.leerplaats.name} staat online en kan niet zonder dit antwoord. Vul het hier in.")
        return False
    messages.success(request, what_saving_did(topic.title, spread))
    return True


def what_saving_did(title, spread):
    """A sentence about where the change shows."""
    if not spread.is_changed:
        return "Er is niets veranderd."
    if spread.leerplaatsen == 0:
        return f"{title} is bewaard."
    places = count(spread.leerplaatsen, "leerplaats", "leerplaatsen")
    return f"{title} is bewaard. Het staat nu op de pagina van {places}."
