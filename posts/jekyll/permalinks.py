"""Every address under which the old sites (WordPress, then Jekyll) answered with a post."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from posts.jekyll.moments import archive_zone, read_moment, split_file_name
from posts.jekyll.proposal import Note, SourcePost
from techparty_site.lib.addresses import normalise

STYLES = {
    "pretty": "/:categories/:year/:month/:day/:title/",
    "date": "/:categories/:year/:month/:day/:title.html",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
UNSAFE_SEGMENT = re.compile(r"(?:^|/)\.\.?(?:/|$)|[\x00-\x1f\x7f\\]")
# Jekyll's slug in its “pretty” mode: letters, digits and these signs stay.
NOT_IN_SLUG = re.compile(r"[^\w._~!$&'()+,;=@]+")
PLACEHOLDER = re.compile(r":([a-z_]+)")


def old_addresses(source: SourcePost, config: Mapping[str, Any]) -> list[str]:
    """Canonical paths (see `lib.addresses.normalise`), the old site's own address first."""
    found = [address for raw in _raw_addresses(source, config) if (address := _safe(raw))]
    return list(dict.fromkeys(address for address in found if address != "/"))


def first_address(source: SourcePost, config: Mapping[str, Any]) -> str | None:
    return next(iter(old_addresses(source, config)), None)


def address_notes(source: SourcePost) -> list[Note]:
    """A sentence for each explicit address that is refused."""
    message = _("the address “%(address)s” leads out of the site and is left out")
    refused = [raw for raw in _explicit(source) if _safe(raw) is None]
    return [Note(message % {"address": raw[:80]}) for raw in refused]


def _safe(raw: str) -> str | None:
    """The canonical form; None for one that climbs out of the site or names another."""
    text = unquote(unquote(raw))
    if UNSAFE_SEGMENT.search(text) or text.startswith("//"):
        return None
    return normalise(raw)


def _raw_addresses(source: SourcePost, config: Mapping[str, Any]) -> Iterator[str]:
    for explicit in filter(_safe, _explicit(source)):
        yield from (_fill(explicit, source, day, slug) for day, slug in _days_and_slugs(source))
    style = config.get("permalink")
    templates = [STYLES.get(style, style)] if isinstance(style, str) else []
    for template in dict.fromkeys([*templates, STYLES["pretty"], STYLES["date"]]):
        for day, slug in _days_and_slugs(source):
            yield _fill(template, source, day, slug)
    yield from _wordpress_addresses(source)


def _explicit(source: SourcePost) -> list[str]:
    data = source.front_matter
    values = [data.get("permalink"), data.get("redirect_from")]
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [_path_of(str(item).strip()) for item in flat if isinstance(item, str) and item.strip()]


def _path_of(address: str) -> str:
    if address in STYLES:
        return STYLES[address]
    parts = urlsplit(address) if re.match(r"https?://", address) else None
    return parts.path if parts else address


def _days_and_slugs(source: SourcePost) -> Iterator[tuple[date, str]]:
    for slug in dict.fromkeys([jekyll_slug(_slug_of(source)), jekyll_slug(_file_slug(source))]):
        for day in _days(source):
            yield day, slug


def _days(source: SourcePost) -> list[date]:
    """The day by the old server's clock (UTC), and by the clock the authors wrote in."""
    moment = read_moment(source.front_matter.get("date"))
    if moment is None:
        return [source.date.date()] if source.date else []
    server = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    days = [server.date(), server.astimezone(archive_zone()).date(), moment.date()]
    return list(dict.fromkeys(days))


def _slug_of(source: SourcePost) -> str:
    slug = source.front_matter.get("slug")
    return str(slug) if slug not in (None, "") else _file_slug(source)


def _file_slug(source: SourcePost) -> str:
    stem = Path(source.file_name).stem
    named = split_file_name(stem)
    return named[1] if named else stem


def jekyll_slug(slug: str) -> str:
    return NOT_IN_SLUG.sub("-", slug).strip("-")


def _fill(template: str, source: SourcePost, day: date, slug: str) -> str:
    categories = "/".join(dict.fromkeys(name.lower() for name in source.categories))
    values = {
        "categories": categories,
        "year": f"{day.year:04}",
        "short_year": f"{day.year % 100:02}",
        "month": f"{day.month:02}",
        "i_month": str(day.month),
        "day": f"{day.day:02}",
        "i_day": str(day.day),
        "y_day": f"{(day - date(day.year, 1, 1) + timedelta(days=1)).days:03}",
        "title": slug,
        "slug": slug,
    }
    path = PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)
    return "/" + path.lstrip("/")


def _wordpress_addresses(source: SourcePost) -> Iterator[str]:
    moment = read_moment(source.front_matter.get("date")) or source.date
    if moment is None:
        return
    for slug in dict.fromkeys([unquote(_slug_of(source)), jekyll_slug(_file_slug(source))]):
        yield f"/{moment:%Y}-{moment:%m}/{slug}/"
        yield f"/{moment:%Y}/{moment:%m}/{moment:%d}/{slug}/"
    if source.wordpress_id is not None:
        yield f"/?p={source.wordpress_id}"
