"""The trail of a page for programs too, said by the page's own links."""

from django import template
from django.conf import settings
from django.template import Context
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString

from events.linked_data import home_path, whole_organization
from events.templatetags.facts import html_lang
from techparty_site.lib.linked_data import Addresses, breadcrumbs, script

register = template.Library()


class TrailNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        addresses = Addresses(context["request"].build_absolute_uri)
        return html + script([breadcrumbs(html, addresses)])


@register.tag
def trail_data(parser: Parser, token: Token) -> TrailNode:
    """`{% trail_data %}<ol>…</ol>{% endtrail_data %}`: the list, and after it the same as data."""
    nodelist = parser.parse(("endtrail_data",))
    parser.delete_first_token()
    return TrailNode(nodelist)


@register.simple_tag(takes_context=True)
def site_data(context: Context) -> SafeString:
    """The community and its site, for the home page."""
    addresses = Addresses(context["request"].build_absolute_uri)
    community, mark = context["community"], context["community_mark"]
    path = home_path()
    publisher = whole_organization(community, mark or None, addresses)
    site = {
        "@type": "WebSite",
        "@id": addresses.name(path, "site"),
        "name": community.name,
        "url": addresses(path),
        "inLanguage": html_languages(),
        "publisher": {"@id": publisher["@id"]},
    }
    return script([site, publisher])


def html_languages() -> list[str]:
    return [html_lang(code) for code, _name in settings.LANGUAGES]
