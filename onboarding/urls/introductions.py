"""Addresses of introducties: for who plans and leads them, and for the student afterwards."""

from django.urls import path

from onboarding.views import introduction_day, introductions, my_introduction

urlpatterns = [
    path("werk/introducties", introductions.meetings, name="introduction-list"),
    path("werk/introducties/nieuw", introductions.new, name="introduction-new"),
    path("werk/introducties/<int:pk>", introductions.detail, name="introduction-detail"),
    path("werk/introducties/<int:pk>/aanpassen", introductions.change, name="introduction-change"),
    path("werk/introducties/<int:pk>/gaat-niet-door", introductions.cancel, name="introduction-cancel"),
    path("werk/introducties/<int:pk>/uitnodigen", introductions.invite, name="introduction-invite"),
    path("werk/introducties/<int:pk>/erbij", introductions.add, name="introduction-add"),
    path("werk/introducties/<int:pk>/weg/<int:guest_pk>", introductions.remove, name="introduction-remove"),
    path("werk/introducties/<int:pk>/aanwezig", introduction_day.attendance, name="introduction-attendance"),
    path("werk/introducties/<int:pk>/checklist", introduction_day.checklist, name="introduction-checklist"),
    path("werk/introducties/<int:pk>/checklist/bewaren", introduction_day.tick, name="introduction-tick"),
    path("werk/introducties/<int:pk>/hoe-was-je-dag", introduction_day.result, name="introduction-result"),
    path("werk/introducties/<int:pk>/<slug:name>.pdf", introduction_day.sheet, name="introduction-sheet"),
    path("mijn-stage/introductie/<int:pk>", my_introduction.my_day, name="my-day"),
]
