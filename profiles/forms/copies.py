"""Finding a profile to begin with, and choosing what comes along."""

from django import forms

from profiles.forms.base import StageForm

LONGEST = 100


class FindSourceForm(StageForm, forms.Form):
    """A name, a town or a kind of care; it stands in the address."""

    mark_optional = False
    zoek = forms.CharField(label="Zoek op naam, plaats of zorg", required=False)

    @property
    def words(self):
        """What was typed, or an empty text."""
        return self.data.get("zoek", "").replace("\0", "").strip()[:LONGEST] if self.is_bound else ""


class CopyForm(StageForm, forms.Form):
    """The parts to take over. `rows` are the CopyParts with something to bring."""

    mark_optional = False
    delen = forms.MultipleChoiceField(
        label="Welke delen neem je over?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens één deel om over te nemen.",
            "invalid_choice": "Kies alleen delen uit de lijst.",
        },
    )

    def __init__(self, *args, rows, only="", **kwargs):
        """`only` is the key of the one part to begin with; without it all are chosen."""
        super().__init__(*args, **kwargs)
        self.fields["delen"].choices = [(row.part.key, row.part.title) for row in rows]
        keys = [row.part.key for row in rows]
        self.initial["delen"] = [only] if only in keys else keys

    @property
    def chosen(self):
        """The keys that are ticked now, also after a mistake."""
        return self["delen"].value() or []
