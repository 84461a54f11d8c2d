"""The forms that ask for a print: what and for whom, then who exactly and how."""

import uuid

from django import forms

from onboarding.enums import PlacementStatus
from onboarding.models import Placement
from onboarding.papers import printable_leerplaatsen
from onboarding.print_sheets import (
    BY_STUDENT,
    ORDERS,
    PER_SHEET,
    Asked,
    can_be_two_up,
    layout_label,
    needs_students,
    printable_formats,
)
from profiles.dutch import enumerate_dutch, long_date, short_date
from profiles.forms.base import StageForm
from profiles.models import Leerplaats
from profiles.sent_numbers import read_number, read_numbers
from toolbox.enums import TemplateFormat
from toolbox.formats import FORMATS

MOST = 1500  # sheets of one print: more is asked in parts


class ChoosePrintForm(StageForm, forms.Form):
    """Step 1, sent with GET: which sheets, for which start date, leerplaats or chosen stages."""

    mark_optional = False
    bladen = forms.MultipleChoiceField(
        label="Wat druk je af?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies wat je wilt afdrukken.",
            "invalid_choice": "Een van deze bladen bestaat niet meer. Kies wat je wilt afdrukken.",
        },
    )
    datum = forms.ChoiceField(
        label="Voor welke startdatum?",
        required=False,
        error_messages={"invalid_choice": "Op deze datum start er niemand. Kies een andere startdatum."},
    )
    leerplaats = forms.ModelChoiceField(
        label="Voor welke leerplaats?",
        required=False,
        queryset=Leerplaats.objects.none(),
        empty_label="Alle leerplaatsen",
        help_text="Losse studenten kies je in de volgende stap.",
    )
    stage = forms.CharField(required=False, widget=forms.HiddenInput)  # "12", or "12-13" for a choice of students

    def __init__(self, data=None, *, identity, today, given=None):
        given = given or {}
        self.visible = Placement.objects.visible_to(identity).active()
        self.placements = self.visible.filter(ends_on__gte=today)  # who is gone is only printed for when chosen by name
        self.leerplaatsen = Leerplaats.objects.editable_by(identity).in_use().order_by("sort_name")
        days = list(self.placements.order_by("starts_on").values_list("starts_on", flat=True).distinct())
        picked = self._picked(given.get("stage") if data is None else data.get("stage"))
        initial = {
            "datum": given.get("datum", "" if picked else self._usual_day(given, today)),
            "leerplaats": given.get("leerplaats", ""),
            "bladen": given.getlist("bladen") if hasattr(given, "getlist") else (),
            "stage": "-".join(f"{one.pk}" for one in picked),
        }
        super().__init__(data, initial=initial)
        self.picked = picked
        groups = printable_formats()
        self.fields["bladen"].choices = [(name, [(one.key, one.label) for one in some]) for name, some in groups]
        self.fields["bladen"].css_classes = "choices-wide"
        self.fields["bladen"].option_hints = {one.key: one.purpose for _, some in groups for one in some}
        self.fields["datum"].choices = [
            ("", "Alle startdatums"),
            *((f"{one:%Y-%m-%d}", long_date(one)) for one in days),
        ]
        self.fields["leerplaats"].queryset = self.leerplaatsen
        if picked:
            del self.fields["datum"], self.fields["leerplaats"]

    def _usual_day(self, given, today):
        """The first start date to come. Who comes from the plan of a leerplaats with more of them chooses."""
        coming, leerplaats = self.placements.filter(starts_on__gte=today), given.get("leerplaats") or ""
        if (key := read_number(leerplaats)) is not None:
            coming = coming.filter(leerplaats=key)
        days = coming.order_by("starts_on").values_list("starts_on", flat=True).distinct()[:2]
        is_clear = len(days) == 1 or (days and not leerplaats)
        return f"{days[0]:%Y-%m-%d}" if is_clear else ""

    def _picked(self, text):
        """The stages that somebody chose before coming here; others than one's own do not exist."""
        keys = read_numbers((text or "").split("-"))
        rows = self.visible.filter(pk__in=keys[:MOST]).with_people() if keys else ()
        return sorted(rows, key=lambda one: (one.starts_on, one.student.sort_name, one.pk))

    @property
    def picked_words(self):
        """Whom they are: "Noor A., De Kade, start 2 feb 2026", or how many."""
        if len(self.picked) == 1:
            return _line(self.picked[0], self["bladen"].value())
        return f"{len(self.picked)} studenten: {enumerate_dutch(one.student.short_name for one in self.picked)}"

    @property
    def is_possible(self):
        """Whether there is anybody or anything to print for."""
        return self.leerplaatsen.exists() or self.placements.exists()

    def clean(self):
        """The placements and leerplaatsen to print for, in `cleaned_data`; nobody is an error."""
        data = super().clean()
        formats = data.get("bladen")
        if not formats or "datum" in self.errors or "leerplaats" in self.errors:
            return data
        chosen = self.placements
        if self.picked:
            chosen = self.visible.filter(pk__in=[one.pk for one in self.picked])
        if data.get("datum"):
            chosen = chosen.filter(starts_on=data["datum"])
        if data.get("leerplaats"):
            chosen = chosen.filter(leerplaats=data["leerplaats"])
        with_students = needs_students(formats)
        data["placements"] = list(chosen.with_people()) if with_students or self.picked else []
        data["leerplaatsen"] = [] if data["placements"] else self._places(data)
        self._refuse_empty(data, with_students)
        return data

    def _places(self, data):
        rows = printable_leerplaatsen(self.leerplaatsen)
        return list(rows.filter(pk=data["leerplaats"].pk) if data.get("leerplaats") else rows)

    def _refuse_empty(self, data, with_students):
        if with_students and not data["placements"]:
            self.add_error(
                "leerplaats" if data.get("leerplaats") else "datum",
                "Op deze leerplaats start er dan niemand. Kies een andere leerplaats of startdatum."
                if data.get("leerplaats")
                else "Er start dan niemand. Kies een andere startdatum.",
            )
        elif not data["placements"] and not data["leerplaatsen"]:
            self.add_error("leerplaats", "Er is nog geen leerplaats om voor af te drukken.")
        rows = data["placements"] or data["leerplaatsen"]
        if len({one.institution_id for one in rows}) > 1:
            self.add_error("leerplaats", "Je kiest meer dan één instelling. Kies een leerplaats.")


class PrintForm(StageForm, forms.Form):
    """Step 2: who exactly, how each sheet is laid out, and in which order. `key` makes a double click one print."""

    mark_optional = False
    key = forms.UUIDField(widget=forms.HiddenInput)
    studenten = forms.MultipleChoiceField(
        label="Voor wie?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Vink ten minste één student aan.",
            "invalid_choice": "Een van deze studenten staat niet in de lijst. Vink aan voor wie je afdrukt.",
        },
    )
    volgorde = forms.ChoiceField(
        label="In welke volgorde?",
        choices=ORDERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies in welke volgorde de bladen liggen."},
    )

    def __init__(self, data=None, *, chosen):
        self.chosen = chosen
        self.placements = {f"{one.pk}": one for one in chosen["placements"]}
        formats = [FORMATS[key] for key in chosen["bladen"]]
        super().__init__(
            data, initial={"key": uuid.uuid4(), "studenten": list(self.placements), "volgorde": BY_STUDENT}
        )
        self.fields["studenten"].choices = [(pk, _line(one, chosen["bladen"])) for pk, one in self._in_order()]
        if not self.placements:
            del self.fields["studenten"]
        if len(formats) < 2 or len(self.placements) + len(chosen["leerplaatsen"]) < 2:
            del self.fields["volgorde"]
        if can_be_two_up(chosen["bladen"]):
            self.fields["per_vel"] = forms.ChoiceField(
                label="Hoeveel bladzijden op een vel?",
                choices=PER_SHEET,
                widget=forms.RadioSelect,
                initial=PER_SHEET[0][0],
                error_messages={"required": "Kies hoeveel bladzijden op een vel staan."},
            )
        for one in formats:
            if one.layouts:
                self.fields[f"vorm_{one.key}"] = forms.ChoiceField(
                    label=f"{one.label}: welke vorm?",
                    choices=[(layout, layout_label(layout)) for layout in one.layouts],
                    widget=forms.RadioSelect,
                    initial=one.layouts[0],
                    error_messages={"required": "Kies hoe je dit blad afdrukt."},
                )

    def _in_order(self):
        return sorted(self.placements.items(), key=lambda row: (row[1].leerplaats.sort_name, row[1].student.sort_name))

    def clean(self):
        """Not more sheets than one print can hold."""
        data = super().clean()
        if not self.errors and len(self.asked.sheets) > MOST:
            raise forms.ValidationError(f"Dit zijn er te veel voor één keer. Kies minder: {MOST} bladen is het meeste.")
        return data

    @property
    def asked(self):
        """What is asked, from the answers; before there are any, everything that step 1 left open."""
        answers = getattr(self, "cleaned_data", {})
        ticked = answers.get("studenten", list(self.placements))
        return Asked(
            formats=tuple(self.chosen["bladen"]),
            placements=tuple(self.placements[pk] for pk in ticked),
            leerplaatsen=tuple(self.chosen["leerplaatsen"]),
            order=answers.get("volgorde") or BY_STUDENT,
        )

    @property
    def layouts(self):
        """The chosen layout per format, of those that have more."""
        start = len("vorm_")
        return {name[start:]: value for name, value in self.cleaned_data.items() if name.startswith("vorm_")}

    @property
    def options(self):
        """How, as a PrintJob keeps it."""
        per_sheet = int(self.cleaned_data.get("per_vel", "1"))
        return {"order": self.asked.order, "layouts": self.layouts, "per_sheet": per_sheet}

    @property
    def hidden(self):
        """Every answer as (name, value), for a page that only asks whether this is right."""
        data = self.cleaned_data
        single = [(name, data[name]) for name in data if name != "studenten"]
        return [*single, *(("studenten", pk) for pk in data.get("studenten", ()))]


def _line(placement, sheets):
    """Who it is, with the last day instead of the first when all `sheets` are about leaving."""
    leaves = set(sheets or ()) == {TemplateFormat.OFFBOARDING_CHECKLIST}
    day = f"laatste dag {short_date(placement.ends_on)}" if leaves else f"start {short_date(placement.starts_on)}"
    gone = " (vervallen)" if placement.status == PlacementStatus.CANCELLED else ""
    return f"{placement.student.short_name}, {placement.leerplaats.name}, {day}{gone}"
