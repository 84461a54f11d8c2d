"""Words of an institution: one with its explanation, or many lines at once."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from profiles.folding import fold
from profiles.forms.base import StageForm
from profiles.models import GlossaryTerm

MOST_LINES = 300
SEPARATORS = ("\t", "=", ":", " - ", " – ")
ALREADY = "Dit woord staat al in de lijst. Pas daar de uitleg aan."
LONGEST_TERM = GlossaryTerm._meta.get_field("term").max_length
LONGEST_EXPLANATION = GlossaryTerm._meta.get_field("explanation").max_length


@dataclass(frozen=True)
class TermLine:
    """A word with its explanation, read from one line."""

    term: str
    explanation: str


class TermForm(StageForm, forms.ModelForm):
    """One word with its explanation; for a row that knows its institution."""

    class Meta:
        model = GlossaryTerm
        fields = ["term", "explanation"]
        help_texts = {
            "term": "Zoals het in je teksten staat. Bijvoorbeeld: CVA.",
            "explanation": "In één korte zin, met woorden die elke student kent. Bijvoorbeeld: beroerte.",
        }
        error_messages = {
            "term": {
                "required": "Vul het woord of de afkorting in, bijvoorbeeld CVA.",
                "max_length": f"Kort het woord in tot {LONGEST_TERM} tekens.",
            },
            "explanation": {
                "required": "Vul in wat het betekent, bijvoorbeeld beroerte.",
                "max_length": f"Kort de uitleg in tot {LONGEST_EXPLANATION} tekens.",
            },
        }

    def add_already(self):
        """Say that the list has this word."""
        self.add_error("term", ALREADY)

    def clean(self):
        """No other word of the institution is written the same."""
        cleaned = super().clean()
        others = GlossaryTerm.objects.kept().filter(institution=self.instance.institution).exclude(pk=self.instance.pk)
        if "term" in cleaned and others.filter(sort_term=fold(cleaned["term"])).exists():
            self.add_already()
        return cleaned

    def _get_validation_exclusions(self):
        """Leave the constraint to `clean`: its own message would name fields nobody sees."""
        return super()._get_validation_exclusions() | {"institution", "sort_term"}


class TermLinesField(forms.CharField):
    """Lines such as "CVA = beroerte", read as TermLines. A word that comes twice counts once, the first time."""

    widget = forms.Textarea(attrs={"rows": 10})

    def clean(self, value):
        """The lines in order. Raises ValidationError with a sentence per line that cannot be read."""
        lines = [(number, line.strip()) for number, line in enumerate(super().clean(value).splitlines(), 1)]
        filled = [(number, line) for number, line in lines if line]
        if len(filled) > MOST_LINES:
            raise ValidationError(
                f"Dit zijn {len(filled)} regels. Plak er ten hoogste {MOST_LINES} tegelijk.", code="too_many"
            )
        found, problems = {}, []
        for number, line in filled:
            try:
                term = read_term(line)
            except ValueError as problem:
                problems.append(ValidationError(f"Regel {number}: {problem}", code="unreadable"))
            else:
                found.setdefault(fold(term.term), term)
        if problems:
            raise ValidationError(problems)
        return list(found.values())


def read_term(line):
    """The TermLine in "CVA = beroerte"; a tab, a colon or a dash does as well. Raises ValueError with a sentence."""
    separator = next((sign for sign in SEPARATORS if sign in line), None)
    if separator is None:
        raise ValueError("zet het teken = tussen het woord en de uitleg.")
    term, explanation = (" ".join(side.split()) for side in line.split(separator, 1))
    if not term or not explanation:
        raise ValueError("schrijf vóór en na het teken = iets op.")
    if len(term) > LONGEST_TERM:
        raise ValueError(f"kort het woord in tot {LONGEST_TERM} tekens.")
    if len(explanation) > LONGEST_EXPLANATION:
        raise ValueError(f"kort de uitleg in tot {LONGEST_EXPLANATION} tekens.")
    return TermLine(term, explanation)


class PasteForm(StageForm, forms.Form):
    """Many words at once, from a document or a spreadsheet."""

    lines = TermLinesField(
        label="Woorden met hun uitleg",
        help_text="Eén woord per regel, met het teken = ertussen. Bijvoorbeeld: CVA = beroerte. "
        "Twee kolommen uit Excel plakken kan ook.",
        error_messages={"required": "Plak of typ ten minste één regel, bijvoorbeeld CVA = beroerte."},
    )
