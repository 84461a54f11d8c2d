"""What an improvement can be about: a part of the profile, or a sjabloon. Stored as one word each."""

from django.urls import reverse

from profiles.questions import PARTS, part_by_key
from toolbox.formats import FORMATS
from toolbox.models import Template

PART, SJABLOON = "deel:", "sjabloon:"


def target_choices():
    """The choices for a form, in groups: parts of the profile, sjablonen, or something else."""
    return [
        ("", "Iets anders"),
        ("Het leerplaatsprofiel", [(f"{PART}{part.key}", part.title) for part in PARTS]),
        ("Een sjabloon", [(f"{SJABLOON}{one.key}", one.label) for one in FORMATS.values() if one.is_template]),
    ]


def target_label(about):
    """What it is about in words; empty for something else, or for what is not there any more."""
    target = _part(about) or _sjabloon(about)
    return getattr(target, "title", "") or getattr(target, "label", "")


def target_url(improvement):
    """Where that is changed, for this leerplaats; empty when there is no such place. One query for a sjabloon."""
    if part := _part(improvement.about):
        return reverse("profile-part", args=[improvement.leerplaats_id, part.number])
    if sjabloon := _sjabloon(improvement.about):
        found = Template.objects.in_force(improvement.leerplaats)
        stands = next((row for row in found if row.format == sjabloon.key), None)
        return reverse("template-detail", args=[stands.pk]) if stands else ""
    return ""


def _part(about):
    return part_by_key(about.removeprefix(PART)) if about.startswith(PART) else None


def _sjabloon(about):
    return FORMATS.get(about.removeprefix(SJABLOON)) if about.startswith(SJABLOON) else None
