"""Addresses of calendars: one's own, the rooster of a stage, and the holidays of a school."""

from django.urls import path

from onboarding.views import feeds, holidays, roster

urlpatterns = [
    path("mijn-agenda", feeds.calendar_feed, name="calendar-feed"),
    path("mijn-agenda/stoppen", feeds.calendar_feed_revoke, name="calendar-feed-revoke"),
    path("agenda-adres/<token>.ics", feeds.calendar_feed_read, name="calendar-feed-read"),
    path("werk/studenten/stage/<int:pk>/rooster", roster.roster, name="placement-roster"),
    path("werk/studenten/stage/<int:pk>/dag", roster.day, name="placement-day"),
    path("school/vakanties", holidays.holiday_list, name="holiday-list"),
    path("school/vakanties/nieuw", holidays.holiday_new, name="holiday-new"),
    path("school/vakanties/<int:pk>", holidays.holiday_edit, name="holiday-edit"),
    path("school/vakanties/<int:pk>/studenten", holidays.holiday_stages, name="holiday-stages"),
    path("school/vakanties/<int:pk>/weghalen", holidays.holiday_remove, name="holiday-remove"),
]
