"""Transcripts of every format as one kind of text, which `reading` describes."""

from techparty_site.lib.documents.reading import read_transcript

__all__ = ["read_transcript"]
