"""Old addresses answer: one table of redirects, asked only when nothing else was found."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseGone,
    HttpResponsePermanentRedirect,
)

from techparty_site.lib import redirects


class OldAddressMiddleware:
    """Django's own fallback compares the address as sent; ours in every spelling of it.

    `/?p=22` of WordPress is the one old address that a page of today answers, so it is asked
    before the view.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = request.GET.get("p", "") if request.path == "/" else ""
        if number.isascii() and number.isdigit():
            return moved(f"/?p={int(number[:9])}") or self.get_response(request)
        response = self.get_response(request)
        if response.status_code == 404 and request.method in {"GET", "HEAD"}:
            return moved(request.path) or response
        return response


def moved(path: str) -> HttpResponse | None:
    target = redirects.find(path)
    if target is None:
        return None
    return HttpResponsePermanentRedirect(target) if target else HttpResponseGone()
