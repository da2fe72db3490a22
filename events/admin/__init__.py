from events.admin.attachment import AttachmentAdmin
from events.admin.event import EventAdmin
from events.admin.place import CityAdmin, CommunityAdmin, MembershipAdmin
from events.admin.tag import TagAdmin
from events.admin.talk import TalkAdmin

__all__ = [
    "AttachmentAdmin",
    "CityAdmin",
    "CommunityAdmin",
    "EventAdmin",
    "MembershipAdmin",
    "TagAdmin",
    "TalkAdmin",
]
