"""The goodbye as the student reads it: the page itself, on paper, the estafette and staying in touch."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.farewells import forget_wishes, pass_on, stay_in_touch
from onboarding.farewells import closes_on, farewell_of, relay_of, sheet_of, signature_of, summary_of, wishes_in_words
from onboarding.forms.farewells import RelayForm, StayForm
from onboarding.keeping import removed_on
from onboarding.models import Farewell
from onboarding.own_page import students_of
from onboarding.views.my_placement import placement_or_404
from profiles.access import access
from profiles.actions.quotes import EnoughSent
from profiles.enums import Role
from toolbox.formats import farewell_sheet
from toolbox.views.pdf import pdf_response

FORM = ["GET", "HEAD", "POST"]
student = access(Role.STUDENT)


@student
@require_safe
@never_cache
def my_farewell(request):
    """What was done, the thanks, what the student passed on and chose, and until when the page is open."""
    placement, today = placement_or_404(request), timezone.localdate()
    farewell, relay = farewell_of(placement), relay_of(placement, request.user)
    context = {
        "placement": placement,
        "farewell": farewell,
        "summary": summary_of(placement, today),
        "sent": [quote for quote in relay.values() if quote],
        "may_send": any(quote is None for quote in relay.values()),
        "stays": wishes_in_words(farewell.stays_for),
        "is_over": placement.ends_on < today,
        "closes_on": closes_on(placement),
        "removed_on": removed_on(students_of(request.user)),
    }
    return render(request, "onboarding/my_farewell.html", context)


@student
@require_safe
def my_farewell_print(request):
    """The same on one page of paper, to keep."""
    document = sheet_of(placement_or_404(request), timezone.localdate())
    return pdf_response(request, [farewell_sheet.html(document)], title=document.title)


@student
@require_http_methods(FORM)
@never_cache
def my_relay(request):
    """Pass on a tip, what one wishes to have known, and the best moment: each as one likes."""
    placement, today = placement_or_404(request), timezone.localdate()
    if placement.starts_on > today:
        return render(request, "onboarding/my_relay_later.html", {"placement": placement})
    relay = relay_of(placement, request.user)
    left = [kind for kind, sent in relay.items() if not sent]
    form = RelayForm(request.POST if request.method == "POST" else None, kinds=left)
    if left and form.is_ready():
        try:
            pass_on(placement=placement, texts=form.texts, by=request.user)
        except EnoughSent:
            form.add_error(None, "Je hebt al genoeg teksten gestuurd. Trek er eerst één in.")
        else:
            messages.success(request, f"Dank je wel. {placement.leerplaats.name} leest wat je doorgeeft.")
            return redirect("my-relay")
    context = {
        "placement": placement,
        "form": form,
        "left": left,
        "sent": [quote for quote in relay.values() if quote],
        "signature": signature_of(placement),
    }
    return render(request, "onboarding/my_relay.html", context, status=422 if left and form.is_bound else 200)


@student
@require_http_methods(FORM)
@never_cache
def my_stay(request):
    """Choose for what one may be mailed after the stage. Nothing is chosen beforehand."""
    placement = placement_or_404(request)
    farewell = farewell_of(placement)
    chosen = {"wishes": farewell.stays_for, "email": farewell.contact_email}
    form = StayForm(request.POST if request.method == "POST" else None, initial=chosen)
    if form.is_bound and form.is_valid():
        stay_in_touch(placement=placement, **form.cleaned_data)
        yes = "Bewaard. Je kunt dit altijd terugnemen."
        messages.success(request, yes if form.cleaned_data["wishes"] else "Bewaard. Wij mailen je niet.")
        return redirect("my-stay")
    context = {
        "placement": placement,
        "form": form,
        "farewell": farewell,
        "stays": wishes_in_words(farewell.stays_for),
        "removed_on": removed_on(students_of(request.user)),
    }
    return render(request, "onboarding/my_stay.html", context, status=422 if form.is_bound else 200)


@student
@require_POST
def my_stay_withdraw(request, pk):
    """Take every yes back with one tap, also when the page of the stage is closed."""
    own = Farewell.objects.filter(placement__student__user=request.user).select_related("placement")
    farewell = get_object_or_404(own, pk=pk)
    if forget_wishes(farewell=farewell):
        messages.success(request, "Teruggenomen. Wij mailen je niet, en je e-mailadres is hier weg.")
    else:
        messages.info(request, "Er stond niets meer om terug te nemen.")
    return redirect("my-data" if request.POST.get("terug") == "gegevens" else "my-stay")
