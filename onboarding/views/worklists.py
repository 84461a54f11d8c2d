"""Work lists as a coordinator looks after them: which service has one, and its link."""

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.worklists import ListExists, last_opened, make_worklist, renew, revoke, send_link, times_mailed
from onboarding.forms.worklists import WorkListForm, already
from onboarding.models import Message, TaskChange, WorkList
from onboarding.worklist_secrets import LINK_KEY
from onboarding.worklists import SERVICES, Service, service_counts, tick_lines
from profiles.access import access
from profiles.enums import Role
from profiles.models import Institution
from profiles.sent_numbers import read_number
from profiles.views.editing import sent
from toolbox.enums import Owner

coordinator = access(Role.COORDINATOR)
REVOKED_SHOWN = 10
SENT = "De mail met de link gaat nu naar {}."


def _institutions(request):
    return Institution.objects.filter(pk__in=request.identity.institution_ids(Role.COORDINATOR)).order_by("name", "pk")


def _lists(request):
    last = TaskChange.objects.filter(worklist=OuterRef("pk")).order_by("-at").values("at")[:1]
    rows = WorkList.objects.editable_by(request.identity).annotate(last_tick=Subquery(last))
    return rows.select_related("institution", "location", "made_by", "revoked_by")


@coordinator
@require_safe
def worklist_list(request):
    """Per service how much is open, and its lists."""
    institutions = list(_institutions(request))
    counts = service_counts(institutions, timezone.localdate())
    lists = {}
    for one in _lists(request).standing().order_by("location__name", "pk"):
        lists.setdefault((one.institution_id, one.owner), []).append(one)
    groups = [
        (
            institution,
            [
                Service(owner, counts.get((institution.pk, owner), {}), lists.get((institution.pk, owner), []))
                for owner in SERVICES
                if counts.get((institution.pk, owner)) or lists.get((institution.pk, owner))
            ],
        )
        for institution in institutions
    ]
    context = {
        "groups": groups,
        "is_empty": not any(rows for _, rows in groups),
        "revoked": _lists(request).filter(revoked_at__isnull=False).order_by("-revoked_at", "-pk")[:REVOKED_SHOWN],
    }
    return render(request, "onboarding/worklist_list.html", context)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def worklist_new(request):
    """Make a list for a service and mail its link."""
    asked = {
        "institution": request.GET.get("instelling"),
        "owner": request.GET.get("dienst"),
        "location": request.GET.get("locatie"),
    }
    form = WorkListForm(sent(request), institutions=_institutions(request), initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            worklist = make_worklist(**form.cleaned_data, by=request.user)
        except ListExists:
            form.add_error("owner", already(Owner(form.cleaned_data["owner"]), form.cleaned_data["location"]))
        else:
            messages.success(request, f"De lijst is gemaakt. {SENT.format(worklist.email)}")
            return redirect("worklist-detail", worklist.pk)
    context = {"form": form}
    return render(request, "onboarding/worklist_new.html", context, status=422 if form.errors else 200)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def worklist_detail(request, pk):
    """One list: its link, who ticked what, and (POST) send, renew or close the link."""
    worklist = get_object_or_404(_lists(request), pk=pk)
    if request.method == "POST":
        return _act(request, worklist)
    mails = Message.objects.filter(key__startswith=f"{LINK_KEY}{worklist.pk}:").order_by("-pk")
    context = {
        "worklist": worklist,
        "mail": mails.first(),
        "number": times_mailed(worklist),
        "opened": last_opened(worklist),
        "ticks": tick_lines(worklist),
    }
    return render(request, "onboarding/worklist_detail.html", context)


def _act(request, worklist):
    match request.POST.get("doe"):
        case "stuur":
            if send_link(worklist=worklist, number=read_number(request.POST.get("nummer")), by=request.user):
                messages.success(request, SENT.format(worklist.email))
            else:
                messages.info(request, "De link was net al verstuurd, of werkt niet meer. Kijk hoe het nu staat.")
        case "vernieuw":
            if made := renew(worklist=worklist, by=request.user):
                messages.success(request, f"De oude link werkt niet meer. {SENT.format(made.email)}")
                return redirect("worklist-detail", made.pk)
            messages.info(request, "Deze link was al ingetrokken of vernieuwd.")
        case "intrekken":
            if revoke(worklist=worklist, by=request.user):
                messages.success(request, "De link is ingetrokken. Niemand kan de lijst nog openen.")
            else:
                messages.info(request, "Deze link was al ingetrokken.")
    return redirect("worklist-detail", worklist.pk)
