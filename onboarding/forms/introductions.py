"""Planning an introduction, saying who comes, and how the day was."""

import re
from datetime import time

from django import forms

from onboarding.introductions import FROM, MARKS, UNTIL
from profiles.dutch import short_date, time_label
from profiles.forms.base import StageForm
from profiles.forms.fields import ClockField, DayField, with_example_day
from profiles.models import Location, User

LINE = re.compile(r"(\d{1,2})\s*[.:]\s*(\d{2})(?:\s*uur)?[\s:,-]+(\S.*)")
MOST_LINES, LONGEST_LINE = 30, 200
HOW = "Schrijf elke regel zo: 9.00 Koffie en kennismaken."
OPEN_AGAIN = {"required": "Open deze pagina opnieuw.", "invalid": "Open deze pagina opnieuw."}


class WeekForm(StageForm, forms.Form):
    """For whom: the week in which they start, at one location. Stands in the address."""

    mark_optional = False
    week = forms.ChoiceField(label="Voor wie is de introductie?", required=False)

    def __init__(self, data=None, *, weeks):
        super().__init__(data)
        self.weeks = {week.key: week for week in weeks}
        self.fields["week"].choices = [(week.key, week.label) for week in weeks]
        self.ignore_wrong()

    @property
    def chosen(self):
        """The Week; the first one when nothing was chosen, None when nobody starts."""
        key = self.cleaned_data.get("week") if self.is_bound and self.is_valid() else ""
        return self.weeks.get(key) or next(iter(self.weeks.values()), None)


def line_time(line):
    """When a line of a programme begins."""
    hour, minute = line["time"].split(".")
    return time(int(hour), int(minute))


class ProgrammeField(forms.CharField):
    """Lines with a time and what happens then, as [{"time": "9.00", "text": "Koffie"}]."""

    widget = forms.Textarea(attrs={"rows": 8})

    def to_python(self, value):
        """The lines. Raises ValidationError that names the first line without a time."""
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"Het programma heeft {len(lines)} regels. Kort het in tot {MOST_LINES}.")
        return [self._line(number, line) for number, line in enumerate(lines, start=1)]

    def _line(self, number, line):
        found = LINE.fullmatch(line)
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise forms.ValidationError(f"Regel {number} begint niet met een tijd. {HOW}")
        if len(found[3]) > LONGEST_LINE:
            raise forms.ValidationError(f"Regel {number} is te lang. Kort hem in tot {LONGEST_LINE} tekens.")
        return {"time": f"{int(found[1])}.{found[2]}", "text": found[3]}

    def prepare_value(self, value):
        """The lines as they are typed."""
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{line['time']} {line['text']}" for line in value)


class MeetingForm(StageForm, forms.Form):
    """When, where, with whom and what happens."""

    day = DayField(
        label="Welke dag?",
        help_text=with_example_day("Bijvoorbeeld {}."),
        error_messages={"required": with_example_day("Vul de dag in, bijvoorbeeld {}.")},
    )
    begins_at = ClockField(
        label="Van", initial=FROM, error_messages={"required": "Vul in hoe laat het begint, bijvoorbeeld 9.00."}
    )
    ends_at = ClockField(
        label="Tot", initial=UNTIL, error_messages={"required": "Vul in hoe laat het klaar is, bijvoorbeeld 16.00."}
    )
    room = forms.CharField(
        label="Waar precies?",
        max_length=120,
        help_text="De ruimte, en hoe je er komt. Bijvoorbeeld: Leslokaal 1, naast de receptie.",
        error_messages={"required": "Vul de ruimte in, bijvoorbeeld Leslokaal 1, naast de receptie."},
    )
    programme = ProgrammeField(
        label="Programma", required=False, help_text=f"{HOW} Studenten lezen dit in de uitnodiging en op hun pagina."
    )
    note = forms.CharField(
        label="Wat moeten studenten nog weten?",
        required=False,
        max_length=300,
        help_text="Wat studenten meenemen, staat al in de uitnodiging. Schrijf hier alleen wat anders is.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    guides = forms.ModelMultipleChoiceField(
        label="Wie leidt het?",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Studenten zien de voornaam. Wie hier staat, kan de presentielijst openen.",
        error_messages={"invalid_choice": "Deze collega werkt hier niet meer. Kies iemand anders."},
    )

    def __init__(self, *args, staff, today, stored_day=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.stored_day = today, stored_day
        self.fields["guides"].queryset = staff
        self.fields["guides"].label_from_instance = lambda user: user.name

    def clean_day(self):
        """Not in the past; a day that stood there already may stay."""
        day = self.cleaned_data["day"]
        if day < self.today and day != self.stored_day:
            raise forms.ValidationError("Deze dag is voorbij. Kies vandaag of een latere dag.")
        return day

    def clean(self):
        """It ends after it begins, and the programme lies between."""
        cleaned = super().clean()
        begin, end = cleaned.get("begins_at"), cleaned.get("ends_at")
        if begin and end and end <= begin:
            self.add_error("ends_at", "De eindtijd ligt vóór de begintijd. Controleer beide tijden.")
        times = sorted(line_time(line) for line in cleaned.get("programme") or ())
        if begin and times and times[0] < begin:
            said = f"Het programma begint om {time_label(times[0])}, en de introductie om {time_label(begin)}."
            self.add_error("programme", f"{said} Maak die tijden gelijk.")
        elif end and times and times[-1] > end:
            said = f"Het programma gaat door tot {time_label(times[-1])}, en de introductie tot {time_label(end)}."
            self.add_error("programme", f"{said} Maak die tijden gelijk.")
        return cleaned

    @property
    def values(self):
        """What was filled in, for the actions."""
        names = ("day", "begins_at", "ends_at", "room", "programme", "note", "guides")
        return {name: self.cleaned_data[name] for name in names}


class NewMeetingForm(MeetingForm):
    """The same, with who is expected."""

    guests = forms.MultipleChoiceField(
        label="Wie verwacht je?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Vink ten minste één student aan.",
            "invalid_choice": "Een student op deze lijst staat nu op een andere lijst. Kijk opnieuw wie je verwacht.",
        },
    )

    def __init__(self, *args, placements, **kwargs):
        super().__init__(*args, **kwargs)
        self.placements = {str(one.pk): one for one in placements}
        field = self.fields["guests"]
        field.choices = [(key, _who(one)) for key, one in self.placements.items()]
        field.initial = [key for key, one in self.placements.items() if not one.cannot_come_at]

    @property
    def expected(self):
        """The stages that were ticked."""
        return [self.placements[key] for key in self.cleaned_data["guests"]]


class ChangeMeetingForm(MeetingForm):
    """The same, for one that stands."""

    location = forms.ModelChoiceField(
        label="Op welke locatie?",
        queryset=Location.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Kies de locatie.",
            "invalid_choice": "Deze locatie staat niet in de lijst. Kies een andere.",
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=OPEN_AGAIN)

    def __init__(self, *args, locations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = locations
        self.order_fields(["day", "begins_at", "ends_at", "location", "room"])

    @property
    def values(self):
        """What was filled in, with the location."""
        return super().values | {"location": self.cleaned_data["location"]}


def _who(placement):
    said = ", zei: ik kan niet komen" if placement.cannot_come_at else ""
    return f"{placement.student.name}, {placement.leerplaats.name}, start {short_date(placement.first_day)}{said}"


class DayForm(StageForm, forms.Form):
    """How the student's day was, in one tap, with words if the student wants."""

    mark = forms.TypedChoiceField(
        label="Hoe was je dag?",
        choices=MARKS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies hoe je dag was, of sla de vraag over.",
            "invalid_choice": "Kies een van de drie.",
        },
    )
    words = forms.CharField(
        label="Wil je er iets bij zeggen?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf geen namen op.",
    )
