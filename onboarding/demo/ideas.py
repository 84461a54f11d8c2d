"""Gives leerplaatsen their choice from the inspiratiebox, and schools and institutions their steps before the start."""

import tomllib
from datetime import timedelta

from django.utils import timezone

from onboarding.demo.content import FOLDER
from onboarding.demo.organisations import coordinator, praktijkopleider
from profiles.enums import Role
from profiles.models import Membership
from toolbox.actions.inspiration import add_card, load_inspiration
from toolbox.actions.preparation import add_step
from toolbox.actions.tool_choices import choose_tool, drop_tool
from toolbox.enums import Effort, Goal, Medium, Moment, PreparationKind
from toolbox.models import InspirationCard, ToolChoice

CONTENT = FOLDER / "ideas.toml"
CHOSEN_AGO, STOPPED_AGO = timedelta(days=150), timedelta(days=40)


def make_ideas(region, institutions, leerplaatsen, users):
    """The cards of the region with one of an institution, and what the leerplaatsen in the file chose."""
    load_inspiration()
    content, by_key = _read(), {one.key: one for one in region.institutions}
    for idea in content["idea"]:
        key = idea["institution"]
        add_card(institution=institutions[key], values=_card_values(idea), by=coordinator(by_key[key], users))
    cards = {card.slug: card for card in InspirationCard.objects.filter(institution=None)}
    for choice in content["choice"]:
        key, place = choice["leerplaats"]
        leerplaats, by = leerplaatsen[key, place], praktijkopleider(by_key[key], place, users)
        for slug in (*choice["cards"], *choice.get("stopped", ())):
            note = choice.get("notes", {}).get(slug, "")
            chosen, _ = choose_tool(leerplaats=leerplaats, card=cards[slug], note=note, by=by)
            if slug in choice.get("stopped", ()):
                drop_tool(choice=chosen, by=by)
    now = timezone.now()
    ToolChoice.objects.update(chosen_at=now - CHOSEN_AGO)
    ToolChoice.objects.filter(dropped_at__isnull=False).update(dropped_at=now - STOPPED_AGO)


def make_preparation(region, institutions, schools, programmes, users):
    """What students do at each school, and centrally at each institution, before they start."""
    by_key = {one.key: one for one in region.institutions}
    keepers = Membership.objects.filter(role=Role.SCHOOL_COORDINATOR).select_related("user").order_by("pk")
    of_school = {membership.school_id: membership.user for membership in keepers}
    for step in _read()["step"]:
        if "school" in step:
            school = schools[step["school"]]
            add_step(school=school, values=_step_values(step, programmes), by=of_school[school.pk])
        else:
            institution = institutions[step["institution"]]
            by = coordinator(by_key[step["institution"]], users)
            add_step(institution=institution, values=_step_values(step, programmes), by=by)


def _read():
    return tomllib.loads(CONTENT.read_text(encoding="utf-8"))


def _card_values(idea):
    return {
        **{name: idea[name] for name in ("title", "what", "why", "how", "effort_words")},
        "effort": Effort(idea["effort"]),
        "goals": [Goal(one) for one in idea["goals"]],
        "moments": [Moment(one) for one in idea["moments"]],
        "media": [Medium(one) for one in idea["media"]],
        "formats": [],
    }


def _step_values(step, programmes):
    return {
        "kind": PreparationKind(step["kind"]),
        "text": step["text"],
        "who": step["who"],
        "weeks_before": step.get("weeks"),
        "for_programmes": sorted(programmes[key].pk for key in step.get("programmes", ())),
        "link": "",
    }
