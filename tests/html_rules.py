"""What is wrong with a page: parse errors, and what no parser minds but readers do."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import html5lib

REFERRING = (
    "for",
    "form",
    "list",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-activedescendant",
    "headers",
    "popovertarget",
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LANG = re.compile(r"(zh-Hans|en|yue)")
TEMPLATE = re.compile(r"<template\b[^>]*>(.*?)</template>", re.DOTALL)
LOCAL = re.compile(r"#(?!t=).")  # #t= is a moment of a recording
LABELLED = {"input", "select", "textarea"}
UNSEEN = {"hidden", "submit", "button"}


def errors_on(html: str) -> list[str]:
    """What waits in a <template> is read for itself: html5lib is older than the element."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(TEMPLATE.sub("", html))
    errors = list(parser.errors)
    for waiting in TEMPLATE.findall(html):
        parser.parseFragment(waiting)
        errors += parser.errors
    return [*(f"{place}: {code} {data}" for place, code, data in errors), *errors_in(root)]


def errors_in(root: Any) -> Iterator[str]:
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    yield from (f"id {name!r} {times} times" for name, times in ids.items() if times > 1)
    yield from (f"id {name!r}" for name in ids if not name or re.search(r"\s", name))
    for element in elements:
        yield from dangling(element, ids)
        if (lang := element.get("lang")) is not None and not LANG.fullmatch(lang):
            yield f"<{element.tag} lang={lang!r}>"
    yield from landmarks(elements)
    yield from headings(elements)
    yield from unnamed(root, elements)


def dangling(element: Any, ids: Counter[str]) -> Iterator[str]:
    for name in REFERRING:
        for target in (element.get(name) or "").split():
            if target not in ids:
                yield f"<{element.tag} {name}={target!r}> leads nowhere"
    href = element.get("href") or ""
    if element.tag == "a" and LOCAL.match(href) and href[1:] not in ids:
        yield f"<a href={href!r}> leads nowhere"


def landmarks(elements: list[Any]) -> Iterator[str]:
    for tag in ("main", "title", "h1"):
        if (times := sum(element.tag == tag for element in elements)) != 1:
            yield f"<{tag}> {times} times"
    if not next(element for element in elements if element.tag == "html").get("lang"):
        yield "<html> without lang"


def headings(elements: list[Any]) -> Iterator[str]:
    """A level is not skipped on the way down."""
    before = 0
    for element in elements:
        level = HEADINGS.get(element.tag)
        if level is None:
            continue
        if level > before + 1:
            yield f"<{element.tag}> after h{before}: {text_of(element)}"
        if not text_of(element):
            yield f"<{element.tag}> without a word"
        before = level


def unnamed(root: Any, elements: list[Any]) -> Iterator[str]:
    named = {label.get("for") for label in root.iter("label")}
    inside = {field for label in root.iter("label") for field in label.iter()}
    for element in elements:
        if element.tag == "img" and element.get("alt") is None:
            yield f"<img src={element.get('src')!r}> without alt"
        if element.tag in {"a", "button"} and element.get("href", "#") and not name_of(element):
            yield f"<{element.tag} href={element.get('href')!r}> without a name"
        if element.tag in LABELLED and element.get("type") not in UNSEEN:
            own = element.get("aria-label") or element.get("aria-labelledby")
            if not (own or element in inside or element.get("id") in named):
                yield f"<{element.tag} name={element.get('name')!r}> without a label"


def text_of(element: Any) -> str:
    return "".join(element.itertext()).strip()


def name_of(element: Any) -> str:
    pictures = "".join(image.get("alt") or "" for image in element.iter("img"))
    return element.get("aria-label") or element.get("title") or text_of(element) or pictures
