"""Gegevens: what is kept of oneself, who sees it, and what one decides about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.my_data import say_wants_to_learn
from onboarding.consent_words import asked_of
from onboarding.forms.my_data import FreshCodeForm, LearnForm, OwnPhoneForm, PortraitForm
from onboarding.fresh_code import asks_code, is_fresh, is_waiting, send_code, take_code
from onboarding.own_page import as_look, looks_of, page_of
from onboarding.views.my_placement import current_placement
from profiles.access import access, logged_in
from profiles.actions.consents import give_consent, withdraw_consent
from profiles.actions.own_details import ChangedMeanwhile, change_phone, remove_portrait, store_portrait
from profiles.enums import Role
from profiles.models import Portrait
from profiles.views.editing import sent

FORM = ["GET", "HEAD", "POST"]
YES, NO = "ja", "nee"
PER_PAGE = 50


@logged_in
@require_safe
@never_cache
def my_data(request):
    """The page itself: for students with everything around a stage, for others their own few facts."""
    portrait = Portrait.objects.filter(user=request.user).first()
    context = page_of(request.identity, portrait, _stage(request), is_fresh(request))
    return render(request, "onboarding/my_data.html", context)


def _stage(request):
    if not request.identity.has(Role.STUDENT):
        return None
    return current_placement(request.identity, timezone.localdate())


@logged_in
@require_POST
def choose(request, purpose):
    """One tap: yes or no for one purpose. The page says at once what that does."""
    asked = next((one for one in asked_of(request.identity) if one.purpose.value == purpose), None)
    answer = request.POST.get("antwoord")
    if asked is None or answer not in (YES, NO):
        raise Http404
    if answer == YES:
        give_consent(user=request.user, purpose=asked.purpose)
        messages.success(request, f"Je zegt ja. {asked.yes}")
    else:
        withdraw_consent(user=request.user, purpose=asked.purpose)
        messages.success(request, f"Je zegt nee. {asked.no}")
    return redirect(f"{reverse('my-data')}#keuzes")


@logged_in
@require_http_methods(FORM)
@never_cache
@asks_code
def photo(request):
    """Send a photo of oneself, in the place of the one before. Nobody sees it without a yes."""
    form = PortraitForm(sent(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        store_portrait(user=request.user, clean=form.cleaned_data["file"])
        messages.success(request, "Je foto is bewaard. Kies hieronder wie de foto mag zien.")
        return redirect(f"{reverse('my-data')}#keuzes")
    portrait = Portrait.objects.filter(user=request.user).first()
    context = {"form": form, "portrait": portrait}
    return render(request, "onboarding/my_data_photo.html", context, status=422 if form.errors else 200)


@logged_in
@require_POST
@asks_code
def photo_remove(request):
    """Take the own photo away, at once and everywhere."""
    if remove_portrait(user=request.user):
        messages.success(request, "Je foto is verwijderd. Niemand ziet die nog.")
    return redirect(f"{reverse('my-data')}#foto")


@logged_in
@require_http_methods(FORM)
@never_cache
@asks_code
def phone(request):
    """The own phone number: given, changed or taken away."""
    form, theirs = OwnPhoneForm.of(request.user, sent(request)), None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            change_phone(user=request.user, phone=said["phone"], seen=said["seen"])
        except ChangedMeanwhile as changed:
            theirs = changed.stored or "geen nummer"
            form.now_knows(seen=changed.stored)
        else:
            gone = "Je nummer is weg." if not said["phone"] else "Je nummer is bewaard."
            messages.success(request, gone)
            return redirect(f"{reverse('my-data')}#telefoon")
    context = {"form": form, "theirs": theirs, "is_student": request.identity.has(Role.STUDENT)}
    return render(request, "onboarding/my_data_phone.html", context, status=_status(form, theirs))


def _status(form, theirs):
    return 422 if form.errors else 409 if theirs else 200


@access(Role.STUDENT)
@require_http_methods(FORM)
@never_cache
def learn(request):
    """What the student wants to learn on this stage."""
    stage = _stage(request)
    if stage is None:
        raise Http404
    form, theirs = LearnForm.of(stage, sent(request)), None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            say_wants_to_learn(placement=stage, text=said["wants_to_learn"], seen=said["seen"], by=request.user)
        except ChangedMeanwhile as changed:
            theirs = changed.stored or "niets"
            form.now_knows(seen=changed.stored)
        else:
            messages.success(request, "Bewaard. Je begeleiders lezen dit.")
            return redirect(f"{reverse('my-data')}#leren")
    context = {"form": form, "theirs": theirs, "stage": stage}
    return render(request, "onboarding/my_data_learn.html", context, status=_status(form, theirs))


@access(Role.STUDENT)
@require_safe
@never_cache
@asks_code
def looks(request):
    """Everybody who opened the file of this student, day by day."""
    rows = looks_of(request.user.students.all())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    found = [as_look(row, with_name=True) for row in page.object_list]
    return render(request, "onboarding/my_data_looks.html", {"page": page, "looks": found})


@logged_in
@require_http_methods(FORM)
@never_cache
def code(request):
    """Asks for the mailed code, and then goes on to where the person was going."""
    onward = _onward(request)
    if is_fresh(request):
        return redirect(onward)
    form = FreshCodeForm()
    if "code" in request.POST:
        if not is_waiting(request):
            messages.error(request, "Deze code is verlopen. Vraag een nieuwe aan.")
            return redirect(request.get_full_path())
        form = FreshCodeForm(request.POST)
        if form.is_valid() and _is_right(request, form):
            return redirect(onward)
    elif request.method == "POST":
        if send_code(request):
            messages.success(request, "De code is onderweg. Kijk ook in je map met ongewenste mail.")
        else:
            messages.error(request, "Je vroeg te vaak een code. Wacht 5 minuten en probeer het opnieuw.")
        return redirect(request.get_full_path())
    name, _, domain = request.user.email.partition("@")
    context = {"form": form, "waits": form.is_bound or is_waiting(request), "address": f"{name[:1]}...@{domain}"}
    return render(request, "onboarding/my_data_code.html", context, status=422 if form.errors else 200)


def _is_right(request, form):
    if not take_code(request, form.cleaned_data["code"]):
        form.add_error("code", "Deze code klopt niet. Kijk in je nieuwste mail of vraag een nieuwe code aan.")
        return False
    return True


def _onward(request):
    """Where to go after the code: a page with own data that can be opened, else the first one."""
    path = request.GET.get("naar", "")
    try:
        found = resolve(path).url_name or ""
    except Resolver404:
        found = ""
    opens = found.startswith("my-data") and found not in ("my-data-code", "my-data-photo-remove", "my-data-consent")
    return path if opens else reverse("my-data")
