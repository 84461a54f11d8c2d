"""The register of students, their requests and who looked at them; see profiles.field_register."""

from profiles.field_register import Entry, Erase, Group
from profiles.kept_until import Term

ENTRIES = (
    Entry(
        "FileLook",
        "Wie keek",
        Group.STUDENTS,
        "De student laten zien wie naar de eigen gegevens keek.",
        Term.STUDENT,
        Erase.ROW,
        of=("student",),
        person="student user",
        trace="role day",
        none="institution",
    ),
    Entry(
        "Student",
        "Studenten",
        Group.STUDENTS,
        "Weten wie een plek zoekt, en die mailen.",
        Term.STUDENT,
        Erase.ROW,
        of=("self",),
        person="user given_name infix last_name corrected",
        contact="email postcode town",
        education="school student_number",
        technical="sort_name",
    ),
    Entry(
        "StudentImport",
        "Lijsten van scholen",
        Group.STUDENTS,
        "Een lijst van een school controleren voordat die telt.",
        Term.PERIOD,
        Erase.ROW,
        person="source preview corrections changes decisions",
        trace="uploaded_by",
        none="institution",
        technical=(
            "school filename fingerprint status mapping default_programme meanings progress "
            "stored_count uploaded_at stored_at undone_at"
        ),
    ),
    Entry(
        "SchoolLayout",
        "Hoe lijsten van scholen eruitzien",
        Group.STUDENTS,
        "Een volgende lijst sneller lezen.",
        Term.ORGANISATION,
        Erase.STAYS,
        none="school institution columns meanings default_programme changed_at",
    ),
    Entry(
        "PlacementRequest",
        "Aanvragen",
        Group.STUDENTS,
        "Een plek zoeken die past.",
        Term.STUDENT,
        Erase.ROW,
        of=("student",),
        person="student",
        education="school period programme year school_day corrected source withdrawn_at",
        stage=(
            "starts_on ends_on weekdays hours_per_week learning_way most_km has_car wishes_given_at "
            "remark withdraw_reason"
        ),
        trace="withdrawn_by",
        none="institution",
    ),
    Entry(
        "Wish",
        "Wensen",
        Group.STUDENTS,
        "Een plek zoeken die een student graag wil.",
        Term.STUDENT,
        Erase.ROW,
        of=("request__student",),
        person="request",
        stage="kind rank leerplaats sector town words",
    ),
)
