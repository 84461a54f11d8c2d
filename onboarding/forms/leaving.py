"""Which goodbyes a list shows, and for what students may be written to: everything stands in the address."""

from datetime import timedelta

from django import forms

from onboarding.enums import StayWish
from profiles.folding import fold
from profiles.forms.base import StageForm
from profiles.models import Leerplaats, Programme

LATE, OPEN, READY = "laat", "open", "klaar"
JUST_LEFT = timedelta(weeks=4)


class LeavingFilter(StageForm, forms.Form):
    """Which students who leave the list shows."""

    mark_optional = False
    zoek = forms.CharField(label="Naam van de student", required=False, max_length=80)
    wanneer = forms.ChoiceField(
        label="Wanneer",
        required=False,
        initial="4",
        choices=[("4", "4 weken, en net weg"), ("8", "Komende 8 weken"), ("weg", "Net weg")],
    )
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[
            ("", "Alle studenten"),
            (LATE, "Iets is te laat"),
            (OPEN, "Nog dingen te doen"),
            (READY, "Alles klaar"),
        ],
    )
    leerplaats = forms.ModelChoiceField(
        label="Leerplaats", required=False, queryset=Leerplaats.objects.none(), empty_label="Alle leerplaatsen"
    )

    def __init__(self, data=None, *, identity, today):
        super().__init__(data)
        self.today = today
        visible = Leerplaats.objects.visible_to(identity).in_use()
        self.fields["leerplaats"].queryset = visible.order_by("sort_name")
        self.ignore_wrong()

    @property
    def chosen(self):
        """The cleaned choices; none when nothing was chosen."""
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    @property
    def state(self):
        """The chosen status; "" for all."""
        return self.chosen.get("status", "")

    def narrow(self, placements):
        """The chosen stages that have begun, but for the status: that is computed."""
        chosen, today = self.chosen, self.today
        placements = placements.filter(starts_on__lte=today)
        for word in fold(chosen.get("zoek", "")).split():
            placements = placements.filter(student__sort_name__contains=word)
        if chosen.get("leerplaats"):
            placements = placements.filter(leerplaats=chosen["leerplaats"])
        when = chosen.get("wanneer") or "4"
        if when == "weg":
            return placements.filter(ends_on__lt=today, ends_on__gte=today - JUST_LEFT)
        first = today if when == "8" else today - JUST_LEFT
        return placements.filter(ends_on__gte=first, ends_on__lte=today + timedelta(weeks=int(when)))


class StayFilter(StageForm, forms.Form):
    """Who likes to stay in touch: for what, and of which opleiding."""

    mark_optional = False
    wens = forms.ChoiceField(label="Waarvoor", required=False, choices=[("", "Alles"), *StayWish.choices])
    opleiding = forms.ModelChoiceField(
        label="Opleiding", required=False, queryset=Programme.objects.none(), empty_label="Alle opleidingen"
    )

    def __init__(self, data=None, *, rows):
        super().__init__(data)
        programmes = rows.order_by().values("placement__request__programme")
        self.fields["opleiding"].queryset = Programme.objects.filter(pk__in=programmes).order_by("name")
        self.ignore_wrong()

    def narrow(self, rows):
        """The chosen ones of `rows` (Farewells)."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if chosen.get("wens"):
            rows = rows.filter(stays_for__contains=[chosen["wens"]])
        if chosen.get("opleiding"):
            rows = rows.filter(placement__request__programme=chosen["opleiding"])
        return rows
