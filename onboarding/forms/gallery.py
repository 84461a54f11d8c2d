"""A form with every kind of field, for the gallery."""

from django import forms

from profiles.forms.base import StageForm
from profiles.forms.fields import ChoicesOrNoneField, ClockField, DayField, PhoneField, WordsField, with_example_day


class GalleryForm(StageForm, forms.Form):
    """One field of each kind, in the words of a leerplaatsprofiel."""

    report_place = forms.CharField(
        label="Waar melden studenten zich op de eerste dag?",
        help_text="Bijvoorbeeld: Receptie hoofdingang.",
        error_messages={"required": "Vul in waar studenten zich melden, bijvoorbeeld Receptie hoofdingang."},
    )
    starts_on = DayField(
        label="Wanneer is de eerste dag?",
        help_text=with_example_day("Schrijf de datum zo: {}."),
        error_messages={"required": with_example_day("Vul de eerste dag in, bijvoorbeeld {}.")},
    )
    report_time = ClockField(label="Hoe laat beginnen ze?", help_text="Schrijf de tijd zo: 8.30.", required=False)
    sick_phone = PhoneField(
        label="Welk nummer bellen studenten als ze ziek zijn?",
        help_text="Een nummer dat vanaf 6.30 uur wordt opgenomen.",
        error_messages={"required": "Vul het telefoonnummer in dat studenten bellen als ze ziek zijn."},
    )
    contact_email = forms.EmailField(
        label="Op welk e-mailadres stellen studenten een vraag?",
        error_messages={
            "required": "Vul het e-mailadres voor vragen in, bijvoorbeeld dekade@instelling.nl.",
            "invalid": "Dit e-mailadres klopt niet. Bijvoorbeeld: dekade@instelling.nl.",
        },
    )
    places = forms.IntegerField(
        label="Hoeveel studenten kunnen er tegelijk zijn?",
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages={
            "required": "Vul in hoeveel studenten er tegelijk kunnen zijn, bijvoorbeeld 2.",
            "invalid": "Schrijf het aantal in cijfers, bijvoorbeeld 2.",
            "min_value": "Vul 1 of meer in.",
        },
    )
    sector = forms.ChoiceField(
        label="Wat voor zorg is het?",
        choices=[
            ("", "Kies een soort zorg"),
            ("hospital", "Ziekenhuis"),
            ("home_care", "Wijkzorg en thuiszorg"),
        ],
        error_messages={"required": "Kies wat voor zorg het is."},
    )
    fixed_supervisor = forms.ChoiceField(
        label="Krijgt een student een vaste werkbegeleider?",
        widget=forms.RadioSelect,
        choices=[
            ("fixed", "Ja, één vaste"),
            ("changing", "Nee, het wisselt"),
            ("unknown", "Weet ik nog niet"),
        ],
        error_messages={"required": "Kies of een student een vaste werkbegeleider krijgt."},
    )
    clothing = ChoicesOrNoneField(
        label="Welke kleding dragen studenten?",
        help_text="Kies alles wat geldt.",
        exclusive="none",
        choices=[
            ("uniform", "Uniform van de instelling"),
            ("own", "Eigen kleding"),
            ("none", "Geen kledingregels"),
        ],
        error_messages={"required": "Kies welke kleding studenten dragen, of kies 'Geen kledingregels'."},
    )
    guidance = WordsField(
        label="Hoe word je begeleid?",
        help_text="Schrijf alsof je het aan een student vertelt.",
        max_words=20,
        starters=("met wie je meeloopt", "wanneer je gesprekken hebt", "wie jouw opdrachten aftekent"),
        example="Je loopt elke dag mee met Samira. Elke vrijdag praten jullie over hoe het gaat.",
        error_messages={"required": "Vertel hoe je wordt begeleid, bijvoorbeeld met wie je meeloopt."},
    )
    photo = forms.FileField(
        label="Foto van de ingang",
        help_text="Een foto tot 10 MB. Geen cliënten, geen schermen en geen naamborden.",
        required=False,
    )
    password = forms.CharField(
        label="Wachtwoord",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Vul je wachtwoord in."},
    )
    remember = forms.BooleanField(
        label="Onthoud deze telefoon 30 dagen",
        required=False,
        help_text="Niet aanvinken op een computer van school.",
    )
    agrees = forms.BooleanField(
        label="De mensen op de foto vinden dit goed",
        error_messages={"required": "Vraag toestemming aan de mensen op de foto en vink dit aan."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fixed_supervisor"].option_hints = {"changing": "De student ziet in het rooster wie er is."}


class GalleryFilter(StageForm, forms.Form):
    """A filter above a list: nothing is required, so nothing says so."""

    mark_optional = False
    wanneer = forms.ChoiceField(
        label="Startdatum", choices=[("4", "Komende 4 weken"), ("8", "Komende 8 weken")], required=False
    )
    zoek = forms.CharField(label="Naam of leerplaats", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ignore_wrong()
