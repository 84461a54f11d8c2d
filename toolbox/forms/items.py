"""The form of one line of a sjabloon, and the form that moves it."""

from django import forms

from profiles.forms.base import StageForm
from toolbox.enums import Owner
from toolbox.models import Item

BEFORE, STAGEDAG, ALWAYS = "before", "stagedag", "always"
MOMENTS = (
    (BEFORE, "Een aantal dagen voor de start"),
    (STAGEDAG, "Op een stagedag"),
    (ALWAYS, "Op geen vaste dag"),
)
MOST_DAYS = 365
NUMBER = {"invalid": "Vul het aantal in als cijfer, bijvoorbeeld 14."}
MOST_TEXT = Item._meta.get_field("text").max_length


class ItemForm(StageForm, forms.Form):
    """What happens, who does it and when. `values` is what toolbox.actions.items stores."""

    text = forms.CharField(
        label="Wat gebeurt er?",
        help_text="Eén of twee korte zinnen. De student of collega leest precies deze tekst.",
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Vul in wat er gebeurt, bijvoorbeeld: Het pasje ligt klaar op naam.",
            "max_length": f"Deze tekst is %(show_value)d tekens. Kort hem in tot {MOST_TEXT} tekens.",
        },
    )
    owner = forms.ChoiceField(
        label="Wie doet het?",
        choices=[("", "Kies wie dit doet"), *(choice for choice in Owner.choices if choice[0] != Owner.SYSTEM)],
        error_messages={"required": "Kies wie dit doet."},
    )
    moment = forms.ChoiceField(
        label="Wanneer?",
        choices=MOMENTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wanneer dit gebeurt."},
    )
    days_before = forms.IntegerField(
        label="Hoeveel dagen voor de start?",
        required=False,
        help_text="Alleen als je 'Een aantal dagen voor de start' kiest. Bijvoorbeeld 14.",
        min_value=1,
        max_value=MOST_DAYS,
        error_messages=NUMBER
        | {"min_value": "Vul 1 of een hoger getal in.", "max_value": f"Vul ten hoogste {MOST_DAYS} dagen in."},
    )
    stagedag = forms.IntegerField(
        label="Welke stagedag?",
        required=False,
        help_text="Alleen als je 'Op een stagedag' kiest. 1 is de eerste dag van de student.",
        min_value=1,
        max_value=MOST_DAYS,
        error_messages=NUMBER
        | {"min_value": "Vul 1 of een hoger getal in.", "max_value": f"Vul ten hoogste stagedag {MOST_DAYS} in."},
    )
    critical = forms.BooleanField(label="Zonder dit kan de student niet goed starten", required=False)
    visible_to_student = forms.BooleanField(
        label="De student ziet dit",
        required=False,
        help_text="Wat de student zelf doet, ziet de student altijd.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, item=None):
        super().__init__(data, initial=_initial(item) if item else {"moment": BEFORE})
        if item and item.owner == Owner.SYSTEM:
            self.fields["owner"].choices = [(Owner.SYSTEM.value, Owner.SYSTEM.label)]

    def clean(self):
        """The number that belongs to the chosen moment is there; the other one does not count."""
        cleaned = super().clean()
        moment = cleaned.get("moment")
        for name, chosen, missing in (
            ("days_before", BEFORE, "Vul in hoeveel dagen voor de start, bijvoorbeeld 14."),
            ("stagedag", STAGEDAG, "Vul in welke stagedag, bijvoorbeeld 1."),
        ):
            if moment != chosen:
                self.errors.pop(name, None)
                cleaned[name] = None
            elif name not in self.errors and cleaned.get(name) is None:
                self.add_error(name, missing)
        return cleaned

    @property
    def values(self):
        """The cleaned answers as columns of a line."""
        names = ("text", "owner", "days_before", "stagedag", "critical", "visible_to_student")
        values = {name: self.cleaned_data[name] for name in names}
        values["visible_to_student"] |= values["owner"] == Owner.STUDENT
        return values


class PlaceForm(StageForm, forms.Form):
    """To which part and place a line goes."""

    section = forms.ModelChoiceField(label="Deel", queryset=None, empty_label=None)
    place = forms.IntegerField(
        label="Plek",
        help_text="1 is bovenaan. Een getal dat te hoog is, betekent onderaan.",
        min_value=1,
        error_messages={
            "required": "Vul in op welke plek de regel komt, bijvoorbeeld 1.",
            "invalid": "Vul de plek in als cijfer, bijvoorbeeld 1.",
            "min_value": "Vul 1 of een hoger getal in.",
        },
    )

    def __init__(self, data=None, *, item):
        super().__init__(data, initial={"section": item.section_id, "place": item.position})
        self.fields["section"].queryset = item.section.template.sections.all()


def _initial(item):
    moment = STAGEDAG if item.stagedag else ALWAYS if item.days_before is None else BEFORE
    names = ("text", "owner", "days_before", "stagedag", "critical", "visible_to_student", "version")
    return {"moment": moment} | {name: getattr(item, name) for name in names}
