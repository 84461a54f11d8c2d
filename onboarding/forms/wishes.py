"""The form of wishes: one for the student, the school and the coordinator; and the forms of the round of wishes."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from onboarding.enums import WishKind
from onboarding.matching import MAX_WISHES
from onboarding.wish_answers import Answers, stored_answers
from onboarding.wish_choices import written
from profiles.dutch import long_date
from profiles.forms.base import StageForm
from profiles.forms.fields import DayField
from profiles.models import Period

FARTHEST_KM = 150
FEWEST_LINES, SPARE_LINES = 3, 1
MOST_UNWANTED = 10
ANY, MOST = "any", "most"
YES, NO, UNKNOWN = "ja", "nee", "onbekend"
CARS = {YES: True, NO: False, UNKNOWN: None}
WRONG_CHOICE = "Deze keuze staat niet in de lijst. Kies iets anders."
KM_ERRORS = {
    "invalid": "Vul het aantal kilometers in als cijfer, bijvoorbeeld 15.",
    "min_value": f"Vul een getal in van 1 tot en met {FARTHEST_KM}.",
    "max_value": f"Vul een getal in van 1 tot en met {FARTHEST_KM}.",
}


@dataclass(frozen=True)
class Line:
    """A line of the form: its field, its number, whether it holds a wish, and where it can move to."""

    field: BoundField
    number: int
    is_filled: bool
    is_first: bool
    is_last: bool


class WishesForm(StageForm, forms.Form):
    """Ranked wishes, where not, how far, and a car. Nothing has to be filled in.

    `choices` is the WishChoices of the request. The hidden mark says what stood there when the page was opened.
    With the name of the student in `choices`, somebody else fills it in.
    """

    mark_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, request, choices, lines=0):
        super().__init__(data)
        self.choices, self.name = choices, choices.name
        self.rows = {kind: [row for row in request.wishes.all() if row.kind == kind] for kind in WishKind}
        self.initial["seen"] = stored_answers(request).mark
        self._add_lines(WishKind.WISH, "wens", self._number(data, "wens", lines, FEWEST_LINES, MAX_WISHES))
        self._add_lines(WishKind.NOT, "niet", self._number(data, "niet", 0, 1, MOST_UNWANTED))
        if self.rows[WishKind.BEEN]:
            self._add_lines(WishKind.BEEN, "geweest", len(self.rows[WishKind.BEEN]))
        self._add_travel(request)

    def _number(self, data, prefix, asked, fewest, most):
        """How many lines: as many as were sent, or those that are filled and some to fill."""
        kind = WishKind.WISH if prefix == "wens" else WishKind.NOT
        filled = len(self.rows[kind])
        sent = sum(1 for place in range(1, most + 1) if data is not None and f"{prefix}-{place}" in data)
        return min(most, max(sent or filled + SPARE_LINES, fewest, asked))

    def _add_lines(self, kind, prefix, number):
        options = self.choices.options(self.rows[kind])
        labels = {WishKind.WISH: "Wens", WishKind.NOT: "Hier niet", WishKind.BEEN: "Hier al geweest"}
        for place in range(1, number + 1):
            row = self.rows[kind][place - 1] if place <= len(self.rows[kind]) else None
            self.fields[f"{prefix}-{place}"] = forms.ChoiceField(
                label=f"{labels[kind]} {place}",
                required=False,
                choices=[("", "Geen keuze"), *options],
                error_messages={"invalid_choice": WRONG_CHOICE},
            )
            self.initial[f"{prefix}-{place}"] = written(row) if row else ""
            if row and kind == WishKind.WISH and not self.is_bound:
                self._say_meaning(f"{prefix}-{place}", written(row))

    def _say_meaning(self, name, text):
        meaning = self.choices.meaning(text)
        words = meaning.text
        self.fields[name].help_text = f"Let op: {words[:1].lower()}{words[1:]}" if meaning.is_empty else words

    def _add_travel(self, request):
        who = self.name or "je"
        self.fields["travel"] = forms.ChoiceField(
            label=f"Hoe ver wil {who} hoogstens reizen?",
            choices=[(ANY, "Maakt niet uit, of weet ik niet"), (MOST, "Hoogstens zoveel kilometer")],
            widget=forms.RadioSelect,
            error_messages={"required": "Kies of er een grens is aan de reis."},
        )
        self.fields["most_km"] = forms.IntegerField(
            label="Aantal kilometers, enkele reis",
            required=False,
            min_value=1,
            max_value=FARTHEST_KM,
            help_text="We rekenen in een rechte lijn. De weg is langer.",
            widget=forms.NumberInput(attrs={"class": "input-short"}),
            error_messages=KM_ERRORS,
        )
        self.fields["car"] = forms.ChoiceField(
            label=f"Heeft {self.name} een rijbewijs en een auto?" if self.name else "Heb je een rijbewijs en een auto?",
            choices=[(YES, "Ja, allebei"), (NO, "Nee"), (UNKNOWN, "Weet ik niet")],
            widget=forms.RadioSelect,
            error_messages={"required": "Kies ja, nee of weet ik niet."},
        )
        self.initial["travel"] = MOST if request.most_km else ANY
        self.initial["most_km"] = request.most_km
        self.initial["car"] = next(key for key, value in CARS.items() if value is request.has_car)
        if request.most_km and not self.is_bound:
            self.fields["most_km"].help_text += f" {self.choices.within(request.most_km)}"

    def clean(self):
        """Every wish once, not both wished and unwanted, and a limit that says one thing."""
        cleaned = super().clean()
        for prefix in ("wens", "niet", "geweest"):
            self._refuse_twice(prefix)
        wished = {value: name for name, value in self._chosen("wens")}
        for name, value in self._chosen("niet"):
            if value in wished:
                place = wished[value].rpartition("-")[2]
                self.add_error(name, f"Dit staat ook bij wens {place}. Haal het bij een van de twee weg.")
        if cleaned.get("travel") == MOST and not cleaned.get("most_km") and not self.has_error("most_km"):
            self.add_error("most_km", "Vul in hoeveel kilometer, bijvoorbeeld 15.")
        return cleaned

    def _chosen(self, prefix):
        """The (field name, value) pairs that are filled in, in the order of the page."""
        names = (name for name in self.fields if name.startswith(f"{prefix}-"))
        return [(name, self.cleaned_data[name]) for name in names if self.cleaned_data.get(name)]

    def _refuse_twice(self, prefix):
        first = {}
        for name, value in self._chosen(prefix):
            if value in first:
                place = first[value].rpartition("-")[2]
                self.add_error(name, f"Dit staat al op regel {place}. Kies iets anders of kies 'Geen keuze'.")
            first.setdefault(value, name)

    def answers(self, *, move=None):
        """What is to be stored, as Answers. `move`: (number of a line, -1 or 1) puts that wish one place on."""
        wished = self._chosen("wens")
        if move:
            place = next((at for at, (name, _) in enumerate(wished) if name == f"wens-{move[0]}"), None)
            if place is not None and 0 <= place + move[1] < len(wished):
                other = place + move[1]
                wished[place], wished[other] = wished[other], wished[place]
        return Answers(
            wished=tuple(value for _, value in wished),
            unwanted=tuple(value for _, value in self._chosen("niet")),
            been=tuple(value for _, value in self._chosen("geweest")),
            most_km=self.cleaned_data["most_km"] if self.cleaned_data["travel"] == MOST else None,
            has_car=CARS[self.cleaned_data["car"]],
        )

    def _lines(self, prefix):
        names = [name for name in self.fields if name.startswith(f"{prefix}-")]
        filled = [name for name in names if self[name].value()]
        return [
            Line(self[name], number, name in filled, name in filled[:1], name in filled[-1:])
            for number, name in enumerate(names, 1)
        ]

    @property
    def wish_lines(self):
        """The lines of wishes, the first one first."""
        return self._lines("wens")

    @property
    def unwanted_lines(self):
        """The lines of where not."""
        return self._lines("niet")

    @property
    def been_lines(self):
        """Where the student was before, by the list of the school; none without such a list."""
        return self._lines("geweest")

    @property
    def typed_lines(self):
        """What was chosen as (label, choice) pairs: to show when it came too late to be stored."""
        labels = dict(pair for _, pairs in self.fields["wens-1"].choices[1:] for pair in pairs)
        chosen = [self[name] for name in self.fields if name.partition("-")[0] in ("wens", "niet", "geweest")]
        return [(field.label, labels.get(field.value(), "")) for field in chosen if labels.get(field.value())]

    @property
    def may_grow(self):
        """Whether there is room for one more wish."""
        return len(self.wish_lines) < MAX_WISHES


class WishUntilForm(StageForm, forms.Form):
    """The last day on which wishes of a period can be given."""

    mark_optional = False
    wishes_until = DayField(
        label="Tot en met welke dag?",
        required=False,
        help_text="Bijvoorbeeld 1-12-2027. Leeg betekent: tot er een plek is.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, season, today):
        initial = {"wishes_until": season.wishes_until, "version": season.version if season.pk else 0}
        super().__init__(data, initial=initial)
        self.period, self.today, self.was = season.period, today, season.wishes_until

    def clean_wishes_until(self):
        """Today or later, and before the period ends; the day that stood there may stay."""
        day = self.cleaned_data["wishes_until"]
        if day and day != self.was and day < self.today:
            raise forms.ValidationError("Deze dag is geweest. Kies vandaag of een dag die nog komt.")
        if day and day > self.period.ends_on:
            last = long_date(self.period.ends_on)
            raise forms.ValidationError(f"{self.period} eindigt op {last}. Kies een dag daarvoor.")
        return day


class WishFilter(StageForm, forms.Form):
    """Which students the list of wishes shows; everything stands in the address."""

    mark_optional = False
    periode = forms.ModelChoiceField(
        label="Periode", required=False, queryset=Period.objects.none(), empty_label="Alle periodes"
    )
    status = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[("", "Alle studenten"), ("nog", "Nog geen wensen gegeven"), ("wel", "Wensen gegeven")],
    )

    def __init__(self, data=None, *, requests):
        super().__init__(data)
        self.fields["periode"].queryset = Period.objects.filter(pk__in=requests.order_by().values("period"))
        self.ignore_wrong()

    def narrow(self, requests):
        """The chosen requests; a wrong value in the address counts as no choice."""
        chosen = self.choices_made
        if chosen.get("periode"):
            requests = requests.filter(period=chosen["periode"])
        if chosen.get("status"):
            requests = requests.filter(wishes_given_at__isnull=chosen["status"] == "nog")
        return requests
