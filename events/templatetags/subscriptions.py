"""How a page offers a calendar to subscribe to."""

from django import template
from django.template import Context
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def webcal(context: Context, name: str, *args: str) -> str:
    """A calendar's address as calendar programs take it; its mere path on a page of no request."""
    path, request = reverse(name, args=args), context.get("request")
    return f"webcal://{request.get_host()}{path}" if request else path
