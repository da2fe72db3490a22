"""oEmbed for talks, and the one page of ours that others may frame."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.csp import CSP
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from events.embedding import FORMATS, answer, as_xml, talk_at
from events.models import Community, SlidePage, Talk
from events.reading import volumes_of
from techparty_site.lib.linked_data import Addresses

SHOWN = 60  # slides of a deck; the page of the talk has them all
FRESH = 600  # seconds
# Nothing but a picture and a sheet of ours: no script, no form, no frame in the frame.
FRAMED: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "img-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
}


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        return bare(501)
    if not (address := request.GET.get("url", "")):
        return bare(400)
    found = talk_at(address, request)
    if found is None:
        return bare(404)
    talk, language = found
    with override(language):
        told = answer(
            talk,
            first_slide(talk),
            community=Community.current(),
            limits=(limit(request, "maxwidth"), limit(request, "maxheight")),
            addresses=Addresses(request.build_absolute_uri),
        )
    return opened(JsonResponse(told) if form == "json" else xml(told))


def bare(status: int) -> HttpResponse:
    return opened(HttpResponse(status=status, content_type="text/plain; charset=utf-8"))


def xml(told: dict[str, Any]) -> HttpResponse:
    return HttpResponse(as_xml(told), content_type="text/xml; charset=utf-8")


def opened(response: HttpResponse) -> HttpResponse:
    """Any page may read it, by a script too."""
    response["Access-Control-Allow-Origin"] = "*"
    if response.status_code == 200:
        patch_cache_control(response, public=True, max_age=FRESH)
    return response


def limit(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    number = int(text[:6]) if text.isascii() and text.isdecimal() else 0
    return number or None


def slides_of(talk: Talk) -> list[SlidePage]:
    """The first ones of the deck that opens by itself, where it has pictures."""
    volume = next(iter(volumes_of(talk)), None)
    if volume is None or not volume.has_pictures:
        return []
    return list(volume.pages.exclude(image="").select_related("attachment")[:SHOWN])


def first_slide(talk: Talk) -> SlidePage | None:
    return next(iter(slides_of(talk)), None)


def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    return csp_override(FRAMED)(xframe_options_exempt(require_safe(view)))


@decorated
def talk_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """What everybody may see, also to those who may see more: others frame it."""
    rows = Talk.objects.published().select_related("event__city").with_credits()
    talk = get_object_or_404(rows, slug=slug)
    return render(request, "events/embed.html", {"talk": talk, "slides": slides_of(talk)})
