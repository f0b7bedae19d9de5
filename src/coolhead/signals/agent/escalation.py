"""`escalation_offer` and `handover`: offers somebody above; introduces them with the story."""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.agent.phrasing import (
    SENIOR,
    SENIOR_WORDS,
    Phrase,
    PhraseDetector,
    followed_by,
    preceded_by,
    with_words,
)
from coolhead.signals.scope import is_negated, is_quoted, is_reported

_LEAD_IN = (
    "(?:i can|i could|i'll|i will|let me|would you like(?: me)?(?: to)?|shall i|should i|"
    "do you want(?: me)?(?: to)?|happy to|glad to|i'd like to|i'm going to|i am going to|would you "
    "prefer"
    "(?: to)?|may i|can i|i would like to|we can|we could|i'd be happy|you can|you could|i want to|"
    "if you(?:'d)? (?:like|prefer|wish|want)|is it (?:ok|okay) if i)"
)

ESCALATION_OFFER = PhraseDetector(
    "escalation_offer",
    (
        Phrase(
            "offers_senior",
            f"{_LEAD_IN}~ (?:speak|talk|put|transfer|connect|get|escalate|escalated|pass|involve|"
            f"bring|"
            f"ask|call|arrange|have|see|fetch|raise|refer|find|consult|check)~~ {SENIOR}",
            needs=SENIOR_WORDS,
            confidence=0.9,
            unless=(
                is_reported,
                is_quoted,
                preceded_by("why"),
                lambda turn, start, end: turn.lower[start:end].endswith(("head", "above")),
            ),
        ),
        Phrase(
            "escalate_this",
            f"{_LEAD_IN} (?:\\w+ )?escalate (?:this|it|that|your|the)|"
            "(?:i'm|i am|we're|we are) (?:now )?escalating|"
            "(?:i'll|i will|let me|i can) (?:\\w+ )?(?:take|raise) (?:this|it|that) (?:up )?"
            "(?:with|to|further|higher)(?: (?:my|a|the) \\w+)?",
            needs=("escalate", "escalating", "take", "raise"),
            confidence=0.8,
            unless=(
                is_reported,
                is_negated,
                with_words(
                    "(?:raise|take) (?:this|it|that) with (?:the|them|our) (?:courier|driver|"
                    "warehouse|depot)"
                ),
            ),
        ),
        Phrase(
            "senior_available",
            f"(?:my|our|a|the) (?:\\w+ )?{SENIOR} (?:is (?:here|available|free|next to me|right "
            f"here)|"
            "(?:can|could|will|would be able to|'ll|is able to) (?:speak|talk|call|help|ring|take|"
            "step|"
            "look|join|authorise|approve|decide))",
            needs=SENIOR_WORDS,
            confidence=0.75,
            unless=(is_reported, is_negated, preceded_by("if|whether")),
        ),
        Phrase(
            "bringing_in",
            f"(?:i'm|i am|we're|we are) (?:now |just |going to )?(?:bringing|bring|getting|get|"
            f"fetching|asking|calling|ringing|involving|adding)~ (?:{SENIOR})",
            needs=SENIOR_WORDS,
            confidence=0.85,
            unless=(is_reported, is_negated),
        ),
        Phrase(
            "senior_can",
            f"(?:my|our|the) {SENIOR}~ (?:can|could|will|is able to) (?:\\w+ )?(?:speak|talk|call|"
            f"help|ring|look|join|authori[sz]e|approve|decide|agree|sign)|"
            f"(?:is|'s) (?:my|our|the) {SENIOR} (?:and )?(?:she|he|they) (?:can|could|will|is "
            "able)",
            needs=SENIOR_WORDS,
            confidence=0.75,
            unless=(is_reported, is_negated, preceded_by("if|whether")),
        ),
        Phrase(
            "senior_is_here",
            f"i(?:'ve| have)(?: got)? (?:my|our|the|a) (?:\\w+ )?{SENIOR}~ (?:here|beside me|"
            "next to me|available|listening|free)|"
            f"(?:my|our) {SENIOR}~ (?:is it|would it be|are you|would you be) (?:all right|alright|"
            "okay|ok|happy)~ (?:he|she|they)",
            needs=SENIOR_WORDS,
            confidence=0.8,
            unless=(is_reported, is_negated),
        ),
        Phrase(
            "beyond_my_authority",
            f"(?:beyond|above|outside) (?:what i(?:'m| am) (?:allowed|able|authorised)|my "
            f"authority|my "
            f"limit|what i can (?:approve|authorise|decide))~~ {SENIOR}",
            needs="authority limit allowed able authorised approve authorise decide",
            also=SENIOR_WORDS,
            confidence=0.8,
        ),
    ),
)

# The customer, spoken of; and so many words at least make a story.
_THIRD: Final = re.compile(r"\b(?:he|she|they|his|her|their)(?:'\w+)?\b")
_STORY_WORDS: Final = 6
_STORY = (
    "(?:explained|told|briefed|filled|updated|gone through|shared|given|brought|passed|informed|"
    "described|run through|gone over|talked (?:him|her|them) through|let)"
)

HANDOVER = PhraseDetector(
    "handover",
    (
        Phrase(
            "told_the_story",
            f"i(?:'ve| have) (?:now |already |just |also )?{_STORY} "
            "(?:it |this |everything |the \\w+ |all |your \\w+ |that )?(?:to |with )?(?:him|her|"
            "them|"
            f"my (?:\\w+ )?\\w+|the (?:{SENIOR}|team|colleague|department)|our \\w+|[a-z]+) "
            "(?:in |up |on |with |about |the |what |everything|all |your |to date|so far|how|know|"
            "who |"
            "that |details|notes|situation)",
            needs="explained told briefed filled updated gone shared given brought passed "
            "informed described run talked let",
            confidence=0.75,
            unless=(is_negated, lambda turn, start, end: _tells_you(turn.lower[start:end])),
        ),
        Phrase(
            "on_the_line",
            "i(?:'ve| have)(?: got| now got| also)? (?:(?:the )?(?:customer|caller)|mr \\w+|mrs "
            "\\w+|ms "
            "\\w+|miss \\w+|my (?:\\w+ )?\\w+|the (?:\\w+ )?\\w+|our (?:\\w+ )?\\w+|a colleague|"
            "\\w+) "
            "(?:\\w+ )?(?:here )?(?:on the (?:line|phone|other line)|with me|here with me|joining "
            "us|"
            "here)",
            needs="line phone me joining here",
            also=("i've", "have"),
            confidence=0.85,
            unless=(
                lambda turn, start, end: any(
                    word in turn.lower[start:end]
                    for word in (
                        "account",
                        "note",
                        "details",
                        "order",
                        "record",
                        "nothing",
                        "it ",
                        "your",
                        "that",
                        "this",
                        "screen",
                        "been",
                        "got here",
                        "visit",
                    )
                ),
                followed_by(
                    "(?:is it|would it be|are you|would you be) (?:all right|alright|okay|ok|"
                    "happy)~ "
                    "(?:he|she|they)",
                    within=140,
                ),
            ),
        ),
        Phrase(
            "introduces",
            "(?:(?:i'd|i would) like to|let me|i'll|i will|allow me to|i want to|may i) introduce "
            "(?:you to )?(?!myself)\\w+|"
            f"this is (?:\\w+ ){{0,2}}(?:my|our|the) (?:\\w+ )?{SENIOR}|"
            "(?:joined by|joining us is|here with me is) (?:my |our |the )?\\w+|"
            "(?:meet|you're (?:now )?(?:speaking|talking) (?:with|to)|over to) (?:my|our|the) "
            "(?:\\w+ )?"
            f"{SENIOR}",
            needs="introduce this joined joining here meet speaking talking over",
            also=(*SENIOR_WORDS, "introduce", "joined", "joining", "here"),
            confidence=0.85,
            unless=(is_reported, preceded_by("is|if")),
        ),
        # "Paul, this is Mr Reeve at fourteen Cooper Court. He has had no heating …"
        Phrase(
            "tells_the_story",
            r"(?:^|[.!?] )\W*(?:(?:okay|right|so|hi|hello|thanks)\W+)?(?!good|hello|hi|hey|thank|"
            r"thanks|well|yes|no|and|so|but|sorry|okay|right|look)\w+ this is (?:mr|mrs|ms|miss|dr|"
            r"the (?:customer|lady|gentleman)|(?!(?:the|a|an|your|my|our|not|what|how|"
            r"why)\b)\w+)\b",
            needs=("this",),
            confidence=0.75,
            unless=(
                is_reported,
                with_words("how (?:can|may) i help|speaking|calling from|my name"),
                lambda turn, start, end: (
                    _THIRD.search(turn.lower, end) is None
                    or len(turn.lower[end:].split()) < _STORY_WORDS
                ),
            ),
        ),
        Phrase(
            "handing_over",
            "(?:i'm|i am|i'll|i will|let me|i'm going to|going to|i can) (?:now |just |quickly |"
            "also )*"
            "(?:hand|handing|pass|passing) (?:you|this|it|the call|your case) (?:straight |now |"
            "all )?"
            "(?:over|on|across)(?: to)?",
            needs=("hand", "handing", "pass", "passing"),
            confidence=0.75,
            unless=(
                is_negated,
                lambda turn, start, end: turn.lower.startswith(
                    (" the feedback", " your feed"), end
                ),
            ),
        ),
        Phrase(
            "no_repeat",
            "(?:you (?:won't|will not|don't|do not|shouldn't) (?:have|need) to (?:repeat|explain|"
            "tell|go "
            "through|start)|so (?:that )?you (?:don't|won't) have to (?:repeat|explain|go|tell)|"
            "without you having to (?:repeat|explain)|save you (?:repeating|explaining))",
            needs="repeat explain tell go start repeating explaining",
            also="won't will don't do shouldn't without save",
            confidence=0.75,
            # said of what is only coming
            unless=(with_words("on hold|to (?:her|him|them) first"),),
        ),
        Phrase(
            "takes_over",
            "(?:\\w+ )?(?:will|'ll|is going to|can) (?:now )?(?:take (?:it |this |over )?(?:over "
            ")?from "
            "(?:here|there|me)|take over)",
            needs=("take",),
            also=("from", "over"),
            confidence=0.75,
            unless=(is_negated,),
        ),
        Phrase(
            "putting_through",
            "(?:(?:stay|remain|be|keep)~ on the line (?:with you )?(?:and|while|until|as)~ (?:put|"
            "transfer|"
            "connect|they|introduce|pass|speak)|(?:put|transfer|connect)~ (?:and|i'll|while i) "
            "(?:stay|"
            "remain|explain|introduce|tell|brief|fill|let)~ (?:line|them|him|her|everything|what|"
            "know|"
            "on))",
            needs="line them him her everything what know on stay introduce",
            also="put transfer connect pass introduce speak they",
            confidence=0.78,
        ),
        Phrase(
            "putting_through_to",
            "(?:(?:i'm|i am|i'll|i will|let me|i'm going to|i am going to) (?:now |just |quickly )*"
            "(?:putting|put|transferring|transfer|connecting|connect)(?: you| your call| the call)"
            "(?: straight| now| directly| over| right)*(?: through| across)?(?: over)? to|"
            "putting you through)",
            needs="putting put transferring transfer connecting connect",
            confidence=0.6,
            unless=(is_negated,),
        ),
    ),
)


def _tells_you(piece: str) -> bool:
    """Whether the story is told to the customer instead: "I have explained to you"."""
    return any(word in piece for word in (" you ", " to you", "told you")) or piece.endswith(" you")
