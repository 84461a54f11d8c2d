"""One step before the start: a lesson, a document, a message or a talk."""

from django import forms

from profiles.forms.base import StageForm
from profiles.models import Programme
from toolbox.enums import PreparationKind
from toolbox.models import PreparationStep

MOST_WEEKS = 52
FIELDS = PreparationStep._meta
LONGEST_TEXT = FIELDS.get_field("text").max_length
LONGEST_WHO = FIELDS.get_field("who").max_length


class StepForm(StageForm, forms.Form):
    """What happens, who does it and when. `values` is what toolbox.actions.preparation stores."""

    kind = forms.ChoiceField(
        label="Wat is het?",
        choices=PreparationKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het is."},
    )
    text = forms.CharField(
        label="Wat gebeurt er?",
        help_text="Eén of twee korte zinnen.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Vul in wat er gebeurt, bijvoorbeeld: Les over omgaan met gegevens van cliënten."},
    )
    who = forms.CharField(
        label="Wie doet het, of wie stuurt het?",
        help_text="Een functie, geen naam. Bijvoorbeeld: stagebureau.",
        max_length=LONGEST_WHO,
        error_messages={"required": "Vul in wie dit doet, bijvoorbeeld: stagebureau."},
    )
    weeks_before = forms.IntegerField(
        label="Hoeveel weken voor de start?",
        help_text="Bijvoorbeeld 8. Vul 0 in voor de week van de start. Leeg betekent: geen vast moment.",
        min_value=0,
        max_value=MOST_WEEKS,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages={
            "invalid": "Vul het aantal weken in als cijfer, bijvoorbeeld 8.",
            "min_value": f"Vul een getal in van 0 tot en met {MOST_WEEKS}.",
            "max_value": f"Vul een getal in van 0 tot en met {MOST_WEEKS}.",
        },
    )
    for_programmes = forms.ModelMultipleChoiceField(
        label="Voor welke opleidingen?",
        help_text="Niets gekozen betekent: voor alle opleidingen.",
        queryset=Programme.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies opleidingen uit de lijst.", "invalid_pk_value": "Kies uit de lijst."},
    )
    link = forms.URLField(
        label="Webadres",
        help_text="Waar staat er meer over? Bijvoorbeeld https://www.voorbeeld.nl/stage.",
        required=False,
        assume_scheme="https",
        max_length=200,
        error_messages={"invalid": "Dit webadres klopt niet. Schrijf het zo: https://www.voorbeeld.nl."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, step=None):
        super().__init__(data, initial=_initial(step) if step else None)

    @property
    def values(self):
        """The cleaned answers as columns of a step."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return cleaned | {"for_programmes": sorted(programme.pk for programme in cleaned["for_programmes"])}


def _initial(step):
    names = ("kind", "text", "who", "weeks_before", "for_programmes", "link", "version")
    return {name: getattr(step, name) for name in names}
