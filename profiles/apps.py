"""How Django knows this package."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """The lowest package: what exists without any student."""

    name = "profiles"
    verbose_name = "Profielen"
    default_auto_field = "django.db.models.BigAutoField"
