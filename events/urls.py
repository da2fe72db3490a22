"""Events, talks, speakers and files."""

from django.urls import path

from events.views import bundle, events, files, photos, slides, speakers, talks, transcripts

urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/<str:slug>/", events.event, name="event"),
    path("events/<str:slug>/files.zip", bundle.event_bundle, name="event_bundle"),
    path("events/<str:slug>/photos/", photos.photos, name="photos"),
    path("events/<str:slug>/photos/<int:number>/", photos.photo, name="photo"),
    path("events/<str:slug>/slides/", slides.event_slides, name="event_slides"),
    path("events/<str:slug>/slides/<int:number>/", slides.event_slide, name="event_slide"),
    path("events/<str:slug>/transcript/", transcripts.transcript, name="event_transcript"),
    path("talks/", talks.talks, name="talks"),
    path("talks/<str:slug>/", talks.talk, name="talk"),
    path("talks/<str:slug>/slides/", slides.slides, name="slides"),
    path("talks/<str:slug>/slides/<int:number>/", slides.slide, name="slide"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<str:slug>/", speakers.speaker, name="speaker"),
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
