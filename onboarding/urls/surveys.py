"""Addresses of questionnaires: filling in, typing in from paper, and results."""

from django.urls import path

from onboarding.views import my_surveys, survey_results, surveys

base = "werk/vragenlijsten"
one, whole = f"{base}/<int:pk>/<slug:slug>", f"{base}/instelling/<int:pk>/<slug:slug>"
urlpatterns = [
    path("mijn-vragenlijst/praten", my_surveys.my_talk, name="my-talk"),
    path("mijn-vragenlijst/<slug:slug>", my_surveys.my_survey, name="my-survey"),
    path("werk/vragenlijst-begeleiders", surveys.team_survey, name="team-survey"),
    path(base, survey_results.survey_list, name="survey-list"),
    path(one, survey_results.survey_results, name="survey-results"),
    path(f"{one}/bestand/<slug:file>", survey_results.survey_download, name="survey-download"),
    path(f"{one}/papier", surveys.survey_paper, name="survey-paper"),
    path(f"{one}/papier.pdf", surveys.survey_sheet, name="survey-sheet"),
    path(whole, survey_results.institution_results, name="institution-survey-results"),
    path(f"{whole}/bestand/<slug:file>", survey_results.institution_download, name="institution-survey-download"),
]
