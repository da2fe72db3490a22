"""The page of a post, of every kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from posts.models import Post
from posts.story import neighbours, tell, with_event_count


def post(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    rows = Post.objects.visible_to(request.user).with_day().select_related("cover__talk")
    found = get_object_or_404(with_event_count(rows), year=year, slug=slug)
    before, after = neighbours(found)
    context = {
        "post": found,
        "story": tell(found, request.user),
        "before": before,
        "after": after,
    }
    return render(request, "posts/post.html", context)
