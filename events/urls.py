"""Events, talks, speakers and files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
