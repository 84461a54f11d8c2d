"""Lists to print: every row of a choice on one page, with what was chosen above it."""

from datetime import date

from django.core.paginator import Paginator
from django.utils import timezone

from profiles.dutch import plain_date

MOST_ROWS = 5_000  # on one page to print: more is no list for a person, and then there is a next page


def page_of(request, rows, per_page, *, on_paper):
    """The asked page of `rows` (a queryset); to print all of them are on it."""
    return Paginator(rows, MOST_ROWS if on_paper else per_page).get_page(request.GET.get("pagina"))


def paper_context(form, on_paper):
    """What the template of a list needs to be one to print."""
    return {"on_paper": on_paper, "chosen": chosen_words(form) if on_paper else (), "today": timezone.localdate()}


def chosen_words(form):
    """What holds by a form of the address: "Periode: Periode 2", per field that narrows the list; also what holds
    when nothing was chosen. A form may say in `used_instead` what it took for another field because of a choice.
    """
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    held = {name: chosen.get(name) or field.initial for name, field in form.fields.items()}
    for name, value in getattr(form, "used_instead", {}).items():
        held[name] = value
    return [
        f"{form[name].label.rstrip('?')}: {_words(form.fields[name], value)}" for name, value in held.items() if value
    ]


def _words(field, value):
    if isinstance(value, date):
        return plain_date(value)
    if hasattr(field, "label_from_instance"):
        return field.label_from_instance(value)
    return dict(field.choices)[value] if hasattr(field, "choices") else value
