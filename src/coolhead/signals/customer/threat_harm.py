"""Threats of harm to a person or a place, as a table."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern

_PERSON: Final = (
    r"(?:you|u|ya|your \w+|him|them|her|somebody|someone|one of you|every one of you|all of you|"
    r"that (?:\w+ )?(?:driver|engineer|guy|man|bloke|woman|manager|bastard|fitter)|"
    r"whoever (?:comes|turns up|you send))"
)
_WILL: Final = (
    r"(?:<ill>|i'ma|i gonna|i want to|i wanna|i swear(?: to god)? i'll|i "
    r"could(?: happily)?|i can|"
    r"someone should|somebody should|somebody will|someone will|someone "
    r"is going to|i think i will|"
    r"i'd like to|i'd love to|i should|let me|i)"
)
_HURT: Final = (
    r"(?:kill|murder|stab|shoot|punch|hit|slap|strangle|throttle|batter|"
    r"smack|beat|hurt|break|smash|"
    r"knock|burn|bury|gut|choke|kick|hunt|do|deck|lamp|brain|chop|microwave|"
    r"poison|cut|twat|skin|rape|end)"
)
_HARM_WORDS: Final = (
    "kill murder stab shoot punch hit slap strangle throttle batter smack beat hurt break smash "
    "knock burn bury gut choke kick hunt do deck lamp brain chop microwave "
    "poison cut twat skin rape end"
)

HARM: Final[tuple[Pattern, ...]] = (
    say(
        "harm",
        rf"{_WILL} (?:\w+ ){{0,3}}?{_HURT} (?:the \w+ out of )?{_PERSON}(?! (?:up "
        rf"(?:on|with)|back|a (?:favour|deal|"
        r"email|line|call|text)|something|one better|off|know|about|down (?:about|"
        r"on)|with (?:a|the) (?:bill|"
        r"review)|where|for coffee|proud|justice|that|this|for me|for you|yourself|"
        r"right|any|some|all the|the|my|later|an?|"
        r"when|at (?:the|work)|on (?:the|my)|to))",
        _HARM_WORDS,
        0.93,
        kind="harm",
    ),
    say(
        "harm_body",
        rf"(?:{_WILL}|gonna|will|going to) (?:\w+ ){{0,5}}?(?:break|smash|kick|"
        rf"punch|knock|rip|cut|wring|slap|bash|"
        r"cave|tear|rearrange|slit|snap) (?:in )?(?:your|yer|ur|his|her|their|"
        r"somebody's|someone's) (?:\w+ )?(?:face|head|"
        r"teeth|legs?|arms?|neck|nose|ass|arse|throat|skull|jaw|fingers|block|"
        r"heads|faces|kneecaps|tongue)(?: in| off)?",
        "break smash kick punch knock rip cut wring slap bash cave tear rearrange slit snap",
        0.95,
        kind="harm",
    ),
    say(
        "harm_find",
        r"(?:i know|i'll find out|i can find out|i've found out|it's easy to "
        r"find out|we know|i can find|i'll find) "
        r"(?:exactly )?where (?:you|your \w+) (?:work|works|live|"
        r"lives|are|parks?|sleep|sit|based)|"
        r"(?:<ill>|i can) (?:come (?:down |over |round |up )?(?:there|to your "
        r"(?:office|house|home|work))?(?: and)? ?(?:find|get|hurt|kill|"
        r"sort|deal with|teach|smash|batter|burn|wait for|see to) (?:you|him|"
        r"her|them|the place|every)|(?:find|hunt|track) you(?: down)?"
        r"(?! (?:on (?:the )?(?:website|system|list|google|app))| (?:an?|the|"
        r"that|some|your|my|one|another|out|it|this)\b)|"
        r"be waiting (?:for you|outside)|make (?:you|sure you) (?:pay(?! me)|"
        r"regret|suffer|sorry)|get you for this|wait (?:for you )?outside)|"
        r"(?:watch|mind) your back|you (?:better|'d better|had better) (?:watch "
        r"(?:yourself|it|out|your)|sleep with)|you're (?:a )?dead(?: man| "
        r"meat| woman)?(?= *(?:[.,!?]|$))|(?:see|meet|get) you (?:outside|in "
        r"the car park)|i have your (?:name|address) and|"
        r"i(?:'ve| have) (?:got )?(?:a gun|a knife|guns|a shotgun)|bullet|"
        r"(?:someone|somebody|people|you|you're|one of you)(?:'s| is| are| will|"
        r" will be)? (?:going to|gonna|will|get|be)(?: get| be| end up)? (?:hurt|"
        r"killed|"
        r"dead|shot|stabbed|battered)|blood on your",
        "where find hunt track waiting make get wait back watch sleep hurt kill "
        "sort deal teach smash batter burn see meet dead gun knife guns shotgun "
        "bullet killed shot stabbed battered name address blood",
        0.92,
        also="you your him her them gun knife guns shotgun bullet hurt killed dead "
        "shot stabbed battered blood place every you're he she they someone "
        "somebody people outside",
        kind="harm",
    ),
    say(
        "harm_place",
        rf"(?:{_WILL}|gonna|going to) (?:\w+ ){{0,4}}?(?:burn|blow|bomb|torch|"
        rf"smash|shoot|trash|petrol bomb|firebomb)"
        r"(?: up| down)? (?:your|the|this|that|ya|their) (?:\w+ )?(?:office|"
        r"offices|place|shop|store|building|house|car|windows?|"
        r"branch|headquarters|call centre|depot|car park|down)|bomb (?:in|at|"
        r"on) (?:your|the)|burn (?:it|the place|you) down|blow (?:you|the place|"
        r"it) up",
        "burn blow bomb torch smash shoot trash petrol firebomb",
        0.93,
        kind="harm",
    ),
    say(
        "harm_bare",
        r"(?:(?:i|to|and|gonna|will|should|could) (?:\w+ )?|^)(?:kill|murder|"
        r"stab) (?:you|u|your (?:mother|family|kids))|die die now|"
        r"(?:want|like|love) to (?:see|watch) you (?:bleed|suffer|die)",
        "kill murder stab die bleed suffer",
        0.72,
        kind="harm",
    ),
    say(
        "harm_regret",
        r"(?:you'll|you will|you're going to|you're gonna|you gonna) (?:\w+ "
        r")?(?:regret|be sorry|pay for|live to regret|wish you)(?: this| that|"
        r" it|(?= *(?:[.,!?]|$)))",
        "regret sorry pay wish",
        0.6,
        kind="harm",
    ),
    # Of somebody else it may be a plain fact; beside other threats it adds up.
    say(
        "harm_find_them",
        r"i know (?:exactly )?where (?:he|she|they|that \w+) (?:works?|lives?|parks?|sleeps?|sits?|"
        r"goes|drinks?)",
        "where",
        0.4,
        also="work works live lives park parks sleep sleeps sit sits goes drink drinks",
        kind="harm",
    ),
)
