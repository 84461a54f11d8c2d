"""The choice of school year above the list for the Stagefonds."""

from django import forms

from profiles.forms.base import StageForm


class SchoolYearChoice(StageForm, forms.Form):
    """Which school year to count; the newest by default."""

    mark_optional = False
    schooljaar = forms.ChoiceField(label="Schooljaar", required=False)

    def __init__(self, data, *, years):
        super().__init__(data)
        self.years = years
        self.fields["schooljaar"].choices = [(year, year) for year in years]
        self.ignore_wrong()

    @property
    def chosen(self):
        """The chosen school year, else the newest; None when there is none."""
        return self.choices_made.get("schooljaar") or next(iter(self.years), None)
