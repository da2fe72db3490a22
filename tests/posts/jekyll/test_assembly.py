from datetime import UTC, date, datetime, time

from posts.jekyll.assembly import assemble
from posts.jekyll.proposal import TalkClaim
from tests.posts.jekyll.make import make_proposal

DAY = date(2015, 10, 18)


def on(month, day):
    return datetime(2015, month, day, tzinfo=UTC)


def recap(**fields):
    return make_proposal(**{"name": "2015-10-26-recap.md", "day": DAY, **fields})


def signup(**fields):
    defaults = {"kind": "signup", "name": "2015-10-01-signup.md", "date": on(10, 1), "day": DAY}
    return make_proposal(**{**defaults, **fields})


def test_sign_up_and_recap_of_one_day_are_one_meetup():
    plans = assemble([signup(), recap()])
    assert [[post.kind for post in plan.posts] for plan in plans] == [["recap", "signup"]]


def test_another_city_on_the_same_day_is_another_meetup():
    assert len(assemble([signup(cities=["shenzhen"]), recap()])) == 2


def test_a_call_joins_the_next_meetup_of_its_city():
    call = make_proposal(kind="call_for_talks", name="2015-09-20-call.md", date=on(9, 20))
    later = recap(name="2015-12-01-recap.md", day=date(2015, 11, 20))
    first, _second = assemble([later, recap(), call])
    assert call in first.posts


def test_titles_decide_between_two_meetups_in_reach():
    docker = recap(event_title="Docker 专场")
    python = recap(name="2015-11-01-r.md", day=date(2015, 10, 31), event_title="Python 专场")
    call = make_proposal(
        kind="call_for_talks", name="c.md", date=on(10, 2), event_title="Python 专场讲题"
    )
    plans = assemble([docker, python, call])
    assert call in plans[1].posts


def test_a_call_that_nothing_followed_makes_no_meetup():
    assert assemble([make_proposal(kind="call_for_talks")]) == []


def test_a_post_without_a_city_is_in_no_meetup():
    post = recap()
    post.cities = []
    assert assemble([post]) == []


def test_the_recap_tells_the_talks_and_each_fact_comes_from_who_has_it():
    told, announced = recap(), signup()
    told.talks, announced.talks = [TalkClaim("讲过的")], [TalkClaim("预告的")]
    announced.event.venue, announced.event.starts_at = "一号厅", time(13, 30)
    (plan,) = assemble([announced, told])
    assert plan.teller is told
    assert (plan.facts.venue, plan.facts.starts_at) == ("一号厅", time(13, 30))


def test_without_a_recap_the_announcement_tells_the_talks_it_is_sure_of():
    announced = signup()
    announced.talks = [TalkClaim("也许", confidence=0.2)]
    assert assemble([announced])[0].teller is None
    announced.talks[0].confidence = 0.9
    assert assemble([announced])[0].teller is announced
