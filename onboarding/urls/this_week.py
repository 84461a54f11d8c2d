"""Addresses of who starts in a week."""

from django.urls import path

from onboarding.views import this_week

urlpatterns = [
    path("werk/deze-week", this_week.this_week, name="this-week"),
    path("werk/deze-week/<str:day>/deze-week-starten.pdf", this_week.this_week_card, name="this-week-card"),
]
