from events.models import Talk
from tests.factories import make_event, make_talk, make_user


def test_it_hides_talks_of_draft_events_from_visitors(db):
    public = make_talk(event=make_event())
    make_talk(event=make_event(published=False))
    make_talk(event=make_event(scheduled=True))
    assert list(Talk.objects.published()) == [public]


def test_organizers_see_drafts_of_their_own_city_only(db, guangzhou, shenzhen):
    own = make_talk(event=make_event(city=guangzhou, published=False))
    make_talk(event=make_event(city=shenzhen, published=False))
    assert list(Talk.objects.visible_to(make_user(organizer_of=guangzhou))) == [own]


def test_a_talk_without_a_title_gets_an_address_from_its_event(db):
    event = make_event(slug="spring")
    assert make_talk(event=event, title="").slug == "spring-1"


def test_equal_titles_get_different_addresses(db):
    assert make_talk(title="C++ 与 .NET").slug == "cpp-与-dotnet"
    assert make_talk(title="C++ 与 .NET").slug == "cpp-与-dotnet-2"


def test_talks_without_a_date_stand_last_in_the_admin(db, client):
    make_talk(event=make_event(day=None), title="没有日子的")
    make_talk(event=make_event(), title="有日子的")
    client.force_login(make_user(superuser=True))
    page = client.get("/admin/events/talk/").content.decode()
    assert page.index(">有日子的") < page.index(">没有日子的")
