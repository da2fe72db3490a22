"""Calendars: one address each, in whatever language the page was that led to it."""

from django.urls import path

from events.views import calendars

urlpatterns = [
    path("events.ics", calendars.calendar, name="calendar"),
    path("events/<str:slug>/event.ics", calendars.event_calendar, name="event_calendar"),
    path("cities/<str:slug>/events.ics", calendars.city_calendar, name="city_calendar"),
]
