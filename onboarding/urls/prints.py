"""Addresses of printing."""

from django.urls import path

from onboarding.views import documents, prints

urlpatterns = [
    path("werk/afdrukken", prints.start, name="print-start"),
    path("werk/afdrukken/<int:pk>", prints.job, name="print-job"),
    path("werk/afdrukken/<int:pk>/bestand.pdf", prints.job_file, name="print-file"),
    path("werk/afdrukken/<int:pk>/stoppen", prints.job_cancel, name="print-cancel"),
    path("werk/afdrukken/<int:pk>/opnieuw", prints.job_again, name="print-again"),
    path(
        "werk/leerplaatsen/<int:pk>/start/<str:day>/<slug:document_format>.<slug:kind>",
        documents.start_document,
        name="start-document",
    ),
    path(
        "werk/studenten/stage/<int:pk>/<slug:document_format>.<slug:kind>",
        documents.placement_document,
        name="placement-document",
    ),
    path("mijn-stage/inwerkdocument.pdf", documents.my_document, name="my-placement-print"),
]
