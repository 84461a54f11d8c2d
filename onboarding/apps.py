"""How Django knows this package."""

from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    """The package on top: what happens to a student."""

    name = "onboarding"
    verbose_name = "Stages"
    default_auto_field = "django.db.models.BigAutoField"
