"""Forms of the sjablonen."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from profiles.forms.base import StageForm
from toolbox.enums import Owner
from toolbox.models import Item

MAX_DAYS_BEFORE, MAX_STAGEDAG = 365, 200
BEFORE, STAGEDAG, NEVER = "before", "stagedag", "none"


class SectionForm(StageForm, forms.Form):
    """The title of a section."""

    title = forms.CharField(
        label="Titel van het onderdeel",
        max_length=80,
        error_messages={
            "required": "Vul een titel in, bijvoorbeeld Stagedag 1.",
            "max_length": "Kort de titel in tot 80 tekens.",
        },
    )


class ItemForm(StageForm, forms.Form):
    """One line: what, who, when, and who sees it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Wat gebeurt er?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Vul in wat er gebeurt, bijvoorbeeld: je loopt de afdeling door.",
            "max_length": "Deze tekst is te lang. Kort hem in tot 300 tekens.",
        },
    )
    owner = forms.ChoiceField(
        label="Wie doet het?",
        choices=[("", "Kies wie het doet"), *(choice for choice in Owner.choices if choice[0] != Owner.SYSTEM)],
        error_messages={"required": "Kies wie het doet."},
    )
    moment = forms.ChoiceField(
        label="Wanneer?",
        choices=[
            (BEFORE, "Een aantal dagen voor de start"),
            (STAGEDAG, "Op een stagedag"),
            (NEVER, "Geen vast moment"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wanneer het gebeurt."},
    )
    number = forms.IntegerField(
        label="Hoeveel dagen ervoor, of welke stagedag?",
        required=False,
        help_text="Bijvoorbeeld 14 voor twee weken voor de start, of 1 voor de eerste stagedag.",
        error_messages={"invalid": "Vul een getal in, bijvoorbeeld 14."},
    )
    critical = forms.BooleanField(label="Zonder dit kan de student niet goed starten", required=False)
    visible_to_student = forms.BooleanField(label="De student ziet dit", required=False)

    @classmethod
    def for_item(cls, item, data=None):
        """The form filled with what stands in `item`, or with what was sent."""
        number = item.days_before if item.days_before is not None else item.stagedag
        moment = BEFORE if item.days_before is not None else STAGEDAG if item.stagedag else NEVER
        names = ("version", "text", "owner", "critical", "visible_to_student")
        initial = {name: getattr(item, name) for name in names}
        form = cls(data, initial={**initial, "moment": moment, "number": number})
        if item.owner == Owner.SYSTEM:  # the portal ticks these; who does it is no choice
            form.fields["owner"].choices = [(Owner.SYSTEM, Owner.SYSTEM.label)]
        return form

    def clean(self):
        """The moment as days_before or stagedag; a number that does not fit is an error at the number."""
        data = super().clean()
        moment, number = data.get("moment"), data.get("number")
        limits = {BEFORE: (0, MAX_DAYS_BEFORE), STAGEDAG: (1, MAX_STAGEDAG)}.get(moment)
        if limits and "number" not in self.errors:
            least, most = limits
            if number is None:
                self.add_error("number", "Vul een getal in, bijvoorbeeld 14.")
            elif not least <= number <= most:
                self.add_error("number", f"Vul een getal in van {least} tot en met {most}.")
        return data

    @property
    def values(self):
        """What an Item stores, after validation."""
        data = self.cleaned_data
        return {
            "text": data["text"],
            "owner": data["owner"],
            "days_before": data["number"] if data["moment"] == BEFORE else None,
            "stagedag": data["number"] if data["moment"] == STAGEDAG else None,
            "critical": data["critical"],
            "visible_to_student": data["visible_to_student"],
        }

    def take_newest(self, item):
        """Keep what was typed, but let the next save count from what stands there now."""
        self.data = self.data.copy()
        self.data["version"] = Item.objects.values_list("version", flat=True).get(pk=item.pk)


class PreviewForm(StageForm, forms.Form):
    """The fictive start date of a preview."""

    mark_optional = False
    start = forms.DateField(
        label="Eerste stagedag in het voorbeeld",
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        required=False,
        error_messages={"invalid": "Schrijf de datum zo: 01-02-2027."},
    )

    @property
    def day(self):
        """The chosen day, or the Monday four weeks from now."""
        if self.is_bound and self.is_valid() and self.cleaned_data["start"]:
            return self.cleaned_data["start"]
        today = timezone.localdate()
        return today - timedelta(days=today.weekday()) + timedelta(weeks=4)
