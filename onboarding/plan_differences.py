"""What changed between two versions of a planningsvoorstel, in sentences. Plain values in, sentences out."""

from onboarding.enums import PlanLineKind

NOBODY = "niemand genoemd"


def differences(before, after):
    """The sentences about what is different in `after`; both are what a PlanVersion keeps. Empty for the same plan."""
    return [*_goals(before["goals"], after["goals"]), *_lines(before["lines"], after["lines"])]


def whole(content):
    """What a PlanVersion keeps, as sentences: the goals, the remark, and each line with its week."""
    lines = [f"Week {line['week']}: {_named(line)}" for line in content["lines"]]
    return [text for text in (content["goals"], content.get("remark"), *lines) if text]


def _goals(before, after):
    if before == after:
        return []
    if not before:
        return [f"Nieuw bij wat je wilt leren: “{after}”"]
    if not after:
        return [f"Weg bij wat je wilt leren: “{before}”"]
    return [f"Wat je wilt leren was “{before}” en is nu “{after}”"]


def _lines(before, after):
    old = {_key(line): line for line in before}
    new = {_key(line): line for line in after}
    for key, line in new.items():
        if key not in old:
            yield f"Nieuw in week {line['week']}: {_named(line)}"
        else:
            yield from _changed(old[key], line)
    for key, line in old.items():
        if key not in new:
            yield f"Weg uit week {line['week']}: {_named(line)}"


def _changed(old, new):
    if old["text"] != new["text"]:
        yield f"In week {new['week']} werd “{old['text']}” veranderd in “{new['text']}”"
    if old["week"] != new["week"]:
        yield f"Van week {old['week']} naar week {new['week']}: “{new['text']}”"
    if old["needs"] != new["needs"]:
        yield f"Wie je nodig hebt bij “{new['text']}”: {new['needs'] or NOBODY} (was: {old['needs'] or NOBODY})"
    if old["kind"] != new["kind"]:
        yield f"“{new['text']}” is nu: {_kind(new)} (was: {_kind(old)})"


def _key(line):
    """Which line it is: its number, or its words in a version that kept no number."""
    return line.get("id") or (line["kind"], line["text"])


def _named(line):
    needs = f" ({line['needs']})" if line["needs"] else ""
    return f"{_kind(line)}, “{line['text']}”{needs}"


def _kind(line):
    return PlanLineKind(line["kind"]).label.lower()
