"""Insults about sex and body, and sexual harassment, as a table."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern

_BODY: Final = (
    r"(?:tits?|boobs?|breasts?|arse|ass|bum|pussy|cunt|body|knickers|panties|bra|dick|cock|penis|"
    r"balls|vagina|nipples|legs|feet pics)"
)

SEX: Final[tuple[Pattern, ...]] = (
    say(
        "want_a_man",
        r"(?:put|get|give|pass|find)(?: me)?(?: to)? an? (?:real |proper )?(?:man|"
        r"bloke)"
        r"(?: on| to| who|(?= *(?:[.,!?;]|$)))(?! (?:come|out|round|fix|here))|"
        r"(?:speak|talk) to an? "
        r"(?:real |proper )?(?:man|bloke)(?= *(?:[.,!?;]|$)| (?:not|instead|please|who|about))|"
        r"(?:isn't|is) there an? (?:man|bloke) (?:there|i can|who)|(?:not|don't "
        r"want) an? (?:\w+ )?"
        r"(?:woman|girl|female)(?= *(?:[.,!?;]|$))",
        "man bloke woman girl female",
        0.75,
        severity=2,
    ),
    say(
        "sexist",
        r"(?:back|belong|stay) (?:to|in) the kitchen(?! (?:table|and|with|when))|"
        r"time of "
        r"the month (?:is it|or what|for you|again)|(?:your|on the) time of the month|on the rag|"
        r"(?:typical|just like a|bloody|stupid) (?:woman|women|female)(?= *(?:[.,!?;]|$))|"
        r"wom[ae]n (?:shouldn't|can't|don't know|know nothing|are (?:all )?(?:useless|stupid|"
        r"thick))|hysterical (?:woman|female)",
        "kitchen month rag woman women female hysterical",
        0.75,
        severity=2,
    ),
    say(
        "sexual_act",
        r"(?:suck|lick|blow|stroke|kiss|wank|swallow|taste|touch|feel|see|show|"
        r"scratch)"
        r"(?: me| on)? (?:my|your|ur|a|his|some|that)? ?(?:\w+ ){0,2}(?:dick|cock|pussy|tits|"
        r"boobs|balls|penis|ass|arse|pus|nipples|knob)(?! of the)|suck (?:dick|cock)|blow ?job|"
        r"hand ?job|cum|(?:suck|blow) me|sucking (?:my|your|dick|cock)",
        "dick cock pussy tits boobs balls penis "
        "ass arse blow hand job cum nipples knob blowjob handjob suck",
        0.9,
        severity=3,
    ),
    say(
        "want_sex",
        r"(?:want|wanna|wana|wanto|like|love|going|gonna|let me|would|will|could|can)"
        r"(?: u| you)?(?: to| me)?(?: to)?(?: just| fucking)? (?:fuck|shag|bang|"
        r"bone|ride|screw|do|"
        r"lick|rape|fuck with|hump|grope|see) (?:you|u|me|her|ya|amanda|your (?:wet )?\w+)"
        r"(?= *(?:[.,!?;]|$)| (?:in the|hard|so|all|tonight|up the|right|now|"
        r"naked|moan|like))(?! "
        r"over|around)",
        "fuck shag bang bone ride screw lick rape hump grope moan naked",
        0.9,
        severity=3,
    ),
    say(
        "sex",
        r"(?:have|having|had|want|need|give me|like|liek|into|about|your|do) "
        r"(?:some |phone |"
        r"hot |oral |you )?sex(?: with| life|(?= *(?:[.,!?;]|$)))(?! on (?:the|"
        r"my) (?:form|record))|"
        r"make love to|phone sex|sex(?:y)? time|sex with (?:me|you|u)|will you sleep with",
        "sex love sexy sleep",
        0.82,
        severity=3,
    ),
    say(
        "fuck_me",
        r"fuck me (?:in|hard|up|now|please|bitch)|(?:do you|you|d'you) (?:want "
        r"to|wanna|"
        r"like to|like) (?:fuck|shag|suck)|bend over (?!back)|talk dirty|(?:i'm|i am|im) (?:so )?"
        r"(?:horny|hard(?= *(?:[.!?]|$)))|are (?:you|u) (?:\w+ )?(?:naked|horny|"
        r"a virgin|wet|hot(?= *"
        r"(?:[.!?,]|$)))|(?:r u|u r) (?:hot|sexy|horny)",
        "fuck shag suck bend dirty horny hard naked virgin wet hot sexy",
        0.82,
        severity=3,
    ),
    say(
        "body",
        rf"(?:your|ur|show me (?:your )?|nice|big|hairy|fat|my|wet) (?:\w+ )?{_BODY}"
        r"(?= *(?:[.,!?;]|$)| (?:are|is|look|sexy|slow|all over|wet|in your))",
        "tit tits boob "
        "boobs breasts pussy cunt knickers panties dick cock penis balls vagina nipples",
        0.7,
        severity=3,
    ),
    say(
        "wearing",
        r"what (?:are|r) (?:you|u) wearing|(?:send|show) (?:me )?(?:some )?(?:nudes|"
        r"pics of "
        r"you)|you sound (?:\w+ )?(?:sexy|hot|fit|gorgeous|slutty)|(?:your|such a|got a|what a) "
        r"(?:\w+ )?sexy (?:voice|accent)|(?:hey|hi|hello|ok|yes|bye) (?:sexy|hot stuff|gorgeous "
        r"voice)|sit on my (?:face|lap)|get (?:your|you) (?:\w+ )?(?:clothes|"
        r"kit|knickers) off|take (?:off your|your) (?:clothes|knickers|top|bra)|"
        r"(?:come|get) (?:in|to) (?:my )?bed|horny",
        "wearing nudes pics sexy hot fit slutty sit clothes kit knickers bed horny gorgeous",
        0.82,
        severity=3,
    ),
    say(
        "come_on",
        r"(?:are you|you) (?:single|married or single)|(?:do you have|have you "
        r"got|got) an? "
        r"(?:boyfriend|girlfriend)|(?:give|can i have|what's) (?:me )?your (?:own |personal )"
        r"number(?! so)|can i (?:kiss|take you|date|marry)(?: you| u| out)|will you marry me|"
        r"(?:go|come) (?:out )?on a date|would you (?:date|go out with) me",
        "single boyfriend girlfriend own personal kiss take date marry out",
        0.6,
        also="single boyfriend girlfriend own personal kiss take date marry would",
        severity=2,
    ),
    say(
        "your_mother",
        r"(?:your|ur|yer|yo) (?:mum|mom|mother|mama|sister|wife)'?s? (?:is|so|was|"
        r"sucks|ass|arse|fat|a|in)(?: \w+){0,3} ?(?:fat|ugly|whore|slut|bitch|ass|slag|stupid)|"
        r"(?:fuck|fucking|shag|kill|quit fucking) (?:your|ur) (?:\w+ )?(?:mum|mom|mother|mama|"
        r"family|sister|wife)",
        "mum mom mother mama sister wife mums mother's mum's mama's family",
        0.88,
        severity=3,
    ),
)
