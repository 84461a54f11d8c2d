"""Forms around the lines of a sjabloon: a part, the introduction, and the day of a preview."""

from django import forms

from profiles.forms.base import StageForm
from profiles.forms.fields import DayField, WordsField
from toolbox.models import Section

MOST_TITLE = Section._meta.get_field("title").max_length


class SectionForm(StageForm, forms.Form):
    """The title of a part."""

    title = forms.CharField(
        label="Titel",
        help_text="Bijvoorbeeld: Eerste week.",
        max_length=MOST_TITLE,
        error_messages={
            "required": "Vul een titel in, bijvoorbeeld Eerste week.",
            "max_length": f"Deze titel is %(show_value)d tekens. Kort hem in tot {MOST_TITLE} tekens.",
        },
    )


class IntroForm(StageForm, forms.Form):
    """The sentences above the list."""

    intro = WordsField(
        label="Inleiding",
        required=False,
        max_words=60,
        rows=4,
        help_text="Eén tot drie zinnen. Ze staan boven de lijst, ook op papier.",
    )


class PreviewForm(StageForm, forms.Form):
    """The first day of the made-up student of a preview."""

    mark_optional = False

    start = DayField(
        label="Eerste dag van een student",
        help_text="Bijvoorbeeld 2-2-2027.",
        error_messages={"required": "Vul een datum in, bijvoorbeeld 2-2-2027."},
    )
