"""What holds for a whole institution or location: one topic of questions, and one requirement."""

from django import forms
from django.core.exceptions import ValidationError

from profiles.enums import Applies, ArrangedBy, LeadUnit
from profiles.forms.answers import ON_PAGES_OF_THEIR_OWN, fields_for, initial_for, stored
from profiles.forms.base import StageForm
from profiles.merging import fingerprint, read_seen, write_seen
from profiles.wording import answer_lines, requirement_answer, requirement_notes

SO_NOT_ANSWERED = "Nog niet afgesproken"


class SharedForm(StageForm, forms.Form):
    """The shared questions of `topic`, filled with `answers`. `above` has what the institution says to a location."""

    mark_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, topic, answers, above, **kwargs):
        self.questions = shared_questions(topic)
        initial = {"seen": write_seen({question.key: answers.get(question.key) for question in self.questions})}
        for question in self.questions:
            initial |= initial_for(question, answers.get(question.key))
        super().__init__(*args, initial=initial, **kwargs)
        for question in self.questions:
            for name, field in fields_for(question, None):
                self.fields[name] = field
            self._tell_what_holds_above(question, above.get(question.key))

    def _tell_what_holds_above(self, question, inherited):
        if inherited:
            lines = "; ".join(answer_lines(question, inherited.value))
            field = self.fields[question.key]
            hint = f"Bij {inherited.origin} geldt: {lines.rstrip('.')}. Laat dit leeg als het hier ook zo is."
            field.help_text = f"{field.help_text} {hint}".strip()

    @property
    def answers(self):
        """The stored answers that follow from what was typed, with None for no answer. Only when valid."""
        return {question.key: stored(question, self.cleaned_data) for question in self.questions}

    @property
    def seen_answers(self):
        """The fingerprints of the answers as they were when the page was opened."""
        return read_seen(self.cleaned_data["seen"])

    def tell_clash(self, row, keys):
        """Say at each field what somebody else answered; the next time the typed answer counts."""
        who = row.updated_by.first_name if row.updated_by else "Iemand"
        by_key = {question.key: question for question in self.questions}
        for key in keys:
            theirs = "; ".join(answer_lines(by_key[key], row.answers.get(key))) or "geen antwoord"
            self.add_error(
                key, f"{who} schreef intussen: {theirs.rstrip('.')}. Kijk wat klopt en bewaar het nog een keer."
            )
        self.data = self.data.copy()
        self.data["seen"] = write_seen({question.key: row.answers.get(question.key) for question in self.questions})


def shared_questions(topic):
    """The questions of a topic that can be answered for all leerplaatsen, and have fields here."""
    return [q for q in topic.questions if q.is_shared and q.kind not in ON_PAGES_OF_THEIR_OWN]


class RequirementForm(StageForm, forms.Form):
    """What somebody says about one requirement: whether it applies, who arranges it, when, and what if not.

    `inherited` is the answer of those above, or None; then following them is the first choice.
    """

    mark_optional = False
    answer = forms.ChoiceField(label="Geldt dit?", widget=forms.RadioSelect, required=False)
    who = forms.ChoiceField(label="Wie regelt het?", widget=forms.RadioSelect, required=False)
    lead = forms.IntegerField(
        label="Hoe lang voor de start moet het in gang zijn?",
        help_text="Een getal. Bijvoorbeeld 8.",
        min_value=1,
        max_value=60,
        required=False,
        widget=forms.NumberInput({"class": "input-short"}),
        error_messages={
            "invalid": "Vul een heel getal in, bijvoorbeeld 8.",
            "min_value": "Vul een getal van 1 of hoger in.",
            "max_value": "Vul een getal tot en met 60 in.",
        },
    )
    unit = forms.ChoiceField(label="Waarin tel je?", choices=LeadUnit.choices, widget=forms.RadioSelect, required=False)
    late = forms.CharField(
        label="Wat gebeurt er als het te laat is?",
        help_text="Bijvoorbeeld: bel het stagebureau, dan zoeken we een oplossing.",
        max_length=200,
        required=False,
    )
    blocks = forms.BooleanField(label="Zonder dit kan een student niet starten", required=False)
    note = forms.CharField(
        label="Wat moet een student nog weten?",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, entry, inherited=None, **kwargs):
        entry = entry or {}
        initial = entry | {"seen": fingerprint(entry), "unit": entry.get("unit") or LeadUnit.WEEKS}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["answer"].choices = [("", follow_label(inherited)), *Applies.choices]
        spoken = {ArrangedBy.STUDENT: "De student zelf", ArrangedBy.SCHOOL: "De school"}
        who = [(one.value, spoken.get(one, one.label.capitalize())) for one in ArrangedBy]
        self.fields["who"].choices = [*who, ("", "Weet ik nog niet")]

    def clean(self):
        """Raises ValidationError when something is said about a requirement without saying whether it applies."""
        cleaned = super().clean()
        said = [name for name in ("who", "lead", "late", "blocks", "note") if cleaned.get(name)]
        if said and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error(
                "answer", ValidationError("Kies of dit geldt. Daarna bewaren we ook wat je eronder schreef.")
            )
        return cleaned

    @property
    def entry(self):
        """What to store; None follows those above. Only when valid."""
        cleaned = self.cleaned_data
        if not cleaned["answer"]:
            return None
        said = {name: cleaned[name] for name in ("who", "late", "blocks") if cleaned[name]}
        said |= {"note": " ".join(cleaned["note"].split())} if cleaned["note"] else {}
        lead = {"lead": cleaned["lead"], "unit": cleaned["unit"] or LeadUnit.WEEKS.value} if cleaned["lead"] else {}
        return {"answer": cleaned["answer"]} | said | lead

    def tell_changed(self, entry):
        """Say what somebody else answered; the next time what was typed counts."""
        theirs = f"{requirement_answer(entry)} {requirement_notes(entry)}".strip() if entry else "niets ingevuld"
        self.add_error("answer", f"Iemand anders schreef intussen: {theirs} Kijk wat klopt en bewaar het nog een keer.")
        self.data = self.data.copy()
        self.data["seen"] = fingerprint(entry)


def follow_label(inherited):
    """The first choice: as those above say, or nothing at all when they say nothing."""
    if inherited is None:
        return SO_NOT_ANSWERED
    answer = requirement_answer(inherited.value).rstrip(".")
    return f"Zoals bij {inherited.origin}: {answer[:1].lower()}{answer[1:]}"
