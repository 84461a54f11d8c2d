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
MOST_DAYS, MOST_STAGEDAG = 365, 200
LIMITS = {
    BEFORE: ("Vul in hoeveel dagen voor de start, bijvoorbeeld 14.", MOST_DAYS),
    STAGEDAG: ("Vul in welke stagedag, bijvoorbeeld 1.", MOST_STAGEDAG),
}
MOST_TEXT = Item._meta.get_field("text").max_length


class ItemForm(StageForm, forms.Form):
    """What happens, who does it and when. `values` is what toolbox.actions.items stores."""

    mark_optional = False  # a number is needed or not, depending on the moment

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
    short_name = forms.CharField(
        label="Korte naam voor het overzicht (mag leeg blijven)",
        help_text="Een paar woorden, bijvoorbeeld: pasje.",
        required=False,
        max_length=40,
        error_messages={"max_length": "Kort de naam in tot 40 tekens."},
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
    number = forms.IntegerField(
        label="Hoeveel dagen voor de start, of welke stagedag?",
        required=False,
        help_text="Bijvoorbeeld 14 dagen, of stagedag 1: de eerste dag. Laat dit leeg bij geen vaste dag.",
        error_messages={"invalid": "Vul het getal in als cijfer, bijvoorbeeld 14."},
        widget=forms.NumberInput(attrs={"class": "input-short"}),
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
        """A chosen moment has its number; without a fixed day a number does not count."""
        cleaned = super().clean()
        number, limits = cleaned.get("number"), LIMITS.get(cleaned.get("moment"))
        if limits is None:
            self.errors.pop("number", None)
        elif "number" not in self.errors:
            missing, most = limits
            if number is None:
                self.add_error("number", missing)
            elif not 1 <= number <= most:
                self.add_error("number", f"Vul een getal in van 1 tot en met {most}.")
        return cleaned

    @property
    def values(self):
        """The cleaned answers as columns of a line."""
        cleaned = self.cleaned_data
        return {
            "text": cleaned["text"],
            "short_name": cleaned["short_name"],
            "owner": cleaned["owner"],
            "days_before": cleaned.get("number") if cleaned["moment"] == BEFORE else None,
            "stagedag": cleaned.get("number") if cleaned["moment"] == STAGEDAG else None,
            "critical": cleaned["critical"],
            "visible_to_student": cleaned["visible_to_student"] or cleaned["owner"] == Owner.STUDENT,
        }


class PlaceForm(StageForm, forms.Form):
    """To which part and place a line goes."""

    section = forms.ModelChoiceField(
        label="Deel",
        queryset=None,
        empty_label=None,
        error_messages={
            "required": "Kies een deel van de lijst.",
            "invalid_choice": "Dit deel is er niet meer. Kies een ander deel.",
        },
    )
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
        self.fields["section"].queryset = item.section.template.sections.kept()


def _initial(item):
    moment = STAGEDAG if item.stagedag else ALWAYS if item.days_before is None else BEFORE
    names = ("text", "short_name", "owner", "critical", "visible_to_student", "version")
    return {"moment": moment, "number": item.stagedag or item.days_before} | {
        name: getattr(item, name) for name in names
    }
