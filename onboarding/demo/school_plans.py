"""Makes what the schools agree and how many places they ask: read from school_plans.toml."""

import tomllib
from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.demo.content import FOLDER
from profiles.models import ProgrammeAgreement, SchoolDemand

WRITTEN_AGO = timedelta(days=33)


def make_school_plans(institutions, schools, programmes, periods, today):
    """The agreements per opleiding and the numbers per institution and period."""
    content = tomllib.loads((FOLDER / "school_plans.toml").read_text(encoding="utf-8"))
    written = timezone.make_aware(datetime.combine(today - WRITTEN_AGO, time(11)))
    ProgrammeAgreement.objects.bulk_create(
        ProgrammeAgreement(
            school=schools[row.pop("school")], programme=programmes[row.pop("programme")], changed_at=written, **row
        )
        for row in content["agreement"]
    )
    SchoolDemand.objects.bulk_create(
        SchoolDemand(
            school=schools[row["school"]],
            institution=institutions[row["institution"]],
            period=periods[row["period"] - 1],
            programme=programmes[programme],
            year=year,
            number=number,
            certainty=certainty,
        )
        for row in content["demand"]
        for programme, year, number, certainty in row["rows"]
    )
