"""The page of two: a new student and the mentor. Only they open it; nobody of the staff or a school can."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.pairs import set_contact, set_meets
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.forms.pairs import ContactForm, MeetsForm
from onboarding.models import Buddy, PairTalk
from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.enums import Role

TALK_ABOUT = {
    "mentee": (
        "Waar pauzeer je, en met wie?",
        "Hoe gaat een dienst hier, en wat is in het begin lastig?",
        "Hoe vraag je hulp als je iets spannend vindt?",
        "Hoe combineer je je stage met school?",
    ),
    "mentor": (
        "Vertel hoe jouw eerste week was, ook wat tegenviel.",
        "Laat zien waar je spullen, pauzeruimte en protocollen vindt.",
        "Vraag wat er goed ging, en waar tegenop gezien wordt.",
        "Spreek af wanneer jullie elkaar weer zien.",
    ),
}


@dataclass(frozen=True)
class Pair:
    """One pair as one of the two sees it; `side` is theirs."""

    buddy: Buddy
    side: str
    talk: PairTalk

    @property
    def other(self):
        """The first name of the other one."""
        return self.buddy.first_name if self.side == "mentee" else self.buddy.placement.student.given_name

    @property
    def mine(self):
        """What I typed."""
        return getattr(self.talk, f"{self.side}_contact")

    @property
    def theirs(self):
        """What the other one typed."""
        return getattr(self.talk, "mentor_contact" if self.side == "mentee" else "mentee_contact")

    @property
    def is_on_portal(self):
        """Whether the other one can read it: a mentor who was named by hand has no page here."""
        return self.side == "mentor" or self.buddy.mentor_id is not None


def _pair_or_404(request, pk):
    today = timezone.localdate()
    mine = current_placement(request.identity, today)
    buddy = Buddy.objects.standing(today).with_people().select_related("talk").filter(pk=pk).first()
    if mine is None or buddy is None or mine.pk not in (buddy.placement_id, buddy.mentor_id):
        raise Http404
    talk = getattr(buddy, "talk", None) or PairTalk(buddy=buddy, institution_id=buddy.institution_id)
    return Pair(buddy, "mentee" if mine.pk == buddy.placement_id else "mentor", talk)


@access(Role.STUDENT)
@require_http_methods(["GET", "HEAD", "POST"])
def my_pair(request, pk):
    """The page itself, and (POST) when the two meet."""
    pair = _pair_or_404(request, pk)
    if request.method != "POST":
        return _page(request, pair)
    form = MeetsForm(request.POST)
    if not form.is_valid():
        return _page(request, pair, meets=form, status=422)
    try:
        set_meets(buddy=pair.buddy, **form.cleaned_data)
    except ChangedMeanwhile:
        now = _pair_or_404(request, pk)
        form.add_error("meets", f"{now.other} schreef intussen: ‘{now.talk.meets}’. Kies welke tekst blijft.")
        form.now_knows(version=now.talk.version)
        return _page(request, now, meets=form, status=409)
    messages.success(request, "Bewaard.")
    return redirect("my-pair", pk)


@access(Role.STUDENT)
@require_POST
def my_pair_contact(request, pk):
    """Share how I can be reached with the other one, or take it back."""
    pair = _pair_or_404(request, pk)
    if request.POST.get("doe") == "terug":
        set_contact(buddy=pair.buddy, side=pair.side, contact="")
        messages.success(request, f"Weggehaald. {pair.other} ziet het niet meer.")
        return redirect("my-pair", pk)
    if not pair.is_on_portal:
        raise Http404
    form = ContactForm(request.POST, other=pair.other)
    if not form.is_valid():
        return _page(request, pair, contact=form, status=422)
    set_contact(buddy=pair.buddy, side=pair.side, contact=form.cleaned_data["contact"])
    messages.success(request, f"Bewaard. Alleen {pair.other} ziet het.")
    return redirect("my-pair", pk)


def _page(request, pair, meets=None, contact=None, status=200):
    contact = contact or ContactForm(other=pair.other)
    meets = meets or MeetsForm(initial={"meets": pair.talk.meets, "version": pair.talk.version})
    errors = [*meets.error_summary, *contact.error_summary]
    context = {
        "pair": pair,
        "meets_form": meets,
        "contact_form": contact,
        "error_summary": errors,
        "talk_about": TALK_ABOUT[pair.side],
    }
    return render(request, "onboarding/my_pair.html", context, status=status)
