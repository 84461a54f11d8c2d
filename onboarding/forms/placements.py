"""Forms of the overview and of one placement."""

import re
from datetime import timedelta

from django import forms

from profiles.enums import Role
from profiles.forms.base import StageForm
from profiles.models import Leerplaats, Membership, User

WEEKS = {"4": 4, "8": 8, "26": 26}
CLOCK = re.compile(r"^([01]?\d|2[0-3])[.:]([0-5]\d)$")


class OverviewFilter(StageForm, forms.Form):
    """Which placements the overview shows; everything stands in the address."""

    mark_optional = False
    wanneer = forms.ChoiceField(
        label="Startdatum",
        required=False,
        choices=[
            ("4", "Komende 4 weken"),
            ("8", "Komende 8 weken"),
            ("26", "Komend half jaar"),
            ("nu", "Nu op stage"),
            ("samen", "Nu en het komende half jaar"),
            ("alles", "Alles"),
        ],
    )
    leerplaats = forms.ModelChoiceField(
        label="Leerplaats",
        required=False,
        queryset=Leerplaats.objects.none(),
        empty_label="Alle leerplaatsen",
    )

    def __init__(self, *args, identity, **kwargs):
        super().__init__(*args, **kwargs)
        # Who only guides looks for their own students, also those who started long ago.
        self.default = "4" if identity.has(Role.COORDINATOR, Role.PRAKTIJKOPLEIDER) else "samen"
        self.initial["wanneer"] = self.default
        self.fields["leerplaats"].queryset = Leerplaats.objects.visible_to(identity).in_use().order_by("sort_name")
        self.ignore_wrong()

    def narrow(self, placements, today):
        """The chosen placements; a wrong value in the address counts as no choice."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if chosen.get("leerplaats"):
            placements = placements.filter(leerplaats=chosen["leerplaats"])
        when = chosen.get("wanneer") or self.default
        if when == "nu":
            return placements.filter(starts_on__lt=today, ends_on__gte=today)
        if when == "samen":
            return placements.filter(ends_on__gte=today, starts_on__lte=today + timedelta(weeks=WEEKS["26"]))
        if when == "alles":
            return placements
        return placements.filter(starts_on__gte=today, starts_on__lte=today + timedelta(weeks=WEEKS[when]))


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

    def take_newest(self, placement):
        """Keep what was typed, but let the next save count from what stands there now."""
        placement.refresh_from_db()
        self.data = self.data.copy()
        self.data["version"] = placement.version
