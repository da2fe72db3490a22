"""Rewrites lines the way people type lists and headings into the way Python-Markdown reads them.

It runs when fences and raw HTML have been taken out, and leaves indented code alone.
"""

import re
from collections import Counter
from dataclasses import dataclass

from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from .headings import heading_line
from .markers import MARKER_RE

TAB = 4  # Python-Markdown's tab_length: what one level of nesting must be indented by
QUOTE_DEPTH = 20

ITEM_RE = re.compile(r"([*+-]|\d{1,9}\.)( +)(\S.*)")
RULE_RE = re.compile(r"([-*_])(?: *\1){2,} *")
UNDERLINE_RE = re.compile(r"={3,} *")
QUOTE_RE = re.compile(r" {0,3}> ?(.*)")
TABLE_RULE_RE = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
PADDING_RE = re.compile(r"( *)((?:&nbsp;|\u00a0)(?:&nbsp;|[ \u00a0\u3000])*)?(.*)")
ATTRIBUTES_RE = re.compile(r"\{::?[ ]*[.#\w/][^{}\n]*\}")
LABEL_RE = re.compile(r"\[([^\[\]]+)\]")
DEFINITION_RE = re.compile(r"\[([^\]^][^\]]*)\]:")


class Lines(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        labels = Counter(label.lower() for line in lines for label in LABEL_RE.findall(line))
        return Reader({label for label, count in labels.items() if count < 2}).read(lines)


@dataclass
class Item:
    indent: int  # of its bullet or number
    content: int  # of its text
    ordered: bool


class Reader:
    """One walk over the lines, knowing which list items are open."""

    def __init__(self, unused_labels: set[str], quotes: int = 0) -> None:
        self.unused_labels = unused_labels
        self.quotes = quotes
        self.written: list[str] = []
        self.items: list[Item] = []
        self.in_code = False
        self.in_item_line = False  # the text run began with an item's own line

    @property
    def after_blank(self) -> bool:
        return not self.written or not self.written[-1].strip()

    @property
    def after_heading(self) -> bool:
        return self.after_blank and any(line.startswith("#") for line in self.written[-2:-1])

    def read(self, lines: list[str]) -> list[str]:
        number = 0
        while number < len(lines):
            quoted = self.quoted(lines, number)
            if quoted:
                self.read_quote(quoted)
                number += len(quoted)
                continue
            following = lines[number + 1] if number + 1 < len(lines) else ""
            self.read_line(lines[number], following)
            number += 1
        return self.written

    def quoted(self, lines: list[str], start: int) -> list[str]:
        if (self.items and not self.after_blank) or self.quotes >= QUOTE_DEPTH:
            return []
        end = start
        while end < len(lines) and QUOTE_RE.fullmatch(lines[end]):
            end += 1
        return lines[start:end]

    def read_quote(self, lines: list[str]) -> None:
        self.items, self.in_code, self.in_item_line = [], False, False
        inner = Reader(self.unused_labels, self.quotes + 1)
        inner.read([line[1] for line in map(QUOTE_RE.fullmatch, lines) if line])
        self.written += [f"> {line}" for line in inner.written]

    def read_line(self, line: str, following: str) -> None:
        blanks, padding, text = PADDING_RE.fullmatch(line).groups()  # type: ignore[union-attr]
        indent = len(blanks)
        if not text.strip() or ATTRIBUTES_RE.fullmatch(text.strip()):
            self.written.append("")
        elif UNDERLINE_RE.fullmatch(text) and self.after_heading:
            pass  # `## title` underlined as well
        elif not padding and self.is_code(indent):
            self.write_code(indent, text)
        else:
            self.in_code = False
            self.read_text(indent, self.tidied(text), following)

    def is_code(self, indent: int) -> bool:
        if not (self.after_blank or self.in_code):
            return False
        owners = [item.content for item in self.items if item.content <= indent]
        return indent - (owners[-1] if owners else 0) >= TAB

    def write_code(self, indent: int, text: str) -> None:
        self.close_items(indent)
        excess = indent - (self.items[-1].content if self.items else 0)
        self.written.append(" " * (TAB * len(self.items) + excess) + text)
        self.in_code, self.in_item_line = True, False

    def tidied(self, text: str) -> str:
        """Attribute lists are kramdown's; a definition that nothing uses is text."""
        if "`" not in text:
            text = ATTRIBUTES_RE.sub("", text)
        match = DEFINITION_RE.match(text)
        return f"\\{text}" if match and match[1].lower() in self.unused_labels else text

    def read_text(self, indent: int, text: str, following: str) -> None:
        heading = heading_line(text, at_start=self.after_blank)
        if heading or MARKER_RE.fullmatch(text.strip()) or HTML_PLACEHOLDER_RE.fullmatch(text):
            self.write_block(indent, heading or text)
        elif RULE_RE.fullmatch(text) and (self.items or self.after_blank):
            self.write_block(indent, text)
        elif (match := ITEM_RE.fullmatch(text)) and self.may_be_item(match):
            self.write_item(indent, match)
        else:
            if not self.items and TABLE_RULE_RE.fullmatch(following) and "|" in text + following:
                self.write_blank()
            self.write_text(indent, escaped(text))

    def may_be_item(self, match: re.Match[str]) -> bool:
        """Within a paragraph a long number begins no list: “2015. ” may end a sentence."""
        interrupts = not self.items and not self.after_blank
        return not interrupts or len(match[1]) <= len("99.")

    def write_block(self, indent: int, text: str) -> None:
        self.write_blank()
        self.close_items(indent)
        self.written += [" " * (TAB * len(self.items)) + text, ""]
        self.in_item_line = False

    def write_item(self, indent: int, match: re.Match[str]) -> None:
        ordered = match[1][0].isdigit()
        sibling = None
        while self.items and indent <= self.items[-1].indent:
            sibling = self.items.pop()
        if not self.in_item_line or (sibling and sibling.ordered != ordered):
            self.write_blank()
        depth = " " * (TAB * len(self.items))
        text = heading_line(match[3], at_start=True) or escaped(match[3])
        self.written.append(f"{depth}{match[1]} {text}")
        gap = len(match[2]) if len(match[2]) <= TAB else 1
        self.items.append(Item(indent, indent + len(match[1]) + gap, ordered))
        self.in_item_line = True

    def write_text(self, indent: int, text: str) -> None:
        if self.after_blank:
            self.close_items(indent)
            self.in_item_line = False
        depth = len(self.items) - (1 if self.in_item_line else 0)
        self.written.append(" " * (TAB * depth) + text)

    def write_blank(self) -> None:
        if not self.after_blank:
            self.written.append("")

    def close_items(self, indent: int) -> None:
        """Close the items that text with this indentation does not belong to."""
        while self.items and indent < min(self.items[-1].content, self.items[-1].indent + 2):
            self.items.pop()


def escaped(text: str) -> str:
    return f"\\{text}" if text.startswith("#") else text
