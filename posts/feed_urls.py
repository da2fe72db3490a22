"""What other programs subscribe to."""

from django.urls import path

from posts.feeds import feed

urlpatterns = [
    path("atom.xml", feed, name="feed"),
]
