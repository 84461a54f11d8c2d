"""The form of step 4, Bevestigen: which koppelingen, what stands in the mail, and when it goes."""

from datetime import datetime, time, timedelta

from django import forms
from django.db.models import F
from django.utils import timezone

from onboarding.enums import PlaceAnswer, ProposalStatus
from profiles.dutch import long_date
from profiles.forms.base import StageForm
from profiles.forms.fields import ClockField, DayField, WordsField, with_example_day
from profiles.sent_numbers import read_numbers

MORNING = time(8)
INSTRUCTION_WORDS = 120
TICK_ONE = "Vink ten minste één student aan, of kies een andere groep."


def instruction_field(**options):
    """What a coordinator adds to a mail: plain text, in which nothing is filled in."""
    defaults = {
        "label": "Wat wil je erbij zetten?",
        "required": False,
        "max_words": INSTRUCTION_WORDS,
        "rows": 4,
        "help_text": "Dit komt als eigen alinea in de mail. Zet er niets in over gezondheid.",
    }
    return WordsField(**{**defaults, **options})


class ConfirmForm(StageForm, forms.Form):
    """Which koppelingen are confirmed, the instruction in the mail, and when the mail goes.

    `key` is new on each page, so that the same page sent twice confirms once.
    """

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Open deze pagina opnieuw.", "invalid": "Open deze pagina opnieuw."},
    )
    which = forms.ChoiceField(
        label="Welke koppelingen bevestig je?",
        choices=[
            ("locked", "Alleen wat is vastgezet"),
            ("accepted", "Alleen waar de leerplaats akkoord zei"),
            ("ticked", "Alleen wat ik hieronder aanvink"),
            ("all", "Alles met een plek, ook wat nog een voorstel is"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies welke koppelingen je bevestigt."},
    )
    unanswered = forms.BooleanField(
        label="Bevestig ook als de leerplaats nog niet antwoordde",
        required=False,
        help_text="Er staat nog een vraag open. Bevestig je toch, dan vervalt de vraag. De leerplaats leest dat.",
    )
    instruction = instruction_field()
    when = forms.ChoiceField(
        label="Wanneer gaat de mail weg?",
        choices=[("now", "Meteen"), ("tomorrow", "Morgen om 8.00 uur"), ("later", "Op een dag en tijd die ik kies")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wanneer de mail weggaat."},
    )
    day = DayField(
        label="Op welke dag?", required=False, help_text=with_example_day("Alleen als je zelf een dag kiest: {}.")
    )
    clock = ClockField(label="Hoe laat?", required=False, help_text="Schrijf de tijd zo: 8.30. Leeg is 8.00 uur.")

    def __init__(self, *args, has_questions=True, **kwargs):
        """Without `has_questions` no leerplaats still has to answer, so there is nothing to choose about that."""
        super().__init__(*args, **kwargs)
        if not has_questions:
            del self.fields["unanswered"]

    def clean(self):
        """The moment of sending as `send_after`: None for at once."""
        cleaned = super().clean()
        cleaned["send_after"] = None
        now = timezone.localtime()
        if cleaned.get("when") == "tomorrow":
            cleaned["send_after"] = _moment(now.date() + timedelta(days=1), MORNING)
        elif cleaned.get("when") == "later" and "day" in cleaned and "clock" in cleaned:
            self._own_moment(cleaned, now)
        return cleaned

    def _own_moment(self, cleaned, now):
        if not cleaned["day"]:
            self.add_error("day", with_example_day("Vul in op welke dag de mail weggaat, bijvoorbeeld {}."))
            return
        moment = _moment(cleaned["day"], cleaned["clock"] or MORNING)
        if moment <= now:
            self.add_error("day", f"Dat is al voorbij. Kies een moment na {long_date(now)}, of kies 'Meteen'.")
        else:
            cleaned["send_after"] = moment

    def narrow(self, proposals, ticked):
        """The chosen ones of `proposals`; `ticked` are the keys of the boxes."""
        match self.cleaned_data["which"]:
            case "locked":
                return proposals.filter(status=ProposalStatus.LOCKED)
            case "accepted":
                return accepted(proposals)
            case "ticked":
                return proposals.filter(pk__in=ticked)
        return proposals


def accepted(proposals):
    """Those of which the leerplaats said that the student can come at this very place."""
    return proposals.filter(
        request__questions__answer=PlaceAnswer.ACCEPTED, request__questions__offer=F("offer")
    ).distinct()


def _moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


def ticked_keys(data):
    """The keys of the boxes that were ticked; what is no key is left out."""
    return read_numbers(data.getlist("koppeling"))
