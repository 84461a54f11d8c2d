"""The forms of the overview of who starts: which students it shows, and who guides the chosen ones."""

from datetime import date, timedelta

from django import forms
from django.db.models import Q

from profiles.dutch import count, long_date
from profiles.enums import Role
from profiles.folding import fold
from profiles.forms.base import StageForm
from profiles.models import Leerplaats, Leerplaatsprofiel, Location, Membership, User

WEEKS = {"4": 4, "8": 8, "26": 26}
# What is said of the students of each choice: of one, and of more.
SAID = {
    "4": ("start in de komende 4 weken", "starten in de komende 4 weken"),
    "8": ("start in de komende 8 weken", "starten in de komende 8 weken"),
    "26": ("start in het komende half jaar", "starten in het komende half jaar"),
    "nu": ("is nu op stage", "zijn nu op stage"),
    "samen": (
        "is nu op stage of start in het komende half jaar",
        "zijn nu op stage of starten in het komende half jaar",
    ),
    "alles": ("heeft of had een stage", "hebben of hadden een stage"),
}
AT_RISK, BUSY, READY, WITHOUT, STARTED = "risico", "bezig", "klaar", "geen", "gestart"
STATES = [
    ("", "Alle studenten"),
    (AT_RISK, "Loopt risico"),
    (BUSY, "Nog dingen te doen"),
    (READY, "Alles klaar"),
    (WITHOUT, "Er is geen lijst"),
    (STARTED, "Gestart"),
]


class OverviewFilter(StageForm, forms.Form):
    """Which stages the overview shows; everything stands in the address."""

    mark_optional = False
    zoek = forms.CharField(label="Naam van de student", required=False, max_length=80)
    wanneer = forms.ChoiceField(
        label="Wanneer",
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
    datum = forms.ChoiceField(label="Startdatum", required=False)
    status = forms.ChoiceField(label="Status", required=False, choices=STATES)
    locatie = forms.ModelChoiceField(
        label="Locatie", required=False, queryset=Location.objects.none(), empty_label="Alle locaties"
    )
    leerplaats = forms.ModelChoiceField(
        label="Leerplaats", required=False, queryset=Leerplaats.objects.none(), empty_label="Alle leerplaatsen"
    )
    mijn = forms.BooleanField(label="Alleen mijn leerplaatsen", required=False)

    def __init__(self, data=None, *, identity, placements, today):
        super().__init__(data)
        self.today = today
        # Who only guides looks for their own students, also those who started long ago.
        self.default = "4" if identity.has(Role.COORDINATOR, Role.PRAKTIJKOPLEIDER) else "samen"
        self.initial["wanneer"] = self.fields["wanneer"].initial = self.default
        days = placements.filter(starts_on__gte=today).order_by("starts_on").values_list("starts_on", flat=True)
        self.fields["datum"].choices = [
            ("", "Alle startdatums"),
            *((f"{day:%Y-%m-%d}", long_date(day)) for day in days.distinct()),
        ]
        visible = Leerplaats.objects.visible_to(identity).in_use()
        self.fields["leerplaats"].queryset = visible.order_by("sort_name")
        self.fields["locatie"].queryset = Location.objects.filter(leerplaatsen__in=visible).distinct().order_by("name")
        self.own = _own_leerplaatsen(identity)
        if not self.own:
            del self.fields["mijn"]
        self.ignore_wrong()
        if self.state == STARTED and not self.choices_made.get("datum"):  # the field says what the list shows
            self.data = self.data.copy()
            self.data["wanneer"] = self.when

    @property
    def state(self):
        """The chosen status, one of STATES; "" for all."""
        return self.choices_made.get("status", "")

    @property
    def who(self):
        """Of whom the list is, for one and for more: ("start in de komende 4 weken", "starten in ...")."""
        if day := self.choices_made.get("datum"):
            words = long_date(date.fromisoformat(day))
            return f"start op {words}", f"starten op {words}"
        return SAID[self.when]

    @property
    def when(self):
        """Of which time the list is. Who started stands in no list of who starts: then it is who is on stage now."""
        when = self.choices_made.get("wanneer") or self.default
        return "nu" if self.state == STARTED and when in WEEKS else when

    @property
    def used_instead(self):
        """What holds for a field because of another one, for the list on paper."""
        return {"wanneer": "" if self.choices_made.get("datum") else self.when}

    def narrow(self, placements):
        """The chosen stages, but for the status: that is computed."""
        chosen = self.choices_made
        for word in fold(chosen.get("zoek", "")).split():
            placements = placements.filter(student__sort_name__contains=word)
        if chosen.get("leerplaats"):
            placements = placements.filter(leerplaats=chosen["leerplaats"])
        if chosen.get("locatie"):
            placements = placements.filter(leerplaats__location=chosen["locatie"])
        if chosen.get("mijn"):
            placements = placements.filter(leerplaats__in=self.own)
        if chosen.get("datum"):
            return placements.filter(starts_on=chosen["datum"])
        return self._in_time(placements, self.when)

    def _in_time(self, placements, when):
        today = self.today
        if when == "nu":
            return placements.filter(starts_on__lte=today, ends_on__gte=today)
        if when == "samen":
            return placements.filter(ends_on__gte=today, starts_on__lte=today + timedelta(weeks=WEEKS["26"]))
        if when == "alles":
            return placements
        return placements.filter(starts_on__gte=today, starts_on__lte=today + timedelta(weeks=WEEKS[when]))


def _own_leerplaatsen(identity):
    """The leerplaatsen that a person works for by name, or whose profile they keep."""
    named = {leerplaats.pk for membership in identity.memberships for leerplaats in membership.leerplaatsen.all()}
    kept = Leerplaatsprofiel.objects.filter(owner=identity.user, leerplaats__in=Leerplaats.objects.visible_to(identity))
    return named | set(kept.values_list("leerplaats_id", flat=True))


class GuideForm(StageForm, forms.Form):
    """Per leerplaats one werkbegeleider for the chosen students; a leerplaats may be left as it is."""

    mark_optional = False

    def __init__(self, data=None, *, placements):
        super().__init__(data)
        self.placements = placements
        self.leerplaatsen = {one.leerplaats_id: one.leerplaats for one in placements}
        people = _guides(self.leerplaatsen.values())
        for pk, leerplaats in self.leerplaatsen.items():
            number = sum(one.leerplaats_id == pk for one in placements)
            self.fields[f"leerplaats-{pk}"] = forms.ModelChoiceField(
                label=f"Werkbegeleider op {leerplaats.name} ({count(number, 'student', 'studenten')})",
                queryset=User.objects.filter(pk__in=[user.pk for user in people[pk]]).order_by("name"),
                required=False,
                empty_label="Laat het zoals het is",
                help_text="" if people[pk] else "Hier is nog geen werkbegeleider. Nodig eerst een collega uit.",
                error_messages={"invalid_choice": "Deze collega begeleidt hier niet. Kies iemand anders."},
            )

    def clean(self):
        """Somebody must be chosen for at least one leerplaats."""
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise forms.ValidationError("Kies ten minste één werkbegeleider.")
        return data

    def choices_of(self, versions):
        """(stage, version that was shown, chosen person) for each student whose leerplaats got one.

        `versions` are those of the page, {key: number}; a stage that was not on it is left alone.
        """
        return [
            (one, versions[one.pk], user)
            for one in self.placements
            if (user := self.cleaned_data.get(f"leerplaats-{one.leerplaats_id}")) and one.pk in versions
        ]


def _guides(leerplaatsen):
    """Who can guide, per key of a leerplaats; two queries."""
    rows = list(
        Membership.objects.active()
        .filter(
            Q(leerplaatsen__in=leerplaatsen) | Q(leerplaatsen__isnull=True),
            role=Role.WERKBEGELEIDER,
            institution__in={one.institution_id for one in leerplaatsen},
            user__is_active=True,
        )
        .select_related("user")
        .prefetch_related("leerplaatsen")
        .distinct()
    )
    return {one.pk: [row.user for row in rows if _guides_at(row, one)] for one in leerplaatsen}


def _guides_at(membership, leerplaats):
    named = [one.pk for one in membership.leerplaatsen.all()]
    return membership.institution_id == leerplaats.institution_id and (not named or leerplaats.pk in named)
