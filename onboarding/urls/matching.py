"""Addresses of koppelen."""

from django.urls import path

from onboarding.views import confirming, fixing, holding, matching, proposing, questions

one = "werk/koppelen/<int:period_pk>"
urlpatterns = [
    path("werk/koppelen", matching.board, name="match-board"),
    path(one, matching.check, name="match-check"),
    path(f"{one}/voorstel", proposing.proposal, name="match-proposal"),
    path(f"{one}/voorstel/doelen", proposing.goals, name="match-goals"),
    path("werk/koppelen/voorstel/<int:pk>", proposing.difference, name="match-difference"),
    path("werk/koppelen/voorstel/<int:pk>/ongedaan", proposing.undo_run, name="match-undo"),
    path(f"{one}/vastzetten", fixing.lock_list, name="match-lock"),
    path(f"{one}/vastzetten/pagina", fixing.lock_page, name="match-lock-page"),
    path(f"{one}/lijst", fixing.match_list, name="match-list"),
    path(f"{one}/vrijgehouden", holding.held_list, name="held-list"),
    path(f"{one}/vrijhouden", holding.held_new, name="held-new"),
    path("werk/koppelen/vrijgehouden/<int:pk>/aantal", holding.held_change, name="held-change"),
    path("werk/koppelen/vrijgehouden/<int:pk>/loslaten", holding.held_release, name="held-release"),
    path(f"{one}/bevestigen", confirming.confirm, name="match-confirm"),
    path("werk/koppelen/bevestigd/<int:pk>", confirming.confirmed, name="match-confirmed"),
    path(f"{one}/voorleggen", questions.question_ask, name="question-ask"),
    path("werk/vragen", questions.question_list, name="question-list"),
    path("werk/vragen/<int:pk>/akkoord", questions.question_accept, name="question-accept"),
    path("werk/vragen/<int:pk>/kan-niet", questions.question_decline, name="question-decline"),
    path("werk/vragen/<int:pk>/intrekken", questions.question_withdraw, name="question-withdraw"),
    path("werk/koppelen/koppeling/<int:pk>/vastzetten", fixing.lock, name="proposal-lock"),
    path("werk/koppelen/koppeling/<int:pk>/losmaken", fixing.unlock, name="proposal-unlock"),
    path("werk/koppelen/koppeling/<int:pk>/plek", fixing.choose, name="proposal-choose"),
    path("werk/koppelen/aanvraag/<int:pk>/plek", fixing.begin, name="proposal-begin"),
]
