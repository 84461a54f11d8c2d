"""Mails about a planningsvoorstel: that something happened and where to read it, and nothing of what it says."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from onboarding.actions.messages import queue, student_message
from onboarding.actions.staff_mails import queue_staff_mails
from onboarding.enums import MessageKind
from onboarding.plan_sides import guide_name, guides_of
from profiles.addresses import absolute

TO_GUIDE = {
    "proposed": ("{name} heeft een planningsvoorstel voor je", "{name} heeft een planningsvoorstel voor je gemaakt."),
    "agreed": ("{name} zegt ja tegen het plan", "{name} zegt ja tegen het planningsvoorstel. Nu ben jij."),
    "final": ("Het plan van {name} staat vast", "{name} zei ja. Het planningsvoorstel staat nu samen vast."),
    "reopened": ("{name} opende het plan weer", "{name} wil iets veranderen en opende het planningsvoorstel weer."),
}
TO_STUDENT = {
    "again": ("Kijk nog eens naar je plan", "{guide} vraagt of je nog eens naar je planningsvoorstel kijkt."),
    "agreed": ("{guide} zegt ja tegen je plan", "{guide} zegt ja tegen je planningsvoorstel. Nu ben jij."),
    "final": ("Je plan staat vast", "{guide} zei ja. Je planningsvoorstel staat nu samen vast."),
    "reopened": ("Je plan is weer open", "{guide} wil iets veranderen en opende je planningsvoorstel weer."),
}


def mail_guides(plan, what):
    """Tell the side of the begeleider `what` (a key of TO_GUIDE); in the transaction of the fact."""
    placement = plan.placement
    subject, sentence = (words.format(name=placement.student.short_name) for words in TO_GUIDE[what])
    queue_staff_mails(
        key=_key(plan, what),
        institution=placement.institution,
        people=guides_of(placement),
        subject=subject,
        template="plan_guide",
        context={"sentence": sentence, "page": absolute(reverse("plan-detail", args=[placement.pk]))},
        kind=MessageKind.PLAN,
    )


def mail_student(plan, what):
    """Tell the student `what` (a key of TO_STUDENT); in the transaction of the fact."""
    placement = plan.placement
    guide = guide_name(placement)
    subject, sentence = (words.format(guide=guide[:1].upper() + guide[1:]) for words in TO_STUDENT[what])
    body = render_to_string(
        "emails/plan_student.txt",
        {
            "placement": placement,
            "sentence": sentence,
            "page": absolute(reverse("my-plan")),
            "site": settings.SITE_NAME,
        },
    )
    queue([student_message(_key(plan, what), placement, subject, body, kind=MessageKind.PLAN)])


def _key(plan, what):
    return f"plan-{what}:{plan.pk}:{plan.version}"
