"""The wall card of a leerplaats as the plain values that are printed: what stands online, and nothing else."""

from profiles.addresses import public_address, written_address
from profiles.dutch import time_label
from profiles.profile_page import profile_page
from toolbox.formats.pieces import Fact
from toolbox.formats.wall_card import WallCard
from toolbox.leerplaats_facts import online_answers
from toolbox.origins import origin

ROLES = (
    ("Werkbegeleider", "Met deze collega loop je mee. Vraag hier alles over het werk van de dag."),
    ("Praktijkopleider", "Vraag hier naar je leerdoelen en je opdrachten."),
    ("Stagebureau", "Dat is van je school. Vraag hier naar je schooldagen en je papieren."),
)


def printed_wall_card(leerplaats):
    """The wall card of `leerplaats`, with location, institution and the published version at hand.

    Through the public page, so that nothing stands here that is hidden there, such as a mobile number.
    """
    page = profile_page(leerplaats, online_answers(leerplaats))
    said = {block.anchor: block.content for block in page.blocks}
    confidant = said["vragen"]["confidant"]
    return WallCard(
        origin=origin(),
        name=page.name,
        institution=page.institution,
        place=f"{leerplaats.location.name}, {leerplaats.location.town}",
        facts=tuple(Fact(label, answer) for label, answer in _facts(page, said) if answer),
        sick=tuple(_sick(said["ziek"])),
        people=tuple(Fact(*pair) for pair in (*ROLES, ("Vertrouwenspersoon", confidant)) if pair[1]),
        address=written_address(leerplaats),
        target=public_address(leerplaats),
    )


def _facts(page, said):
    first, worn = said["eerste-dag"], said["praktisch"]
    meet = ", ".join(filter(None, (first["report_place"], time_label(first["report_time"]))))
    asks = first["report_to"] and f"Vraag naar {first['report_to']}"
    yield "Eerste dag", ". ".join(filter(None, (meet, asks)))
    yield "Kleding", ". ".join(filter(None, (", ".join(worn["clothing"]), worn["clothing_note"])))
    yield "Bellen", page.contact_phone
    yield "Mailen", page.contact_email
    yield "Adres", page.address


def _sick(said):
    before = f"vóór {time_label(said['before'])}" if said["before"] else ""
    if said["phone"]:
        yield " ".join(filter(None, ("Bel", before, f"naar {said['phone']}.")))
    elif said["phone_later"]:
        yield f"Bel {before or 'vóór je dienst begint'}. Het nummer krijg je vóór je start."
    yield from said["rule"] or ()
