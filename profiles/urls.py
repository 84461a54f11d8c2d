"""Addresses of profiles."""

urlpatterns = []
