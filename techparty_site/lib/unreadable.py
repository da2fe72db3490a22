"""Why a file gave nothing: one word that is stored and, where it is shown, put into a sentence."""

from enum import StrEnum


class Reason(StrEnum):
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"  # unpacked: in memory, in pixels, in characters
    TOO_MANY_PAGES = "too_many_pages"
    TOO_SLOW = "too_slow"
    NO_READER = "no_reader"
    FAILED = "failed"  # our fault, not the file's


class Unreadable(Exception):
    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail  # for the log
