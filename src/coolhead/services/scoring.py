"""Many calls at once: a row of the table for each, and what they come to together.

The table says what happened in calls. Who took a call stands in its record and not in its row, and
no figure of a single person is made: figures of teams need a minimum of agents behind them.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

import msgspec

from coolhead.call.events import CallStarted, PlaybookRef
from coolhead.call.vocabulary import (
    LEVELS,
    RUNGS,
    Direction,
    EndedBy,
    Level,
    Outcome,
    Rung,
    level_of,
)
from coolhead.record.record import Record
from coolhead.services.groups import large_enough

# Below five people behind a figure it is often clear who is meant; with fewer than three, always.
USUAL_MINIMUM: Final = 5
LEAST_MINIMUM: Final = 3


class Origin(msgspec.Struct, frozen=True):
    """Where a call was read: the file as the user named it, and the line where it holds many.

    ``sha256`` is that of what was read, in hexadecimal: of the file, or of the line.
    """

    file: str
    line: int | None
    sha256: str


class CallRow(msgspec.Struct, frozen=True, kw_only=True):
    """A call as a line of the table; ``docs/score.md`` says what each column holds.

    Times are seconds, heat is 0-100, ratios 0-1. ``score`` is that of the record's scorecard;
    ``words_read`` is false where it rests on timing alone. ``record`` is the name of the record's
    file, None where none was written.
    """

    id: str
    file: str
    line: int | None = None
    team: str = "default"
    campaign: str | None = None
    direction: Direction = "inbound"
    started_at: str | None = None
    duration_s: float = 0.0
    utterances: int = 0
    language: str = "en"
    words_read: bool = True
    times_estimated: bool = False
    speakers_guessed: bool = False
    playbook: str = ""
    outcome: Outcome = "open"
    ended_by: EndedBy = "system"
    heat_start: float = 0.0
    heat_peak: float = 0.0
    heat_end: float = 0.0
    level_peak: Level = "calm"
    ladder: Rung = "none"
    escalation: str | None = None
    do_not_call: bool = False
    issue: str = ""
    wants: tuple[str, ...] = ()
    commitments: int = 0
    commitments_without_due: int = 0
    interruptions_customer: int = 0
    interruptions_agent: int = 0
    talk_ratio_customer: float | None = None
    talk_ratio_agent: float | None = None
    score: float | None = None
    items_passed: int = 0
    items_missed: int = 0
    items_not_applicable: int = 0
    missed: tuple[str, ...] = ()
    record: str | None = None
    sha256: str = ""
    playbook_digest: str = ""
    engine_version: str = ""


def row_of(
    record: Record,
    started: CallStarted,
    origin: Origin,
    *,
    utterances: int,
    playbook: PlaybookRef,
    engine_version: str,
) -> CallRow:
    """The row of a finished call; ``playbook`` is the one that guided it in this run.

    What is restricted (what makes a customer vulnerable) and who took the call stay in the record.
    """
    items = record.scorecard.items if record.scorecard else ()
    results = Counter(item.result for item in items)
    return CallRow(
        id=record.id,
        file=origin.file,
        line=origin.line,
        team=started.team,
        campaign=started.campaign,
        direction=record.direction,
        started_at=record.started_at,
        duration_s=float(record.duration_s),
        utterances=utterances,
        language=record.language,
        words_read=record.language.lower().startswith("en") and started.consent != "refused",
        times_estimated=started.times_estimated,
        speakers_guessed=started.speakers_guessed,
        playbook=playbook.name,
        outcome=record.outcome,
        ended_by=record.ended_by,
        heat_start=float(record.heat.start),
        heat_peak=float(record.heat.peak),
        heat_end=float(record.heat.end),
        level_peak=level_of(record.heat.peak),
        ladder=max((step.rung for step in record.ladder), key=RUNGS.index, default="none"),
        escalation=record.escalation.status if record.escalation else None,
        do_not_call=record.do_not_call,
        issue=record.issue,
        wants=record.wants,
        commitments=len(record.commitments),
        commitments_without_due=sum(promise.due is None for promise in record.commitments),
        interruptions_customer=record.interruptions.get("customer", 0),
        interruptions_agent=record.interruptions.get("agent", 0),
        talk_ratio_customer=_float(record.talk_ratio.get("customer")),
        talk_ratio_agent=_float(record.talk_ratio.get("agent")),
        score=_float(record.scorecard.score if record.scorecard else None),
        items_passed=results["pass"],
        items_missed=results["miss"],
        items_not_applicable=results["not_applicable"],
        missed=tuple(item.id for item in items if item.result == "miss"),
        sha256=origin.sha256,
        playbook_digest=playbook.digest,
        engine_version=engine_version,
    )


def _float(value: float | None) -> float | None:
    """A row that is read back has 0.0 where 0 was written: so it is written 0.0 at once."""
    return None if value is None else float(value)


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What a number of calls come to.

    ``on_ladder`` counts the calls that climbed a rung, ``rungs`` by the highest they reached.
    ``open_commitments`` are promises made: nothing in an archive shows whether one was kept.
    ``mean_score`` is over ``scored`` calls: those with an item that applied and words that were
    read; None where there is none, or where it would be that of too few agents.
    """

    calls: int
    outcomes: dict[Outcome, int]
    level_peaks: dict[Level, int]
    on_ladder: int
    rungs: dict[Rung, int]
    do_not_call: int
    open_commitments: int
    commitments_without_due: int
    calls_with_commitments: int
    mean_score: float | None
    scored: int
    without_words: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of all calls, and of each team that enough agents stand behind.

    ``teams_withheld`` counts the teams left out; ``minimum_agents`` is how many were needed.
    ``mean_withheld``: the calls name fewer agents than that, so no mean score is made of them.
    """

    all: Figures
    teams: dict[str, Figures]
    teams_withheld: int
    mean_withheld: bool
    minimum_agents: int


class Tally:
    """Adds up rows; holds counts only, whatever the number of calls."""

    def __init__(self, minimum_agents: int = USUAL_MINIMUM) -> None:
        self._minimum = max(minimum_agents, LEAST_MINIMUM)
        self._all = _Sums()
        self._teams: dict[str, _Sums] = {}
        self._agents: dict[str, set[str]] = {}

    def add(self, row: CallRow, agent: str | None) -> None:
        """Count a call; ``agent`` took it, and serves only to count how many stand behind it."""
        self._all.add(row)
        self._teams.setdefault(row.team, _Sums()).add(row)
        if agent is not None:
            self._agents.setdefault(row.team, set()).add(agent)

    @property
    def calls(self) -> int:
        """How many calls were counted."""
        return self._all.counts["calls"]

    def summary(self) -> Summary:
        """The figures so far, teams by name."""
        groups = {team: self._agents.get(team, set()) for team in self._teams}
        shown = large_enough(groups, self._minimum)
        figures = self._all.figures()
        # Calls that name nobody (most imported ones) can be those of any number of agents.
        too_few = 0 < len(set().union(*self._agents.values())) < self._minimum
        return Summary(
            all=msgspec.structs.replace(figures, mean_score=None) if too_few else figures,
            teams={team: self._teams[team].figures() for team in sorted(shown)},
            teams_withheld=len(self._teams) - len(shown),
            mean_withheld=too_few and figures.mean_score is not None,
            minimum_agents=self._minimum,
        )


class _Sums:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._outcomes: Counter[Outcome] = Counter()
        self._levels: Counter[Level] = Counter()
        self._rungs: Counter[Rung] = Counter()
        self._score = 0.0

    def add(self, row: CallRow) -> None:
        self._outcomes[row.outcome] += 1
        self._levels[row.level_peak] += 1
        self._rungs[row.ladder] += 1
        counted = self.counts
        counted["calls"] += 1
        counted["do_not_call"] += row.do_not_call
        counted["open_commitments"] += row.commitments
        counted["commitments_without_due"] += row.commitments_without_due
        counted["calls_with_commitments"] += row.commitments > 0
        counted["without_words"] += not row.words_read
        if row.score is not None and row.words_read:
            counted["scored"] += 1
            self._score += row.score

    def figures(self) -> Figures:
        counts, scored = self.counts, self.counts["scored"]
        return Figures(
            calls=counts["calls"],
            outcomes={name: self._outcomes[name] for name in OUTCOMES},
            level_peaks={name: self._levels[name] for name in LEVELS},
            on_ladder=counts["calls"] - self._rungs["none"],
            rungs={name: self._rungs[name] for name in RUNGS},
            do_not_call=counts["do_not_call"],
            open_commitments=counts["open_commitments"],
            commitments_without_due=counts["commitments_without_due"],
            calls_with_commitments=counts["calls_with_commitments"],
            mean_score=round(self._score / scored, 1) if scored else None,
            scored=scored,
            without_words=counts["without_words"],
        )


OUTCOMES: Final[tuple[Outcome, ...]] = ("resolved", "saved", "open", "lost", "no_contact")
