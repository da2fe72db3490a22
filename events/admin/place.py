"""The community's one row, its cities, and who may write for them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from events.models import Attachment, City, Community, CommunityLink, Membership
from techparty_site.lib.desk import Desk, TableInline


def stamp(city: City) -> str:
    return format_html(
        '<span class="stamp {}" aria-hidden="true">{}</span> {}', city.color, city.stamp, city.name
    )


class CommunityLinkInline(TableInline[CommunityLink, Community]):
    model = CommunityLink
    fields = ("position", "label", "url")


@admin.register(Community)
class CommunityAdmin(Desk[Community]):
    inlines = (CommunityLinkInline,)
    list_display = ("name", "tagline")
    autocomplete_fields = ("mark",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "mark":  # nobody could see the original of any other picture
            kwargs["queryset"] = Attachment.objects.filter(kind=Attachment.Kind.PHOTO)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Community.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(City)
class CityAdmin(Desk[City]):
    list_display = ("seal", "slug", "is_home", "position")
    search_fields = ("name", "slug", "aliases")

    @admin.display(description=_("stamp"))
    def seal(self, city: City) -> str:
        return stamp(city)


@admin.register(Membership)
class MembershipAdmin(Desk[Membership]):
    list_display = ("user", "city", "role")
    list_filter = ("city", "role")
    list_select_related = ("user", "city")
    search_fields = ("user__username", "user__first_name", "user__last_name", "city__name")
