"""What `tests.score` asks of a site with the archive in it."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Rendition
from tests.factories import make_attachment, make_event, make_post, make_speaker, make_talk
from tests.score import spellings


def answering(rows: list[dict[str, str]]) -> tuple[int, int]:
    """(old addresses that answer with 301 and then 200, all that were tried)."""
    visitor = Client(SERVER_NAME="localhost")
    asked = [url for row in rows for url in spellings(row)]
    return sum(leads_on(visitor, url) for url in asked), len(asked)


def leads_on(visitor: Client, url: str) -> bool:
    answer = visitor.get(url)
    return answer.status_code == 301 and visitor.get(answer["Location"]).status_code == 200


def recap_queries(talks: int) -> int:
    """Queries for a visitor's view of a recap with so many talks, 10 photos and 10 files."""
    event = make_event(title=f"{talks} talks", tags=["量"])
    told = [make_talk(event=event, speakers=[make_speaker()]) for _number in range(talks)]
    for number in range(10):
        make_attachment(talk=told[number % talks])
        photo = make_attachment(kind="photo", event=event, content=b"photo", width=480, height=320)
        Rendition.objects.create(attachment=photo, width=480, height=320, file="a")
    post = make_post(events=[event], body="[[talks]]", tags=["量"])
    with CaptureQueriesContext(connection) as captured:
        Client(SERVER_NAME="localhost").get(post.get_absolute_url())
    return len(captured)
