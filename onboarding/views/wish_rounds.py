"""The round of wishes of one period: until when, who was asked, and who answered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.messages import LINK
from onboarding.actions.wishes import UntilChanged, ask_for_wishes, set_wishes_until, wishes_mail, with_mails
from onboarding.boards import season_of
from onboarding.forms.wishes import WishUntilForm
from onboarding.models import PlacementRequest
from onboarding.views.match_pages import institution_of
from onboarding.views.wishes import FORM, PER_PAGE, with_wishes
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.models import Period
from profiles.sent_numbers import read_pairs
from profiles.views.editing import sent


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def wishes_round(request, period_pk):
    """Set the last day (POST), and see who gave wishes, who was asked, and what the mail says."""
    period, institution = get_object_or_404(Period, pk=period_pk), institution_of(request)
    today = timezone.localdate()
    season = season_of(institution, period)
    form = WishUntilForm(sent(request), season=season, today=today)
    theirs = None
    if form.is_bound and form.is_valid():
        day, version = form.cleaned_data["wishes_until"], form.cleaned_data["version"]
        try:
            set_wishes_until(institution=institution, period=period, day=day, version=version, by=request.user)
        except UntilChanged as clash:
            theirs = clash.season
            form.now_knows(version=theirs.version)
        else:
            messages.success(request, "De laatste dag voor wensen is bewaard.")
            return redirect("wishes-round", period.pk)
    context = {"period": period, "form": form, "season": season, "theirs": theirs, "today": today}
    context |= _who(request, institution, period, season, today)
    status = 422 if form.errors else 409 if theirs else 200
    return render(request, "onboarding/wishes_round.html", context, status=status)


@access(Role.COORDINATOR)
@require_POST
def wishes_ask(request, period_pk):
    """Mail those who stood on the page that was sent, and nobody who came since."""
    period = get_object_or_404(Period, pk=period_pk)
    numbers = read_pairs(request.POST.get("wie", "").split(","))
    mails = ask_for_wishes(institution=institution_of(request), period=period, numbers=numbers, by=request.user)
    if mails:
        students = count(len(mails), "student krijgt", "studenten krijgen")
        messages.success(request, f"{students} een mail met een eigen link. Hieronder zie je of die is verstuurd.")
    else:
        messages.info(request, "Er ging geen nieuwe mail uit: iedereen op deze lijst had er al een.")
    return redirect("wishes-round", period.pk)


def _who(request, institution, period, season, today):
    """The rows of the page, and whom a mail can go to now."""
    waiting = PlacementRequest.objects.filter(institution=institution, period=period).waiting()
    asked = with_mails(with_wishes(waiting).order_by("student__sort_name", "pk"))
    now = timezone.now()
    is_over = bool(season.wishes_until and season.wishes_until < today)
    can_be_asked = [] if is_over else [row for row in asked if row.may_be_asked(now)]
    invited = [row for row in can_be_asked if not row.counting]
    reminded = [row for row in can_be_asked if row.counting]
    example = next(iter(invited or reminded), None)
    return {
        "page": Paginator(asked, PER_PAGE).get_page(request.GET.get("pagina")),
        "total": len(asked),
        "given": sum(row.request.wishes_given_at is not None for row in asked),
        "listed": sum(row.request.wishes_given_at is None and bool(row.request.wished) for row in asked),
        "is_over": is_over,
        "invited": invited,
        "reminded": reminded,
        "example": example,
        "mail": _shown(example, season.wishes_until) if example else None,
    }


def _shown(asked, until):
    number = asked.next_number if asked.counting else 1
    subject, body = wishes_mail(asked.request, until, number)
    return subject, body.replace(f"{LINK}?naar=wensen", f"(de eigen link van {asked.request.student.given_name})")
