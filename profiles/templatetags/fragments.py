"""Pieces of a page that are the same for everybody, made once."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

register = template.Library()
KEPT = 4000


@register.filter
@lru_cache(maxsize=KEPT)
def rendered(content, template_name):
    """`content` in a template, where it is called `content`. Made once per content and kept in the process.

    The content is the key, so a kept piece is never old: another text is another key. It must be hashable, such as
    a frozen dataclass of texts, and the template may use nothing else: no request, no user, no date of today.
    """
    return render_to_string(template_name, {"content": content})
