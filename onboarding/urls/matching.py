"""Addresses of koppelen."""

from django.urls import path

from onboarding.views import confirming, matching

urlpatterns = [
    path("werk/koppelen", matching.board, name="match-board"),
    path("werk/koppelen/<int:period_pk>", matching.check, name="match-check"),
    path("werk/koppelen/<int:period_pk>/voorstel", matching.proposal, name="match-proposal"),
    path("werk/koppelen/<int:period_pk>/vastzetten", matching.lock_list, name="match-lock"),
    path("werk/koppelen/<int:period_pk>/bevestigen", confirming.confirm, name="match-confirm"),
    path("werk/koppelen/<int:period_pk>/bevestigd", confirming.confirmed, name="match-confirmed"),
    path("werk/koppelen/koppeling/<int:pk>/vastzetten", matching.lock, name="proposal-lock"),
    path("werk/koppelen/koppeling/<int:pk>/losmaken", matching.unlock, name="proposal-unlock"),
    path("werk/koppelen/koppeling/<int:pk>/plek", matching.choose, name="proposal-choose"),
]
