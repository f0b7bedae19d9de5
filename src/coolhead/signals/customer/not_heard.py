"""``not_heard``, as far as words alone show it; repetition itself is seen in ``relational``."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_hypothetical, is_quoted, is_reported

VERSION: Final = "1"

PATTERNS: Final[tuple[Pattern, ...]] = (
    say("told_already", r"(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:already |just |literally |told you i've already )+(?:told|said|explained|given|gave|answered|mentioned|been through|went through|gone through|done that|tried that|did that|repeated|been over|asked|sent)(?! (?:it on|myself|my (?:husband|wife|son|boss)))",
        "already just literally", 0.84, unless=(is_hypothetical,)),
    say("i_told_you", r"(?:as|like) i(?:'ve)?(?: have)?(?: already| just)? (?:said|told you|mentioned|explained|say|keep saying)|(?:i|we) (?:told|said to) (?:you|your colleague|the last (?:person|guy|lady|agent)|them|the other \w+|all of you)(?: \w+){0,3} (?:already|before|twice|three times|last time|yesterday|last week|that|this|all)|"
        r"i told you(?= *(?:[.,!?]|$)| (?:it|i|my|the|no|he|she|we|what|twice|three|ten|not))|i said (?:no|that already|it already|already)",
        "as like told said", 0.74),
    say("nobody_listens", r"(?:no ?(?:one|body)|nobody|you lot|you people|none of you|you guys|you|they)(?:'s| is|'re| are| ever| never| just| simply| actually| even| don't| do not| won't| will not| aren't| not| seems? to| clearly)* (?:listen(?:s|ing|ed)?|hear(?:s|ing)? (?:me|a word|what)|pay(?:s|ing)? attention|takes? (?:me |any )?(?:seriously|notice)|understand(?:s|ing)? (?:me|what i'm (?:saying|telling)))",
        "listen listens listening listened hear hears hearing pay pays paying attention take takes understand understands understanding", 0.5),
    say("not_listening", r"(?:you(?:'re| are)?|nobody(?:'s| is)?|no one(?:'s| is)?|they(?:'re| are)?|none of you(?: are)?|no ?one) (?:\w+ )?(?:not|n't|never|aren't|don't|ain't|isn't|hasn't|haven't) (?:\w+ ){0,2}?(?:listening|listen|hearing (?:me|what)|hear (?:me|what|a word)|listened|getting it|understanding)|(?:nobody|no one|noone|none of you) (?:\w+ ){0,2}?(?:listens?|listened|listening|hears?|heard|cares? what i|believes?|believed|takes? me|took me)|"
        r"(?:are|were) you (?:even |actually |still )?listening(?: to me| to (?:a word|what|anything))?|did you (?:even |actually )?(?:hear|listen to|read) (?:me|what|a word|my|anything|the notes)|(?:just|please|will you|would you|can you|you need to|why won't you|why don't you)(?: just| please| all)* listen(?: to me| to what| for once|(?= *(?:[.,!?]|$)))|listen to me|hear me out|you're not hearing|"
        r"(?:falls?|falling|fell) on deaf ears|(?:might|may) as well (?:be )?(?:talk|talking) to (?:a|the|my)|talking to (?:a|the) (?:brick )?wall|in one ear|waste of breath|wasting my breath|(?:what part of|which part of)(?: \w+){1,6} (?:don't|do not|didn't|can't) you (?:understand|get)",
        "not never aren't don't ain't isn't hasn't haven't nobody no noone none listening listen hear deaf talk talking ear breath part read heard", 0.84, unless=(is_hypothetical,)),
    say("repeat", r"(?:how many (?:more )?times (?:do|must|have|am|will|did|should)(?: i| we)?(?: have| got)?(?: to)? (?:\w+ )?(?:tell|say|explain|repeat|told|said|explained|go|ask|asked|give|call|called|ring|rung)|(?:do i|must i|i) (?:really |have to |need to |keep having to |'m having to |got to )+(?:repeat|explain|tell|go (?:through|over)|say)(?: \w+){0,4} (?:again|all over|every time|myself|each time|to everyone)|"
        r"(?:keep|sick of|tired of|fed up of|hate|kept|got to|have to|having to|am|'m) (?:on )?(?:repeat(?:ing)?|explain(?:ing)?|tell(?:ing)?|say(?:ing)?|go(?:ing)? (?:over|through)|asking|ask) (?:you |it |this |myself |the same |people |everyone |all of you |that |my |them )+(?:\w+ )?(?:again|thing|story|over|you|this|that|but|and|every|problem|details|things|no|the)?|i(?:'ve| have) (?:said|told|explained|asked|been through|gone (?:over|through)|repeated)(?: \w+){0,5} "
        r"(?:three|four|five|six|ten|several|many|twice|a hundred|a million|hundred|already|before|over and over|again and again|so many|\d+)(?: times)?|(?:for|this is|it's) the (?:\w+ )?(?:third|fourth|fifth|tenth|umpteenth|hundredth|second|millionth|nth|last) time (?:i(?:'ve| have|'m| am)?|of) (?:\w+ )?(?:told|said|explained|asked|saying|asking|telling|explaining|repeat\w*|tell)|once again i|i'll say it again|let me say it again|i repeat|again i'm telling|i've been (?:saying|telling)(?: you)?|(?:i )?won't (?:say|repeat) (?:it|myself) again)",
        "times repeat explain tell say go through keep sick tired fed hate kept got having said told explained asked been gone repeated third fourth fifth tenth umpteenth hundredth second millionth nth last once again saying telling am i'm",
        0.82, unless=(is_hypothetical,)),
    say("ask_again", r"(?:not what i (?:asked|said|meant|want)|that's not what i|didn't answer my|you haven't answered|answer my question|answer the question|(?:you're|you are) ignoring|ignored me|being ignored|fobbed off|going round in circles|same questions?(?: again| over)?|asked me that (?:already|before|twice)|already asked me|just asked me that|(?:you|they|he|she) just asked me)",
        "what not answer answered ignoring ignored circles same asked fobbed", 0.72),
)


def not_heard_detector() -> LexicalDetector:
    """The detector of wording that says: I have said this before, or nobody listens."""
    return LexicalDetector("not_heard", "customer", PATTERNS, version=VERSION, unless=(is_quoted, is_reported))
