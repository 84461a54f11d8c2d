"""Forms for delivering a list."""

import hashlib

from django import forms

from onboarding.aanlevering import FIELDS, PROGRAMME, WEEKDAYS, YEAR, days_of, missing_columns
from onboarding.aanlevering.cells import NotUnderstood
from profiles.dutch import WEEKDAYS as DAY_NAMES
from profiles.dutch import count
from profiles.enums import Role
from profiles.folding import fold
from profiles.forms.base import StageForm
from profiles.models import Institution, Programme, School

MAX_MEGABYTES = 10
NO_COLUMN = ""
NO_PROGRAMME = "De opleiding staat niet in je bestand. Kies de kolom, of kies onderaan de opleiding voor de hele lijst."


class UploadForm(StageForm, forms.Form):
    """A file or pasted cells, from which school, for which institution."""

    mark_optional = False  # of the two ways to hand in a list one is needed, so neither is optional
    school = forms.ModelChoiceField(
        label="Van welke school is de lijst?",
        queryset=School.objects.none(),
        empty_label="Kies een school",
        error_messages={"required": "Kies van welke school de lijst is."},
    )
    institution = forms.ModelChoiceField(
        label="Voor welke instelling is de lijst?",
        queryset=Institution.objects.none(),
        empty_label="Kies een instelling",
        error_messages={"required": "Kies voor welke instelling de lijst is."},
    )
    file = forms.FileField(
        label="Excel- of csv-bestand",
        required=False,
        help_text=f"Tot {MAX_MEGABYTES} MB. De namen van de kolommen mogen van jullie zijn.",
        error_messages={"empty": "Dit bestand is leeg. Kies een bestand met studenten."},
    )
    pasted = forms.CharField(
        label="Of plak de cellen uit je rekenblad",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Neem de rij met de namen van de kolommen mee.",
    )

    def __init__(self, *args, identity, **kwargs):
        super().__init__(*args, **kwargs)
        schools, institutions = School.objects.all(), Institution.objects.all()
        if identity.has(Role.COORDINATOR):
            institutions = institutions.filter(pk__in=identity.institution_ids(Role.COORDINATOR))
        else:
            schools = schools.filter(pk__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
        self._offer("school", schools)
        self._offer("institution", institutions)

    def _offer(self, name, queryset):
        self.fields[name].queryset = queryset
        only = list(queryset[:2])
        if len(only) == 1:
            self.fields[name].initial = only[0].pk
            self.fields[name].empty_label = None

    def clean_file(self):
        """Not larger than we read."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_MEGABYTES * 1024 * 1024:
            size = round(file.size / 1024 / 1024)
            raise forms.ValidationError(f"Dit bestand is {size} MB. Kies een bestand tot {MAX_MEGABYTES} MB.")
        return file

    def clean(self):
        """One of the two ways, as `data` (bytes) and `filename`."""
        found = super().clean()
        file, pasted = found.get("file"), found.get("pasted", "").strip()
        if file and pasted:
            self.add_error("pasted", "Kies een bestand of plak cellen. Allebei kan niet.")
        elif file:
            found["data"], found["filename"] = file.read(), file.name
        elif pasted:
            found["data"], found["filename"] = pasted.encode(), "Geplakte cellen"
        elif "file" not in self.errors:
            self.add_error("file", "Kies een bestand, of plak de cellen uit je rekenblad.")
        return found


class ColumnsForm(StageForm, forms.Form):
    """Which column is which field, and the opleiding when no column says it."""

    mark_optional = False  # the labels say which columns are needed
    default_programme = forms.ModelChoiceField(
        label="Opleiding, als die niet in de lijst staat",
        required=False,
        queryset=Programme.objects.all(),
        empty_label="De opleiding staat in de lijst",
    )

    def __init__(self, data=None, *, header, mapping, programme=None):
        super().__init__(data, initial={"default_programme": programme, **mapping})
        columns = [(NO_COLUMN, "Staat niet in de lijst"), *enumerate(header)]
        for one in FIELDS:
            self.fields[one.key] = forms.TypedChoiceField(
                label=f"{one.label.capitalize()} (nodig)" if one.required else one.label.capitalize(),
                required=False,
                choices=columns,
                coerce=int,
                empty_value=None,
                error_messages={"invalid_choice": "Kies een kolom uit de lijst."},
            )
        self.order_fields([*(one.key for one in FIELDS), "default_programme"])

    @property
    def main_fields(self):
        """The fields to look at: what was found, what is needed, and what is wrong."""
        spare = {field.name for field in self.spare_fields}
        return [field for field in self if field.name not in spare]

    @property
    def spare_fields(self):
        """The fields of which the list has no column, and that nobody needs."""
        optional = [one.key for one in FIELDS if not one.required]
        return [self[key] for key in optional if self[key].value() in (None, NO_COLUMN) and not self[key].errors]

    def clean(self):
        """The mapping, without a column twice and with everything that is needed."""
        found = super().clean()
        mapping = {one.key: found[one.key] for one in FIELDS if found.get(one.key) is not None}
        first = {}
        for key, place in mapping.items():
            if place in first:
                self.add_error(key, "Deze kolom is al gekozen bij een ander veld. Kies een andere kolom.")
            first.setdefault(place, key)
        missing = missing_columns(mapping, has_default_programme=bool(found.get("default_programme")))
        for key, sentence in missing.items():
            self.add_error(key, NO_PROGRAMME if key == "programme_name" else sentence)
        found["mapping"] = mapping
        return found


class WordsForm(StageForm, forms.Form):
    """What the words of a school mean: one question per word, whatever the number of rows."""

    mark_optional = False  # who does not know a word leaves it, and the rows say so
    YEARS = tuple((year, f"Leerjaar {year}") for year in (1, 2, 3, 4))

    def __init__(self, data=None, *, words):
        super().__init__(data)
        self.words = {word_field(word.kind, word.word): word for word in words}
        programmes = Programme.objects.all()
        for name, word in self.words.items():
            makers = {PROGRAMME: self._programme, YEAR: self._year, WEEKDAYS: self._days}
            field = makers[word.kind](word, programmes)
            rows = f"Staat in {count(word.rows, 'rij', 'rijen')}."
            field.required = False
            field.help_text = f"{rows} {field.help_text}".strip()
            self.fields[name] = field

    def _programme(self, word, programmes):
        return forms.ModelChoiceField(
            label=f"Welke opleiding is '{word.word}'?",
            queryset=programmes,
            empty_label="Dat weet ik niet",
            initial=word.meaning or word.guess,
            help_text="" if word.meaning or not word.guess else "Dit is onze gok. Klopt die?",
            error_messages={"invalid_choice": "Kies een opleiding uit de lijst."},
        )

    def _year(self, word, _programmes):
        return forms.TypedChoiceField(
            label=f"Welk leerjaar is '{word.word}'?",
            choices=[("", "Dat weet ik niet"), *self.YEARS],
            coerce=int,
            empty_value=None,
            initial=word.meaning,
            error_messages={"invalid_choice": "Kies een leerjaar uit de lijst."},
        )

    def _days(self, word, _programmes):
        return forms.CharField(
            label=f"Welke stagedagen zijn '{word.word}'?",
            max_length=60,
            initial=", ".join(DAY_NAMES[day] for day in word.meaning or ()),
            help_text="Schrijf ze zo: di, wo, do.",
        )

    def clean(self):
        """The meanings as kind -> folded word -> meaning; None for a word that nobody knows."""
        found = super().clean()
        found["meanings"] = {}
        for name, word in self.words.items():
            if name in self.errors:
                continue
            meaning = found.get(name) or None
            if meaning and word.kind == PROGRAMME:
                meaning = meaning.pk
            if meaning and word.kind == WEEKDAYS:
                try:
                    meaning = days_of(meaning)
                except NotUnderstood as problem:
                    self.add_error(name, problem.sentence[:1].upper() + problem.sentence[1:])
            found["meanings"].setdefault(word.kind, {})[fold(word.word)] = meaning
        return found


def word_field(kind, word):
    """The name of the field for this word, which stays the same when other words are answered."""
    return f"{kind}-{hashlib.sha256(fold(word).encode()).hexdigest()[:10]}"
