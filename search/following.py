"""When marks are worked off: after a commit, and after a task that wrote without a save."""

import logging
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.tasks.signals import task_finished

from events.models import (
    Attachment,
    City,
    Event,
    EventTag,
    SlidePage,
    Tag,
    TagAlias,
    Talk,
    TalkSpeaker,
    TalkTag,
)
from posts.models import Post, PostTag
from search import indexing
from speakers.models import Speaker, SpeakerAlias

FOLLOWED: tuple[type[Model], ...] = (
    Event, Talk, TalkSpeaker, TalkTag, EventTag, Attachment, SlidePage, City, Tag, TagAlias,
    Speaker, SpeakerAlias, Post, PostTag,
)  # fmt: skip
logger = logging.getLogger("techparty.search")


def connect() -> None:
    for model in FOLLOWED:
        for signal in (post_save, post_delete):
            signal.connect(after_change, sender=model, dispatch_uid=f"search {model}")
    for through in (Post.events.through, Post.cities.through):
        m2m_changed.connect(after_change, sender=through, dispatch_uid=f"search {through}")
    task_finished.connect(after_task, dispatch_uid="search")


def after_change(sender: Any, **kwargs: Any) -> None:
    # A flag instead of one call for each row: a form saves a hundred of them.
    connection = transaction.get_connection()
    waiting = [function for _sids, function, _robust in connection.run_on_commit]
    if follow not in waiting:
        transaction.on_commit(follow, robust=True)  # nobody's save breaks


def after_task(sender: Any, **kwargs: Any) -> None:
    follow()


def follow() -> None:
    """The marks stay where this fails, and the next one takes them."""
    try:
        indexing.catch_up()
    except DatabaseError:
        logger.exception("The search index could not follow; the marks are kept.")
