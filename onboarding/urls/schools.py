"""Addresses of what a school follows, agrees and asks, of the numbers of the region, and of the log."""

from django.urls import path

from onboarding.views import agreements, demand, fairness, log, region_supply, school_students

urlpatterns = [
    path("school/studenten.<slug:kind>", school_students.export, name="school-student-export"),
    path("school/afspraken", agreements.own_list, name="agreement-own-list"),
    path("school/afspraken/<int:school_id>/<int:programme_id>", agreements.edit, name="agreement-edit"),
    path("werk/afspraken", agreements.listing, name="agreement-list"),
    path("werk/afspraken/<int:pk>", agreements.detail, name="agreement-detail"),
    path("school/vraag", demand.listing, name="demand-list"),
    path("school/vraag/<int:school_id>/<int:period_id>", demand.table, name="demand-table"),
    path("school/vraag/<int:school_id>/<int:period_id>/kopie", demand.copy, name="demand-copy"),
    path("regio/plekken", region_supply.overview, name="region-supply"),
    path("regio/plekken.<slug:kind>", region_supply.export, name="region-supply-export"),
    path("werk/logboek", log.listing, name="log"),
    path("werk/logboek/afdrukken", log.listing_on_paper, name="log-print"),
    path("werk/eerlijk", fairness.overview, name="match-fairness"),
]
