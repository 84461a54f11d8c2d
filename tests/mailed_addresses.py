"""Every address that any mail of the product can hold, from the mails themselves: a new template joins by itself."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36

from onboarding.actions.links import make_personal_link
from onboarding.worklist_secrets import secret_of
from profiles.actions.contributions import new_token
from profiles.link_secrets import hash_of
from profiles.mail_html import URL, as_html
from profiles.upkeep_links import upkeep_path

FOLDER = Path(__file__).parents[1] / "templates" / "emails"
CHANGES_BY_ITSELF = ("cache", "django_session")  # counters of tries, and who browses; nothing of anybody's stage


@dataclass(frozen=True)
class Secrets:
    """The addresses in mails that let somebody in."""

    stage: str
    wishes: str
    password: str
    help: str
    upkeep: str
    worklist: str


def secrets_of(world):
    """Fresh ones, made as the worker makes them while sending."""
    user = world.praktijkopleider
    worklist = secret_of(world.worklist)
    type(world.worklist).objects.filter(pk=world.worklist.pk).update(token_hash=hash_of(worklist))
    reset = [int_to_base36(user.pk), default_token_generator.make_token(user)]
    return Secrets(
        stage=make_personal_link(student=world.student),
        wishes=f"{make_personal_link(student=world.student)}?naar=wensen",
        password=reverse("account_reset_password_from_key", args=reset),
        help=reverse("contribution", args=[new_token(world.contribution)]),
        upkeep=upkeep_path(world.profile, user),
        worklist=reverse("worklist-open", args=[worklist]),
    )


def mailed(world, secrets):
    """{name of the template: every address in its text and HTML}, as paths on this site."""
    found = {}
    for template in sorted(FOLDER.glob("[!_]*.txt")):
        text = render_to_string(f"emails/{template.name}", _context(template.stem, world, secrets))
        html = as_html("Onderwerp", text)
        addresses = [*re.findall(URL, text), *re.findall(r'href="(http[^"]+)"', html)]
        paths = [one.replace("&amp;", "&").partition("#")[0].removeprefix(settings.SITE_URL) for one in addresses]
        found[template.stem] = list(dict.fromkeys(path for path in paths if path.startswith("/")))
    return found


def _context(name, world, secrets):
    """What any mail may ask for; a name that a mail does not use does no harm."""
    site = settings.SITE_URL
    page = site + reverse("my-placement")
    links = {
        "start": secrets.stage,
        "contribution_link": secrets.help,
        "contribution_received": reverse("contribution-review", args=[world.leerplaats.pk, world.contribution.pk]),
        "profile_upkeep": secrets.upkeep,
        "profile_report": reverse("profile-upkeep", args=[world.leerplaats.pk]),
        "worklist_link": secrets.worklist,
        "survey": reverse("my-survey", args=["hele-stage"]),
        "survey_team": reverse("team-survey"),
        "rollout_review": reverse("rollout-review", args=[world.leerplaats.pk, 1]),
        "check_again": reverse("leerplaats-check", args=[world.leerplaats.pk]),
    }
    link = site + links.get(name, reverse("my-placement"))
    day = SimpleNamespace(day=date.today(), label="Vroeg", begins_at="7.30", ends_at="15.30")
    return {
        "placement": world.placement,
        "placements": [world.placement],
        "begun": [world.placement],
        "ended": [],
        "student": world.student,
        "institution": world.institution,
        "leerplaats": world.leerplaats,
        "person": world.coordinator,
        "user": world.student.user,
        "asked": world.request,
        "asked_by": world.praktijkopleider,
        "request": world.request,
        "question": world.student_question if name.startswith("student_") else world.question,
        "questions": [world.question],
        "contribution": world.contribution,
        "part": SimpleNamespace(number=1, title="Over deze leerplaats"),
        "parts": [(SimpleNamespace(number=1, title="Over deze leerplaats"), link)],
        "check": world.finished_check,
        "job": world.print_job,
        "letter": SimpleNamespace(opening=[], parts=[], phone="", email="stage@zorg.example", signed_by=""),
        "periods": [world.period],
        "overview": site + reverse("placement-overview"),
        "my_stage": page,
        "meeting": world.meeting,
        "worklist": world.worklist,
        "facts": [SimpleNamespace(label="Begintijd", old="8.00 uur", new="8.30 uur")],
        "tasks": ["Vraag je VOG aan."],
        "unknown": ["Wie je ophaalt"],
        "days": [day],
        "lines": [(world.stage_talk, None)],
        "answers": {},
        "first": world.placement.starts_on,
        "told_on": world.placement.starts_on - timedelta(days=3),
        "due_on": date.today(),
        "closes": date.today(),
        "is_whole": True,
        "by": world.coordinator,
        "is_new": True,
        "is_ahead": False,
        "number": 1,
        "again": False,
        "more": 0,
        "code": "123456",
        "link": link,
        "page": site + secrets.wishes if name == "wishes" else page,
        "url": page,
        "address": page if name in ("print_ready", "reminder") else site,
        "password_address": site + secrets.password,
        "site": settings.SITE_NAME,
        "site_name": settings.SITE_NAME,
        "site_url": site,
        "sender": world.institution.name,
        "reply_to": world.institution.email,
        "help_phone": settings.HELP_PHONE,
        "help_email": settings.HELP_EMAIL,
    }


def state():
    """One word per table that changes with any row of it."""
    names = [name for name in connection.introspection.table_names() if name not in CHANGES_BY_ITSELF]
    with connection.cursor() as cursor:
        found = {}
        for name in sorted(names):
            quoted = connection.ops.quote_name(name)
            cursor.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {quoted} t")  # noqa: S608 (names of ours)
            found[name] = cursor.fetchone()[0]
    return found
