"""Addresses of toolbox."""

urlpatterns = []
