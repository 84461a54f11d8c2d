"""What a password must be, in sentences that say what to do. The rules are Django's."""

from django.contrib.auth import password_validation as rules


class LongEnough(rules.MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self):
        """The sentence at the field."""
        return f"Dit wachtwoord is te kort. Kies er een van ten minste {self.min_length} tekens."


class NotOneself(rules.UserAttributeSimilarityValidator):
    """Not nearly the name or e-mail address of the person."""

    def __init__(self):
        super().__init__(user_attributes=("name", "email"))

    def get_error_message(self):
        """The sentence at the field."""
        return "Dit wachtwoord lijkt te veel op je naam of e-mailadres. Kies iets anders."


class NotCommon(rules.CommonPasswordValidator):
    """Not one of the passwords that everybody tries first."""

    def get_error_message(self):
        """The sentence at the field."""
        return "Dit wachtwoord gebruiken te veel mensen. Kies iets anders, bijvoorbeeld vier losse woorden."


class NotOnlyDigits(rules.NumericPasswordValidator):
    """More than digits."""

    def get_error_message(self):
        """The sentence at the field."""
        return "Dit wachtwoord heeft alleen cijfers. Gebruik ook letters."
