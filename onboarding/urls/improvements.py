"""Je zei, wij deden."""

from django.urls import path

from onboarding.views import improvements

urlpatterns = [
    path("werk/verbeteringen", improvements.improvement_list, name="improvement-list"),
    path("werk/verbeteringen/<int:pk>", improvements.improvement_edit, name="improvement-edit"),
    path("werk/verbeteringen/<int:pk>/klaar", improvements.improvement_finish, name="improvement-finish"),
    path("werk/verbeteringen/<int:pk>/verander", improvements.improvement_change, name="improvement-change"),
    path("werk/leerplaatsen/<int:pk>/verbeteringen/nieuw", improvements.improvement_new, name="improvement-new"),
]
