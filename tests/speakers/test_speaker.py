from speakers.models import Speaker
from tests.factories import make_event, make_speaker, make_talk, make_user

LONG = "ﷺ" * 100  # folded eighteen times as long


def test_a_name_that_grows_when_it_is_folded_is_saved_and_found(db):
    speaker = make_speaker(LONG)
    other = make_speaker("另一个", aliases=[LONG])
    assert set(Speaker.objects.named(LONG)) == {speaker, other}


def test_talks_without_a_date_stand_last_on_the_admins_page(db, client):
    speaker = make_speaker()
    make_talk(event=make_event(day=None), speakers=[speaker], title="没有日子的")
    make_talk(event=make_event(), speakers=[speaker], title="有日子的")
    client.force_login(make_user(superuser=True))
    page = client.get(f"/admin/speakers/speaker/{speaker.pk}/change/").content.decode()
    assert page.index(">有日子的") < page.index(">没有日子的")
