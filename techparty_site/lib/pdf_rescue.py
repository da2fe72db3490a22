"""Every page of a PDF that can be had, also when others crash, hang or bloat the child.

A page that took a child with it is tried once more by a fresh one where that may help, then
without its picture, then left empty; the next child goes on behind it.
"""

import time
from collections.abc import Iterator

from techparty_site.lib import pdf
from techparty_site.lib.limited import Limits, stream
from techparty_site.lib.unreadable import Reason, Unreadable

SECONDS = 300  # for a whole deck
PAGE_SECONDS = 30
MEGABYTES = 180  # beside what its libraries take on the way
CHILDREN = 12  # a deck that takes so many with it is left at that


def read_pages(path: str, folder: str) -> Iterator[int | pdf.Page]:
    """How many pages there are, then each of them, see `pdf.read_pages`.

    Raises Unreadable when none can be had, be it only behind the first.
    """
    reader = Reader(path, folder)
    some, problem = False, ""
    for part in reader.read():
        if not isinstance(part, int):
            some = some or bool(part["text"] or part["width"] or not part["problem"])
            problem = problem or part["problem"]
        yield part
    if not some:
        raise Unreadable(Reason(problem or Reason.BROKEN), "no page could be read")


class Reader:
    def __init__(self, path: str, folder: str) -> None:
        self.path, self.folder = path, folder
        self.count = self.done = 0
        self.problem = ""
        self.plain = False  # the next page goes without its picture
        self.deadline = time.monotonic() + SECONDS

    def read(self) -> Iterator[int | pdf.Page]:
        for _child in range(CHILDREN):
            before = self.done
            yield from self.go_on()
            if self.done == self.count or time.monotonic() > self.deadline:
                break
            if self.done > before:  # memory may have filled up page by page, a crash comes again
                self.plain = self.problem != Reason.TOO_LARGE
            elif self.plain:
                yield self.give_up()
            else:
                self.plain = True
        while self.done < self.count:
            yield self.give_up()

    def go_on(self) -> Iterator[int | pdf.Page]:
        """With a child of its own, as far as that one comes."""
        seconds = max(self.deadline - time.monotonic(), 1)
        limits = Limits(seconds=seconds, megabytes=MEGABYTES)
        place = {"start": self.done, "plain": self.plain}
        self.moved()
        try:
            for part in stream(
                limits, pdf.read_pages, self.path, self.folder, **place, beat=self.watch
            ):
                if not isinstance(part, int):
                    if self.plain:
                        part["problem"], self.plain = self.problem, False
                    self.done = part["number"]
                elif self.count:
                    continue  # said by an earlier child
                else:
                    self.count = part
                yield part
                self.moved()
        except Unreadable as error:
            if not self.count:
                raise
            self.problem = error.reason

    def give_up(self) -> pdf.Page:
        self.plain = False
        self.done += 1
        return pdf.empty_page(self.done, self.problem)

    def moved(self) -> None:
        self.last = time.monotonic()

    def watch(self) -> None:
        if time.monotonic() - self.last > PAGE_SECONDS:
            raise Unreadable(Reason.TOO_SLOW, f"page {self.done + 1}")
