"""Addresses of one's own calendar."""

from django.urls import path

from onboarding.views import feeds

urlpatterns = [
    path("mijn-agenda", feeds.calendar_feed, name="calendar-feed"),
    path("mijn-agenda/stoppen", feeds.calendar_feed_revoke, name="calendar-feed-revoke"),
    path("agenda-adres/<token>.ics", feeds.calendar_feed_read, name="calendar-feed-read"),
]
