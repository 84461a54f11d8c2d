"""Addresses of Vandaag, and of questions between students and who has a role for their stage."""

from django.urls import path

from onboarding.views import my_questions, student_questions, today

urlpatterns = [
    path("mijn-vragen", my_questions.question_list, name="my-question-list"),
    path("mijn-vragen/nieuw", my_questions.question_ask, name="my-question-ask"),
    path("mijn-vragen/<int:pk>", my_questions.question_detail, name="my-question-detail"),
    path("mijn-vragen/<int:pk>/gesteld", my_questions.question_asked, name="my-question-asked"),
    path("mijn-vragen/<int:pk>/beantwoord", my_questions.question_close, name="my-question-close"),
    path("werk/vandaag", today.today, name="today"),
    path("werk/vandaag/klaar/<int:pk>", today.tick, name="today-tick"),
    path("werk/vandaag/terug/<int:pk>", today.undo, name="today-undo"),
    path("werk/vragen-van-studenten", student_questions.question_list, name="student-question-list"),
    path("werk/vragen-van-studenten/<int:pk>", student_questions.question_detail, name="student-question-detail"),
    path("werk/vragen-van-studenten/<int:pk>/doorgeven", student_questions.question_pass, name="student-question-pass"),
]
