"""The register of what is printed; see profiles.field_register."""

from profiles.field_register import Entry, Erase, Group
from profiles.kept_until import Term

ENTRIES = (
    Entry(
        "PrintJob",
        "Afdrukken",
        Group.PAPERS,
        "Bladen voor veel studenten in één keer maken.",
        Term.PRINT,
        Erase.ROW,
        stage="sheets file failures",
        trace="requested_by",
        none="institution",
        technical="key formats starts_on options status pages digest requested_at finished_at",
    ),
    Entry(
        "PrintPart",
        "Delen van een afdruk",
        Group.PAPERS,
        "Een grote afdruk in stukken maken.",
        Term.PRINT,
        Erase.ROW,
        stage="file documents failures",
        technical="job number digest",
    ),
)
