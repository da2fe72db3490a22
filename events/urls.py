"""Pages of events, talks and speakers."""

from django.urls import path

from events.views import embeds, events, photos, slides, speakers, talks, transcripts, wishes

urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/<str:slug>/", events.event, name="event"),
    path("events/<str:slug>/photos/", photos.photos, name="photos"),
    path("events/<str:slug>/photos/<int:number>/", photos.photo, name="photo"),
    path(
        "events/<str:slug>/photos/<int:number>/remove/", wishes.photo_removal, name="photo_removal"
    ),
    path("events/<str:slug>/slides/", slides.event_slides, name="event_slides"),
    path("events/<str:slug>/slides/<int:number>/", slides.event_slide, name="event_slide"),
    path("events/<str:slug>/transcript/", transcripts.event_transcript, name="event_transcript"),
    path("talks/", talks.talks, name="talks"),
    path("talks/<str:slug>/", talks.talk, name="talk"),
    path("talks/<str:slug>/slides/", slides.slides, name="slides"),
    path("talks/<str:slug>/slides/<int:number>/", slides.slide, name="slide"),
    path("talks/<str:slug>/transcript/", transcripts.talk_transcript, name="talk_transcript"),
    path("talks/<str:slug>/embed/", embeds.talk_embed, name="talk_embed"),
    path("corrections/", wishes.correction, name="correction"),
    path("corrections/sent/", wishes.correction_sent, name="correction_sent"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<str:slug>/", speakers.speaker, name="speaker"),
]
