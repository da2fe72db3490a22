from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "techparty_site"
    verbose_name = _("Site")

    def ready(self) -> None:
        # Models can be imported only now that every app is there.
        from events.models import City, Event, Tag, Talk
        from posts.models import Post
        from speakers.models import Speaker
        from techparty_site import groups, renames

        post_migrate.connect(groups.ensure_editors, dispatch_uid="techparty_site.groups")
        renames.connect([City, Event, Post, Speaker, Tag, Talk])


class AdminConfig(admin_apps.AdminConfig):
    default_site = "techparty_site.admin_site.TechpartyAdminSite"
