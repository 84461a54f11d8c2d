"""Addresses of placements: the student's page, and the staff's overview."""

from django.urls import path

from onboarding.views import (
    acts,
    announcements,
    my_answer,
    my_placement,
    my_tasks,
    overview,
    placements,
    quotes,
    reports,
    stages,
)

urlpatterns = [
    path("mijn-stage", my_placement.my_placement, name="my-placement"),
    path("mijn-stage/ik-kom", my_answer.my_agree, name="my-placement-agree"),
    path("mijn-stage/ik-kan-niet", my_answer.my_cannot, name="my-placement-cannot"),
    path("mijn-stage/gezien", my_placement.seen, name="my-placement-seen"),
    path("mijn-stage/nieuws-gezien", my_placement.news_seen, name="my-placement-news-seen"),
    path("mijn-stage/agenda.ics", my_placement.calendar, name="my-placement-calendar"),
    path("mijn-stage/mag-ik-dit-al", acts.my_acts, name="my-acts"),
    path("mijn-stage/tip", quotes.my_quotes, name="my-quotes"),
    path("mijn-stage/tip/<int:pk>/intrekken", quotes.my_quote_withdraw, name="my-quote-withdraw"),
    path("mijn-stage/lijst/eigen-punt", my_tasks.add, name="my-placement-add-task"),
    path("mijn-stage/lijst/eigen-punt/<int:pk>", my_tasks.change, name="my-task"),
    path("mijn-stage/lijst/eigen-punt/<int:pk>/weg", my_tasks.remove, name="my-task-remove"),
    path("mijn-stage/lijst/<slug:stop>", my_placement.tick, name="my-placement-tick"),
    path("leerplaatsen/<slug:slug>/klopt-dit-niet", reports.error_report_new, name="error-report-new"),
    path("leerplaatsen/<slug:slug>/klopt-dit-niet/bedankt", reports.error_report_thanks, name="error-report-thanks"),
    path(
        "werk/leerplaatsen/<int:pk>/bericht-aan-studenten",
        announcements.leerplaats_tell,
        name="leerplaats-tell-students",
    ),
    path(
        "werk/leerplaatsen/<int:pk>/bericht-aan-studenten/<int:announcement_id>",
        announcements.announcement_sent,
        name="announcement-sent",
    ),
    path("werk/overzicht", overview.overview, name="placement-overview"),
    path("werk/overzicht/afdrukken", overview.overview_on_paper, name="placement-overview-print"),
    path("werk/overzicht/gekozen", overview.bulk, name="placement-bulk"),
    path("werk/overzicht/herinnerd", overview.reminded, name="placement-reminded"),
    path("werk/overzicht/begeleider", overview.guides, name="placement-guides"),
    path("werk/overzicht/begeleider/klaar", overview.guided, name="placement-guided"),
    path("werk/studenten/stage/<int:pk>/lijst/<int:change_pk>/terug", placements.undo, name="placement-tick-undo"),
    path("werk/studenten/stage/<int:pk>", placements.detail, name="placement-detail"),
    path("werk/studenten/stage/<int:pk>/lijst", placements.tick, name="placement-tick"),
    path("werk/studenten/stage/<int:pk>/aankomst", placements.arrival, name="placement-arrival"),
    path("werk/studenten/stage/<int:pk>/wijzigen", stages.change, name="placement-change"),
    path("werk/studenten/stage/<int:pk>/gaat-door", stages.keep, name="placement-keep"),
    path("werk/studenten/stage/<int:pk>/vervallen", stages.cancel, name="placement-cancel"),
    path(
        "werk/studenten/stage/<int:pk>/bericht/<int:message_pk>",
        placements.send_again,
        name="message-send-again",
    ),
]
