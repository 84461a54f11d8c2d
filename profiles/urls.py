"""Addresses of profiles: Dutch words with hyphens; names in English, noun first."""

from django.urls import path

from profiles.views import (
    acts,
    catalogue,
    contributions,
    copies,
    films,
    glossary,
    helping,
    leerplaatsen,
    leerplaatsprofielen,
    members,
    open_data,
    organisations,
    own_acts,
    part_resets,
    photos,
    place_copies,
    place_table,
    places,
    public,
    publishing,
    quotes,
    region,
    requirement_register,
    requirements,
    shared_answers,
    supervision_rules,
    upkeep,
    versions,
)

everyone = [
    path("leerplaatsen", catalogue.leerplaats_catalogue, name="leerplaats-catalogue"),
    path("leerplaatsen.json", open_data.leerplaatsen_json, name="leerplaatsen-json"),
    path("leerplaatsen/<slug:slug>.json", open_data.leerplaats_json, name="leerplaats-json"),
    path("sitemap.xml", open_data.site_map, name="site-map"),
    path("robots.txt", open_data.robots, name="robots"),
    path("leerplaatsen/<slug:slug>", public.leerplaats_public, name="leerplaats-public"),
    path("leerplaatsen/<slug:slug>/mag-ik-dit-al", acts.act_public, name="act-public"),
    path("leerplaatsen/<slug:slug>/qr.svg", public.leerplaats_qr, name="leerplaats-qr"),
    path("foto/<uuid:photo_id>/<str:size>", photos.photo, name="photo"),
    path("film/<uuid:film_id>/<str:what>", films.film_file, name="film-file"),
]
own = "werk/leerplaatsen"
one = f"{own}/<int:pk>"
leerplaats_pages = [
    path(own, leerplaatsen.leerplaats_list, name="leerplaats-list"),
    path(f"{own}/nieuw", leerplaatsen.leerplaats_new, name="leerplaats-new"),
    path(f"{one}/gegevens", leerplaatsen.leerplaats_edit, name="leerplaats-edit"),
    path(f"{one}/archief", leerplaatsen.leerplaats_archive, name="leerplaats-archive"),
    path(f"{one}/terug-uit-archief", leerplaatsen.leerplaats_restore, name="leerplaats-restore"),
    path(f"{one}/plekken", places.offer_list, name="offer-list"),
    path(f"{one}/plekken/<int:offer_id>", places.offer_detail, name="offer-detail"),
    path(f"{one}/plekken/<int:offer_id>/weghalen", places.offer_remove, name="offer-remove"),
    path(f"{one}/plekken/overnemen", place_copies.places_copy, name="places-copy"),
    path(f"{one}/plekken/overnemen/<int:event_id>/ongedaan", place_copies.places_copy_undo, name="places-copy-undo"),
]
all_places = "werk/plekken"
place_pages = [
    path(all_places, place_table.place_periods, name="place-periods"),
    path(f"{all_places}/<int:period_pk>", place_table.place_table, name="place-table"),
    path(f"{all_places}/overnemen", place_copies.institution_places_copy, name="institution-places-copy"),
    path(
        f"{all_places}/overnemen/<int:event_id>/ongedaan",
        place_copies.institution_places_copy_undo,
        name="institution-places-copy-undo",
    ),
]
topic = f"{one}/deel/<int:number>/<int:topic_number>"
profile_pages = [
    path(one, leerplaatsprofielen.profile_tasks, name="profile-tasks"),
    path(f"{one}/deel/<int:number>", leerplaatsprofielen.profile_topic, name="profile-part"),
    path(topic, leerplaatsprofielen.profile_topic, name="profile-topic"),
    path(f"{topic}/terug-naar-online", part_resets.part_reset, name="part-reset"),
    path(f"{topic}/terug-naar-online/<int:event_id>/ongedaan", part_resets.part_reset_undo, name="part-reset-undo"),
    path(f"{one}/bekijk-als-student", publishing.profile_preview, name="profile-preview"),
    path(f"{one}/controleren", publishing.profile_check, name="profile-check"),
    path(f"{one}/online-zetten", publishing.profile_publish, name="profile-publish"),
    path(f"{one}/staat-online", publishing.profile_published, name="profile-published"),
    path(f"{one}/versies", versions.profile_versions, name="profile-versions"),
    path(f"{one}/versies/<int:number>", versions.profile_version, name="profile-version"),
    path(f"{one}/versies/<int:number>/terugzetten", versions.version_restore, name="version-restore"),
    path(f"{one}/versies/vergelijken", versions.version_compare, name="version-compare"),
]
upkeep_pages = [
    path(f"{one}/klopt-dit-nog", upkeep.profile_upkeep, name="profile-upkeep"),
    path("klopt-dit-nog/<str:token>", upkeep.profile_upkeep_link, name="profile-upkeep-link"),
    path(f"{one}/eigenaar", upkeep.profile_owner, name="profile-owner"),
]
contribution_pages = [
    path(f"{one}/hulp", contributions.contribution_list, name="contribution-list"),
    path(f"{one}/hulp/nieuw", contributions.contribution_new, name="contribution-new"),
    path(f"{one}/hulp/<int:contribution_id>", contributions.contribution_review, name="contribution-review"),
    path(
        f"{one}/hulp/<int:contribution_id>/opnieuw",
        contributions.contribution_send_again,
        name="contribution-send-again",
    ),
    path(
        f"{one}/hulp/<int:contribution_id>/intrekken",
        contributions.contribution_withdraw,
        name="contribution-withdraw",
    ),
    path("meeschrijven/<str:token>", helping.contribution, name="contribution"),
    path("meeschrijven/<str:token>/bedankt", helping.contribution_thanks, name="contribution-thanks"),
]
copy_pages = [
    path(f"{one}/kopie", copies.copy_choose, name="copy-choose"),
    path(f"{one}/kopie/<slug:source>", copies.copy_preview, name="copy-preview"),
    path(f"{one}/kopie/gemaakt/<int:event_id>", copies.copy_done, name="copy-done"),
    path(f"{one}/kopie/gemaakt/<int:event_id>/ongedaan", copies.copy_undo, name="copy-undo"),
]
photo_pages = [
    path(f"{one}/fotos/nieuw", photos.photo_new, name="photo-new"),
    path(f"{one}/fotos/<uuid:photo_id>", photos.photo_describe, name="photo-describe"),
    path(f"{one}/fotos/<uuid:photo_id>/terugzetten", photos.photo_restore, name="photo-restore"),
]
film_pages = [
    path(f"{one}/film", films.film_edit, name="film-edit"),
    path(f"{one}/film/verwijderen", films.film_remove, name="film-remove"),
    path(f"{one}/film/<uuid:film_id>/terugzetten", films.film_restore, name="film-restore"),
]
act_pages = [
    path(f"{one}/mag-ik-dit-al", acts.act_table, name="act-table"),
    path(f"{one}/mag-ik-dit-al/<int:programme_id>/<int:year>/overnemen", acts.act_copy, name="act-copy"),
]
quotes_of = f"{one}/studenten-vertellen"
quote_pages = [
    path(quotes_of, quotes.quote_list, name="quote-list"),
    path(f"{quotes_of}/nieuw", quotes.quote_new, name="quote-new"),
    path(f"{quotes_of}/<int:quote_id>", quotes.quote_change, name="quote-change"),
    path(f"{quotes_of}/<int:quote_id>/niet-plaatsen", quotes.quote_reject, name="quote-reject"),
]
institution = "werk/instelling"
institution_pages = [
    path(institution, organisations.institution_own, name="institution-edit"),
    path(f"{institution}/<int:pk>/gegevens", organisations.institution_details, name="institution-details"),
    path(f"{institution}/<int:institution_id>/locaties/nieuw", organisations.location_new, name="location-new"),
    path(f"{institution}/locaties/<int:pk>", organisations.location_edit, name="location-edit"),
    path(f"{institution}/locaties/<int:pk>/verwijderen", organisations.location_remove, name="location-remove"),
]
words = f"{institution}/woordenlijst"
glossary_pages = [
    path(words, glossary.glossary, name="glossary"),
    path(
        f"{institution}/<int:institution_id>/woordenlijst/nieuw", glossary.glossary_term_new, name="glossary-term-new"
    ),
    path(f"{institution}/<int:institution_id>/woordenlijst/plakken", glossary.glossary_paste, name="glossary-paste"),
    path(f"{words}/<int:pk>", glossary.glossary_term_edit, name="glossary-term-edit"),
    path(f"{words}/<int:pk>/weghalen", glossary.glossary_term_remove, name="glossary-term-remove"),
    path(f"{words}/<int:pk>/terugzetten", glossary.glossary_term_restore, name="glossary-term-restore"),
]
own_act_pages = [
    path(f"{institution}/handelingen", own_acts.act_list, name="act-list"),
    path(f"{institution}/<int:institution_id>/handelingen/nieuw", own_acts.act_new, name="act-new"),
    path(f"{institution}/handelingen/<int:pk>", own_acts.act_edit, name="act-edit"),
    path(f"{institution}/handelingen/<int:pk>/verwijderen", own_acts.act_remove, name="act-remove"),
    path(f"{institution}/handelingen/<int:pk>/verplaatsen", own_acts.act_move, name="act-move"),
]
one_institution, one_location = f"{institution}/<int:pk>", f"{institution}/locaties/<int:pk>"
line = "nodig/<int:requirement_id>"
shared_pages = [
    path(f"{one_institution}/afspraken", shared_answers.institution_shared, name="institution-shared"),
    path(
        f"{one_institution}/afspraken/<slug:topic>",
        shared_answers.institution_shared_topic,
        name="institution-shared-topic",
    ),
    path(f"{one_location}/afspraken", shared_answers.location_shared, name="location-shared"),
    path(f"{one_location}/afspraken/<slug:topic>", shared_answers.location_shared_topic, name="location-shared-topic"),
    path(f"{one_institution}/nodig", requirements.institution_requirements, name="institution-requirements"),
    path(
        f"{one_institution}/nodig/nieuw",
        requirement_register.institution_requirement_new,
        name="institution-requirement-new",
    ),
    path(f"{one_institution}/{line}", requirements.institution_requirement, name="institution-requirement"),
    path(
        f"{one_institution}/{line}/naam",
        requirement_register.institution_requirement_name,
        name="institution-requirement-name",
    ),
    path(
        f"{one_institution}/{line}/weghalen",
        requirement_register.institution_requirement_remove,
        name="institution-requirement-remove",
    ),
    path(f"{one_location}/nodig", requirements.location_requirements, name="location-requirements"),
    path(f"{one_location}/{line}", requirements.location_requirement, name="location-requirement"),
    path(f"{one}/nodig", requirements.requirement_list, name="requirement-list"),
    path(f"{one}/{line}", requirements.requirement_answer_page, name="requirement-answer"),
    path("regio/nodig", requirement_register.requirement_register, name="requirement-register"),
    path("regio/nodig/nieuw", requirement_register.requirement_register_new, name="requirement-register-new"),
    path("regio/nodig/<int:pk>", requirement_register.requirement_register_name, name="requirement-register-name"),
    path(
        "regio/nodig/<int:pk>/weghalen",
        requirement_register.requirement_register_remove,
        name="requirement-register-remove",
    ),
]
people = "werk/mensen"
people_pages = [
    path(people, members.member_list, name="member-list"),
    path(f"{people}/uitnodigen", members.member_invite, name="member-invite"),
    path(f"{people}/uitnodigen-in-de-regio", members.member_invite_lead, name="member-invite-lead"),
    path(f"{people}/<int:pk>/leerplaatsen", members.member_scope, name="member-scope"),
]


def register(word, noun, views):
    """The four addresses of a plain register of the region: list, new, change and remove."""
    base = f"regio/{word}"
    return [
        path(base, getattr(views, f"{noun}_list"), name=f"{noun}-list"),
        path(f"{base}/nieuw", getattr(views, f"{noun}_new"), name=f"{noun}-new"),
        path(f"{base}/<int:pk>", getattr(views, f"{noun}_edit"), name=f"{noun}-change"),
        path(f"{base}/<int:pk>/verwijderen", getattr(views, f"{noun}_remove"), name=f"{noun}-remove"),
    ]


region_pages = [
    *register("instellingen", "institution", organisations),
    *register("scholen", "school", organisations),
    *register("periodes", "period", region),
    *register("opleidingen", "programme", region),
    path(
        "regio/opleidingen/<int:pk>/begeleiding", supervision_rules.programme_supervision, name="programme-supervision"
    ),
]
urlpatterns = [
    *everyone,
    *leerplaats_pages,
    *place_pages,
    *profile_pages,
    *upkeep_pages,
    *contribution_pages,
    *copy_pages,
    *photo_pages,
    *film_pages,
    *institution_pages,
    *glossary_pages,
    *act_pages,
    *own_act_pages,
    *quote_pages,
    *shared_pages,
    *people_pages,
    *region_pages,
]
