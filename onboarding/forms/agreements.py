"""What a school agrees about the stages of one opleiding."""

from django import forms

from onboarding.actions.agreements import WRITTEN
from profiles.forms.base import StageForm
from profiles.models import ProgrammeAgreement

HINTS = {
    "action_plan": "Welk plan maakt de student, en wanneer is het klaar?",
    "start_document": "Wat vult de student in voor het begin, en wie leest het?",
    "assignments": "Welke opdrachten doet de student in de stage? Hoeveel uur is daarvoor per week?",
    "school_day": "Op welke dag is er les, en wat gebeurt er in een vakantie?",
    "visits": "Hoe vaak komt iemand van school langs, en wie maakt de afspraak?",
    "contact": "Een functie, met telefoonnummer of e-mailadres. Bijvoorbeeld: stagebureau, 010 123 45 67.",
}
EXAMPLES = {
    "action_plan": "De student maakt in week 1 en 2 een persoonlijk plan. De praktijkopleider leest het in week 3.",
    "visits": "School komt 2 keer langs: in week 4 en in week 16. De docent maakt de afspraak.",
}


class AgreementForm(StageForm, forms.Form):
    """Six plain texts; all may be empty, because a school writes what it agreed so far."""

    mark_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, agreement=None):
        super().__init__(data, initial=_initial(agreement))
        for name in WRITTEN:
            column = ProgrammeAgreement._meta.get_field(name)
            rows = 5 if column.max_length > 300 else 3
            self.fields[name] = forms.CharField(
                label=column.verbose_name,
                help_text=HINTS[name],
                max_length=column.max_length,
                required=False,
                widget=forms.Textarea(attrs={"rows": rows}),
            )
            self.fields[name].example = EXAMPLES.get(name, "")

    @property
    def values(self):
        """The cleaned texts, with line breaks as we keep them."""
        return {name: "\n".join(self.cleaned_data[name].splitlines()) for name in WRITTEN}

    @property
    def opened_at(self):
        """The version that was opened; 0 for a first time."""
        return self.cleaned_data["version"] or 0


def _initial(agreement):
    if agreement is None:
        return {"version": 0}
    return {name: getattr(agreement, name) for name in (*WRITTEN, "version")}
