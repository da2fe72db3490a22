"""The addresses under /api/, all but the page about them."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import HttpRequest, HttpResponsePermanentRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _

from techparty_site.api import filters
from techparty_site.api.answers import answer, reading
from techparty_site.api.links import Links
from techparty_site.api.openapi import document
from techparty_site.api.parameters import read
from techparty_site.api.problems import Problem
from techparty_site.api.resource import Resource
from techparty_site.api.resources import RESOURCES


@reading
def index(request: HttpRequest) -> HttpResponseBase:
    read(request.GET, ())
    links = Links(request)
    lists = {resource.name: links.named(f"api_{resource.name}") for resource in RESOURCES}
    about = {"documentation": links.named("api_docs"), "openapi": links.named("api_openapi")}
    relations = [("service-doc", about["documentation"]), ("service-desc", about["openapi"])]
    return answer(request, {**lists, **about}, links=relations)


@reading
def openapi(request: HttpRequest) -> HttpResponseBase:
    read(request.GET, ())
    return answer(request, document(Links(request).root))


@reading
def listing(request: HttpRequest, resource: Resource) -> HttpResponseBase:
    values = read(request.GET, resource.parameters)
    rows = resource.rows()
    for parameter in resource.parameters:
        if parameter.narrow and parameter.name in values:
            rows = parameter.narrow(rows, values[parameter.name])
    number = values.get(filters.PAGE.name, 1)
    page = page_of(Paginator(rows, values.get(filters.SIZE.name, filters.PAGE_SIZE)), number)
    found, links = list(page), Links(request)
    around = dict(neighbours(request, page))
    content = {
        "count": page.paginator.count,
        "next": around.get("next"),
        "previous": around.get("prev"),
        "results": resource.write(found, links),
    }
    changed = max((row.changed for row in found), default=None)
    return answer(request, content, changed=changed, links=around.items())


def page_of(pages: "Paginator[Any]", number: int) -> "Page[Any]":
    try:
        return pages.page(number)
    except EmptyPage:
        detail = _("There is no page %(number)s; the last one is %(last)s.")
        told = detail % {"number": number, "last": pages.num_pages}
        raise Problem(HTTPStatus.NOT_FOUND, told, parameter=filters.PAGE.name) from None


def neighbours(request: HttpRequest, page: "Page[Any]") -> Iterator[tuple[str, str]]:
    """By relation, the addresses of the pages around this one."""
    last = page.paginator.num_pages
    numbers = {"first": 1, "prev": page.number - 1, "next": page.number + 1, "last": last}
    for relation, number in numbers.items():
        if 1 <= number <= last:
            query: QueryDict = request.GET.copy()
            query[filters.PAGE.name] = str(number)
            yield relation, request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


@reading
def one(request: HttpRequest, resource: Resource, key: object) -> HttpResponseBase:
    read(request.GET, ())
    found = resource.single().filter(**{resource.key: key}).first()
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, _("There is nothing public of this id."))
    written = resource.write([found], Links(request))[0]
    return answer(request, written, changed=found.changed)


@reading
def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Other addresses under /api/. A forgotten slash is put behind, by an answer that a page of
    another origin may follow."""
    if not rest.endswith("/") and resolve(f"/api/{rest}/").func is not nothing:
        path = escape_leading_slashes(request.get_full_path(force_append_slash=True))
        return HttpResponsePermanentRedirect(path)
    raise Problem(HTTPStatus.NOT_FOUND, _("There is nothing at this address; see /api/."))


@reading
def unreadable(request: HttpRequest) -> HttpResponseBase:
    """What was refused before any view of ours was asked: a NUL, thousands of parameters."""
    raise Problem(HTTPStatus.BAD_REQUEST, _("This request can't be read; see /api/docs/."))
