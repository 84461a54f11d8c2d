"""The form to hold places free."""

from django import forms
from django.utils import timezone

from profiles.dutch import count, long_date
from profiles.forms.base import StageForm
from profiles.forms.fields import DayField
from profiles.models import PlaceOffer, School

MOST = 50


class OfferField(forms.ModelChoiceField):
    """Offers by leerplaats, opleiding and year, with how many places are left to hold."""

    def label_from_instance(self, offer):
        """ "De Kade: Verzorgende IG, leerjaar 2 (3 plekken)"."""
        places = count(offer.number, "plek", "plekken")
        return f"{offer.leerplaats.name}: {offer.programme.name}, leerjaar {offer.year} ({places})"


def number_field():
    """How many places to hold."""
    return forms.IntegerField(
        label="Hoeveel plekken?",
        min_value=1,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages={
            "required": "Vul in hoeveel plekken je vrijhoudt.",
            "invalid": "Vul een heel getal in, zoals 2.",
            "min_value": "Houd ten minste 1 plek vrij.",
            "max_value": f"Houd hoogstens {MOST} plekken vrij.",
        },
    )


class HeldNumberForm(StageForm, forms.Form):
    """Another number for places that are held; `seen` is what stood there."""

    mark_optional = False
    number = number_field()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, held, **kwargs):
        super().__init__(*args, initial={"number": held.number, "seen": held.number}, **kwargs)


class HoldForm(StageForm, forms.Form):
    """How many places of which offer, for whom, until when and why."""

    offer = OfferField(
        label="Welke plek?",
        queryset=PlaceOffer.objects.none(),
        empty_label="Kies een plek",
        error_messages={
            "required": "Kies welke plek je vrijhoudt.",
            "invalid_choice": "Deze plek is er niet meer. Kies een andere plek.",
        },
    )
    number = number_field()
    school = forms.ModelChoiceField(
        label="Voor een groep van een school",
        required=False,
        queryset=School.objects.all(),
        empty_label="Voor niemand in het bijzonder",
        help_text="Je potlood deze groep in. De namen komen later.",
        error_messages={"invalid_choice": "Deze school is er niet meer. Kies een andere school."},
    )
    until = DayField(
        label="Tot en met welke dag?",
        required=False,
        help_text="Daarna komt de plek vanzelf weer vrij. Leeg: tot je loslaat.",
    )
    note = forms.CharField(
        label="Waarom?",
        max_length=200,
        required=False,
        help_text="Alleen coördinatoren lezen dit. Schrijf geen namen op.",
    )

    def __init__(self, *args, offers, period, **kwargs):
        super().__init__(*args, **kwargs)
        self.period = period
        self.fields["offer"].queryset = offers

    def clean_until(self):
        """A last day that is not over, and not after the period."""
        until = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise forms.ValidationError("Deze dag is al geweest. Kies een dag vanaf vandaag.")
        if until and until > self.period.ends_on:
            last = long_date(self.period.ends_on)
            raise forms.ValidationError(f"{self.period.name} loopt tot en met {last}. Kies die dag of een eerdere.")
        return until
