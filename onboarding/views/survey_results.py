"""Results of questionnaires: per leerplaats and for a whole institution, from five answers and without a name."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onboarding.enums import SurveyKind
from onboarding.half_years import in_words
from onboarding.result_readers import read_institutions, read_leerplaatsen
from onboarding.spreadsheets import KINDS as FILES
from onboarding.spreadsheets import table_response
from onboarding.survey_moments import KINDS, SLUGS
from onboarding.survey_pages import (
    HEADER,
    anchor_of,
    answers_in_words,
    asked_for,
    cells_of,
    often_low,
    parts_of,
    period_in_words,
    trends_of,
)
from onboarding.survey_questions import institution_questions, questions_of
from onboarding.survey_repairs import repairs_for
from onboarding.survey_results import full_bags, read_half_years
from profiles.access import access
from profiles.enums import Role
from profiles.models import Leerplaats

readers = access(Role.PRAKTIJKOPLEIDER, Role.COORDINATOR)
of_institutions = access(Role.COORDINATOR, Role.REGIONAL_ADMIN)


@access(Role.PRAKTIJKOPLEIDER, Role.COORDINATOR, Role.REGIONAL_ADMIN)
@require_safe
@never_cache
def survey_list(request):
    """Which lists have results: of one's own leerplaatsen, and of institutions for who sees the whole."""
    places = Leerplaats.objects.editable_by(request.identity).in_use().with_place()
    institutions = read_institutions(request.identity)
    of_places = _with_links(places, full_bags(leerplaats__in=places), "leerplaats", "survey-results")
    context = {
        "places": [row for row in of_places if row[1]],
        "waiting": [place for place, links in of_places if not links],
        "institutions": _with_links(
            institutions, full_bags(institution__in=institutions), "institution", "institution-survey-results"
        ),
        "is_region": request.identity.is_regional_admin,
        "paper": SLUGS[SurveyKind.STAGE],
    }
    return render(request, "onboarding/survey_list.html", context)


def _with_links(rows, bags, owner, url_name):
    """Each row with a link per kind of list that has results, in the order of the kinds; two queries."""
    sums = {}
    for pk, kind, number in bags.values_list(owner, "kind", "number"):
        sums[pk, kind] = sums.get((pk, kind), 0) + number
    return [
        (
            row,
            [
                (
                    kind.label,
                    answers_in_words(sums[row.pk, kind]),
                    reverse(url_name, args=[row.pk, SLUGS[kind]]),
                )
                for kind in SurveyKind
                if (row.pk, kind) in sums
            ],
        )
        for row in rows
    ]


@readers
@require_safe
@never_cache
def survey_results(request, pk, slug):
    """One list of one leerplaats."""
    leerplaats, kind = _leerplaats(request, pk), _kind(slug)
    questions = questions_of(kind, leerplaats)
    bags = full_bags(leerplaats=leerplaats, kind=kind)
    reading = _narrowed(request, bags)
    repairs = repairs_for(reading.tallies, leerplaats)
    links = {"download": reverse("survey-download", args=[pk, slug, "xlsx"]).removesuffix("xlsx")}
    context = _page(request, kind, bags, reading, questions, repairs, links)
    return render(request, "onboarding/survey_results.html", context | {"who": leerplaats, "leerplaats": leerplaats})


@of_institutions
@require_safe
@never_cache
def institution_results(request, pk, slug):
    """One list of a whole institution; the region reads no words."""
    institution, kind = get_object_or_404(read_institutions(request.identity), pk=pk), _kind(slug)
    questions = institution_questions(kind, institution)
    bags = full_bags(institution=institution, kind=kind)
    links = {"download": reverse("institution-survey-download", args=[pk, slug, "xlsx"]).removesuffix("xlsx")}
    context = _page(request, kind, bags, _narrowed(request, bags), questions, {}, links)
    return render(request, "onboarding/survey_results.html", context | {"who": institution})


@readers
@require_safe
@never_cache
def survey_download(request, pk, slug, file):
    """The numbers and words of one list of one leerplaats."""
    leerplaats, kind = _leerplaats(request, pk), _kind(slug)
    reading = _narrowed(request, full_bags(leerplaats=leerplaats, kind=kind))
    return _file(file, leerplaats, kind, reading, questions_of(kind, leerplaats), with_words=True)


@of_institutions
@require_safe
@never_cache
def institution_download(request, pk, slug, file):
    """The numbers of one list of an institution; the words only for its own coordinator."""
    institution, kind = get_object_or_404(read_institutions(request.identity), pk=pk), _kind(slug)
    reading = _narrowed(request, full_bags(institution=institution, kind=kind))
    questions = institution_questions(kind, institution)
    return _file(file, institution, kind, reading, questions, with_words=_reads_words(request))


def _leerplaats(request, pk):
    return get_object_or_404(read_leerplaatsen(request.identity), pk=pk)


def _kind(slug):
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _reads_words(request):
    return not request.identity.is_regional_admin


def _narrowed(request, bags):
    """The Reading of the half years in the address, else of all; every bag is in one half year."""
    return read_half_years(bags, request.GET.getlist("halfjaar"))


def _page(request, kind, bags, reading, questions, repairs, links):
    numbers = {}
    for bag in sorted(bags, key=lambda one: one.half_year):
        numbers[bag.half_year] = numbers.get(bag.half_year, 0) + bag.number
    chosen = [one for one in numbers if one in request.GET.getlist("halfjaar")]
    question = request.GET.get("vraag", "")
    parts = parts_of(reading, questions, repairs, with_words=_reads_words(request))
    low, number_low = often_low(parts)
    return {
        "kind": kind,
        "slug": SLUGS[kind],
        "reading": reading,
        "chosen": chosen,
        "half_years": [(one, in_words(one), answers_in_words(number)) for one, number in numbers.items()],
        "total": answers_in_words(reading.number),
        "period": period_in_words(reading.numbers),
        "query": asked_for(chosen),
        "further": {"question": question, "anchor": anchor_of(question)} if question in reading.tallies else None,
        "parts": parts,
        "low": low,
        "number_low": number_low,
        "trends": trends_of(reading, questions),
        "reads_words": _reads_words(request),
        "today": timezone.localdate(),
        **links,
    }


def _file(file, who, kind, reading, questions, *, with_words):
    if file not in FILES or not reading.number:
        raise Http404
    rows = list(cells_of(who.name, kind.label, reading, questions, with_words=with_words))
    period = "-".join(reading.numbers) if len(reading.numbers) == 1 else "alles"
    filename = f"vragenlijst-{SLUGS[kind]}-{who.slug}-{period}-{timezone.localdate():%Y-%m-%d}"
    return table_response(file, filename, HEADER, rows, title="Vragenlijst")
