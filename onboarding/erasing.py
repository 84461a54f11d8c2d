"""Erasing along the register of fields: what belongs to a student or an account is found by `of`, nowhere listed.

So a model that gets a line in the register is erased too, and a model without a line fails a test. A student with
stages at two institutions has a part at each: a part goes on its own day, and who the student is goes with the last.
"""

from dataclasses import dataclass, field

from django.db.models import FileField, ForeignKey, Q

from onboarding.models import Placement, PlacementRequest, Student
from onboarding.whole_register import ENTRIES
from profiles.field_register import Category, Erase
from profiles.models import AuditEvent, User

OURS = ("profiles", "toolbox", "onboarding")
SELF = "self"
A_STUDENT, NAMELESS = "Een student", "Iemand die hier niet meer werkt"
# What everything else hangs on goes last, in this order.
LAST = (Placement, PlacementRequest, Student, User)


@dataclass(frozen=True)
class Part:
    """What one student has at one institution."""

    student: Student
    institution_id: int
    keys: dict = field(default_factory=dict)  # {Placement: {pk}, PlacementRequest: {pk}}

    @classmethod
    def of(cls, student, institution_id):
        """The part as it stands now; its rows are locked until the transaction ends."""
        mine = {"student": student, "institution": institution_id}
        keys = {
            model: set(model.objects.select_for_update().filter(**mine).order_by("pk").values_list("pk", flat=True))
            for model in (PlacementRequest, Placement)
        }
        return cls(student, institution_id, keys)


def rows_of_part(entry, part):
    """The rows of one model in this part: of its stages and requests, or of the student and this institution."""
    model, wanted = entry.model_class, Q(pk__in=[])
    for path in entry.of:
        *before, last = path.split("__")
        if path == SELF or _end_of(model, path) is not Student:
            continue
        if before:
            wanted |= Q(**{f"{'__'.join(before)}__in": part.keys[_end_of(model, "__".join(before))]})
        elif model in part.keys:
            wanted |= Q(pk__in=part.keys[model])
        elif _has_institution(model):
            wanted |= Q(**{last: part.student, "institution": part.institution_id})
    return model._default_manager.filter(wanted)


def erase_part(part):
    """Erase what a student has at one institution, deepest rows first; returns the names of the erased rows."""
    return _erase(rows_of_part(entry, part) for entry in _deepest_first(Student))


def erase_person(student):
    """Erase what is left of a student who has no stage and no request anywhere any more; returns as above."""
    return _erase(_rows_of_person(entry, Student, student) for entry in _deepest_first(Student))


def erase_account(user):
    """Erase what belongs to an account, and take its name from what stays; returns as above.

    The account itself goes too, unless rows of others still say what this person did: then it loses its name.
    """
    for entry in ENTRIES:
        if entry.erase == Erase.NAME:
            _make_nameless(entry, user)
    found = _erase(
        _rows_of_person(entry, User, user) for entry in _deepest_first(User) if entry.model_class is not User
    )
    if _is_named_elsewhere(user):
        _take_name(user)
        return found
    name = subject_of(user)
    user.delete()
    return [*found, name]


def subject_of(row):
    """How the log points at a row: "onboarding.placement:12"."""
    return f"{row._meta.label_lower}:{row.pk}"


def erase_rows(rows):
    """Erase these rows (a queryset) with their files; returns how the log points at each.

    Files go first: a file without a row would be found by nobody, a row without a file is erased the next time.
    """
    model = rows.model
    files = [one for one in model._meta.concrete_fields if isinstance(one, FileField)]
    found = list(rows.order_by("pk")) if files else list(rows.order_by("pk").only("pk"))
    for row in found:
        for one in files:
            getattr(row, one.name).delete(save=False)
    model._default_manager.filter(pk__in=[row.pk for row in found]).delete()
    return [subject_of(row) for row in found]


def _erase(querysets):
    return [name for rows in querysets for name in erase_rows(rows)]


def _deepest_first(target):
    """The entries of which a whole row belongs to `target`, those that hang on others first."""
    mine = [
        entry
        for entry in ENTRIES
        if entry.erase == Erase.ROW and any(_end_of(entry.model_class, path) is target for path in entry.of)
    ]
    return sorted(mine, key=lambda entry: (_place(entry.model_class), -_depth(entry), entry.model))


def _place(model):
    return LAST.index(model) if model in LAST else -1


def _depth(entry):
    return max(len(path.split("__")) for path in entry.of)


def _rows_of_person(entry, target, person):
    model, wanted = entry.model_class, Q(pk__in=[])
    for path in entry.of:
        if _end_of(model, path) is target:
            wanted |= Q(pk=person.pk) if path == SELF else Q(**{path: person})
    return model._default_manager.filter(wanted)


def _end_of(model, path):
    for name in () if path == SELF else path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def _has_institution(model):
    return any(one.name == "institution" for one in model._meta.concrete_fields)


def _make_nameless(entry, user):
    """Take an account from the rows that stay: the pointer to it, and the texts that say who it is."""
    model = entry.model_class
    for path in entry.of:
        rows = model._default_manager.filter(**{path: user})
        texts = {name: A_STUDENT for name in dict(entry.by_category).get(Category.PERSON, ()) if name != path}
        rows.update(**{path: None}, **texts, **({"detail": {"gone": True}} if model is AuditEvent else {}))


def _is_named_elsewhere(user):
    """Whether a row of somebody or something else still points at this account."""
    relations = [one for one in user._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete]
    return any(
        one.related_model._base_manager.filter(**{one.field.name: user}).exists()
        for one in relations
        if isinstance(one.field, ForeignKey) and one.related_model._meta.app_label in OURS
    )


def _take_name(user):
    """Leave an account that nobody can use and that says nothing of anybody."""
    user.name, user.phone, user.is_active, user.last_login = NAMELESS, "", False, None
    user.email = f"weg-{user.pk}@weg.invalid"
    user.set_unusable_password()
    user.save()
    user.emailaddress_set.all().delete()
