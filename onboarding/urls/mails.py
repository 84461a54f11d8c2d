"""Addresses of the mails that a coordinator looks after."""

from django.urls import path

from onboarding.views import mail_preview, mails

urlpatterns = [
    path("werk/koppelen/<int:period_pk>/bevestigen/mails", mail_preview.match_mails, name="match-mails"),
    path("werk/mails", mails.mail_list, name="mail-list"),
    path("werk/mails/vooruit", mails.mail_coming, name="mail-coming"),
    path("werk/mails/pauze/<int:pk>", mails.mail_pause, name="mail-pause"),
    path("werk/mails/<int:pk>", mails.mail_detail, name="mail-detail"),
    path("werk/mails/<int:pk>/opnieuw", mails.mail_again, name="mail-again"),
]
