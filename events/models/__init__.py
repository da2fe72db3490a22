from events.models.attachment import Attachment
from events.models.derived import DiscardedFile, Rendition, SlidePage
from events.models.event import Event, EventTag
from events.models.place import City, Community, CommunityLink, Membership
from events.models.publishable import Publishable
from events.models.tag import Tag, TagAlias, TagManager
from events.models.talk import Talk, TalkSpeaker, TalkTag
from events.models.wishes import Correction, PhotoRemoval

__all__ = [
    "Attachment",
    "City",
    "Community",
    "CommunityLink",
    "Correction",
    "DiscardedFile",
    "Event",
    "EventTag",
    "Membership",
    "PhotoRemoval",
    "Publishable",
    "Rendition",
    "SlidePage",
    "Tag",
    "TagAlias",
    "TagManager",
    "Talk",
    "TalkSpeaker",
    "TalkTag",
]
