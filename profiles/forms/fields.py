"""Form fields that read what Dutch people type and answer a mistake with what to do."""

import re
from datetime import date, time

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy

from profiles.dutch import MONTHS, count

NUMERIC_DAY = re.compile(r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
WRITTEN_DAY = re.compile(r"(?:[a-z]+dag\s+)?(\d{1,2})\s+([a-z]{3,})\.?\s+(\d{4})")
HOW_TO_WRITE = "Schrijf de tijd zo: 8.30."
LAST_BEFORE_FIRST = "De laatste dag ligt vóór de eerste dag. Controleer beide datums."
CLOCK = re.compile(r"(\d{1,2})(?:\s*[.:u]\s*(\d{2}))?(?:\s*uur)?")


def example_day(day=2, month=2):
    """A day of next year as people type it: an example in a form is never over."""
    return f"{day}-{month}-{timezone.localdate().year + 1}"


_lazy_example = lazy(example_day, str)


def with_example_day(sentence, **day):
    """`sentence` with an example_day for its {}, made when the page is shown: a server may run into the new year."""
    return format_lazy(sentence, _lazy_example(**day))


class WordsField(forms.CharField):
    """A text of at most `max_words` words, with starter bullets and a folded example."""

    def __init__(self, *, max_words=0, starters=(), example="", rows=6, **kwargs):
        attrs = {"rows": rows}
        if max_words:
            attrs["data-counter-words"] = max_words
        kwargs.setdefault("widget", forms.Textarea(attrs))
        super().__init__(**kwargs)
        self.max_words = max_words
        self.starters = tuple(starters)
        self.example = example

    def to_python(self, value):
        """The text with line breaks as we keep them: browsers send two characters, and that is no change."""
        return "\n".join(super().to_python(value).splitlines())

    def validate(self, value):
        """Not longer than the limit, in words."""
        super().validate(value)
        surplus = len(value.split()) - self.max_words
        if self.max_words and surplus > 0:
            words = count(surplus, "woord", "woorden")
            raise ValidationError(
                f"Je tekst is {words} te lang. Kort hem in tot {self.max_words} woorden.",
                code="too_long",
            )


class ChoicesOrNoneField(forms.MultipleChoiceField):
    """Tick boxes with one last choice that stands alone, such as 'Geen kledingregels'.

    `exclusive` is the value of that choice; it is shown after 'of' and refused together with another.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, exclusive, option_hints=None, **kwargs):
        super().__init__(**kwargs)
        self.exclusive = exclusive
        self.option_hints = option_hints or {}

    def validate(self, value):
        """The choice that stands alone does stand alone."""
        super().validate(value)
        if self.exclusive in value and len(value) > 1:
            label = dict(self.choices)[self.exclusive]
            raise ValidationError(
                f"Kies '{label}' of vink iets anders aan. Allebei kan niet.",
                code="exclusive",
            )


class DayField(forms.DateField):
    """A day as people write it: 2-2-2026, 02/02/26, 2 februari 2026 or 2026-02-02."""

    widget = forms.TextInput(attrs={"class": "input-medium", "autocomplete": "off"})

    def to_python(self, value):
        """The typed text as a date."""
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        return read_day(value)

    def prepare_value(self, value):
        """The date as it is typed."""
        return f"{value.day}-{value.month}-{value.year}" if isinstance(value, date) else value


def read_day(text):
    """The date in `text`. Raises ValidationError that says what is wrong with it."""
    text = " ".join(text.lower().split())
    if found := ISO_DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := NUMERIC_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif (found := WRITTEN_DAY.fullmatch(text)) and (month := _month_number(found[2])):
        day, year = int(found[1]), int(found[3])
    else:
        raise ValidationError(
            f"Deze datum kunnen we niet lezen. Schrijf de datum zo: {example_day()}.",
            code="invalid",
        )
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day)
    except ValueError:
        named = f"{day} {MONTHS[month - 1]}" if 1 <= month <= 12 else f"{day}-{month}-{year}"
        raise ValidationError(f"{named} bestaat niet. Vul een andere datum in.", code="no_such_day") from None


def _month_number(word):
    """1 to 12 for a Dutch month name or its first letters (`mrt` too), else None."""
    word = "maart" if word == "mrt" else word
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(word)), None)


class ClockField(forms.TimeField):
    """A time as people write it: 8.30, 08:30, 8.30 uur or 8 uur."""

    widget = forms.TextInput(attrs={"class": "input-short", "autocomplete": "off"})

    def to_python(self, value):
        """The typed text as a time."""
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        found = CLOCK.fullmatch(value.strip().lower())
        if not found:
            raise ValidationError(HOW_TO_WRITE, code="invalid")
        try:
            return time(int(found[1]), int(found[2] or 0))
        except ValueError:
            impossible = f"De tijd {found[1]}.{found[2] or '00'} bestaat niet. {HOW_TO_WRITE}"
            raise ValidationError(impossible, code="no_such_time") from None

    def prepare_value(self, value):
        """The time as it is typed."""
        return f"{value.hour}.{value.minute:02}" if isinstance(value, time) else value


class EmailField(forms.EmailField):
    """An e-mail address, in lower case; a mistake is answered with what is missing."""

    widget = forms.TextInput(
        attrs={"type": "email", "autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
    )

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "E-mailadres")
        super().__init__(**kwargs)
        self.error_messages["required"] = "Vul een e-mailadres in, bijvoorbeeld naam@school.nl."
        self.error_messages["invalid"] = "Dit e-mailadres klopt niet. Bijvoorbeeld naam@school.nl."

    def to_python(self, value):
        """The address in lower case, as users have it."""
        return super().to_python(value).lower()

    def run_validators(self, value):
        """Say first what is missing most often."""
        if value and "@" not in value:
            raise ValidationError("Er mist een @ in het e-mailadres. Bijvoorbeeld naam@school.nl.", code="no_at")
        super().run_validators(value)


class PhoneField(forms.CharField):
    """A phone number, kept in the groups people read aloud: 010 123 45 67."""

    widget = forms.TextInput(attrs={"class": "input-medium", "inputmode": "tel", "autocomplete": "tel"})

    def clean(self, value):
        """The number with its spaces, or an empty text."""
        return read_phone(text) if (text := super().clean(value)) else ""


def read_phone(text):
    """`text` as a grouped number. Raises ValidationError that says what is wrong with it."""
    example = "Vul 10 cijfers in, bijvoorbeeld 010 123 45 67."
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        raise ValidationError(f"Dit is geen telefoonnummer. {example}", code="invalid") from None
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(f"Dit nummer {_what_is_wrong(number)}. {example}", code="invalid")
    return _in_groups(number)


def _what_is_wrong(number):
    """Too short, too long, or nobody's. The library calls much that is too short merely unknown."""
    length = len(phonenumbers.national_significant_number(number))
    if number.country_code != 31 or length == 9:
        return "bestaat niet"
    return "is te kort" if length < 9 else "is te lang"


def _in_groups(number):
    """The number in the groups people read aloud: 010 123 45 67, 0182 12 34 56, 06 12 34 56 78."""
    layout = phonenumbers.PhoneNumberFormat
    if number.country_code != 31:
        return phonenumbers.format_number(number, layout.INTERNATIONAL)
    digits = phonenumbers.national_significant_number(number)
    area = 1 if digits.startswith("6") else phonenumbers.length_of_geographical_area_code(number)
    if not area:
        return phonenumbers.format_number(number, layout.NATIONAL)
    rest = digits[area:]
    first = len(rest) % 2 and 3
    groups = [rest[:first], *(rest[at : at + 2] for at in range(first, len(rest), 2))]
    return " ".join([f"0{digits[:area]}", *filter(None, groups)])
