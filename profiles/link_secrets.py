"""The secrets in links that are mailed or shown: what is kept of one, and one that follows from its row.

A link opens something for who has it. So only a hash is kept, and a copy of the database alone opens nothing.
"""

import hashlib
from datetime import UTC

from django.utils.crypto import salted_hmac


def hash_of(secret):
    """What is kept of a secret: 64 hexadecimal figures. The secret is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def derived_secret(salt, owner, moment):
    """The secret of what `owner` was given at `moment`: 64 hexadecimal figures.

    It follows from these and the key of this installation, so it can be mailed or shown again without being stored.
    The moment is read in UTC: the same however the row was made, before and after it is read back.
    """
    return salted_hmac(salt, f"{owner}:{moment.astimezone(UTC).isoformat()}", algorithm="sha256").hexdigest()
