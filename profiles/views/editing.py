"""The two small pages every plain row has: a form to add or change it, and a question before it goes."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from profiles.actions.organisations import InUse, remove_row


@dataclass(frozen=True)
class Words:
    """What a kind of row is called, and where its list is. `list_url` is a url name."""

    a_new: str  # "Nieuwe school"
    this: str  # "deze school"
    list_url: str
    list_label: str  # "Terug naar de scholen"
    in_use: str  # why it cannot go
    remove_url: str = ""  # the url name of the removal


def sent(request):
    """What was sent, also when that is nothing; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def edit_row(request, form, *, save, words):
    """Show the form, or store it with `save(row)` and go back to the list. A form with `is_ready` may ask first."""
    row = form.instance
    is_new = row.pk is None
    is_ready = getattr(form, "is_ready", form.is_valid)
    if request.method == "POST" and is_ready():
        save(form.instance)
        messages.success(request, f"{row} is {'toegevoegd' if is_new else 'bewaard'}.")
        return redirect(words.list_url)
    context = {
        "form": form,
        "words": words,
        "heading": words.a_new if is_new else str(type(row).objects.get(pk=row.pk)),
        "button": "Voeg toe" if is_new else "Bewaar",
        "remove_url": reverse(words.remove_url, args=[row.pk]) if row.pk and words.remove_url else "",
        "list_url": reverse(words.list_url),
    }
    return render(request, "profiles/row_form.html", context)


def remove_page(request, row, *, words, institution=None):
    """Ask whether the row may go; after yes it goes, or the page says why it cannot."""
    refused = False
    if request.method == "POST":
        name = str(row)
        try:
            remove_row(row=row, by=request.user, institution=institution)
        except InUse:
            refused = True
        else:
            messages.success(request, f"{name} is verwijderd.")
            return redirect(words.list_url)
    context = {"row": row, "words": words, "refused": refused, "list_url": reverse(words.list_url)}
    return render(request, "profiles/row_remove.html", context)
