"""The self-scan of a begeleider. Each view finds the scans of the person who looks, and never those of another."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.views.editing import sent
from toolbox.actions.self_scans import ChangedMeanwhile, keep_resolve, make_scan
from toolbox.formats import self_scan
from toolbox.forms.self_scans import ResolveForm, SelfScanForm
from toolbox.guidance import qualities
from toolbox.guidance.scans import result_of
from toolbox.models import SelfScan
from toolbox.printed_guide import printed_scan
from toolbox.views.guidance import GUIDES
from toolbox.views.pdf import pdf_response

SHOWN = 20


@access(*GUIDES)
@require_safe
def scan_list(request):
    """What the scan is, who sees it, and one's own scans."""
    scans = SelfScan.objects.filter(user=request.user)[:SHOWN]
    return render(request, "toolbox/self_scan_list.html", {"scans": scans, "number": len(qualities())})


@access(*GUIDES)
@require_http_methods(["GET", "HEAD", "POST"])
def scan_new(request):
    """Answer the sentences; the same answers sent twice make one scan."""
    newest = SelfScan.objects.filter(user=request.user).order_by("-pk").first()
    form = SelfScanForm(sent(request), initial={"after": newest.pk if newest else 0})
    if request.method == "POST" and form.is_valid():
        scan = make_scan(answers=form.answers, after=form.cleaned_data["after"], by=request.user)
        return redirect("self-scan-detail", scan.pk)
    return render(request, "toolbox/self_scan_new.html", {"form": form}, status=422 if form.errors else 200)


@access(*GUIDES)
@require_http_methods(["GET", "HEAD", "POST"])
def scan_detail(request, pk):
    """The result, and (POST) what the person is going to do with it."""
    scan = get_object_or_404(SelfScan, pk=pk, user=request.user)
    if request.method != "POST":
        return _detail(request, scan, ResolveForm(initial={"resolve": scan.resolve, "seen": scan.resolve}))
    form = ResolveForm(request.POST)
    if not form.is_valid():
        return _detail(request, scan, form, status=422)
    try:
        keep_resolve(scan=scan, **form.cleaned_data)
    except ChangedMeanwhile:
        form.data = {"resolve": form.cleaned_data["resolve"], "seen": scan.resolve}
        return _detail(request, scan, form, status=409, other=scan.resolve)
    messages.success(request, "Bewaard. Alleen jij ziet dit.")
    return redirect(f"{reverse('self-scan-detail', args=[pk])}#dit-ga-ik-doen")


@access(*GUIDES)
@require_http_methods(["GET", "HEAD", "POST"])
def scan_delete(request, pk):
    """Throw an own scan away, after a page that says what goes."""
    scan = get_object_or_404(SelfScan, pk=pk, user=request.user)
    if request.method == "POST":
        scan.delete()
        messages.success(request, "De zelfscan is weggegooid.")
        return redirect("self-scan-list")
    return render(request, "toolbox/self_scan_delete.html", {"scan": scan})


@access(*GUIDES)
@require_safe
def scan_print(request, pk):
    """The result on one A4, without a name."""
    scan = get_object_or_404(SelfScan, pk=pk, user=request.user)
    document = printed_scan(scan, *_compared(scan))
    return pdf_response(request, [self_scan.html(document)], title=document.title)


def _compared(scan):
    """The scan before this one, or None, and the result next to it."""
    before = SelfScan.objects.filter(user=scan.user_id, pk__lt=scan.pk).order_by("-pk").first()
    return before, result_of(scan.answers, before and before.answers)


def _detail(request, scan, form, status=200, other=None):
    before, result = _compared(scan)
    context = {
        "scan": scan,
        "before": before,
        "result": result,
        "form": form,
        "other": other,
    }
    return render(request, "toolbox/self_scan_detail.html", context, status=status)
