"""What happened in calls of teams: outcomes, where it turned, abuse, and false alarms.

Never of a person: a figure that too few agents stand behind is withheld.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from coolhead.call.vocabulary import Level, Outcome
from coolhead.services.groups import large_enough
from coolhead.services.insights.behind import ABUSE_AT, PROMISED
from coolhead.services.insights.book import AbuseSum, Sums, TurnedSum
from coolhead.services.insights.making import Scope, share, too_few
from coolhead.services.insights.shapes import Figure, Section
from coolhead.services.insights.statistics import Stratum, difference_of
from coolhead.services.insights.turned import ANY, COOLS_BY, COOLS_WITHIN_S, MOVES

Name = TypeVar("Name", bound=Hashable)

_MOVES: Final = {
    "listening": "Listening (a nod, and no more)",
    "reflection": "Saying back what they said",
    "empathy": "Naming the feeling",
    "apology_sincere": "Apology for a thing",
    "apology_sympathetic": "Sympathy (“sorry you had to …”)",
    "apology_conditional": "Conditional apology (“sorry if …”)",
    "open_question": "Open question",
    "resolution_question": "Asking what would settle it",
    "information": "Explanation",
    "offer": "Offer of a way forward",
    "ownership": "“I will see to it myself”",
    "commitment": "Promise",
    "plain_refusal": "A plain no, with why",
    "escalation_offer": "Offer of a supervisor",
    "civility_request": "Asking for respect",
    "excuse": "Excuse",
    "defensiveness": "Defending oneself",
    "dismissal": "Dismissal (“calm down”)",
    "pass_off": "Sending elsewhere",
}
_OUTCOMES: Final[tuple[tuple[Outcome, str, str], ...]] = (
    ("resolved", "Resolved", "The matter was settled."),
    ("saved", "Saved", "A deal, lead, appointment or customer was kept after trouble."),
    ("open", "Left open", "The matter was not settled in the call."),
    ("lost", "Lost", "The deal, lead, appointment or customer at stake was lost."),
)


def outcomes(sums: Sums, scope: Scope) -> Section:
    """How calls came out, and whether promises were kept."""
    totals = sums.totals
    counts = totals.outcomes
    talked = totals.calls - counts.get("no_contact", 0)
    saved, lost = counts.get("saved", 0), counts.get("lost", 0)
    figures = [
        share(
            f"outcome:{name}",
            label,
            f"{definition} Of all calls in which the customer spoke.",
            counts.get(name, 0),
            talked,
            opens=scope.search(outcome=name),
        )
        for name, label, definition in _OUTCOMES
    ]
    figures += [
        share(
            "saved_rate",
            "Saved, of those saved or lost",
            "Calls with the outcome saved, of all calls with the outcome saved or lost.",
            saved,
            saved + lost,
            opens=scope.search(outcome="saved"),
        ),
        share(
            "ended_for_abuse",
            "Ended for abuse",
            "Calls that the agent ended for abuse, of all calls.",
            totals.ended_for_abuse,
            totals.calls,
            opens=scope.search("ended_for_abuse"),
        ),
        share(
            "escalated",
            "Somebody above came in",
            "Calls in which a supervisor was asked for, offered or brought in, of all calls.",
            totals.escalated,
            totals.calls,
            opens=scope.search("escalated"),
        ),
    ]
    return Section(
        id="outcomes",
        title="How calls came out",
        definition="The outcome as it stands in the record, by the rules of the record or as the "
        "agent corrected it.",
        note="" if sums.promises else "Files do not say whether promises were kept.",
        figures=(*figures, *_promises(sums, scope)),
    )


def turned(sums: Sums, scope: Scope) -> Section:
    """Where it turned."""
    found: dict[str, list[TurnedSum]] = defaultdict(list)
    for each in sums.turned:
        found[each.move].append(each)
    levels = {each.level: each for each in found.pop(ANY, [])}
    figures = [_move(name, found[name], levels, scope) for name in MOVES if name in found]
    given = [f for f in figures if f.value is not None]
    rest = [f for f in figures if f.value is None]
    return Section(
        id="turned",
        title="Where it turned",
        definition=f"Turns of the agent while the customer was tense or hotter, that were followed "
        f"by cooling: heat at least {COOLS_BY:.0f} lower within {COOLS_WITHIN_S:.0f} seconds. The "
        "figure is how much more often that followed turns with a move than other turns at the "
        "same level of heat.",
        note="Followed by, not caused by: agents choose a move by what the customer is like, and "
        "calls differ in more than that. Nothing here is of a person.",
        figures=(*sorted(given, key=lambda f: -(f.value or 0.0)), *rest),
    )


def abuse(sums: Sums, scope: Scope) -> Section:
    """What abuse teams are met with, and in which hours."""
    teams: dict[str, list[AbuseSum]] = defaultdict(list)
    for each in sums.abuse:
        teams[each.team].append(each)
    shown = _shown({team: _agents(rows) for team, rows in teams.items()}, scope)
    figures: list[Figure] = []
    for team, rows in sorted(teams.items()):
        figures.append(_load(f"abuse:{team}", team, rows, scope, team, enough=team in shown))
        hours: dict[int, list[AbuseSum]] = defaultdict(list)
        for each in rows:
            hours[each.hour].append(each)
        clear = _shown({hour: _agents(of) for hour, of in hours.items()}, scope)
        for hour, of in sorted(hours.items()):
            name, label = f"abuse:{team}:{hour}", f"{team}, {hour:02}:00"
            enough = team in shown and hour in clear
            behind = f"{ABUSE_AT}:{hour}"
            figures.append(_load(name, label, of, scope, team, enough=enough, behind=behind))
    return Section(
        id="abuse",
        title="Abuse that teams are met with",
        definition="Calls with insults, aggression or threats of harm against the agent, by team "
        "and by the hour in which the call began (the call's own clock).",
        note=f"Never by agent. Teams and hours with fewer than {scope.minimum} agents are "
        "withheld, and others where those could be had by subtraction.",
        figures=tuple(figures),
    )


def alarms(sums: Sums, scope: Scope) -> Section:
    """How often agents took back what was found."""
    return Section(
        id="alarms",
        title="False alarms",
        definition="Utterances in which a signal was found and the agent said “that was not "
        "abuse”, of all in which it was found.",
        note="What agents think of the cues they are shown is theirs alone and is not counted.",
        figures=tuple(
            share(
                f"taken_back:{each.name}",
                each.name.replace("_", " ").capitalize(),
                "Utterances taken back by the agent, of all in which this was found.",
                each.taken_back,
                each.heard,
                calls=each.calls,
                opens=scope.search(f"taken_back:{each.name}"),
            )
            if scope.is_enough(each.agents)
            else Figure(
                id=f"taken_back:{each.name}",
                label=each.name.replace("_", " ").capitalize(),
                definition="Utterances taken back by the agent, of all in which this was found.",
                unit="share",
                withheld=too_few(scope.minimum),
            )
            for each in sums.retracted
        ),
    )


def _promises(sums: Sums, scope: Scope) -> tuple[Figure, ...]:
    kept = sums.promises
    if kept is None:
        return ()
    due = kept.kept + kept.late + kept.broken
    rows = (
        (
            "kept",
            "Promises kept",
            "Promises done by their time, or done where none was given",
            kept.kept,
        ),
        ("late", "Promises late", "Promises done after their time", kept.late),
        (
            "broken",
            "Promises broken",
            "Promises whose time is over and that are not done",
            kept.broken,
        ),
    )
    return tuple(
        share(
            f"promises:{name}",
            label,
            f"{definition}; of those kept, late or broken.",
            count,
            due,
            calls=kept.calls.get(name, 0),
            opens=scope.search(f"{PROMISED}:{name}"),
        )
        for name, label, definition, count in rows
    )


def _move(
    name: str, made: Sequence[TurnedSum], levels: Mapping[Level, TurnedSum], scope: Scope
) -> Figure:
    strata = [
        Stratum(
            cooled=each.cooled,
            turns=each.turns,
            calls=each.calls,
            others_cooled=levels[each.level].cooled - each.cooled,
            others_turns=levels[each.level].turns - each.turns,
            others_calls=levels[each.level].calls - each.alone,
        )
        for each in made
    ]
    turns, calls = sum(each.turns for each in made), sum(each.first for each in made)
    definition = (
        "How much more often cooling followed turns with this than other turns at the same level "
        "of heat, in hundredths; with the share after each."
    )
    plain = Figure(
        id=f"turned:{name}",
        label=_MOVES[name],
        definition=definition,
        unit="difference",
    )
    if not scope.is_enough(max(each.agents for each in made)):
        return replace(plain, withheld=too_few(scope.minimum))
    found = difference_of(strata)
    if found is None:
        return replace(plain, of=turns, calls=calls, opens=scope.search(f"turned:{name}"))
    cooled = sum(each.cooled for each in made)
    others = sum(s.others_turns for s in strata)
    return replace(
        plain,
        value=found.value,
        low=found.low,
        high=found.high,
        part=cooled,
        of=turns,
        calls=calls,
        beside={
            "after_this": cooled / turns,
            "after_others": sum(s.others_cooled for s in strata) / others if others else 0.0,
        },
        opens=scope.search(f"turned:{name}"),
    )


def _shown(groups: Mapping[Name, set[str]], scope: Scope) -> set[Name]:
    if scope.nobody_named and not any(groups.values()):
        return set(groups)
    return large_enough(groups, scope.minimum)


def _agents(rows: Sequence[AbuseSum]) -> set[str]:
    return {each.agent for each in rows if each.agent is not None}


def _load(
    name: str,
    label: str,
    rows: Sequence[AbuseSum],
    scope: Scope,
    team: str,
    *,
    enough: bool,
    behind: str = "abuse",
) -> Figure:
    definition = (
        "Calls with abuse of the agent, of all calls; with abusive utterances for 100 calls."
    )
    if not enough:
        reason = too_few(scope.minimum)
        return Figure(id=name, label=label, definition=definition, unit="share", withheld=reason)
    calls = sum(each.calls for each in rows)
    return share(
        name,
        label,
        definition,
        sum(each.abusive for each in rows),
        calls,
        beside={"per_100_calls": 100.0 * sum(each.abuse for each in rows) / calls},
        opens=scope.search(behind, team=team),
    )
