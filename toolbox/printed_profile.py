"""A published leerplaatsprofiel as the plain values that are printed: two pages, and the kaartje."""

from django.utils.formats import date_format

from profiles.addresses import public_address, written_address
from profiles.dutch import enumerate_dutch, time_label
from toolbox.formats.leerplaatsprofiel import Leerplaatsprofiel
from toolbox.formats.pieces import Fact, Moment
from toolbox.formats.qr_card import QrCard
from toolbox.origins import origin
from toolbox.printed_photo import printed_photo

PHOTO_SIZE = (600, 400)  # 34 millimetres wide


def printed_profile(leerplaats, version, page):
    """The profile on paper. `version` is the ProfileVersion that is online, `page` its profiles ProfilePage."""
    content = {block.anchor: block.content for block in page.blocks}
    learn, team, guidance, first = (content[anchor] for anchor in ("leren", "team", "begeleiding", "eerste-dag"))
    first_photo = next(iter(page.photos), None)
    photo = printed_photo(leerplaats, first_photo, PHOTO_SIZE) if first_photo else ""
    return Leerplaatsprofiel(
        photo=photo,
        photo_alt=first_photo.alt if photo else "",
        origin=origin(version.number),
        name=page.name,
        institution=page.institution,
        place=f"{page.location}, {page.address}",
        updated=f"Laatst bijgewerkt op {date_format(version.published_at.date(), 'j F Y')}.",
        address=written_address(leerplaats),
        target=public_address(leerplaats),
        in_short=page.in_short,
        facts=tuple(Fact(fact.label, ". ".join(fact.lines)) for fact in page.facts if fact.label != "Adres"),
        contact=", ".join(filter(None, (page.contact_email, page.contact_phone))),
        day=_moments(content["een-dag"]["timeline"]),
        meetings=_lines(content["een-dag"]["meetings"]),
        clients=content["voor-wie"]["clients"] or "",
        conditions=_lines(content["voor-wie"]["conditions"]),
        hard_things=content["voor-wie"]["hard_things"] or "",
        programmes=tuple(f"{name}, leerjaar {enumerate_dutch(map(str, years))}" for name, years in learn["programmes"]),
        learn_first=_lines(learn["learn_first"]),
        learn_later=_lines(learn["learn_later"]),
        not_yet=_lines(learn["not_yet"]),
        extras=_lines(learn["extras"]),
        school=" ".join(learn["school"]),
        team=" ".join(filter(None, (team["team"], team["culture"]))),
        guidance=" ".join(filter(None, (*guidance["sentences"], guidance["guidance"]))),
        disciplines=_lines(team["disciplines"]),
        expect_you=_lines(guidance["expect_you"]),
        expect_us=_lines(guidance["expect_us"]),
        practical=tuple(_practical(content["praktisch"], content["reizen"]["travel"], content["veilig"]["emergency"])),
        practical_more=tuple(_practical_more(content["praktisch"], content["reizen"]["parking"])),
        interview=" ".join(filter(None, (*first["interview"], first["interview_note"]))),
        first_day_facts=tuple(_first_day(first)),
        first_day=_moments(first["first_day"]),
        first_week=_lines(first["first_week"]),
        first_month=_lines(first["first_month"]),
        sick=tuple(_sick(content["ziek"])),
        late=content["ziek"]["late"] or "",
        film=_film(leerplaats, content["film"]["film"]),
        confidant=content["vragen"]["confidant"] or "",
    )


def printed_card(leerplaats):
    """The kaartje for the team room of `leerplaats`, with location and institution at hand."""
    return QrCard(
        origin=origin(),
        name=leerplaats.name,
        institution=leerplaats.institution.name,
        place=f"{leerplaats.location.name}, {leerplaats.location.town}",
        address=written_address(leerplaats),
        target=public_address(leerplaats),
    )


def _film(leerplaats, film):
    """Where to see the film: its address, or that of the page on which it plays."""
    return ": ".join(filter(None, (film.about, film.url or f"{public_address(leerplaats)}#film"))) if film else ""


def _moments(timeline):
    return tuple(Moment(time, text) for time, text in timeline or ())


def _lines(lines):
    return tuple(lines or ())


def _practical(said, travel, emergency):
    """What is practical. The rest of safety, and privacy, stand on the page: two sheets are soon full."""
    clothing = ". ".join(filter(None, (_sentence(said["clothing"]), said["clothing_note"])))
    return _answered(
        ("Kleding", clothing),
        ("Neem mee", _sentence(said["bring"] or ())),
        *map(_duty, said["duties"]),
        ("Pauze en je spullen", said["breaks"]),
        ("Je telefoon", said["phone_use"]),
        ("Zo kom je er", travel),
        ("Bij brand of nood", emergency),
    )


def _practical_more(said, parking):
    return _answered(
        ("Dit krijg je van ons", _sentence(said["equipment"] or ())),
        ("Eten en drinken", said["meals"]),
        ("Parkeren", parking),
    )


def _duty(duty):
    return duty.label, ". ".join(filter(None, (duty.answer_label, duty.note)))


def _answered(*pairs):
    return (Fact(label, answer) for label, answer in pairs if answer)


def _sentence(phrases):
    """Loose phrases as one: only the first keeps its capital."""
    return ", ".join([*phrases[:1], *(phrase[:1].lower() + phrase[1:] for phrase in phrases[1:])])


def _first_day(said):
    meet = (
        said["report_place"],
        time_label(said["report_time"]),
        said["report_to"] and f"vraag naar {said['report_to']}",
    )
    return _answered(("Meld je bij", ", ".join(filter(None, meet))), ("Het laatste stuk", said["route_last"]))


def _sick(said):
    before = f"vóór {time_label(said['before'])}" if said["before"] else ""
    if said["phone"]:
        yield " ".join(filter(None, ("Bel", before, f"naar {said['phone']}.")))
    elif said["phone_later"]:
        yield f"Bel {before or 'vóór je dienst begint'}. Het nummer krijg je vóór je start."
    yield from said["rule"] or ()
