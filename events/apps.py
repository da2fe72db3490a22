from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from events import storing  # noqa: F401 - from now on deleted rows discard their files
        from events.models import Attachment
        from events.processing import read_again
        from events.sharing import kinds  # noqa: F401 - from now on shared links have pictures
        from techparty_site.lib.history.restoring import came_back

        def read(instance: Any, **_kwargs: Any) -> None:
            read_again(instance)

        came_back.connect(read, sender=Attachment, weak=False)
