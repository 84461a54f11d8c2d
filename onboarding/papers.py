"""Turns the sheets of a print into documents, a group at a time: what a leerplaats shares is fetched once."""

import logging
from collections import defaultdict

from onboarding.arrivals import shared_introduction
from onboarding.documents import build_document, build_start_document, build_team_card
from onboarding.introductions import PROGRAMME
from onboarding.models import Placement
from onboarding.printed_introduction import printed_programme
from onboarding.student_sheets import with_facts
from profiles.models import Leerplaats, Membership
from toolbox.blank_documents import blank_document, template_in_force
from toolbox.formats import FORMATS, Per, versions_of
from toolbox.printed_poster import printed_poster
from toolbox.printed_profile import printed_card
from toolbox.printed_wall_card import printed_wall_card

OF_A_PROFILE = {"qr_card": printed_card, "poster": printed_poster, "wall_card": printed_wall_card}
CANCELLED = "Deze stage gaat niet door. Daarom maken we dit blad niet."
OFFLINE = "Het profiel van deze leerplaats staat niet online. Zet het eerst online."
FAULT = "Op dit blad staat iets wat we niet kunnen afdrukken. Bel of mail ons, dan zoeken wij het uit."

logger = logging.getLogger(__name__)


class CannotBeMade(Exception):
    """A sheet that cannot be made, with a sentence for who asked."""


def printable(placements):
    """The active ones of `placements` with everything a document needs at hand, in order of leerplaats and name."""
    return (
        with_facts(placements.active())
        .prefetch_related("tasks", "play_cards")
        .order_by("leerplaats__sort_name", "student__sort_name")
    )


def printable_leerplaatsen(leerplaatsen):
    """The same for leerplaatsen."""
    return leerplaatsen.select_related("institution", "location", "profile__published")


def document_of(format, placement):
    """The value object of one placement for `format`."""
    return Papers(placement.institution_id).of_placement(FORMATS[format], placement)


class Papers:
    """Makes documents of one institution. Keeps leaders and sjablonen per leerplaats: a batch asks for them often."""

    def __init__(self, institution_id, layouts=None):
        self._institution = institution_id
        self._layouts = layouts or {}
        self._leaders, self._templates = {}, {}

    def group(self, sheets):
        """(title, html versions) of each sheet that can be made, and {"title", "reason"} of each that cannot."""
        placements, leerplaatsen = self._rows(sheets)
        documents, failures = [], []
        for sheet in sheets:
            try:
                document = self._document(sheet, placements, leerplaatsen)
                html = versions_of(FORMATS[sheet["format"]], document, self._layouts.get(sheet["format"], ""))
                documents.append((document.title, html))
            except CannotBeMade as problem:
                failures.append({"title": sheet["title"], "reason": str(problem)})
            except Exception:  # one bad sheet may not cost the others theirs
                logger.exception("A %s could not be filled in", sheet["format"])  # its title is a name, so not here
                failures.append({"title": sheet["title"], "reason": FAULT})
        return documents, failures

    def of_placement(self, format, placement):
        """The document of one student."""
        leaders = self.leaders(placement.leerplaats)
        template = None if format.becomes_tasks else self.template(format.key, placement.leerplaats)
        return build_document(format.key, placement, leaders=leaders, template=template)

    def of_start(self, format, placements):
        """The document of all who start together on one leerplaats."""
        if format.key == "team_card":
            return build_team_card(placements)
        if format.key == PROGRAMME and (meeting := shared_introduction(placements)):
            return printed_programme(meeting)
        leerplaats = placements[0].leerplaats
        template = self.template(format.key, leerplaats)
        return build_start_document(format.key, placements, leaders=self.leaders(leerplaats), template=template)

    def of_leerplaats(self, format, leerplaats):
        """The document of a leerplaats, without a student."""
        if format.key not in OF_A_PROFILE:
            return blank_document(
                format, leerplaats, leaders=self.leaders(leerplaats), template=self.template(format.key, leerplaats)
            )
        if getattr(leerplaats, "profile", None) is None or leerplaats.profile.published is None:
            raise CannotBeMade(OFFLINE)
        return OF_A_PROFILE[format.key](leerplaats)

    def leaders(self, leerplaats):
        """The memberships of the praktijkopleiders."""
        if leerplaats.pk not in self._leaders:
            self._leaders[leerplaats.pk] = list(Membership.objects.leaders_of(leerplaats))
        return self._leaders[leerplaats.pk]

    def template(self, key, leerplaats):
        """The sjabloon of a format that holds for the leerplaats, content at hand."""
        if (key, leerplaats.pk) not in self._templates:
            self._templates[key, leerplaats.pk] = template_in_force(key, leerplaats)
        return self._templates[key, leerplaats.pk]

    def _rows(self, sheets):
        wanted = defaultdict(set)
        for sheet in sheets:
            wanted["placement"] |= {sheet["placement"]} if "placement" in sheet else set(sheet.get("placements", ()))
            wanted["leerplaats"] |= {sheet["leerplaats"]} if "leerplaats" in sheet else set()
        own = {"institution": self._institution}
        placements = printable(Placement.objects.filter(pk__in=wanted["placement"], **own))
        leerplaatsen = printable_leerplaatsen(Leerplaats.objects.filter(pk__in=wanted["leerplaats"], **own))
        return {one.pk: one for one in placements}, {one.pk: one for one in leerplaatsen}

    def _document(self, sheet, placements, leerplaatsen):
        format = FORMATS[sheet["format"]]
        if format.per == Per.LEERPLAATS:
            return self.of_leerplaats(format, leerplaatsen[sheet["leerplaats"]])
        asked = [sheet["placement"]] if format.per == Per.STUDENT else sheet["placements"]
        found = [placements[pk] for pk in asked if pk in placements]
        if not found:
            raise CannotBeMade(CANCELLED)
        return self.of_placement(format, found[0]) if format.per == Per.STUDENT else self.of_start(format, found)
