"""Addresses of inviting to the introduction."""

from django.urls import path

from onboarding.views import invitations

urlpatterns = [
    path("werk/uitnodigen", invitations.start, name="invitation-start"),
    path("werk/uitnodigen/verstuurd", invitations.sent, name="invitation-sent"),
    path("werk/uitnodigen/<int:pk>/opnieuw", invitations.again, name="invitation-again"),
    path("werk/uitnodigen/<int:pk>/uitnodiging.<slug:kind>", invitations.document, name="invitation-document"),
]
