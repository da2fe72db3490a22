"""All that there is to read, in the order in which it is told."""

from techparty_site.api.attachments import ATTACHMENTS
from techparty_site.api.events import EVENTS
from techparty_site.api.posts import POSTS
from techparty_site.api.speakers import SPEAKERS
from techparty_site.api.talks import TALKS

RESOURCES = (EVENTS, TALKS, SPEAKERS, POSTS, ATTACHMENTS)
