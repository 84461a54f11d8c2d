"""Everything on paper for the people who keep a profile: what there is, the fill-in version, the word list."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from profiles.access import access
from profiles.models import GlossaryTerm, Institution, Membership
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from toolbox.blank_documents import blank_document, template_in_force
from toolbox.formats import Per, fill_in_profile, template_formats, word_list
from toolbox.formats.word_list import Word, WordList
from toolbox.origins import origin
from toolbox.printed_fill_in import printed_fill_in
from toolbox.views.formats import asked_format, document_response
from toolbox.views.pdf import pdf_response


@access(*EDITORS)
@require_safe
def leerplaats_paper(request, pk):
    """What can be printed of one leerplaats, each with what it is for."""
    leerplaats = editable_leerplaats(request, pk)
    context = {
        "leerplaats": leerplaats,
        "is_online": profile_of(leerplaats).published_id is not None,
        "has_acts": leerplaats.act_rules.exists(),
        "has_words": GlossaryTerm.objects.kept().filter(institution=leerplaats.institution_id).exists(),
        "families": [(family.value, list(formats)) for family, formats in _by_family()],
    }
    return render(request, "toolbox/paper.html", context)


def _by_family():
    return groupby(template_formats(), key=lambda one: one.family)


@access(*EDITORS)
@require_safe
def leerplaats_form(request, pk, form, kind):
    """A format that people adapt, as it holds for this leerplaats, with room for a student who is not known yet."""
    leerplaats = editable_leerplaats(request, pk)
    format = asked_format(form, kind, *Per)
    if not format.is_template:
        raise Http404
    leaders = list(Membership.objects.leaders_of(leerplaats))
    template = template_in_force(format.key, leerplaats)
    return document_response(
        request, format, blank_document(format, leerplaats, leaders=leaders, template=template), kind
    )


@access(*EDITORS)
@require_safe
def profile_fill_in(request, pk):
    """Every question of the concept with room to write, for a meeting of the team."""
    return _concept(request, pk, is_blank_shown=True)


@access(*EDITORS)
@require_safe
def profile_answers(request, pk):
    """Every answer of the concept and nothing else."""
    return _concept(request, pk, is_blank_shown=False)


@access(*EDITORS)
@require_safe
def glossary_print(request, institution_id):
    """The words of the own institution; there is nothing to print of an empty list."""
    own = request.identity.institution_ids(*EDITORS)
    institution = get_object_or_404(Institution, pk=institution_id, pk__in=own)
    terms = GlossaryTerm.objects.kept().filter(institution=institution)
    document = WordList(origin(), institution.name, tuple(Word(term.term, term.explanation) for term in terms))
    if not document.words:
        raise Http404
    return pdf_response(request, [word_list.html(document)], title=document.title)


def _concept(request, pk, *, is_blank_shown):
    leerplaats = editable_leerplaats(request, pk)
    document = printed_fill_in(leerplaats, profile_of(leerplaats), is_blank_shown=is_blank_shown)
    return pdf_response(request, [fill_in_profile.html(document)], title=document.title)
