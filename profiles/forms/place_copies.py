"""From which period to which period places are copied."""

from django import forms

from profiles.forms.base import StageForm
from profiles.models import Period


class CopyPeriodsForm(StageForm, forms.Form):
    """Two periods; `sources` are those to copy from, `targets` those that have not ended."""

    van = forms.ModelChoiceField(
        label="Neem over van",
        queryset=Period.objects.all(),
        error_messages={
            "required": "Kies de periode waarvan je de plekken overneemt.",
            "invalid_choice": "Kies een periode uit de lijst.",
        },
    )
    naar = forms.ModelChoiceField(
        label="Zet neer in",
        queryset=Period.objects.all(),
        error_messages={
            "required": "Kies de periode waarin de plekken komen.",
            "invalid_choice": "Kies een periode die nog niet voorbij is.",
        },
    )

    def __init__(self, *args, sources, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naar"].queryset = Period.objects.filter(pk__in=[period.pk for period in targets])
        for name, periods, empty in (("van", sources, "Kies een periode"), ("naar", targets, "Kies een periode")):
            self.fields[name].choices = [("", empty), *((period.pk, str(period)) for period in periods)]

    def clean(self):
        """Two different periods."""
        cleaned = super().clean()
        if cleaned.get("van") and cleaned.get("van") == cleaned.get("naar"):
            self.add_error("van", "Dit is dezelfde periode. Kies een andere periode om van over te nemen.")
        return cleaned
