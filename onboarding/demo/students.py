"""Makes the students and what they ask: a place at an institution in a period."""

from onboarding.demo import dates
from onboarding.models import PlacementRequest, Student, Wish
from onboarding.wishes import rows_of_words
from profiles.folding import fold

HOURS_PER_DAY = 8


def make_requests(region, *, institutions, schools, programmes, periods, today):
    """Every student with one request; (StudentContent, PlacementRequest) pairs in the order of the file."""
    domains = {school["key"]: school["student_domain"] for school in region.schools}
    pairs = []
    for content in region.students:
        student = Student(
            school=schools[content.school],
            student_number=content.number,
            given_name=content.given_name,
            infix=content.infix,
            last_name=content.last_name,
            email=email_of(content, domains[content.school]),
            postcode=content.postcode,
            town=content.town,
        )
        student.save()
        programme = programmes[content.programme]
        request = _request(content, student, institutions[content.institution], programme, periods, today)
        pairs.append((content, request))
    PlacementRequest.objects.bulk_create(request for _, request in pairs)
    Wish.objects.bulk_create(
        row
        for content, request in pairs
        for row in rows_of_words(request, wishes=content.wishes, unwanted=content.excluded)
    )
    return pairs


def email_of(content, domain):
    """An address from the name: "noor.vanderheide@student.roc-maasmond.example"."""
    family = "".join(letter for letter in fold(f"{content.infix}{content.last_name}") if letter.isalnum())
    given = "".join(letter for letter in fold(content.given_name) if letter.isalnum())
    return f"{given}.{family}@{domain}"


def _request(content, student, institution, programme, periods, today):
    stage = dates.stage(content, programme.level, today)
    return PlacementRequest(
        student=student,
        school_id=student.school_id,
        institution=institution,
        period=next(period for period in periods if period.starts_on <= stage.starts_on <= period.ends_on),
        programme=programme,
        year=content.year,
        starts_on=stage.starts_on,
        ends_on=stage.ends_on,
        weekdays=list(stage.weekdays),
        school_day=stage.school_day,
        hours_per_week=HOURS_PER_DAY * len(stage.weekdays),
        remark=content.remark,
    )
