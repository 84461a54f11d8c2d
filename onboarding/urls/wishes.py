"""Addresses of wishes."""

from django.urls import path

from onboarding.views import wish_rounds, wishes

urlpatterns = [
    path("mijn-wensen", wishes.my_wishes, name="my-wishes"),
    path("mijn-wensen/<int:pk>", wishes.my_wishes_edit, name="my-wishes-edit"),
    path("werk/wensen", wishes.wishes_list, name="wishes-list"),
    path("werk/wensen/student/<int:pk>", wishes.wishes_edit, name="wishes-edit"),
    path("werk/wensen/<int:period_pk>", wish_rounds.wishes_round, name="wishes-round"),
    path("werk/wensen/<int:period_pk>/mail", wish_rounds.wishes_ask, name="wishes-ask"),
]
