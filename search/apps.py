from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import desk, following, triggers

        post_migrate.connect(triggers.ensure, sender=self, dispatch_uid="search.triggers")
        following.connect()
        desk.register()
