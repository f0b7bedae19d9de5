"""What the customer wants: a thing ("a full refund") or something done ("cancel the contract")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from coolhead.signals.wording.candidate import Candidate
from coolhead.signals.wording.chunk import Chunk, Words
from coolhead.signals.wording.nounphrase import noun_phrase, place_at
from coolhead.signals.wording.nouns import ABOVE
from coolhead.signals.wording.times import amount_at, time_at
from coolhead.signals.wording.verbs import BASE, can
from coolhead.signals.wording.words import BOUNDARY, PARTICLES, PREPOSITIONS, word_set

_WANT: Final = word_set("want need demand require")
_LIKE: Final = word_set("like prefer love appreciate")
_WISHES: Final = _WANT | _LIKE | word_set("after for have get me us")
_SKIP: Final = word_set("just only really still now also simply")
_YOU: Final = frozenset({"you", "someone", "somebody"})
_OPEN: Final = word_set("can could will would")
_MOVES: Final = word_set("come call look fix visit collect repair phone ring sort")
_BARE: Final = word_set("compensation confirmation proof replacement credit")
_DONE_TO: Final = word_set("it them that this those these him her")
# What the agent does when the customer says "I want to …".
_ON_BEHALF: Final = word_set(
    "cancel change close delete upgrade downgrade renew extend switch reschedule rebook book "
    "update transfer amend exchange replace activate reactivate stop add remove unsubscribe "
    "order register"
)
_MOST_WORDS: Final = 12
_MOST_WANTED: Final = 14
_OF_A_THING: Final = word_set("every all the my our a an your some more half both")
# After a wish these would make it another one: "I want a refund or a replacement".
_STOPS: Final = frozenset({".", "?", ","})
_BEGINS: Final = _STOPS | _SKIP | word_set("and so then but or")
_MAY_ASK: Final = _OPEN | word_set("want need 'd would don't never not stop")
# The verbs of which an imperative at the start of a clause is a request and not a manner of speech.
_IMPERATIVE: Final = word_set(
    "cancel send refund replace stop remove take give call ring phone put transfer fix repair "
    "change update delete close email arrange book rebook reschedule move unlock unblock reset "
    "exchange collect deliver resend waive reverse credit return connect reconnect escalate "
    "extend reduce reactivate activate switch upgrade post correct amend"
)


def all_wanted(found: Iterable[str]) -> str | None:
    """One wish, or two joined; None where they are more than can be said back without a list.

    Half of what somebody wants, said back, would sound like all of it.
    """
    each = list(dict.fromkeys(found))
    if "" in each:
        return None
    if len(each) == 2:
        each = [f"{each[0]} and {each[1]}"]
    return each[0] if len(each) == 1 and each[0].count(" ") < _MOST_WANTED else None


def wants(words: Words) -> Iterator[str]:
    """Noun phrases that the customer wants, in order; "" for one that cannot be said back."""
    low = words.low
    for i, word in enumerate(low):
        if word not in _WISHES:
            continue
        at = -1
        if (
            (word in _WANT and words.at(i - 1) in ("i", "we", *_SKIP, "do") and not _not(words, i))
            or (word in _LIKE and words.at(i - 1) in ("'d", "would"))
            or (word == "after" and words.at(i - 1) == "am")
            or (
                word == "for" and words.at(i - 1) in ("asking", "asked") and _first_person(words, i)
            )
            or (
                word in ("have", "get")
                and words.at(i - 1) == "i"
                and words.at(i - 2) in ("can", "could")
            )
            or (word in ("me", "us") and words.at(i - 1) == "give" and not _not(words, i - 1))
        ):
            at = i + 1
        if at < 0:
            continue
        wanted = _wanted(words, at)
        if wanted or (word in _WANT and words.at(at) in _OF_A_THING):
            yield wanted or ""


def _first_person(words: Words, i: int) -> bool:
    return any(words.at(k) in ("i", "we") for k in range(max(0, i - 5), i))


def _not(words: Words, i: int) -> bool:
    return any(
        words.at(k) in ("don't", "didn't", "not", "never", "nobody", "if", "doesn't", "why")
        for k in range(max(0, i - 3), i)
    )


def _wanted(words: Words, i: int) -> str | None:
    while words.at(i) in _SKIP:
        i += 1
    someone = words.at(i)
    if someone in ("somebody", "someone") and words.at(i + 1) == "to" and words.at(i + 2) in _MOVES:
        end, said = _deed(words, i + 2)
        return f"{someone} to {said}" if end and said.count(" ") < _MOST_WORDS - 2 else None
    if words.at(i) in ("my", "our") and words.at(i + 1) == "money" and words.at(i + 2) == "back":
        return "your money back"
    if words.at(i) == "a" and words.at(i + 1) == "call" and words.at(i + 2) == "back":
        end = i + 3
        when = time_at(words, end)
        return f"a call back {when.text}" if when is not None else "a call back"
    noun = noun_phrase(words, i) or _money(words, i)
    if noun is None and words.at(i) in _BARE:
        noun = noun_phrase(words, i, bare=True)
    if noun is None or noun.kind in ("vague", "duration", "unknown", "person"):
        above = noun is not None and noun.head in ABOVE
        return noun.text if above and noun is not None and _ends(words, noun.end) else None
    if noun.determiner in ("this", "that", "these", "those", "no", "any"):
        return None
    tail = time_at(words, noun.end) or place_at(words, noun.end)
    said = noun.text if tail is None else f"{noun.text} {tail.text}"
    end = noun.end if tail is None else tail.end
    if words.at(end) == "back":
        said, end = f"{said} back", end + 1
    return said if _ends(words, end) and said.count(" ") < _MOST_WORDS else None


def _money(words: Words, i: int) -> Chunk | None:
    found = amount_at(words, i)
    return found if found is not None and found.kind == "money" else None


def _ends(words: Words, i: int) -> bool:
    word = words.at(i)
    return (
        word in _STOPS
        or word in BOUNDARY
        or word in PREPOSITIONS
        or word in ("i", "you", "my", "this", "thank", "thanks", "now", "it", "not", "we")
    )


def requests(words: Words) -> Iterator[Candidate]:  # noqa: C901 - one case a way of saying it
    """Verb phrases that the customer asks to be done, as the agent would do them."""
    low = words.low
    begins = True
    for i, word in enumerate(low):
        if not begins and word not in _MAY_ASK:
            begins = word in _BEGINS
            continue
        at = -1
        if word in _OPEN and words.at(i + 1) in _YOU:
            at = i + 2
        elif (
            word in ("want", "need", "'d", "would")
            and words.at(i - 1) in ("i", "we", *_SKIP)
            and not _not(words, i)
        ):
            at = _after_wish(words, i)
        elif begins and word in _IMPERATIVE and words.at(i - 1) not in ("to", "i", "you"):
            at = i
        elif word in ("don't", "never", "not", "stop") and _calls_me(words, i + 1):
            yield 3, "stop calling you"
        begins = word in _BEGINS
        if at < 0:
            continue
        while words.at(at) in _SKIP:
            at += 1
        own = words.at(at - 1) == "to" and words.at(at - 2) not in _YOU
        if own and words.at(at) not in _ON_BEHALF and words.at(at) not in ("speak", "talk"):
            continue
        said = _request(words, at)
        if said:
            yield 3, said


def _calls_me(words: Words, i: int) -> bool:
    while words.at(i) in ("ever", "you", "dare"):
        i += 1
    return words.at(i) in ("call", "ring", "phone", "contact") and words.at(i + 1) in ("me", "us")


def _after_wish(words: Words, i: int) -> int:
    """The verb of "I want (you) to cancel", "I'd like to cancel"; -1 where there is none."""
    j = i + 1
    if words.at(i) in ("'d", "would"):
        if words.at(j) not in _LIKE:
            return -1
        j += 1
    while words.at(j) in _SKIP:
        j += 1
    if words.at(j) in _YOU:
        j += 1
    return j + 1 if words.at(j) == "to" else -1


def _request(words: Words, i: int) -> str | None:
    verb = words.at(i)
    if verb in ("put", "get", "transfer", "connect") and words.at(i + 1) in ("me", "us"):
        j = i + 2
        while words.at(j) in ("through", "to", "on", "with"):
            j += 1
        above = noun_phrase(words, j, deep=False)
        if above is not None and above.head in ABOVE:
            return f"put you through to a {above.head}"
    if verb in ("speak", "talk") and words.at(i + 1) in ("to", "with"):
        who = noun_phrase(words, i + 2, deep=False)
        if who is None or who.head not in ABOVE or not _ends(words, who.end):
            return None
        return f"put you through to a {who.head}"
    if verb not in BASE or not can(verb, "r"):
        return None
    end, said = _deed(words, i)
    return said if end and said.count(" ") < _MOST_WORDS else None


def _ours(chunk: Chunk) -> tuple[str, ...]:
    """So: "your list" of the customer's is "our list" from the agent."""
    if chunk.determiner != "your":
        return chunk.said
    return tuple("our" if word == "the" else word for word in chunk.said)


def _deed(words: Words, i: int) -> tuple[int, str]:  # noqa: C901, PLR0912, PLR0915 - one case a way of saying it
    """A verb in its base form with its object, flipped; (0, "") where it cannot be said back."""
    verb = words.at(i)
    if verb == "stop" and words.at(i + 1) in ("calling", "ringing", "phoning", "texting"):
        if words.at(i + 2) in ("me", "us") and _ends(words, i + 3):
            return i + 3, f"stop {words.at(i + 1)} you"
        return 0, ""
    said = [verb]
    i += 1
    has_object = False
    if (
        words.at(i) in PARTICLES and words.at(i + 1) not in ("my", "the", "our") and verb != "come"
    ) or (verb == "come" and words.at(i) in ("out", "round", "back")):
        said.append(words.at(i))
        i += 1
    if words.at(i) in ("me", "us"):
        said.append("you")
        has_object = True
        i += 1
        if verb in ("call", "ring", "phone", "email", "text") and words.at(i) == "back":
            said.append("back")
            i += 1
        elif verb == "put" and words.at(i) == "through":
            said.append("through")
            i += 1
    elif words.at(i) in ("someone", "somebody"):
        said.append(words.at(i))
        has_object = True
        i += 1
        if words.at(i) in ("out", "round", "over"):
            said.append(words.at(i))
            i += 1
    elif words.at(i) in _DONE_TO and noun_phrase(words, i) is None:
        return 0, ""
    noun = noun_phrase(words, i) if not has_object or verb in ("give", "send", "get") else None
    if noun is not None:
        if noun.kind in ("vague", "duration") or noun.determiner in ("no", "any"):
            return 0, ""
        said += _ours(noun)
        has_object = True
        i = noun.end
        if words.at(i) in ("back", "off"):
            said.append(words.at(i))
            i += 1
    for _ in range(3):
        if words.at(i) == "off" and words.at(i + 1) in ("your", "the"):
            listed = noun_phrase(words, i + 1, deep=False)
            if listed is None:
                return 0, ""
            said += ["off", "our" if words.at(i + 1) == "your" else "the", *listed.said[1:]]
            i = listed.end
            continue
        chunk = time_at(words, i) or place_at(words, i)
        if chunk is None:
            break
        if chunk.kind == "person" and chunk.head not in ("you", *ABOVE):
            return 0, ""
        said += _ours(chunk)
        i = chunk.end
    if verb in ("give", "tell", "show", "send", "ask", "get") and said[-1] == "you":
        return 0, ""
    alone = verb in ("come", "call", "look", "visit", "phone", "ring", "collect", "reply")
    if not (has_object or alone) or not _ends(words, i):
        return 0, ""
    return i, " ".join(said)
