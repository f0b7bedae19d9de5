"""The whole record: every field that is filled, with links to the words it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coolhead.adapters.formats.page.markup import Child, Html, element, joined
from coolhead.adapters.formats.page.places import Places
from coolhead.adapters.formats.page.wording import due, heat_words, length, moment, words
from coolhead.call.vocabulary import Party
from coolhead.record.record import Commitment, Escalation, FollowUp, Record


def record_part(record: Record, places: Places) -> Html:
    """The record as a list of terms; a field that is empty is left out."""
    plain = (
        ("issue", "Issue", _text(record.issue)),
        ("details", "Details", _lines(record.details)),
        ("wants", "Wants", _lines(record.wants)),
        ("offered", "Offered", _lines(record.offered)),
        ("accepted", "Accepted", _lines(record.accepted)),
        ("done", "Done", _lines(record.done)),
        ("commitments", "Promised", promises(record.commitments, places)),
        ("follow_ups", "To follow up", _follow_ups(record.follow_ups, places)),
        ("outcome", "Outcome", Html(words(record.outcome))),
        ("ended_by", "Ended by", Html(words(record.ended_by))),
        ("fault", "Fault", Html(record.fault)),
        ("do_not_call", "Do not call", Html("yes, no more calls" if record.do_not_call else "no")),
        ("vulnerability", "Vulnerability", _text(words(record.vulnerability or ""))),
        ("escalation", "Escalation", _escalation(record.escalation, places)),
        ("heat", "Heat", _heat(record)),
        ("ladder", "Ladder", _ladder(record, places)),
        ("interruptions", "Interruptions", _by_party(record.interruptions, "{}")),
        ("talk_ratio", "Share of speaking time", _by_party(record.talk_ratio, "{:.0%}")),
        ("notes", "Notes", _lines(record.notes)),
        ("agent", "Agent", _text(record.agent)),
        ("customer", "Customer", _text(record.customer)),
        ("direction", "Direction", Html(record.direction)),
        ("language", "Language", _text(record.language)),
        ("started_at", "Started", moment(record.started_at) if record.started_at else None),
        ("ended_at", "Ended", moment(record.ended_at) if record.ended_at else None),
        ("duration_s", "Length", Html(length(record.duration_s))),
        ("playbook", "Playbook", _playbook(record)),
        ("id", "Call", _text(record.id)),
    )
    # Promises and follow-ups name their words one by one.
    own = {"commitments", "follow_ups", "ladder"}
    rows = [
        _row(name, shown, None if field in own else places.links(record.evidence.get(field, ())))
        for field, name, shown in plain
        if shown is not None
    ]
    return element("dl", *rows, class_="record")


def promises(commitments: Iterable[Commitment], places: Places) -> Html | None:
    """What was promised, by whom and until when; None where nothing was."""
    lines = [
        element(
            "li",
            element("span", each.action, dir="auto"),
            f" (by the {each.by}), " if each.by == "company" else ", ",
            element("b", due(each.due, each.due_text)),
            *_at(each.utterance, places),
        )
        for each in commitments
    ]
    return element("ul", *lines) if lines else None


def _row(name: str, shown: Html, source: Html | None) -> Html:
    return element(
        "div", element("dt", name), element("dd", shown, " " if source else None, source)
    )


def _at(utterance: str | None, places: Places) -> list[Child]:
    return [" ", places.link(utterance)] if utterance else []


def _text(text: str | None) -> Html | None:
    return element("span", text, dir="auto") if text else None


def _lines(texts: tuple[str, ...]) -> Html | None:
    if not texts:
        return None
    return element("ul", *(element("li", text, dir="auto") for text in texts))


def _follow_ups(follow_ups: Iterable[FollowUp], places: Places) -> Html | None:
    lines = [
        element(
            "li",
            f"{words(each.kind)}: ",
            element("span", each.what, dir="auto"),
            *((", ", due(each.due, each.due_text)) if each.due or each.due_text else ()),
            *_at(each.utterance, places),
        )
        for each in follow_ups
    ]
    return element("ul", *lines) if lines else None


def _heat(record: Record) -> Html:
    heat = record.heat
    return Html(
        f"start {heat_words(heat.start)}, peak {heat_words(heat.peak)}, end {heat_words(heat.end)}"
    )


def _ladder(record: Record, places: Places) -> Html | None:
    steps = [
        Html(f"{words(step.rung)} ", places.link(step.utterance, step.at)) for step in record.ladder
    ]
    return joined(", ", steps) if steps else None


def _escalation(escalation: Escalation | None, places: Places) -> Html | None:
    if escalation is None:
        return None
    to = f", to {escalation.to}" if escalation.to else ""
    return Html(
        f"{escalation.why} ({escalation.status}{to}) ",
        places.link(escalation.utterance, escalation.at),
    )


def _by_party(figures: Mapping[Party, float], form: str) -> Html | None:
    if not any(figures.values()):
        return None
    return Html(", ".join(f"{party} {form.format(figure)}" for party, figure in figures.items()))


def _playbook(record: Record) -> Html | None:
    book = record.playbook
    if book is None:
        return None
    return Html(f"{book.name}, version {book.version} (digest {book.digest[:12]})")
