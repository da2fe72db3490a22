"""Short links: `/t/<code>/` leads to a talk or an event for good, whatever its address becomes.

The code is the row's number, in letters and digits that nobody takes for another one, and a last
sign that tells a code read wrongly from a right one.
"""

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u
ALIKE = str.maketrans("ilo", "110")
CHECK = 29  # a prime below 32: one wrong sign, or two changed with each other, are seen
KINDS = ("talk", "event")
LONGEST = 10


def code_of(kind: str, pk: int) -> str:
    number = pk * len(KINDS) + KINDS.index(kind)
    check, signs = SIGNS[number % CHECK], ""
    while number:
        number, rest = divmod(number, len(SIGNS))
        signs = SIGNS[rest] + signs
    return signs + check


def meaning(code: str) -> tuple[str, int] | None:
    """Kind and primary key; None for what is no code."""
    signs = code.lower().translate(ALIKE)
    if not 2 <= len(signs) <= LONGEST or not set(signs) <= set(SIGNS):
        return None
    number = 0
    for sign in signs[:-1]:
        number = number * len(SIGNS) + SIGNS.index(sign)
    pk, kind = divmod(number, len(KINDS))
    return (KINDS[kind], pk) if SIGNS[number % CHECK] == signs[-1] and pk else None
