"""The filter above the list that a school has of its students."""

from django import forms
from django.db.models import Q

from onboarding.request_steps import FOR_SCHOOL, HAS_PLACE, NO_PLACE
from profiles.folding import fold
from profiles.forms.base import StageForm
from profiles.models import Institution, Period

GROUPS = {"zoekt": NO_PLACE, "plek": HAS_PLACE}


class SchoolStudentFilter(StageForm, forms.Form):
    """Search, period, institution and step; everything stands in the address."""

    mark_optional = False
    zoek = forms.CharField(label="Naam of studentnummer", required=False, max_length=80)
    periode = forms.ModelChoiceField(
        label="Periode", queryset=Period.objects.none(), required=False, empty_label="Alle periodes"
    )
    instelling = forms.ModelChoiceField(
        label="Instelling", queryset=Institution.objects.none(), required=False, empty_label="Alle instellingen"
    )
    status = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[
            ("", "Alle studenten"),
            ("zoekt", "Nog geen plek"),
            ("plek", "Heeft een plek"),
            *((step.value, step.label) for step in FOR_SCHOOL),
        ],
    )

    def __init__(self, data, *, requests):
        super().__init__(data)
        plain = requests.order_by()
        self.fields["periode"].queryset = Period.objects.filter(pk__in=plain.values("period"))
        self.fields["instelling"].queryset = Institution.objects.filter(pk__in=plain.values("institution"))
        self.ignore_wrong()

    def narrow(self, requests):
        """The chosen requests; every word typed must occur in the name, or the number must begin so."""
        chosen = self.choices_made
        words = fold(chosen.get("zoek", ""))
        if words.isdigit():
            requests = requests.filter(student__student_number__startswith=words)
        else:
            for word in words.split():
                requests = requests.filter(student__sort_name__contains=word)
        if chosen.get("periode"):
            requests = requests.filter(period=chosen["periode"])
        if chosen.get("instelling"):
            requests = requests.filter(institution=chosen["instelling"])
        if status := chosen.get("status"):
            requests = requests.filter(Q(step__in=GROUPS.get(status, (status,))))
        return requests
