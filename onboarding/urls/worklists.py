"""Addresses of work lists: for the coordinator, and for the people of a service."""

from django.urls import path

from onboarding.views import open_worklist, worklists

urlpatterns = [
    path("werk/werklijsten", worklists.worklist_list, name="worklist-list"),
    path("werk/werklijsten/nieuw", worklists.worklist_new, name="worklist-new"),
    path("werk/werklijsten/<int:pk>", worklists.worklist_detail, name="worklist-detail"),
    path("werklijst/nu", open_worklist.worklist_now, name="worklist-now"),
    path("werklijst/nu/afdrukken", open_worklist.worklist_print, name="worklist-print"),
    path("werklijst/<str:token>", open_worklist.worklist_open, name="worklist-open"),
    path("werklijst/<str:token>/code", open_worklist.worklist_code, name="worklist-code"),
]
