"""The words an institution explains: the list, one word, many at once, away and back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.actions import glossary as actions
from profiles.dutch import count, enumerate_dutch
from profiles.folding import fold
from profiles.forms.glossary import PasteForm, TermForm
from profiles.models import GlossaryTerm, Institution
from profiles.models.leerplaatsen import EDITING_ROLES
from profiles.sent_numbers import read_numbers
from profiles.views.editing import sent

PAGE_SIZE = 50
SEARCH_FROM = 10  # below this number of words a reader sees them at a glance
MOST_NAMED = 5
FORM = ["GET", "HEAD", "POST"]


@access(*EDITING_ROLES)
@require_safe
def glossary(request):
    """The words of one institution; for who works in more of them, with a choice."""
    institutions = list(_institutions(request))
    asked = request.GET.get("instelling", "")
    institution = next((row for row in institutions if str(row.pk) == asked), institutions[0])
    terms = GlossaryTerm.objects.filter(institution=institution)
    words = " ".join(request.GET.get("zoek", "").split())[:60]
    found = terms.kept().filter(Q(sort_term__contains=fold(words)) | Q(explanation__icontains=words))
    total = terms.kept().count()
    just_removed = terms.filter(pk__in=read_numbers(request.GET.getlist("weg")), removed_at__isnull=False).first()
    context = {
        "institution": institution,
        "institutions": institutions,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina")),
        "words": words,
        "total": total,
        "may_search": bool(words) or total > SEARCH_FROM,
        "just_removed": just_removed,
    }
    return render(request, "profiles/glossary.html", context)


@access(*EDITING_ROLES)
@require_http_methods(FORM)
def glossary_term_new(request, institution_id):
    """A new word of the institution."""
    institution = get_object_or_404(_institutions(request), pk=institution_id)
    return _edit(request, GlossaryTerm(institution=institution))


@access(*EDITING_ROLES)
@require_http_methods(FORM)
def glossary_term_edit(request, pk):
    """A word and its explanation; for one that was taken out, the list with the offer to put it back."""
    term = _term(request, pk)
    if term.removed_at:
        return redirect(_list_address(request, term.institution, weg=term.pk))
    return _edit(request, term)


@access(*EDITING_ROLES)
@require_http_methods(FORM)
def glossary_paste(request, institution_id):
    """Many words at once. What is there already stays as it is, and the answer says so."""
    institution = get_object_or_404(_institutions(request), pk=institution_id)
    form = PasteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        added, there = actions.add_terms(institution=institution, lines=form.cleaned_data["lines"], by=request.user)
        messages.success(request, _what_pasting_did(added, there))
        return redirect(_list_address(request, institution))
    context = {"form": form, "institution": institution, "list_url": _list_address(request, institution)}
    return render(request, "profiles/glossary_paste.html", context)


@access(*EDITING_ROLES)
@require_POST
def glossary_term_remove(request, pk):
    """Take a word out; the list offers to put it back."""
    term = _term(request, pk)
    actions.remove_term(term=term, by=request.user)
    return redirect(_list_address(request, term.institution, weg=term.pk))


@access(*EDITING_ROLES)
@require_POST
def glossary_term_restore(request, pk):
    """Put a word back, unless it was written anew in the meantime."""
    term = _term(request, pk)
    try:
        actions.restore_term(term=term, by=request.user)
    except actions.AlreadyThere:
        messages.error(request, f"{term} staat al opnieuw in de lijst. Daar kun je de uitleg aanpassen.")
    else:
        messages.success(request, f"{term} staat weer in de lijst.")
    return redirect(_list_address(request, term.institution))


def _edit(request, term):
    form = TermForm(sent(request), instance=term)
    is_new = term.pk is None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_term(term=form.instance, by=request.user)
        except actions.AlreadyThere:
            form.add_already()
        else:
            messages.success(request, f"{form.instance} is {'toegevoegd' if is_new else 'bewaard'}.")
            return redirect(_list_address(request, term.institution))
    context = {
        "form": form,
        "term": None if is_new else term,
        "heading": "Nieuw woord" if is_new else form.initial["term"],
        "list_url": _list_address(request, term.institution),
    }
    return render(request, "profiles/glossary_term.html", context)


def _institutions(request):
    return Institution.objects.filter(pk__in=request.identity.institution_ids(*EDITING_ROLES)).order_by("name")


def _term(request, pk):
    own = request.identity.institution_ids(*EDITING_ROLES)
    return get_object_or_404(GlossaryTerm.objects.select_related("institution"), pk=pk, institution__in=own)


def _list_address(request, institution, **more):
    """The list of `institution`, which is named only for who works in more than one."""
    several = len(request.identity.institution_ids(*EDITING_ROLES)) > 1
    query = {**({"instelling": institution.pk} if several else {}), **more}
    return reverse("glossary") + (f"?{urlencode(query)}" if query else "")


def _what_pasting_did(added, there):
    new = f"{count(len(added), 'woord is', 'woorden zijn')} toegevoegd." if added else "Er is geen woord toegevoegd."
    if not there:
        return new
    named = enumerate_dutch([*there[:MOST_NAMED], *(["andere"] if len(there) > MOST_NAMED else [])])
    one = len(there) == 1
    return f"{new} {named} {'stond' if one else 'stonden'} er al en {'is' if one else 'zijn'} niet veranderd."
