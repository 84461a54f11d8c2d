"""The form of one line of a sjabloon, and the form that moves it."""

from django import forms

from profiles.dutch import count
from profiles.enums import LeadUnit, Sector
from profiles.forms.base import StageForm
from profiles.forms.fields import ClockField, WordsField
from profiles.models import Programme
from toolbox.enums import Answer, Level, Owner
from toolbox.forms.merge_fields import known_fields_only
from toolbox.forms.moments import ALWAYS, BEFORE, MOMENTS, columns_of, initial_moment, number_error
from toolbox.models import Item

MOST_TEXT = Item._meta.get_field("text").max_length
MOST_NOTE = Item._meta.get_field("note").max_length
MOST_CHOICE, MOST_CHOICES = 80, 10
MOST_ROOM = 20
YEARS = [(year, f"Leerjaar {year}") for year in (1, 2, 3, 4)]

# The fields of the form that a column of a format (toolbox.formats) asks for.
FIELDS = {
    "owner": ("owner",),
    "moment": ("moment", "number"),
    "critical": ("critical",),
    "lead": ("lead_time", "lead_unit"),
    "blocking": ("blocking",),
    "fallback": ("fallback",),
    "visible": ("visible_to_student",),
    "short_name": ("short_name",),
    "note": ("note",),
    "time": ("time",),
    "place": ("place",),
    "answer": ("answer", "choices"),
    "room": ("room",),
    "applies": ("for_programmes", "for_years", "for_sectors"),
}
# What a line is called in a format that has this column: label, and an example of a good one. The first counts.
KINDS_OF_LINE = (
    ("moment", "Wat gebeurt er?", "Vul in wat er gebeurt, bijvoorbeeld: Het pasje ligt klaar op naam."),
    ("time", "Wat gebeurt er?", "Vul in wat er gebeurt, bijvoorbeeld: Rondleiding door het gebouw."),
    ("answer", "Vraag", "Vul een vraag in, bijvoorbeeld: Voelde je je welkom?"),
    ("room", "Vraag of opdracht", "Vul een vraag in, bijvoorbeeld: Wat wil je hier leren?"),
    ("owner", "Wat moet er klaar zijn?", "Vul in wat er klaar moet zijn, bijvoorbeeld: Het team kent het plan."),
    ("", "Tekst", "Vul een tekst in, bijvoorbeeld: Drink koffie met een collega."),
)


class ItemForm(StageForm, forms.Form):
    """One line of `template`: the fields that its format asks for. `values` is what toolbox.actions.items stores."""

    mark_optional = False  # a number is needed or not, depending on the moment

    text = WordsField(
        label="",
        max_length=MOST_TEXT,
        rows=3,
        validators=[known_fields_only],
        error_messages={"required": "Vul een tekst in."},
    )
    note = WordsField(
        label="Toelichting (mag leeg blijven)",
        help_text="Een uitleg, of wat je doet als het nog niet in orde is.",
        required=False,
        max_length=MOST_NOTE,
        rows=3,
        validators=[known_fields_only],
    )
    time = ClockField(label="Hoe laat? (mag leeg blijven)", help_text="Bijvoorbeeld 9.00.", required=False)
    place = forms.CharField(
        label="Waar? (mag leeg blijven)",
        help_text="Bijvoorbeeld: kamer 2.14, of [meldplek].",
        required=False,
        max_length=Item._meta.get_field("place").max_length,
        validators=[known_fields_only],
    )
    short_name = forms.CharField(
        label="Korte naam voor het overzicht (mag leeg blijven)",
        help_text="Een paar woorden, bijvoorbeeld: pasje.",
        required=False,
        max_length=40,
        error_messages={"max_length": "Kort de naam in tot 40 tekens."},
    )
    owner = forms.ChoiceField(label="Wie doet het?", error_messages={"required": "Kies wie dit doet."})
    moment = forms.ChoiceField(
        label="Wanneer?",
        choices=MOMENTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wanneer dit gebeurt."},
    )
    number = forms.IntegerField(
        label="Hoeveel dagen, of welke stagedag?",
        required=False,
        help_text="Bijvoorbeeld 14 dagen, of stagedag 1: de eerste dag. Laat dit leeg bij geen vaste dag.",
        error_messages={"invalid": "Vul het getal in als cijfer, bijvoorbeeld 14."},
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    lead_time = forms.IntegerField(
        label="Hoe lang duurt het regelen? (mag leeg blijven)",
        required=False,
        help_text="Bijvoorbeeld 10 werkdagen. Dan zien jullie wanneer iemand moet beginnen.",
        error_messages={"invalid": "Vul het getal in als cijfer, bijvoorbeeld 10."},
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    lead_unit = forms.ChoiceField(
        label="In werkdagen, weken of maanden?",
        choices=[(unit.value, unit.label.capitalize()) for unit in LeadUnit],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies werkdagen, weken of maanden."},
    )
    answer = forms.ChoiceField(
        label="Hoe antwoord je?",
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe je deze vraag beantwoordt."},
    )
    choices = forms.CharField(
        label="Antwoorden om uit te kiezen",
        help_text="Elk antwoord op een eigen regel. Alleen nodig bij ‘Eén antwoord kiezen’.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    room = forms.IntegerField(
        label="Hoeveel lijnen om op te schrijven? (mag leeg blijven)",
        help_text="Een getal tot en met 20. Leeg betekent: geen.",
        required=False,
        error_messages={"invalid": "Vul het getal in als cijfer, bijvoorbeeld 3."},
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    critical = forms.BooleanField(label="Zonder dit kan de student niet goed starten", required=False)
    blocking = forms.BooleanField(
        label="Zonder dit mag de student niet starten",
        required=False,
        help_text="Doet de student dit zelf? Dan zien begeleiders ook of het klaar is.",
    )
    fallback = WordsField(
        label="Lukt het niet: wat doen jullie dan? (mag leeg blijven)",
        help_text="Bijvoorbeeld: Leen een pas bij de balie.",
        required=False,
        max_length=Item._meta.get_field("fallback").max_length,
        rows=2,
        validators=[known_fields_only],
    )
    visible_to_student = forms.BooleanField(
        label="De student ziet dit",
        required=False,
        help_text="Wat de student zelf doet, ziet de student altijd.",
    )
    locked = forms.BooleanField(
        label="Vastgezet: versies hieronder houden deze regel zo",
        required=False,
        help_text="Een instelling of leerplaats kan deze regel dan niet aanpassen of weghalen.",
    )
    for_programmes = forms.TypedMultipleChoiceField(
        label="Opleidingen",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Deze opleiding is er niet meer. Kies een andere opleiding."},
    )
    for_years = forms.TypedMultipleChoiceField(
        label="Leerjaren",
        coerce=int,
        choices=YEARS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies leerjaar 1, 2, 3 of 4."},
    )
    for_sectors = forms.MultipleChoiceField(
        label="Soorten zorg",
        choices=Sector.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies een soort zorg uit de lijst."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, template, item=None):
        super().__init__(data, initial=_initial(item) if item else {"moment": BEFORE, "lead_unit": LeadUnit.WORKDAYS})
        self.kind = template.kind
        asked = {name for column in self.kind.columns for name in FIELDS[column]}
        locks = {"locked"} if template.level != Level.LEERPLAATS else set()
        for name in set(self.fields) - asked - locks - {"text", "version"}:
            del self.fields[name]
        self._set_text()
        self._set_owner(item)
        if "for_programmes" in self.fields:
            self.fields["for_programmes"].choices = [(one.pk, str(one)) for one in Programme.objects.all()]

    def _set_text(self):
        text = self.fields["text"]
        columns = self.kind.columns
        _, text.label, example = next(kind for kind in KINDS_OF_LINE if not kind[0] or kind[0] in columns)
        text.error_messages |= {
            "required": example,
            "max_length": f"Deze tekst is %(show_value)d tekens. Kort hem in tot {MOST_TEXT} tekens.",
        }
        if self.kind.most_words:
            text.max_words = text.widget.attrs["data-counter-words"] = self.kind.most_words
            text.help_text = f"Ten hoogste {count(self.kind.most_words, 'woord', 'woorden')}."
        else:
            text.help_text = "Eén of twee korte zinnen. De student of collega leest precies deze tekst."

    def _set_owner(self, item):
        owner = self.fields.get("owner")
        if owner is None:
            return
        if item and item.owner == Owner.SYSTEM:
            owner.choices = [(Owner.SYSTEM.value, Owner.SYSTEM.label)]
            return
        owner.required = "moment" in self.kind.columns
        nobody = "Kies wie dit doet" if owner.required else "Niemand in het bijzonder"
        owner.choices = [("", nobody), *(choice for choice in Owner.choices if choice[0] != Owner.SYSTEM)]

    @property
    def applies_fields(self):
        """The fields that say for whom the line is; they stand folded at the end of the form."""
        return [self[name] for name in FIELDS["applies"] if name in self.fields]

    @property
    def main_fields(self):
        """All other fields, in order; the hidden one too."""
        return [self[name] for name in self.fields if name not in FIELDS["applies"]]

    @property
    def is_for_some(self):
        """Whether somebody chose for whom the line is, or something in that choice is wrong."""
        return any(field.errors or field.value() for field in self.applies_fields)

    def clean_time(self):
        """The time as it is stored and printed: "9.00"."""
        time = self.cleaned_data["time"]
        return f"{time.hour}.{time.minute:02}" if time else ""

    def clean_room(self):
        """A number of lines that fits on a sheet; none when left empty."""
        room = self.cleaned_data["room"] or 0
        if not 0 <= room <= MOST_ROOM:
            raise forms.ValidationError(f"Vul een getal in van 0 tot en met {MOST_ROOM}.")
        return room

    def clean_choices(self):
        """The answers as a list, without empty ones and repeats."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines()]
        choices = list(dict.fromkeys(filter(None, lines)))
        if len(choices) > MOST_CHOICES:
            raise forms.ValidationError(f"Dit zijn {len(choices)} antwoorden. Kies er ten hoogste {MOST_CHOICES}.")
        if long := next((choice for choice in choices if len(choice) > MOST_CHOICE), None):
            raise forms.ValidationError(f"Kort dit antwoord in tot {MOST_CHOICE} tekens: {long}")
        return choices

    def clean(self):
        """A chosen moment has its number; a question with choices has at least two."""
        cleaned = super().clean()
        if "moment" in cleaned and "number" in self.fields:
            if cleaned["moment"] == ALWAYS:
                self.errors.pop("number", None)
            elif "number" not in self.errors and (wrong := number_error(cleaned["moment"], cleaned["number"])):
                self.add_error("number", wrong)
        if cleaned.get("lead_time") is not None and (wrong := _lead_error(cleaned)):
            self.add_error("lead_time", wrong)
        if cleaned.get("answer") == Answer.CHOICE and len(cleaned.get("choices", ("", ""))) < 2:
            self.add_error("choices", "Vul minstens 2 antwoorden in, elk op een eigen regel.")
        return cleaned

    @property
    def values(self):
        """The cleaned answers as columns of a line; only those that the format has."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in NO_COLUMN}
        if "moment" in self.fields:
            values |= columns_of(self.cleaned_data["moment"], self.cleaned_data.get("number"))
        if "lead_unit" in values:
            values["lead_unit"] = "" if values["lead_time"] is None else values["lead_unit"] or LeadUnit.WORKDAYS
        if values.get("answer", Answer.CHOICE) != Answer.CHOICE:
            values["choices"] = []
        if "visible_to_student" in values and values.get("owner") == Owner.STUDENT:
            values["visible_to_student"] = True
        return values


class PlaceForm(StageForm, forms.Form):
    """To which part and place a line goes."""

    section = forms.ModelChoiceField(
        label="Deel",
        queryset=None,
        empty_label=None,
        error_messages={
            "required": "Kies een deel van de lijst.",
            "invalid_choice": "Dit deel is er niet meer. Kies een ander deel.",
        },
    )
    place = forms.IntegerField(
        label="Plek",
        help_text="1 is bovenaan. Een getal dat te hoog is, betekent onderaan.",
        min_value=1,
        error_messages={
            "required": "Vul in op welke plek de regel komt, bijvoorbeeld 1.",
            "invalid": "Vul de plek in als cijfer, bijvoorbeeld 1.",
            "min_value": "Vul 1 of een hoger getal in.",
        },
    )

    def __init__(self, data=None, *, item):
        super().__init__(data, initial={"section": item.section_id, "place": item.position})
        self.fields["section"].queryset = item.section.template.sections.kept()


NO_COLUMN = ("moment", "number", "version")
MOST_LEAD = {LeadUnit.WORKDAYS: 250, LeadUnit.WEEKS: 52, LeadUnit.MONTHS: 24}


def _lead_error(cleaned):
    """What is wrong with how long something takes; "" when it is right."""
    if cleaned.get("moment") == ALWAYS:
        return "Kies eerst wanneer dit klaar moet zijn, of laat dit leeg."
    most = MOST_LEAD.get(cleaned.get("lead_unit"), MOST_LEAD[LeadUnit.WORKDAYS])
    return "" if 1 <= cleaned["lead_time"] <= most else f"Vul een getal in van 1 tot en met {most}."


def _initial(item):
    same = [name for names in FIELDS.values() for name in names if name not in (*NO_COLUMN, "choices", "room")]
    values = {name: getattr(item, name) for name in (*same, "text", "locked", "version")}
    moment, number = initial_moment(item)
    values["lead_unit"] = item.lead_unit or LeadUnit.WORKDAYS
    more = {"moment": moment, "number": number, "choices": "\n".join(item.choices), "room": item.room or None}
    return values | more
