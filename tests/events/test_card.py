from datetime import date

from events.card import draw
from events.models import City, Event

GUANGZHOU = City(pk=1, name="甲城", stamp="甲", position=1)
SHENZHEN = City(pk=2, name="乙城", stamp="乙", position=2)


def event(year, month, city=GUANGZHOU, pk=1):
    return Event(pk=pk, city=city, date=date(year, month, 3))


def test_a_year_is_a_line_from_the_oldest_down():
    card = draw([event(2012, 3), event(2010, 1), event(2012, 5)])
    assert [(line.year, line.count) for line in card.lines] == [(2010, 1), (2012, 2)]


def test_cities_of_a_month_stand_in_their_order():
    card = draw([event(2012, 3, SHENZHEN, 1), event(2012, 3, GUANGZHOU, 2)])
    assert card.lines[0].months[2] == [GUANGZHOU, SHENZHEN]
    assert card.cities == [GUANGZHOU, SHENZHEN]


def test_many_stamps_shrink_and_stay_in_their_month():
    line = draw([event(2012, 3, pk=pk) for pk in range(9)]).lines[0]
    assert (line.count, len(line.stamps)) == (9, 4)
    edges = [stamp.x + side * 13 * stamp.scale for stamp in line.stamps for side in (-1, 1)]
    assert min(edges) > 56 + 2 * 58
    assert max(edges) < 56 + 3 * 58


def test_no_city_is_crowded_out_of_a_month():
    events = [event(2012, 3, pk=pk) for pk in range(9)] + [event(2012, 3, SHENZHEN, 99)]
    assert [stamp.city.stamp for stamp in draw(events).lines[0].stamps] == list("甲甲甲乙")


def test_events_without_a_date_are_left_out():
    assert draw([Event(city=GUANGZHOU, date=None)]).lines == []
