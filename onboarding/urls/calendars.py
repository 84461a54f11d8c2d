"""Addresses of calendars: one's own, and the rooster of a stage."""

from django.urls import path

from onboarding.views import feeds, roster

urlpatterns = [
    path("mijn-agenda", feeds.calendar_feed, name="calendar-feed"),
    path("mijn-agenda/stoppen", feeds.calendar_feed_revoke, name="calendar-feed-revoke"),
    path("agenda-adres/<token>.ics", feeds.calendar_feed_read, name="calendar-feed-read"),
    path("werk/studenten/stage/<int:pk>/rooster", roster.roster, name="placement-roster"),
    path("werk/studenten/stage/<int:pk>/dag", roster.day, name="placement-day"),
]
