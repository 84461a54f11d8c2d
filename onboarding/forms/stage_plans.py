"""Writing a planningsvoorstel: what somebody wants to learn, a line, and what the begeleider says about it."""

from django import forms

from onboarding.actions.plan_lines import line_mark
from onboarding.enums import PlanLineKind
from onboarding.forms.student_questions import CarefulForm
from onboarding.models import PlanLine, StagePlan
from onboarding.plan_page import week_title
from onboarding.stage_weeks import stage_weeks

NO_CLIENTS = "Zet geen namen van cliënten in je plan, en niets over gezondheid."


def _longest(model, name):
    return model._meta.get_field(name).max_length


class GoalsForm(CarefulForm, forms.Form):
    """What the student wants to learn. `seen` is the goals_mark that the person saw."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=StagePlan._meta.get_field("goals").verbose_name,
        help_text=f"Schrijf het zo dat je later kunt zien of het lukte. {NO_CLIENTS}",
        max_length=_longest(StagePlan, "goals"),
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Schrijf op wat je wilt leren, bijvoorbeeld: zelf een overdracht doen."},
    )

    def __init__(self, *args, student="", **kwargs):
        """`student`: the name of whose plan it is, for who guides; empty for the student."""
        super().__init__(*args, **kwargs)
        if student:
            self.fields["text"].label = f"Wat wil {student} leren?"

    def clean_text(self):
        """Lines end as the database keeps them, so that the same words are the same."""
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()


class LineForm(CarefulForm, forms.Form):
    """A line of the plan of `placement`. `seen` is the line_mark that the person saw."""

    careful_about = ("text", "needs")

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=PlanLine._meta.get_field("text").verbose_name,
        help_text=NO_CLIENTS,
        max_length=_longest(PlanLine, "text"),
        error_messages={"required": "Schrijf op wat je gaat doen, bijvoorbeeld: een zorgplan lezen."},
    )
    kind = forms.ChoiceField(
        label=PlanLine._meta.get_field("kind").verbose_name,
        choices=PlanLineKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het is: een leerdoel, een opdracht, een gesprek of iets anders."},
    )
    week = forms.TypedChoiceField(
        label=PlanLine._meta.get_field("week").verbose_name,
        coerce=int,
        error_messages={"required": "Kies de week waarin je het doet."},
    )
    needs = forms.CharField(
        label=PlanLine._meta.get_field("needs").verbose_name,
        help_text="Bijvoorbeeld: mijn werkbegeleider, of de fysiotherapeut.",
        max_length=_longest(PlanLine, "needs"),
        required=False,
    )

    def __init__(self, *args, placement, student="", **kwargs):
        """`student`: the name of whose plan it is, for who guides; empty for the student."""
        super().__init__(*args, **kwargs)
        if student:
            self.fields["text"].label = f"Wat gaat {student} doen?"
            self.fields["needs"].label = "Wie is daarbij nodig?"
        weeks = [(week.number, week_title(week)) for week in stage_weeks(placement)]
        stored = self.initial.get("week")
        if stored and stored > len(weeks):  # the stage became shorter
            weeks.append((stored, f"Week {stored}: na je laatste week"))
        self.fields["week"].choices = weeks

    @classmethod
    def of(cls, line, data=None, student=""):
        """The form with what this line says now."""
        initial = {name: getattr(line, name) for name in ("kind", "week", "text", "needs")}
        initial |= {"seen": line_mark(line)}
        return cls(data, placement=line.plan.placement, student=student, initial=initial)

    @property
    def written(self):
        """What is stored: the four values."""
        return {name: self.cleaned_data[name] for name in ("kind", "week", "text", "needs")}

    def clean_text(self):
        """One line of words."""
        return " ".join(self.cleaned_data["text"].split())

    def clean_needs(self):
        """One line of words."""
        return " ".join(self.cleaned_data["needs"].split())


class RemarkForm(CarefulForm, forms.Form):
    """What the begeleider says, once, about the whole plan."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Wat wil je hierover zeggen?",
        help_text="Eén opmerking, bijvoorbeeld wat er goed aan is. De student leest dit. Noem geen namen van cliënten.",
        max_length=_longest(StagePlan, "remark"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_text(self):
        """Lines end as the database keeps them."""
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()
