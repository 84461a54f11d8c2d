"""Forms of a stage that changes, lapses or is withdrawn, and of what the student says to it."""

from datetime import timedelta

from django import forms

from onboarding.enums import CancelReason, Weekday
from onboarding.forms.confirming import instruction_field
from onboarding.moving import options
from onboarding.stage_changes import Terms, has_started
from onboarding.stagedagen import Rhythm, dutch_days_off, stagedagen
from profiles.dutch import long_date
from profiles.forms.base import StageForm
from profiles.forms.fields import LAST_BEFORE_FIRST, DayField, with_example_day
from profiles.models import PlaceOffer

LONGEST = timedelta(days=730)
OPEN_AGAIN = {"required": "Open deze pagina opnieuw.", "invalid": "Open deze pagina opnieuw."}


class OfferChoiceField(forms.ModelChoiceField):
    """Places to choose from, with how much room each has."""

    def __init__(self, *, found, **kwargs):
        super().__init__(
            queryset=PlaceOffer.objects.filter(pk__in=[one.offer.pk for one in found]).select_related(
                "leerplaats__location", "leerplaats__institution", "leerplaats__profile__published"
            ),
            empty_label=None,
            **kwargs,
        )
        self.choices = [(one.offer.pk, one.words) for one in found]


class StageChangeForm(StageForm, forms.Form):
    """Where and when a stage is. Of one that has begun only the end and the days."""

    mark_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=OPEN_AGAIN)
    starts_on = DayField(
        label="Eerste dag", error_messages={"required": with_example_day("Vul de eerste dag in, bijvoorbeeld {}.")}
    )
    ends_on = DayField(
        label="Laatste dag",
        error_messages={"required": with_example_day("Vul de laatste dag in, bijvoorbeeld {}.", day=3, month=7)},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="Op welke dagen?",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vink ten minste één dag aan."},
    )
    instruction = instruction_field()

    def __init__(self, *args, placement, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.placement, self.today = placement, today
        self.started = has_started(placement, today)
        if self.started:
            del self.fields["starts_on"]
        else:
            self.fields["offer"] = OfferChoiceField(
                found=options(placement),
                label="Op welke plek?",
                error_messages={
                    "required": "Kies een plek.",
                    "invalid_choice": "Deze plek kan niet meer. Kies een andere plek.",
                },
            )
            self.order_fields(["version", "offer", "starts_on", "ends_on", "weekdays", "instruction"])

    @classmethod
    def for_placement(cls, placement, today, data=None):
        """The form filled with how the stage is, or with what was sent."""
        initial = {
            "version": placement.version,
            "offer": placement.offer_id,
            "starts_on": placement.starts_on,
            "ends_on": placement.ends_on,
            "weekdays": placement.weekdays,
        }
        return cls(data, placement=placement, today=today, initial=initial)

    def clean(self):
        """The days fit together: not in the past, the end after the start, and at least one day there."""
        cleaned = super().clean()
        first = self.placement.starts_on if self.started else cleaned.get("starts_on")
        last = cleaned.get("ends_on")
        if first and not self.started and first != self.placement.starts_on:
            self._check_start(first)
        if first and last:
            self._check_end(first, last, cleaned.get("weekdays"))
        return cleaned

    def _check_start(self, first):
        period = self.placement.request.period
        if first <= self.today:
            self.add_error("starts_on", f"Kies een dag na {long_date(self.today)}.")
        elif not period.starts_on <= first <= period.ends_on:
            self.add_error(
                "starts_on",
                f"De plek is voor {period.name}: kies een dag van {long_date(period.starts_on)} "
                f"tot en met {long_date(period.ends_on)}.",
            )

    def _check_end(self, first, last, weekdays):
        if last < first:
            self.add_error("ends_on", LAST_BEFORE_FIRST)
        elif last < self.today:
            self.add_error("ends_on", f"Kies vandaag ({long_date(self.today)}) of een latere dag.")
        elif last - first > LONGEST:
            self.add_error("ends_on", "Deze stage duurt langer dan 2 jaar. Controleer de laatste dag.")
        elif weekdays and not stagedagen(Rhythm(first, last, frozenset(weekdays), dutch_days_off(first, last))):
            self.add_error("weekdays", "Tussen deze datums valt geen van deze dagen. Kies andere dagen of datums.")

    @property
    def terms(self):
        """What was chosen, as Terms."""
        chosen = self.cleaned_data
        return Terms(
            offer=self.placement.offer if self.started else chosen["offer"],
            starts_on=self.placement.starts_on if self.started else chosen["starts_on"],
            ends_on=chosen["ends_on"],
            weekdays=tuple(sorted(chosen["weekdays"])),
        )


class CancelForm(StageForm, forms.Form):
    """Why a stage lapses, and whether the student still looks for a place."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=OPEN_AGAIN)
    reason = forms.ChoiceField(
        label="Waarom gaat de stage niet door?",
        choices=CancelReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom de stage niet doorgaat."},
        help_text="De school en het team lezen dit. De student leest het niet.",
    )
    still_looking = forms.ChoiceField(
        label="Zoekt de student nog een plek bij jullie?",
        choices=[("ja", "Ja, zet de student terug bij Koppelen"), ("nee", "Nee, trek de aanvraag ook in")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of de student nog een plek zoekt."},
    )
    instruction = instruction_field()


class WithdrawForm(StageForm, forms.Form):
    """Why a request is withdrawn."""

    reason = forms.ChoiceField(
        label="Waarom trek je de aanvraag in?",
        choices=CancelReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom je de aanvraag intrekt."},
    )


class CannotComeForm(StageForm, forms.Form):
    """A general reason: nobody has to say more, and nothing about health is asked."""

    reason = forms.ChoiceField(
        label="Wat past het best?",
        choices=[
            (CancelReason.STUDENT.value, "Ik zie van deze stage af"),
            (CancelReason.OTHER_PLACE.value, "Ik heb een andere plek"),
            (CancelReason.SCHOOL.value, "Mijn school regelt iets anders"),
            (CancelReason.TERMS.value, CancelReason.TERMS.label),
            (CancelReason.OTHER.value, CancelReason.OTHER.label),  # nobody has to choose what is not true
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het best past. Je hoeft niet meer te vertellen."},
    )
