"""Who may open which address: one line per address. Literal, to be read.

To add a route, add a line to ROWS:  Row(name, kind, methods, address, shows, sends)

    name     the url name
    kind     a line of KINDS in kinds.py: who gets in, and for whom it does not exist; for all others see below
    methods  what the view takes; GET always brings HEAD along
    address  the arguments of the url, as fields of the world ("leerplaats.pk") or as they are ("1")
    shows    what stands in the answer for whoever gets in: real content of that very page, or "-> path" when it
             leads on. Left out for a view that takes POST only
    sends    a form that is accepted, with "{leerplaats.pk}" filled in; the answer must then be a redirect (or 204)
             and something must have been written. Needed for a view that takes POST only

Whoever is neither let in nor told "does not exist" gets 403, and a visitor gets the login page. A method that
the view does not take gives 405 to people with the right role, and 403 or the login page to the others.
"""

from dataclasses import dataclass, field

from profiles.merging import fingerprint
from tests.access.kinds import of


@dataclass(frozen=True)
class Row:
    """One address; see above."""

    name: str
    kind: str
    methods: str = "GET"
    address: str = ""
    shows: str = ""
    sends: dict = field(default_factory=dict)


BOTH = "GET POST"
NO_ANSWER = fingerprint(None)
A_LINE = {
    "text": "Laat de kluisjes zien",
    "owner": "werkbegeleider",
    "moment": "stagedag",
    "number": "1",
    "version": "1",
}
A_REQUIREMENT = {"answer": "yes", "who": "school", "lead": "8", "unit": "weeks", "seen": NO_ANSWER}
A_LINE_OF_THE_REGISTER = {"name": "Verklaring over tuberculose", "explanation": "Een papier van de GGD."}
A_SICK_RULE = {"sick_rule": "Meld het ook bij je school.", "seen": f"sick_rule={NO_ANSWER}"}
ROWS = (
    # --- The front, for everybody ---
    Row("start", "everybody", shows="Weet wat je wacht"),
    Row("how-it-works", "everybody", shows="Voor zorginstellingen"),
    Row("help", "everybody", shows="Woordenlijst"),
    Row("accessibility", "everybody", shows="Wat nog niet klaar is"),
    Row("privacy", "everybody", shows="Wat we nooit bewaren"),
    Row("health", "everybody", shows="ok"),
    Row("gallery", "everybody", shows="Bouwstenen"),
    Row("gallery-page", "everybody", address="velden", shows="</form>"),
    Row("leerplaats-catalogue", "everybody", shows="De Kade A"),
    Row("leerplaatsen-json", "everybody", shows="De Kade A"),
    Row("leerplaats-json", "everybody", address="leerplaats.slug", shows="De Kade A"),
    Row("site-map", "everybody", shows="</urlset>"),
    Row("robots", "everybody", shows="Disallow: /werk"),
    Row("leerplaats-public", "everybody", address="leerplaats.slug", shows="De Kade A"),
    Row("leerplaats-qr", "everybody", address="leerplaats.slug", shows="<svg"),
    Row("leerplaats-print", "everybody", address="leerplaats.slug", shows="%PDF"),
    Row("leerplaats-card", "everybody", address="leerplaats.slug", shows="%PDF"),
    Row("leerplaats-poster", "everybody", address="leerplaats.slug", shows="%PDF"),
    Row("photo", "everybody", address="photo.pk large", shows="WEBP"),
    Row("film-file", "everybody", address="film.pk beeld", shows="WEBP"),
    Row("act-public", "everybody", address="leerplaats.slug", shows="Mbo-verpleegkundige A, leerjaar 2"),
    Row("act-card", "everybody", address="leerplaats.slug programme.pk 2", shows="%PDF"),
    # --- In and out ---
    Row("account_login", "visitor", BOTH, shows="Log in met je wachtwoord"),
    Row("account_request_login_code", "visitor", BOTH, shows="Mail mij een code"),
    Row("account_confirm_login_code", "visitor", BOTH, shows="-> /inloggen/code"),
    Row("link-lost", "visitor", BOTH, shows="Ik ben mijn link kwijt"),
    Row("account_inactive", "everybody", shows="Je account is gesloten"),
    Row("account_logout", "way out", BOTH, shows="Wil je uitloggen?"),
    Row("account_reset_password", "everybody", BOTH, shows="Mail mij de link"),
    Row("account_reset_password_done", "everybody", shows="Kijk in je mail"),
    Row("account_reset_password_from_key", "everybody", BOTH, "1 onzin", shows="Deze link werkt niet meer"),
    Row("account_signup", "everybody", shows="Zo krijg je een account"),
    Row("personal-link", "everybody", BOTH, "link_token", shows="Open mijn stage"),
    Row("home", "account without a role", shows="Je hebt nu geen toegang"),
    # --- The student ---
    Row("my-placement", "student", shows="Je eerste dag"),
    Row("my-placement-seen", "student", "POST", sends={"": ""}),
    Row("my-placement-news-seen", "student", "POST", sends={"feiten": "{facts_mark}"}),
    Row("my-placement-calendar", "student", shows="BEGIN:VCALENDAR"),
    Row("my-placement-add-task", "student", "POST", sends={"text": "Koop schoenen"}),
    Row("my-placement-tick", "student", "POST", "voor", sends={"done": "{task.pk}"}),
    Row("my-placement-print", "student", shows="%PDF"),
    Row("my-acts", "student", shows="Dit geldt altijd"),
    Row("my-quotes", "student", BOTH, shows="Vertel de volgende student"),
    Row(
        "my-quote-withdraw",
        "student of the quote",
        BOTH,
        "quote.pk",
        shows="Neem brood mee",
        sends={"": ""},
    ),
    # --- Leerplaatsen and their profiles ---
    Row("leerplaats-list", "editor", shows="van 8 delen klaar"),
    Row(
        "leerplaats-new",
        "coordinator",
        BOTH,
        shows="Nieuwe leerplaats",
        sends={"location": "{location.pk}", "name": "De Boeg", "kind": "afdeling", "sector": "hospital"},
    ),
    Row(
        "leerplaats-edit",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk",
        shows="De Kade A",
        sends={"location": "{location.pk}", "name": "De Kade B", "kind": "team", "sector": "hospital"},
    ),
    Row("leerplaats-archive", "coordinator of it", BOTH, "other_leerplaats.pk", shows="De Werf A", sends={"": ""}),
    Row("leerplaats-restore", "coordinator of it", "POST", "archived_leerplaats.pk", sends={"": ""}),
    Row(
        "offer-list",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk",
        shows="Mbo-verpleegkundige A",
        sends={
            "periode": "{period.pk}",
            "plek-{offer.pk}-number": "7",
            "plek-{spare_offer.pk}-number": "1",
        },
    ),
    Row("offer-remove", "editor of the leerplaats", "POST", "leerplaats.pk spare_offer.pk", sends={"": ""}),
    Row("profile-tasks", "editor of the leerplaats", address="leerplaats.pk", shows="De Kade A"),
    Row("profile-part", "editor of the leerplaats", BOTH, "leerplaats.pk 1", shows="Zorg na een beroerte"),
    Row("profile-topic", "editor of the leerplaats", BOTH, "leerplaats.pk 7 3", shows="010 123 45 67"),
    Row("part-reset", "editor of the leerplaats", "POST", "leerplaats.pk 3 1", sends={"": ""}),
    Row("part-reset-undo", "editor of the leerplaats", "POST", "leerplaats.pk 2 1 part_reset.pk", sends={"": ""}),
    Row("profile-preview", "editor of the leerplaats", address="leerplaats.pk", shows="Zorg na een beroerte"),
    Row("profile-check", "editor of the leerplaats", address="leerplaats.pk", shows="Zorg na een beroerte"),
    Row("profile-publish", "editor of the leerplaats", "POST", "leerplaats.pk", sends={"version": "{profile.version}"}),
    Row("profile-published", "editor of the leerplaats", address="leerplaats.pk", shows="De Kade A staat online"),
    Row("profile-versions", "editor of the leerplaats", address="leerplaats.pk", shows="ersie 1"),
    Row("profile-version", "editor of the leerplaats", address="leerplaats.pk 1", shows="Zorg na een beroerte"),
    Row("leerplaats-paper", "editor of the leerplaats", address="leerplaats.pk", shows="Invulversie"),
    Row("profile-fill-in", "editor of the leerplaats", address="leerplaats.pk", shows="%PDF"),
    Row("profile-answers", "editor of the leerplaats", address="leerplaats.pk", shows="%PDF"),
    Row("requirement-list", "editor of the leerplaats", address="leerplaats.pk", shows="Verklaring A"),
    Row(
        "requirement-answer",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk requirement.pk",
        shows="Wie regelt het?",
        sends=A_REQUIREMENT,
    ),
    Row(
        "version-restore",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk 1",
        shows="terugzetten?",
        sends={"version": "{profile.version}"},
    ),
    Row("version-compare", "editor of the leerplaats", address="leerplaats.pk", shows="Versies vergelijken"),
    # --- Staying true, and help with a part ---
    Row(
        "profile-upkeep",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk",
        shows="Ja, dit klopt",
        sends={"stap": "opgelost:{report.pk}"},
    ),
    Row("profile-upkeep-link", "everybody", BOTH, "upkeep_token", shows="Ja, dit klopt", sends={"stap": "klopt:about"}),
    Row(
        "profile-owner",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk",
        shows="Nu is dat Piet Opleider A",
        sends={"owner": "{coordinator.pk}"},
    ),
    Row("contribution-list", "editor of the leerplaats", address="leerplaats.pk", shows="Sanne A"),
    Row(
        "contribution-new",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk",
        shows="Stuur de link",
        sends={"part": "1", "name": "Bo", "email": "bo@zorg.example"},
    ),
    Row(
        "contribution-review",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk contribution.pk",
        shows="Je leert hier rustig praten",
        sends={"wat": "niets"},
    ),
    Row(
        "contribution-send-again",
        "editor of the leerplaats",
        "POST",
        "leerplaats.pk asked_contribution.pk",
        sends={"": ""},
    ),
    Row(
        "contribution-withdraw",
        "editor of the leerplaats",
        "POST",
        "leerplaats.pk asked_contribution.pk",
        sends={"": ""},
    ),
    Row("contribution", "everybody", BOTH, "help_token", shows="Pas mijn voorstel aan", sends={"in_short": "Rustig."}),
    Row("contribution-thanks", "everybody", address="help_token", shows="Bedankt voor je voorstel"),
    Row(
        "error-report-new",
        "student with a stage there",
        BOTH,
        "leerplaats.slug",
        shows="Stuur je melding",
        sends={"part": "about", "text": "Het zijn 20 bedden."},
    ),
    Row(
        "error-report-thanks",
        "student with a stage there",
        address="leerplaats.slug",
        shows="Bedankt voor je melding",
    ),
    Row("copy-choose", "editor of the leerplaats", address="leerplaats.pk", shows="Voorbeeld wijkteam"),
    Row(
        "copy-preview",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk voorbeeld-wijkteam",
        shows="sociaal wijkteam",
        sends={"delen": "day"},
    ),
    Row("copy-done", "editor of the leerplaats", address="leerplaats.pk copied.pk", shows="is overgenomen"),
    Row("copy-undo", "editor of the leerplaats", "POST", "leerplaats.pk copied.pk", sends={"": ""}),
    Row("photo-new", "editor of the leerplaats", BOTH, "leerplaats.pk", shows="Foto"),
    Row(
        "photo-describe",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk photo.pk",
        shows="De ingang van de afdeling",
        sends={"alt": "De deur", "kind": "alt"},
    ),
    Row("photo-restore", "editor of the leerplaats", "POST", "leerplaats.pk removed_photo.pk", sends={"": ""}),
    Row(
        "film-edit",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk",
        shows="Een dag op De Kade A",
        sends={"about": "De ingang", "length": "1:20", "seen": "{film_seen}"},
    ),
    Row("film-remove", "editor of the leerplaats", "POST", "leerplaats.pk", sends={"": ""}),
    Row("film-restore", "editor of the leerplaats", "POST", "leerplaats.pk removed_film.pk", sends={"": ""}),
    # --- Mag ik dit al, and what students tell ---
    Row(
        "act-table",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk",
        shows="Mag ik dit al?",
        sends={
            "cel-{spare_act.pk}-{programme.pk}-2": "see",
            "seen": "{spare_act.pk}-{programme.pk}-2=74234e98afe7498f",  # nobody agreed it yet
        },
    ),
    Row("act-copy", "editor of the leerplaats", address="leerplaats.pk programme.pk 3", shows="1 afspraak"),
    Row("act-list", "coordinator", shows="Handelingen van de regio"),
    Row(
        "act-new",
        "coordinator of it",
        BOTH,
        "institution.pk",
        shows="Nieuwe handeling",
        sends={"name": "een kompres leggen"},
    ),
    Row("act-edit", "coordinator of it", BOTH, "own_act.pk", shows="een drain", sends={"name": "een drain verzorgen"}),
    Row("act-remove", "coordinator of it", BOTH, "spare_act.pk", shows="een zalf", sends={"": ""}),
    Row("act-move", "coordinator of it", "POST", "own_act.pk", sends={"kant": "omlaag"}),
    Row("quote-list", "editor of the leerplaats", address="leerplaats.pk", shows="Neem brood mee"),
    Row(
        "quote-new",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk",
        shows="Schrijf op wat een student zei",
        sends={
            "kind": "tip",
            "text": "Vraag alles.",
            "first_name": "Sami",
            "programme": "{programme.pk}",
            "year": "2",
            "consent": "on",
        },
    ),
    Row("quote-change", "editor of the leerplaats", "POST", "leerplaats.pk quote.pk", sends={"wat": "goedkeuren"}),
    Row(
        "quote-reject",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk quote.pk",
        shows="Neem brood mee",
        sends={"reason": "Er staat een naam in."},
    ),
    # --- The own institution ---
    Row("institution-shared", "coordinator of it", address="institution.pk", shows="Ziek of te laat"),
    Row(
        "institution-shared-topic",
        "coordinator of it",
        BOTH,
        "institution.pk sick",
        shows="Bewaar voor heel Zorggroep A",
        sends=A_SICK_RULE,
    ),
    Row("location-shared", "coordinator of it", address="location.pk", shows="Ziek of te laat"),
    Row(
        "location-shared-topic",
        "coordinator of it",
        BOTH,
        "location.pk sick",
        shows="Bewaar voor locatie Kadeplein A",
        sends=A_SICK_RULE,
    ),
    Row("institution-requirements", "coordinator of it", address="institution.pk", shows="Verklaring A"),
    Row(
        "institution-requirement",
        "coordinator of it",
        BOTH,
        "institution.pk requirement.pk",
        shows="Bewaar voor heel",
        sends=A_REQUIREMENT,
    ),
    Row("location-requirements", "coordinator of it", address="location.pk", shows="Verklaring A"),
    Row(
        "location-requirement",
        "coordinator of it",
        BOTH,
        "location.pk requirement.pk",
        shows="Bewaar voor locatie",
        sends=A_REQUIREMENT,
    ),
    Row(
        "institution-requirement-new",
        "coordinator of it",
        BOTH,
        "institution.pk",
        shows="Nieuwe regel",
        sends=A_LINE_OF_THE_REGISTER,
    ),
    Row(
        "institution-requirement-name",
        "coordinator of it",
        BOTH,
        "institution.pk requirement.pk",
        shows="Haal deze regel weg",
        sends=A_LINE_OF_THE_REGISTER,
    ),
    Row(
        "institution-requirement-remove",
        "coordinator of it",
        "POST",
        "institution.pk requirement.pk",
        sends={"": ""},
    ),
    Row("institution-edit", "coordinator", shows="Zorggroep"),
    Row(
        "institution-details",
        "coordinator of it",
        BOTH,
        "institution.pk",
        shows="Zorggroep A",
        sends={"name": "Zorggroep Nieuw", "email": "stage@zorggroep.example"},
    ),
    Row(
        "location-new",
        "coordinator of it",
        BOTH,
        "institution.pk",
        shows="Nieuwe locatie",
        sends={"name": "Sluis", "street": "Sluis 1", "postcode": "3011 AB", "town": "Rotterdam"},
    ),
    Row(
        "location-edit",
        "coordinator of it",
        BOTH,
        "location.pk",
        shows="Kadeplein A",
        sends={"name": "Kade", "street": "Kade 1", "postcode": "3011 AB", "town": "Rotterdam"},
    ),
    Row("glossary", "editor", shows="Leg moeilijke woorden"),
    Row(
        "glossary-term-new",
        "editor of the institution",
        BOTH,
        "institution.pk",
        shows="Nieuw woord",
        sends={"term": "CVA", "explanation": "beroerte"},
    ),
    Row(
        "glossary-paste",
        "editor of the institution",
        BOTH,
        "institution.pk",
        shows="Plak veel woorden",
        sends={"lines": "CVA = beroerte"},
    ),
    Row(
        "glossary-term-edit",
        "editor of the institution",
        BOTH,
        "term.pk",
        shows="een bacterie",
        sends={"term": "MRSA", "explanation": "bacterie"},
    ),
    Row("glossary-term-remove", "editor of the institution", "POST", "term.pk", sends={"": ""}),
    Row("glossary-term-restore", "editor of the institution", "POST", "removed_term.pk", sends={"": ""}),
    Row("glossary-print", "editor of the institution", address="institution.pk", shows="%PDF"),
    Row("location-remove", "coordinator of it", BOTH, "spare_location.pk", shows="Werfhof A", sends={"": ""}),
    # --- People ---
    Row("member-list", "looks after people", shows="Nodig "),
    Row(
        "member-invite",
        "coordinator",
        BOTH,
        shows="Nodig een collega uit",
        sends={"name": "Sam Nieuw", "email": "sam@zorg.example", "role": "werkbegeleider", "leerplaatsen": "alle"},
    ),
    Row(
        "member-invite-lead",
        "region",
        BOTH,
        shows="Nodig iemand uit",
        sends={"name": "Sam Nieuw", "email": "sam@zorg.example", "organisation": "institution-{institution.pk}"},
    ),
    Row(
        "member-scope",
        "coordinator of it",
        BOTH,
        "membership.pk",
        shows="Samira Begeleider A",
        sends={"leerplaatsen": "alle"},
    ),
    Row("member-end", "looks after this person", BOTH, "membership.pk", shows="Samira Begeleider A", sends={"": ""}),
    # --- The region ---
    Row("institution-list", "region", shows="Zorggroep A"),
    Row(
        "institution-new",
        "region",
        BOTH,
        shows="Nieuwe instelling",
        sends={"name": "Zorggroep Nieuw", "email": "stage@nieuw.example"},
    ),
    Row(
        "institution-change",
        "region",
        BOTH,
        "institution.pk",
        shows="Zorggroep A",
        sends={"name": "Zorggroep Nieuw", "email": "stage@nieuw.example"},
    ),
    Row("institution-remove", "region", BOTH, "institution.pk", shows="Zorggroep A"),
    Row("school-list", "region", shows="School A"),
    Row(
        "school-new",
        "region",
        BOTH,
        shows="Nieuwe school",
        sends={"name": "School Nieuw", "email": "stage@nieuw.example"},
    ),
    Row(
        "school-change",
        "region",
        BOTH,
        "school.pk",
        shows="School A",
        sends={"name": "School Nieuw", "email": "stage@nieuw.example"},
    ),
    Row("school-remove", "region", BOTH, "school.pk", shows="School A"),
    Row("requirement-register", "region", shows="Verklaring van de regio"),
    Row("requirement-register-new", "region", BOTH, shows="Nieuwe regel", sends=A_LINE_OF_THE_REGISTER),
    Row(
        "requirement-register-name",
        "region",
        BOTH,
        "region_requirement.pk",
        shows="Haal deze regel weg",
        sends=A_LINE_OF_THE_REGISTER,
    ),
    Row("requirement-register-remove", "region", "POST", "region_requirement.pk", sends={"": ""}),
    Row("period-list", "region", shows="Periode A"),
    Row(
        "period-new",
        "region",
        BOTH,
        shows="Nieuwe periode",
        sends={"name": "Najaar", "starts_on": "1-9-2027", "ends_on": "1-2-2028"},
    ),
    Row(
        "period-change",
        "region",
        BOTH,
        "period.pk",
        shows="Periode A",
        sends={"name": "Najaar", "starts_on": "1-9-2027", "ends_on": "1-2-2028"},
    ),
    Row("period-remove", "region", BOTH, "period.pk", shows="Periode A"),
    Row("programme-list", "region", shows="Mbo-verpleegkundige A"),
    Row(
        "programme-new",
        "region",
        BOTH,
        shows="Nieuwe opleiding",
        sends={"name": "Verzorgende IG", "short_name": "VIG", "level": "3", "years": "3"},
    ),
    Row(
        "programme-change",
        "region",
        BOTH,
        "programme.pk",
        shows="Mbo-verpleegkundige A",
        sends={"name": "Verzorgende IG", "short_name": "VIG", "level": "3", "years": "3"},
    ),
    Row("programme-remove", "region", BOTH, "programme.pk", shows="Mbo-verpleegkundige A"),
    # --- Students, and the lists of schools ---
    Row("student-list", "deliverer", shows="Noor"),
    Row("student-detail", "deliverer of it", address="student.pk", shows="NoorA"),
    Row("import-list", "deliverer", BOTH, shows="lijst"),
    Row("import-example", "deliverer", shows="achternaam"),
    Row("import-columns", "deliverer of it", BOTH, "open_import.pk", shows="tussenvoegsel"),
    Row("import-check", "deliverer of it", BOTH, "open_import.pk", shows="Fleur", sends={"cel-2-town": "Delft"}),
    Row("import-store", "deliverer of it", "POST", "open_import.pk", sends={"": ""}),
    Row("import-done", "deliverer of it", address="stored_import.pk", shows="Wat gebeurt er nu"),
    Row("import-discard", "deliverer of it", "POST", "open_import.pk", sends={"": ""}),
    # --- Koppelen ---
    Row("match-board", "coordinator", shows="Periode A"),
    Row("match-check", "coordinator", address="period.pk", shows="Periode A"),
    Row("match-proposal", "coordinator", BOTH, "period.pk", shows="Periode A", sends={"": ""}),
    Row("match-lock", "coordinator", address="period.pk", shows="Periode A"),
    Row("match-confirm", "coordinator", BOTH, "period.pk", shows="Periode A", sends={"which": "all"}),
    Row("match-confirmed", "coordinator", address="period.pk", shows="-> /werk/koppelen"),
    Row("proposal-lock", "coordinator of it", "POST", "proposal.pk", sends={"": ""}),
    Row("proposal-unlock", "coordinator of it", "POST", "proposal.pk", sends={"": ""}),
    Row("proposal-choose", "coordinator of it", BOTH, "proposal.pk", shows="BilalA", sends={"offer": "{offer.pk}"}),
    # --- Stages ---
    Row("placement-overview", "staff", shows="binnenkort"),
    Row("placement-detail", "staff of the student", address="placement.pk", shows="NoorA"),
    Row("placement-tick", "staff of the student", "POST", "placement.pk", sends={"done": "{staff_task.pk}"}),
    Row(
        "placement-arrival",
        "leads the student",
        "POST",
        "placement.pk",
        sends={"version": "{placement.version}", "start_time": "9.00", "report_place": "Balie"},
    ),
    Row(
        "leerplaats-tell-students",
        "editor of the leerplaats",
        BOTH,
        "leerplaats.pk",
        shows="NoorA",
        sends={"tekst": "Je belt nu een ander nummer."},
    ),
    Row(
        "announcement-sent",
        "editor of the leerplaats",
        address="leerplaats.pk announcement.pk",
        shows="Je begint om 8.30 uur",
    ),
    Row("placement-cancel", "coordinator of it", BOTH, "placement.pk", shows="NoorA", sends={"": ""}),
    Row("message-send-again", "coordinator of it", "POST", "placement.pk message.pk", sends={"": ""}),
    Row("placement-document", "staff of the student", address="placement.pk inwerkdocument pdf", shows="%PDF"),
    # --- Sjablonen ---
    Row("template-list", "reads sjablonen", shows="Sjablonen"),
    Row("template-detail", "reads the own sjabloon", address="template.pk", shows="Laat de linnenkamer zien"),
    Row("template-preview", "reads the own sjabloon", address="template.pk", shows="Laat de linnenkamer zien"),
    Row("template-preview-pdf", "reads the own sjabloon", address="template.pk", shows="%PDF"),
    Row("template-intro", "edits the own sjabloon", BOTH, "template.pk", shows="Vink af", sends={"intro": "Lees dit."}),
    Row("template-copy", "coordinator", "POST", "region_inwerkdocument.pk", sends={"": ""}),
    Row("template-reset", "resets the own sjabloon", BOTH, "template.pk", shows="regio", sends={"": ""}),
    Row("section-new", "edits the own sjabloon", BOTH, "template.pk", shows="Nieuw deel", sends={"title": "Week"}),
    Row(
        "section-edit",
        "edits the own sjabloon",
        BOTH,
        "section.pk",
        shows="Titel van dit deel",
        sends={"title": "Week"},
    ),
    Row("section-move", "edits the own sjabloon", "POST", "section.pk", sends={"naar": "2"}),
    Row("section-remove", "edits the own sjabloon", BOTH, "section.pk", shows="weghalen?", sends={"": ""}),
    Row("item-new", "edits the own sjabloon", BOTH, "section.pk", shows="Nieuwe regel", sends=A_LINE),
    Row("item-edit", "edits the own sjabloon", BOTH, "item.pk", shows="Laat de linnenkamer zien", sends=A_LINE),
    Row(
        "item-move",
        "edits the own sjabloon",
        BOTH,
        "item.pk",
        shows="Regel verplaatsen",
        sends={"naar": "{section.pk}:2"},
    ),
    Row("item-remove", "edits the own sjabloon", "POST", "item.pk", sends={"": ""}),
    Row("item-restore", "edits the own sjabloon", "POST", "removed_item.pk", sends={"": ""}),
    # --- Printing ---
    Row("print-start", "editor", BOTH, shows="Afdrukken"),
    Row("print-job", "who asked for the print", address="print_job.pk", shows="Checklist"),
    Row("print-file", "who asked for the print", address="print_job.pk", shows="%PDF"),
)
# Addresses of which other rows are for other people. Held like ROWS; they do not count as "listed".
AGAIN = (
    Row("home", "has no role", shows="Je hebt nu geen toegang"),
    Row("item-edit", "edits the original", BOTH, "region_item.pk", shows="Regel van de regio", sends=A_LINE),
    Row("template-detail", "reads sjablonen", address="region_template.pk", shows="Regel van de regio"),
    Row("member-end", "looks after who leads", BOTH, "lead.pk", shows="Cora Tweede A", sends={"": ""}),
    Row("profile-tasks", "editor of the other leerplaats", address="other_leerplaats.pk", shows="De Werf A"),
    Row("photo", "staff of the other leerplaats", address="hidden_photo.pk large", shows="WEBP"),
    Row("film-file", "staff of the other leerplaats", address="hidden_film.pk beeld", shows="WEBP"),
)
PUBLIC = of(
    """
    act-public act-card
    start how-it-works help accessibility privacy health gallery gallery-page
    leerplaats-catalogue leerplaatsen-json leerplaats-json site-map robots leerplaats-public leerplaats-qr
    leerplaats-print leerplaats-card leerplaats-poster photo film-file
    account_login account_request_login_code account_confirm_login_code link-lost account_inactive account_logout
    account_reset_password account_reset_password_done account_reset_password_from_key account_signup personal-link
    profile-upkeep-link contribution contribution-thanks
    """
)
