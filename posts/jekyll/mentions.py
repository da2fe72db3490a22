"""Days as Chinese text writes them: `10 月 18 日`, `2012.04.15`, `本周日`, `20110918`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九十")}

WEEKDAY = r"[(（【\s]{0,2}(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
FULL = re.compile(
    r"(?<!\d)(?P<year>20\d\d)\s?[-./年月]\s?(?P<month>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})(?!\d)"
    rf"\s?[日号]?(?:{WEEKDAY})?"
)
MONTH_DAY = re.compile(
    rf"(?<![\d.])(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})(?!\d)\s?[日号]?(?!月)(?:{WEEKDAY})?"
)
# 9.14 is a day only between brackets or before words that speak of a day.
POINTED = re.compile(
    r"(?:(?<=[(（\[【])(?P<month>\d{1,2})[.\-](?P<day>\d{1,2})(?=[)）\]】])"
    r"|(?<![\d.])(?P<month2>\d{1,2})\.(?P<day2>\d{1,2})(?=\s?(?:[日号]|[上下]午|晚上|成功|举)))"
)
POINTED_TITLE = re.compile(r"(?<![\d.])(?P<month>\d{1,2})\.(?P<day>\d{1,2})(?![\d.])")
# 20 号, but neither line 5 of the underground nor number 16 of a street.
DAY_ONLY = re.compile(
    r"(?<![\d月第路道街巷村.\-])(?<!月\s)(?P<day>\d{1,2})\s?[号日](?![线楼栋馆厅店铺院门口大本期\d])"
    rf"(?:{WEEKDAY})?"
)
COMPACT = re.compile(r"(?<!\d)(?:20)?(?P<year>[01]\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
RELATIVE_DAY = re.compile(r"(?P<word>昨天|昨日|前天|今天|今日|明天)")
RELATIVE_WEEK = re.compile(
    r"(?P<which>上|本|这|下)一?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])"
)
TITLE_MONTHS = (
    re.compile(r"(?P<year>20\d\d)\s?[年月.\-]\s?(?P<month>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>[01]\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<month>\d{1,2})\s?月"),
    re.compile(r"(?P<name>十[一二]|[一二三四五六七八九十])月"),
)


@dataclass(frozen=True)
class Mention:
    """What is said of a day; what is not said is None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: str = ""  # 昨天, or 上 本 这 下 with a weekday
    compact: bool = False


def find_mentions(text: str, *, title: bool = False) -> list[Mention]:
    """Every day named, longest reading first, none inside another."""
    patterns = [FULL, MONTH_DAY, POINTED, COMPACT, RELATIVE_WEEK, RELATIVE_DAY, DAY_ONLY]
    if title:
        patterns.insert(2, POINTED_TITLE)
    found: list[Mention] = []
    taken = bytearray(len(text))
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"x" * (end - start)
                found.append(_mention(match, compact=pattern is COMPACT))
    return sorted(found, key=lambda one: one.start)


def _mention(match: re.Match[str], *, compact: bool) -> Mention:
    said = match.groupdict()
    year = _number(said, "year")
    return Mention(
        match.start(),
        match.end(),
        year + 2000 if compact and year is not None else year,
        _number(said, "month") or _number(said, "month2"),
        _number(said, "day") or _number(said, "day2"),
        WEEKDAYS.get(said.get("weekday") or ""),
        said.get("which") or said.get("word") or "",
        compact,
    )


def _number(said: dict[str, str | None], name: str) -> int | None:
    text = said.get(name)
    return int(text) if text else None


def title_month(title: str) -> tuple[int | None, int] | None:
    """(year or None, month) of `2012年2月`, `201304`, `11月`, `八月`."""
    for pattern in TITLE_MONTHS:
        match = pattern.search(title)
        if match:
            said = match.groupdict()
            month = sum(DIGITS[digit] for digit in said.get("name") or "") or _number(said, "month")
            if month and 1 <= month <= 12:
                return _number(said, "year"), month
    return None


def file_dates(raw: str) -> Iterator[Mention]:
    """Days in the names of linked files: …/20110918_talk.mp3 (folders are not looked at)."""
    for name in re.findall(r"[/(\"']([^/\s()\"']{6,200})(?=[)\s\"'>]|$)", raw):
        for match in COMPACT.finditer(name):
            yield _mention(match, compact=True)
