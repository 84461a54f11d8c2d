"""All addresses: Dutch words with hyphens; names in English, noun first."""

from django.urls import include, path

from onboarding.views import gallery, mailbox, pages, toolbox

urlpatterns = [
    path("", pages.start, name="start"),
    path("thuis", pages.home, name="home"),
    path("zo-werkt-het", pages.how_it_works, name="how-it-works"),
    path("hulp", pages.help_page, name="help"),
    path("toegankelijkheid", pages.accessibility, name="accessibility"),
    path("privacy", pages.privacy, name="privacy"),
    path("voorbeelden", gallery.gallery, name="gallery"),
    path("voorbeelden/postvak", mailbox.mailbox, name="mailbox"),
    path("voorbeelden/postvak/<slug:key>", mailbox.mailbox_mail, name="mailbox-mail"),
    path("voorbeelden/<slug:name>", gallery.gallery, name="gallery-page"),
    path("gezond", pages.health, name="health"),
    path("werk/toolbox", toolbox.toolbox_home, name="toolbox-home"),
    path("", include("profiles.urls")),
    path("", include("toolbox.urls")),
    path("", include("onboarding.urls.accounts")),
    path("", include("onboarding.urls.calendars")),
    path("", include("onboarding.urls.my_data")),
    path("", include("onboarding.urls.students")),
    path("", include("onboarding.urls.schools")),
    path("", include("onboarding.urls.student_details")),
    path("", include("onboarding.urls.wishes")),
    path("", include("onboarding.urls.places")),
    path("", include("onboarding.urls.matching")),
    path("", include("onboarding.urls.mails")),
    path("", include("onboarding.urls.worklists")),
    path("", include("onboarding.urls.this_week")),
    path("", include("onboarding.urls.placements")),
    path("", include("onboarding.urls.play_cards")),
    path("", include("onboarding.urls.prints")),
    path("", include("onboarding.urls.student_questions")),
    path("", include("onboarding.urls.talks")),
    path("", include("onboarding.urls.rollouts")),
    path("", include("onboarding.urls.buddies")),
    path("", include("onboarding.urls.invitations")),
    path("", include("onboarding.urls.introductions")),
    path("", include("onboarding.urls.templates")),
]
