"""Addresses for programs, which have no language; the page about them is among the pages."""

from django.urls import path, re_path

from techparty_site.api import views
from techparty_site.api.resources import RESOURCES

urlpatterns = [
    path("api/", views.index, name="api"),
    path("api/openapi.json", views.openapi, name="api_openapi"),
]
for resource in RESOURCES:
    known = {"resource": resource}
    key = "<uuid:key>" if resource.key == "uuid" else "<int:key>"
    name = f"api/{resource.name}/"
    urlpatterns += [
        path(name, views.listing, known, name=f"api_{resource.name}"),
        path(f"{name}{key}/", views.one, known, name=f"api_{resource.one}"),
    ]

# Behind everything else.
remaining = [re_path(r"^api/(?P<rest>(?s:.*))\Z", views.nothing)]
