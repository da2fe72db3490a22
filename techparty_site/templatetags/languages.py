"""A page in its other languages, its one address, and the language of a part of it."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from techparty_site.lib.languages import in_language, language_of, runs_backwards

SHORT = {"zh-hans": "中", "en": "EN"}  # where a whole name has no room

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical(context: Context, code: str = "") -> str:
    """The page's one address, with its host; `code` gives it in another language.

    A view that reads more of its query than the page number says so: `canonical_query`, a
    QueryDict or an encoded string.
    """
    request: HttpRequest = context["request"]
    query = context.get("canonical_query")
    if query is None:
        query = paging_of(request)
    path = request.path + (f"?{encoded}" if (encoded := as_text(query)) else "")
    return request.build_absolute_uri(in_language(path, code) if code else path)


def paging_of(request: HttpRequest) -> str:
    number = request.GET.get("page", "")
    is_later = number.isascii() and number.isdecimal() and int(number[:9]) > 1
    return f"page={int(number[:9])}" if is_later else ""


def as_text(query: QueryDict | str) -> str:
    return query if isinstance(query, str) else query.urlencode()


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[dict[str, Any]]:
    """All languages of this page: code, its own name, a short one, path, whether it is current.

    Empty for a page that has only one, such as an error's.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or not has_others(request):
        return []
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "short": SHORT.get(code, code),
            "path": in_language(request.get_full_path(), code),
            "is_current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]


def has_others(request: HttpRequest) -> bool:
    try:
        resolve(request.path_info)
    except Resolver404:
        return False
    other = next(code for code, _name in settings.LANGUAGES if code != get_language())
    return in_language(request.path, other) != request.path


@register.simple_tag
def lang_of(text: object) -> SafeString | str:
    """` lang="…"` for an element with this text, where the page is in another language."""
    code = language_of(str(text or ""))
    current = get_language() or settings.LANGUAGE_CODE
    if not code or code.lower() == current.lower():
        return ""
    return format_html(' lang="{}"', code)


@register.simple_tag
def words(text: object) -> SafeString | str:
    """A name or title within a line: set apart where its language or direction differs."""
    told = str(text or "")
    lang = lang_of(told)
    return format_html("<bdi{}>{}</bdi>", lang, told) if lang or runs_backwards(told) else told


@register.simple_tag
def content_lang() -> SafeString | str:
    """` lang="…"` for an element that holds what organizers wrote, on a page in English."""
    return lang_of("汉")
