"""How customers say yes and no to an offer: wordings only, ``answer.py`` weighs them.

Each has a rule's name, a confidence, the words without one of which it cannot match (so that most
cost a set look-up), and a regular expression over ``Turn.lower``. The confidences are judgements:
0.9 for words that hardly ever mean anything else after an offer, 0.7 for grudging ones.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Wording(NamedTuple):
    """One way of answering; one of ``needs`` is in every text that matches."""

    rule: str
    confidence: float
    needs: frozenset[str]
    regex: re.Pattern[str]


def _compiled(*wordings: tuple[str, float, str, str]) -> tuple[Wording, ...]:
    return tuple(
        Wording(rule, confidence, frozenset(needs.split()), re.compile(regex))
        for rule, confidence, needs, regex in wordings
    )


# "fine", "okay" and the like before an answer; "um", "well" and the like before anything.
_START: Final = (
    r"^\W*(?:(?:um+|uh+|er+m*|oh|ah|well|right|okay|ok|yeah|yes|yep|alright|all right|so|look|"
    r"listen|h+m+|fine|sure|actually|i mean)\W+){0,4}"
)
_EASY: Final = (
    r"(?:fine|good|great|lovely|perfect|brilliant|wonderful|okay|ok|alright|all right|fair)"
)

ACCEPTS: Final = _compiled(
    (
        "yes_please",
        0.92,
        "please",
        r"\b(?:yes|yeah|yep|ok|okay|sure|alright)\W+please\b|^\W*please do\b",
    ),
    (
        "please",
        0.8,
        "could would can mind help",
        r"\b(?:if you (?:could|would|can|don't mind)|that would help)\b",
    ),
    (
        "that_works",
        0.9,
        "work works suit suits do",
        r"\b(?:that|it|this|tomorrow|then|\w+day|\w+ing|noon|either|both|(?:one|two|three|four|five|"
        r"six|seven|eight|nine|ten|eleven|twelve|\d+)(?: thirty| fifteen| o'clock)?|thirty|"
        r"afternoons?|evenings?)(?:'ll| will| would|'d| should)? (?:works?|"
        r"(?:be )?suits?|do nicely|do me)(?: for me| fine| me| well)?\b|\b(?:that|it|this)(?:'ll|"
        r" will) do(?: fine| nicely|$|[.,!])",
    ),
    (
        "that_is_fine",
        0.9,
        "fine good great lovely perfect brilliant wonderful okay ok alright right fair happy "
        "content can't generous kind",
        r"\b(?:that|that's|it|it's|this|which|\w+day|tomorrow|then)(?: is| was|'s|'ll be|"
        r" will be| would be|'d be| sounds| seems)?(?: absolutely| really| very| perfectly| just|"
        r" quite| all| a)? " + _EASY + r"\b(?!\W*(?:but|excuse|try|joke|one|for you))|"
        r"\b(?:i(?:'m| am|'d be)|we(?:'re| are)) (?:quite |very |perfectly |more than )?(?:happy|"
        r"okay|ok|fine|good|content) (?:with|to (?:do|take|go|accept|wait|have|try))\b|"
        r"\bsounds " + _EASY + r"\b|\bfair enough\b|\bthat(?:'s| is) (?:very |really |"
        r"so )?(?:generous|kind of you)\b|\bcan't (?:argue|complain|say fairer)\b",
    ),
    (
        "do_it",
        0.9,
        "do book send arrange go take try set sort put please let's connect transfer deal done "
        "agreed accept i'll count sign like love appreciate",
        # said as an order, not in a question or of somebody else
        r"(?:(?:^|[.,;!?] )\W*(?:(?:okay|ok|fine|yes|yeah|yep|please|then|well|right|so|just|and|"
        r"all right|alright|go on|sure|no)\W+){0,4}|\b(?:you|let's|please|just|okay|ok|fine|"
        r"yes) )(?:do|book|send|arrange|go with|go for|take|try|set|sort|put) (?:that|it|them|"
        r"me down|me through|this)\b(?! (?:for|to) (?:me|you) (?:ages|weeks))|\bgo ahead\b|"
        r"\bgo on then\b|\blet's (?:do|go|try|have|say)\b|\bplease do\b|\b(?:put|connect|"
        r"transfer) me (?:through|to)\b|\b(?:deal|done|agreed)\b(?=\W*$)|\bi accept\b|"
        r"\bi'll (?:accept|take(?! it up| this| legal)|have(?! to| a think)|go (?:with|for)|"
        r"hold(?! you)|wait|do that|try (?:that|"
        r"it))\b|\bi(?:'d| would) (?:like|love|appreciate) that\b|\bcount me in\b|\bsign me up\b",
    ),
    (
        "grudging",
        0.7,
        "suppose guess if have better live beggars something",
        r"\b(?:i suppose (?:so|that|it|i)|i guess (?:so|that|it)|if (?:that's|it's) (?:all|"
        r"the best|what it takes|the only)|(?:that|it)(?:'ll| will)? have to do|"
        r"better than nothing|i can live with (?:that|it)|beggars can't|it's something)\b",
    ),
)
REJECTS: Final = _compiled(
    ("no_thanks", 0.92, "no", r"\bno\W+(?:thanks?|thank you|ta)\b"),
    (
        "not_enough",
        0.92,
        "enough no don't do not isn't doesn't does won't will wouldn't that's",
        r"\b(?:that|it|this|which)?(?:'s| is|s)? ?(?:just |simply |really |still |"
        r"nowhere )?(?:not|isn't|near|hardly|nowhere near)(?: good| really| near|"
        r" nearly)* enough\b|\bnot good enough\b|\bthat's (?:no|not) (?:good|use|help|acceptable|"
        r"fair|on|right|what i|an?\b|going to)|\b(?:don't|do not) think "
        r"(?:that|that's|it's|this is)(?: is|'s)? (?:really |very )?(?:fair|good|enough|right|"
        r"acceptable|on)\b|"
        r"\b(?:that|it) isn't (?:good|acceptable|fair|"
        r"what i|any)\b|\b(?:that|it|this|which) (?:doesn't|does not|won't|will not|wouldn't|"
        r"isn't going to) (?:really )?(?:work|help|do|cut it|solve|fix|suit|be (?:good|enough|"
        r"any))\b",
    ),
    (
        "do_not_want",
        0.9,
        "don't do didn't did not rather won't refuse can't cannot",
        r"\bi (?:really )?(?:don't|do not|didn't|did not) (?:even )?(?:want|need|accept|ask for|"
        r"care about) (?:a|an|any|your|the|another|that|it|this|no|some|\w+ (?:pounds?|quid|"
        r"dollars?|euros?)|to (?:do|speak|talk|wait|go|pay|accept|take|have|try|ring|call|"
        r"be (?:passed|put|called|told)))\b|\bi(?:'m| am) not (?:interested|accepting|having|"
        r"waiting|taking|paying|doing|going to (?:accept|wait|take|pay|do|have)|happy with|"
        r"sitting|staying|prepared to|willing to)\b|\bi(?:'d| would) rather not\b|\bi (?:won't|"
        r"will not|refuse to|can't|cannot) (?:accept|wait|take (?:that|it|a|time|another)|pay|"
        r"do that|have that)\b|\bdon't want (?:it|that|your)\b",
    ),
    (
        "flat_no",
        0.92,
        "not way chance forget question unacceptable no keep stick shove",
        r"\b(?:absolutely not|no way|no chance|not a chance|forget (?:it|that)|"
        r"out of the question|not acceptable|unacceptable|certainly not|definitely not|"
        r"not interested)\b|\bno no no\b|\byou can (?:keep|stick|shove)\b|\b(?:keep|stick|"
        r"shove) (?:your|it)\b",
    ),
    (
        "no_use",
        0.88,
        "what how that's it's that is can't you're you are no neither not",
        r"\b(?:what (?:good|use) (?:is|are|will|would)|what am i (?:supposed|meant) to do with|"
        r"how (?:is|does|will|would) that help|(?:that's|it's|is) (?:a joke|ridiculous|useless|"
        r"pointless|an insult|rubbish|insulting|laughable|no use|too (?:late|long|little|far))|"
        r"(?:is )?that (?:all|it) you(?:'ve| have)? (?:can|got|have)|is that (?:it|all)\?|"
        r"i can't wait (?:that|till|until|another|any)|you(?:'re| are) (?:joking|kidding|having a "
        r"laugh)|are you (?:joking|kidding|serious|having a laugh)|\w+(?:'s| is| are) no (?:good|"
        r"use)|"
        r"neither(?: of)?|not (?:really |quite |exactly )?what i (?:was|want|asked|had|need))\b",
    ),
    (
        "rather_else",
        0.55,  # an option that was offered, named after it, outweighs this
        "prefer rather",
        r"\bi(?:'d| would) (?:much |really )?(?:prefer|rather)\b",
    ),
    (
        "want_else",
        0.75,
        "no want",
        r"^\W*no\b.{0,40}\bi (?:want|need|'d like|would like|asked for|said)\b|\bi want (?:my|"
        r"the|a|an) [\w ]{2,30},? not (?:a|an|your|some|another|the)\b",
    ),
)
CHOOSES: Final = re.compile(
    r"\b(?:i(?:'d| would)(?: (?:much|really|just))? (?:rather|prefer|like|want|take|go (?:for|"
    r"with))|i(?:'ll| will)|i (?:want|prefer|choose|think|suppose|could do|can do)|let's|let me|"
    r"give me|make it|it(?:'ll| will)? (?:have|has) to be|(?:can|could) (?:i|we) (?:have|take|"
    r"get|do|go)|go (?:for|with)|maybe)\b"
)
CLAUSE: Final = re.compile(r"[^.,;:!?]+[.,;:!?]*")
# "The refund then", "a refund, please"
CHOOSES_LAST: Final = re.compile(r"\b(?:then|please|instead)\W*$")
ASKS: Final = re.compile(
    r"^\W*(?:(?:and|but|so|well|then)\W+)*(?:what|why|how|who|where|when|which|is|are|was|did|do|"
    r"does|will|would|and|but|because|if)\b"
)
# "The replacement was broken too" tells of an option and chooses none.
TELLS: Final = re.compile(
    r"\b(?:that's|was|were|is|isn't|wasn't|has|hasn't|had|did|didn't|came|broke|never|arrived|"
    r"happened)\b"
)
NTH: Final = re.compile(
    r"\bthe (?:first|second|third|last|latter|former|other|cheaper|sooner|earlier|"
    r"later)\b(?: one| option| of)?(?: please| then|\W*$| one| option)|\beither(?: one)?(?:'s|"
    r" is|\W*$)"
)
BARE_YES: Final = re.compile(
    r"\W*(?:(?:yes|yeah|yep|yup|aye|ok|okay|right|sure|alright|all right|fine|great|good|perfect|"
    r"lovely|brilliant|of course|absolutely|definitely|go on|please|then|thanks|thank you|cheers|"
    r"oh|um+|uh+|er+m*|well|i see|that's)\b\W*)+"
)
BARE_NO: Final = re.compile(r"\W*(?:(?:no|nope|nah|not really|er+m*|um+|uh+|well|sorry|oh)\b\W*)+")
NO_BUT_YES: Final = re.compile(
    r"\bno (?:problem|worries|bother|rush|need|doubt)\b|"
    r"\bno\W+(?:no\W+)?(?:(?:go|carry) (?:on|ahead)|(?:that's|that is|it's|you're|you are) (?:all "
    r"right|alright|fine|okay|ok|good|perfect|great|lovely|right|on)\b)"
)
HEDGE: Final = re.compile(
    r"\b(?:if (?:you|it|that|they|i)|as long as|provided|only if|but|maybe|perhaps|might|"
    r"not sure|i don't know|i'll think|let me think|depends?)\b"
)
UNDECIDED: Final = re.compile(
    r"\b(?:i don't know|i(?:'m| am) not sure|let me think|i'll (?:have to |need to )?think|"
    r"not convinced|i'd have to (?:think|ask|check)|need to (?:think|ask|check)|it depends)\b"
)
# One of these is in every text that ``UNDECIDED`` matches.
UNDECIDED_WORDS: Final = frozenset(
    ("don't", "sure", "think", "convinced", "ask", "check", "depends")
)
NEGATED: Final = re.compile(
    r"\b(?:not|n't|don't|doesn't|didn't|isn't|wasn't|won't|wouldn't|can't|never|how is|why would|"
    r"don't think|hardly|if|did you|didn't you|used to|last time)\b[^.!?,]{0,25}$"
)
OPENS_YES: Final = re.compile(
    r"^\W*(?:(?:oh|um+|well|okay|ok|right)\W+)?(?:yes|yeah|yep|sure|okay|ok|fine|alright|great|"
    r"perfect)\b"
)
OPENS_NO: Final = re.compile(r"^\W*(?:(?:oh|um+|well|okay|ok|right)\W+)?(?:no|nope|nah)\b")
PRAISES: Final = re.compile(
    r"^\W*(?:(?:oh|well|okay|ok|yes)\W+)*(?:brilliant|perfect|lovely|wonderful|fantastic|"
    r"excellent|great|amazing|marvellous|super|smashing|that's (?:brilliant|perfect|lovely|"
    r"wonderful|great|very kind))\b"
)
