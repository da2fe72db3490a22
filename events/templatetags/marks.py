"""Words that were searched for, marked in what a page shows: those in its context's `marks`."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from events.models import SlidePage
from techparty_site.lib import marking

register = template.Library()


@register.simple_tag(takes_context=True)
def marked(context: Context, text: str) -> SafeString | str:
    terms = context.get("marks")
    return marking.marked(text, terms) if terms else text


@register.simple_tag(takes_context=True)
def boxes(context: Context, page: SlidePage) -> list[marking.Box]:
    """Over the picture of a page, in its pixels."""
    terms: Any = context.get("marks")
    if not terms:
        return []
    return [box.scaled(page.width, page.height) for box in marking.boxes(page.words, terms)]
