"""Correcting the facts of a student and of what is asked for, and adding one student without a list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from onboarding.actions.student_details import (
    AlreadyKnown,
    AskedAlready,
    Clash,
    OfSomebodyElse,
    add_student,
    change_request,
    change_student,
    rights,
)
from onboarding.forms.student_details import (
    REQUEST_FIELDS,
    STUDENT_FIELDS,
    NewStudentForm,
    RequestForm,
    StudentForm,
)
from onboarding.looks import note_look
from onboarding.models import Placement, PlacementRequest, Student
from onboarding.plain_values import in_words
from profiles.access import access
from profiles.enums import Role
from profiles.models import Institution, School
from profiles.views.editing import sent

FORM = ["GET", "HEAD", "POST"]
STANDING = Prefetch("placements", queryset=Placement.objects.active(), to_attr="standing")
PEOPLE = (Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
THE_SAME = "dezelfde"  # the button that says: the student we know is who I mean
LOST = "De plek van het voorstel past niet meer bij deze student. Maak een nieuw voorstel."


def _theirs(form, clash):
    """(label, what stands now) for each field that two people changed."""
    return [(form.fields[name].label, in_words(name, clash.stored[name])) for name in clash.fields_of_both]


def _status(form, theirs):
    return 422 if form.errors else 409 if theirs else 200


@access(*PEOPLE)
@require_http_methods(FORM)
def student_change(request, pk):
    """Correct name, addresses and number of a student. Who may not, reads who can."""
    students = Student.objects.visible_to(request.identity).select_related("school", "user")
    student = get_object_or_404(students, pk=pk)
    note_look(request, student, request.identity.institution)
    may = rights(request.identity, student)
    if request.method == "POST" and not may.facts:
        raise PermissionDenied
    form, theirs = StudentForm(sent(request), student=student, may_email=may.email), None
    if form.is_bound and form.is_valid():
        own = request.identity.institution
        try:
            changed = change_student(
                student=student,
                values=form.plain_values,
                seen=form.cleaned_data["seen"],
                by=request.user,
                institution=own if student.school_id not in request.identity.school_ids() else None,
            )
        except Clash as clash:
            theirs = _theirs(form, clash)
            form.show_again(clash.stored, clash.kept)
        else:
            messages.success(request, _said(changed, student))
            return redirect("student-detail", student.pk)
    context = {"student": student, "form": form, "theirs": theirs, "may": may}
    return render(request, "onboarding/student_change.html", context, status=_status(form, theirs))


def _said(changed, student):
    if not changed:
        return "Er is niets veranderd."
    if "email" in changed and student.user:
        return "Bewaard. De student logt nu in met het nieuwe adres. Beide adressen krijgen een mail."
    return "Bewaard. Een nieuwe lijst van de school verandert dit niet meer."


@access(*PEOPLE)
@require_http_methods(FORM)
def request_change(request, pk):
    """Correct what is asked for a student; with a stage its days and dates are changed on its own page."""
    found = PlacementRequest.objects.visible_to(request.identity).select_related(
        "student", "school", "institution", "period", "programme"
    )
    asked = get_object_or_404(found.prefetch_related(STANDING), pk=pk)
    if asked.withdrawn_at and request.method == "POST":
        raise PermissionDenied
    note_look(request, asked.student, asked.institution)
    form, theirs = RequestForm(sent(request), request=asked, is_placed=bool(asked.standing)), None
    if form.is_bound and form.is_valid():
        try:
            changed, lost = change_request(
                request=asked,
                values=form.plain_values,
                seen=form.cleaned_data["seen"],
                period=form.period,
                by=request.user,
            )
        except Clash as clash:
            theirs = _theirs(form, clash)
            form.show_again(clash.stored, clash.kept)
        else:
            messages.success(request, _said(changed, asked.student))
            if lost and asked.institution_id in request.identity.institution_ids(Role.COORDINATOR):
                messages.warning(request, LOST)
            return redirect("student-detail", asked.student_id)
    context = {
        "asked": asked,
        "form": form,
        "theirs": theirs,
        "stage": asked.standing[0] if asked.standing else None,
        "may_open": asked.institution_id in request.identity.institution_ids(Role.COORDINATOR),
    }
    return render(request, "onboarding/request_change.html", context, status=_status(form, theirs))


@access(*PEOPLE)
@require_http_methods(FORM)
def student_new(request):
    """Add one student with one request, without a list."""
    identity = request.identity
    own_schools = identity.school_ids(Role.SCHOOL_COORDINATOR)
    own = identity.institution_ids(Role.COORDINATOR)
    form = NewStudentForm(
        sent(request),
        schools=School.objects.filter(pk__in=own_schools) if own_schools and not own else School.objects.all(),
        institutions=Institution.objects.filter(pk__in=own) if own else Institution.objects.all(),
    )
    known = None
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        try:
            student, is_new = add_student(
                school=values["school"],
                institution=values["institution"],
                student_values={name: values[name] for name in STUDENT_FIELDS},
                request_values={name: values[name] for name in REQUEST_FIELDS},
                period=form.period,
                by=request.user,
                is_same=request.POST.get("doe") == THE_SAME,
            )
        except OfSomebodyElse as problem:
            form.refuse_owned(problem.owners, _seen_by(identity, problem.owners.values()))
        except AskedAlready as problem:
            form.refuse_again(problem.asked)
        except AlreadyKnown as problem:
            known = {"student": problem.student, "may_open": bool(_seen_by(identity, [problem.student]))}
        else:
            messages.success(request, _added(student, values["institution"], is_new))
            return redirect("student-detail", student.pk)
    context = {"form": form, "known": known, "the_same": THE_SAME}
    return render(request, "onboarding/student_new.html", context, status=_status(form, known))


def _seen_by(identity, students):
    """The ids of those of `students` that this person may open."""
    wanted = [student.pk for student in students]
    return set(Student.objects.visible_to(identity).filter(pk__in=wanted).values_list("pk", flat=True))


def _added(student, institution, is_new):
    if is_new:
        return f"{student.name} staat in de lijst en zoekt een plek bij {institution.name}."
    return f"{student.name} stond al in de lijst met deze aanvraag. Er is niets veranderd."
