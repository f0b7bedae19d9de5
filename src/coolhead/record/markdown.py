"""The record as Markdown, for a person to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from coolhead.call.vocabulary import level_of
from coolhead.record.brief import handover_brief
from coolhead.record.record import Record
from coolhead.record.scorecard import Scorecard
from coolhead.record.wording import harmless

# Only those that start something in the middle of a line; the rest would make prose unreadable.
_INLINE: Final = re.compile(r"([\\`*_\[\]<>|~$&#^])")
_RESULTS: Final = {"pass": "pass", "miss": "miss", "not_applicable": "not applicable"}


def record_markdown(record: Record) -> str:
    """The record as a Markdown page; texts from the call are escaped and stay texts."""
    sections = [
        f"# Call {markdown_text(record.id) or 'without an id'}",
        _facts(record),
        _brief(record),
        _listed("Issue", [record.issue] if record.issue else ["not said"], record, "issue"),
        _listed("Details", record.details, record, "details"),
        _listed("Wants", record.wants, record, "wants"),
        _listed("Offered", record.offered, record, "offered"),
        _listed("Accepted", record.accepted, record, "accepted"),
        _listed("Done", record.done, record, "done"),
        _listed("Promised", _promises(record), record, "commitments", escaped=True),
        _course(record),
        _listed("To follow up", _follow_ups(record), record, "follow_ups", escaped=True),
        _listed("Notes", record.notes, record, "notes"),
        _scorecard(record.scorecard) if record.scorecard else "",
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def markdown_text(text: object) -> str:
    """Text from the call as it stands in a line: nothing in it is markup, a link or a new line."""
    line = " ".join(harmless(str(text)).split())
    escaped = _INLINE.sub(r"\\\1", line)
    # "http://" would be made a link by many readers; what starts a list or a heading is escaped.
    escaped = escaped.replace("://", ":\\/\\/").replace("www.", "www\\.")
    return re.sub(r"^(\d+)([.)])|^([-+=])", _first_mark, escaped)


def _first_mark(match: re.Match[str]) -> str:
    number, mark, sign = match.groups()
    return f"{number}\\{mark}" if number else f"\\{sign}"


def _facts(record: Record) -> str:
    rows = [
        ("Started", record.started_at or "not known"),
        ("Ended", record.ended_at or "not known"),
        ("Length", "{} min {} s".format(*divmod(round(record.duration_s), 60))),
        ("Direction", record.direction),
        ("Agent", record.agent or "not known"),
        ("Customer", record.customer or "not known"),
        ("Language", record.language),
        (
            "Playbook",
            f"{record.playbook.name} {record.playbook.version}" if record.playbook else "",
        ),
        ("Outcome", record.outcome.replace("_", " ")),
        ("Ended by", record.ended_by.replace("_", " ")),
        ("Fault", record.fault),
        ("Do not call", "yes" if record.do_not_call else "no"),
        ("Vulnerability", (record.vulnerability or "").replace("_", " ")),
    ]
    lines = [f"| {name} | {markdown_text(value)} |" for name, value in rows if value]
    return "\n".join(["| | |", "|---|---|", *lines])


def _brief(record: Record) -> str:
    """For whoever takes it over, where somebody above came in or was asked for."""
    if record.escalation is None:
        return ""
    return f"## Hand-over\n\n{markdown_text(handover_brief(record).text)}"


def _listed(
    title: str, lines: Sequence[str], record: Record, field: str, *, escaped: bool = False
) -> str:
    if not lines:
        return ""
    shown = [line if escaped else markdown_text(line) for line in lines]
    ids = record.evidence.get(field, ())
    source = f"\n\nFrom {', '.join(markdown_text(i) for i in ids)}." if ids else ""
    return f"## {title}\n\n" + "\n".join(f"- {line}" for line in shown) + source


def _promises(record: Record) -> list[str]:
    return [
        f"{markdown_text(promise.action)} ({promise.by}), {_due(promise.due, promise.due_text)}"
        for promise in record.commitments
    ]


def _due(due: str | None, due_text: str | None) -> str:
    said = f' ("{markdown_text(due_text)}")' if due_text else ""
    return f"due {markdown_text(due)}{said}" if due else f"no fixed time{said}"


def _follow_ups(record: Record) -> list[str]:
    return [
        f"{follow.kind.replace('_', ' ')}: {markdown_text(follow.what)}"
        + (f", {_due(follow.due, follow.due_text)}" if follow.due or follow.due_text else "")
        for follow in record.follow_ups
    ]


def _course(record: Record) -> str:
    heat = record.heat
    lines = [
        "Heat (0-100): "
        + ", ".join(
            f"{name} {value:.0f} ({level_of(value)})"
            for name, value in (("start", heat.start), ("peak", heat.peak), ("end", heat.end))
        )
    ]
    lines += [
        f"Ladder at {step.at:.0f} s: {step.rung.replace('_', ' ')}"
        + (f" (from {markdown_text(step.utterance)})" if step.utterance else "")
        for step in record.ladder
    ]
    if record.escalation:
        to = f", to {markdown_text(record.escalation.to)}" if record.escalation.to else ""
        lines.append(
            f"Escalation at {record.escalation.at:.0f} s: {markdown_text(record.escalation.why)} "
            f"({record.escalation.status}{to})"
        )
    if any(record.interruptions.values()):
        counts = ", ".join(f"{party} {count}" for party, count in record.interruptions.items())
        lines.append(f"Interruptions: {counts}")
    if record.talk_ratio:
        shares = ", ".join(f"{party} {share:.0%}" for party, share in record.talk_ratio.items())
        lines.append(f"Share of speaking time: {shares}")
    return "## Course\n\n" + "\n".join(f"- {line}" for line in lines)


def _scorecard(card: Scorecard) -> str:
    score = "nothing applied" if card.score is None else f"{card.score:.0f} of 100"
    rows = [
        f"| {markdown_text(item.item)} | {_RESULTS[item.result]} | {item.weight:g} "
        f"| {markdown_text(item.rule)} | "
        + (f'"{markdown_text(item.quote)}" ({markdown_text(item.utterance)})' if item.quote else "")
        + " |"
        for item in card.items
    ]
    return "\n".join(
        [
            f"## Scorecard: {score}",
            "",
            "A person reviews this before it has any effect; every line can be disputed.",
            "",
            "| Item | Result | Weight | Why | Quote |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )
