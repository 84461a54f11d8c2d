"""What a school agrees about the stages of one opleiding: written, and never lost when two people write."""

from django.db import transaction
from django.utils import timezone

from profiles.models import AuditEvent, ProgrammeAgreement, School

WRITTEN = ("action_plan", "start_document", "assignments", "school_day", "visits", "contact")


class Clash(Exception):
    """Somebody saved other words in between. `agreement` is what is stored now."""

    def __init__(self, agreement):
        super().__init__(f"agreement {agreement.pk}")
        self.agreement = agreement


@transaction.atomic
def save_agreement(*, school, programme, values, version, by):
    """Store the agreements of `school` for `programme`; `version` is the one that was opened, 0 for a first time.

    The same words again change nothing. Raises Clash when somebody wrote something else in between.
    """
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    agreement = ProgrammeAgreement.objects.filter(school=school, programme=programme).first()
    agreement = agreement or ProgrammeAgreement(school=school, programme=programme, version=0)
    if {name: getattr(agreement, name) for name in WRITTEN} == values:
        return agreement
    if agreement.version != version:
        raise Clash(agreement)
    for name, value in values.items():
        setattr(agreement, name, value)
    agreement.version += 1
    agreement.changed_at = timezone.now()
    agreement.save()
    AuditEvent.record("agreement.saved", agreement, by=by, programme=programme.name)
    return agreement
