"""Addresses of printing."""

from django.urls import path

from onboarding.views import prints

urlpatterns = [
    path("werk/afdrukken", prints.start, name="print-start"),
    path("werk/afdrukken/<int:pk>", prints.job, name="print-job"),
    path("werk/afdrukken/<int:pk>/bestand.pdf", prints.job_file, name="print-file"),
    path(
        "werk/studenten/stage/<int:pk>/<slug:document_format>.<slug:kind>",
        prints.document,
        name="placement-document",
    ),
    path("mijn-stage/inwerkdocument.pdf", prints.my_document, name="my-placement-print"),
]
