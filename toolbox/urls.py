"""Addresses of toolbox: Dutch words with hyphens; names in English, noun first."""

from django.urls import path

from toolbox.views import acts, items, leerplaatsen, paper, previews, sections, templates

everyone = [
    path(
        "leerplaatsen/<slug:slug>/mag-ik-dit-al/<int:programme_id>/<int:year>/kaartje",
        acts.act_card_print,
        name="act-card",
    ),
    path("leerplaatsen/<slug:slug>/afdrukken", leerplaatsen.leerplaats_print, name="leerplaats-print"),
    path("leerplaatsen/<slug:slug>/kaartje", leerplaatsen.leerplaats_card, name="leerplaats-card"),
    path("leerplaatsen/<slug:slug>/poster", leerplaatsen.leerplaats_poster, name="leerplaats-poster"),
]
paper_pages = [
    path("werk/leerplaatsen/<int:pk>/papier", paper.leerplaats_paper, name="leerplaats-paper"),
    path("werk/leerplaatsen/<int:pk>/invulversie", paper.profile_fill_in, name="profile-fill-in"),
    path("werk/leerplaatsen/<int:pk>/alle-antwoorden", paper.profile_answers, name="profile-answers"),
    path("werk/instelling/<int:institution_id>/woordenlijst.pdf", paper.glossary_print, name="glossary-print"),
]
base = "werk/sjablonen"
one = f"{base}/<int:pk>"
template_pages = [
    path(base, templates.template_list, name="template-list"),
    path(one, templates.template_detail, name="template-detail"),
    path(f"{one}/eigen-versie", templates.template_copy, name="template-copy"),
    path(f"{one}/terug-naar-regio", templates.template_reset, name="template-reset"),
    path(f"{one}/inleiding", templates.template_intro, name="template-intro"),
    path(f"{one}/voorbeeld", previews.template_preview, name="template-preview"),
    path(f"{one}/voorbeeld.pdf", previews.template_preview_pdf, name="template-preview-pdf"),
    path(f"{one}/delen/nieuw", sections.section_new, name="section-new"),
]
section_pages = [
    path(f"{base}/delen/<int:pk>", sections.section_edit, name="section-edit"),
    path(f"{base}/delen/<int:pk>/verplaatsen", sections.section_move, name="section-move"),
    path(f"{base}/delen/<int:pk>/weghalen", sections.section_remove, name="section-remove"),
    path(f"{base}/delen/<int:pk>/regels/nieuw", items.item_new, name="item-new"),
]
item_pages = [
    path(f"{base}/regels/<int:pk>", items.item_edit, name="item-edit"),
    path(f"{base}/regels/<int:pk>/verplaatsen", items.item_move, name="item-move"),
    path(f"{base}/regels/<int:pk>/weghalen", items.item_remove, name="item-remove"),
    path(f"{base}/regels/<int:pk>/terugzetten", items.item_restore, name="item-restore"),
]
urlpatterns = [*everyone, *paper_pages, *template_pages, *section_pages, *item_pages]
