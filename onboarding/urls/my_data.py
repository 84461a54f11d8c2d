"""Addresses of what people keep of themselves, and of portraits."""

from django.urls import path

from onboarding.views import my_data, own_data, portraits, register

urlpatterns = [
    path("gegevens", my_data.my_data, name="my-data"),
    path("gegevens/keuze/<slug:purpose>", my_data.choose, name="my-data-consent"),
    path("gegevens/foto", my_data.photo, name="my-data-photo"),
    path("gegevens/foto/weg", my_data.photo_remove, name="my-data-photo-remove"),
    path("gegevens/telefoon", my_data.phone, name="my-data-phone"),
    path("gegevens/leren", my_data.learn, name="my-data-learn"),
    path("gegevens/wie-keek", my_data.looks, name="my-data-looks"),
    path("gegevens/code", my_data.code, name="my-data-code"),
    path("gegevens/download/<slug:kind>", own_data.download, name="my-data-download"),
    path("privacy/register", register.privacy_register, name="privacy-register"),
    path("portret/<uuid:key>", portraits.portrait, name="portrait"),
]
