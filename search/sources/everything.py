"""The keys of all units that there are."""

from collections.abc import Callable, Iterable

from events.models import Attachment, Event, Tag
from posts.models import Post
from speakers.models import Speaker

EVERYTHING: dict[str, Callable[[], Iterable[int]]] = {
    "event": lambda: Event.objects.order_by().values_list("pk", flat=True),
    "post": lambda: Post.objects.order_by().values_list("pk", flat=True),
    "speaker": lambda: Speaker.objects.order_by().values_list("pk", flat=True),
    "tag": lambda: Tag.objects.order_by().values_list("pk", flat=True),
    "file": lambda: (
        Attachment.objects.filter(event=None, talk=None).order_by().values_list("pk", flat=True)
    ),
}
