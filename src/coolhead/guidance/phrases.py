"""What the agent could say now: a phrase of the playbook with the customer's own words in it.

A phrase with a slot is used only when the slot is filled from what was said in this call or from
the playbook; else one without. Nothing is invented to fill a gap.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from coolhead.call.state import CallState, Heard
from coolhead.playbook.schema import Explanation, Playbook, Remedy
from coolhead.playbook.slots import SLOTS, slots_in
from coolhead.signals.wording import (
    Matter,
    Turn,
    is_plural,
    main_matter,
    named_in,
    promised,
    topic_of,
    wording_of,
)

Fillers = Mapping[str, str]
"""Slot (``playbook/slots.py``) to the text that fills it."""

# Longer than this cannot be taken in at a glance while somebody is talking: two lines on a screen.
MOST_CHARS: Final = 220
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
# These say who speaks or why we called; a phrase is no more concrete for them.
_NOT_CONCRETE: Final = frozenset({"agent", "purpose"})
_PURPOSE: Final[Mapping[str, str]] = {"appointment": "the appointment", "deal": "the order"}

_SPACES: Final = re.compile(r"\s+")
_BEFORE_STOP: Final = re.compile(r"\s+([,.;:?!])")
_DOUBLED: Final = re.compile(r"\b(?!had\b|that\b)(\w+)((?: \1\b)+)", re.IGNORECASE)
_TWO_PREPOSITIONS: Final = re.compile(
    r"\b(?:by|on|at|in|for) (by|on|at|in|for|within|before|until|since)\b"
)
_TWO_ARTICLES: Final = re.compile(r"\b(?:a|an|the|your|our) (a|an|the|your|our)\b", re.IGNORECASE)
_STOPS_TWICE: Final = re.compile(r"([.?!])[.,;]+")
_ARTICLE: Final = re.compile(r"\b(a|an) (?=([^\W\d_][\w'-]*|\d+))", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?:^|(?<=[.?!] ))[^\W\d_]")
# Said with a vowel though written with a consonant, and the other way round.
_AN: Final = re.compile(r"(?:hour|honest|honour|heir|8|11\b|18\b|[aeiou])", re.IGNORECASE)
_NOT_AN: Final = re.compile(r"(?:uni|use|usual|user|eu|one\b|once\b|u[ks]\b|ut[ie])", re.IGNORECASE)
_PLURAL_VERB: Final[Mapping[str, str]] = {
    "has": "have",
    "is": "are",
    "was": "were",
    "does": "do",
    "hasn't": "haven't",
    "isn't": "aren't",
    "wasn't": "weren't",
    "doesn't": "don't",
    "matters": "matter",
    "means": "mean",
    "stands": "stand",
    "needs": "need",
}
# The slot is the subject of the verb after it, unless a preposition makes it part of another.
_VERB_NEXT: Final = re.compile(
    r"(?<!with )(?<!about )(?<!over )(?<!on )(?<!for )(?<!to )(?<!of )"
    r"\{(issue|thing|want)\}( )([a-z]+(?:n't)?)\b"
)
_VERB_BEFORE: Final = re.compile(r"\b(has|does)( )\{(issue|thing)\}", re.IGNORECASE)
# What one does to a matter; nobody "takes on" being hung up on, or settles three weeks.
# "I can hear how frustrating the lamp that never came has been": a clause within the slot swallows
# what comes after it, so such an issue stands at the end of a clause or nowhere.
_RUNS_ON: Final = re.compile(r"\{issue\} \w")
# Words at most of an issue that more words follow: nobody waits longer for the verb.
_MOST_IN_MIDDLE: Final = 5
_CLAUSE: Final = re.compile(r" (?:that|who|you) ")
_ACTS_ON_ISSUE: Final = re.compile(
    r"\b(?:taking on|settle|get|work on|stay with you on|take|go (?:again )?over|see to|sort out|"
    r"agree about|take care of|help (?:you )?with|call again about|explain|"
    r"through|do about|as I understand it, this is about) \{issue\}"
)
_LIVED_THROUGH: Final = re.compile(
    r"(?:being|having|still|the wait) |the .*?\byou (?:have|were|spent)\b|\w+(?: \w+){1,3} who\b"
)
_FIRST_NAME: Final = re.compile(r"[A-Z][a-z]{1,14}(?:-[A-Z][a-z]+)?\Z")


def choose_phrase(
    phrases: Sequence[str], fillers: Fillers, *, used: Collection[str] = ()
) -> tuple[str, str] | None:
    """Return the phrase to show and the template it came from; None where none can be said.

    Of those whose slots can all be filled: first what has not been used in this call, then what
    names most of the customer's own matter, then the playbook's order.
    """
    chosen: tuple[str, str] | None = None
    rank: tuple[bool, int] = (False, -1)
    for template in phrases:
        slots = slots_in(template)
        if any(not fillers.get(slot) for slot in slots) or not _fits(template, fillers):
            continue
        this = (template not in used, len(set(slots) - _NOT_CONCRETE))
        if chosen is not None and this <= rank:
            continue
        filled = fill(template, fillers)
        if filled and len(filled) <= MOST_CHARS:
            chosen, rank = (filled, template), this
    return chosen


def _fits(template: str, fillers: Fillers) -> bool:
    """Whether what fills the slots can stand where they stand."""
    if _RUNS_ON.search(template) and (
        _CLAUSE.search(fillers["issue"]) or fillers["issue"].count(" ") >= _MOST_IN_MIDDLE
    ):
        return False
    if _ACTS_ON_ISSUE.search(template) is None:
        return True
    return _LIVED_THROUGH.match(fillers["issue"]) is None


def fill(template: str, fillers: Fillers) -> str:
    """Fill the slots and mend the seams: verbs that agree, a or an, doubled words, capitals."""
    text = _VERB_NEXT.sub(lambda match: _agree(match, fillers), template)
    text = _VERB_BEFORE.sub(lambda match: _agree_before(match, fillers), text)
    for slot in slots_in(text):
        text = text.replace("{" + slot + "}", fillers[slot].strip())
    text = _SPACES.sub(" ", text).strip()
    text = _BEFORE_STOP.sub(r"\1", text)
    text = _DOUBLED.sub(r"\1", text)
    text = _TWO_PREPOSITIONS.sub(r"\1", text)
    text = _TWO_ARTICLES.sub(r"\1", text)
    text = _STOPS_TWICE.sub(r"\1", text)
    text = _ARTICLE.sub(_article, text)
    text = _SENTENCE.sub(lambda match: match.group().upper(), text)
    return text if not text or text[-1] in ".?!" else text.rstrip(",;:") + "."


def _agree(match: re.Match[str], fillers: Fillers) -> str:
    slot, space, verb = match.groups()
    plural = verb in _PLURAL_VERB and is_plural(fillers.get(slot, ""))
    return "{" + slot + "}" + space + (_PLURAL_VERB[verb] if plural else verb)


def _agree_before(match: re.Match[str], fillers: Fillers) -> str:
    verb, space, slot = match.groups()
    if is_plural(fillers.get(slot, "")):
        plural = _PLURAL_VERB[verb.lower()]
        verb = plural.capitalize() if verb[0].isupper() else plural
    return verb + space + "{" + slot + "}"


def _article(match: re.Match[str]) -> str:
    article, word = match.groups()
    vowel = _AN.match(word) is not None and _NOT_AN.match(word) is None
    right = "an" if vowel else "a"
    return (right.capitalize() if article[0].isupper() else right) + " "


def slots_of(phrases: Sequence[str]) -> frozenset[str]:
    """The slots that any of these phrases has."""
    return frozenset(slot for phrase in phrases for slot in slots_in(phrase))


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
