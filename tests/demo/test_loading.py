"""How the demo gets into the database: days counted from today, and what was there first."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from events.models import City, Community, Event, Tag
from techparty_site.demo.loading import Loader, day_of, load, moment_of, read
from tests.factories import make_tag


def test_a_plain_day_stays_and_a_relative_one_finds_its_weekday():
    assert day_of(date(2024, 5, 25)) == date(2024, 5, 25)
    assert day_of(None) is None
    saturday = day_of({"days_from_now": 14, "weekday": "saturday"})
    assert saturday is not None
    assert saturday.strftime("%A") == "Saturday"
    assert timedelta(14) <= saturday - timezone.localdate() <= timedelta(20)


def test_a_relative_moment_is_in_the_communitys_own_time():
    moment = timezone.localtime(moment_of({"days_from_now": 6, "time": "20:00"}))
    assert (moment.date() - timezone.localdate()).days == 6
    assert moment.hour == 20


def test_the_community_can_be_loaded_alone(db):
    added = load(community_only=True)
    assert added == {Community: 1, City: 8}
    assert Community.current().name == "珠三角技术沙龙"
    assert Community.current().links.count() == 3
    assert City.objects.get(slug="guangzhou").names[:2] == ("广州", "guangzhou")
    assert not Event.objects.exists()


def test_a_community_that_is_named_already_keeps_its_name_and_its_cities(db):
    Community.objects.create(name="北岸读码会")
    City.objects.create(name="广州", slug="gz", stamp="羊")
    assert load(community_only=True) == {City: 7}
    assert Community.current().name == "北岸读码会"
    assert City.objects.get(name="广州").stamp == "羊"


def test_an_alias_that_is_a_tag_already_stays_a_tag(db):
    make_tag("Docker")
    Loader().add_tags(read("tags.yaml")["tags"])
    aliases = Tag.objects.get(name="容器").aliases
    assert not aliases.filter(name="Docker").exists()
    assert aliases.filter(name="container").exists()


def test_it_is_all_or_nothing(db, monkeypatch):
    monkeypatch.setattr(Loader, "add_tags", lambda self, rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load()
    assert not Community.objects.exists()


def test_the_command_tells_what_it_added(db, capsys):
    call_command("load_demo", community_only=True)
    assert "8" in capsys.readouterr().out
    call_command("load_demo", community_only=True)
    assert capsys.readouterr().out.count("\n") == 1
