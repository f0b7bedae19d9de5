"""Ways of demeaning the person on the other end, as a table.

Severity: 1 rude or mocking, 2 strong, 3 hateful, sexual or degrading (``VOCABULARY``). Wording
that criticises the work ("you're useless at this") is left to ``complaint``; "you lot" and "you
people" speak of the firm.
"""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer import offensive_words as lexicon
from coolhead.signals.customer.wording import first_words, say
from coolhead.signals.lexical import Pattern

_YOU: Final = "you you're you've your yourself u ur ya ye yer thou yoiu"
_ADDRESS: Final = r"(?:you|u|ya|ye|yer|you're|you are|u are|u r|ur|you were|are you|r u)"
_LINK: Final = (
    r"(?:(?:just|really|all|nothing but|such|still|being|like|quite|one|definitely|obviously|"
    r"clearly|honestly|probably|either|seriously|actually|also|a bunch of|the most|most|"
    r"very|so|an?|the|as|right|pack of|load of|bunch of) ){0,4}"
)
_ADJ: Final = rf"(?:(?:{lexicon.INSULTING_ADJECTIVES}|\w+ing|very|and|\w+y) ){{0,4}}"
_PERSON: Final = (
    r"(?:woman|man|girl|boy|lady|person|human(?: being)?|child|kid|bint|mare|moo|"
    r"(?:piece|sack|bag|lump|pile|heap) of \w+|excuse for \w+(?: \w+)?|article|so and so|bot|"
    r"comp|robot|being|sod|get|fella|bloke|chap|madam|wench|"
    r"word repeater|no hope)"
)
_CUTTING: Final = (
    r"(?:stupid|thick|dumb|useless|idiotic|moronic|brainless|brain ?dead|pathetic|incompetent|"
    r"ignorant|ugly|fat|dim|dense|clueless|gormless|witless|worthless|spineless|silly|smelly|"
    r"disgusting|nasty|vile|evil|horrible|jumped up|stuck up|snotty|two faced|lying|inbred|"
    r"fucking|bloody|damn|stinking|filthy|rotten|miserable|crooked|sorry)"
)
_MILD_WORDS: Final = first_words(lexicon.MILD_NAMES)
# Of "a***e" the last letter tells more than the first, which is a word.
_STRONG_WORDS: Final = f" {first_words(lexicon.STRONG_NAMES)} ".replace(" a ", " e ")
_DEGRADING_WORDS: Final = first_words(lexicon.DEGRADING_NAMES)
_SLUR_WORDS: Final = first_words(lexicon.SLURS)
_END: Final = (
    r"(?= *(?:[.,!?;:]|$)| (?:and|or|but|you|i|i'm|so|that|get|because|aren't|"
    r"are|mate)\b)"
)

NAMING: Final[tuple[Pattern, ...]] = (
    say(
        "degrading_name",
        rf"{_ADDRESS} {_LINK}{_ADJ}(?:{lexicon.DEGRADING_NAMES})",
        _DEGRADING_WORDS,
        0.95,
        severity=3,
    ),
    say("slur", rf"{_ADDRESS} {_LINK}{_ADJ}(?:{lexicon.SLURS})", _SLUR_WORDS, 0.97, severity=3),
    say(
        "strong_name",
        rf"{_ADDRESS} {_LINK}{_ADJ}(?:{lexicon.STRONG_NAMES})",
        _STRONG_WORDS,
        0.94,
        severity=2,
    ),
    say(
        "mild_name",
        rf"{_ADDRESS} {_LINK}{_ADJ}(?:{lexicon.MILD_NAMES})",
        _MILD_WORDS,
        0.9,
        severity=1,
    ),
    say(
        "your_a",
        rf"your (?:such )?an? {_ADJ}"
        rf"(?:{lexicon.MILD_NAMES}|{lexicon.STRONG_NAMES})",
        f"{_MILD_WORDS} {_STRONG_WORDS}",
        0.85,
        also="your",
        severity=1,
    ),
    say(
        "your_a_degrading",
        rf"your (?:such )?an? {_ADJ}(?:{lexicon.DEGRADING_NAMES})",
        _DEGRADING_WORDS,
        0.9,
        also="your",
        severity=3,
    ),
    say(
        "cutting_person",
        rf"(?:you|ya|you're an?|you are an?|your an?) (?:\w+ )?{_CUTTING} {_ADJ}"
        rf"{_PERSON}",
        first_words(_CUTTING[3:-1]),
        0.9,
        also=_YOU,
        severity=2,
    ),
    say(
        "wits",
        r"(?:you're|you are|u r|ur|u are|you must be|are you all|you 're|you[']r) "
        r"<so>(?:an? )?"
        r"(?:stupid|thick|dumb|brainless|brain ?dead|pathetic|idiotic|moronic|dense|gormless|"
        r"dim|ignorant|witless|worthless|a disgrace|disgusting|vile|ugly|fat|smelly|a joke|"
        r"retarded)(?! (?:company|firm|business|bank|lot|people|amount))",
        "stupid thick dumb brainless brain braindead "
        "pathetic idiotic moronic dense gormless dim ignorant witless worthless "
        "disgrace disgusting "
        "vile ugly fat smelly joke retarded",
        0.8,
        also=_YOU,
        severity=1,
    ),
    say(
        "retarded",
        r"(?:you|u|you're|are you|ur|your) <so>(?:retarded|a mong|spastic)",
        "retarded mong spastic",
        0.95,
        severity=3,
    ),
    say(
        "your_stupid_end",
        rf"your <so>(?:stupid|thick|dumb|pathetic|useless){_END}",
        "your",
        0.7,
        severity=1,
    ),
    say(
        "useless",
        r"(?:you're|you are|u r|youre) <so>(?:useless|hopeless|incompetent|clueless|"
        r"lazy|spineless|a waste of (?:my )?time)(?! (?:at|with|as|when|to|for|in|about|company|"
        r"service|on|lot|people))",
        "useless hopeless incompetent clueless lazy spineless waste",
        0.62,
        also=_YOU,
        severity=1,
    ),
    say(
        "shit",
        r"(?:you're|you are|u r|youre) <so>(?:shit|shitty|crap|trash|garbage|scum|rubbish|"
        r"full of (?:shit|crap|it)|a piece of \w+)(?! (?:at|with|as|\w*service|company|app))",
        "shit shitty crap trash garbage scum rubbish full piece",
        0.7,
        also=_YOU,
        severity=2,
    ),
    # A device is spoken to like this as often as a person.
    say(
        "cutting_thing",
        rf"(?:you|ya|you're an?|you are an?) (?:\w+ )?{_CUTTING} {_ADJ}(?:thing|"
        rf"machine|computer)",
        "thing machine computer",
        0.45,
        also=_YOU,
        severity=2,
    ),
    say(
        "annoying",
        rf"(?:you're|you are|u r) <so>(?:annoying|boring|irritating){_END}",
        "annoying boring irritating",
        0.52,
        severity=1,
    ),
    say(
        "liar",
        r"(?:you're|you are|you|your) (?:all |just |nothing but |such )?(?:an? )?"
        r"(?:\w+ )?(?:liars?|con ?artist|thief|crook)",
        "liar liars con conartist thief crook",
        0.72,
        severity=1,
    ),
    say(
        "nothing",
        r"you're (?:just )?(?:an? )?(?:absolutely |total |complete )?"
        r"(?:nothing|nobody|failure|disgrace)",
        "nothing nobody failure disgrace",
        0.65,
        also="you're",
        severity=1,
    ),
    say(
        "gay",
        r"(?:you're|u r|you are|your|yoyr) <so>(?:gay|queer|homo|lesbian)",
        "gay queer homo lesbian",
        0.4,
        severity=3,
    ),
)

DISMISSING: Final[tuple[Pattern, ...]] = (
    say(
        "fuck_you",
        r"(?:fuck|fck|fuk|f\*+k?|f\*ck|fk|eff|screw|sod|bugger) (?:you|u|ya|yoiu|"
        r"your ?self|yoursel|ye|your \w+ (?:face|mother|mum))(?! (?:up|over|"
        r"around|about|guys|lot|"
        r"people|all\b|and your))",
        "fuck fck fuk f k fk eff screw sod bugger",
        0.95,
        severity=2,
    ),
    say(
        "fuck_off",
        r"(?<!to\s)(?<!can\s)(?:fuck|fck|fuk|f\*+k?|f\*ck|fk|eff|f|piss) (?:right )?"
        r"(?:off|of+|oof)(?! (?:with|work|early|today|home|the end))",
        "fuck fck fuk f fk eff piss",
        0.93,
        severity=2,
    ),
    say(
        "fuck_firm",
        r"(?:fuck|f\*+|screw) (?:you|all of you) (?:lot|guys|people|all|and your)",
        "fuck f screw",
        0.6,
        severity=2,
    ),
    say(
        "sod_off",
        r"(?<!to\s)(?:sod|bugger|naff|jog|do one|shove|bog) off|(?<!to\s)get "
        r"(?:stuffed|"
        r"lost|bent|knotted|out of here you)|go (?:jump in|take a (?:running|"
        r"long)|boil your head)",
        "off stuffed lost bent knotted jump take boil",
        0.75,
        severity=1,
    ),
    say(
        "shut_up",
        r"(?<!to\s)(?<!they\s)(?<!have\s)(?:shut up(?! (?:shop|early))|shut it|"
        r"zip it|shut your (?:\w+ )?(?:mouth|face|gob|trap|cakehole|pie hole|hole|yap)|"
        r"pipe down|button it|stfu)",
        "shut zip pipe button stfu",
        0.78,
        severity=1,
    ),
    say(
        "go_shut_up",
        r"you (?:want|need|should|ought|have) (?:to )?shut up",
        "shut",
        0.75,
        severity=1,
    ),
    say(
        "do_not_like",
        rf"i (?:really )?(?:don't|do not|donty|dont) like (?:you|u){_END}|my "
        rf"problem is you",
        "like problem",
        0.55,
        also="don't do donty problem",
        severity=1,
    ),
    say(
        "shut_the_f_up",
        r"shut (?:the )?(?:fuck|hell|f\*+k?|f\*ck) up|get the (?:fuck|hell|f\*+k?) "
        r"(?:out|off|away|lost)",
        "shut get",
        0.93,
        severity=2,
    ),
    say(
        "go_to_hell",
        r"(?<!they\scan\s)(?<!company\scan\s)(?:go to hell|rot in hell|"
        r"burn in hell|drop dead|get to fuck|go to the devil|damn you|up yours|"
        r"(?:kiss|lick) my (?:\w+ )?(?:arse|ass)|"
        r"(?:shove|stick|put) (?:it|that|your \w+(?: \w+)?) (?:right )?(?:up|where the sun)|"
        r"eat (?:shit|my|a dick))",
        "hell dead fuck devil damn yours arse ass shove stick put eat",
        0.85,
        severity=2,
    ),
    say(
        "bite_me",
        r"bite me|suck it|cry me a river|boo hoo|get a life|get a (?:real|proper) job|"
        r"get a grip",
        "bite suck cry boo life job grip",
        0.6,
        severity=1,
    ),
    say(
        "die",
        r"(?:i |we )?(?:hope|wish|pray)(?: that)? (?:you|your \w+|you and your family) "
        r"(?:all |both |would |get |gets |just |fucking )*(?:die|dies|rot|choke|cancer|covid|"
        r"run over|hit by|killed|raped|burn|suffer|drop dead)",
        "hope wish pray",
        0.95,
        severity=3,
    ),
    say(
        "kill_yourself",
        r"(?:go (?:and )?|you should |just |why don't you )(?:fucking )?"
        r"(?:kill|hang|top|shoot|drown) (?:yourself|your self|urself)|go (?:and )?die|kys|"
        r"(?:you should|you need to|you deserve to|like if you|you go to|you "
        r"to|so you can|you can) die|"
        r"die (?:bitch|scum|die|now)|(?:world|everyone) would be better (?:off )?without you",
        "kill hang top shoot drown die kys better",
        0.93,
        severity=3,
    ),
    say(
        "lose_your_job",
        r"(?:i |we )?(?:hope|pray) (?:you|they) (?:all )?(?:lose|get (?:fired|"
        r"sacked)|(?:fire|sack) you)",
        "hope pray",
        0.6,
        severity=1,
    ),
)
