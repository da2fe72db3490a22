"""Files: one address each, in whatever language the page was that led to it."""

from django.urls import path

from events.views import bundle, files

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
]
