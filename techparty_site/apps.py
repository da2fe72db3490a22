from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "techparty_site"
    verbose_name = _("Site")


class AdminConfig(admin_apps.AdminConfig):
    default_site = "techparty_site.admin_site.TechpartyAdminSite"
