"""The form of one placement: who guides, and when and where the student reports."""

import re

from django import forms

from profiles.dutch import time_label
from profiles.forms.base import StageForm
from profiles.models import Membership, User

CLOCK = re.compile(r"^([01]?\d|2[0-3])[.:]([0-5]\d)$")


class ArrivalForm(StageForm, forms.Form):
    """Who guides the student, and when and where they report. Nothing of it has to be known yet."""

    mark_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    werkbegeleider = forms.ModelChoiceField(
        label="Werkbegeleider",
        required=False,
        queryset=User.objects.none(),
        empty_label="Weet ik nog niet",
        help_text="De student ziet alleen de voornaam.",
    )
    start_time = forms.CharField(
        label="Hoe laat begint de student op de eerste dag?",
        required=False,
        help_text="Schrijf de tijd zo: 8.30. Laat leeg als het is zoals in het profiel.",
    )
    report_place = forms.CharField(
        label="Waar meldt de student zich?",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld: Receptie hoofdingang. Laat leeg als het is zoals in het profiel.",
    )

    def __init__(self, *args, placement, **kwargs):
        super().__init__(*args, **kwargs)
        guiding = Membership.objects.active().guiding(placement.leerplaats).values("user")
        self._say_what_the_profile_says(placement)
        people = User.objects.filter(pk__in=guiding) | User.objects.filter(pk=placement.werkbegeleider_id)
        self.fields["werkbegeleider"].queryset = people.order_by("name")

    def _say_what_the_profile_says(self, placement):
        profile = getattr(placement.leerplaats, "profile", None)
        answers = profile.published.answers if profile and profile.published else {}
        for name, key in (("start_time", "report_time"), ("report_place", "report_place")):
            if answers.get(key):
                self.fields[name].help_text += f" Daar staat nu: {answers[key]}."

    @classmethod
    def for_placement(cls, placement, data=None):
        """The form filled with what stands in `placement`, or with what was sent."""
        initial = {
            "version": placement.version,
            "werkbegeleider": placement.werkbegeleider_id,
            "start_time": placement.start_time,
            "report_place": placement.report_place,
        }
        return cls(data, placement=placement, initial=initial)

    def clean_start_time(self):
        """The time as "8.30"; "8:30" is fine too."""
        value = self.cleaned_data["start_time"].strip()
        if not value:
            return ""
        found = CLOCK.match(value)
        if not found:
            raise forms.ValidationError("Schrijf de tijd zo: 8.30.")
        return f"{int(found[1])}.{found[2]}"

    def stands(self, placement):
        """(label, what stands there now) of each field, for who saved after a colleague."""
        unset = "Zoals in het profiel"
        said = {
            "werkbegeleider": placement.werkbegeleider.name if placement.werkbegeleider else "Weet ik nog niet",
            "start_time": time_label(placement.start_time) or unset,
            "report_place": placement.report_place or unset,
        }
        return [(self.fields[name].label, words) for name, words in said.items()]
