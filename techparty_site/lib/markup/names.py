"""Sets of names, written as text."""


def names(*lines: str) -> frozenset[str]:
    return frozenset(name for line in lines for name in line.split())
