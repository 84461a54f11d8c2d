"""The tasks of one step of invoeren: done or not, an agreement with each, and the date that a step asks for."""

from django import forms
from django.utils import timezone

from onboarding.actions.rollouts import DATES
from onboarding.rollout_reviews import proposed_moment
from profiles.dutch import long_date
from profiles.forms.base import StageForm
from profiles.forms.fields import DayField
from profiles.merging import read_seen, write_seen

NOTE_LENGTH = 300
LABELS = {
    "first_start": ("Wanneer starten de eerste studenten?", "Bijvoorbeeld 2-2-2027. Dit mag je later nog veranderen."),
    "review_on": ("Wanneer kijken jullie terug?", "Wie praktijkopleider is, krijgt dan een mail."),
}
OTHER_ROUND = (
    "Een collega begon intussen met ronde {number}. Wat je typte, staat hieronder. "
    "Hoort het bij ronde {number}? Bewaar dan opnieuw."
)
IF_RIGHT = "Bewaar de pagina als het klopt, of kies een andere dag."
PROPOSED = {
    "first_start": f"Op deze dag start de eerste student die hier komt. {IF_RIGHT}",
    "review_on": f"Dit is over een half jaar. {IF_RIGHT} Wie praktijkopleider is, krijgt dan een mail.",
}
PAST = "Deze datum is al voorbij. Kies vandaag of een latere dag."
CLASH = "Een collega schreef intussen: ‘{theirs}’. Maak er één tekst van en bewaar opnieuw."


class StepForm(StageForm, forms.Form):
    """Of each task a box and an agreement. What the portal ticks itself has no box.

    `state` is the StepState, `stored` what onboarding.actions.rollouts.step_values gives, `number` the round that
    is going on, `proposed` the date that the portal proposes for this step. `seen` works as in profiles.merging.
    """

    mark_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    round = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, state, stored, number, proposed=None):
        super().__init__(data)
        self._stored = stored
        self._number = number
        self.rows = []
        self.date_field = None
        self.initial = dict(stored) | {"seen": write_seen(stored), "round": number}
        self._proposed = proposed
        for task_state in state.tasks:
            self.rows.append(self._add(task_state))

    def _add(self, state):
        """The fields of one task: a box for who ticks by hand, or the date that is the task, and the agreement."""
        done, note = f"done-{state.task.key}", f"note-{state.task.key}"
        is_date = state.task.fact in DATES.values()
        if is_date:
            self.date_field = self._add_date(state.task.fact)
        elif not state.fact:
            self.fields[done] = forms.BooleanField(label="Dit is klaar", required=False)
        self.fields[note] = forms.CharField(
            label="Afspraak", max_length=NOTE_LENGTH, required=False, widget=forms.Textarea({"rows": 2})
        )
        return state, self[done] if done in self.fields else None, self[note]

    def _add_date(self, name):
        label, hint = LABELS[name]
        self.fields[name] = DayField(label=label, help_text=hint, required=False)
        if self._stored[name]:
            self.initial[name] = DayField().to_python(self._stored[name])
        elif self._proposed:
            self.initial[name] = self._proposed
            self.fields[name].help_text = PROPOSED[name]
        return self[name]

    def clean(self):
        """A date that is over can only stay as it was."""
        data = super().clean()
        name = self.date_field.name if self.date_field else ""
        day = data.get(name)
        if day and day < timezone.localdate() and day.isoformat() != self._stored[name]:
            self.add_error(name, PAST)
        return data

    @property
    def values(self):
        """What to store, by the names of onboarding.actions.rollouts.step_values."""
        values = {name: value for name, value in self.cleaned_data.items() if name.startswith(("done-", "note-"))}
        for name in values:
            if name.startswith("note-"):
                values[name] = " ".join(values[name].split())
        if self.date_field:
            day = self.cleaned_data[self.date_field.name]
            values[self.date_field.name] = day.isoformat() if day else ""
        return values

    @property
    def seen_values(self):
        """The fingerprints of what stood there when the page was opened."""
        return read_seen(self.cleaned_data["seen"])

    @property
    def is_of_this_round(self):
        """Whether the page was opened in the round that is going on now."""
        return self.cleaned_data["round"] in (None, self._number)

    def ask_about_round(self, number):
        """Keep what was typed for the round before, and ask whether it belongs to round `number` that began since."""
        self.add_error(None, OTHER_ROUND.format(number=number))
        self.data = self.data.copy()
        self.data["round"], self.data["seen"] = number, write_seen(self._stored)

    def ask_about(self, clashes, stored):
        """Show what a colleague wrote at each of `clashes`; the rest of the page shows what is `stored` now."""
        self.data = self.data.copy()
        for name in self.values:
            if name in clashes:
                self.add_error(name, CLASH.format(theirs=_words(name, stored[name])))
            elif name.startswith("done-") and not stored[name]:
                self.data.pop(name, None)
            else:
                self.data[name] = _typed(name, stored[name])
        self.data["seen"] = write_seen(stored)


class ReviewForm(StageForm, forms.Form):
    """When the team looks back on the round that it begins now; half a year on, unless it says otherwise."""

    review_on = DayField(
        label="Wanneer kijken jullie weer terug?",
        help_text="Dit is over een half jaar. Kies een andere dag als dat beter uitkomt. Leeg laten mag ook.",
        required=False,
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"review_on": proposed_moment(timezone.localdate())})

    def clean_review_on(self):
        """A day that is still to come."""
        day = self.cleaned_data["review_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError("Kies een dag na vandaag.")
        return day


def _typed(name, value):
    """A stored value as the browser sends it."""
    if name.startswith("done-"):
        return "on"
    return DayField().prepare_value(DayField().to_python(value)) if name in LABELS and value else value


def _words(name, value):
    if name in LABELS:
        return long_date(DayField().to_python(value)) if value else "geen datum"
    return value or "niets"
