"""Frustration that is told rather than named: sour praise, tired asides, outraged echoes."""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.customer.wording import say, words
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_hypothetical, is_negated
from coolhead.signals.turn import Turn

# Praise is sour only beside something that is wrong; on its own it is praise.
_WRONG: Final = words(
    "not no never nothing nobody still again twice another waiting lost broken wrong sold but "
    "haven't hasn't didn't isn't don't won't can't wasn't weeks hours hold late cancelled canceled"
)
_GLAD: Final = re.compile(
    r"\b(?:perfect|great|lovely|brilliant|thank|thanks|cheers|yes|suits?|fine|works|good|ideal|"
    r"wow|ha|amazing|happy|birthday|goal|hello|hi|bye)\b"
)


def _is_praise(turn: Turn, start: int, end: int) -> bool:
    return _WRONG.isdisjoint(turn.words) or "thanks" in turn.words


def _is_glad(turn: Turn, start: int, end: int) -> bool:
    return _GLAD.search(turn.lower, max(0, start - 20), end + 30) is not None


_STOP: Final = r"(?= *(?:[.,!?]|$))"

TOLD: Final[tuple[Pattern, ...]] = (
    say(
        "sour",
        r"(?:i suppose i (?:should|ought to|must)|am i supposed to|should i) "
        r"(?:thank you|say thank you|be (?:grateful|thankful|flattered|honoured|impressed))|"
        r"(?:that's|isn't that) (?:lovely|nice|charming|great|brilliant|wonderful) that|"
        r"(?:the|get the) pleasure of (?:paying|waiting|holding|ringing|calling|queuing)|"
        r"how (?:very )?(?:clever|thoughtful|generous|efficient)(?: of (?:you|them))?"
        rf"{_STOP}|aren't (?:you|they) clever|pull the other one",
        "suppose supposed should that pleasure clever thoughtful generous efficient pull",
        0.66,
        also="thank grateful thankful flattered honoured impressed lovely nice charming great "
        "brilliant wonderful pleasure clever thoughtful generous efficient other",
    ),
    say(
        "sour_praise",
        rf"top marks(?: all round)?{_STOP}|very (?:efficient|clever|impressive|professional|"
        rf"organised){_STOP}|(?:fantastic|brilliant|great|wonderful|marvellous|excellent|superb|"
        r"amazing|terrific|lovely) (?:system|service|set ?up|organisation|operation|company|"
        rf"outfit|effort)(?: you've got| you have)? (?:really|truly|that|there|isn't it){_STOP}|"
        rf"i'm (?:so )?(?:thrilled|spoilt|overjoyed|honoured){_STOP}",
        "marks efficient clever impressive professional organised system service setup set "
        "organisation operation company outfit effort thrilled spoilt overjoyed honoured",
        0.62,
        unless=(_is_praise, is_negated),
    ),
    say(
        "worn",
        r"back to (?:the start|square one|the beginning|where (?:i|we) started)|"
        r"(?:that's|it's|this is) not (?:really |exactly )?(?:my|our) problem|"
        r"(?:sorry|apologies|an apology|that|it)(?:'s|'re| is| are) (?:no|not (?:much|any)|of no) "
        r"(?:good|use|help) to (?:me|us|anyone|anybody)|"
        r"(?:i|a child|anybody|anyone) could(?:'ve| have| of) told you that|"
        r"could(?:'ve| have) done without|(?:it|this|that) (?:\w+ )?sucks|"
        r"are you (?:even|actually) (?:allowed|able|trained|qualified|trying|authorised)",
        "start square beginning started problem good use help told done sucks "
        "allowed able trained qualified trying authorised",
        0.66,
        also="back not sorry sorry's apologies apology that that's it it's could "
        "could've are this no",
        unless=(is_hypothetical,),
    ),
    say(
        "why_not_just",
        r"(?:can't you|can you not) just (?:pick|ring|call|ask|do|look|tell|send|sort|fix|get)",
        "just",
        0.62,
        also="can't not",
    ),
    say(
        "my_own",
        r"it's not (?:an? )?\w+ it's my (?!pleasure|fault|mistake|privilege|turn)\w+",
        "not",
        0.62,
        also="it's",
    ),
    say(
        "like_a_fool",
        r"(?<!would\s)(?<!'d\s)(?<!\bid\s)like (?:a|an|some) (?:(?:right|complete|total|bloody|"
        r"proper) )?"
        r"(?:lemon|mug|fool|idiot|muppet|dog|criminal|nobody|yo-yo|numpty)|"
        r"(?:like|as if|as though) i'm (?:\w+ )?(?:mad|stupid|lying|invisible|making (?:it|this) "
        r"up|nobody|nothing|five|a (?:liar|criminal|child|nuisance|fool))",
        "lemon mug fool idiot muppet dog criminal nobody yo numpty mad stupid lying invisible "
        "making nothing five liar child nuisance",
        0.66,
        also="like as",
    ),
    say(
        "at_last",
        r"about (?:bloody |damn |fucking |flaming |flipping )?time(?= *(?:[.!]|$)| too\b| "
        r"(?:someone|somebody|you lot|you picked|you answered))|"
        r"(?:(?:yeah|oh|yes|well) )whatever(?= *[.!]|$)|"
        r"(?:do|say|bring|think) (?:what|who)(?:ever)? you (?:like|want)(?= *[.!]|$)|"
        r"(?:are|is|do|does|can|will|has|have) (?:\w+ ){2,9}or what(?= *(?:[?.!]|$))",
        "time whatever what who whoever",
        0.58,
        also="about yeah oh yes well like want or",
        unless=(is_hypothetical,),
    ),
)

# "No job on the system. No job!", "Feedback! It's not feedback": what was said comes back as an
# exclamation, with nothing glad near it.
ECHO: Final = Pattern(
    "echo",
    r"\b(?P<said>[\w']{4,}|(?:no|one|two|three|four|five|six|ten) \w{3,})\b"
    r"(?:[^!]{0,60}[.!?;]['\" ]+(?P=said)!|! (?:[\w']+ ){0,4}(?P=said)\b)",
    confidence=0.62,
    unless=(_is_glad,),
)
