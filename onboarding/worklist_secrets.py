"""The secrets of a work list: its link and its mailed codes.

Both follow from their row and the key of this installation, and are put into a mail at the moment of sending. So no
secret is stored, not in the outbox either, and a copy of the database alone opens nothing.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from onboarding.models import WorkList, WorkListCode
from profiles.link_secrets import derived_secret

SALT = "onboarding.worklist"
LINK_KEY, CODE_KEY = "worklist:", "worklist-code:"  # begin the keys of the two mails, with the key of the row behind it
LINK_MARK, CODE_MARK = "[de link van de werklijst]", "[de code]"  # what stands in the stored mail instead


def secret_of(worklist):
    """The secret in the link of `worklist`."""
    return derived_secret(SALT, f"{worklist.institution_id}:{worklist.owner}:{worklist.location_id}", worklist.made_at)


def code_of(code):
    """The six digits of a WorkListCode."""
    return f"{int(derived_secret(f'{SALT}.code', code.worklist_id, code.sent_at), 16) % 1_000_000:06d}"


def code_hash_of(code, digits):
    """What is kept of the digits of a WorkListCode: a hash that differs per list and moment."""
    return derived_secret(f"{SALT}.check", f"{code.worklist_id}:{digits}", code.sent_at)


def is_code(code, digits):
    """Whether these are the digits that were mailed."""
    return constant_time_compare(code.code_hash, code_hash_of(code, digits))


def with_worklist_secret(message, body):
    """`body` with the link or the code in it, when `message` is the mail of one; else as it is."""
    if message.key.startswith(LINK_KEY) and LINK_MARK in body:
        worklist = WorkList.objects.get(pk=message.key.split(":")[1])
        return body.replace(LINK_MARK, settings.SITE_URL + reverse("worklist-open", args=[secret_of(worklist)]))
    if message.key.startswith(CODE_KEY) and CODE_MARK in body:
        return body.replace(CODE_MARK, code_of(WorkListCode.objects.get(pk=message.key.split(":")[1])))
    return body
