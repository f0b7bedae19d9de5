"""`ownership`: "I will see to it myself" (S0.5).

What is being done while it is said ("I'm cancelling it right now"), and what has just been done
("that's done, it's cancelled as of today"), is owned as well: deeds before words.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.signals.agent.phrasing import (
    I_WILL,
    Phrase,
    PhraseDetector,
    followed_by,
    is_asked,
    preceded_by,
    with_words,
)
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_negated, is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

_I_WILL = (
    "(?:i'll|i will|i shall|i'm going to|i am going to|i'm gonna|let me|i want to|i'd like to)"
)
_IT = "(?:it|this|that|everything|your \\w+|the (?:whole )?\\w+|things|all of (?:it|this|that))"

# What somebody does who puts a matter right, as it is being done; not looking, not holding.
_DOING = (
    "(?:cancelling|canceling|taking|removing|refunding|crediting|switching|turning|stopping|"
    "doing|putting|adding|booking|rebooking|sending|emailing|texting|posting|erasing|deleting|"
    "ordering|processing|moving|changing|closing|fixing|reversing|waiving|holding|blocking|"
    "arranging|issuing|restoring|starting|opting|unsubscribing|ringing|calling|getting|making|"
    "raising|setting|correcting|paying|replacing|releasing|marking|noting|writing)"
)
_DOING_WORDS = frozenset(_DOING.strip("(?:)").split("|"))
_DO_NOW = (
    "(?:do|cancel|take|remove|refund|credit|switch|turn|stop|put|add|book|send|email|text|erase|"
    "delete|order|process|move|change|close|fix|reverse|waive|block|arrange|issue|restore|start|"
    "get|sort|raise|correct|ring|call|unlock|release|replace)"
)
_NOW = (
    "(?:right now|now|straight away|right away|as we speak|this minute|this second|immediately|"
    "for you|while (?:you're|you are|we're|we are) (?:on|here|talking|speaking)|at once)"
)
_NOW_WORDS = "now away speak minute second immediately for while once"
_DONE = (
    "(?:done|cancelled|canceled|stopped|sorted|booked|refunded|credited|switched off|turned off|"
    "taken off|removed|deleted|erased|confirmed|changed|ordered|reversed|waived|all set|"
    "gone through|put through|closed)"
)
_DONE_WORDS = (
    "done cancelled canceled stopped sorted booked refunded credited switched turned taken removed "
    "deleted erased confirmed changed ordered reversed waived set gone put closed off"
)
_NOT_AN_ACT = with_words(
    "on hold|put you through|putting you through|to hold|my best|my job|that to me|your word|"
    "a look|a look at|to the point|seriously|a note of what you said|my way"
)
# "It's off", "that's gone": said of what was asked for; without that it may be said of anything.
_ASKED_FOR: Final = frozenset(("request", "do_not_call", "recording_objection", "data_question"))
_FURTHEST_BACK = 8


class _Ownership(PhraseDetector):
    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        if pattern.rule == "it_is_off" and not any(
            signal.name in _ASKED_FOR
            for earlier in conversation.turns[-_FURTHEST_BACK:]
            for signal in earlier.signals
        ):
            return None
        return super().build(turn, conversation, pattern, match)


OWNERSHIP = _Ownership(
    "ownership",
    (
        Phrase(
            "doing_it_now",
            f"(?:i'm|i am|we're|we are) (?:just |now |already |also |actually )*{_DOING}~ {_NOW}|"
            f"(?:i'm|i am|we're|we are) (?:just |now |already )*(?:cancelling|canceling|refunding|"
            f"removing|deleting|erasing|taking~ off|switching~ off|turning~ off|stopping (?:it|the|"
            f"that|them))|"
            f"^\\W*(?:(?:okay|right|yes|sure|so)\\W+)*{_DOING} (?:it|that|this|them|you)~ {_NOW}",
            needs=_DOING_WORDS,
            confidence=0.85,
            unless=(is_reported, is_quoted, is_asked, _NOT_AN_ACT, preceded_by("if|when|while")),
        ),
        Phrase(
            "do_it_now",
            f"{I_WILL} (?:just |go ahead and |also )?{_DO_NOW} (?:it|that|this|them|those|both|the|"
            f"your|you|a|an)~ {_NOW}(?! (?:if|to see|and see))",
            needs="i'll will shall i'm going gonna we'll we're",
            also=_NOW_WORDS,
            confidence=0.8,
            unless=(is_reported, is_quoted, is_asked, _NOT_AN_ACT, preceded_by("if|when")),
        ),
        Phrase(
            "it_is_done",
            f"(?:that's|that is|it's|it is|they're|they are|both are|all of it is|everything is|"
            f"everything's|it has been|that has been|that's been|it's been)"
            f"(?: all| now| both| already)* {_DONE}(?: now| for you)?(?= as of| right away|"
            "\\W*$|[.,!;])",
            needs=_DONE_WORDS,
            confidence=0.72,
            unless=(
                is_reported,
                is_quoted,
                is_asked,
                preceded_by(
                    "if|when|once|while|until|till|before|after|says|think|why|sure|whether|what"
                ),
            ),
        ),
        Phrase(
            "it_is_off",
            "(?:it's|that's|they're|it is|that is) (?:all )?(?:off|gone)(?: now)?(?=\\W*$|[.,!;])",
            needs=("off", "gone"),
            confidence=0.7,
            unless=(is_reported, is_asked, preceded_by("if|when|once|why|because")),
        ),
        Phrase(
            "off_the_list",
            "(?:off|on) (?:our|the|my) (?:do[- ]not[- ]call|no[- ]call|don't call) list|"
            "(?:you're|you are|it's|number is|number's|numbers are|both are|name is|name's) "
            "(?:now |both )?(?:off|no longer on) (?:our|the|my|all our) (?:\\w+ )?lists?",
            needs=("list", "lists"),
            confidence=0.75,
            unless=(is_reported, is_asked, is_negated, preceded_by("if|when|once")),
        ),
        Phrase(
            "i_have_done",
            "i(?:'ve| have) (?:just |now |already |also )*(?:cancelled|canceled|stopped|refunded|"
            "removed|taken|switched|turned|booked|deleted|erased|changed|credited|reversed|waived|"
            "put|added|moved|blocked|closed|ordered) (?:it|that|this|them|you|your|the|both|a stop|"
            "a note|all|everything|my)(?! (?:through to|on hold|down as))",
            needs="cancelled canceled stopped refunded removed taken switched turned booked "
            "deleted erased changed credited reversed waived put added moved blocked closed "
            "ordered",
            confidence=0.68,
            unless=(
                is_reported,
                is_quoted,
                is_asked,
                is_negated,
                preceded_by("if|when|once|what|that"),
                followed_by("(?:yesterday|last (?:week|month|year|time)|ago|before)", within=50),
            ),
        ),
        Phrase(
            "leave_it_with_me",
            "(?:leave|you can leave) (?:it|this|that|everything|it all|the rest) (?:all )?(?:with|"
            "to) "
            "me|leave it (?:all )?in my hands|you're in (?:good|safe) hands|"
            "(?:this|it|that|your \\w+)(?:'s| is) (?:now )?(?:mine now|with me now|in my hands|on "
            "me|my responsibility(?: now)?)",
            needs="leave hands mine with on responsibility",
            also="me my mine hands",
            confidence=0.93,
            unless=(is_quoted, is_reported),
        ),
        Phrase(
            "myself",
            f"{_I_WILL}~ (?:myself|personally)|i(?: will|'ll)? personally \\w+|"
            "i'm (?:personally )?(?:going to )?(?:see|seeing) to (?:it|this) (?:myself|personally)",
            needs=("myself", "personally"),
            confidence=0.92,
            unless=(
                is_quoted,
                is_reported,
                lambda turn, start, end: "introduce" in turn.lower[start:end],
            ),
        ),
        Phrase(
            "take_ownership",
            "(?:i'll|i will|i|i'm|i am|let me|i'm going to|i want to) (?:take|taking|have|own|"
            "owning|"
            "accept) (?:full |personal |complete |the )*(?:ownership|responsibility|charge|this "
            "one "
            "on|it on myself)|i(?:'ll| will)? own (?:this|it|that)(?= |\\W|$)",
            needs="ownership responsibility charge own on",
            also="take taking have own owning accept",
            confidence=0.93,
            unless=(is_negated, is_reported),
        ),
        Phrase(
            "take_care",
            f"{_I_WILL} (?:\\w+ )?(?:take care of|see to|deal with|look after|handle|attend to) "
            f"{_IT}",
            needs="take see deal look handle attend",
            confidence=0.85,
            unless=(
                is_reported,
                is_quoted,
                preceded_by("if|when|can"),
                followed_by("if|in a minute", within=6),
            ),
        ),
        Phrase(
            "get_sorted",
            f"{_I_WILL} (?:\\w+ )?(?:get|have) {_IT} (?:all )?(?:sorted|fixed|resolved|solved|"
            f"put right|done|straightened)|{_I_WILL} (?:\\w+ )?(?:sort|fix|resolve|solve|"
            f"straighten) "
            f"{_IT}(?: all)?(?: out)? ?(?:for you)?|{_I_WILL} (?:\\w+ )?put (?:it|this|that|"
            f"things) "
            "right",
            needs="sorted fixed resolved solved right done straightened sort fix resolve solve "
            "straighten",
            also="i'll will shall going gonna let want like",
            confidence=0.8,
            unless=(is_reported, is_quoted, preceded_by("if|before")),
        ),
        Phrase(
            "make_sure",
            "(?:i'll|i will|i'm going to|i shall|i am going to) (?:\\w+ )?(?:make sure|ensure|see "
            "to "
            "it|make certain|see that)(?: that)? (?!you(?:'ve| have) got|i've got|i have (?:your|"
            "the)|"
            "i (?:heard|understand|got))\\w+",
            needs=("sure", "ensure", "see", "certain"),
            confidence=0.7,
            unless=(is_reported, is_quoted),
        ),
        Phrase(
            "see_it_through",
            "(?:i'll|i will|i'm going to) (?:\\w+ )?(?:see (?:this|it|that) through|stay (?:on|"
            "with) "
            "(?:this|it|your case|you) (?:until|till)|stay on top of|follow (?:this|it) (?:up )?"
            "(?:through|until|all the way)|keep (?:on|at|chasing|an eye)|be your (?:point of "
            "contact|"
            "contact|single point|go-to)|not (?:rest|let this))",
            needs="through until till top keep contact single go-to rest let way",
            confidence=0.85,
            unless=(is_reported,),
        ),
        Phrase(
            "count_on_me",
            "(?:you can|please) (?:count|rely|depend) on me|you have my word|consider it done|"
            "(?:ask|call|come back) (?:for|to) me (?:directly|personally)|i give you my word",
            needs="count rely depend word done directly personally",
            confidence=0.8,
            unless=(is_quoted,),
        ),
    ),
)
