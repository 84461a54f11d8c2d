"""Addresses of the figures per goal: the own ones or the region, one institution, one leerplaats."""

from django.urls import path

from onboarding.views import figures

base = "werk/cijfers"
institution, leerplaats = f"{base}/instelling/<int:pk>", f"{base}/leerplaats/<int:pk>"
urlpatterns = [
    path(base, figures.own_figures, name="figures"),
    path(f"{base}/bestand/<slug:file>", figures.region_download, name="figures-download"),
    path(f"{base}/verslag.pdf", figures.region_report, name="figures-report"),
    path(institution, figures.institution_figures, name="institution-figures"),
    path(f"{institution}/bestand/<slug:file>", figures.institution_download, name="institution-figures-download"),
    path(f"{institution}/verslag.pdf", figures.institution_report, name="institution-figures-report"),
    path(leerplaats, figures.leerplaats_figures, name="leerplaats-figures"),
    path(f"{leerplaats}/bestand/<slug:file>", figures.leerplaats_download, name="leerplaats-figures-download"),
]
