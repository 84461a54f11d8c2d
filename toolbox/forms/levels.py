"""Forms of the list of sjablonen: what it shows, and for which leerplaats an own version is made."""

from django import forms
from django.utils.text import slugify

from profiles.forms.base import StageForm
from profiles.models import Leerplaats
from toolbox.formats import Family


class TemplateFilter(StageForm, forms.Form):
    """Which sjablonen the list shows; everything stands in the address. A wrong value counts as no choice."""

    mark_optional = False

    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Alle soorten"), *((slugify(family.value), family.value) for family in Family)],
    )
    leerplaats = forms.ModelChoiceField(
        label="Wat geldt voor", required=False, queryset=Leerplaats.objects.none(), empty_label="Alle leerplaatsen"
    )

    def __init__(self, data, *, identity):
        super().__init__(data)
        places = Leerplaats.objects.editable_by(identity).in_use().order_by("sort_name")
        self.fields["leerplaats"].queryset = places
        if identity.is_regional_admin:
            del self.fields["leerplaats"]
        self.ignore_wrong()

    @property
    def family(self):
        """The chosen family, or None for all."""
        chosen = self._chosen("soort")
        return next((family for family in Family if slugify(family.value) == chosen), None)

    @property
    def place(self):
        """The chosen leerplaats, or None."""
        return self._chosen("leerplaats")

    def _chosen(self, name):
        self.is_valid()
        return self.cleaned_data.get(name)


class OwnVersionForm(StageForm, forms.Form):
    """For which leerplaats an own version is made."""

    mark_optional = False

    leerplaats = forms.ModelChoiceField(
        label="Leerplaats",
        queryset=Leerplaats.objects.none(),
        empty_label="Kies een leerplaats",
        help_text="Alleen leerplaatsen die nog geen eigen versie hebben, staan in de lijst.",
        error_messages={
            "required": "Kies voor welke leerplaats de versie is.",
            "invalid_choice": "Deze leerplaats kan niet. Kies een andere leerplaats.",
        },
    )

    def __init__(self, data=None, *, leerplaatsen):
        super().__init__(data)
        self.fields["leerplaats"].queryset = leerplaatsen
        only = leerplaatsen[:2]
        if len(only) == 1:
            self.initial["leerplaats"] = only[0].pk
