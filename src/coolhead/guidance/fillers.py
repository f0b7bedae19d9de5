"""What the slots of a phrase can be filled with: from what was said, or from the playbook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from coolhead.call.state import CallState, Heard
from coolhead.playbook.schema import Explanation, Playbook, Remedy
from coolhead.playbook.slots import SLOTS
from coolhead.signals.wording import (
    Matter,
    Turn,
    main_matter,
    named_in,
    promised,
    topic_of,
    wording_of,
)

# So many of the customer's telling utterances are looked at, the newest first: what was said
# earlier has been dealt with or said again.
_REACH: Final = 12
# So many of the customer's first utterances say what is wrong even where nothing shows trouble.
_BEGINNING: Final = 4
# So many utterances back they are looked for; it bounds the cost in a call of any length.
_FURTHEST: Final = 240
_TELLING: Final = frozenset(
    {
        "complaint",
        "request",
        "frustration",
        "not_heard",
        "anger",
        "do_not_call",
        "supervisor_request",
    }
)
_PURPOSE: Final[Mapping[str, str]] = {"appointment": "the appointment", "deal": "the order"}
_FIRST_NAME: Final = re.compile(r"[A-Z][a-z]{1,14}(?:-[A-Z][a-z]+)?\Z")


def fillers_of(
    state: CallState, playbook: Playbook, wanted: frozenset[str] = frozenset(SLOTS)
) -> dict[str, str]:
    """What the slots ``wanted`` can be filled with at this moment; a slot may be absent."""
    heard = _looked_at(state)
    telling = [each.utterance.text for each in reversed(heard) if _is_telling(each)][:_REACH]
    explained = "explanation" in wanted and bool(playbook.explanations)
    named = explained or bool(wanted & {"thing", "issue"})
    matter = main_matter(map(_turn, heard)) if named else None
    found: dict[str, str | None] = {"thing": matter.said if matter else None}
    if explained or "issue" in wanted:
        found["issue"] = _issue(telling, matter)
    if explained or "said" in wanted:
        found["said"] = _said(heard, telling)
    if "want" in wanted:
        found["want"] = next((w.want for w in map(wording_of, telling) if w.want), None)
    if "request" in wanted:
        found["request"] = next((w.request for w in map(wording_of, telling) if w.request), None)
    fillers = {slot: text for slot, text in found.items() if text}
    if explained or "options" in wanted:
        about = " ".join((*fillers.values(), *(topic_of(text) or "" for text in telling[:1])))
        fillers |= _from_playbook(playbook, about.lower(), _asked_for(heard))
    if wanted & {"action", "due"}:
        fillers |= _promised(state)
    if wanted & {"purpose", "agent"}:
        fillers |= _header(state)
    return {slot: text for slot, text in fillers.items() if slot in wanted}


def _looked_at(state: CallState) -> tuple[Heard, ...]:
    """What was said, in order, without what turned out to be misunderstood.

    A reflection that the customer denied had understood the utterance before it wrongly: what was
    read from that one is not tried again. Of a call of any length both ends are looked at: how it
    began says what it is about, and how it goes on where it has got to.
    """
    heard = state.heard
    if len(heard) > _FURTHEST:
        heard = heard[: _FURTHEST // 2] + heard[-_FURTHEST // 2 :]
    kept: list[Heard] = []
    denied = False
    for each in reversed(heard):
        if each.utterance.party == "agent":
            reflection = each.find("reflection")
            denied = denied or (reflection is not None and reflection.confirmed is False)
        elif denied and _is_telling(each):
            denied = False
            continue
        kept.append(each)
    return tuple(reversed(kept))


def _turn(heard: Heard) -> Turn:
    if heard.utterance.party == "customer":
        found = wording_of(heard.utterance.text).mentions
        return Turn(mentions=found, telling=_is_telling(heard))
    return Turn(named=named_in(heard.utterance.text))


def _issue(telling: Sequence[str], matter: Matter | None) -> str | None:
    """What is wrong with the matter of the call, the newest first; without one, what is wrong."""
    for text in telling:
        issue = wording_of(text).issue
        if issue and (matter is None or matter.is_in(issue)):
            return issue
    return None


def _said(heard: Sequence[Heard], telling: Sequence[str]) -> str | None:
    """The latest grievance of what shows trouble; else one that the call began with."""
    told = [each.utterance.text for each in heard if each.utterance.party == "customer"]
    for text in (*telling, *told[:_BEGINNING]):
        wording = wording_of(text)
        if wording.is_grievance:
            return wording.said
    return None


def _asked_for(heard: Sequence[Heard]) -> list[str]:
    """The remedies asked for, the latest first."""
    requests = (each.find("request") for each in reversed(heard) if _is_telling(each))
    return [found.remedy for found in requests if found is not None and found.remedy]


def _is_telling(heard: Heard) -> bool:
    if heard.utterance.party != "customer":
        return False
    return any(signal.name in _TELLING for signal in heard.signals)


def _from_playbook(playbook: Playbook, about: str, asked: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    grantable = [remedy for remedy in playbook.remedies if remedy.granted_by == "agent"]
    grantable.sort(key=lambda remedy: _wish(remedy, asked))
    if len(grantable) >= 2:
        found["options"] = f"{grantable[0].say} or {grantable[1].say}"
    for explanation in playbook.explanations:
        if about.strip() and _concerns(explanation, about):
            found["explanation"] = explanation.say
            break
    return found


def _wish(remedy: Remedy, asked: Sequence[str]) -> int:
    """The place of a remedy among those asked for, the latest first; then the playbook's order."""
    return asked.index(remedy.name) if remedy.name in asked else len(asked)


def _concerns(explanation: Explanation, about: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(words.lower())}\b", about) is not None
        for words in explanation.about
    )


def _promised(state: CallState) -> dict[str, str]:
    """The latest promise: heard from the agent, or added by hand after that."""
    action, due, at = "", "", -1.0
    for heard in state.heard[: -_FURTHEST - 1 : -1]:
        promises = [signal for signal in heard.signals if signal.name == "commitment"]
        if promises and heard.utterance.party == "agent":
            promise = promises[-1]
            action, due, at = promise.action or "", promise.due_text or "", heard.utterance.end
            break
    if state.promises and state.promises[-1].at >= at:
        action, due = state.promises[-1].action, state.promises[-1].due_text or ""
    whole = promised(action)
    return {slot: text for slot, text in (("action", whole), ("due", due)) if text}


def _header(state: CallState) -> dict[str, str]:
    found: dict[str, str] = {}
    if state.header is None:
        return found
    purpose = _PURPOSE.get(state.header.stake)
    if purpose is not None:
        found["purpose"] = purpose
    name = (state.header.agent or "").split(" ")[0]
    if _FIRST_NAME.match(name) and _was_given(state, name):
        found["agent"] = name
    return found


def _was_given(state: CallState, name: str) -> bool:
    """Whether the agent gave this name in a greeting, among the first utterances of the call."""
    return any(
        heard.has("greeting")
        and re.search(rf"\b{name}\b", heard.utterance.text, re.IGNORECASE) is not None
        for heard in state.heard[:_REACH]
        if heard.utterance.party == "agent"
    )
