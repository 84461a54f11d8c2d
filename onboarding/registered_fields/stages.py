"""The register of stages: the days, the tasks and what a student saw; see profiles.field_register."""

from profiles.field_register import Entry, Erase, Group
from profiles.kept_until import Term

ENTRIES = (
    Entry(
        "RosterShift",
        "Roosters",
        Group.STAGES,
        "Vertellen welke dienst een student heeft.",
        Term.STUDENT,
        Erase.ROW,
        of=("placement__student",),
        stage="placement day label begins_at ends_at",
        none="institution",
    ),
    Entry(
        "Placement",
        "Stages",
        Group.STAGES,
        "Een stage afspreken en regelen.",
        Term.STUDENT,
        Erase.ROW,
        of=("student",),
        person="student",
        stage=(
            "leerplaats request status starts_on ends_on weekdays start_time report_place "
            "confirmed_at first_seen_at known_facts cancelled_at cancel_reason student_agreed_at "
            "cannot_come_at cannot_come_reason earlier_weekdays days_off extra_days stopped_at"
        ),
        guidance="will_mentor_at wants_to_learn",
        trace="werkbegeleider confirmed_by cancelled_by",
        none="school institution offer seat batch",
        technical="version in_figures",
    ),
    Entry(
        "Task",
        "Taken voor een start",
        Group.STAGES,
        "Alles op tijd klaar hebben.",
        Term.STUDENT,
        Erase.ROW,
        of=("placement__student",),
        stage=(
            "placement item format section text note short_name owner days_before stagedag "
            "days_before_end due_on lead_time lead_unit critical blocking fallback visible_to_student "
            "signal own shared done_at"
        ),
        trace="done_by",
        none="institution",
        technical="position progress",
    ),
    Entry(
        "ProfileShown",
        "Wat een student van een profiel zag",
        Group.STAGES,
        "Weten of een student een wijziging kent.",
        Term.STUDENT,
        Erase.ROW,
        of=("placement__student",),
        person="placement",
        trace="first_at last_at",
        none="institution",
        technical="version",
    ),
    Entry(
        "TaskChange",
        "Wie een taak afvinkte",
        Group.STAGES,
        "Weten wie wat klaarzette.",
        Term.STUDENT,
        Erase.ROW,
        of=("task__placement__student",),
        person="name",
        trace="task done at by worklist",
        none="institution",
        technical="progress restores",
    ),
)
