"""Logging in: the forms of django-allauth in our words."""

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from django import forms

from onboarding.actions.accounts import request_password
from profiles.forms.base import StageForm
from profiles.forms.fields import EmailField

REMEMBER = "Onthoud mij 30 dagen op dit apparaat"
REMEMBER_PHONE = "Onthoud deze telefoon 30 dagen"


class LoginForm(StageForm, allauth_forms.LoginForm):
    """E-mail address and password, for everyone who is not a student."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = EmailField()
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        password = self.fields["password"]
        password.label = "Wachtwoord"
        password.help_text = ""
        password.error_messages["required"] = "Vul je wachtwoord in."
        password.widget.attrs.pop("placeholder")
        self.fields["remember"].label = REMEMBER
        self.order_fields(["login", "password", "remember"])


class CodeRequestForm(StageForm, allauth_forms.RequestLoginCodeForm):
    """The e-mail address a code goes to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(
            label="Je e-mailadres",
            help_text="Het adres dat je school aan ons doorgaf. Meestal is dat je schooladres.",
        )

    def clean_email(self):
        """Count the try; whose address it is, is for the view to find out."""
        email = self.cleaned_data["email"]
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("too_many_login_attempts")
        return email


class CodeForm(StageForm, allauth_forms.ConfirmLoginCodeForm):
    """The six digits of the mail. Spaces and dashes that come along with pasting do no harm."""

    mark_optional = False
    remember = forms.BooleanField(label=REMEMBER_PHONE, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = "Code van 6 cijfers"
        code.error_messages["required"] = "Vul de 6 cijfers in die in de mail staan."
        code.widget = forms.TextInput(
            attrs={"class": "input-code", "autocomplete": "one-time-code", "inputmode": "numeric"}
        )


class PasswordRequestForm(StageForm, allauth_forms.ResetPasswordForm):
    """The e-mail address of who lost a password, or never had one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(label="Je e-mailadres")

    def save(self, request, **kwargs):
        """Send the mail; the answer of the page is the same whether the address exists or not."""
        email = self.cleaned_data["email"]
        request_password(email=email)
        return email


class NewPasswordForm(StageForm, allauth_forms.ResetPasswordKeyForm):
    """A password, typed once: a button shows what was typed, and pasting works."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        password = self.fields["password1"]
        password.label = "Je nieuwe wachtwoord"
        password.help_text = "Ten minste 12 tekens. Een zin van vier woorden onthoud je makkelijk."
        password.error_messages["required"] = "Kies een wachtwoord van ten minste 12 tekens."
        password.widget.attrs.pop("placeholder")


class LinkForm(StageForm, forms.Form):
    """The one choice beside the button that opens a personal link."""

    mark_optional = False
    remember = forms.BooleanField(label=REMEMBER_PHONE, required=False)
