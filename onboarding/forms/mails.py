"""The filter above the list of mails."""

from django import forms
from django.db.models import Q

from onboarding.actions.outbox import unsent_of
from onboarding.enums import MessageKind, MessageStatus
from profiles.folding import fold
from profiles.forms.base import StageForm

EVERYTHING = "alles"


class MailFilter(StageForm, forms.Form):
    """By what it is about, where it stands and for whom; everything stands in the address."""

    mark_optional = False
    zoek = forms.CharField(label="Student of e-mailadres", required=False, max_length=120)
    soort = forms.ChoiceField(
        label="Waar gaat de mail over?",
        required=False,
        choices=[("", "Alles"), *(choice for choice in MessageKind.choices if choice[0] != MessageKind.CODE)],
    )
    status = forms.ChoiceField(
        label="Welke mails?",
        required=False,
        choices=[("", "Die niet weg zijn"), *MessageStatus.choices, (EVERYTHING, "Alle mails")],
    )

    def __init__(self, data):
        super().__init__(data)
        self.ignore_wrong()

    def narrow(self, mails):
        """The chosen mails; without a choice those that have not gone out."""
        chosen = self.choices_made
        status = chosen.get("status", "")
        if not status:
            mails = unsent_of(mails)
        elif status != EVERYTHING:
            mails = mails.filter(status=status)
        if chosen.get("soort"):
            mails = mails.filter(kind=chosen["soort"])
        for word in chosen.get("zoek", "").split():
            name = fold(word)
            mails = mails.filter(
                Q(to_email__icontains=word)
                | Q(placement__student__sort_name__icontains=name)
                | Q(student__sort_name__icontains=name)
                | Q(placement__student__given_name__icontains=word)
                | Q(student__given_name__icontains=word)
            )
        return mails
