"""Files: one address each, in whatever language the page was that led to it."""

from django.urls import path, re_path

from events.views import bundle, embeds, files, sharing

urlpatterns = [
    path("events/<str:slug>/files.zip", bundle.event_bundle, name="event_bundle"),
    path("files/<uuid:uuid>/slides/<int:number>.webp", files.slide_image, name="slide_image"),
    path(
        "files/<uuid:uuid>/slides/<int:number>-small.webp",
        files.slide_thumbnail,
        name="slide_thumbnail",
    ),
    path("files/<uuid:uuid>/slides/<int:number>.jpg", files.slide_share, name="slide_share"),
    path("files/<uuid:uuid>/photo/<int:width>.<str:format>", files.rendition, name="rendition"),
    path("files/<uuid:uuid>/<path:name>", files.file, name="file"),
    re_path(
        r"^share/(?P<kind>[a-z]{1,10})/(?P<key>[0-9]{1,9}(?:\.[0-9]{1,6})?)"
        r"-(?P<digest>[0-9a-f]{12})(?P<ending>|-square)\.jpg$",
        sharing.share,
        name="share",
    ),
    path("t/<str:code>/", sharing.short_link, name="short_link"),
    path("oembed", embeds.oembed, name="oembed"),
]
