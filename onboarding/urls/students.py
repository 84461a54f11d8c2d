"""Addresses of students and of delivering lists."""

from django.urls import path

from onboarding.views import imports, students

urlpatterns = [
    path("werk/studenten", students.listing, name="student-list"),
    path("werk/studenten/<int:pk>", students.detail, name="student-detail"),
    path("werk/aanleveren", imports.start, name="import-list"),
    path("werk/aanleveren/voorbeeld.csv", imports.example, name="import-example"),
    path("werk/aanleveren/<int:pk>/kolommen", imports.columns, name="import-columns"),
    path("werk/aanleveren/<int:pk>/controle", imports.check, name="import-check"),
    path("werk/aanleveren/<int:pk>/opslaan", imports.store, name="import-store"),
    path("werk/aanleveren/<int:pk>/klaar", imports.done, name="import-done"),
    path("werk/aanleveren/<int:pk>/weggooien", imports.discard, name="import-discard"),
]
