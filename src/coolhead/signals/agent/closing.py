"""`recap` and `satisfaction_check`: sums up what was agreed; asks whether it is settled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.signals.agent.phrasing import I_WILL, Phrase, PhraseDetector, preceded_by, with_words
from coolhead.signals.agent.promise_time import TIME, may_have_time
from coolhead.signals.scope import is_negated, is_reported
from coolhead.signals.turn import Conversation, Turn

# A list of what will happen when, opened with "so": two times, and parts to it, none of it told of
# the past (that says back what the customer told, and is `reflection`).
_SO: Final = re.compile(r"(?:^|[.!?,] )\W*(?:so|right so|okay so)(?=[\s,:])")
_PART: Final = re.compile(r"[,.;:](?= )|\band\b")
_PAST: Final = re.compile(
    r"\b(?:was|were|had|did|didn't|came|rang|called|asked|told|said|waited|been|sent|went|ago|"
    r"nobody|never|should(?:'ve| have)|hasn't|haven't|got|gave|paid|lost|isn't|since|so far|"
    r"you want|you'd like|you need|or|would|could)\b"
)
# What is asked after a list is no part of it; a list that is asked is none.
_QUESTION: Final = re.compile(r"[^.!?]*\?.*$")
_FEWEST: Final = 2
_LIST_IN_WORDS: Final = 0.7


class _Recap(PhraseDetector):
    beyond = frozenset({"so"})  # a list of times, "so that's Thursday at eight and …"

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        found = tuple(super().detect(turn, conversation))
        if "so" not in turn.words or not may_have_time(turn):
            return found
        if found and found[0].confidence >= _LIST_IN_WORDS:
            return found
        listed = _listed(turn)
        return (listed,) if listed is not None else found


def _listed(turn: Turn) -> Signal | None:
    """A list as in "So that's Thursday at eight, and the copy within thirty days"."""
    so = _SO.search(turn.lower)
    if so is None:
        return None
    start = turn.lower.index("so", so.start())
    text = _QUESTION.sub("", turn.lower[start : start + _LONGEST_LIST])
    if _PAST.search(text) or _PART.search(text) is None:
        return None
    times = sum(1 for _ in islice(TIME.finditer(text), _FEWEST + 1))
    colon = text.startswith(("so:", "so just"))
    if times < (1 if colon else _FEWEST):
        return None
    end = start + len(text.rstrip())
    return Signal(
        name="recap",
        confidence=_LIST_IN_WORDS if times > _FEWEST or colon else 0.62,
        span=(start, end),
        rule="agent.recap/list_of_times",
    )


_LONGEST_LIST: Final = 400  # characters: two breaths

RECAP = _Recap(
    "recap",
    (
        Phrase(
            "go_over_it",
            "(?:just to|to|let me|let me just|i'll|i'll just|let's|let's just) (?:quickly |just |"
            "quick )*(?:go over (?:it|that|this|everything|all that)(?: once more| again| "
            "together)?|"
            "(?:read|run|say|play) (?:it|that|this|them|everything|all that) back|run through "
            "(?:it|"
            "that|everything) (?:once more|again)|run (?:it|that|everything) by you (?:again|once "
            "more))(?=\\W*$|[.,:!;]| to you| and| with you| so)",
            needs="go read run say play",
            also="over back through by",
            confidence=0.72,
            unless=(is_negated, preceded_by("before i|if you|can you|could you|would you")),
        ),
        Phrase(
            "to_recap",
            "(?:to|let me|let's|i'll|i will|can i|may i|could i|let me just|i'd like to|i'll just|"
            "if i "
            "(?:can|could|may)|i just want to|just)(?: just| quickly| briefly| quick)* "
            "(?:recap|summari[sz]e|sum up|sum this up|sum it up|recapitulate|run through what|run "
            "through "
            "the (?:plan|next|steps)|go over what(?! happened)|go through what (?:we|i|will|"
            "happens)|"
            "go over the (?:plan|next|steps)|confirm what we|repeat what we|read back what)",
            needs="recap summarise summarize sum recapitulate run go confirm repeat read",
            confidence=0.93,
            unless=(is_negated,),
        ),
        Phrase(
            "in_summary",
            r"(?:in|a quick|quick|a short) (?:summary|recap)|(?:^|\W)(?:so )?recapping|summing up|"
            r"to sum "
            r"(?:it )?(?:all )?up",
            needs="summary recap recapping summing sum",
            confidence=0.88,
            unless=(
                preceded_by("send you|email you|send"),
                lambda turn, start, end: (
                    turn.lower[:start].rstrip().endswith(("send you", "email you"))
                ),
            ),
        ),
        Phrase(
            "we_agreed",
            "(?:so |okay |right )*(?:what )?(?:we've|we have|we) (?:just |both |now |already )?"
            "(?:agreed|decided|settled|said)(?: on| that| is| to|:| i| you| a| the| we)",
            needs=("agreed", "decided", "settled", "said"),
            also=("we've", "we"),
            confidence=0.8,
            unless=(is_reported, preceded_by("if|that|when|have|until|unless|what")),
        ),
        Phrase(
            "what_we_agreed",
            "so (?:just )?what (?:we've|we have|we) (?:agreed|decided|settled|said)",
            needs=("agreed", "decided", "settled", "said"),
            confidence=0.85,
        ),
        Phrase(
            "next_steps",
            "(?:the|so|your|our) next steps? (?:is|are|will be|from here)|"
            "what (?:happens|will happen|is going to happen|'s going to happen) (?:next|now|from "
            "here) is|"
            "(?:so )?(?:here's|this is|here is) (?:what's|what is|what will|what we're|what i'm|"
            "what i'll|"
            "what we'll|what's going)",
            needs="next happens happen here's this here",
            also="step steps what what's",
            confidence=0.75,
        ),
        Phrase(
            "same_page",
            "(?:so )?(?:just )?(?:to (?:make sure|be sure)|making sure|so) (?:that )?(?:we're|we "
            "are|i've|"
            "i have) (?:both |all )?(?:on the same page|clear|in agreement|got (?:this|it|"
            "everything|that) "
            "(?:right|down|clear))|(?:just )?to be (?:clear|sure)(?: then)? (?:"
            + I_WILL
            + "|you'll|you "
            "will|we've)",
            needs="sure making same clear agreement got",
            confidence=0.65,
        ),
        Phrase(
            "so_that_is",
            r"^\W*(?:(?:okay|ok|right|great|perfect|lovely|alright|all right|good)\W+){0,2}so "
            r"(?:that's|that is|we have|we've got|i have|i've got|i've|i have) (?:a|an|one|two|the|"
            r"your|"
            r"booked|arranged|cancelled|refunded|ordered|put)~~ (?:and|then|plus)~~ "
            r"(?:on|by|at|tomorrow|today|within|monday|tuesday|wednesday|thursday|friday|saturday|"
            r"sunday|"
            r"for)",
            needs=("so",),
            also="that's that have we've i've",
            confidence=0.62,
        ),
        Phrase(
            "so_i_will_and_you_will",
            rf"^\W*(?:(?:okay|ok|right|great|perfect|alright|all right)\W+){{0,2}}so {I_WILL}~~ "
            rf"(?:and|"
            rf"then) (?:you'll|you will|you|we'll|we will|i'll|i will|they'll|the \w+ will)",
            needs=("so",),
            also="i'll we'll i we i'm",
            confidence=0.6,
        ),
    ),
)

# "Anything else" about the matter itself is a question, not a check that it is settled.
_ABOUT_THE_MATTER: Final = re.compile(
    r"[\s,]*(?:that |which )?(?:happened|happen|wrong|in the (?:box|parcel|package|bag|house|flat)|"
    r"you "
    r"(?:remember|noticed|saw|heard|can tell|could tell|want to tell|recall|tried|ordered)|missing|"
    r"damaged|on the (?:screen|label|bill|letter|page|box)|written|connected|plugged|about (?:the|"
    r"it|him|"
    r"her|that day|them)|going on|he said|she said|they said|broken|i should know)"
)


def _about_the_matter(turn: Turn, start: int, end: int) -> bool:
    return _ABOUT_THE_MATTER.match(turn.lower[end:]) is not None


SATISFACTION_CHECK = PhraseDetector(
    "satisfaction_check",
    (
        Phrase(
            "anything_else",
            "(?:is there|was there|do you have|have you got|are there|did you (?:have|need|want)|"
            "do you "
            "need|can i (?:help|assist|do)|could i|may i (?:help|assist)|will there be|would there "
            "be|"
            "would you like|will that be all or|any|there)(?: you| with| for you| help with)*"
            " (?:anything|something|any other (?:questions?|queries|thing|concerns?|issues?)|any "
            "more "
            "questions?|any further|any questions?|other (?:questions?|queries|concerns?)|further "
            "questions?)(?: else| more| further| other)?"
            "(?: else| i| we| that| can| could| help| you need| you'd| for you| today)?",
            needs="anything something questions question queries concerns concern thing issues "
            "further",
            confidence=0.9,
            unless=(
                _about_the_matter,
                lambda turn, start, end: (
                    "else" not in turn.lower[start : end + 6]
                    and "other" not in turn.lower[start:end]
                    and "more" not in turn.lower[start:end]
                    and "further" not in turn.lower[start:end]
                    and " i can" not in turn.lower[start : end + 8]
                    and "question" not in turn.lower[start:end]
                ),
                is_reported,
            ),
        ),
        Phrase(
            "anything_else_bare",
            r"^\W*(?:(?:okay|ok|right|great|perfect|alright|good|and|so|lovely|now|sir|"
            r"madam)\W+){0,3}"
            r"(?:anything|something) (?:else|more|further)",
            needs=("anything", "something"),
            confidence=0.85,
            unless=(_about_the_matter,),
        ),
        Phrase(
            "else_i_can",
            "(?:anything|something|what) (?:else|more|further) (?:that )?(?:i|we) (?:can|could|"
            "may) "
            "(?:do|help|assist)",
            needs=("anything", "something", "what"),
            also=("else", "more", "further"),
            confidence=0.88,
            unless=(
                preceded_by("see if there's|check if there's|not|don't think there's|there's not"),
                lambda turn, start, end: turn.lower[:start].rstrip().endswith(("isn't", "not")),
            ),
        ),
        Phrase(
            "does_that_settle",
            "(?:does|did|do|will|would|has|have) (?:that|this|it|i|we|these|everything|all that) "
            "(?:now |all |fully |completely |also |then )?"
            "(?:solve|solved|resolve|resolved|settle|settled|sort|sorted|fix|fixed|answer|answered|"
            "take "
            "care of|taken care|cover|covered|help|meet|be (?:acceptable|enough|all)|"
            "put (?:things|it) right|do (?:it|the trick)(?! (?:on|for|at)))(?: (?!the (?:router|"
            "light|"
            "machine|engineer|door|app)))?",
            needs="does did do will would has have",
            also="solve solved resolve resolved settle settled sort sorted fix fixed answer "
            "answered take taken cover covered help meet be put do",
            confidence=0.82,
            unless=(
                preceded_by("what|how|why|when|which|where|who|so|nor|what time|day|wish|how long"),
                lambda turn, start, end: (
                    re.match(
                        r"\w* ?(?:on|in (?:the|your)|when|before|with (?:the|other|your)|like (?:a|"
                        r"it|the)|"
                        r"at (?:home|all|night))",
                        turn.lower[end:].lstrip(),
                    )
                    is not None
                ),
                is_reported,
            ),
        ),
        Phrase(
            "are_you_happy",
            "are you (?:now |fully |completely |all |quite )*(?:happy|satisfied|content|pleased|"
            "comfortable|okay|ok|all right|alright|fine|good|sorted|set)(?: with| about| now| for "
            "today|"
            " then| to (?:go|proceed)|\\W*$)",
            needs="happy satisfied content pleased comfortable okay ok right alright fine good "
            "sorted set",
            also=("are",),
            confidence=0.82,
            unless=(
                preceded_by("why|how"),
                with_words("how are you|are you okay to hold|being recorded|is recorded|to hold"),
            ),
        ),
        Phrase(
            "is_it_settled",
            "(?:is|are|was|were) (?:everything|it|that|this|your \\w+|the \\w+|things|all|we|"
            "you)(?: all)? "
            "(?:now |all |fully |completely |then )*"
            "(?:resolved|sorted|settled|solved|fixed|clear|in order|taken care of|to your "
            "satisfaction|"
            "all right now|working now|okay now|ok now|fine now|good now|acceptable|everything "
            "you needed|all you needed|what you needed)",
            needs="resolved sorted settled solved fixed clear order taken satisfaction right "
            "working okay ok fine good alright acceptable everything all what",
            also=("is", "are", "was", "were"),
            confidence=0.75,
            unless=(preceded_by("when|why|how|until|what"), is_reported),
        ),
        Phrase(
            "how_do_you_feel",
            "how (?:do|would|did) you (?:feel|find) (?:about )?(?:that|this|the (?:solution|plan|"
            "outcome|"
            "service))|how (?:does|is) (?:that|this) feel|"
            "(?:have|did) (?:i|we) (?:answer|answered|resolve|resolved|sort|sorted|manage|managed|"
            "help|"
            "helped|address|addressed|deal|dealt|cover|covered|solve|solved)~ "
            "(?:question|questions|issue|everything|problem|concern|concerns|you|today|it|all)",
            needs=("how", "have", "did"),
            also="feel find answer answered resolve resolved sort sorted "
            "manage managed help helped address addressed deal dealt cover covered solve "
            "solved",
            confidence=0.8,
        ),
        # Asked of what is offered, or for leave: the offer's question, not whether it is settled.
        Phrase(
            "is_that_ok",
            "(?:is|would) (?:that|this|it) (?:be )?(?:okay|ok|all right|alright|fine)(?=\\W*$|\\?)|"
            "(?:does|do|will|would|how does) (?:that|this|it) (?:work|suit|sound|seem)",
            needs="okay ok right alright fine work suit sound seem",
            confidence=0.45,
        ),
    ),
)
