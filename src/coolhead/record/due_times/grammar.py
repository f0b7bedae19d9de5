"""From words to one expression of time: which parts belong together, and which words are no due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from coolhead.record.due_times.clocks import (
    ClockFound,
    clock_at,
    ends_a_time,
    names_a_zone,
    part_at,
)
from coolhead.record.due_times.days import DAY_WORDS, day_at, month_at
from coolhead.record.due_times.durations import duration_at, idiom_at, lasted_at
from coolhead.record.due_times.expression import (
    Clock,
    Expression,
    Lasting,
    MonthDay,
    PeriodEnd,
    Unsaid,
    Weekday,
)
from coolhead.record.due_times.pieces import (
    GLUE,
    Reader,
    clock_piece,
    closing_piece,
    day_piece,
    first_thing_piece,
    part_of_this_day_piece,
    unsure_piece,
    weekend_piece,
)
from coolhead.record.due_times.tokens import CARDINALS, ORDINALS, Tokens, word_list

_VAGUE: Final = (
    "as soon as possible",
    "as soon as we can",
    "as soon as i can",
    "asap",
    "soon",
    "shortly",
    "in due course",
    "straight away",
    "straightaway",
    "right away",
    "immediately",
    "in the near future",
    "sooner or later",
    "at the earliest opportunity",
    "later on",
    "overnight",
    "in the coming days",
    "in the coming weeks",
)
# "how soon", "too soon" and "as soon as it arrives" promise nothing.
_NOT_SOON_AFTER: Final = frozenset({"how", "too", "as", "so", "quite"})
# Before a bare hour that a day follows: "make it five tomorrow".
_AFRESH: Final = frozenset({"", "say", "so", "it", "then", "okay", "yes", "yeah", "or", "maybe"})
# A weekday or a date after these is one gone by: "it came on Tuesday", "it was due on Friday".
_HAPPENED: Final = frozenset(
    word_list("came went didn't did rang happened arrived took bought ordered gave told")
)
_PAST: Final = frozenset(word_list("since last previous every each yesterday past former"))
_LEADS: Final = (
    "no later than",
    "not later than",
    "at the latest by",
    "by around",
    "by about",
    "at around",
    "at about",
    "by",
    "at",
    "before",
    "until",
    "till",
    "on",
    "for",
    "around",
    "about",
    "over",
    "during",
)
_CLOCK_LEADS: Final = frozenset(
    word_list("by at before until till than around about by_around by_about at_around at_about")
)
_LATER_THAN: Final = ("not before", "any time after", "anytime after", "after", "from")
# "at around about five on the": more small words than this join nothing.
_MOST_GLUE: Final = 3


# Every word that a due time, or what only looks like one, can begin with: most words of a call
# begin neither, and are passed at the cost of a look-up.
_BEGIN: Final = frozenset(
    {
        *(phrase.split()[0] for phrase in (*_VAGUE, *_LEADS, *_LATER_THAN)),
        *_PAST,
        *CARDINALS,
        *ORDINALS,
        *DAY_WORDS,
        *word_list(
            "a an the half quarter couple fortnight few several some three any anytime between in "
            "within inside under allow take takes taking over give up less just one today tomorrow "
            "tonight tonite later day noon midday midnight this next coming following end close "
            "cob eod first early late mid middle beginning start morning afternoon evening"
        ),
    }
)


def expression_in(text: str) -> Expression | None:
    """The first due time that names a moment, else the first that is only words, else None."""
    vague: Expression | None = None
    for expression in _expressions(Tokens(text)):
        if not expression.vague and not isinstance(expression.day, Unsaid):
            return expression
        vague = vague or expression
    return vague


def _expressions(tokens: Tokens) -> Iterator[Expression]:
    index = 0
    while index < len(tokens):
        word = tokens.word(index)
        if word not in _BEGIN and not word[0].isdigit():
            index += 1
            continue
        skipped = _no_due(tokens, index)
        if skipped is not None:
            index = skipped
            continue
        found = _window(tokens, index) or _whole(tokens, index)
        if found is None:
            index += 1
            continue
        expression, after = found
        if _has_happened(tokens, index, expression):
            index = after
            continue
        if names_a_zone(tokens, after):
            expression = msgspec.structs.replace(expression, vague=True)
        start, end = tokens.items[index].start, tokens.items[after - 1].end
        yield msgspec.structs.replace(expression, span=(start, end))
        index = after


def _no_due(tokens: Tokens, index: int) -> int | None:
    """The index after words that only look like a due time."""
    idiom = idiom_at(tokens, index)
    if idiom is not None:
        return idiom
    if tokens.skip(index, "at the end of the day") is not None and _is_idle_end(tokens, index + 6):
        return index + 6
    if tokens.word(index) in _PAST or (
        tokens.word(index) == "from" and tokens.word(index + 1) != "now"
    ):
        after = tokens.skip(index + 1, "the") or index + 1
        day = day_at(tokens, after)
        if day is not None and not _opens_window(tokens, day[1]):
            part = part_at(tokens, day[1])
            return part[1] if part else day[1]
        part = part_at(tokens, after)
        if part is not None:
            return part[1]
        lasted = lasted_at(tokens, after)
        return lasted if lasted is not None else None
    return None


def _has_happened(tokens: Tokens, index: int, expression: Expression) -> bool:
    """Whether the words before put a weekday or a date into the past."""
    if not isinstance(expression.day, Weekday | MonthDay):
        return False
    before = [tokens.word(index - back) for back in (1, 2, 3)]
    if tokens.skip(index - 3, "should have") is not None:
        return True
    return not _HAPPENED.isdisjoint(before) or not {"was", "were"}.isdisjoint(before[:2])


def _is_idle_end(tokens: Tokens, after: int) -> bool:
    """Whether "at the end of the day" stands alone, as a figure of speech."""
    return day_at(tokens, after) is None


def _opens_window(tokens: Tokens, index: int) -> bool:
    return tokens.word(index) in {"to", "until", "till", "through"}


def _window(
    tokens: Tokens, index: int, *, after_day: bool = False
) -> tuple[Expression, int] | None:
    """Read "between three and five", "from nine to eleven": the end of the window is the due.

    After a day no opening word is needed: "tomorrow nine to twelve".
    """
    opening = tokens.skip(index, "between", "from", "any time between", "anytime between")
    if opening is None and after_day:
        opening = index
    if opening is None:
        return None
    joints = {"and", "to", "until", "till", "-"}
    first_day = day_at(tokens, opening)
    if first_day is not None and tokens.word(first_day[1]) in joints:
        second = _whole(tokens, first_day[1] + 1)
        if second is not None and second[0].day is not None:
            return second
    since = clock_at(tokens, opening)
    if since is not None and tokens.word(since.after) not in joints:
        since = _bare_hour(tokens, opening)
    if since is None or tokens.word(since.after) not in joints:
        return None
    end = clock_at(tokens, since.after + 1)
    if end is None:
        return None
    expression = Expression((0, 0), clock=end.clock, since=since.clock)
    grown, after = _grow(tokens, end.after, expression)
    telling = end.certain or since.certain or grown.day is not None or grown.part is not None
    if not telling and not ends_a_time(tokens, after):
        return None
    return grown, after


def _bare_hour(tokens: Tokens, index: int) -> ClockFound | None:
    """Read "ten" of "from ten to six", which on its own would be ten minutes to six."""
    number = tokens.cardinal(index)
    if number is None or not 1 <= number[0] <= 12:
        return None
    return ClockFound(Clock(number[0]), number[1], certain=False)


def _whole(tokens: Tokens, index: int) -> tuple[Expression, int] | None:
    """A due time that begins at ``index``, with the word that leads to it."""
    duration = duration_at(tokens, index)
    if duration is not None:
        lasting, after = duration
        expression = Expression((0, 0), day=lasting, vague=isinstance(lasting, Unsaid))
        in_hours = isinstance(lasting, Lasting) and lasting.unit in {"minute", "hour"}
        return (expression, after) if in_hours else _grow(tokens, after, expression)
    vague = tokens.skip(index, *_VAGUE)
    if vague is not None and tokens.word(index - 1) not in _NOT_SOON_AFTER:
        return Expression((0, 0), day=Unsaid(), vague=True), vague
    later = tokens.skip(index, *_LATER_THAN)
    if later is not None:
        return _later_than(tokens, later, tokens.word(index))
    month = tokens.skip(index, "by", "in", "before", "until")
    if month is not None and _is_month_alone(tokens, month):
        return Expression((0, 0), day=Unsaid(), vague=True), month + 1
    lead_end = tokens.skip(index, *_LEADS)
    lead = " ".join(tokens.word(at) for at in range(index, lead_end or index))
    return _led(tokens, index if lead_end is None else lead_end, lead)


def _is_month_alone(tokens: Tokens, index: int) -> bool:
    """Whether a month stands here without a day: it may mean its first day or its last."""
    month = month_at(tokens, index, beside_number=True)
    return month is not None and ends_a_time(tokens, index + 1)


def _later_than(tokens: Tokens, index: int, lead: str) -> tuple[Expression, int] | None:
    """Read "after five", "not before Monday", "from Monday": a beginning is no due time."""
    found = _led(tokens, index, "at")
    if found is None or (lead == "from" and found[0].clock is None):
        return None
    return Expression((0, 0), day=Unsaid(), vague=True), found[1]


def _led(tokens: Tokens, index: int, lead: str) -> tuple[Expression, int] | None:
    empty = Expression((0, 0))
    for read in (
        closing_piece,
        part_of_this_day_piece,
        first_thing_piece,
        weekend_piece,
        unsure_piece,
    ):
        found = read(tokens, index, empty, lead)
        if found is not None:
            return _grow(tokens, found[1], found[0])
    day = day_at(tokens, index)
    if day is not None:
        # "by next week" may mean its first day or its last: a person must say.
        unclear = lead.startswith(("by", "before")) and isinstance(day[0], PeriodEnd)
        expression = Expression((0, 0), day=day[0], vague=unclear)
        grown, after = _grow(tokens, _or_later_day(tokens, day[1]), expression)
        if after > day[1] and tokens.word(day[1]) == "or" and grown.day == day[0]:
            later = day_at(tokens, day[1] + 1)
            grown = msgspec.structs.replace(grown, day=later[0] if later else day[0])
        timed = grown.clock is not None or grown.part is not None or grown.close is not None
        before = lead == "before" and not timed
        return msgspec.structs.replace(grown, before=before), after
    return _led_by_clock(tokens, index, lead)


def _or_later_day(tokens: Tokens, index: int) -> int:
    """The index after "or Thursday": of two days named, the later is the promise."""
    if tokens.word(index) == "or":
        other = day_at(tokens, index + 1)
        if other is not None:
            return other[1]
    return index


def _led_by_clock(tokens: Tokens, index: int, lead: str) -> tuple[Expression, int] | None:
    clock = clock_at(tokens, index)
    if clock is None:
        return None
    leads = lead.replace(" ", "_") in _CLOCK_LEADS or lead.endswith("later than")
    grown, after = _grow(tokens, clock.after, Expression((0, 0), clock=clock.clock))
    if clock.certain:
        return grown, after
    # "I'll send two tomorrow" is no hour: without a word that leads to it, one must begin afresh.
    afresh = tokens.word(index - 1) in _AFRESH or not tokens.word(index - 1).isalpha()
    adjacent = afresh and (
        day_at(tokens, clock.after) is not None or tokens.word(clock.after) == "tonight"
    )
    placed = grown.part is not None or (grown.day is not None and (leads or adjacent))
    if placed or (leads and ends_a_time(tokens, clock.after)):
        return grown, after
    return None


def _grow(tokens: Tokens, index: int, expression: Expression) -> tuple[Expression, int]:
    """Add what follows and belongs to it: the day to a time, the time to a day."""
    while True:
        at = tokens.over(index, GLUE, _MOST_GLUE)
        glue = tokens.word(at - 1) if at > index else ""
        found: tuple[Expression, int] | None = None
        for read in _READERS:
            found = read(tokens, at, expression, glue)
            if found is not None:
                break
        if found is None:
            return expression, index
        expression, index = found


def _clock_window(
    tokens: Tokens, index: int, expression: Expression, glue: str
) -> tuple[Expression, int] | None:
    if expression.clock is not None:
        return None
    found = _window(tokens, index, after_day=expression.day is not None)
    if found is None or (found[0].day is not None and expression.day is not None):
        return None
    window, after = found
    return msgspec.structs.replace(
        expression,
        clock=window.clock,
        since=window.since,
        day=expression.day or window.day,
        part=expression.part or window.part,
    ), after


_READERS: Final[tuple[Reader, ...]] = (
    unsure_piece,
    closing_piece,
    first_thing_piece,
    part_of_this_day_piece,
    day_piece,
    _clock_window,
    clock_piece,
)
