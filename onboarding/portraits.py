"""Portraits: to whom each may be shown, and the one way in which other pages get at them.

Pages call `portraits_of`, paper calls `portraits_on_paper`. Both give nothing without a consent that stands
now. The view serves a file only to who is in `visible_portraits`, so that a yes that is taken back also closes
the addresses that are known already.
"""

import base64
import io

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageOps

from onboarding.models import Placement
from profiles.enums import INSTITUTION_ROLES, Purpose, Role
from profiles.models import Consent, Membership, Portrait

PRINTED = (300, 300)  # pixels: sharp enough for the 25 mm that a portrait has on paper


def portraits_of(users, purpose):
    """{user id: address of the portrait} of those of `users` (users or ids) who allow it for `purpose`.

    One query. Whoever asks must be allowed to see the people themselves; the address checks its reader again.
    """
    rows = _allowed(users, purpose).values_list("user", "pk")
    return {user: reverse("portrait", args=[key]) for user, key in rows}


def portraits_on_paper(users, purpose):
    """{user id: the portrait as a data: address} for a PDF, which reaches no other address. One query."""
    return {portrait.user_id: printed(portrait) for portrait in _allowed(users, purpose)}


def _allowed(users, purpose):
    ids = [getattr(user, "pk", user) for user in users]
    return Portrait.objects.filter(user__in=ids).filter(_says_yes(purpose))


def printed(portrait):
    """A square JPEG inside the document, the only kind of picture that is printed; empty when the file is gone."""
    try:
        with portrait.file.open("rb") as file, Image.open(file) as image:
            picture = ImageOps.fit(image.convert("RGB"), PRINTED)
    except OSError:
        return ""
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=82)
    return f"data:image/jpeg;base64,{base64.b64encode(data.getvalue()).decode()}"


def _says_yes(purpose):
    return Exists(Consent.objects.standing(purpose).filter(user=OuterRef("user")))


def visible_portraits(identity):
    """The portraits this person may see now: the own one, and those of the people around a stage who said yes.

    Staff see the students of their leerplaatsen and those they guide; students see who works or learns on the
    leerplaats of their stage. When the stage is over, nobody sees them any more.
    """
    if identity.user is None:
        return Portrait.objects.none()
    today = timezone.localdate()
    stages = Placement.objects.active().filter(ends_on__gte=today)
    visible = Q(user=identity.user)
    if identity.has(*INSTITUTION_ROLES):
        visible |= Q(user__in=_students_of_staff(identity, stages)) & _says_yes(Purpose.PHOTO_TEAM)
    if identity.has(Role.STUDENT):
        visible |= _around_the_student(identity, stages) & _says_yes(Purpose.PHOTO_STUDENTS)
    return Portrait.objects.filter(visible)


def _students_of_staff(identity, stages):
    """The users who have one of `stages` on a leerplaats this person works on, or are guided by them."""
    mine = Q(leerplaats__institution__in=identity.whole_institutions) | Q(leerplaats__in=identity.leerplaats_ids)
    guided = Q(werkbegeleider=identity.user, institution__in=identity.institution_ids(Role.WERKBEGELEIDER))
    return stages.filter(mine | guided, student__user__isnull=False).values("student__user")


def _around_the_student(identity, stages):
    """Staff and other students of the leerplaatsen where this student has one of `stages`."""
    own = list(stages.filter(student__user=identity.user).values("leerplaats", "institution", "werkbegeleider"))
    places = [stage["leerplaats"] for stage in own]
    here = Membership.objects.active().filter(institution__in=[stage["institution"] for stage in own])
    staff = here.filter(Q(leerplaatsen__in=places) | Q(leerplaatsen__isnull=True)).values("user")
    guides = [stage["werkbegeleider"] for stage in own if stage["werkbegeleider"]]
    beside = stages.filter(leerplaats__in=places, student__user__isnull=False).values("student__user")
    return Q(user__in=staff) | Q(user__in=guides) | Q(user__in=beside)
