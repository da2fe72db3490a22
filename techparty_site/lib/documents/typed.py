"""Text that somebody typed: a paragraph a line, or Markdown."""

import re
from collections.abc import Iterable, Iterator

from techparty_site.lib.documents.lines import heading, join

HASHES = re.compile(r"\s{0,3}#{1,6}\s+(.+?)[\s#]*$")
TIGHT_HASHES = re.compile(r"\s{0,3}#{1,6}\s*([^\s#].*?)[\s#]*$")  # our dialect asks for no blank
UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{2,})\s*$")
BLOCK = re.compile(r"\s*(?:>|[-*+]\s|\d+[.)]\s|\||```|\[\d)")


def typed_lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        match = HASHES.match(line)
        yield heading(match[1]) if match else line


def markdown_lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines broken by an editor joined again; headings, list items and quotes stay alone."""
    block: list[str] = []
    for line in [*lines, ""]:
        if len(block) == 1 and UNDERLINE.match(line):
            yield heading(block.pop())
            continue
        title = TIGHT_HASHES.match(line)
        if title or not line.strip() or BLOCK.match(line):
            yield join(block)
            block = []
        if title:
            yield heading(title[1])
        elif line.strip():
            block.append(line.strip())
