"""The page of a speaker and the list of all of them."""

from collections import Counter

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from events.listing import talk_rows
from events.models import Tag, Talk
from speakers.alphabet import grouped
from speakers.models import Speaker
from techparty_site.lib.publishing import published

FREQUENT_TAGS = 12


def speakers(request: HttpRequest) -> HttpResponse:
    """All on one page: people look for a name, and the browser finds it."""
    rows = Speaker.objects.published().defer("bio", "bio_html")
    counted = Count("credits", filter=published("credits__talk__event"), distinct=True)
    found = list(rows.annotate(talk_count=counted))
    return render(request, "events/speakers.html", {"groups": grouped(found), "total": len(found)})


def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Speaker.objects.visible_to(request.user), slug=slug)
    rows = Talk.objects.visible_to(request.user).filter(speakers=found).newest_first()
    talks = list(rows.select_related("event__city").with_credits())
    years = [talk.event.date.year for talk in talks if talk.event.date]
    tags = Tag.objects.filter(talk_items__content_object__in=talks)
    context = {
        "speaker": found,
        "aliases": found.aliases.all(),
        "rows": talk_rows(talks),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "partners": partners(found, talks),
        "tags": tags.annotate(times=Count("pk")).order_by("-times", "name")[:FREQUENT_TAGS],
    }
    return render(request, "events/speaker.html", context)


def partners(speaker: Speaker, talks: list[Talk]) -> list[Speaker]:
    """Who stood on the stage with them, the most frequent first."""
    others = Counter(
        credit.speaker
        for talk in talks
        for credit in talk.credits.all()
        if credit.speaker_id != speaker.pk
    )
    return [other for other, _times in others.most_common()]
