"""What every template may use: the community's identity."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from events.models import Community


def community(request: HttpRequest) -> dict[str, object]:
    return {"community": SimpleLazyObject(Community.current)}
