"""Addresses of the talks of a stage. Those below /gesprekken are for the student and the team alike."""

from django.urls import path

from onboarding.views import talk_agreements, talks

urlpatterns = [
    path("werk/studenten/stage/<int:pk>/gesprekken", talks.placement_talks, name="placement-talks"),
    path("werk/studenten/stage/<int:pk>/gesprekken/plannen", talks.plan, name="placement-talks-plan"),
    path("mijn-stage/gesprekken", talks.my_talks, name="my-talks"),
    path("gesprekken/stage/<int:pk>/blad.pdf", talks.overview_sheet, name="talks-print"),
    path("gesprekken/<int:pk>", talks.detail, name="talk"),
    path("gesprekken/<int:pk>/<slug:sheet>.pdf", talks.question_sheet, name="talk-print"),
    path("gesprekken/<int:pk>/andere-dag", talks.move, name="talk-move"),
    path("gesprekken/<int:pk>/gehouden", talks.held, name="talk-held"),
    path("gesprekken/<int:pk>/niet-gehouden", talks.not_held, name="talk-not-held"),
    path("gesprekken/<int:pk>/onderwerp", talks.subject, name="talk-subject"),
    path("gesprekken/<int:pk>/afspraken", talk_agreements.add, name="talk-agree"),
    path("gesprekken/afspraken/<int:pk>", talk_agreements.change, name="talk-agreement"),
    path("gesprekken/afspraken/<int:pk>/klaar", talk_agreements.tick, name="talk-agreement-tick"),
    path("gesprekken/afspraken/<int:pk>/weg", talk_agreements.remove, name="talk-agreement-remove"),
]
