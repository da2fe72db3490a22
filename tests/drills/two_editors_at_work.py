"""What the editors of `two_editors` do, and what is left of it."""

from collections.abc import Iterator
from uuid import uuid4

from django.db import connection
from django.test import Client
from reversion.models import Version

from posts.models import Post
from techparty_site.lib.history import keeping
from tests.admin_pages import fields
from tests.drills.two_editors import FIELDS, together
from tests.events.test_admin_scope import change
from tests.factories import make_post, make_user


def lost(editors: int, saves: int) -> Iterator[str]:
    body = "\n\n".join(f"段 {number}：0。" for number in range(editors))
    post = make_post(title="0", byline="0", excerpt="0", body=body, published=False)
    keeping.keep_before(post)
    together(editors, edit, post, saves)
    post.refresh_from_db()
    kept = [one.serialized_data for one in versions(post)]
    for number in range(editors):
        if getattr(post, FIELDS[number]) != str(saves) or said(number, saves) not in post.body:
            yield f"{post} does not hold the last save of editor {number}"
        for save in range(1, saves + 1):
            if not any(said(number, save) in data for data in kept):
                yield f"save {save} of editor {number} is not in the history"


def said(number: int, save: int) -> str:
    return f"段 {number}：{save}。"


def versions(post: Post) -> Iterator[Version]:
    for revision in keeping.revisions_of(post):
        yield from revision.version_set.filter(object_id=str(post.pk))


def edit(number: int, post: Post, saves: int) -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(make_user(f"drill-{number}-{uuid4().hex[:6]}", superuser=True))
    for save in range(1, saves + 1):
        page = fields(client, change(post))
        before, after = said(number, save - 1), said(number, save)
        sent = {name: value[0] if len(value) == 1 else value for name, value in page.items()}
        sent |= {"_save": "1", FIELDS[number]: str(save)}
        sent["body"] = sent["body"].replace(before, after)
        answer = client.post(change(post), sent)
        assert answer.status_code == 302, answer.context["adminform"].form.errors
    connection.close()
