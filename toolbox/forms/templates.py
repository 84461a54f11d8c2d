"""Forms around the lines of a sjabloon: a part, the introduction, and the student of a preview."""

from django import forms

from profiles.enums import Sector
from profiles.forms.base import StageForm
from profiles.forms.fields import DayField, WordsField
from profiles.models import Programme
from toolbox.forms.merge_fields import known_fields_only
from toolbox.models import Section

MOST_TITLE = Section._meta.get_field("title").max_length


class SectionForm(StageForm, forms.Form):
    """The title of a part."""

    title = forms.CharField(
        label="Titel",
        help_text="Bijvoorbeeld: Eerste week.",
        max_length=MOST_TITLE,
        validators=[known_fields_only],
        error_messages={
            "required": "Vul een titel in, bijvoorbeeld Eerste week.",
            "max_length": f"Deze titel is %(show_value)d tekens. Kort hem in tot {MOST_TITLE} tekens.",
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # the title that stood on the page


class IntroForm(StageForm, forms.Form):
    """The sentences above the list."""

    intro = WordsField(
        label="Inleiding",
        required=False,
        max_words=60,
        rows=4,
        validators=[known_fields_only],
        help_text="Eén tot drie zinnen. Ze staan boven de lijst, ook op papier.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)  # of the words that stood on the page


class PreviewForm(StageForm, forms.Form):
    """The made-up student of a preview: the first day, and who it is when that decides which lines hold."""

    mark_optional = False

    start = DayField(
        label="Eerste dag van een student",
        help_text="Bijvoorbeeld 2-2-2027.",
        error_messages={"required": "Vul een datum in, bijvoorbeeld 2-2-2027."},
    )
    opleiding = forms.ModelChoiceField(
        label="Opleiding",
        queryset=Programme.objects.all(),
        required=False,
        empty_label="Alle opleidingen",
        error_messages={"invalid_choice": "Deze opleiding is er niet meer. Kies een andere opleiding."},
    )
    leerjaar = forms.TypedChoiceField(
        label="Leerjaar",
        choices=[("", "Alle leerjaren"), *((year, str(year)) for year in (1, 2, 3, 4))],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Kies leerjaar 1, 2, 3 of 4."},
    )
    zorg = forms.ChoiceField(
        label="Soort zorg",
        choices=[("", "Alle soorten zorg"), *Sector.choices],
        required=False,
        error_messages={"invalid_choice": "Kies een soort zorg uit de lijst."},
    )
    indeling = forms.ChoiceField(
        label="Indeling op papier",
        required=False,
        error_messages={"invalid_choice": "Kies een indeling uit de lijst."},
    )

    def __init__(self, data, *, kind, start):
        """Unbound for `data` None, with `start`; in data without a day that day counts too."""
        if data is not None and "start" not in data:
            data = data.copy()
            data["start"] = start.isoformat()
        super().__init__(data, initial={"start": start})
        if "applies" not in kind.columns:
            for name in ("opleiding", "leerjaar", "zorg"):
                del self.fields[name]
        if kind.layouts:
            self.fields["indeling"].choices = [(name, name.capitalize()) for name in kind.layouts]
        else:
            del self.fields["indeling"]
        self.ignore_wrong()

    def is_wanted(self, item):
        """Whether a line holds for the student that was chosen; what was not chosen does not count."""
        chosen = self.cleaned_data
        programme = chosen.get("opleiding")
        return all(
            not value or not holds_for or value in holds_for
            for value, holds_for in (
                (programme and programme.pk, item.for_programmes),
                (chosen.get("leerjaar"), item.for_years),
                (chosen.get("zorg"), item.for_sectors),
            )
        )
