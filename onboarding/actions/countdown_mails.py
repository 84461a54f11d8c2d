"""Writing the mails of two weeks and of three days before the start: by themselves, once per stage and first day."""

from django.db import transaction
from django.utils import timezone

from onboarding.actions.messages import queue, student_message
from onboarding.countdown import in_reach, key_of, kind_for, letter, mails_of, with_letter_facts
from onboarding.models import Message, Placement
from profiles.models import Membership


def write_countdown_mails(today=None):
    """Queue every such mail that it is time for; returns how many. Each institution in a transaction of its own.

    Running twice writes nothing twice, and after a day on which the worker was off it writes what is still true. A
    mail that was sent for a first day is not written again when the stage moves away from that day and back.
    """
    today = today or timezone.localdate()
    institutions = in_reach(today).order_by("institution").values_list("institution", flat=True).distinct()
    return sum(_write(institution, today) for institution in institutions)


@transaction.atomic
def _write(institution, today):
    # Locked, so that whoever changes or cancels a stage at this moment goes before or after, never in between.
    locked = Placement.objects.select_for_update().filter(pk__in=in_reach(today).filter(institution=institution))
    keys = list(locked.order_by("pk").values_list("pk", flat=True))
    placements = list(with_letter_facts(in_reach(today).filter(pk__in=keys)).order_by("pk"))
    mails = mails_of(placements)
    chosen = [(kind_for(one, mails.get(one.pk, ()), today), one) for one in placements]
    chosen = [(kind, one) for kind, one in chosen if kind]
    written = Message.objects.filter(key__in=[key_of(kind, one) for kind, one in chosen])
    done = set(written.values_list("key", flat=True))
    leaders = {}
    letters = []
    for kind, placement in chosen:
        key = key_of(kind, placement)
        if key in done:
            continue
        leerplaats = placement.leerplaats
        if leerplaats.pk not in leaders:
            leaders[leerplaats.pk] = list(Membership.objects.leaders_of(leerplaats))
        if found := letter(kind, placement, leaders[leerplaats.pk], today):
            letters.append(student_message(key, placement, *found, kind=kind))
    return len(queue(letters)) if letters else 0
