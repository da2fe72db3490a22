"""to_html: what is refused before it is tried, and what a failure means to the author."""

from django.utils.translation import gettext as _

from . import worker

TIME_LIMIT = 5.0  # seconds
SIZE_LIMIT = 512 * 1024  # bytes of UTF-8
BRACKET_LIMIT = 200  # Python-Markdown's time grows with the square of open brackets


class MarkupError(ValueError):
    """The text cannot be rendered; the message tells its author what to change."""


def to_html(source: str) -> str:
    """Render Markdown to sanitised HTML. Raises MarkupError."""
    refuse_large(source)
    refuse_brackets(source)
    try:
        return worker.render(source, limit=TIME_LIMIT)
    except worker.TimeLimitHit:
        raise MarkupError(
            _(
                "Rendering this text took longer than {seconds} seconds. "
                "Shorten it, or simplify its lists, quotes and links."
            ).format(seconds=f"{TIME_LIMIT:g}")
        ) from None
    except worker.TooDeep:
        raise MarkupError(
            _("Lists, quotes or tags are nested too deeply in this text. Flatten them.")
        ) from None
    except worker.RenderingFailed:
        raise MarkupError(
            _("This text could not be rendered. Take out its most unusual part and try again.")
        ) from None


def refuse_large(source: str) -> None:
    if len(source.encode("utf-8", "replace")) > SIZE_LIMIT:
        raise MarkupError(
            _("The text is larger than {limit} KB. Split it into several.").format(
                limit=SIZE_LIMIT // 1024
            )
        )


def refuse_brackets(source: str) -> None:
    """Count open brackets paragraph by paragraph: that is how far one is searched for."""
    depth = 0
    for number, line in enumerate(source.splitlines(), start=1):
        if not line.strip():
            depth = 0
        for char in line:
            depth = depth + 1 if char == "[" else max(depth - (char == "]"), 0)
            if depth > BRACKET_LIMIT:
                raise MarkupError(
                    _(
                        "More than {limit} opening brackets “[” are not closed before line {line}. "
                        "Close them or take them out."
                    ).format(limit=BRACKET_LIMIT, line=number)
                )
