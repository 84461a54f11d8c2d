"""Addresses of studenten helpen studenten: mentors, and inzet van ouderejaars."""

from django.urls import path

from onboarding.views import buddies, pairs, seniors

urlpatterns = [
    path("mijn-stage/mentor", buddies.my_offer, name="my-mentor-offer"),
    path("mijn-stage/mentor/<int:pk>.pdf", buddies.my_mentor_sheet, name="my-mentor-sheet"),
    path("mijn-stage/samen/<int:pk>", pairs.my_pair, name="my-pair"),
    path("mijn-stage/samen/<int:pk>/bereikbaar", pairs.my_pair_contact, name="my-pair-contact"),
    path("werk/studenten/stage/<int:pk>/mentor", buddies.mentor, name="placement-mentor"),
    path(
        "werk/studenten/stage/<int:pk>/mentor/<int:buddy_pk>/stoppen",
        buddies.mentor_end,
        name="placement-mentor-end",
    ),
    path("werk/studenten/stage/<int:pk>/mentor/<slug:sheet>.pdf", buddies.mentor_sheet, name="placement-mentor-sheet"),
    path("werk/leerplaatsen/<int:pk>/ouderejaars", seniors.leerplaats_seniors, name="leerplaats-seniors"),
    path(
        "werk/leerplaatsen/<int:pk>/ouderejaars.pdf",
        seniors.leerplaats_seniors_print,
        name="leerplaats-seniors-print",
    ),
]
