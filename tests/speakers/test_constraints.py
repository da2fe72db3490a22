import pytest

from speakers.models import Speaker, SpeakerAlias
from tests.constraints import Broken, assert_database_refuses, assert_person_reads, named
from tests.factories import make_speaker

RULES = named("speakers")


def same_alias():
    speaker = make_speaker(aliases=["Harry"])
    return SpeakerAlias(speaker=speaker, name="ｈａｒｒｙ", name_key="harry")


BROKEN: Broken = {
    "speakers_speaker_has_name": lambda: Speaker(name="", slug="empty"),
    "speakers_alias_once_per_speaker": same_alias,
    "speakers_alias_has_name": lambda: SpeakerAlias(speaker=make_speaker(), name=""),
}


def test_every_constraint_is_tried():
    assert set(BROKEN) == set(RULES)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(db, name):
    assert_database_refuses(BROKEN[name](), RULES[name])


def test_a_person_reads_that_an_alias_is_there(db):
    assert_person_reads(same_alias(), RULES["speakers_alias_once_per_speaker"])


def test_two_people_may_share_an_alias(db):
    make_speaker(aliases=["Harry"])
    alias = SpeakerAlias(speaker=make_speaker(), name="Harry")
    alias.full_clean()
    alias.save()
