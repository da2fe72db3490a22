"""What is taken of a file while it is still on its way, when its name is all that is known."""

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpRequest

from events import allowed
from events.intake import not_taken
from techparty_site.lib.files import extension_of
from techparty_site.lib.uploads import LimitedUploadHandler

VISITORS_LIMIT = 64 * 1024  # bytes of a form of somebody who may send no files


def refuse_large(request: HttpRequest) -> None:
    """Before anything of the body is read: one that never arrives takes a thread with it.

    Raises RequestDataTooBig.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > VISITORS_LIMIT and not is_staff(request):
        raise RequestDataTooBig(f"{length} bytes from a visitor")


def is_staff(request: HttpRequest) -> bool:
    return bool(getattr(getattr(request, "user", None), "is_staff", False))


class UploadHandler(LimitedUploadHandler):
    request_limit = allowed.REQUEST_LIMIT

    def limit_of(self, name: str) -> int:
        """As large as any kind may be; a visitor's file is written nowhere."""
        if not self.request or not is_staff(self.request):
            return 0
        return allowed.limit_of_extension(extension_of(name))

    def refusal(self, name: str) -> ValidationError:
        return not_taken(name)
