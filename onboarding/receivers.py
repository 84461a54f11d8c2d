"""Who is reminded of an open task: the person who owns it, a service with a work list, or the student.

Three queries for any number of stages. A service that has no account is reached by the address of its work list, and
then without names: who gets the mail opens the list first.
"""

from dataclasses import dataclass

from onboarding.models import WorkList
from profiles.enums import Role
from profiles.models import Membership
from toolbox.enums import Owner, Signal

OF_THE_TEAM = {
    Owner.WERKBEGELEIDER: (Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER, Role.COORDINATOR),
    Owner.PRAKTIJKOPLEIDER: (Role.PRAKTIJKOPLEIDER, Role.COORDINATOR),
    Owner.COORDINATOR: (Role.COORDINATOR,),
}


@dataclass(frozen=True)
class Receiver:
    """Somebody who owns open tasks. `email` is empty for who cannot be reached by this portal."""

    key: str
    name: str
    email: str = ""
    user: object = None
    student: object = None

    @property
    def template(self):
        """Which mail: to a colleague, to a student, or to a service that is told no names."""
        return "reminder" if self.user else "reminder_student" if self.student else "reminder_service"


class Receivers:
    """Whom to remind about which tasks of these stages."""

    def __init__(self, placements):
        institutions = {one.institution_id for one in placements}
        self._members = list(
            Membership.objects.active()
            .filter(
                institution__in=institutions, role__in=(Role.PRAKTIJKOPLEIDER, Role.COORDINATOR), user__is_active=True
            )
            .select_related("user")
            .prefetch_related("leerplaatsen")
            .order_by("user__name", "pk")
        )
        lists = WorkList.objects.filter(institution__in=institutions, revoked_at=None)
        self._lists = {(one.institution_id, one.owner, one.location_id): one for one in lists}

    def of_row(self, row):
        """(Receiver, tasks) for each who owns something open of a StartRow, in the order of its tasks."""
        if row.state.started or row.placement.cannot_come_at:  # nobody prepares for who may not come
            return []
        found = {}
        for task in row.state.missing:
            for receiver in self._of(task, row.placement):
                found.setdefault(receiver, []).append(task)
        return list(found.items())

    def _of(self, task, placement):
        if task.owner == Owner.STUDENT or task.signal == Signal.PAGE_SEEN:
            student = placement.student
            return [Receiver(f"student:{student.pk}", student.given_name, student.email, student=student)]
        if task.owner == Owner.SYSTEM:
            return []
        if task.owner in OF_THE_TEAM:
            people = next(filter(None, (self._people(role, placement) for role in OF_THE_TEAM[task.owner])), [])
            return [Receiver(f"user:{user.pk}", user.name, user.email, user=user) for user in people]
        return [self._service(task, placement)]

    def _people(self, role, placement):
        if role == Role.WERKBEGELEIDER:
            guide = placement.werkbegeleider
            return [guide] if guide and guide.is_active else []
        return [member.user for member in self._members if member.role == role and _works_for(member, placement)]

    def _service(self, task, placement):
        label = Owner(task.owner).label
        here = placement.institution_id, task.owner
        worklist = self._lists.get((*here, placement.leerplaats.location_id)) or self._lists.get((*here, None))
        if worklist is None:
            return Receiver(f"service:{task.owner}:{placement.institution_id}", label)
        return Receiver(f"worklist:{worklist.pk}", label, worklist.email)


def _works_for(membership, placement):
    named = [] if membership.role == Role.COORDINATOR else [one.pk for one in membership.leerplaatsen.all()]
    return membership.institution_id == placement.institution_id and (not named or placement.leerplaats_id in named)
