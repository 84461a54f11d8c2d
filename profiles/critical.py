"""The facts a student acts on: when, where, whom to call, what to wear. Who knew the old one must hear the new one."""

from dataclasses import dataclass

from profiles.dutch import enumerate_dutch
from profiles.questions import QUESTIONS
from profiles.wording import answer_lines

# Per fact: how a student reads it when it is new, and how when it was taken away.
SENTENCES = {
    "leerplaats": ("je stage is op {}", "waar je stage is, is nog niet bekend"),
    "starts_on": ("je eerste dag is {}", "je eerste dag is nog niet bekend"),
    "ends_on": ("je laatste dag is {}", "je laatste dag is nog niet bekend"),
    "weekdays": ("dit zijn je stagedagen: {}", "je stagedagen zijn nog niet bekend"),
    "report_time": ("je begint op je eerste dag om {}", "de tijd van je eerste dag is nog niet bekend"),
    "report_place": ("je meldt je op je eerste dag bij: {}", "waar je je meldt, is nog niet bekend"),
    "report_to": ("op je eerste dag vraag je naar: {}", "naar wie je vraagt, is nog niet bekend"),
    "werkbegeleider": ("je werkbegeleider is {}", "wie je werkbegeleider is, is nog niet bekend"),
    "contact_phone": ("je bereikt ons op {}", "we hebben nu geen telefoonnummer overdag"),
    "contact_email": ("met een vraag mail je naar {}", "we hebben nu geen e-mailadres voor vragen"),
    "sick_phone": ("als je ziek bent, bel je {}", "het nummer bij ziekte is nog niet bekend"),
    "sick_before": ("als je ziek bent, bel je vóór {}", "er is geen tijd meer waarvóór je belt als je ziek bent"),
    "clothing": ("dit geldt voor kleding: {}", "er staan geen kledingregels meer"),
    "clothing_note": ("over kleding staat er nu: {}", "de uitleg over kleding is weg"),
}
TEXTS = frozenset({"clothing", "clothing_note"})  # sentences of their own, that "was" cannot go before
OF_THE_FIRST_DAY = frozenset({"starts_on", "report_time", "report_place", "report_to"})
# No question of a profile: the stage says it. What a student never knew of these is no news.
OF_A_PLACEMENT = frozenset({"leerplaats", "starts_on", "ends_on", "weekdays", "werkbegeleider"})


@dataclass(frozen=True)
class FactChange:
    """One fact that is different now, in words."""

    key: str
    old: str
    new: str

    @property
    def sentence(self):
        """What a student reads: "je begint op je eerste dag om 8.30 uur (was 8.00 uur)."."""
        told, taken_away = SENTENCES[self.key]
        said = told.format(self.new.rstrip(".")) if self.new else taken_away
        before = "eerst:" if self.key in TEXTS else "was"
        was = f" ({before} {self.old.rstrip('.')})" if self.old else ""
        return f"{said}{was}."


def critical_facts(answers):
    """The facts in these answers, in words: {key: text}, without those that are not there."""
    said = {key: _in_words(key, answers.get(key)) for key in SENTENCES if key not in OF_A_PLACEMENT}
    return {key: text for key, text in said.items() if text}


def fact_changes(before, after):
    """What differs between two sets of facts, in the order of SENTENCES."""
    return tuple(
        FactChange(key, before.get(key, ""), after.get(key, ""))
        for key in SENTENCES
        if before.get(key, "") != after.get(key, "")
    )


def critical_changes(before, after):
    """What differs between the facts of two sets of answers."""
    return fact_changes(critical_facts(before), critical_facts(after))


def _in_words(key, value):
    lines = [line.strip() for line in answer_lines(QUESTIONS[key], value)]
    return enumerate_dutch([lines[0], *(line[:1].lower() + line[1:] for line in lines[1:])]) if lines else ""
