"""What is asked of the index: grams joined by and, or, not, as each database spells it."""

from collections.abc import Callable, Iterable
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


@dataclass(frozen=True)
class Dialect:
    gram: Callable[[Gram], str]
    both: str
    either: str
    less: str

    def spell(self, asked: Expression) -> str:
        match asked:
            case Gram():
                return self.gram(asked)
            case All(parts):
                return f"({self.both.join(map(self.spell, parts))})"
            case Some(parts):
                return f"({self.either.join(map(self.spell, parts))})"
            case Less(whole, parts):
                return f"({self.spell(whole)} {self.less} {self.spell(Some(parts))})"


def quoted(gram: Gram) -> str:
    return '"' + gram.text.replace('"', '""') + '"' + (" *" if gram.is_beginning else "")


def quoted_lexeme(gram: Gram) -> str:
    return lexeme(gram.text) + (":*" if gram.is_beginning else "")


def lexeme(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


fts5 = Dialect(quoted, " AND ", " OR ", "NOT").spell
tsquery = Dialect(quoted_lexeme, " & ", " | ", "& !").spell
