"""Playful cards on the phone: bingo, strippenkaart and vragendobbelsteen. Only the student sees them.

A GET writes nothing: the card is stored when the stage is confirmed, or with the first thing the student does.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions import play_cards as actions
from onboarding.bingo import PLACES, bingo_words
from onboarding.documents import build_document
from onboarding.forms.play_cards import OWN, SHARED, AnswerForm, StripForm
from onboarding.models import DiceThrow, Placement
from onboarding.papers import printable
from onboarding.play_page import (
    FORMAT_OF,
    PAGES,
    bingo_cells,
    card_lines,
    strips,
    strips_words,
    text_filler,
)
from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.dutch import short_date
from profiles.enums import Role
from profiles.models import Membership
from profiles.sent_numbers import read_number, read_numbers
from profiles.views.editing import sent
from toolbox.enums import TemplateFormat
from toolbox.formats import FORMATS, versions_of
from toolbox.views.pdf import pdf_response

PER_PAGE = 20
LIST_VIEW = "lijst"
CHANGED = "Je hebt dit ook in een ander scherm aangepast. Kies welke tekst je houdt en bewaar opnieuw."


def _placement_or_404(request):
    placement = current_placement(request.identity, timezone.localdate())
    if placement is None:
        raise Http404
    return placement


def _no_placement(request):
    return render(request, "onboarding/my_placement_unknown.html", {"school": request.identity.school})


@access(Role.STUDENT)
@require_safe
def play_cards(request):
    """The cards of the leerplaats, how far each is, and who sees what."""
    placement = current_placement(request.identity, timezone.localdate())
    if placement is None:
        return _no_placement(request)
    lines = card_lines(placement.leerplaats, actions.cards_of(placement), placement.throws.count())
    return render(request, "onboarding/play_cards.html", {"placement": placement, "lines": lines})


@access(Role.STUDENT)
@require_http_methods(["GET", "HEAD", "POST"])
def bingo(request):
    """The card; with script one tick at a time is saved, without it the whole card."""
    placement = current_placement(request.identity, timezone.localdate())
    if request.method == "POST":
        if placement is None:
            raise Http404
        return _save_bingo(request, placement)
    if placement is None:
        return _no_placement(request)
    card = actions.cards_of(placement).get(TemplateFormat.BINGOKAART)
    view = LIST_VIEW if request.GET.get("weergave") == LIST_VIEW else ""
    context = {
        "placement": placement,
        "card": card,
        "cells": bingo_cells(card, text_filler(placement)) if card else [],
        "words": bingo_words(card.marked) if card else "",
        "seen": " ".join(str(place) for place in sorted(card.marked)) if card else "",
        "view": view,
    }
    return render(request, "onboarding/play_bingo.html", context)


def _save_bingo(request, placement):
    data = request.POST
    if "item" in data:
        places = _places([data["item"]])
        is_ticked = data.get("checked") == "1"
        ticked, cleared = (places, set()) if is_ticked else (set(), places)
    else:
        shown, done = _places(data.get("seen", "").split()), _places(data.getlist("done"))
        is_ticked, ticked, cleared = False, done - shown, shown - done
    try:
        card = actions.mark_bingo(placement=placement, ticked=ticked, cleared=cleared)
    except actions.NoCard:
        raise Http404 from None
    words = f"Bewaard. {bingo_words(card.marked)}"
    if "item" in data:
        note = short_date(timezone.localdate()) if is_ticked else ""
        return JsonResponse({"status": words, "done": len(card.marks), "note": note})
    messages.success(request, words)
    address = reverse("my-bingo")
    return redirect(f"{address}?weergave={LIST_VIEW}" if data.get("weergave") == LIST_VIEW else address)


def _places(values):
    """The places among `values` that are on the card."""
    return {number for number in read_numbers(values) if number in PLACES}


def _strips_page(request, placement, wrong=None, theirs="", status=200):
    """The strips with a form each; `wrong` is (place, form) of the one that was sent and not saved."""
    card = actions.cards_of(placement).get(TemplateFormat.STRIPPENKAART)
    rows = []
    for strip in strips(card, text_filler(placement)) if card else []:
        first = {"colleague": strip.colleague, "on": strip.on or timezone.localdate(), "seen": strip.seen}
        form = StripForm(initial=first, auto_id=f"strip-{strip.number}-%s")
        is_wrong = bool(wrong) and wrong[0] == strip.place
        rows.append((strip, wrong[1] if is_wrong else form, is_wrong))
    context = {
        "placement": placement,
        "card": card,
        "rows": rows,
        "words": strips_words(card) if card else "",
        "theirs": theirs,
        "form": wrong[1] if wrong else None,
    }
    return render(request, "onboarding/play_strips.html", context, status=status)


@access(Role.STUDENT)
@require_safe
def my_strips(request):
    """The strippenkaart."""
    placement = current_placement(request.identity, timezone.localdate())
    return _strips_page(request, placement) if placement else _no_placement(request)


@access(Role.STUDENT)
@require_POST
def strip_fill(request, place):
    """Write with whom and when a strip was used."""
    placement = _placement_or_404(request)
    form = StripForm(request.POST, auto_id=f"strip-{place + 1}-%s")
    if not form.is_valid():
        return _strips_page(request, placement, (place, form), status=422)
    try:
        actions.fill_strip(placement=placement, place=place, **form.cleaned_data)
    except (actions.NoCard, LookupError):
        raise Http404 from None
    except actions.ChangedMeanwhile:
        return _strip_clash(request, placement, place)
    messages.success(request, f"Strip {place + 1} is bewaard.")
    return redirect(f"{reverse('my-strips')}#strip-{place + 1}")


def _strip_clash(request, placement, place):
    """The page with both texts: what was typed stands in the form, what is stored above it."""
    stored = strips(actions.cards_of(placement)[TemplateFormat.STRIPPENKAART], str)[place]
    form = StripForm(_sent_again(request, stored.seen), auto_id=f"strip-{place + 1}-%s")
    form.is_valid()
    form.add_error(None, CHANGED)
    return _strips_page(request, placement, (place, form), theirs=stored.done or "Deze strip is leeg", status=409)


@access(Role.STUDENT)
@require_POST
def strip_clear(request, place):
    """Take back what was written at a strip."""
    placement = _placement_or_404(request)
    try:
        actions.clear_strip(placement=placement, place=place, seen=request.POST.get("seen", ""))
    except actions.NoCard:
        raise Http404 from None
    except actions.ChangedMeanwhile:
        messages.info(request, "Deze strip is net in een ander scherm aangepast. Kijk wat er nu staat.")
    else:
        messages.success(request, f"Strip {place + 1} is weer leeg.")
    return redirect(f"{reverse('my-strips')}#strip-{place + 1}")


@access(Role.STUDENT)
@require_safe
def my_dice(request):
    """Throw, and what came up before with one's own answers."""
    placement = current_placement(request.identity, timezone.localdate())
    if placement is None:
        return _no_placement(request)
    page = Paginator(placement.throws.all(), PER_PAGE).get_page(request.GET.get("pagina"))
    last = page.object_list[0] if page.number == 1 and page.object_list else placement.throws.first()
    context = {
        "placement": placement,
        "card": actions.cards_of(placement).get(TemplateFormat.VRAGENDOBBELSTEEN),
        "page": page,
        "last": last,
        "readers": _readers(placement),
    }
    return render(request, "onboarding/play_dice.html", context)


@access(Role.STUDENT)
@require_POST
def dice_throw(request):
    """Throw: the server picks the question."""
    placement = _placement_or_404(request)
    after = request.POST.get("after", "")
    try:
        throw, is_new = actions.throw_dice(
            placement=placement,
            question_of=text_filler(placement),
            after=read_number(after) or 0,
        )
    except actions.NoCard:
        raise Http404 from None
    if not is_new:
        messages.info(request, "Je had al gegooid. Dit is je vraag.")
    return redirect("my-throw", throw.pk)


def _own_throw(request, pk):
    throws = DiceThrow.objects.filter(placement__student__user=request.user)
    return get_object_or_404(throws.select_related("placement__werkbegeleider", "placement__institution"), pk=pk)


def _readers(placement):
    """Who reads a shared answer, in words."""
    guide = placement.werkbegeleider
    return f"{guide.first_name} en je praktijkopleider" if guide else "je praktijkopleider"


@access(Role.STUDENT)
@require_http_methods(["GET", "HEAD", "POST"])
def my_throw(request, pk):
    """The question that came up, with room for an answer that only the student sees unless it is shared."""
    throw = _own_throw(request, pk)
    readers = _readers(throw.placement)
    label = f"Deel met {readers}"
    form = AnswerForm(
        sent(request),
        share_label=label,
        initial={
            "answer": throw.answer,
            "who": SHARED if throw.shared_at else OWN,
            "seen": actions.answer_mark(throw),
        },
    )
    status, theirs = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                actions.answer_throw(
                    throw=throw, answer=cleaned["answer"], is_shared=form.is_shared, seen=cleaned["seen"]
                )
            except actions.ChangedMeanwhile:
                throw.refresh_from_db()
                form = AnswerForm(_sent_again(request, actions.answer_mark(throw)), share_label=label)
                form.is_valid()
                form.add_error(None, CHANGED)
                status, theirs = 409, throw.answer or "Je antwoord is leeg."
            else:
                messages.success(request, _answer_words(cleaned["answer"], form.is_shared, readers))
                return redirect("my-dice")
    context = {"throw": throw, "placement": throw.placement, "form": form, "theirs": theirs, "readers": readers}
    return render(request, "onboarding/play_throw.html", context, status=status)


def _answer_words(answer, is_shared, readers):
    if not answer:
        return "Bewaard, zonder antwoord. Dat mag."
    return f"Bewaard. Je antwoord is gedeeld met {readers}." if is_shared else "Bewaard. Alleen jij ziet je antwoord."


def _sent_again(request, seen):
    """What was sent, for a form that now knows what is stored."""
    data = request.POST.copy()
    data["seen"] = seen
    return data


@access(Role.STUDENT)
@require_POST
def throw_withdraw(request, pk):
    """Share an answer no longer."""
    actions.withdraw_throw(throw=_own_throw(request, pk))
    messages.success(request, "Je antwoord is niet meer gedeeld. Alleen jij ziet het nog.")
    return redirect("my-dice")


@access(Role.STUDENT)
@require_POST
def card_skip(request, card):
    """Do without this card, or take it up again."""
    placement = _placement_or_404(request)
    if card not in FORMAT_OF:
        raise Http404
    is_skipped = request.POST.get("over") == "1"
    try:
        actions.skip_card(placement=placement, format=FORMAT_OF[card], is_skipped=is_skipped)
    except actions.NoCard:
        raise Http404 from None
    label = FORMATS[FORMAT_OF[card]].label.lower()
    if is_skipped:
        messages.success(request, f"Je slaat de {label} over. Dat is prima. Je kunt altijd terug.")
        return redirect("play-cards")
    return redirect(PAGES[FORMAT_OF[card]][1])


@access(Role.STUDENT)
@require_safe
def card_print(request, card):
    """The student's own card on paper, with the same texts as on the phone."""
    mine = _placement_or_404(request)
    placement = get_object_or_404(printable(Placement.objects.visible_to(request.identity)), pk=mine.pk)
    format = FORMAT_OF[card]
    if format not in actions.cards_of(placement):
        raise Http404
    templates = {one.format: one for one in actions.play_templates(placement.leerplaats)}
    leaders = list(Membership.objects.leaders_of(placement.leerplaats))
    document = build_document(format, placement, leaders=leaders, template=templates.get(format))
    versions = versions_of(FORMATS[format], document, request.GET.get("indeling", ""))
    return pdf_response(request, versions, title=document.title)
