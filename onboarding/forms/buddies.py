"""Choosing a mentor for a student."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from profiles.dutch import count, short_date
from profiles.folding import fold
from profiles.forms.base import StageForm

OTHER = "other"
SHORT = timedelta(weeks=6)  # a mentor who leaves within this time after the first day is warned about
SHOWN = 20  # the rest is found by name
ASK_FIRST = "Vraag het eerst aan de mentor. Vink daarna aan dat de mentor het wil."


class GroupedRadios(forms.RadioSelect):
    """Radio buttons under headings; the first has the id to which the list of errors leads."""

    def id_for_label(self, id_, index=None):
        """The id of one button."""
        return super().id_for_label(id_, "0" if index == "0_0" else index)


class BuddyForm(StageForm, forms.Form):
    """Who becomes the mentor: one of `candidates` (willing ones first), or someone named by hand.

    `looked_for` narrows what is shown, never what is accepted.
    """

    mark_optional = False
    who = forms.ChoiceField(
        label="Wie wordt de mentor?",
        widget=GroupedRadios,
        error_messages={
            "required": "Kies een mentor.",
            "invalid_choice": "Deze student kan nu geen mentor zijn. Kies iemand anders.",
        },
    )
    name = forms.CharField(
        label="Voornaam, als je iemand anders kiest",
        required=False,
        max_length=60,
        help_text="Alleen de voornaam. De student ziet die op de eigen pagina.",
    )
    asked = forms.BooleanField(
        label="Ik heb het gevraagd: deze mentor wil het",
        required=False,
        help_text="Niet nodig bij wie zelf zei mentor te willen zijn.",
    )

    def __init__(self, *args, candidates, placement, looked_for="", **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = {str(one.pk): one for one in candidates}
        wanted = [one for one in candidates if _matches(one, looked_for)]
        shown = wanted[:SHOWN]
        self.left_out = len(wanted) - len(shown)
        self.is_found = bool(shown)
        field = self.fields["who"]
        field.choices = [*((key, "") for key in self.candidates), (OTHER, "")]
        field.widget.choices = _groups(shown)
        field.option_hints = {str(one.pk): _about(one, placement) for one in shown}
        field.option_hints[OTHER] = "Bijvoorbeeld een leerling van een andere afdeling. Vul de voornaam hieronder in."

    def clean(self):
        """The mentor (None for someone by hand), the name and whether it was asked, ready for `pair`."""
        data = super().clean()
        chosen = data.get("who")
        if chosen is None:
            return data
        data["mentor"] = self.candidates.get(chosen)
        if chosen != OTHER:
            data["name"] = ""
        elif not data.get("name") and "name" not in self.errors:
            self.add_error("name", "Vul de voornaam van de mentor in, bijvoorbeeld Esra.")
        is_willing = data["mentor"] is not None and data["mentor"].will_mentor_at is not None
        if not is_willing and not data.get("asked"):
            self.add_error("asked", ASK_FIRST)
        return data


def _matches(candidate, looked_for):
    words = fold(f"{candidate.student.given_name} {candidate.leerplaats.name}")
    return fold(looked_for) in words


def _groups(shown):
    willing = [(str(one.pk), _name(one)) for one in shown if one.will_mentor_at]
    others = [(str(one.pk), _name(one)) for one in shown if not one.will_mentor_at]
    groups = [("Wil graag mentor zijn", willing), ("Nog niet gevraagd", others)]
    return [*(group for group in groups if group[1]), ("Iemand anders", [(OTHER, "Iemand die hier niet staat")])]


def _name(candidate):
    return f"{candidate.student.given_name}, {candidate.leerplaats.name}"


def _about(candidate, placement):
    asked = candidate.request
    facts = [f"{asked.programme.name}, leerjaar {asked.year}", f"hier tot en met {short_date(candidate.ends_on)}"]
    if candidate.leerplaats_id == placement.leerplaats_id:
        facts.append("zelfde leerplaats")
    if candidate.mentee_count:
        facts.append(f"al mentor van {count(candidate.mentee_count, 'student', 'studenten')}")
    return ". ".join(filter(None, (", ".join(facts), _leaves_soon(candidate, placement))))


def _leaves_soon(candidate, placement):
    """A warning when the two share only a short time; empty otherwise."""
    begin = max(placement.first_day, timezone.localdate())
    if candidate.ends_on >= min(placement.ends_on, begin + SHORT):
        return ""
    days, name = (candidate.ends_on - begin).days + 1, placement.student.given_name
    return (
        f"Let op: maar {count(days, 'dag', 'dagen')} samen met {name}"
        if days > 0
        else f"Let op: weg voordat {name} begint"
    )
