"""What a leerplaats improves, and what came of it."""

from django import forms
from django.utils import timezone

from onboarding.improvement_targets import target_choices
from profiles.forms.base import StageForm
from profiles.forms.fields import DayField, with_example_day
from profiles.models import Improvement, Leerplaats
from profiles.owners import possible_owners


class ImprovementForm(StageForm, forms.ModelForm):
    """What students said, what is done, by whom and before when. `seen` is the version that the person saw.

    `statements`: the questions that were put to students here.
    """

    about = forms.ChoiceField(
        label="Wat pas je daarvoor aan?",
        required=False,
        error_messages={"invalid_choice": "Kies een deel van het profiel, een sjabloon of iets anders."},
    )
    due_on = DayField(
        label="Wanneer is het klaar?",
        help_text=with_example_day("Bijvoorbeeld {}."),
        error_messages={"required": with_example_day("Vul de dag in waarop het klaar is, bijvoorbeeld {}.")},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Improvement
        fields = ["said", "plan", "about", "owner", "due_on"]
        widgets = {"said": forms.Textarea({"rows": 2}), "plan": forms.Textarea({"rows": 3})}
        help_texts = {
            "said": "In algemene woorden, zonder namen. Bijvoorbeeld: het rooster kwam te laat.",
            "plan": "Bijvoorbeeld: het rooster staat twee weken voor de start in het portaal.",
        }
        error_messages = {
            "said": {"required": "Schrijf op wat studenten zeiden, bijvoorbeeld: het rooster kwam te laat."},
            "plan": {"required": "Schrijf op wat jullie doen, bijvoorbeeld: de teamleider plant twee weken vooruit."},
            "owner": {
                "required": "Kies wie ervoor zorgt.",
                "invalid_choice": "Deze collega werkt hier niet meer. Kies iemand anders.",
            },
        }

    def __init__(self, *args, statements=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.statements = {_bare(one) for one in statements}
        people = possible_owners(self.instance.leerplaats)
        owner = self.fields["owner"]
        owner.queryset = owner.queryset.filter(pk__in=[user.pk for user in people]).order_by("name", "pk")
        owner.empty_label = "Kies een collega"
        self.fields["about"].choices = target_choices()
        self.initial["seen"] = self.instance.version

    def clean_said(self):
        """Own words: a statement of a questionnaire is what students did not agree with, so it says the opposite."""
        said = self.cleaned_data["said"]
        if _bare(said) in self.statements:
            raise forms.ValidationError("Dit is de zin uit de vragenlijst. Schrijf zelf op wat er niet goed ging.")
        return said

    def clean_due_on(self):
        """A day that is still to come; the day that stood there may stay."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate() and day != self.initial.get("due_on"):
            raise forms.ValidationError("Deze dag is voorbij. Vul een dag in die nog komt.")
        return day


def _bare(text):
    """A sentence without what a person may type in another way: capitals, spaces and the full stop."""
    return " ".join(text.split()).rstrip(".?!").casefold()


class ResultForm(StageForm, forms.Form):
    """What has changed, and whether the next students may read it."""

    result = forms.CharField(
        label="Wat hebben jullie veranderd?",
        help_text="Schrijf het zoals een nieuwe student het leest, zonder namen.",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Schrijf op wat er is veranderd, bijvoorbeeld: je rooster is nu eerder klaar."},
    )
    is_shown = forms.BooleanField(
        label="Laat dit zien aan de volgende studenten, op de pagina van de leerplaats", required=False, initial=True
    )


class ImprovementFilter(StageForm, forms.Form):
    """Which improvements to read, in the address. `van`: from which page somebody came, for the link back."""

    van = forms.CharField(required=False, widget=forms.HiddenInput)
    leerplaats = forms.ModelChoiceField(
        label="Leerplaats", queryset=Leerplaats.objects.none(), required=False, empty_label="Alle leerplaatsen"
    )

    def __init__(self, *args, leerplaatsen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leerplaats"].queryset = leerplaatsen
        self.ignore_wrong()
