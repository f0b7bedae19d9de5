"""``not_heard``, as far as words alone show it; repetition itself is seen in ``relational``."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_hypothetical, is_quoted, is_reported

VERSION: Final = "2"

PATTERNS: Final[tuple[Pattern, ...]] = (
    say(
        "told_already",
        r"(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:already |just |literally |"
        r"told you i've already )+(?:told|said|explained|given|gave|answered|"
        r"mentioned|been through|went through|gone through|done that|tried that|"
        r"did that|repeated|been over|asked|sent)(?! (?:it on|myself|my (?:husband|"
        r"wife|son|boss)))",
        "already just literally",
        0.84,
        also="told said explained given gave answered mentioned been went gone done tried did "
        "repeated asked sent",
        unless=(is_hypothetical,),
    ),
    say(
        "i_told_you",
        r"(?:as|like) i(?:'ve)?(?: have)?(?: already| just)? (?:said|told you|"
        r"mentioned|explained|say|keep saying)|(?:i|we) (?:told|said to) (?:you|"
        r"your colleague|the last (?:person|guy|lady|agent)|them|the other \w+|"
        r"all of you)(?: \w+){0,3} (?:already|before|twice|three times|last "
        r"time|yesterday|last week|that|this|all)|"
        r"i told you(?= *(?:[.,!?]|$)| (?:it|i|my|the|no|he|she|we|what|twice|"
        r"three|ten|not))|i said (?:no|that already|it already|already)",
        "said told mentioned explained say saying",
        0.74,
    ),
    say(
        "nobody_listens",
        r"(?:no ?(?:one|body)|nobody|none of you)(?:'s| is|'re| are| ever| never|"
        r" just| simply| actually| even| don't| do not| won't| will not| aren't|"
        r" not| seems? to| clearly)* (?:listen(?:s|ing|ed)?|hear(?:s|ing)? (?:me|"
        r"a word|what)|pay(?:s|ing)? attention|takes? (?:me |any )?(?:seriously|"
        r"notice)|understand(?:s|ing)? (?:me|what i'm (?:saying|telling)))",
        "listen listens listening listened hear hears hearing pay pays paying "
        "attention take takes understand understands understanding",
        0.8,
    ),
    say(
        "not_listening",
        r"(?:you(?:'re| are)?|nobody(?:'s| is)?|no one(?:'s| is)?|they(?:'re|"
        r" are)?|none of you(?: are)?|no ?one) (?:\w+ )?(?:not|n't|never|aren't|"
        r"don't|ain't|isn't|hasn't|haven't) (?:\w+ ){0,2}?(?:listening|listen|"
        r"hearing (?:me|what)|hear (?:me|what|a word)|listened|getting it|understanding)|"
        r"(?:nobody|no one|noone|none of you) (?:\w+ ){0,2}?(?:listens?|listened|"
        r"listening|hears?|heard|cares? what i|believes?|believed|takes? me|"
        r"took me)|"
        r"(?:are|were) you (?:even |actually |still )?listening(?: to me| to "
        r"(?:a word|what|anything))?|did you (?:even |actually )?(?:hear|listen "
        r"to|read) (?:me|what|a word|my|anything|the notes)|(?:just|please|will "
        r"you|would you|can you|you need to|why won't you|why don't you)(?: "
        r"just| please| all)* listen(?: to me| to what| for once|(?= *(?:[.,!?]|"
        r"$)))|listen to me|hear me out|you're not hearing|"
        r"(?:falls?|falling|fell) on deaf ears|(?:might|may) as well (?:be )?(?:talk|"
        r"talking) to (?:a|the|my)|talking to (?:a|the) (?:brick )?wall|in one "
        r"ear|waste of breath|wasting my breath|(?:what part of|which part of)(?: "
        r"\w+){1,6} (?:don't|do not|didn't|can't) you (?:understand|get)",
        "listening listen listens listened hearing hear hears heard getting "
        "understanding care cares believe believes believed take takes took "
        "read deaf talk talking ear breath part",
        0.84,
        unless=(is_hypothetical,),
    ),
    say(
        "repeat",
        r"(?:how many (?:more )?times (?:do|must|have|am|will|did|should)(?: "
        r"i| we)?(?: have| got)?(?: to)? (?:\w+ )?(?:tell|say|explain|repeat|"
        r"told|said|explained|go|ask|asked|give|call|called|ring|rung)|(?:do "
        r"i|must i|i) (?:really |have to |need to |keep having to |'m having "
        r"to |got to )+(?:repeat|explain|tell|go (?:through|over)|say)(?: \w+){0,4} "
        r"(?:again|all over|every time|myself|each time|to everyone)|"
        r"(?:keep|sick of|tired of|fed up of|hate|kept|got to|have to|having "
        r"to|am|'m) (?:on )?(?:repeat(?:ing)?|explain(?:ing)?|tell(?:ing)?|say(?:ing)?|"
        r"go(?:ing)? (?:over|through)|asking|ask) (?:you |it |this |myself |"
        r"the same |people |everyone |all of you |that |my |them )+(?:\w+ )?(?:again|"
        r"thing|story|over|you|this|that|but|and|every|problem|details|things|"
        r"no|the)?|i(?:'ve| have) (?:said|told|explained|asked|been through|"
        r"gone (?:over|through)|repeated)(?: \w+){0,5} "
        r"(?:three|four|five|six|ten|several|many|twice|a hundred|a million|"
        r"hundred|already|before|over and over|again and again|so many|\d+)(?: "
        r"times)?|(?:for|this is|it's) the (?:\w+ )?(?:third|fourth|fifth|tenth|"
        r"umpteenth|hundredth|second|millionth|nth|last) time (?:i(?:'ve| have|"
        r"'m| am)?|of) (?:\w+ )?(?:told|said|explained|asked|saying|asking|telling|"
        r"explaining|repeat\w*|tell)|once again i|i'll say it again|let me say "
        r"it again|i repeat|again i'm telling|i've been (?:saying|telling)(?: "
        r"you)?|(?:i )?won't (?:say|repeat) (?:it|myself) again)",
        "times repeat repeating explain explaining tell telling say saying go "
        "going ask asking said told explained asked repeated through over once",
        0.82,
        also="times time again over myself everyone keep sick tired fed hate kept "
        "got have having am i'm three four five six ten several many twice "
        "hundred million already before once let repeat been won't 2 3 4 5 6 7 "
        "8 9 10 20",
        unless=(is_hypothetical,),
    ),
    say(
        "ask_again",
        r"(?:not what i (?:asked|said|meant|want)|that's not what i|didn't answer "
        r"my|you haven't answered|answer my question|answer the question|(?:you're|"
        r"you are) ignoring|ignored me|being ignored|fobbed off|going round "
        r"in circles|same questions?(?: again| over)?|asked me that (?:already|"
        r"before|twice)|already asked me|just asked me that|(?:you|they|he|she) "
        r"just asked me)",
        "what answer answered ignoring ignored circles same asked fobbed",
        0.72,
    ),
    say(
        "start_again",
        r"(?:have|having|had|got|want|going|need) to (?:\w+ )?(?:(?:start|go) (?:it )?(?:all )?"
        r"(?:from the (?:beginning|start|top)|over again)|start again|"
        r"(?:go through|explain|say|do) (?:it|this|that) all (?:over )?again)|"
        r"been through (?:it|this|that) (?:all )?(?:with|before|already)",
        "beginning start top again times through",
        0.74,
        unless=(is_hypothetical,),
    ),
    say(
        "others_said_so",
        r"(?:that's|it's|just) (?:exactly )?what (?:the last|the other|everyone|everybody|they all|"
        r"you all|you lot|you people|your colleagues?|somebody|someone)(?: \w+){0,3} "
        r"(?:said|told me|promised|says|say)|"
        r"you (?:lot |all )?(?:said|told me|promised) (?:that|it|this|so)(?: \w+)? (?:last|before|"
        r"yesterday|on \w+day|a (?:week|month|fortnight)|\w+ (?:weeks|days|times))",
        "said told promised says say",
        0.64,
        also="what last before yesterday week month fortnight weeks days times on",
    ),
)


def not_heard_detector() -> LexicalDetector:
    """The detector of wording that says: I have said this before, or nobody listens."""
    return LexicalDetector(
        "not_heard", "customer", PATTERNS, version=VERSION, unless=(is_quoted, is_reported)
    )
