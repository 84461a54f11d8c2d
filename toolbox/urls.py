"""Addresses of toolbox: Dutch words with hyphens; names in English, noun first."""

from django.urls import path

from toolbox.views import (
    acts,
    checks,
    differences,
    edits,
    guidance,
    inspiration,
    items,
    leerplaatsen,
    library,
    paper,
    preparation,
    previews,
    sections,
    self_scans,
    templates,
    tool_choices,
)

everyone = [
    path(
        "leerplaatsen/<slug:slug>/mag-ik-dit-al/<int:programme_id>/<int:year>/kaartje",
        acts.act_card_print,
        name="act-card",
    ),
    path("leerplaatsen/<slug:slug>/afdrukken", leerplaatsen.leerplaats_print, name="leerplaats-print"),
    path("leerplaatsen/<slug:slug>/kaartje", leerplaatsen.leerplaats_card, name="leerplaats-card"),
    path("leerplaatsen/<slug:slug>/poster", leerplaatsen.leerplaats_poster, name="leerplaats-poster"),
    path("leerplaatsen/<slug:slug>/wandkaart", leerplaatsen.leerplaats_wall_card, name="leerplaats-wall-card"),
]
paper_pages = [
    path("werk/leerplaatsen/<int:pk>/papier", paper.leerplaats_paper, name="leerplaats-paper"),
    path(
        "werk/leerplaatsen/<int:pk>/formulieren/<slug:form>.<slug:kind>", paper.leerplaats_form, name="leerplaats-form"
    ),
    path("werk/leerplaatsen/<int:pk>/invulversie", paper.profile_fill_in, name="profile-fill-in"),
    path("werk/leerplaatsen/<int:pk>/alle-antwoorden", paper.profile_answers, name="profile-answers"),
    path("werk/instelling/<int:institution_id>/woordenlijst.pdf", paper.glossary_print, name="glossary-print"),
]
check_base = "werk/leerplaatsen/<int:pk>/klaar-voor-studenten"
one_check = f"{check_base}/<int:check_id>"
check_pages = [
    path("werk/klaar-voor-studenten", checks.check_overview, name="check-overview"),
    path(check_base, checks.leerplaats_check, name="leerplaats-check"),
    path(f"{check_base}/begin", checks.check_start, name="check-start"),
    path(one_check, checks.check_result, name="check-result"),
    path(f"{one_check}/deel/<int:number>", checks.check_theme, name="check-theme"),
    path(f"{one_check}/afronden", checks.check_finish, name="check-finish"),
    path(f"{one_check}/heropenen", checks.check_reopen, name="check-reopen"),
    path(f"{one_check}/checklist.pdf", checks.check_print, name="check-print"),
    path(f"{one_check}/checklist.docx", checks.check_word, name="check-word"),
]
base = "werk/sjablonen"
one = f"{base}/<int:pk>"
template_pages = [
    path(f"{base}/archief", templates.template_archived, name="template-archived"),
    path(f"{one}/eigen-versie", templates.template_copy, name="template-copy"),
    path(f"{one}/voor-een-leerplaats", templates.template_for_leerplaats, name="template-for-leerplaats"),
    path(f"{one}/nieuw-in-het-origineel", differences.template_differences, name="template-differences"),
    path(f"{one}/archiveren", templates.template_archive, name="template-archive"),
    path(f"{one}/terugzetten", templates.template_restore, name="template-restore"),
    path(f"{one}/inleiding", templates.template_intro, name="template-intro"),
    path(f"{one}/voorbeeld", previews.template_preview, name="template-preview"),
    path(f"{one}/voorbeeld.pdf", previews.template_preview_pdf, name="template-preview-pdf"),
    path(f"{one}/voorbeeld.docx", previews.template_preview_word, name="template-preview-word"),
    path(f"{one}/wijzigingen", edits.template_edits, name="template-edits"),
    path(f"{base}/wijzigingen/<int:pk>/terugzetten", edits.template_edit_restore, name="template-edit-restore"),
    path(f"{one}/delen/nieuw", sections.section_new, name="section-new"),
]
section_pages = [
    path(f"{base}/delen/<int:pk>", sections.section_edit, name="section-edit"),
    path(f"{base}/delen/<int:pk>/verplaatsen", sections.section_move, name="section-move"),
    path(f"{base}/delen/<int:pk>/weghalen", sections.section_remove, name="section-remove"),
    path(f"{base}/delen/<int:pk>/terugzetten", sections.section_restore, name="section-restore"),
    path(f"{base}/delen/<int:pk>/regels/nieuw", items.item_new, name="item-new"),
    path(f"{base}/delen/<int:pk>/bibliotheek", library.item_library, name="item-library"),
]
item_pages = [
    path(f"{base}/regels/<int:pk>", items.item_edit, name="item-edit"),
    path(f"{base}/regels/<int:pk>/verplaatsen", items.item_move, name="item-move"),
    path(f"{base}/regels/<int:pk>/weghalen", items.item_remove, name="item-remove"),
    path(f"{base}/regels/<int:pk>/terugzetten", items.item_restore, name="item-restore"),
]
guide = "werk/begeleiden"
guide_pages = [
    path(guide, guidance.guide_list, name="guide-list"),
    path(f"{guide}/zelfscan", self_scans.scan_list, name="self-scan-list"),
    path(f"{guide}/zelfscan/nieuw", self_scans.scan_new, name="self-scan-new"),
    path(f"{guide}/zelfscan/<int:pk>", self_scans.scan_detail, name="self-scan-detail"),
    path(f"{guide}/zelfscan/<int:pk>/uitkomst.pdf", self_scans.scan_print, name="self-scan-print"),
    path(f"{guide}/zelfscan/<int:pk>/weggooien", self_scans.scan_delete, name="self-scan-delete"),
    path(f"{guide}/gespreksblad/<slug:slug>.pdf", guidance.guide_sheet, name="guide-sheet"),
    path(f"{guide}/<slug:slug>", guidance.guide_detail, name="guide-detail"),
    path(f"{guide}/<slug:slug>.pdf", guidance.guide_print, name="guide-print"),
]
box = "werk/inspiratie"
inspiration_pages = [
    path(box, inspiration.inspiration_list, name="inspiration-list"),
    path(f"{box}/nieuw", inspiration.inspiration_new, name="inspiration-new"),
    path(f"{box}/<int:pk>", inspiration.inspiration_card, name="inspiration-card"),
    path(f"{box}/<int:pk>/wijzigen", inspiration.inspiration_edit, name="inspiration-edit"),
    path(f"{box}/<int:pk>/weghalen", inspiration.inspiration_remove, name="inspiration-remove"),
    path(f"{box}/<int:pk>/terugzetten", inspiration.inspiration_restore, name="inspiration-restore"),
    path(f"{box}/<int:pk>/kiezen", tool_choices.tool_choose, name="tool-choose"),
]
plan = "werk/leerplaatsen/<int:pk>/onze-keuze"
plan_pages = [
    path(plan, tool_choices.tool_plan_page, name="tool-plan"),
    path(f"{plan}.pdf", tool_choices.tool_plan_print, name="tool-plan-print"),
    path(f"{plan}.docx", tool_choices.tool_plan_word, name="tool-plan-word"),
    path(f"{plan}/printpakket.pdf", tool_choices.tool_pack, name="tool-pack"),
    path(f"{plan}/<int:choice_id>", tool_choices.tool_note, name="tool-note"),
    path(f"{plan}/<int:choice_id>/stoppen", tool_choices.tool_drop, name="tool-drop"),
]
steps, school = "werk/voorbereiding", "school/voorbereiding"
preparation_pages = [
    path(steps, preparation.preparation_list, name="preparation-list"),
    path(f"{steps}.pdf", preparation.preparation_print, name="preparation-print"),
    path(f"{steps}/<int:institution_id>/nieuw", preparation.central_step_new, name="central-step-new"),
    path(f"{steps}/stappen/<int:pk>", preparation.preparation_step_edit, name="preparation-step-edit"),
    path(f"{steps}/stappen/<int:pk>/verplaatsen", preparation.preparation_step_move, name="preparation-step-move"),
    path(f"{steps}/stappen/<int:pk>/weghalen", preparation.preparation_step_remove, name="preparation-step-remove"),
    path(
        f"{steps}/stappen/<int:pk>/terugzetten", preparation.preparation_step_restore, name="preparation-step-restore"
    ),
    path(school, preparation.school_preparation, name="school-preparation"),
    path(f"{school}/<int:school_id>/nieuw", preparation.school_step_new, name="school-step-new"),
    path(f"{school}/<int:school_id>.pdf", preparation.school_preparation_print, name="school-preparation-print"),
]
urlpatterns = [
    *everyone,
    *paper_pages,
    *check_pages,
    *template_pages,
    *section_pages,
    *item_pages,
    *guide_pages,
    *inspiration_pages,
    *plan_pages,
    *preparation_pages,
]
