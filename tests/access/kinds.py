"""Who gets in where: the kinds of people an address may be for. Literal, to be read beside matrix.py."""

from dataclasses import dataclass

from tests.access.identities import IDENTITIES, VISITORS, WITHOUT_ROLE

EVERYBODY = IDENTITIES
ACCOUNTS = tuple(name for name in IDENTITIES if name not in VISITORS)
WITH_ROLE = tuple(name for name in ACCOUNTS if name not in WITHOUT_ROLE)


@dataclass(frozen=True)
class Kind:
    """`enters` get in, for `nothing` the row does not exist (404), `led_on` are sent to a page of their own.

    `only_read` have the right role, and see the row elsewhere, but may not do this with it (403).
    """

    enters: tuple[str, ...]
    nothing: tuple[str, ...] = ()
    led_on: tuple[str, ...] = ()
    only_read: tuple[str, ...] = ()


def of(words):
    """Names written after one another."""
    return tuple(words.split())


KINDS = {
    "everybody": Kind(EVERYBODY),
    "visitor": Kind(VISITORS, led_on=ACCOUNTS),
    "has a role": Kind(WITH_ROLE, led_on=WITHOUT_ROLE),
    "has no role": Kind(WITHOUT_ROLE, led_on=WITH_ROLE),
    "account without a role": Kind(WITHOUT_ROLE, led_on=WITH_ROLE),
    "way out": Kind(ACCOUNTS, led_on=VISITORS),
    "account": Kind(("student", *(name for name in ACCOUNTS if name != "student"))),
    "sees the portrait": Kind(
        of("student werkbegeleider praktijkopleider coordinator"),
        tuple(name for name in ACCOUNTS if name not in of("student werkbegeleider praktijkopleider coordinator")),
    ),
    "student or who works here": Kind(
        of(
            "student other_student werkbegeleider other_werkbegeleider praktijkopleider other_praktijkopleider "
            "coordinator other_coordinator"
        ),
        of("no_role ended_membership schoolcoordinator other_schoolcoordinator regional_admin"),
    ),
    # of world A
    "student": Kind(of("student other_student")),
    "student of the quote": Kind(of("student"), of("other_student")),
    "student of the question": Kind(of("student"), of("other_student")),
    "answers questions": Kind(
        of(
            "werkbegeleider other_werkbegeleider praktijkopleider other_praktijkopleider coordinator other_coordinator "
            "schoolcoordinator other_schoolcoordinator"
        ),
    ),
    "answers the question": Kind(
        of("werkbegeleider"),
        of(
            "other_werkbegeleider praktijkopleider other_praktijkopleider coordinator other_coordinator "
            "schoolcoordinator other_schoolcoordinator"
        ),
    ),
    "guides the student": Kind(
        of("werkbegeleider"),
        of("other_werkbegeleider praktijkopleider other_praktijkopleider coordinator other_coordinator"),
    ),
    "student and who guides": Kind(
        of("student werkbegeleider"),
        of("other_student other_werkbegeleider other_praktijkopleider"),
        only_read=of("praktijkopleider"),
    ),
    "guides or leads the student": Kind(
        of("werkbegeleider praktijkopleider"),
        of("other_werkbegeleider other_praktijkopleider"),
    ),
    "reads the talks": Kind(
        of("werkbegeleider praktijkopleider student"),
        of("other_werkbegeleider other_praktijkopleider other_student"),
    ),
    "student of the talk": Kind(of("student"), of("other_student")),
    "leads who has no guide": Kind(
        of("praktijkopleider coordinator"),
        of("werkbegeleider other_werkbegeleider other_praktijkopleider other_coordinator"),
    ),
    "student of the throw": Kind(of("student"), of("other_student")),
    "student with a stage there": Kind(of("student"), of("other_student")),
    "has an own calendar": Kind(of("student other_student werkbegeleider other_werkbegeleider")),
    "region": Kind(of("regional_admin")),
    "coordinator": Kind(of("coordinator other_coordinator")),
    "compares outcomes": Kind(of("coordinator other_coordinator regional_admin")),
    "guides or leads": Kind(of("werkbegeleider other_werkbegeleider praktijkopleider other_praktijkopleider")),
    "reads the institution's lists": Kind(of("coordinator regional_admin"), of("other_coordinator")),
    "coordinator of it": Kind(of("coordinator"), of("other_coordinator")),
    "editor": Kind(
        of("praktijkopleider other_praktijkopleider coordinator other_coordinator"),
    ),
    "editor of the leerplaats": Kind(
        of("praktijkopleider coordinator"),
        of("other_praktijkopleider other_coordinator"),
    ),
    "editor of the institution": Kind(
        of("praktijkopleider other_praktijkopleider coordinator"),
        of("other_coordinator"),
    ),
    "staff": Kind(
        of("werkbegeleider other_werkbegeleider praktijkopleider other_praktijkopleider coordinator other_coordinator"),
    ),
    "reads ideas": Kind(
        of(
            "werkbegeleider other_werkbegeleider praktijkopleider other_praktijkopleider coordinator other_coordinator "
            "regional_admin"
        ),
    ),
    "keeps the own card": Kind(of("coordinator"), of("other_coordinator regional_admin")),
    "keeps the central step": Kind(
        of("coordinator"),
        of("other_coordinator schoolcoordinator other_schoolcoordinator"),
    ),
    "school": Kind(of("schoolcoordinator other_schoolcoordinator")),
    "of the school": Kind(of("schoolcoordinator"), of("other_schoolcoordinator")),
    "staff of the student": Kind(
        of("werkbegeleider praktijkopleider coordinator"),
        of("other_werkbegeleider other_praktijkopleider other_coordinator"),
    ),
    "made the self-scan": Kind(
        of("werkbegeleider"),
        of("other_werkbegeleider praktijkopleider other_praktijkopleider coordinator other_coordinator"),
    ),
    "leads students who were invited": Kind(
        of("praktijkopleider coordinator"),
        led_on=of("other_praktijkopleider other_coordinator"),
    ),
    "team that receives": Kind(
        of("werkbegeleider praktijkopleider coordinator other_coordinator"),
        led_on=of("other_werkbegeleider other_praktijkopleider"),
    ),
    "leads the student": Kind(
        of("praktijkopleider coordinator"),
        of("other_praktijkopleider other_coordinator"),
    ),
    "may stop the stage": Kind(
        of("praktijkopleider coordinator schoolcoordinator"),
        of("other_praktijkopleider other_coordinator other_schoolcoordinator"),
    ),
    "student of the farewell": Kind(of("student"), of("other_student")),
    "deliverer": Kind(of("coordinator other_coordinator schoolcoordinator other_schoolcoordinator")),
    "deliverer of it": Kind(
        of("coordinator schoolcoordinator"),
        of("other_coordinator other_schoolcoordinator"),
    ),
    "reads sjablonen": Kind(
        of("praktijkopleider other_praktijkopleider coordinator other_coordinator regional_admin"),
    ),
    "reads the own sjabloon": Kind(
        of("praktijkopleider other_praktijkopleider coordinator"),
        of("other_coordinator regional_admin"),
    ),
    "edits the own sjabloon": Kind(
        of("coordinator"),
        of("other_coordinator regional_admin"),
        only_read=of("praktijkopleider other_praktijkopleider"),
    ),
    "keeps the own sjabloon": Kind(
        of("coordinator"), of("other_coordinator"), only_read=of("praktijkopleider other_praktijkopleider")
    ),
    "edits the sjabloon of the leerplaats": Kind(
        of("praktijkopleider coordinator"),
        of("other_coordinator regional_admin"),
        only_read=of("other_praktijkopleider"),
    ),
    "keeps the sjabloon of the leerplaats": Kind(
        of("praktijkopleider coordinator"), of("other_coordinator"), only_read=of("other_praktijkopleider")
    ),
    "edits the original": Kind(
        of("regional_admin"),
        only_read=of("praktijkopleider other_praktijkopleider coordinator other_coordinator"),
    ),
    "looks after people": Kind(of("coordinator other_coordinator regional_admin")),
    "looks after this person": Kind(of("coordinator"), of("other_coordinator regional_admin")),
    "looks after who leads": Kind(of("coordinator regional_admin"), of("other_coordinator")),
    "sees the introduction": Kind(
        of("praktijkopleider other_praktijkopleider coordinator"),
        of("werkbegeleider other_werkbegeleider other_coordinator"),
    ),
    "editor of the other leerplaats": Kind(
        of("other_praktijkopleider coordinator"),
        of("praktijkopleider other_coordinator"),
    ),
    "staff of the leerplaats": Kind(
        of("werkbegeleider praktijkopleider coordinator"),
        of("other_werkbegeleider other_praktijkopleider other_coordinator"),
    ),
    "staff of the other leerplaats": Kind(
        of("other_werkbegeleider other_praktijkopleider coordinator regional_admin"),
        tuple(
            name
            for name in IDENTITIES
            if name not in of("other_werkbegeleider other_praktijkopleider coordinator regional_admin")
        ),
    ),
    "who asked for the print": Kind(
        of("coordinator"),
        of("other_coordinator praktijkopleider other_praktijkopleider"),
    ),
}
