"""Two people answered the same question: the page with both texts, and what was chosen there."""

from django.shortcuts import render

from profiles.forms.answers import none_name
from profiles.forms.clashes import MERGED, CombineForm
from profiles.forms.leerplaatsprofielen import OWN, source_name
from profiles.merging import fingerprint
from profiles.questions import QUESTIONS
from profiles.wording import answer_lines

MINE, THEIRS, TOGETHER = "mine", "theirs", "together"
KEEP, AGAINST = "houd-", "tegen-"  # per question: whose text, and the fingerprint of theirs that was shown


def together_as_mine(data):
    """What was sent, with every text somebody put together in the place of their own text."""
    keys = [key for key, choice in _choices(data) if choice == TOGETHER]
    if not keys:
        return data
    data = data.copy()
    for key in keys:
        question = QUESTIONS[key]
        for name in (key, none_name(question)):
            data.setlist(name, data.getlist(f"{MERGED}-{name}"))
        if source_name(question) in data:
            data[source_name(question)] = OWN
        data[f"{KEEP}{key}"] = MINE
    return data


def settled(data):
    """The choices made on the clash page: key -> (whose text, the fingerprint of theirs that was shown)."""
    return {key: (choice, data.get(f"{AGAINST}{key}", "")) for key, choice in _choices(data)}


def settled_fields(data, without=()):
    """The same as (name, value) pairs for hidden inputs: what is settled is not asked again."""
    pairs = [(f"{KEEP}{key}", f"{AGAINST}{key}") for key, _ in _choices(data) if key not in without]
    return [(name, data.get(name, "")) for pair in pairs for name in pair]


def other_editor(profile, form, user):
    """Who saved something in this part since the page was opened; `user` when that happened in another window.

    The last one who saved the profile says too little: that is somebody else, or me, as often as not.
    """
    work = profile.work.filter(part=form.part.key, at__gte=form.opened_at).exclude(by=user)
    found = work.select_related("by").order_by("at").last()
    return found.by if found else profile.updated_by


def clash_heading(editor, user):
    """Who else wrote: "Joost heeft dit ook aangepast"."""
    if editor == user:
        return "Je hebt dit ook in een ander venster aangepast"
    return f"{editor.first_name if editor else 'Iemand anders'} heeft dit ook aangepast"


def clash_page(request, page, form, clash):
    """Both texts of every question that two people answered, with a choice per question."""
    editor, leerplaats = other_editor(clash.profile, form, request.user), page.leerplaats
    questions = [QUESTIONS[key] for key in clash.keys]
    theirs = {key: clash.profile.answers.get(key) for key in clash.keys}
    combine = CombineForm(request.POST, questions=questions, mine=form.answers, theirs=theirs, sector=leerplaats.sector)
    rows = [_row(form, combine, question, theirs[question.key]) for question in questions]
    asked_before = any(name.startswith(AGAINST) for name in request.POST)
    open_choices = [row for row in rows if not row["choice"]]
    context = {
        "leerplaats": leerplaats,
        "page": page,
        "heading": clash_heading(editor, request.user),
        "theirs_label": _theirs_label(editor, request.user),
        "rows": rows,
        "error_summary": [(f"houd-{row['key']}-mine", row["error"]) for row in open_choices] if asked_before else [],
        "typed": form.typed_fields() + settled_fields(form.data, without=clash.keys),
        "then": request.POST.get("dan", "overzicht"),
    }
    return render(request, "profiles/clash.html", context)


def _choices(data):
    found = [(name.removeprefix(KEEP), value) for name, value in data.items() if name.startswith(KEEP)]
    return [(key, choice) for key, choice in found if key in QUESTIONS]


def _theirs_label(editor, user):
    if editor == user:
        return "De tekst uit je andere venster"
    return f"Tekst van {editor.first_name}" if editor else "De andere tekst"


def _row(form, combine, question, theirs):
    key, label = question.key, question.label_for(form.sector)
    against = fingerprint(theirs)
    is_same_text = form.data.get(f"{AGAINST}{key}") == against
    return {
        "key": key,
        "label": label,
        "mine": answer_lines(question, form.answers[key]),
        "theirs": answer_lines(question, theirs),
        "together": combine.fields_of(question),
        "against": against,
        "choice": form.data.get(f"{KEEP}{key}", "") if is_same_text else "",
        "error": f"Kies welke tekst je houdt bij ‘{label}’.",
    }
