"""Scripts and style sheets: small, and under names that change with their content."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import minify  # type: ignore[import-untyped]  # of tdewolff-minify
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

TYPES = {".css": "text/css", ".js": "application/javascript"}


def is_ours(name: str) -> bool:
    """What public pages load. The desk's files, Django's among them, stay as they are."""
    return "/" not in name and name[name.rfind(".") :] in TYPES


def minified(name: str, source: str) -> str:
    """The same in fewer characters."""
    return str(minify.string(TYPES[name[name.rfind(".") :]], source))


@dataclass(frozen=True)
class Minified:
    """A storage whose files are read minified."""

    storage: Storage

    def open(self, name: str) -> "ContentFile[bytes]":
        with self.storage.open(name) as file:
            return ContentFile(minified(name, file.read().decode()).encode(), name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.storage, name)


class Assets(CompressedManifestStaticFilesStorage):
    """Of modules too that others import: an old one never meets a new one."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, tuple[Any, str]], *args: Any, **options: Any
    ) -> Iterator[Any]:
        light = {
            name: (Minified(storage) if is_ours(name) else storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(light, *args, **options)
