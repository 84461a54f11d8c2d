"""Addresses of invoeren in vijf stappen."""

from django.urls import path

from onboarding.views import rollouts

base = "werk/invoeren"
one = f"{base}/<int:pk>"
urlpatterns = [
    path(base, rollouts.rollout_list, name="rollout-list"),
    path(one, rollouts.rollout_detail, name="rollout-detail"),
    path(f"{one}/begin", rollouts.rollout_start, name="rollout-start"),
    path(f"{one}/stap/<int:number>", rollouts.rollout_step, name="rollout-step"),
    path(f"{one}/stap/<int:number>/gespreksblad.pdf", rollouts.rollout_sheet_print, name="rollout-sheet"),
    path(f"{one}/stap/<int:number>/gespreksblad.docx", rollouts.rollout_sheet_word, name="rollout-sheet-word"),
    path(f"{one}/poster", rollouts.rollout_poster_print, name="rollout-poster"),
    path(f"{one}/ronde/<int:number>", rollouts.rollout_round, name="rollout-round"),
    path(f"{one}/ronde/<int:number>/plan.pdf", rollouts.rollout_plan_print, name="rollout-plan"),
    path(f"{one}/ronde/<int:number>/terugkijken", rollouts.rollout_review, name="rollout-review"),
]
