"""JSON-LD of the page of a post, of what its view gives it."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from posts.linked_data import post_node
from techparty_site.lib.linked_data import Addresses, script

register = template.Library()


@register.simple_tag(takes_context=True)
def post_data(context: Context) -> SafeString:
    addresses = Addresses(context["request"].build_absolute_uri)
    return script([post_node(context["post"], context["story"], context["community"], addresses)])
