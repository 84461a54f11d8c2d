"""Addresses of placements."""

urlpatterns = []
