"""The secrets of a work list: its link and its mailed codes.

Both follow from their row and the key of this installation, and are put into a mail at the moment of sending. So no
secret is stored, not in the outbox either, and a copy of the database alone opens nothing.
"""

import hashlib
from datetime import UTC

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from onboarding.models import WorkList, WorkListCode

SALT = "onboarding.worklist"
LINK_KEY, CODE_KEY = "worklist:", "worklist-code:"  # begin the keys of the two mails, with the key of the row behind it
LINK_MARK, CODE_MARK = "[de link van de werklijst]", "[de code]"  # what stands in the stored mail instead


def secret_of(worklist):
    """The secret in the link of `worklist`: 64 hexadecimal figures."""
    words = f"{worklist.institution_id}:{worklist.owner}:{worklist.location_id}:{_moment(worklist.made_at)}"
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()


def hash_of(token):
    """What is kept of the secret of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def code_of(code):
    """The six digits of a WorkListCode."""
    words = f"{code.worklist_id}:{_moment(code.sent_at)}"
    return f"{int(salted_hmac(f'{SALT}.code', words, algorithm='sha256').hexdigest(), 16) % 1_000_000:06d}"


def code_hash_of(code, digits):
    """What is kept of the digits of a WorkListCode: a hash that differs per list and moment."""
    words = f"{code.worklist_id}:{_moment(code.sent_at)}:{digits}"
    return salted_hmac(f"{SALT}.check", words, algorithm="sha256").hexdigest()


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


def _moment(value):
    """A moment as text, the same however it was made: a row that is read back has it in UTC."""
    return value.astimezone(UTC).isoformat()
