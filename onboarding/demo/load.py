"""Loads the demo region into an empty database."""

from django.db import transaction
from django.utils import timezone

from onboarding.demo import (
    agreements,
    answers,
    board,
    deliveries,
    farewells,
    ideas,
    improvements,
    introductions,
    leerplaatsen,
    mails,
    mentors,
    organisations,
    own_data,
    places_known,
    play,
    prints,
    readiness,
    removals,
    rollouts,
    rosters,
    school_plans,
    sjablonen,
    stage_bags,
    stage_plans,
    stages,
    student_questions,
    students,
    survey_answers,
    talks,
    upkeep,
    wishes,
    words,
    worklists,
)
from onboarding.demo.content import read_region
from profiles.models import Institution


class NotEmpty(Exception):
    """There are institutions already: the demo region never mixes with other data."""


@transaction.atomic
def load_demo(today=None):
    """Make the whole region with dates counted from `today`; raises NotEmpty.

    The same files and the same day give the same region.
    """
    if Institution.objects.exists():
        raise NotEmpty
    today = today or timezone.localdate()
    region = read_region()
    schools = organisations.make_schools(region)
    programmes = organisations.make_programmes(region)
    periods = organisations.make_periods(today)
    institutions, locations = organisations.make_institutions(region)
    words.make_words(institutions)
    users = organisations.make_staff(region, institutions, schools, today)
    school_plans.make_school_plans(institutions, schools, programmes, periods, today)
    places = leerplaatsen.make_leerplaatsen(region, locations, users)
    organisations.limit_staff(region, users, places)
    upkeep.make_upkeep(region, places, users)
    offers = leerplaatsen.make_offers(region, places, periods, programmes)
    places_known.make_places(
        region,
        institutions=institutions,
        leerplaatsen=places,
        periods=periods,
        programmes=programmes,
        schools=schools,
    )
    agreements.make_acts(region, institutions, places, offers, users, today)
    sjablonen.make_own_versions(region, institutions, places, users)
    ideas.make_ideas(region, institutions, places, users)
    ideas.make_preparation(region, institutions, schools, programmes, users)
    pairs = students.make_requests(
        region, institutions=institutions, schools=schools, programmes=programmes, periods=periods, today=today
    )
    stages.make_stages(region, pairs, offers=offers, leerplaatsen=places, users=users, today=today)
    removals.make_learning_ways()
    wishes.make_wishes(region, institutions=institutions, periods=periods, users=users, today=today)
    board.make_board(
        region,
        institutions=institutions,
        schools=schools,
        programmes=programmes,
        periods=periods,
        offers=offers,
        leerplaatsen=places,
        users=users,
        today=today,
    )
    answers.make_answers(region, institutions=institutions, periods=periods, users=users, today=today)
    sjablonen.change_originals()
    agreements.make_quotes(region, places, programmes, users, today)
    play.play(today)
    rollouts.make_checks(region, places, users, today)
    rollouts.make_rollouts(region, places, users, today)
    improvements.make_improvements(region, places, users, today)
    rosters.make_rosters(today)
    rosters.make_holidays(today)
    talks.make_talks(today)
    mentors.make_mentors(today)
    introductions.make_introductions(today)
    mails.make_mails(today)  # they say where the introduction of the first day is
    introductions.make_pair_talk(today)
    mentors.make_invitations(today)
    mentors.make_self_scans(today)
    own_data.make_own_data(today)
    student_questions.make_student_questions(today)
    stage_plans.make_stage_plans(today)
    survey_answers.make_survey_answers(today)
    worklists.make_worklists(region, institutions, users, today)
    readiness.make_readiness(today)
    farewells.make_farewells(today)
    removals.make_removals(region, institutions=institutions, programmes=programmes, users=users, today=today)
    stage_bags.make_stage_bags(today)
    prints.make_prints(today)
    deliveries.make_open_list(today)
