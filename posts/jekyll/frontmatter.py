"""The YAML between the two `---` lines, read as data that cannot run, explode or lie about JSON."""

import math
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import yaml
from django.utils.translation import gettext as _

from posts.jekyll.proposal import Note

MAX_BYTES = 64 * 1024
MAX_DEPTH = 20
MAX_ALIASES = 10
LONGEST_INT = 18
OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
# PostgreSQL stores neither a NUL nor half a surrogate pair, XML no control character.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class FrontMatterError(Exception):
    def __init__(self, sentence: str, line: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


@dataclass
class FrontMatter:
    data: dict[str, Any]
    body: str
    body_line: int
    notes: list[Note] = field(default_factory=list)


class CarefulLoader(yaml.SafeLoader):
    """SafeLoader that also counts aliases and depth, and remembers keys said twice."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.aliases = 0
        self.open_nodes = 0
        self.open_anchors: set[str] = set()
        self.repeated: list[tuple[str, int]] = []

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            self._allow_alias(event)
            return super().compose_node(parent, index)
        anchor = getattr(event, "anchor", None)
        if self.open_nodes >= MAX_DEPTH:
            raise FrontMatterError(_("the front matter is nested too deeply"), _line(event))
        self.open_nodes += 1
        self.open_anchors |= {anchor} if anchor else set()
        node = super().compose_node(parent, index)
        self.open_nodes -= 1
        self.open_anchors.discard(anchor or "")
        return node

    def _allow_alias(self, event: yaml.AliasEvent) -> None:
        self.aliases += 1
        if event.anchor in self.open_anchors:
            raise FrontMatterError(_("a YAML anchor contains itself"), _line(event))
        if self.aliases > MAX_ALIASES:
            raise FrontMatterError(_("too many YAML aliases"), _line(event))

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        seen: set[str] = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    self.repeated.append((key.value, key.start_mark.line + 1))
                seen.add(key.value)
        return super().construct_mapping(node, deep)


def _keep_odd_numbers(
    constructor: Callable[[Any, yaml.ScalarNode], Any],
) -> Callable[[CarefulLoader, yaml.ScalarNode], Any]:
    """`13:30` is a time and not 810; a number of a thousand digits is text; 2013-99-99 no date."""

    def construct(loader: CarefulLoader, node: yaml.ScalarNode) -> Any:
        text = str(node.value)
        if (":" in text and "-" not in text[1:]) or len(text) > LONGEST_INT + 22:
            return text
        try:
            return constructor(loader, node)
        except (ValueError, OverflowError):
            return text

    return construct


for tag, original in {
    "int": yaml.SafeLoader.construct_yaml_int,
    "float": yaml.SafeLoader.construct_yaml_float,
    "timestamp": yaml.SafeLoader.construct_yaml_timestamp,
}.items():
    CarefulLoader.add_constructor(f"tag:yaml.org,2002:{tag}", _keep_odd_numbers(original))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def load_yaml(text: str) -> tuple[Any, list[tuple[str, int]]]:
    """The document as JSON-able data, and its repeated keys with their lines (from 1)."""
    try:
        loader = CarefulLoader(text)
        data = loader.get_single_data()
        return to_json(data), loader.repeated
    except yaml.constructor.ConstructorError as error:
        raise FrontMatterError(_constructor_sentence(error), _mark_line(error)) from error
    except yaml.MarkedYAMLError as error:
        reason = " ".join(str(error.problem or error.context or "").split())[:120]
        sentence = _("the front matter is no YAML: %(reason)s") % {"reason": reason}
        raise FrontMatterError(sentence, _mark_line(error)) from error
    except yaml.YAMLError as error:
        raise FrontMatterError(_("the front matter holds control characters"), 1) from error
    except RecursionError as error:
        raise FrontMatterError(_("the front matter is nested too deeply")) from error


def _constructor_sentence(error: yaml.constructor.ConstructorError) -> str:
    tag = re.search(r"tag '([^']{1,80})", str(error.problem))
    if tag:
        return _("the YAML tag %(tag)s is not allowed") % {"tag": tag[1]}
    return _("the front matter holds a value that is no plain data")


def _mark_line(error: yaml.MarkedYAMLError) -> int | None:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else None


def to_json(value: Any) -> Any:
    if isinstance(value, str):
        return UNSTORABLE.sub("\ufffd", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**LONGEST_INT else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(to_json(key)): to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_json(item) for item in value]
    raise FrontMatterError(_("the front matter holds a value that is no plain data"))


def read_front_matter(text: str) -> FrontMatter:
    """Take `text` (line ends as \\n) apart; raises FrontMatterError with a line of the file."""
    opening = OPENING.match(text)
    if opening is None:
        note = Note(_("there is no front matter; the file name tells all there is"), 1)
        return FrontMatter({}, text, 1, [note])
    closing = CLOSING.search(text, opening.end())
    start = opening.end()
    if len(text[start : closing.start() if closing else None].encode()) > MAX_BYTES:
        size = {"kilobytes": MAX_BYTES // 1024}
        raise FrontMatterError(_("the front matter is longer than %(kilobytes)d KB") % size, 1)
    if closing is None:
        raise FrontMatterError(_("the front matter has no closing ---"), 1)
    data, notes = _read_mapping(text[start : closing.start()])
    body_line = text.count("\n", 0, closing.end()) + 2
    return FrontMatter(data, text[closing.end() + 1 :], body_line, notes)


def _read_mapping(text: str) -> tuple[dict[str, Any], list[Note]]:
    try:
        data, repeated = load_yaml(text)
    except FrontMatterError as error:
        raise FrontMatterError(error.sentence, (error.line or 0) + 1) from error
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise FrontMatterError(_("the front matter is no list of names and values"), 2)
    message = _("“%(key)s” stands twice in the front matter; the last one counts")
    return data, [Note(message % {"key": key}, line + 1) for key, line in repeated]
