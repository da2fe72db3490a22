"""Pictures of shared links, and short links."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from events.models import Event, Talk
from events.sharing import cards
from events.sharing.codes import meaning
from events.sharing.keeping import picture_of
from techparty_site.lib.throttle import Busy, address_of

YEAR, DAY, SHORT = 365 * 24 * 3600, 24 * 3600, 300  # seconds


@require_safe
def share(request: HttpRequest, kind: str, key: str, digest: str, ending: str) -> HttpResponse:
    """The digest is of all that is on the picture: an old one leads to the picture of today."""
    card = cards.find(kind, key)
    if card is None:
        raise Http404
    if digest != card.digest:
        return moved(card.path(square=bool(ending)))
    try:
        content = picture_of(card, address_of(request), square=bool(ending))
    except Busy as busy:
        return HttpResponse(status=503, headers={"Retry-After": str(busy.retry)})
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    # Somebody on a photo may wish it gone.
    patch_cache_control(response, public=True, max_age=DAY if card.words.picture else YEAR)
    return response


@require_safe
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """To the page in the site's own language. Not for good: a page may get another address."""
    found = meaning(code)
    if found is None:
        raise Http404
    kind, pk = found
    rows: QuerySet[Any] = (Talk if kind == "talk" else Event).objects.published()
    thing = get_object_or_404(rows, pk=pk)
    with translation.override(settings.LANGUAGE_CODE):
        return moved(thing.get_absolute_url())


def moved(path: str) -> HttpResponse:
    response = HttpResponseRedirect(path)
    patch_cache_control(response, public=True, max_age=SHORT)
    return response
