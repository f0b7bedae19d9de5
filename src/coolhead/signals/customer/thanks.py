"""``thanks``: gratitude or relief; not "thanks for nothing", "no thanks", "thanks a lot" sourly."""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_hypothetical, is_quoted, is_reported
from coolhead.signals.turn import Turn

VERSION: Final = "1"

PATTERNS: Final[tuple[Pattern, ...]] = (
    say(
        "thank_you",
        r"(?:thank you|thanks|thankyou|thank u|thank ya|many thanks|ta very "
        r"much|ta love|cheers(?: mate| love| pal| for| buddy| very much|(?= "
        r"*(?:[.,!]|$)))|much obliged|god bless(?: you)?|bless you|much appreciated|"
        r"ta(?= *(?:[.!]|$)))(?: (?:so much|very much|ever so|a lot|a million|"
        r"again|kindly|for \w+(?: \w+){0,3}))?",
        "thank thanks thankyou ta cheers obliged bless appreciated",
        0.86,
    ),
    say(
        "appreciate",
        r"(?:i|we)(?: really| do| truly| very much| greatly|'d like to|'ll)* "
        r"appreciate (?:that|it|your|you|the|this|all)|(?:i'm|i am|we're|so|"
        r"very|really|most) (?:so |very |really |extremely |ever so |truly )*(?:grateful|"
        r"thankful)|that's (?:very |really |so |ever so |awfully )*(?:kind|good|"
        r"nice|helpful|decent|lovely|sweet) of you|(?:you're|you are) (?:a |"
        r"an )?(?:absolute |real |total |proper )?(?:star|angel|lifesaver|life "
        r"saver|legend|diamond|gem|saint|hero|sweetheart|treasure|godsend)",
        "appreciate grateful thankful kind good nice helpful decent lovely "
        "sweet star angel lifesaver saver legend diamond gem saint hero treasure "
        "godsend sweetheart",
        0.88,
    ),
    say(
        "relief",
        r"(?:what a relief|that's (?:such |a |a real |a huge |a big |a weight "
        r")*(?:relief|off my mind|weight off)|thank (?:god|goodness|heavens)(?: "
        r"for that)?|i'm (?:so )?relieved|phew|(?:you've|you have) (?:been |"
        r"all been |really been )+(?:so |very |really |ever so |most |extremely "
        r"|incredibly |a |such a |a great |a big )*(?:helpful|kind|patient|great|"
        r"brilliant|wonderful|lovely|amazing|fantastic|good|help|understanding|"
        r"nice)|you've (?:made my day|put my mind at rest|really helped|saved "
        r"me|helped me)|that's (?:really |very |so |been )*(?:helpful|put my "
        r"mind))",
        "relief off god goodness heavens relieved phew mind day saved helped "
        "helpful kind patient great brilliant wonderful lovely amazing "
        "fantastic good help understanding nice",
        0.84,
        also="been relief off god goodness heavens relieved phew made mind saved helped helpful",
    ),
)

_SOUR: Final = re.compile(
    r"^(?: very much| a lot| a bunch| so much)?[ ,]*(?:for (?:nothing|no "
    r"help|wasting|the runaround|ruining|hanging|cutting|keeping me (?:waiting|"
    r"on hold)|making (?:me|it|this) (?:wait|worse)|your (?:lack|complete|"
    r"total|non)|not |fuck|letting me down|charging|leaving|all the (?:trouble|"
    r"hassle|stress)|absolutely nothing|sod all|another)|but no|for fuck|"
    r"very bloody much)"
)
_SOUR_BEFORE: Final = re.compile(
    r"(?:\bno,? ?$|\b(?:oh|well) (?:great|brilliant|wonderful|fantastic|"
    r"lovely|perfect|marvellous|fabulous)[ ,.!]+(?:well )?$|\b(?:say|said|"
    r"expect(?:ing)?|never get|without a|without even a|not even a|no|not "
    r"a|word of|nor a|get a|a|the|saying|suppose i should|suppose i) (?:\w+ "
    r")?$|\byeah (?:right )?$)"
)
_SOUR_TURN: Final = re.compile(
    r"\b(?:thanks for nothing|fat lot|big help|some help|great help you|"
    r"oh (?:great|brilliant)[ ,]+thanks a|another \w+ (?:of )?waiting|thanks "
    r"a bunch|thanks to you(?:r|,| i| we| my)|thanks to your?)\b"
)


def _is_sour(turn: Turn, start: int, end: int) -> bool:
    tail = turn.lower[start : end + 40]
    root = re.match(r"(?:many )?(?:thank you|thanks|thankyou|thank u|cheers|ta|much obliged)", tail)
    after = tail[root.end() :] if root else tail
    near = turn.lower[max(0, start - 60) : end + 60]
    return bool(
        _SOUR.search(after)
        or _SOUR_TURN.search(near)
        or (turn.has("insult") and not re.search(r"sorry", near))
        or _SOUR_BEFORE.search(turn.lower[max(0, start - 24) : start])
    )


def thanks_detector() -> LexicalDetector:
    """The detector of thanks; run it after ``insult``, for nobody thanks in that breath."""
    return LexicalDetector(
        "thanks",
        "customer",
        PATTERNS,
        version=VERSION,
        unless=(is_quoted, is_reported, is_hypothetical, _is_sour),
    )
