"""Addresses of the end of a stage: the goodbye, who leaves, who stays in touch, and stopping early."""

from django.urls import path

from onboarding.views import early_stops, leaving, my_farewell, staying

urlpatterns = [
    path("mijn-stage/afscheid", my_farewell.my_farewell, name="my-farewell"),
    path("mijn-stage/afscheid.pdf", my_farewell.my_farewell_print, name="my-farewell-print"),
    path("mijn-stage/afscheid/estafette", my_farewell.my_relay, name="my-relay"),
    path("mijn-stage/afscheid/contact", my_farewell.my_stay, name="my-stay"),
    path("mijn-stage/afscheid/contact/<int:pk>/terug", my_farewell.my_stay_withdraw, name="my-stay-withdraw"),
    path("werk/afscheid", leaving.leaving_list, name="leaving-list"),
    path("werk/afscheid/afdrukken", leaving.leaving_list_on_paper, name="leaving-list-print"),
    path("werk/afscheid/gekozen", leaving.leaving_bulk, name="leaving-bulk"),
    path("werk/in-beeld", staying.stay_list, name="stay-list"),
    path("werk/in-beeld/<slug:kind>", staying.stay_list_download, name="stay-list-download"),
    path("werk/studenten/stage/<int:pk>/bedankt", leaving.placement_thank, name="placement-thank"),
    path("werk/studenten/stage/<int:pk>/afscheid/blad", leaving.placement_farewell_print, name="placement-farewell"),
    path("werk/studenten/stage/<int:pk>/stopt-eerder", early_stops.placement_stop, name="placement-stop"),
    path(
        "werk/studenten/stage/<int:pk>/stopt-eerder/terug",
        early_stops.placement_stop_undo,
        name="placement-stop-undo",
    ),
]
