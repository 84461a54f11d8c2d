"""Addresses of the planningsvoorstel and the prioriteiten of a stage."""

from django.urls import path

from onboarding.views import plan_lines, plan_papers, priorities, stage_plans

urlpatterns = [
    path("mijn-stage/planning", stage_plans.my_plan, name="my-plan"),
    path("mijn-stage/planning/versies", stage_plans.my_versions, name="my-plan-versions"),
    path("mijn-stage/planning/<slug:kind>", plan_papers.my_plan_document, name="my-plan-document"),
    path("mijn-stage/prioriteiten", priorities.my_priorities, name="my-priorities"),
    path("mijn-stage/prioriteiten/afdrukken", plan_papers.my_priorities_print, name="my-priorities-print"),
    path("werk/studenten/stage/<int:pk>/planning", stage_plans.plan_detail, name="plan-detail"),
    path("werk/studenten/stage/<int:pk>/planning/versies", stage_plans.versions, name="plan-versions"),
    path("werk/studenten/stage/<int:pk>/planning/<slug:kind>", plan_papers.plan_document, name="plan-document"),
    path("werk/studenten/stage/<int:pk>/prioriteiten", priorities.priority_list, name="priority-list"),
    path("werk/studenten/stage/<int:pk>/prioriteiten/afdrukken", plan_papers.priority_print, name="priority-print"),
    path("school/planning/<int:pk>", plan_papers.school_plan, name="school-plan"),
    path("school/planning/<int:pk>/pdf", plan_papers.school_plan_document, name="school-plan-document"),
    # Written by two: the student and the werkbegeleider.
    path("planning/<int:pk>/leerdoelen", stage_plans.goals, name="plan-goals"),
    path("planning/<int:pk>/stap", stage_plans.say, name="plan-say"),
    path("planning/<int:pk>/regel", plan_lines.line_new, name="plan-line-new"),
    path("planning/<int:pk>/overnemen", plan_lines.take_over, name="plan-take"),
    path("planning/regel/<int:pk>", plan_lines.line_change, name="plan-line"),
    path("planning/regel/<int:pk>/naar", plan_lines.line_move, name="plan-line-move"),
    path("planning/regel/<int:pk>/weg", plan_lines.line_remove, name="plan-line-remove"),
    path("planning/regel/<int:pk>/prioriteit", priorities.from_plan, name="priority-from-plan"),
    path("prioriteiten/<int:pk>/nieuw", priorities.new, name="priority-new"),
    path("prioriteiten/<int:pk>/meenemen", priorities.take_along, name="priority-along"),
    path("prioriteiten/punt/<int:pk>", priorities.change, name="priority-change"),
    path("prioriteiten/punt/<int:pk>/naar", priorities.move, name="priority-move"),
    path("prioriteiten/punt/<int:pk>/weg", priorities.remove, name="priority-remove"),
]
