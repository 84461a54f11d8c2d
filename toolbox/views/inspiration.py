"""The inspiratiebox: ideas to search through, one idea, and the ideas that an institution or the region adds."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.dutch import enumerate_dutch
from profiles.enums import Role
from profiles.models import Institution, Leerplaats
from profiles.sent_numbers import read_numbers
from profiles.views.editing import sent
from toolbox.actions import inspiration as actions
from toolbox.card_links import READS_TEMPLATES, card_links
from toolbox.enums import Goal, Medium
from toolbox.forms.inspiration import CardForm, ChooseForm
from toolbox.inspiration_filters import Choices
from toolbox.models import InspirationCard, ToolChoice
from toolbox.printed_plan import moment_words

READERS = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER, Role.REGIONAL_ADMIN)
KEEPERS = (Role.COORDINATOR, Role.REGIONAL_ADMIN)
FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 30
MOST_NAMED = 3
MOST_EXAMPLES = 6


@dataclass(frozen=True)
class CardRow:
    """A card in the list: what it is, how much time it takes, and who of the person's leerplaatsen chose it."""

    card: InspirationCard
    url: str
    moments: str
    chosen_by: str


@access(*READERS)
@require_safe
def inspiration_list(request):
    """The ideas that meet the choices in the address."""
    leerplaats = looked_for(request)
    cards = list(InspirationCard.objects.kept().visible_to(request.identity).select_related("institution"))
    choices = Choices.read(request.GET, leerplaats.pk if leerplaats else 0)
    page = Paginator(choices.found(cards), PER_PAGE).get_page(request.GET.get("pagina"))
    page.object_list = _rows(request.identity, page.object_list, leerplaats)
    context = {
        "choices": choices,
        "filters": choices.filters(cards),
        "page": page,
        "leerplaats": leerplaats,
        "has_cards": bool(cards),
        "may_add": request.identity.has(*KEEPERS),
        "reads_templates": request.identity.has(*READS_TEMPLATES),
        "just_removed": _just_removed(request),
    }
    return render(request, "toolbox/inspiration_list.html", context)


@access(*READERS)
@require_safe
def inspiration_card(request, pk):
    """One idea: what, why, how, what it takes, and for which leerplaats it can be chosen."""
    card = visible_card(request, pk)
    leerplaats = looked_for(request)
    free = free_leerplaatsen(request, card)
    first_two = list(free[:2])
    only = first_two[0] if len(first_two) == 1 else None
    form = ChooseForm(leerplaatsen=free, initial={"leerplaats": leerplaats or only})
    return card_page(request, card, form, leerplaats)


@access(*KEEPERS)
@require_http_methods(FORM)
def inspiration_new(request):
    """A card of one's own: of the institution, or of the region."""
    institution = _keeping_institution(request)
    form = CardForm(sent(request))
    if request.method == "POST" and form.is_valid():
        card = actions.add_card(institution=institution, values=form.values, by=request.user)
        messages.success(request, f"{card} staat in de inspiratiebox.")
        return redirect("inspiration-card", card.pk)
    context = {"form": form, "institution": institution, "owners": _keeping_institutions(request)}
    return render(request, "toolbox/inspiration_form.html", context, status=422 if form.errors else 200)


@access(*KEEPERS)
@require_http_methods(FORM)
def inspiration_edit(request, pk):
    """Change a card. When a colleague was earlier, both texts are shown and nothing is lost."""
    card = editable_card(request, pk)
    if card.removed_at:
        return redirect(_removed_address(card))
    theirs = None
    form = CardForm(sent(request), card=card)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_card(card=card, values=form.values, version=form.cleaned_data["version"], by=request.user)
        except actions.Clash as clash:
            theirs = clash.card
            form.now_knows(version=theirs.version)
        else:
            messages.success(request, "De kaart is bewaard.")
            return redirect("inspiration-card", card.pk)
    context = {"form": form, "card": card, "theirs": theirs, "institution": card.institution}
    status = 422 if form.errors else 409 if theirs else 200
    return render(request, "toolbox/inspiration_form.html", context, status=status)


@access(*KEEPERS)
@require_POST
def inspiration_remove(request, pk):
    """Take a card out; the list offers to put it back."""
    card = editable_card(request, pk)
    actions.remove_card(card=card, by=request.user)
    return redirect(_removed_address(card))


@access(*KEEPERS)
@require_POST
def inspiration_restore(request, pk):
    """Put a card back."""
    card = editable_card(request, pk)
    actions.restore_card(card=card, by=request.user)
    messages.success(request, f"{card} staat weer in de inspiratiebox.")
    return redirect("inspiration-card", card.pk)


def visible_card(request, pk):
    """The card to read, or 404."""
    cards = InspirationCard.objects.kept().visible_to(request.identity).select_related("institution", "updated_by")
    return get_object_or_404(cards, pk=pk)


def editable_card(request, pk):
    """The card to work on, also one that was taken out; 404 when it is not seen, 403 when it may only be read."""
    cards = InspirationCard.objects.visible_to(request.identity).select_related("institution")
    card = get_object_or_404(cards, pk=pk)
    if not InspirationCard.objects.editable_by(request.identity).filter(pk=pk).exists():
        if card.removed_at:
            raise Http404
        raise PermissionDenied
    return card


def looked_for(request):
    """The leerplaats in the address that somebody looks for, when it is theirs to choose for; else None."""
    rows = Leerplaats.objects.editable_by(request.identity).in_use().with_place().select_related("profile")
    return rows.filter(pk__in=read_numbers(request.GET.getlist("leerplaats"))).first()


def free_leerplaatsen(request, card):
    """The leerplaatsen for which this person can choose the card: theirs, without the choice."""
    taken = ToolChoice.objects.current().filter(card=card).values("leerplaats")
    return Leerplaats.objects.editable_by(request.identity).in_use().exclude(pk__in=taken).order_by("sort_name", "pk")


def card_page(request, card, form, leerplaats=None):
    """The page of one card, with the form that chooses it; 422 when that has a mistake."""
    identity = request.identity
    choices = (
        ToolChoice.objects.current().filter(card=card).select_related("leerplaats").order_by("leerplaats__sort_name")
    )
    mine = choices.filter(leerplaats__in=Leerplaats.objects.visible_to(identity))
    notes = choices.filter(institution__in=identity.institution_ids()).exclude(note="")
    may_choose = identity.has(Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
    context = {
        "card": card,
        "moments": moment_words(card),
        **_card_words(card),
        "links": card_links(card, identity, leerplaats),
        "may_edit": InspirationCard.objects.editable_by(identity).filter(pk=card.pk).exists(),
        "may_choose": may_choose,
        "form": form,
        "has_free": may_choose and form.fields["leerplaats"].queryset.exists(),
        "list_url": reverse("inspiration-list") + _for_whom(leerplaats),
        "chosen": [] if identity.is_regional_admin else list(mine[: PER_PAGE + 1]),
        "most_chosen": PER_PAGE,
        "notes": list(notes[:MOST_EXAMPLES]),
    }
    return render(request, "toolbox/inspiration_card.html", context, status=422 if form.errors else 200)


def _card_words(card):
    """What a card is good for, and how it is done, in the words of the page."""
    how = enumerate_dutch([label.lower() for value, label in Medium.choices if value in card.media])
    goals = [label for value, label in Goal.choices if value in card.goals]
    return {"goals": goals, "media": f"{how[:1].upper()}{how[1:]}"}


def _rows(identity, cards, leerplaats):
    own = Leerplaats.objects.visible_to(identity) if leerplaats is None else Leerplaats.objects.filter(pk=leerplaats.pk)
    chosen = {}
    if not identity.is_regional_admin:
        found = ToolChoice.objects.current().filter(card__in=cards, leerplaats__in=own)
        for card, name in found.order_by("leerplaats__sort_name").values_list("card", "leerplaats__name"):
            chosen.setdefault(card, []).append(name)
    query = _for_whom(leerplaats)
    return [
        CardRow(
            card,
            reverse("inspiration-card", args=[card.pk]) + query,
            moment_words(card),
            _chosen_words(chosen.get(card.pk, [])),
        )
        for card in cards
    ]


def _for_whom(leerplaats):
    return f"?leerplaats={leerplaats.pk}" if leerplaats else ""


def _chosen_words(names):
    if not names:
        return ""
    if len(names) > MOST_NAMED:
        return f"Gekozen door {len(names)} leerplaatsen"
    return f"Gekozen door {enumerate_dutch(names)}"


def _keeping_institutions(request):
    return Institution.objects.filter(pk__in=request.identity.institution_ids(Role.COORDINATOR)).order_by("name")


def _keeping_institution(request):
    """For whom a new card is: None is the region. Who coordinates more institutions says which one."""
    own = list(_keeping_institutions(request))
    if not own:
        return None
    asked = request.POST.get("instelling", "") or request.GET.get("instelling", "")
    return next((institution for institution in own if str(institution.pk) == asked), own[0])


def _just_removed(request):
    cards = InspirationCard.objects.editable_by(request.identity).filter(removed_at__isnull=False)
    return cards.filter(pk__in=read_numbers(request.GET.getlist("weg"))).first()


def _removed_address(card):
    return f"{reverse('inspiration-list')}?weg={card.pk}"
