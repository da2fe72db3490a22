"""What search engines ask for first: robots.txt and the sitemap, on the host that was asked."""

from datetime import datetime

from django.contrib.sites.requests import RequestSite
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from events.browse.catalogues import CITY, HAS, SPEAKER, TAG, YEAR
from techparty_site.changes import Changes, latest
from techparty_site.lib import subscribed
from techparty_site.sitemaps import SECTIONS, Section

FRESH = 600  # seconds
CLOSED = (
    "/admin/",
    "/files/*.zip",
    "/*/files.zip",
    "/corrections/",
    "/*/corrections/",
    "/*/remove/",
)
# A list may be found by one filter; filtered by several it has no end of addresses.
FILTERS = [facet.name for facet in (CITY, YEAR, TAG, SPEAKER, HAS)]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    rules = [*CLOSED, *(f"/*?*&{name}=" for name in FILTERS)]
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", *(f"Disallow: {rule}" for rule in rules), "", f"Sitemap: {sitemap}"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=FRESH)
    return response


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The index: every section, and of a long one every page."""
    changes = Changes()
    found = []
    for name, section in SECTIONS.items():
        of_section = section(changes)
        for number in of_section.paginator.page_range if of_section.pages else []:
            path = reverse("sitemap_section", args=[name, number])
            found.append(
                {"location": request.build_absolute_uri(path), "last_mod": of_section.changed}
            )
    xml = render_to_string("sitemap_index.xml", {"sitemaps": found})
    return answer(request, xml, changes.last)


@require_safe
def sitemap_section(request: HttpRequest, section: str, number: int) -> HttpResponseBase:
    if section not in SECTIONS:
        raise Http404
    found: Section = SECTIONS[section](Changes())
    try:
        urls = found.get_urls(page=number, site=RequestSite(request), protocol=request.scheme)
    except EmptyPage as error:
        raise Http404 from error
    xml = render_to_string("sitemap.xml", {"urlset": urls})
    return answer(request, xml, latest(url["lastmod"] for url in urls))


def answer(request: HttpRequest, xml: str, changed: datetime | None) -> HttpResponseBase:
    response = HttpResponse(xml, content_type="application/xml; charset=utf-8")
    return subscribed.send(request, response, changed=changed, fresh=FRESH)
