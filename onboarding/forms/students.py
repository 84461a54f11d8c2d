"""The filter above the list of students."""

from django import forms
from django.db.models import Exists, OuterRef

from onboarding.models import Placement
from profiles.folding import fold
from profiles.forms.base import StageForm


class StudentFilter(StageForm, forms.Form):
    """Search and status; everything stands in the address."""

    mark_optional = False
    zoek = forms.CharField(label="Naam of studentnummer", required=False, max_length=80)
    status = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[("", "Alle studenten"), ("zoekt", "Nog geen plek"), ("plek", "Heeft een plek")],
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.ignore_wrong()

    def narrow(self, students):
        """The chosen students; every word typed must occur in the name, or the number must begin so."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        words = fold(chosen.get("zoek", ""))
        if words.isdigit():
            students = students.filter(student_number__startswith=words)
        else:
            for word in words.split():
                students = students.filter(sort_name__contains=word)
        placed = Exists(Placement.objects.active().filter(student=OuterRef("pk")))
        if chosen.get("status") == "zoekt":
            return students.filter(~placed)
        return students.filter(placed) if chosen.get("status") == "plek" else students
