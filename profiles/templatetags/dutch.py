"""Dates, times and numbers as the schrijfwijzer writes them (writing.md, 5.4)."""

from itertools import pairwise

from django import template

from profiles.addresses import written_address
from profiles.dutch import count, enumerate_dutch, long_date, phone_link, short_date, time_label

register = template.Library()
register.filter(long_date)
register.filter(short_date)
register.filter(time_label)
register.filter(phone_link)
register.filter(enumerate_dutch)
register.filter(written_address)


@register.filter
def pages_shown(page):
    """The numbers below a list: first, last and those around this page, with a 0 where some are left out."""
    last, around = page.paginator.num_pages, range(page.number - 1, page.number + 2)
    numbers = sorted({1, last, *(number for number in around if 1 <= number <= last)})
    gaps = {before: 0 for before, after in pairwise(numbers) if after - before > 1}
    return [shown for number in numbers for shown in ((number, 0) if number in gaps else (number,))]


register.simple_tag(count)
