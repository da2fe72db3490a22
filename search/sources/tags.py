"""Tags, with their aliases: there as soon as something public has them."""

from collections.abc import Iterable, Iterator

from events.models import Tag
from search.models import Kind
from search.places import Place, listed


def places(keys: Iterable[int]) -> Iterator[Place]:
    keys = list(keys)
    used = set(Tag.objects.filter(pk__in=keys).in_use().values_list("pk", flat=True))
    for tag in Tag.objects.filter(pk__in=keys).prefetch_related("aliases"):
        aliases = [alias.name for alias in tag.aliases.all()]
        yield Place(
            kind=Kind.TAG,
            object_id=tag.pk,
            unit=f"tag:{tag.pk}",
            address=tag.get_absolute_url(),
            title=tag.name,
            names=tuple(aliases),
            lead=listed(aliases),
            is_public=tag.pk in used,
            facts=frozenset([f"tag:{tag.pk}"]),
        )
