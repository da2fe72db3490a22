"""What is asked of the index: grams joined by and, or, not, as each database spells it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Gram:
    text: str
    is_beginning: bool = False  # any gram that begins so


@dataclass(frozen=True)
class All:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Some:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Less:
    """What meets the first and none of the others."""

    whole: "Expression"
    parts: tuple["Expression", ...]


type Expression = Gram | All | Some | Less


def every(parts: Iterable[Expression]) -> Expression:
    found = tuple(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else All(found)


def some(parts: Iterable[Expression]) -> Expression:
    found = tuple(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else Some(found)


def less(whole: Expression, parts: Iterable[Expression]) -> Expression:
    found = tuple(parts)
    return Less(whole, found) if found else whole


def fts5(asked: Expression) -> str:
    match asked:
        case Gram(text, is_beginning):
            return '"' + text.replace('"', '""') + '"' + (" *" if is_beginning else "")
        case All(parts):
            return "(" + " AND ".join(map(fts5, parts)) + ")"
        case Some(parts):
            return "(" + " OR ".join(map(fts5, parts)) + ")"
        case Less(whole, parts):
            return f"({fts5(whole)} NOT ({' OR '.join(map(fts5, parts))}))"


def tsquery(asked: Expression) -> str:
    match asked:
        case Gram(text, is_beginning):
            return lexeme(text) + (":*" if is_beginning else "")
        case All(parts):
            return "(" + " & ".join(map(tsquery, parts)) + ")"
        case Some(parts):
            return "(" + " | ".join(map(tsquery, parts)) + ")"
        case Less(whole, parts):
            return f"({tsquery(whole)} & !({' | '.join(map(tsquery, parts))}))"


def lexeme(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
