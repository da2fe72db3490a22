"""Files, pictures and recordings in the words of schema.org."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from events.models import Attachment
from events.photos import Photo
from techparty_site.lib.linked_data import Addresses, Node, told

Kind = Attachment.Kind
Permission = Attachment.Permission
LICENSES = {
    Permission.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Permission.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Permission.CC_BY_NC_ND: "https://creativecommons.org/licenses/by-nc-nd/4.0/",
}
MEDIA = {Kind.VIDEO: "VideoObject", Kind.AUDIO: "AudioObject"}


def moment(value: datetime) -> str:
    """To the second, in the community's own time."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def rights(attachment: Attachment) -> Node:
    return told(
        {
            "license": LICENSES.get(Permission(attachment.permission)),
            "creditText": attachment.credit,
        }
    )


def picture(photo: Photo, addresses: Addresses) -> Node:
    address = addresses(photo.large.url)
    return told(
        {
            "@type": "ImageObject",
            "contentUrl": address,
            "url": addresses(photo.page_url),
            "width": f"{photo.large.width} px",
            "height": f"{photo.large.height} px",
            "caption": photo.attachment.caption or photo.attachment.alt,
            **rights(photo.attachment),
        }
    )


def document(attachment: Attachment, addresses: Addresses) -> Node:
    """A kept file as something to take; empty for what only lies elsewhere."""
    if not attachment.file:
        return {}
    return told(
        {
            "@type": MEDIA.get(Kind(attachment.kind), "MediaObject"),
            "name": str(attachment),
            "contentUrl": addresses(attachment.file_url),
            "encodingFormat": attachment.content_type,
            "contentSize": str(attachment.size) if attachment.size else None,
            "uploadDate": moment(attachment.created_at),
            "duration": duration(attachment.duration),
            **rights(attachment),
        }
    )


def recordings(
    players: Iterable[Attachment], *, name: str, thumbnail: str | None, addresses: Addresses
) -> tuple[list[Node], list[Node]]:
    """Videos and sound recordings, each called as what it records."""
    found: dict[str, list[Node]] = {Kind.VIDEO: [], Kind.AUDIO: []}
    for attachment in players:
        node = document(attachment, addresses) | {"name": attachment.title or name}
        if attachment.kind == Kind.VIDEO:
            node |= told({"thumbnailUrl": thumbnail, "description": name})
        found[attachment.kind].append(node)
    return found[Kind.VIDEO], found[Kind.AUDIO]


def duration(seconds: int | None) -> str:
    if not seconds:
        return ""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "H"), (minutes, "M"), (seconds, "S")]
    return "PT" + "".join(f"{count}{unit}" for count, unit in parts if count)
