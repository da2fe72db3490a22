"""All addresses. Names are flat: a model may reverse one without knowing whose view it is."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from techparty_site import crawlers, views
from techparty_site.api.docs import docs
from techparty_site.api.urls import remaining

urlpatterns = [
    path("", include("posts.feed_urls")),
    path("", include("events.file_urls")),
    path("", include("events.calendar_urls")),
    path("", include("techparty_site.api.urls")),
    path("favicon.ico", views.favicon),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path(
        "sitemap-<slug:section>-<int:number>.xml", crawlers.sitemap_section, name="sitemap_section"
    ),
    path("admin/", admin.site.urls),
    # Pages that people read: in English under /en/.
    *i18n_patterns(
        path("", views.home, name="home"),
        path("api/docs/", docs, name="api_docs"),
        path("", include("search.urls")),
        path("", include("posts.urls")),
        path("", include("events.urls")),
        prefix_default_language=False,
    ),
    *remaining,
]

handler400 = "techparty_site.views.bad_request"
handler404 = "techparty_site.views.page_not_found"
handler500 = "techparty_site.views.server_error"
