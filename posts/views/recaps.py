"""All recaps, newest first, under their years."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from posts.listing import post_rows
from posts.models import Post
from techparty_site.lib.paging import page_of


def recaps(request: HttpRequest) -> HttpResponse:
    page = page_of(request, Post.objects.published().recaps().with_day().newest_first())
    context = {"page": page, "rows": post_rows(page.object_list)}
    return render(request, "posts/recaps.html", context)
