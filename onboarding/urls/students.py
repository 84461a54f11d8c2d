"""Addresses of students and of delivering lists."""

from django.urls import path

from onboarding.views import import_storing, imports, stages, students

urlpatterns = [
    path("werk/studenten", students.listing, name="student-list"),
    path("werk/studenten/afdrukken", students.listing_on_paper, name="student-print"),
    path("werk/studenten/<int:pk>", students.detail, name="student-detail"),
    path("werk/studenten/aanvraag/<int:pk>/intrekken", stages.request_withdraw, name="request-withdraw"),
    path("werk/studenten/aanvraag/<int:pk>/toch-zoeken", stages.request_again, name="request-again"),
    path("werk/aanleveren", imports.start, name="import-list"),
    path("werk/aanleveren/voorbeeld.csv", imports.example, name="import-example"),
    path("werk/aanleveren/<int:pk>/kolommen", imports.columns, name="import-columns"),
    path("werk/aanleveren/<int:pk>/tabblad", imports.sheet, name="import-sheet"),
    path("werk/aanleveren/<int:pk>/woorden", imports.words, name="import-words"),
    path("werk/aanleveren/<int:pk>/controle", imports.check, name="import-check"),
    path("werk/aanleveren/<int:pk>/opslaan", import_storing.store, name="import-store"),
    path("werk/aanleveren/<int:pk>/klaar", import_storing.done, name="import-done"),
    path("werk/aanleveren/<int:pk>/fouten.<str:kind>", import_storing.errors, name="import-errors"),
    path("werk/aanleveren/<int:pk>/ongedaan", import_storing.undo, name="import-undo"),
    path("werk/aanleveren/<int:pk>/weggooien", imports.discard, name="import-discard"),
]
