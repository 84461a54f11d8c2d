"""The rows of blank documents."""

from toolbox.models.templates import Item, Section, Template

__all__ = ["Item", "Section", "Template"]
