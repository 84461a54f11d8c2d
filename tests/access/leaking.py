"""A site full of faults, one per check. The real site never loads it; test_planted_faults.py does."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.models import FileLook, Student
from profiles.access import access, logged_in, public
from profiles.enums import Role
from profiles.models import AuditEvent, Leerplaats, Membership, User

BOTH = ["GET", "HEAD", "POST"]


def _names(rows):
    return HttpResponse(", ".join(map(str, rows)), content_type="text/html")


@access(Role.COORDINATOR)
@require_safe
def everything(request):
    """A list that forgot to ask whose rows these are."""
    return _names(Leerplaats.objects.order_by("pk"))


@access(Role.COORDINATOR)
@require_safe
def links_on(request):
    """Shows nothing itself, but links to a page that does."""
    return HttpResponse('<a href="/alles">Alles</a>')


@access(Role.COORDINATOR)
@require_safe
def found(request):
    """A search over everybody's rows."""
    rows = Leerplaats.objects.filter(name__icontains=request.GET.get("zoek", "niets"))
    return HttpResponse(f'<form><input name="zoek"></form>{", ".join(map(str, rows))}')


@access(Role.COORDINATOR)
@require_safe
def filtered(request):
    """A filter that offers the own rows and takes any."""
    chosen = request.GET.get("leerplaats", "")
    rows = Leerplaats.objects.filter(pk=chosen) if chosen.isdigit() else []
    own = Leerplaats.objects.visible_to(request.identity)
    options = "".join(f'<option value="{row.pk}">{row}</option>' for row in own)
    return HttpResponse(f'<form><select name="leerplaats">{options}</select></form>{", ".join(map(str, rows))}')


@access(Role.COORDINATOR)
@require_safe
def one(request, pk):
    """A row by its number, of whoever it is."""
    return HttpResponse(str(get_object_or_404(Leerplaats, pk=pk)))


@access(Role.COORDINATOR)
@require_safe
def one_refused(request, pk):
    """Refuses, and tells in the refusal what it is that it refuses."""
    row = get_object_or_404(Leerplaats, pk=pk)
    visible = Leerplaats.objects.visible_to(request.identity).filter(pk=pk).exists()
    return HttpResponse(f"{row}", status=200 if visible else 404)


@access(Role.COORDINATOR)
@require_POST
def rename(request, pk):
    """Changes a row first, asks whose it was afterwards, and answers without undoing it."""
    Leerplaats.objects.filter(pk=pk).update(name="Gekaapt")
    visible = Leerplaats.objects.visible_to(request.identity).filter(pk=pk).exists()
    return HttpResponse(status=204 if visible else 404)


@access(Role.COORDINATOR)
@require_http_methods(BOTH)
def limit(request):
    """Ties the own membership to any leerplaats that is sent."""
    if request.method == "POST":
        request.identity.memberships[0].leerplaatsen.add(request.POST["leerplaats"])
        return HttpResponseRedirect("/alles")
    return HttpResponse('<form method="post"><input name="leerplaats"></form>')


@access(Role.COORDINATOR)
@require_http_methods(BOTH)
def note(request):
    """Copies the name of any leerplaats that is sent into the own log."""
    if request.method == "POST":
        row = get_object_or_404(Leerplaats, pk=request.POST["leerplaats"])
        AuditEvent.objects.create(what=f"bekeek {row}"[:60], subject="x", by=request.user)
        return HttpResponseRedirect("/alles")
    return HttpResponse('<form method="post"><input name="leerplaats"></form>')


@access(Role.COORDINATOR)
@require_safe
def counts_visits(request):
    """Writes when it is opened."""
    User.objects.filter(pk=request.user.pk).update(phone="010")
    return HttpResponse("bezoek geteld")


@access(Role.COORDINATOR)
@require_safe
def notes_looks(request):
    """Writes in the log of looks, on a page that is about no student."""
    student = Student.objects.filter(school__isnull=False).order_by("pk").first()
    FileLook.objects.create(student=student, user=request.user, role=Role.COORDINATOR)
    return HttpResponse("De Kade A")


@logged_in
@require_safe
def for_any_account(request):
    """Should be for coordinators, and only asks for an account."""
    return HttpResponse("De Kade A")


@access(Role.COORDINATOR)
def takes_every_method(request):
    """Has no list of methods."""
    return HttpResponse("De Kade A")


@access(Role.COORDINATOR)
@require_safe
def empty(request):
    """Refuses nobody anything, because it has nothing."""
    return HttpResponse("")


@access(Role.COORDINATOR)
@require_POST
def does_nothing(request):
    """Takes a form and does nothing with it."""
    return HttpResponseRedirect("/alles")


@public
@require_safe
def newly_public(request):
    """Public without being listed."""
    return _names(Student.objects.none())


@csrf_exempt
@access(Role.COORDINATOR)
@require_POST
def without_token(request):
    """Takes a POST from any site."""
    return HttpResponseRedirect(f"/{Membership.objects.count()}")


def without_rule(request):
    """Says nothing about who may open it."""
    return HttpResponse("ok")


urlpatterns = [
    path("alles", everything, name="everything"),
    path("verder", links_on, name="links-on"),
    path("gevonden", found, name="found"),
    path("gefilterd", filtered, name="filtered"),
    path("een/<int:pk>", one, name="one"),
    path("een-geweigerd/<int:pk>", one_refused, name="one-refused"),
    path("hernoem/<int:pk>", rename, name="rename"),
    path("beperk", limit, name="limit"),
    path("noteer", note, name="note"),
    path("bezoek", counts_visits, name="counts-visits"),
    path("kijkt", notes_looks, name="notes-looks"),
    path("account", for_any_account, name="for-any-account"),
    path("elke-methode", takes_every_method, name="takes-every-method"),
    path("leeg", empty, name="empty"),
    path("niets", does_nothing, name="does-nothing"),
    path("openbaar", newly_public, name="newly-public"),
    path("zonder-token", without_token, name="without-token"),
    path("zonder-regel", without_rule, name="without-rule"),
    path("zonder-naam", everything),
    path("", include("onboarding.urls")),
]
