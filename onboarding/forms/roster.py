"""Days and diensten of one stage."""

from django import forms

from onboarding.arrivals import first_day
from onboarding.enums import DayKind
from onboarding.stagedagen import stagedagen
from profiles.forms.base import StageForm
from profiles.forms.fields import ClockField, DayField, with_example_day

BOTH = "Vul op deze dag de begintijd en de eindtijd in, of laat beide leeg."
FIRST_DAY = "Dit is de eerste dag. De coördinator of praktijkopleider verandert de start bij de stage zelf."
SHORT_LABELS = {"begin": "Van", "end": "Tot", "label": "Dienst"}


class RosterForm(StageForm, forms.Form):
    """Per stagedag a name of the dienst, from when and until when. `rows` are RosterDays; empty means: not known."""

    mark_optional = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.stagedagen = [row for row in rows if row.number]
        for row in self.stagedagen:
            self._add_fields(row)

    def _add_fields(self, row):
        begin, end, label = _names(row)
        shift = row.shift
        self.fields[begin] = ClockField(
            label=f"Van, {row.label}", required=False, initial=shift.begins_at if shift else None
        )
        self.fields[end] = ClockField(
            label=f"Tot, {row.label}", required=False, initial=shift.ends_at if shift else None
        )
        self.fields[label] = forms.CharField(
            label=f"Dienst, {row.label}", required=False, max_length=40, initial=shift.label if shift else ""
        )

    @property
    def lines(self):
        """Per RosterDay its fields as (short label, field), for the page; a day that is no stagedag has none."""
        return [(row, self._fields_of(row) if row.number else ()) for row in self.rows]

    def _fields_of(self, row):
        return [(short, self[name]) for short, name in zip(SHORT_LABELS.values(), _names(row), strict=True)]

    def clean(self):
        """Both times or none, and not the same."""
        cleaned = super().clean()
        for row in self.stagedagen:
            begin_name, end_name, label_name = _names(row)
            begin, end = cleaned.get(begin_name), cleaned.get(end_name)
            if self.errors.keys() & {begin_name, end_name}:
                continue
            if (begin is None) != (end is None) or (begin is None and cleaned.get(label_name)):
                self.add_error(begin_name if begin is None else end_name, BOTH)
            elif begin is not None and begin == end:
                self.add_error(end_name, "De eindtijd is dezelfde als de begintijd. Vul een andere tijd in.")
        return cleaned

    @property
    def shifts(self):
        """What was filled in: a day with (label, begin, end), or None for a day without times."""
        found = {}
        for row in self.stagedagen:
            begin, end, label = (self.cleaned_data[name] for name in _names(row))
            found[row.day] = (label, begin, end) if begin else None
        return found

    def fill(self, shift, *, first_day, begins_at):
        """Put `shift` (a KnownShift) in every day that is still empty; nothing is stored.

        On `first_day` it begins when the student is expected then, `begins_at`, if that lies within the dienst.
        """
        self.data = self.data.copy()
        for row in self.stagedagen:
            begin, end, _ = _names(row)
            if self.data.get(begin) or self.data.get(end):
                continue
            later = row.day == first_day and begins_at and shift.begins_at < begins_at < shift.ends_at
            self._write(row, (shift.label, begins_at if later else shift.begins_at, shift.ends_at))

    def take_over(self, shifts):
        """Show these diensten instead of what was typed: a day with (label, begin, end), or None for an empty day."""
        self.data = self.data.copy()
        for row in self.stagedagen:
            if row.day in shifts:
                self._write(row, shifts[row.day] or ("", "", ""))

    def _write(self, row, parts):
        begin, end, label = _names(row)
        self.data[label] = parts[0]
        self.data[begin], self.data[end] = (self.fields[begin].prepare_value(value) for value in parts[1:])


def _names(row):
    """The names of the three fields of a day."""
    return [f"{name}-{row.day:%Y%m%d}" for name in SHORT_LABELS]


class ExtraDayForm(StageForm, forms.Form):
    """One day that is free or extra. A day that is one of both becomes normal again with its own button."""

    kind = forms.ChoiceField(
        label="Wat is er met deze dag?",
        choices=DayKind.choices,
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
        self.fields["kind"].widget.choices = [
            (DayKind.EXTRA, "De student is er een dag extra"),
            (DayKind.OFF, "De student is vrij"),
        ]

    def clean_kind(self):
        """The choice as a DayKind."""
        return DayKind(self.cleaned_data["kind"])

    def clean_day(self):
        """A day within the stage that changes something, and not the first day: a start is moved with the stage."""
        day, kind = self.cleaned_data["day"], self.cleaned_data.get("kind")
        if not self.placement.starts_on <= day <= self.placement.ends_on:
            raise forms.ValidationError("Deze dag valt buiten de stage. Vul een dag binnen de stage in.")
        there = day in stagedagen(self.placement.rhythm)
        if kind == DayKind.OFF and day == first_day(self.placement):
            raise forms.ValidationError(FIRST_DAY)
        if kind == DayKind.OFF and not there and day not in self.placement.days_off:
            raise forms.ValidationError("Op deze dag is de student er al niet. Vul een stagedag in.")
        if kind == DayKind.EXTRA and there and day not in self.placement.extra_days:
            raise forms.ValidationError("Dit is al een stagedag. Vul een dag in waarop de student er niet is.")
        return day
