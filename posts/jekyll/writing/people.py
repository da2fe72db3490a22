"""Which speaker a written name means. Never two people made one on a handle alone."""

import re
from collections.abc import Sequence

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from posts.jekyll.people import Person
from posts.jekyll.problems import ImportProblem
from posts.jekyll.proposal import Note, SpeakerClaim
from speakers.models import Speaker, SpeakerAlias
from techparty_site.lib.markup import MarkupError
from techparty_site.lib.text import fold

HANDLE = re.compile(r"^@?[A-Za-z0-9_.\-]+$")
MAX_NAME = 100
SHOWN = 40  # characters of a name in a message


class Cast:
    """The speakers of the archive, found again by name and made when they first appear."""

    def __init__(self, known: Sequence[Person]) -> None:
        self.known = known

    def write_all(self) -> list[ImportProblem]:
        """The people of the old tables; visitors see those who gave a talk."""
        problems = []
        for person in self.known:
            try:
                with transaction.atomic():
                    if not Speaker.objects.named(person.name).exists():
                        self.write(person)
            except (MarkupError, DatabaseError) as error:
                sentence = f"{person.name[:SHOWN]}: {error}"
                problems.append(ImportProblem(person.file_name, sentence, person.line))
        return problems

    def speaker(self, claim: SpeakerClaim, city: str) -> tuple[Speaker, Note | None]:
        """The speaker, and a sentence where a person should look whether it is the right one."""
        name = claim.name.strip().lstrip("@")[:MAX_NAME]
        rows = list(Speaker.objects.named(name)[:2])
        if len(rows) == 1 and not (HANDLE.match(name) and self._elsewhere(rows[0], name, city)):
            return rows[0], None
        if rows:
            message = _("“%(name)s” may or may not be %(speaker)s: two people can share a name")
            note = Note(message % {"name": name, "speaker": rows[0]}, claim.line)
            return Speaker.objects.create(name=name), note
        return self._new(name), None

    def _elsewhere(self, speaker: Speaker, name: str, city: str) -> bool:
        """A bare handle that only another city knows, and that no table of people explains."""
        if self._person(name):
            return False
        cities = set(speaker.talks.values_list("event__city__slug", flat=True))
        return bool(cities) and city not in cities

    def _person(self, name: str) -> Person | None:
        key = fold(name)
        same = [p for p in self.known if key in {fold(n) for n in (p.name, *p.aliases)}]
        return same[0] if len(same) == 1 else None

    def _new(self, name: str) -> Speaker:
        person = self._person(name)
        existing = Speaker.objects.named(person.name).first() if person else None
        return existing or Speaker.objects.create(name=name)

    @staticmethod
    def write(person: Person) -> Speaker:
        website = next((link for link in person.links if link.startswith("http")), "")[:500]
        speaker = Speaker.objects.create(
            name=person.name[:MAX_NAME], bio=person.bio, website=website
        )
        for alias in {fold(alias): alias for alias in person.aliases}.values():
            if fold(alias) != fold(person.name):
                SpeakerAlias.objects.create(speaker=speaker, name=alias[:MAX_NAME])
        return speaker
