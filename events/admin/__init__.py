from events.admin.attachment import AttachmentAdmin
from events.admin.event import EventAdmin
from events.admin.place import CityAdmin, CommunityAdmin, MembershipAdmin
from events.admin.tag import TagAdmin
from events.admin.talk import TalkAdmin
from events.admin.wishes import CorrectionAdmin, PhotoRemovalAdmin

__all__ = [
    "AttachmentAdmin",
    "CityAdmin",
    "CommunityAdmin",
    "CorrectionAdmin",
    "EventAdmin",
    "MembershipAdmin",
    "PhotoRemovalAdmin",
    "TagAdmin",
    "TalkAdmin",
]
