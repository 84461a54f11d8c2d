"""The filter above the list of students."""

from django import forms

from onboarding.request_steps import FOR_INSTITUTION, HAS_PLACE, NO_PLACE
from profiles.folding import fold
from profiles.forms.base import StageForm

GROUPS = {"zoekt": NO_PLACE, "plek": HAS_PLACE}


class StudentFilter(StageForm, forms.Form):
    """Search and step; everything stands in the address."""

    mark_optional = False
    zoek = forms.CharField(label="Naam of studentnummer", required=False, max_length=80)
    status = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[
            ("", "Alle studenten"),
            ("zoekt", "Nog geen stage"),
            ("plek", "Met een stage"),
            *((step.value, step.label) for step in FOR_INSTITUTION),
        ],
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.ignore_wrong()

    def narrow(self, students, requests):
        """The chosen students; every word typed must occur in the name, or the number must begin so.

        `requests` are those that the person sees, with their `step`.
        """
        chosen = self.choices_made
        words = fold(chosen.get("zoek", ""))
        if words.isdigit():
            students = students.filter(student_number__startswith=words)
        else:
            for word in words.split():
                students = students.filter(sort_name__contains=word)
        if status := chosen.get("status"):
            found = requests.filter(step__in=GROUPS.get(status, (status,)))
            return students.filter(pk__in=found.order_by().values("student"))
        return students
