"""The register of the models of what happens to students, a module per group; see profiles.field_register."""

from onboarding.registered_fields import circle, guidance, mails, matching, papers, stages, students

ENTRIES = (
    *students.ENTRIES,
    *stages.ENTRIES,
    *guidance.ENTRIES,
    *circle.ENTRIES,
    *mails.ENTRIES,
    *matching.ENTRIES,
    *papers.ENTRIES,
)
