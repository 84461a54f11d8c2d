"""Prints in a process of its own, so that its memory can be looked at: `python -m onboarding.bench.pdf_alone 300`."""

import os
import sys

from onboarding.bench.memory import held


def main(words):
    """With one number: print so many. With two: say what this process holds after so many and so many renders."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onboarding.settings")
    import django  # settings first

    django.setup()
    from toolbox.pdf_merge import merge
    from toolbox.print_pool import render_groups
    from toolbox.rendering import in_groups

    if words[-1] != "one":
        parts = [part for part, _ in render_groups(in_groups(_documents(int(words[0]))))]
        merge(parts, "Checklists")
        return
    sys.stdout.write(" ".join(map(str, _after(map(int, words[:2])))))


def _documents(number):
    from onboarding.bench.texts import CHECKLIST, values  # after the set-up
    from toolbox.formats import FORMATS

    for one in values(CHECKLIST, number):
        yield one.title, FORMATS[CHECKLIST].module.html(one)


def _after(numbers):
    from toolbox.rendering import in_groups, render_group

    made = 0
    for number in numbers:
        for group in in_groups(_documents(number - made)):
            render_group(group)
        made = number
        yield round(held(os.getpid()), 1)


if __name__ == "__main__":
    main(sys.argv[1:])
