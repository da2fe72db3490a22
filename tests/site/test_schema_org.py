"""The checker of tests/schema_org.py sees what is wrong."""

import pytest

from tests.schema_org import errors_in, errors_on

EVENT = {
    "@type": "Event",
    "name": "夜谈",
    "startDate": "2024-05-18T13:30:00+08:00",
    "location": {"@type": "Place", "name": "三号仓"},
}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"startDate": "2024-05-18"},
        {"eventStatus": "https://schema.org/EventScheduled"},
        {"performer": [{"@type": "Person", "name": "麦小舟"}]},
        {"workFeatured": {"@type": "PresentationDigitalDocument", "name": "装箱"}},
        {"image": "https://techparty.example/1.jpg"},
        {"isAccessibleForFree": True, "organizer": {"@id": "https://techparty.example/#us"}},
    ],
)
def test_what_schema_org_knows_passes(more):
    assert list(errors_in(EVENT | more)) == []


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"@type": "Meetup"}, "no type"),
        ({"headline": "夜谈"}, "headline"),
        ({"startDate": "18.5.2024"}, "startDate"),
        ({"startDate": "2024-05-18T13:30:00"}, "startDate"),
        ({"endDate": ""}, "endDate"),
        ({"url": "/events/1/"}, "url"),
        ({"url": "https://techparty.example/容器/"}, "url"),
        ({"eventStatus": "https://schema.org/OfflineEventAttendanceMode"}, "eventStatus"),
        ({"performer": {"@type": "Place", "name": "三号仓"}}, "performer"),
        ({"performer": [{"@type": "Person", "name": "麦", "startDate": "2024-05-18"}]}, "Person"),
        ({"location": {"@type": "PostalAddress", "city": "广州"}}, "city"),
        ({"performer": {"@type": "Person"}}, "lacks name"),
        ({"isAccessibleForFree": "免费"}, "isAccessibleForFree"),
        ({"duration": "两小时"}, "duration"),
    ],
)
def test_what_it_does_not_know_is_told(more, word):
    assert any(word in error for error in errors_in(EVENT | more))


def test_what_a_search_engine_asks_for_is_missed():
    without = {name: value for name, value in EVENT.items() if name != "startDate"}
    assert list(errors_in(without)) == ["$: a Event lacks startDate"]
    assert list(errors_in({"@type": "Event", "@id": "https://a.example/#e", "name": "夜谈"})) == []


def test_it_reads_pages():
    page = '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"X"}]}</script>'
    assert errors_on(page) == ["$[0]: no type 'X'"]
    assert len(errors_on(page.replace("schema.org", "schema.example"))) == 2
