"""Names by which students who stand in one list, or could be meant in one mail, are told apart."""

from collections import Counter

from onboarding.models import Student


def names_of(students):
    """Per key of these students the name for a list: the short one, unless two of them have the same.

    Then the whole name; with the number of the school where those are the same too.
    """
    students = {student.pk: student for student in students}.values()
    short, whole = (Counter(getattr(one, kind) for one in students) for kind in ("short_name", "name"))
    return {one.pk: _name(one, short[one.short_name], whole[one.name]) for one in students}


def _name(student, of_short, of_whole):
    if of_short == 1:
        return student.short_name
    if of_whole == 1 or not student.student_number:
        return student.name
    return f"{student.name} ({student.student_number})"


def name_in_mail(student):
    """The short name, as mails say no more; with the number of the school where a namesake is at that school."""
    same = Student.objects.filter(
        school=student.school_id, given_name=student.given_name, last_name__startswith=student.last_name[:1]
    ).exclude(pk=student.pk)
    if not student.student_number or not same.exists():
        return student.short_name
    return f"{student.short_name} (studentnummer {student.student_number})"
