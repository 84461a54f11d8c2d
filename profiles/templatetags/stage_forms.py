"""Filters with which the templates in `templates/bootstrap5` show any form field, ours or a library's."""

from dataclasses import dataclass

from django import template

from profiles.forms import base

register = template.Library()


@dataclass(frozen=True)
class Option:
    """One radio button or tick box, ready to be written."""

    id: str
    kind: str
    value: str
    label: str
    checked: bool
    hint: str
    exclusive: bool


@register.filter
def error_summary(form):
    """The errors of a form or formset as (anchor, sentence): `{{ form|error_summary }}`."""
    return base.error_summary(form)


@register.filter
def option_groups(bound_field):
    """The choices of a radio or tick box group as (group label, options); the label is None without groups."""
    field, widget = bound_field.field, bound_field.field.widget
    hints = getattr(field, "option_hints", {})
    exclusive = getattr(field, "exclusive", None)
    selected = widget.format_value(bound_field.value())
    groups = widget.optgroups(bound_field.html_name, selected, {"id": bound_field.auto_id})
    return [(label, [_option(option, hints, exclusive) for option in options]) for label, options, _ in groups]


def _option(option, hints, exclusive):
    value = "" if option["value"] is None else str(option["value"])
    return Option(
        id=option["attrs"].get("id", ""),
        kind=option["type"],
        value=value,
        label=option["label"],
        checked=option["selected"],
        hint=hints.get(value, ""),
        exclusive=exclusive is not None and value == exclusive,
    )
