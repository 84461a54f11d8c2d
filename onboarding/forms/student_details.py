"""The facts of a student and of what is asked for, corrected or added by hand."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from onboarding.aanlevering.cells import NotUnderstood
from onboarding.aanlevering.values import parse_postcode, parse_student_number
from onboarding.enums import LearningWay, Weekday
from onboarding.models import PlacementRequest, Student
from onboarding.plain_values import plain, values_of
from profiles.dutch import long_date, plain_date
from profiles.forms.base import StageForm
from profiles.forms.fields import LAST_BEFORE_FIRST, DayField, EmailField
from profiles.merging import write_seen
from profiles.models import Institution, Period, Programme, School

STUDENT_FIELDS = ("given_name", "infix", "last_name", "email", "student_number", "postcode", "town")
REQUEST_FIELDS = (
    "programme",
    "year",
    "learning_way",
    "starts_on",
    "ends_on",
    "weekdays",
    "school_day",
    "hours_per_week",
    "remark",
)
FIXED_BY_A_STAGE = ("programme", "year", "starts_on", "ends_on", "weekdays")  # changed on the page of the stage
WHOSE = {
    "email": ("Dit e-mailadres", "het adres"),
    "student_number": ("Dit studentnummer", "het nummer"),
}
DAYS = [(day.value, day.label) for day in Weekday]


def _understood(parse, text):
    """What `parse` makes of a typed text; its sentence begins with a capital here."""
    try:
        return parse(" ".join(text.split()))
    except NotUnderstood as problem:
        sentence = str(problem)
        raise ValidationError(f"{sentence[:1].upper()}{sentence[1:]}") from None


class StudentFields(forms.Form):
    """Who the student is. `school` says within which school e-mail address and number are unique."""

    given_name = forms.CharField(
        label="Roepnaam",
        max_length=60,
        error_messages={"required": "Vul de roepnaam in, bijvoorbeeld Noor."},
    )
    infix = forms.CharField(
        label="Tussenvoegsel", required=False, max_length=20, help_text="Bijvoorbeeld van der of ’t."
    )
    last_name = forms.CharField(
        label="Achternaam",
        max_length=80,
        error_messages={"required": "Vul de achternaam in, bijvoorbeeld Aalbers."},
    )
    email = EmailField(label="E-mailadres van de student", help_text="Hiermee logt de student in.")
    student_number = forms.CharField(
        label="Studentnummer", required=False, max_length=20, help_text="Het nummer van de school. Geen BSN."
    )
    postcode = forms.CharField(
        label="Postcode",
        required=False,
        max_length=10,
        help_text="Bijvoorbeeld 3011 AB. Nodig om de reis te schatten.",
        widget=forms.TextInput(attrs={"class": "input-short"}),
    )
    town = forms.CharField(label="Woonplaats", required=False, max_length=80)

    def clean_student_number(self):
        """The number as text, with its leading zeros."""
        typed = self.cleaned_data["student_number"]
        return _understood(parse_student_number, typed) if typed else ""

    def clean_postcode(self):
        """The postcode as "3011 AB"."""
        typed = self.cleaned_data["postcode"]
        return _understood(parse_postcode, typed) if typed else ""


class RequestFields(forms.Form):
    """What is asked for. The period follows from the first day."""

    programme = forms.ModelChoiceField(
        label="Opleiding",
        queryset=Programme.objects.all(),
        empty_label="Kies een opleiding",
        error_messages={"required": "Kies een opleiding.", "invalid_choice": "Kies een opleiding uit de lijst."},
    )
    year = forms.TypedChoiceField(
        label="Leerjaar",
        choices=[("", "Kies een leerjaar"), *((number, str(number)) for number in range(1, 5))],
        coerce=int,
        error_messages={"required": "Kies een leerjaar."},
    )
    learning_way = forms.ChoiceField(
        label="Leerweg",
        required=False,
        choices=[("", "Weet ik niet"), *LearningWay.choices],
        help_text="Nodig voor de lijst van het Stagefonds.",
    )
    starts_on = DayField(
        label="Eerste dag",
        help_text="Bijvoorbeeld 2-2-2027.",
        error_messages={"required": "Vul de eerste dag in, bijvoorbeeld 2-2-2027."},
    )
    ends_on = DayField(
        label="Laatste dag",
        help_text="Bijvoorbeeld 9-7-2027.",
        error_messages={"required": "Vul de laatste dag in, bijvoorbeeld 9-7-2027."},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="Stagedagen",
        choices=DAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één dag waarop de student stage loopt."},
    )
    school_day = forms.TypedChoiceField(
        label="Schooldag",
        required=False,
        choices=[("", "Geen vaste dag, of weet ik niet"), *DAYS[:5]],
        coerce=int,
        empty_value=None,
    )
    hours_per_week = forms.DecimalField(
        label="Uren per week",
        required=False,
        min_value=1,
        max_value=60,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "decimal"}),
        error_messages={
            "invalid": "Vul het aantal uren in als cijfer, bijvoorbeeld 28,5.",
            "min_value": "Vul een getal in van 1 tot en met 60.",
            "max_value": "Vul een getal in van 1 tot en met 60.",
            "max_decimal_places": "Gebruik hoogstens 1 cijfer achter de komma, bijvoorbeeld 28,5.",
            "max_digits": "Vul een getal in van 1 tot en met 60.",
            "max_whole_digits": "Vul een getal in van 1 tot en met 60.",
        },
    )
    remark = forms.CharField(
        label="Opmerking",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf niets over gezondheid. De student kan vragen om dit te lezen.",
    )

    def check_request(self, cleaned):
        """What two answers together say: dates in order and in a period, and the school day is no stagedag."""
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", LAST_BEFORE_FIRST)
        if first:
            self.period = period_around(first)
            if self.period is None:
                self.add_error(
                    "starts_on", f"{long_date(first).capitalize()} valt in geen periode. Kies een andere dag."
                )
        if cleaned.get("school_day") is not None and cleaned.get("school_day") in cleaned.get("weekdays", ()):
            self.add_error("school_day", "De schooldag staat ook bij de stagedagen. Kies een van de twee.")
        programme, year = cleaned.get("programme"), cleaned.get("year")
        if programme and year and year > programme.years:
            self.add_error("year", f"{programme} heeft {programme.years} leerjaren. Kies een ander leerjaar.")


def period_around(day):
    """The period in which `day` falls; of two that overlap the one that started last; None without one."""
    return Period.objects.filter(starts_on__lte=day, ends_on__gte=day).order_by("-starts_on", "name").first()


class _Corrected(StageForm):
    """A form of a row that exists: begins with its values, and knows in a hidden field what was seen."""

    shown = ()

    def _begin(self, row, fields):
        self.shown = tuple(name for name in fields if name in self.fields)
        self.initial |= {name: getattr(row, name) for name in self.shown}
        self.initial |= {name: self.initial[name].pk for name in self.shown if hasattr(self.initial[name], "pk")}
        if self.initial.get("hours_per_week"):
            self.initial["hours_per_week"] = f"{self.initial['hours_per_week']:g}".replace(".", ",")
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["seen"] = write_seen(values_of(row, self.shown))

    @property
    def plain_values(self):
        """What was filled in, plain, by field."""
        return {name: plain(self.cleaned_data[name]) for name in self.shown}

    def show_again(self, stored, kept):
        """After a clash: count from what is `stored` now; the fields `kept` that only the other changed show theirs."""
        self.now_knows(seen=write_seen(stored))
        for name in kept:
            value = stored[name]
            values = value if isinstance(value, list) else ["" if value is None else value]
            self.data.setlist(name, [str(one) for one in values])


class StudentForm(_Corrected, StudentFields):
    """Correct who a student is. `may_email` is False for who may not change where the student logs in."""

    def __init__(self, data=None, *, student, may_email=True):
        super().__init__(data)
        self.student = student
        if not may_email:
            del self.fields["email"]
        self._begin(student, STUDENT_FIELDS)

    def clean(self):
        """E-mail address and number are those of no other student of the school."""
        cleaned = super().clean()
        others = Student.objects.filter(school=self.student.school_id).exclude(pk=self.student.pk)
        email, number = cleaned.get("email"), cleaned.get("student_number")
        if email and others.filter(email__iexact=email).exists():
            self.add_error("email", "Een andere student van deze school heeft dit e-mailadres. Vul een ander adres in.")
        if number and others.filter(student_number=number).exists():
            self.add_error("student_number", "Een andere student van deze school heeft dit nummer. Controleer het.")
        return cleaned


class RequestForm(_Corrected, RequestFields):
    """Correct what is asked for. With a stage (`is_placed`) its days and dates are changed on its own page."""

    def __init__(self, data=None, *, request, is_placed=False):
        super().__init__(data)
        self.request, self.period = request, request.period
        for name in FIXED_BY_A_STAGE if is_placed else ():
            del self.fields[name]
        self._begin(request, REQUEST_FIELDS)

    def clean(self):
        """Dates in order and in a period, and not those of another request of this student."""
        cleaned = super().clean()
        if "starts_on" in self.fields:
            self.check_request(cleaned)
        same = PlacementRequest.objects.filter(student=self.request.student_id, institution=self.request.institution_id)
        twin = same.exclude(pk=self.request.pk).filter(period=self.period, starts_on=cleaned.get("starts_on"))
        if cleaned.get("starts_on") and twin.exists():
            self.add_error("starts_on", "Voor deze student staat er al een aanvraag met deze eerste dag.")
        return cleaned


class NewStudentForm(StageForm, RequestFields, StudentFields):
    """One student with one request, without a list."""

    school = forms.ModelChoiceField(
        label="School",
        queryset=School.objects.all(),
        empty_label="Kies een school",
        error_messages={"required": "Kies van welke school de student is.", "invalid_choice": "Kies uit de lijst."},
    )
    institution = forms.ModelChoiceField(
        label="Instelling",
        queryset=Institution.objects.all(),
        empty_label="Kies een instelling",
        error_messages={
            "required": "Kies bij welke instelling de student een plek zoekt.",
            "invalid_choice": "Kies uit de lijst.",
        },
    )
    field_order = ("school", "institution", *STUDENT_FIELDS, *REQUEST_FIELDS)

    def __init__(self, data=None, *, schools, institutions):
        super().__init__(data)
        self.period = None
        for name, choices in (("school", schools), ("institution", institutions)):
            self.fields[name].queryset = choices
            if len(choices) == 1:
                self.initial[name] = choices[0].pk
                self.fields[name].empty_label = None

    @property
    def parts(self):
        """The fields as (heading, fields), in the order of the page."""
        parts = (
            ("School en instelling", ("school", "institution")),
            ("Wie is de student?", STUDENT_FIELDS),
            ("Wat voor stage is het?", REQUEST_FIELDS),
        )
        return [(title, [self[name] for name in names]) for title, names in parts]

    def clean(self):
        """Dates in order and in a period."""
        cleaned = super().clean()
        self.check_request(cleaned)
        return cleaned

    def refuse_owned(self, owners, may_open):
        """Say at each field of `owners` whose it is; by name, with a link, for the ids in `may_open` only."""
        for field, owner in owners.items():
            this, wrong = WHOSE[field]
            if owner.pk not in may_open:
                self.add_error(field, f"{this} is al in gebruik bij deze school.")
                continue
            self.add_error(field, f"{this} is van {owner.short_name} Open die student of verbeter {wrong}.")
            self._link(field, owner)

    def refuse_again(self, asked):
        """Say at the first day that the student has the request `asked` already, with a link to the student."""
        if asked.withdrawn_at:
            text = "Een aanvraag met deze eerste dag is ingetrokken. Open de student en kies ‘Zoek toch een plek’."
        else:
            days = f"van {plain_date(asked.starts_on)} tot en met {plain_date(asked.ends_on)}"
            text = f"Deze student vroeg hier al een plek {days}. Kies andere datums, of verbeter die aanvraag."
        self.add_error("starts_on", text)
        self._link("starts_on", asked.student)

    def _link(self, name, student):
        """A link below the label: within the error it would stand inside the link of the summary."""
        field = self[name]
        address = reverse("student-detail", args=[student.pk])
        field.help_text = format_html('{} <a href="{}">Open {}</a>', field.help_text, address, student.short_name)
