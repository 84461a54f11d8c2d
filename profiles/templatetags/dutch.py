"""Dates, times and numbers as the schrijfwijzer writes them (writing.md, 5.4)."""

import re
from itertools import pairwise

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from profiles.addresses import written_address
from profiles.dutch import (
    count,
    enumerate_dutch,
    long_date,
    phone_link,
    plain_date,
    short_date,
    time_label,
    weekday_names,
)

REACHED_BY = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b0\d(?:[ -]?\d){8}\b")
register = template.Library()
register.filter(long_date)
register.filter(plain_date)
register.filter(short_date)
register.filter(weekday_names)
register.filter(time_label)
register.filter(phone_link)
register.filter(enumerate_dutch)
register.filter(written_address)


@register.filter
def with_links(text):
    """A text in which every phone number and e-mail address can be tapped. The rest is escaped."""
    pieces, end = [], 0
    for found in REACHED_BY.finditer(text or ""):
        address = f"mailto:{found[0]}" if "@" in found[0] else phone_link(found[0])
        pieces += [escape(text[end : found.start()]), format_html('<a href="{}">{}</a>', address, found[0])]
        end = found.end()
    return mark_safe("".join([*pieces, escape((text or "")[end:])]))  # noqa: S308 - every piece is escaped


@register.filter
def pages_shown(page):
    """The numbers below a list: first, last and those around this page, with a 0 where some are left out."""
    last, around = page.paginator.num_pages, range(page.number - 1, page.number + 2)
    numbers = sorted({1, last, *(number for number in around if 1 <= number <= last)})
    gaps = {before: 0 for before, after in pairwise(numbers) if after - before > 1}
    return [shown for number in numbers for shown in ((number, 0) if number in gaps else (number,))]


register.simple_tag(count)
