"""What other programs subscribe to."""

from django.urls import path
from django.views.generic import RedirectView

from posts.feeds import views

moved = RedirectView.as_view(pattern_name="feed", permanent=True)

urlpatterns = [
    path("atom.xml", views.everything, name="feed"),
    path("cities/<str:slug>/atom.xml", views.city, name="city_feed"),
    path("tags/<str:slug>/atom.xml", views.tag, name="tag_feed"),
    path("speakers/<str:slug>/atom.xml", views.speaker, name="speaker_feed"),
    path("talks/<str:slug>/atom.xml", views.talk, name="talk_feed"),
    # Where feed readers were told to look before, and where they look by themselves.
    *(path(old, moved) for old in ("feed.xml", "rss.xml", "feed/", "feed")),
]
