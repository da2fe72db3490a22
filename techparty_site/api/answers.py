"""How every address of the API answers: methods, foreign origins, conditions, caches."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from techparty_site.api.problems import Problem
from techparty_site.lib import subscribed

METHODS = "GET, HEAD, OPTIONS"
JSON = "application/json; charset=utf-8"
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def reading[**P](view: View[P]) -> View[P]:
    """For anybody and from anywhere: no cookie, no token, GET and HEAD only."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = preflight(request) or view(request, *args, **kwargs)
        except Problem as problem:
            response = problem.response()
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response["Allow"] = METHODS
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    return answered


def preflight(request: HttpRequest) -> HttpResponse | None:
    if request.method in {"GET", "HEAD"}:
        return None
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
    detail = _("This address can only be read: %(methods)s.") % {"methods": METHODS}
    raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail)


def answer(
    request: HttpRequest,
    content: dict[str, Any],
    *,
    changed: datetime | None = None,
    links: Iterable[tuple[str, str]] = (),
) -> HttpResponseBase:
    """200 or 304. `links` are pairs of relation and address."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    response = HttpResponse(text, JSON, headers={"X-Content-Type-Options": "nosniff"})
    if link := ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links):
        response["Link"] = link
    return subscribed.send(request, response, changed=changed)
