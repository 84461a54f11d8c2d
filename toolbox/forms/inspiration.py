"""A card of the inspiratiebox, the choice of it for a leerplaats, and how that leerplaats does it."""

from django import forms
from django.core.exceptions import ValidationError

from profiles.dutch import count
from profiles.forms.base import StageForm
from toolbox.enums import Effort, Goal, Medium, Moment
from toolbox.formats import FORMATS, template_formats
from toolbox.models import InspirationCard, ToolChoice

MOST_STEPS = 8
LONGEST_STEP = InspirationCard._meta.get_field("how").base_field.max_length
LONGEST_NOTE = ToolChoice._meta.get_field("note").max_length


def _text(label, example, *, length, rows=0, **more):
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    missing = {"error_messages": {"required": f"Vul dit in, bijvoorbeeld: {example}"}} if example else {}
    return forms.CharField(label=label, max_length=length, widget=widget, **missing, **more)


def _ticks(label, choices, missing):
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": missing, "invalid_choice": "Kies uit de lijst."},
    )


class StepsField(forms.CharField):
    """Steps, one per line, as a list."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value):
        """The steps in order. Raises ValidationError when there are too many, or one is too long."""
        steps = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        if len(steps) > MOST_STEPS:
            raise ValidationError(
                f"Dit zijn {len(steps)} stappen. Maak er ten hoogste {MOST_STEPS} van.", code="too_many"
            )
        for number, step in enumerate(steps, 1):
            if len(step) > LONGEST_STEP:
                surplus = count(len(step) - LONGEST_STEP, "teken", "tekens")
                raise ValidationError(f"Stap {number} is {surplus} te lang.", code="too_long")
        return steps


class CardForm(StageForm, forms.Form):
    """One idea. `values` is what toolbox.actions.inspiration stores."""

    title = _text("Naam", "Samen lunchen op de eerste dag.", length=80, help_text="Een paar woorden.")
    what = _text("Wat is het?", "De student luncht met het hele team.", length=300, rows=3)
    why = _text("Waarom werkt het?", "Je leert elkaar kennen zonder haast.", length=300, rows=3)
    how = StepsField(
        label="Zo doe je het",
        help_text=f"Eén stap per regel, ten hoogste {MOST_STEPS}.",
        error_messages={"required": "Schrijf ten minste één stap op, bijvoorbeeld: Kies een dag."},
    )
    effort = forms.ChoiceField(
        label="Hoeveel tijd kost het?",
        choices=Effort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoeveel tijd het ongeveer kost."},
    )
    effort_words = _text(
        "Tijd in woorden",
        "",
        length=120,
        required=False,
        help_text="Bijvoorbeeld: 10 minuten per week. De langste tijd past bij je keuze hierboven.",
    )
    goals = _ticks("Waar is het goed voor?", Goal.choices, "Kies ten minste één doel.")
    moments = _ticks("Wanneer in de stage?", Moment.choices, "Kies ten minste één moment.")
    media = _ticks("Hoe doe je het?", Medium.choices, "Kies ten minste één manier.")
    formats = forms.MultipleChoiceField(
        label="Welke sjablonen horen erbij?",
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies sjablonen uit de lijst."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, card=None):
        super().__init__(data, initial=_initial(card) if card else None)
        offered = {kind.key: kind.label for kind in template_formats()}
        offered |= {key: FORMATS[key].label for key in (card.formats if card else ()) if key in FORMATS}
        self.fields["formats"].choices = list(offered.items())

    @property
    def values(self):
        """The cleaned answers as columns of a card."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def _initial(card):
    names = ("title", "what", "why", "effort", "effort_words", "goals", "moments", "media", "formats", "version")
    return {name: getattr(card, name) for name in names} | {"how": "\n".join(card.how)}


class ChooseForm(StageForm, forms.Form):
    """For which leerplaats a card is chosen; with one leerplaats there is nothing to choose."""

    leerplaats = forms.ModelChoiceField(
        label="Voor welke leerplaats?",
        queryset=None,
        empty_label="Kies een leerplaats",
        error_messages={
            "required": "Kies voor welke leerplaats dit is.",
            "invalid_choice": "Kies een leerplaats uit de lijst.",
        },
    )
    note = forms.CharField(
        label="Zo doen wij het",
        help_text="Bijvoorbeeld: op dinsdag, met Joost. Je kunt dit later nog wijzigen.",
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, data=None, *, leerplaatsen, initial=None):
        super().__init__(data, initial=initial)
        self.fields["leerplaats"].queryset = leerplaatsen


class NoteForm(StageForm, forms.Form):
    """How a leerplaats does what it chose. `seen` is the note on the page when it was opened."""

    mark_optional = False
    note = forms.CharField(
        label="Zo doen wij het",
        help_text="Wie doet het, en wanneer? Laat het leeg als er niets bij hoeft.",
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, data=None, *, note=""):
        super().__init__(data, initial={"note": note, "seen": note})

    def clean_note(self):
        """The note on one line."""
        return " ".join(self.cleaned_data["note"].split())
