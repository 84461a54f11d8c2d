"""What people of the region keep of themselves: portraits, choices, a number, what they want to learn, and looks."""

import io
from datetime import datetime, time, timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from onboarding.models import FileLook, Placement
from profiles.actions.own_details import store_portrait
from profiles.enums import Purpose, Role
from profiles.forms.fields import read_phone
from profiles.models import Consent, Membership, User
from profiles.photos import clean_photo

SIDE = 600  # pixels
GROUNDS = ("#DCEBEC", "#FFE6D6", "#E3F1E6", "#FFF1D0", "#E7EEEB")
SHAPES = ("#0E5361", "#9E3A18", "#1F6A3C", "#7A4B00", "#4C5A5E")
BOTH = (Purpose.PHOTO_TEAM, Purpose.PHOTO_STUDENTS)
# Students with a portrait, and for whom: one has a photo and lets nobody see it.
STUDENTS = (("Noor", (Purpose.PHOTO_TEAM, Purpose.PHONE_TEAM)), ("Daan", BOTH), ("Priyanka", BOTH), ("Emre", ()))
PHONES = {"Noor": "0612345678"}
STAFF = ("samira@kadeburg.example", "joost@kadeburg.example")
CHOSE_AGO = timedelta(days=9)
LEARN = {
    "Noor": "Rustig een gesprek voeren met iemand die moeilijk praat.",
    "Daan": "Zelf de overdracht doen aan het eind van een dienst.",
    "Priyanka": "Nieuwe studenten op weg helpen.",
    "Emre": "Leren wat er allemaal bij een opname hoort.",
    "Leïla": "Samen met de arts een plan maken voor een cliënt.",
    "Hodan": "Wonden verzorgen en dat goed opschrijven.",
}
# Who opened the file of the first student of LEARN, and how many days ago.
LOOKS = (
    (Role.SCHOOL_COORDINATOR, (20, 6)),
    (Role.COORDINATOR, (19, 12, 1)),
    (Role.PRAKTIJKOPLEIDER, (11, 2)),
    (Role.WERKBEGELEIDER, (5, 2, 0)),
)


def make_own_data(today):
    """Portraits and consents of some, and a first student who has everything."""
    stages = {
        stage.student.given_name: stage
        for stage in Placement.objects.active().with_people().select_related("student__user").order_by("-pk")
        if stage.student.given_name in LEARN and stage.student.user_id
    }
    for name, words in LEARN.items():
        if name in stages:
            Placement.objects.filter(pk=stages[name].pk).update(wants_to_learn=words)
    people = [(stages[name].student.user, purposes) for name, purposes in STUDENTS if name in stages]
    people += [(user, (Purpose.PHOTO_STUDENTS,)) for user in User.objects.filter(email__in=STAFF).order_by("email")]
    for number, (user, purposes) in enumerate(people):
        store_portrait(user=user, clean=clean_photo(drawn(number)))
        for purpose in purposes:
            Consent.objects.create(user=user, purpose=purpose, given_at=_moment(today - CHOSE_AGO))
    for name, phone in PHONES.items():
        User.objects.filter(pk=stages[name].student.user_id).update(phone=read_phone(phone))
    _make_looks(stages[next(iter(LEARN))], today)


def drawn(number):
    """A portrait of nobody: head and shoulders without a face, in colours of the house. An open file."""
    ground, shape = GROUNDS[number % len(GROUNDS)], SHAPES[number % len(SHAPES)]
    image = Image.new("RGB", (SIDE, SIDE), ground)
    pen = ImageDraw.Draw(image)
    wide = 190 + 12 * (number % 4)  # shoulders differ a little, so that two people are two pictures
    pen.ellipse((300 - wide, 380, 300 + wide, 860), fill=shape)
    pen.ellipse((300 - 105, 130, 300 + 105, 360), fill=shape)
    pen.ellipse((300 - 118, 118, 300 + 118, 372), outline=ground, width=12)
    file = io.BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return file


def _make_looks(stage, today):
    """Who looked: people who really may see this student."""
    leader = Membership.objects.leaders_of(stage.leerplaats).first()
    school = Membership.objects.active().filter(school=stage.school, role=Role.SCHOOL_COORDINATOR).first()
    people = {
        Role.SCHOOL_COORDINATOR: school and school.user,
        Role.COORDINATOR: stage.confirmed_by,
        Role.PRAKTIJKOPLEIDER: leader and leader.user,
        Role.WERKBEGELEIDER: stage.werkbegeleider,
    }
    FileLook.objects.bulk_create(
        FileLook(
            student=stage.student,
            user=people[role],
            role=role,
            institution=None if role == Role.SCHOOL_COORDINATOR else stage.institution,
            day=today - timedelta(days=ago),
        )
        for role, days in LOOKS
        if people[role]
        for ago in days
    )


def _moment(day):
    return timezone.make_aware(datetime.combine(day, time(12)))
