"""The one way from Markdown to HTML.

`to_html` renders on save and in a child process; what it returned is stored and shown
through `segments` or `trusted`. The dialect is put together in `dialect.py`.
"""

from .door import MarkupError, to_html
from .reading import Heading, excerpt, images, links, outline, plain_text
from .stored import Html, TalkMarker, segments, trusted

__all__ = [
    "Heading",
    "Html",
    "MarkupError",
    "TalkMarker",
    "excerpt",
    "images",
    "links",
    "outline",
    "plain_text",
    "segments",
    "to_html",
    "trusted",
]
