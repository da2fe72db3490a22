"""How pages write dates, times, sizes, names and where a link leads."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template import Context
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.models import Attachment, Event
from techparty_site.lib.languages import isolated

register = template.Library()


@register.filter
def day(value: date | datetime | None, with_year: str = "") -> str:
    """`10 月 18 日`, the year before it when it is not this year's, or given "year"."""
    if value is None:
        return _("Date unknown")
    value = local_date(value)
    if with_year or value.year != timezone.localdate().year:
        return dateformat.format(value, pgettext("date with year", "j F Y"))
    return dateformat.format(value, pgettext("date without year", "j F"))


@register.filter
def monthday(value: date) -> str:
    """Without the year, where a heading has it."""
    return dateformat.format(value, pgettext("date without year", "j F"))


@register.filter
def poster(value: date) -> str:
    """As large as the page allows: `12/31`, in English `31 Dec`."""
    return dateformat.format(value, pgettext("date on a poster", "j M"))


@register.filter
def month(value: date) -> str:
    return dateformat.format(value, pgettext("month and year", "F Y"))


@register.filter
def weekday(value: date) -> str:
    names = [
        pgettext("short weekday", "Mon"),
        pgettext("short weekday", "Tue"),
        pgettext("short weekday", "Wed"),
        pgettext("short weekday", "Thu"),
        pgettext("short weekday", "Fri"),
        pgettext("short weekday", "Sat"),
        pgettext("short weekday", "Sun"),
    ]
    return names[value.weekday()]


@register.simple_tag
def when(value: date | datetime | None, extra: str = "") -> str:
    """A <time> with the day in it; with "weekday" or "year" told so."""
    if value is None:
        return _("Date unknown")
    text = day(value, "year" if "year" in extra else "")
    if "weekday" in extra:
        text = f"{text} {weekday(local_date(value))}"
    return format_html('<time datetime="{}">{}</time>', local_date(value).isoformat(), text)


@register.filter
def hours(event: Event) -> str:
    """`13:30–17:30`, `13:30`, or nothing for an all-day entry."""
    return "–".join(clock(moment) for moment in (event.starts_at, event.ends_at) if moment)


@register.filter
def days_left(value: date) -> str:
    days = (value - timezone.localdate()).days
    if days < 0:
        return ""
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}


def clock(moment: time) -> str:
    return f"{moment:%H:%M}"


def local_date(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def listed(names: Iterable[object], limit: int = 100) -> str:
    """`甲、乙、丙`, each name once; beyond the limit `甲、乙等 5 位`."""
    unique = list(dict.fromkeys(isolated(str(name)) for name in names))
    text = pgettext("between names", ", ").join(unique[:limit])
    if len(unique) <= limit:
        return text
    return _("%(names)s and others, %(count)d in all") % {"names": text, "count": len(unique)}


@register.filter
def host(url: str) -> str:
    """The host a link leads to, as people say it."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@register.filter
def file_label(file: Attachment) -> str:
    return file.title or file.get_kind_display()


def file_detail(file: Attachment, shared: str = "") -> str:
    """Whose it is, its pages and the name it came with."""
    pages = file.page_count and ngettext("%(count)d page", "%(count)d pages", file.page_count) % {
        "count": file.page_count
    }
    kind = file.get_kind_display() if file.title and file.title != file.get_kind_display() else ""
    facts = [shared, kind, pages, file.original_name]
    return pgettext("between facts", ", ").join(fact for fact in facts if fact)


@register.filter
def html_lang(code: str) -> str:
    """`zh-hans` as browsers write it: `zh-Hans`."""
    language, *rest = code.split("-")
    return "-".join(
        [language, *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    )


@register.simple_tag(takes_context=True)
def current(context: Context, name: str, also: str = "") -> SafeString | str:
    """The aria-current of a link to the page `name`, also while on the pages of `also`.

    A template may say with `section` that its page counts as another one.
    """
    request: Any = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = context.get("section") or (match.url_name if match else None)
    if here == name:
        return format_html(' aria-current="{}"', "page")
    return format_html(' aria-current="{}"', "true") if here in also.split() else ""
