"""Days and diensten of one stage."""

from django import forms

from onboarding.enums import DayKind
from profiles.forms.base import StageForm
from profiles.forms.fields import ClockField, DayField, with_example_day

BOTH = "Vul bij deze dag de begintijd en de eindtijd in, of laat beide leeg."


class RosterForm(StageForm, forms.Form):
    """Per stagedag a name of the dienst, from when and until when. `rows` are RosterDays; empty means: not known."""

    mark_optional = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = [row for row in rows if row.number]
        for row in self.rows:
            self._add_fields(row)

    def _add_fields(self, row):
        key, shift = f"{row.day:%Y%m%d}", row.shift
        self.fields[f"begin-{key}"] = ClockField(
            label=f"Van, {row.label}", required=False, initial=shift.begins_at if shift else None
        )
        self.fields[f"end-{key}"] = ClockField(
            label=f"Tot, {row.label}", required=False, initial=shift.ends_at if shift else None
        )
        self.fields[f"label-{key}"] = forms.CharField(
            label=f"Dienst, {row.label}", required=False, max_length=40, initial=shift.label if shift else ""
        )

    @property
    def lines(self):
        """(RosterDay, begin field, end field, label field), for the table."""
        return [(row, *(self[f"{name}-{row.day:%Y%m%d}"] for name in ("begin", "end", "label"))) for row in self.rows]

    def clean(self):
        """Both times or none, and not the same."""
        cleaned = super().clean()
        for row in self.rows:
            key = f"{row.day:%Y%m%d}"
            begin, end = cleaned.get(f"begin-{key}"), cleaned.get(f"end-{key}")
            if self.errors.keys() & {f"begin-{key}", f"end-{key}"}:
                continue
            if (begin is None) != (end is None) or (begin is None and cleaned.get(f"label-{key}")):
                self.add_error(f"begin-{key}" if begin is None else f"end-{key}", BOTH)
            elif begin is not None and begin == end:
                self.add_error(f"end-{key}", "De eindtijd is dezelfde als de begintijd. Vul een andere tijd in.")
        return cleaned

    @property
    def shifts(self):
        """What was filled in: a day with (label, begin, end), or None for a day without times."""
        found = {}
        for row in self.rows:
            key = f"{row.day:%Y%m%d}"
            begin, end = self.cleaned_data[f"begin-{key}"], self.cleaned_data[f"end-{key}"]
            found[row.day] = (self.cleaned_data[f"label-{key}"], begin, end) if begin else None
        return found

    def fill(self, shift):
        """Put `shift` (a KnownShift) in every day that is still empty; nothing is stored."""
        self.data = self.data.copy()
        for row in self.rows:
            key = f"{row.day:%Y%m%d}"
            if not self.data.get(f"begin-{key}") and not self.data.get(f"end-{key}"):
                self.data[f"begin-{key}"] = f"{shift.begins_at.hour}.{shift.begins_at.minute:02}"
                self.data[f"end-{key}"] = f"{shift.ends_at.hour}.{shift.ends_at.minute:02}"
                self.data[f"label-{key}"] = shift.label


class ExtraDayForm(StageForm, forms.Form):
    """One day that is free or extra."""

    kind = forms.ChoiceField(
        label="Wat is er met deze dag?",
        choices=[(DayKind.EXTRA, "De student is er een dag extra"), (DayKind.OFF, "De student is vrij")],
        widget=forms.RadioSelect,
        initial=DayKind.EXTRA,
        error_messages={"required": "Kies of de student er extra is of vrij is."},
    )
    day = DayField(
        label="Welke dag?",
        help_text=with_example_day("Bijvoorbeeld {}."),
        error_messages={"required": with_example_day("Vul de dag in, bijvoorbeeld {}.")},
    )

    def __init__(self, *args, placement, **kwargs):
        super().__init__(*args, **kwargs)
        self.placement = placement

    def clean_day(self):
        """A day within the stage."""
        day = self.cleaned_data["day"]
        if not self.placement.starts_on <= day <= self.placement.ends_on:
            raise forms.ValidationError("Deze dag valt buiten de stage. Vul een dag binnen de stage in.")
        return day
