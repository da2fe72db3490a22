"""Posts, and the ways in that show posts: cities, tags, the archive card."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
