"""What every template may use: the community's identity."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from events.materials import photo_of
from events.models import Community


def community(request: HttpRequest) -> dict[str, object]:
    """`community_mark` is the photo chosen for a mark; false where the drawn one is shown."""
    current = SimpleLazyObject(Community.current)
    mark = SimpleLazyObject(lambda: photo_of(current.mark))
    return {"community": current, "community_mark": mark}
