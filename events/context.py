"""What every template may use: the community's identity."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from events.models import Community
from events.photos import photo_of


def community(request: HttpRequest) -> dict[str, object]:
    """`community_mark` is the photo chosen for a mark; false where the drawn one is shown."""
    current = SimpleLazyObject(Community.current)
    mark = SimpleLazyObject(lambda: photo_of(current.mark))
    return {"community": current, "community_mark": mark}
