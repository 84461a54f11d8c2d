"""Makes the leerplaatsen with their profiles, drawings and places."""

from datetime import timedelta

from django.utils import timezone

from onboarding.demo.content import PHOTOS
from onboarding.demo.films import FILMED, add_demo_film
from onboarding.demo.organisations import coordinator, praktijkopleider, with_lines
from onboarding.demo.places_known import details, is_filled_in
from profiles.actions.leerplaatsen import create_leerplaats
from profiles.actions.leerplaatsprofielen import locked_profile, publish, touch
from profiles.actions.photos import KEY, add_photo
from profiles.models import AuditEvent, Leerplaatsprofiel, PlaceOffer, ProfileVersion
from profiles.photos import CleanPhoto
from profiles.questions import PARTS, is_answered

DONE_SHARE = 0.5  # a part with this share of its questions answered counts as finished
DRAWING_SIZE = (1200, 800)
FIRST_VERSION_AGE = timedelta(days=240)


def make_leerplaatsen(region, locations, users):
    """The leerplaatsen by (institution key, leerplaats key), each with its profile."""
    drawings = {name: _drawing(name) for name in region.photos}
    made = {}
    for content in region.institutions:
        for place in content.leerplaatsen:
            leerplaats = create_leerplaats(
                location=locations[content.key, place.location],
                name=place.name,
                kind=place.kind,
                sector=place.sector,
                by=coordinator(content, users),
            )
            by = praktijkopleider(content, place.key, users)
            for name in place.photos:
                add_photo(leerplaats=leerplaats, clean=drawings[name], alt=region.photos[name], by=by)
            if (content.key, place.key) == FILMED:
                add_demo_film(leerplaats, drawings[place.photos[0]], by)
            _write_profile(leerplaats, place, by)
            made[content.key, place.key] = leerplaats
    _spread_over_time()
    return made


def make_offers(region, leerplaatsen, periods, programmes):
    """The places: per leerplaats, period, opleiding and year. Returns them by those four."""
    offers = [
        PlaceOffer(
            leerplaats=leerplaatsen[content.key, place.key],
            institution_id=leerplaatsen[content.key, place.key].institution_id,
            period=period,
            programme=programmes[programme],
            year=year,
            number=number,
            **details(place, programme, programmes[programme].level, year, period_number),
        )
        for content in region.institutions
        for place in content.leerplaatsen
        for period_number, period in enumerate(periods)
        if is_filled_in(content.key, period_number)
        for programme, numbers in place.offers.items()
        for year, number in enumerate(numbers, 1)
        if number
    ]
    stored = PlaceOffer.objects.bulk_create(offers)
    return {(offer.leerplaats_id, offer.period_id, offer.programme_id, offer.year): offer for offer in stored}


def _drawing(name):
    """A drawing in all sizes; they are kept as files, because encoding them takes longer than all the rest."""
    sizes = ((PHOTOS / f"{name}{size}.webp").read_bytes() for size in ("", "-medium", "-small"))
    return CleanPhoto(*sizes, *DRAWING_SIZE)


def _write_profile(leerplaats, place, by):
    if place.earlier:
        _store(leerplaats, place.answers | place.earlier, by, is_done=True)
        publish(leerplaats=leerplaats, by=by)
    _store(leerplaats, place.answers, by, is_done=place.state != "draft")
    if place.state != "draft":
        publish(leerplaats=leerplaats, by=by)
    if place.concept:
        _store(leerplaats, place.answers | place.concept, by, is_done=True)


def _store(leerplaats, answers, by, *, is_done):
    """Write all parts in one go; the action of the product writes one part of one form."""
    profile = locked_profile(leerplaats)
    media = {key: profile.answers[key] for key in (KEY, "film") if key in profile.answers}
    profile.answers = with_lines(answers) | media
    profile.done_parts = [part.key for part in PARTS if is_done and _is_done(part, profile.answers, leerplaats.sector)]
    touch(profile, by)


def _is_done(part, answers, sector):
    """What the institution or location answers once is not counted: it is answered already."""
    questions = [question for question in part.questions_for(sector) if not question.is_shared]
    answered = [question.key for question in questions if is_answered(answers.get(question.key))]
    return KEY in answered or len(answered) >= DONE_SHARE * len(questions)  # a photo is enough: films are rare


def _spread_over_time():
    """Profiles of a real region were not all written this minute: give them dates in the past year."""
    now = timezone.now()
    profiles = list(Leerplaatsprofiel.objects.select_related("published").order_by("pk"))
    for number, profile in enumerate(profiles):
        age = timedelta(days=3 + number * 37 % 160, hours=number % 8)
        profile.updated_at = now - (timedelta(days=1) if profile.changed_parts() else age)
        if profile.published:
            profile.published.published_at = now - age
    Leerplaatsprofiel.objects.bulk_update(profiles, ["updated_at"])
    online = {profile.published_id: profile.published for profile in profiles if profile.published}
    older = list(ProfileVersion.objects.exclude(pk__in=online))
    for version in older:
        version.published_at = now - FIRST_VERSION_AGE
    ProfileVersion.objects.bulk_update([*online.values(), *older], ["published_at"])
    _date_the_log([*online.values(), *older])


def _date_the_log(versions):
    moments = {(version.leerplaats_id, version.number): version.published_at for version in versions}
    events = list(AuditEvent.objects.filter(what="profile_published"))
    for event in events:
        event.at = moments[int(event.subject.split(":")[1]), event.detail["version"]]
    AuditEvent.objects.bulk_update(events, ["at"])
