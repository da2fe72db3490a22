"""From what was read to rows: events and posts, each group in one transaction."""

from posts.jekyll.writing.importer import Importer, Outcome

__all__ = ["Importer", "Outcome"]
