"""The inbox of a trial: every mail that was sent on this machine, whoever it was for. Nowhere else does it exist."""

from functools import wraps

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onboarding.mailbox import EXAMPLE, attachments_of, headline, headlines, html_of, keys, links_of, read, style_policy
from onboarding.mailbox import text_of as mail_text
from profiles.access import public
from profiles.mail_html import blocks_of

PER_PAGE = 30
LOOKS = "opmaak"  # ?vorm=opmaak gives the HTML of the mail itself
SAFE_KINDS = ("application/pdf", "text/calendar", "image/png", "image/jpeg")


def _only_in_a_trial(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.LOCAL:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@public
@_only_in_a_trial
@never_cache
@require_safe
def mailbox(request):
    """The list of mails, the newest first."""
    page = Paginator(keys(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"page": page, "mails": headlines(page.object_list), "example": EXAMPLE}
    return render(request, "onboarding/mailbox.html", context)


@public
@_only_in_a_trial
@never_cache
@require_safe
def mailbox_mail(request, key):
    """One mail: its text as the mail shows it, its links and files; or with ?vorm=opmaak or ?bijlage=0 only that."""
    mail = read(key)
    if mail is None:
        raise Http404
    files = attachments_of(mail)
    if request.GET.get("vorm") == LOOKS:
        return _as_mailed(html_of(mail))
    if "bijlage" in request.GET:
        return _file(files, request.GET["bijlage"])
    text = mail_text(mail)
    context = {
        "mail": headline(key, mail),
        "blocks": blocks_of(text),
        "text": text,
        "links": links_of(text),
        "files": files,
        "has_html": bool(html_of(mail)),
    }
    return render(request, "onboarding/mailbox_mail.html", context)


def _as_mailed(html):
    """A mail is somebody else's HTML: alone in a sandbox, without scripts, forms or anything from elsewhere."""
    if not html:
        raise Http404
    response = HttpResponse(html)
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {style_policy(html)}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
    )
    return response


def _file(files, number):
    found = next((file for file in files if str(file.number) == number), None)
    if found is None:
        raise Http404
    kind = found.kind if found.kind in SAFE_KINDS else "application/octet-stream"
    return HttpResponse(
        found.content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="bijlage-{found.number}"'},
    )
