from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from events import storing  # noqa: F401 - from now on deleted rows discard their files
        from events.sharing import kinds  # noqa: F401 - from now on shared links have pictures
