"""Dates, times and numbers as the schrijfwijzer writes them (writing.md, 5.4)."""

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
register.simple_tag(count)
