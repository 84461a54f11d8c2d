"""Agreements per opleiding: written by the school, read by who has its students."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions import agreements as actions
from onboarding.agreements import readable_agreements, said
from onboarding.forms.agreements import AgreementForm
from onboarding.models import PlacementRequest
from profiles.access import access
from profiles.enums import Role
from profiles.models import Programme, ProgrammeAgreement, School
from profiles.views.editing import sent

READERS = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)


def own_schools(request):
    """The schools whose coordinator this person is."""
    return School.objects.filter(pk__in=request.identity.school_ids(Role.SCHOOL_COORDINATOR)).order_by("name")


@access(Role.SCHOOL_COORDINATOR)
@require_safe
def own_list(request):
    """Every opleiding with what the own school agreed about it; those with students come first."""
    schools = list(own_schools(request))
    programmes = list(Programme.objects.all())
    written = {(one.school_id, one.programme_id): one for one in ProgrammeAgreement.objects.filter(school__in=schools)}
    counted = PlacementRequest.objects.filter(school__in=schools, withdrawn_at__isnull=True).order_by()
    students = {
        (row["school"], row["programme"]): row["number"]
        for row in counted.values("school", "programme").annotate(number=Count("student", distinct=True))
    }
    groups = [(school, _rows(school, programmes, written, students)) for school in schools]
    return render(request, "onboarding/agreements_own.html", {"groups": groups})


def _rows(school, programmes, written, students):
    rows = [
        {
            "programme": programme,
            "students": students.get((school.pk, programme.pk), 0),
            "subjects": len(said(written.get((school.pk, programme.pk)))),
            "agreement": written.get((school.pk, programme.pk)),
        }
        for programme in programmes
    ]
    return sorted(rows, key=lambda row: not (row["students"] or row["subjects"]))


@access(Role.SCHOOL_COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, school_id, programme_id):
    """Write the agreements of one opleiding. When a colleague was earlier both texts show and nothing is lost."""
    school = get_object_or_404(own_schools(request), pk=school_id)
    programme = get_object_or_404(Programme, pk=programme_id)
    stored = ProgrammeAgreement.objects.filter(school=school, programme=programme).first()
    form, theirs = AgreementForm(sent(request), agreement=stored), None
    if request.method == "POST" and form.is_valid():
        written = {"values": form.values, "version": form.opened_at, "by": request.user}
        try:
            actions.save_agreement(school=school, programme=programme, **written)
        except actions.Clash as clash:
            theirs = clash.agreement
            form.now_knows(version=theirs.version)
        else:
            messages.success(request, f"De afspraken voor {programme} zijn bewaard.")
            return redirect("agreement-own-list")
    context = {"form": form, "school": school, "programme": programme, "theirs": said(theirs), "clash": theirs}
    status = 422 if form.errors else 409 if theirs else 200
    return render(request, "onboarding/agreement_form.html", context, status=status)


@access(*READERS)
@require_safe
def listing(request):
    """What the schools of the own students agreed, by school and opleiding."""
    rows = [(one, len(said(one))) for one in readable_agreements(request.identity)]
    return render(request, "onboarding/agreements.html", {"rows": rows})


@access(*READERS)
@require_safe
def detail(request, pk):
    """The agreements of one school and opleiding, to read or to print."""
    agreement = get_object_or_404(readable_agreements(request.identity), pk=pk)
    return render(request, "onboarding/agreement.html", {"agreement": agreement, "said": said(agreement)})
