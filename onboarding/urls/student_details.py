"""Addresses of correcting and adding students by hand."""

from django.urls import path

from onboarding.views import student_details

urlpatterns = [
    path("werk/studenten/nieuw", student_details.student_new, name="student-new"),
    path("werk/studenten/<int:pk>/gegevens", student_details.student_change, name="student-change"),
    path("werk/studenten/aanvraag/<int:pk>", student_details.request_change, name="request-change"),
]
