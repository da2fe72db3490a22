"""All recaps, newest first, under their years."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from events.browse.page import Browse
from posts.browse import RECAPS
from posts.listing import post_rows
from posts.models import Post


def recaps(request: HttpRequest) -> HttpResponse:
    browse = Browse(request, RECAPS)
    if browse.moved:
        return redirect(browse.moved, permanent=True)
    rows = Post.objects.published().recaps().with_day().newest_first()
    page = browse.page_of(rows, count=len(browse.matching))
    context = {
        "browse": browse,
        "canonical_query": browse.query,
        "page": page,
        "rows": post_rows(page.object_list),
    }
    return render(request, "posts/recaps.html", context)
