"""Another day for a talk, what a student wants to talk about, and what is agreed."""

from django import forms
from django.utils import timezone

from onboarding.enums import MoveReason
from onboarding.forms.student_questions import CarefulForm
from onboarding.talk_doubts import doubts
from profiles.dutch import long_date
from profiles.forms.base import StageForm
from profiles.forms.fields import ClockField, DayField, with_example_day
from profiles.merging import fingerprint

PRIVATE = "Schrijf niets over cliënten of over gezondheid. Jullie lezen dit allebei."
REASONS = (MoveReason.BUSY, MoveReason.AWAY, MoveReason.ROSTER, MoveReason.DATES, MoveReason.OTHER)


class MoveTalkForm(StageForm, forms.Form):
    """When and where a talk is. Why is asked only when it gets another day.

    A day or time that may be a mistake is asked about once: `doubts` holds the sentences, the same again is taken.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    sure = forms.CharField(required=False, widget=forms.HiddenInput)
    doubts = ()
    day = DayField(
        label="Welke dag?",
        error_messages={"required": with_example_day("Vul de dag van het gesprek in, bijvoorbeeld {}.")},
    )
    begins_at = ClockField(label="Hoe laat?", help_text="Bijvoorbeeld 14.30.", required=False)
    place = forms.CharField(label="Waar?", help_text="Bijvoorbeeld kamer 2.14.", required=False, max_length=120)
    why = forms.ChoiceField(
        label="Waarom een andere dag?",
        help_text="Kies dit als de dag verandert. Blijft de dag staan? Laat het dan leeg.",
        required=False,
        choices=[(reason.value, reason.label) for reason in REASONS],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, talk, who="", **kwargs):
        """`who` is the name of the student, for somebody else; the student reads "je"."""
        stored = {name: getattr(talk, name) for name in ("version", "day", "begins_at", "place")}
        super().__init__(*args, initial=stored, **kwargs)
        self.talk, self.who = talk, who
        stage = talk.placement
        self.fields["why"].mark_optional = False  # needed as soon as the day changes
        self.fields[
            "day"
        ].help_text = f"Een dag in de stage: van {long_date(stage.starts_on)} tot en met {long_date(stage.ends_on)}."

    def clean_day(self):
        """A day in the stage that still comes; the day it has now may have passed."""
        day, stage = self.cleaned_data["day"], self.talk.placement
        if not stage.starts_on <= day <= stage.ends_on:
            raise forms.ValidationError("Deze dag valt buiten de stage. Vul een dag binnen de stage in.")
        if day != self.talk.day and day < timezone.localdate():
            raise forms.ValidationError("Deze dag is al geweest. Vul vandaag of een latere dag in.")
        return day

    def clean(self):
        """Another day has a reason."""
        cleaned = super().clean()
        day = cleaned.get("day")
        if day and day != self.talk.day and not cleaned.get("why") and "why" not in self.errors:
            self.add_error("why", "Kies waarom het gesprek een andere dag krijgt.")
        return cleaned

    def is_ready(self):
        """Whether it is right and there is nothing to ask; if there is, the next time the same passes."""
        if not self.is_bound or not self.is_valid():
            return False
        said, talk = self.cleaned_data, self.talk
        chosen = said["day"], said["begins_at"]
        mark = when_mark(*chosen)
        if said.pop("sure") != mark and chosen != (talk.day, talk.begins_at):
            self.doubts = doubts(*chosen, talk.placement.shifts.filter(day=chosen[0]), who=self.who)
        if self.doubts:
            self.now_knows(sure=mark)
        return not self.doubts


def when_mark(day, begins_at):
    """A day and time in the hidden field of who was asked about them."""
    return fingerprint([f"{day}", f"{begins_at}"])


class SubjectForm(CarefulForm, forms.Form):
    """What a student wants to talk about; empty takes it away."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    text = forms.CharField(
        label="Waar wil je het over hebben?",
        help_text=f"Je begeleider leest dit vooraf. {PRIVATE}",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )


class AgreementForm(CarefulForm, forms.Form):
    """One agreement, in one line."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    text = forms.CharField(
        label="Wat spreken jullie af?",
        help_text=f"Kort: wie doet wat, en wanneer? {PRIVATE}",
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "Schrijf op wat jullie afspreken, bijvoorbeeld: Noor loopt donderdag een visite mee."
        },
    )

    def clean_text(self):
        """In one line: breaks become spaces."""
        return " ".join(self.cleaned_data["text"].split())
