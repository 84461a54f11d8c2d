"""Addresses of the pages of sjablonen that say how many students have a list."""

from django.urls import path

from onboarding.views import templates

base = "werk/sjablonen"
urlpatterns = [
    path(base, templates.template_list, name="template-list"),
    path(f"{base}/<int:pk>", templates.template_detail, name="template-detail"),
    path(f"{base}/<int:pk>/studenten", templates.template_apply, name="template-apply"),
]
