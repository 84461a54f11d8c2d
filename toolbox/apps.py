"""How Django knows this package."""

from django.apps import AppConfig


class ToolboxConfig(AppConfig):
    """The middle package: blank documents and their making."""

    name = "toolbox"
    verbose_name = "Toolbox"
    default_auto_field = "django.db.models.BigAutoField"
