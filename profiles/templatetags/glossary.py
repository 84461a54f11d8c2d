"""{% explained words %} around a block of a page: words of the institution link to their explanation."""

from django import template

register = template.Library()


@register.simple_block_tag
def explained(content, words):
    """The block with its words linked; `words` is a profiles.explained_words.ExplainedWords, or nothing."""
    return words.mark(content) if words else content
