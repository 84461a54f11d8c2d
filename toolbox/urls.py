"""Addresses of toolbox: sjablonen, and printed profiles."""

from django.urls import path

from toolbox.views import templates

sjablonen = "werk/sjablonen"
template_pages = [
    path(sjablonen, templates.listing, name="template-list"),
    path(f"{sjablonen}/<int:pk>", templates.detail, name="template-detail"),
    path(f"{sjablonen}/<int:pk>/voorbeeld", templates.preview, name="template-preview"),
    path(f"{sjablonen}/<int:pk>/eigen-versie", templates.copy, name="template-copy"),
    path(f"{sjablonen}/<int:pk>/terugzetten", templates.reset, name="template-reset"),
    path(f"{sjablonen}/<int:pk>/onderdeel", templates.section_new, name="section-new"),
    path(f"{sjablonen}/onderdeel/<int:pk>", templates.section_edit, name="section-edit"),
    path(f"{sjablonen}/onderdeel/<int:pk>/verplaatsen", templates.section_move, name="section-move"),
    path(f"{sjablonen}/onderdeel/<int:pk>/weghalen", templates.section_remove, name="section-remove"),
    path(f"{sjablonen}/onderdeel/<int:pk>/punt", templates.item_new, name="item-new"),
    path(f"{sjablonen}/punt/<int:pk>", templates.item_edit, name="item-edit"),
    path(f"{sjablonen}/punt/<int:pk>/verplaatsen", templates.item_move, name="item-move"),
    path(f"{sjablonen}/punt/<int:pk>/weghalen", templates.item_remove, name="item-remove"),
    path(f"{sjablonen}/punt/<int:pk>/terugzetten", templates.item_restore, name="item-restore"),
]

urlpatterns = [*template_pages]
