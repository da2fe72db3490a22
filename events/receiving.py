"""What is taken of a file while it is still on its way, when its name is all that is known."""

from django.core.exceptions import ValidationError

from events import allowed
from events.intake import not_taken
from techparty_site.lib.files import extension_of
from techparty_site.lib.uploads import LimitedUploadHandler


class UploadHandler(LimitedUploadHandler):
    request_limit = allowed.REQUEST_LIMIT

    def limit_of(self, name: str) -> int:
        """As large as any kind may be; a visitor's file is written nowhere."""
        user = getattr(self.request, "user", None)
        if not getattr(user, "is_staff", False):
            return 0
        return allowed.limit_of_extension(extension_of(name))

    def refusal(self, name: str) -> ValidationError:
        return not_taken(name)
