"""Posts, and the ways in that show posts: cities, tags, the archive card."""

from django.urls import path

from posts.views import archive, cities, posts, recaps, tags

urlpatterns = [
    path("recaps/", recaps.recaps, name="recaps"),
    path("posts/<int:year>/<str:slug>/", posts.post, name="post"),
    path("cities/", cities.cities, name="cities"),
    path("cities/<str:slug>/", cities.city, name="city"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<str:slug>/", tags.tag, name="tag"),
    path("archive/", archive.archive, name="archive"),
]
