"""A line of the register of what may be needed before a start."""

from django import forms
from django.core.exceptions import ValidationError

from profiles.forms.base import StageForm
from profiles.models import Requirement


class RequirementNameForm(StageForm, forms.ModelForm):
    """Its name, and what it is in plain words."""

    class Meta:
        model = Requirement
        fields = ["name", "explanation"]
        help_texts = {
            "name": "Bijvoorbeeld: Verklaring over MRSA.",
            "explanation": "Eén zin voor een student die dit niet kent.",
        }
        error_messages = {"name": {"required": "Vul een naam in, bijvoorbeeld Verklaring over MRSA."}}

    def clean_name(self):
        """The name. Raises ValidationError when the region or institution has it already."""
        name = " ".join(self.cleaned_data["name"].split())
        rows = Requirement.objects.filter(institution=self.instance.institution_id, archived_at=None)
        if rows.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Deze regel staat al in de lijst. Kies een andere naam.")
        return name
