"""Addresses of prints."""

urlpatterns = []
