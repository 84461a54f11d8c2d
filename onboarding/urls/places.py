"""Addresses of limits, closed weeks, and places beside demand."""

from django.urls import path

from onboarding.views import closed_weeks, place_limits, supply

one = "werk/leerplaatsen/<int:pk>"
closed = f"{one}/gesloten-weken"
limits = "werk/plekken/totalen"
both = "werk/plekken/vraag-en-aanbod"
urlpatterns = [
    path(f"{one}/hoogstens", place_limits.leerplaats_limits, name="leerplaats-limits"),
    path(closed, closed_weeks.closed_weeks_list, name="closed-weeks-list"),
    path(f"{closed}/nieuw", closed_weeks.closed_weeks_new, name="closed-weeks-new"),
    path(f"{closed}/<int:closed_id>", closed_weeks.closed_weeks_edit, name="closed-weeks-edit"),
    path(f"{closed}/<int:closed_id>/weghalen", closed_weeks.closed_weeks_remove, name="closed-weeks-remove"),
    path(limits, place_limits.limit_list, name="place-limit-list"),
    path(f"{limits}/nieuw", place_limits.limit_new, name="place-limit-new"),
    path(f"{limits}/<int:pk>", place_limits.limit_edit, name="place-limit-edit"),
    path(f"{limits}/<int:pk>/weghalen", place_limits.limit_remove, name="place-limit-remove"),
    path(both, supply.supply_list, name="supply"),
    path(f"{both}.<str:kind>", supply.supply_download, name="supply-download"),
]
