"""The organizers' desk: Django's own admin under the community's name."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from events.models import Community


class TechpartyAdminSite(admin.AdminSite):
    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        name = Community.current().name
        return {**context, "site_header": name, "site_title": name}
