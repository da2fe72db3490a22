"""All files of an event that a visitor may take home, as they lie in one archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models.fields.files import FieldFile
from django.urls import reverse

from events.materials import Materials
from events.models import Event
from events.photos import Photo
from events.programme import Programme
from techparty_site.lib.archives import Member, portable

PHOTO_BYTES = 0.13  # for a pixel in WebP; the size of a photo is not in its row


@dataclass(frozen=True)
class Entry:
    path: str
    file: FieldFile
    size: int  # bytes; of a photo an estimate


class Bundle:
    """Files under their talks, those of the whole event above them; photos as pages show them."""

    def __init__(self, event: Event, programme: Programme) -> None:
        self.event = event
        self.programme = programme

    @cached_property
    def entries(self) -> list[Entry]:
        found = list(entries_of(self.programme.of_event(self.event), ""))
        for block in self.programme.blocks:
            if block.talk.event_id == self.event.pk:
                folder = portable(f"{block.number:02} {block.talk}")
                found += entries_of(block.materials, f"{folder}/")
        return found

    @property
    def members(self) -> list[Member]:
        return [
            Member(entry.path, entry.file.storage, str(entry.file.name)) for entry in self.entries
        ]

    @property
    def name(self) -> str:
        return f"{portable(str(self.event))}.zip"

    @property
    def url(self) -> str:
        return reverse("event_bundle", args=[self.event.slug])

    @property
    def count(self) -> int:
        return len(self.entries)

    @property
    def size(self) -> int:
        """About so many bytes."""
        return sum(entry.size for entry in self.entries)

    @property
    def is_worth_it(self) -> bool:
        """A single file is taken by its own link."""
        return self.count > 1


def entries_of(materials: Materials, folder: str) -> Iterator[Entry]:
    for attachment in materials.files:
        if attachment.file:
            name = portable(attachment.original_name or str(attachment))
            yield Entry(folder + name, attachment.file, attachment.size or 0)
    for photo in materials.photos:
        yield photo_entry(photo, folder)


def photo_entry(photo: Photo, folder: str) -> Entry:
    """Its widest size: the original, which tells where it was taken, stays here."""
    size = photo.large
    stem = photo.attachment.original_name.rpartition(".")[0] or str(photo.attachment)
    name = portable(f"{stem}.{size.format}")
    return Entry(folder + name, size.file, round(size.width * size.height * PHOTO_BYTES))
