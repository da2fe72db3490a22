"""Home and the pages for when something is wrong."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db.models import F
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.templatetags.static import static

from events.allowed import FILES_AT_ONCE, MEGABYTE, REQUEST_LIMIT
from events.card import draw
from events.listing import city_rows, event_rows, first_photos
from events.models import City, Event, Tag
from events.programme import Programme
from posts.listing import PostRow, post_rows
from posts.models import Post
from techparty_site.api.views import unreadable
from techparty_site.lib.full_disk import is_full_disk
from techparty_site.nearby import near
from techparty_site.old_addresses import moved_of

RECAPS = 6  # the first one large
TAGS = 16
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def home(request: HttpRequest) -> HttpResponse:
    recaps = Post.objects.published().recaps().with_day().newest_first()
    rows = with_photos(post_rows(recaps.select_related("cover__talk")[:RECAPS]))
    latest, recent = (rows[0] if rows else None), rows[1:]
    upcoming = Event.objects.published().upcoming().select_related("city")[:1]
    events = Event.objects.published().select_related("city").only("date", "city")
    context = {
        "latest": latest,
        "programme": programme_of(latest) if latest else None,
        "recent": recent,
        "next": next(iter(event_rows(upcoming)), None),
        "event_count": len(events),
        "cities": city_rows(City.objects.home()),
        "card": draw(events),
        "tags": frequent_tags(),
    }
    return render(request, "site/home.html", context)


def frequent_tags() -> list[Tag]:
    counted = Tag.objects.in_use()
    times = F("talk_count") + F("event_count") + F("post_count")
    return list(counted.annotate(times=times).order_by("-times", "name")[:TAGS])


def programme_of(row: PostRow) -> Programme:
    talks = [talk for found in row.events for talk in found.talks]
    return Programme([found.event for found in row.events], talks)


def with_photos(rows: list[PostRow]) -> list[PostRow]:
    events = {row.event for post in rows for row in post.events}
    photos = first_photos(events, covers=[row.post.cover for row in rows])
    return [PostRow(row.post, row.events, photos) for row in rows]


def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it also where no page names an icon: at files, at feeds."""
    return redirect(static("mark.svg"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if answer := moved_of(request):
        return answer
    return render(request, "404.html", {"nearby": near(request.path)}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Without the database, as is `server_error`; a form that is too large gets its own page."""
    if request.path.startswith("/api/"):
        return unreadable(request)
    if not isinstance(exception, TOO_MUCH):
        return HttpResponse(get_template("400.html").render(), status=400)
    limits = {"files": FILES_AT_ONCE, "megabytes": REQUEST_LIMIT // MEGABYTE}
    return HttpResponse(get_template("413.html").render(limits), status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, which may be what broke: no request, no context processors."""
    error = sys.exception()
    if isinstance(error, UnreadablePostError):
        return HttpResponse(get_template("400.html").render(), status=400)
    status = 507 if is_full_disk(error) else 500
    return HttpResponse(get_template(f"{status}.html").render(), status=status)
