"""The visible menu per role (screens.md 1.3), and what every page knows of the installation."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from onboarding.senders import sender_for
from profiles.enums import Role

TOOLBOX = "toolbox-home"
VISITOR = (("Leerplaatsen", "leerplaats-catalogue"), ("Zo werkt het", "how-it-works"))
MENUS = (
    (
        Role.COORDINATOR,
        (
            ("Overzicht", "placement-overview"),
            ("Leerplaatsen", "leerplaats-list"),
            ("Koppelen", "match-board"),
            ("Studenten", "student-list"),
            ("Toolbox", TOOLBOX),
            ("Afdrukken", "print-start"),
        ),
    ),
    (
        Role.PRAKTIJKOPLEIDER,
        (
            ("Overzicht", "placement-overview"),
            ("Leerplaatsen", "leerplaats-list"),
            ("Vragen", "question-list"),
            ("Toolbox", TOOLBOX),
            ("Afdrukken", "print-start"),
        ),
    ),
    (
        Role.WERKBEGELEIDER,
        (
            ("Vandaag", "today"),
            ("Mijn studenten", "placement-overview"),
            ("Begeleiden", "guide-list"),
            ("Inspiratie", "inspiration-list"),
            ("Leerplaatsen", "leerplaats-catalogue"),
        ),
    ),
    (
        Role.SCHOOL_COORDINATOR,
        (
            ("Onze studenten", "student-list"),
            ("Vragen", "student-question-list"),
            ("Leerplaatsen", "leerplaats-catalogue"),
            ("Aanleveren", "import-list"),
            ("Afspraken", "agreement-own-list"),
            ("Voorbereiding", "school-preparation"),
        ),
    ),
    (
        Role.REGIONAL_ADMIN,
        (
            ("Instellingen", "institution-list"),
            ("Periodes", "period-list"),
            ("Tekorten", "region-supply"),
            ("Cijfers", "figures"),
            ("Toolbox", TOOLBOX),
        ),
    ),
    (
        Role.STUDENT,
        (
            ("Mijn stage", "my-placement"),
            ("Mijn vragen", "my-question-list"),
            ("Gegevens", "my-data"),
            ("Leerplaatsen", "leerplaats-catalogue"),
        ),
    ),
)


# Pages that are part of a job in the menu, but have an address of their own; more names: whichever is in the menu.
BELONGS_TO = {
    "/werk/aanleveren": "student-list",
    "/werk/wensen": "student-list",
    "/mijn-wensen": "my-placement",
    "/planning": "my-placement placement-overview",
    "/prioriteiten": "my-placement placement-overview",
    "/gesprekken": "my-placement placement-overview",  # of the student and of the team
    "/werk/mensen": "leerplaats-list",
    "/werk/plekken": "leerplaats-list",
    "/werk/uitnodigen": TOOLBOX,
    "/werk/introducties": f"{TOOLBOX} placement-overview",
    "/werk/studenten": "placement-overview",  # of one student, for who has no list of all of them in the menu
    "/werk/instelling": "leerplaats-list",
    "/werk/sjablonen": TOOLBOX,
    "/werk/inspiratie": TOOLBOX,
    "/werk/klaar-voor-studenten": TOOLBOX,
    "/werk/invoeren": TOOLBOX,
    "/werk/verbeteringen": TOOLBOX,
    "/werk/vragenlijsten": TOOLBOX,
    "/werk/cijfers": TOOLBOX,
    "/werk/voorbereiding": TOOLBOX,
    "/werk/begeleiden": TOOLBOX,
    "/werk/mails": "placement-overview",
    "/werk/werklijsten": "placement-overview",
    "/werk/deze-week": "placement-overview",
    "/werk/afscheid": "placement-overview",
    "/werk/in-beeld": "placement-overview",
    "/werk/vragen": "match-board",
    "/werk/vragen-van-studenten": "placement-overview",
    "/werk/afspraken": "placement-overview",
    "/school/vraag": "student-list",
    "/school/planning": "student-list",
    "/school/vakanties": "student-list",
    "/werk/logboek": "match-board",
    "/werk/bewaartermijnen": "placement-overview",
    "/werk/stagefonds": "placement-overview",
    "/werk/eerlijk": "match-board",
}


def entries_for(identity):
    """The (label, url name) pairs for the first role in MENUS that the person holds."""
    return next((entries for role, entries in MENUS if identity.has(role)), VISITOR)


def first_screen(identity):
    """The url name a person lands on after logging in."""
    return entries_for(identity)[0][1]


def _address(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return "/"


def _is_current(path, url):
    return path == url or path.startswith(f"{url}/")


def site(request):
    """Context for every page: name, help and menu, with the current entry marked (the longest address wins)."""
    identity = getattr(request, "identity", None)
    named = entries_for(identity) if identity else VISITOR
    entries = [(label, _address(name)) for label, name in named]
    matching = [url for _, url in entries if _is_current(request.path, url)]
    jobs = [names.split() for start, names in BELONGS_TO.items() if _is_current(request.path, start)]
    parents = [_address(name) for names in jobs for name in names if name in dict(named).values()]
    current = max(matching, key=len, default=parents[0] if parents else None)
    return {
        "site_name": settings.SITE_NAME,
        "help_phone": settings.HELP_PHONE,
        "help_email": settings.HELP_EMAIL,
        "sender": SimpleLazyObject(lambda: sender_for(identity)),  # many pages name one themselves
        "identity": identity,
        "toolbox_url": reverse(TOOLBOX) if TOOLBOX in dict(named).values() else "",  # for who may open it
        "menu": [(label, url, url == current) for label, url in entries],
    }
