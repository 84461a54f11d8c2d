"""Forms for delivering a list."""

from django import forms

from onboarding.aanlevering import FIELDS, missing_columns
from profiles.enums import Role
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
