"""Addresses of bewaartermijnen, and of the list for the Stagefonds."""

from django.urls import path

from onboarding.views import retention, stagefonds

urlpatterns = [
    path("werk/bewaartermijnen", retention.overview, name="retention"),
    path("werk/bewaartermijnen/<slug:kind>", retention.term, name="retention-term"),
    path("werk/bewaartermijnen/eerder/<int:pk>", retention.early, name="removal-early"),
    path("gegevens/eerder-weg/<int:institution_pk>", retention.ask, name="my-data-remove"),
    path("werk/stagefonds", stagefonds.overview, name="stagefonds"),
    path("werk/stagefonds/<slug:kind>", stagefonds.download, name="stagefonds-download"),
]
