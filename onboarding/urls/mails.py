"""Addresses of the mails that a coordinator looks after."""

from django.urls import path

from onboarding.views import mails

urlpatterns = [
    path("werk/mails", mails.mail_list, name="mail-list"),
    path("werk/mails/vooruit", mails.mail_coming, name="mail-coming"),
    path("werk/mails/pauze/<int:pk>", mails.mail_pause, name="mail-pause"),
    path("werk/mails/<int:pk>", mails.mail_detail, name="mail-detail"),
    path("werk/mails/<int:pk>/opnieuw", mails.mail_again, name="mail-again"),
]
