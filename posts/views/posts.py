"""The page of a post, of every kind."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from posts.models import Post
from posts.story import neighbours, tell


def post(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    rows = Post.objects.visible_to(request.user).with_day().select_related("cover")
    rows = rows.annotate(event_count=Count("events", distinct=True))
    found = get_object_or_404(rows, year=year, slug=slug)
    before, after = neighbours(found)
    context = {
        "post": found,
        "story": tell(found, request.user),
        "before": before,
        "after": after,
    }
    return render(request, "posts/post.html", context)
