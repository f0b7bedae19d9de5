"""Ways of demeaning the person on the other end, as a table.

Severity: 1 rude or mocking, 2 strong, 3 hateful, sexual or degrading (``VOCABULARY``). Wording
that criticises the work ("you're useless at this") is left to ``complaint``; "you lot" and "you
people" speak of the firm.
"""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer import offensive_words as lexicon
from coolhead.signals.customer.wording import say
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
    r"(?:woman|man|girl|boy|lady|person|human(?: being)?|thing|child|kid|bint|mare|moo|"
    r"(?:piece|sack|bag|lump|pile|heap) of \w+|excuse for \w+(?: \w+)?|article|so and so|bot|"
    r"machine|computer|comp|robot|being|sod|get|fella|bloke|chap|madam|wench|word repeater|no hope)"
)
_CUTTING: Final = (
    r"(?:stupid|thick|dumb|useless|idiotic|moronic|brainless|brain ?dead|pathetic|incompetent|"
    r"ignorant|ugly|fat|dim|dense|clueless|gormless|witless|worthless|spineless|silly|smelly|"
    r"disgusting|nasty|vile|evil|horrible|jumped up|stuck up|snotty|two faced|lying|inbred|"
    r"fucking|bloody|damn|stinking|filthy|rotten|miserable|crooked|sorry)"
)
_END: Final = r"(?= *(?:[.,!?;:]|$)| (?:and|or|but|you|i|i'm|so|that|get|because|aren't|are|mate)\b)"
_WITS: Final = (
    r"(?:stupid|thick|dumb|dense|deaf|blind|dim|simple|brain ?dead|mental|drunk|high|on drugs|"
    r"illiterate|an idiot|idiots|a moron|some kind of (?:idiot|moron)|twelve|five|slow|soft|daft)"
)

NAMING: Final[tuple[Pattern, ...]] = (
    say("degrading_name", rf"{_ADDRESS} {_LINK}{_ADJ}(?:{lexicon.DEGRADING_NAMES})", _YOU, 0.95,
        severity=3),
    say("slur", rf"{_ADDRESS} {_LINK}{_ADJ}(?:{lexicon.SLURS})", _YOU, 0.97, severity=3),
    say("strong_name", rf"{_ADDRESS} {_LINK}{_ADJ}(?:{lexicon.STRONG_NAMES})", _YOU, 0.94,
        severity=2),
    say("mild_name", rf"{_ADDRESS} {_LINK}{_ADJ}(?:{lexicon.MILD_NAMES})", _YOU, 0.9, severity=1),
    say("your_a", rf"your (?:such )?an? {_ADJ}"
        rf"(?:{lexicon.MILD_NAMES}|{lexicon.STRONG_NAMES})", "your", 0.85, severity=1),
    say("your_a_degrading", rf"your (?:such )?an? {_ADJ}(?:{lexicon.DEGRADING_NAMES})", "your",
        0.9, severity=3),
    say("cutting_person", rf"(?:you|ya|you're an?|you are an?|your an?) (?:\w+ )?{_CUTTING} {_ADJ}"
        rf"{_PERSON}", _YOU, 0.9, severity=2),
    say("wits", rf"(?:you're|you are|u r|ur|u are|you must be|are you all|you 're) <so>(?:an? )?"
        r"(?:stupid|thick|dumb|brainless|brain ?dead|pathetic|idiotic|moronic|dense|gormless|"
        r"dim|ignorant|witless|worthless|a disgrace|disgusting|vile|ugly|fat|smelly|a joke|"
        r"retarded)(?! (?:company|firm|business|bank|lot|people|amount))", _YOU, 0.8, severity=1),
    say("retarded", r"(?:you|u|you're|are you|ur|your) <so>(?:retarded|a mong|spastic)", _YOU,
        0.95, severity=3),
    say("your_stupid_end", rf"your <so>(?:stupid|thick|dumb|pathetic|useless){_END}", "your", 0.7,
        severity=1),
    say("useless", r"(?:you're|you are|u r|youre) <so>(?:useless|hopeless|incompetent|clueless|"
        r"lazy|spineless|a waste of (?:my )?time)(?! (?:at|with|as|when|to|for|in|about|company|"
        r"service|on|lot|people))", _YOU, 0.62, severity=1),
    say("annoying", rf"(?:you're|you are|u r) <so>(?:annoying|boring|irritating){_END}", _YOU, 0.52,
        severity=1),
    say("liar", r"(?:you're|you are|you|your) (?:all |just |nothing but |such )?(?:an? )?"
        r"(?:\w+ )?(?:liars?|con ?artist|thief|crook)", _YOU, 0.72, severity=1),
    say("nothing", r"you're (?:just )?(?:an? )?(?:absolutely |total |complete )?"
        r"(?:nothing|nobody|failure|disgrace)", "you're", 0.65, severity=1),
    say("gay", r"(?:you're|u r|you are|your|yoyr) <so>(?:gay|queer|homo|lesbian)", "gay queer "
        "homo lesbian", 0.4, severity=3),
)

DISMISSING: Final[tuple[Pattern, ...]] = (
    say("fuck_you", r"(?:fuck|fck|fuk|f\*+k?|f\*ck|fk|eff|screw|sod|bugger) (?:you|u|ya|yoiu|"
        r"your ?self|yoursel|ye|your \w+ (?:face|mother|mum))(?! (?:up|over|around|about|guys|lot|"
        r"people|all\b|and your))", "fuck fck fuk f k fk eff screw sod bugger", 0.95, severity=2),
    say("fuck_off", r"(?<!to\s)(?<!can\s)(?:fuck|fck|fuk|f\*+k?|f\*ck|fk|eff|f|piss) (?:right )?"
        r"(?:off|of+|oof)(?! (?:with|work|early|today|home|the end))", "off oof of offf", 0.93,
        severity=2),
    say("fuck_firm", r"(?:fuck|f\*+|screw) (?:you|all of you) (?:lot|guys|people|all|and your)",
        "fuck f screw", 0.6, severity=2),
    say("sod_off", r"(?<!to\s)(?:sod|bugger|naff|jog|do one|shove|bog) off|(?<!to\s)get (?:stuffed|"
        r"lost|bent|knotted|out of here you)|go (?:jump in|take a (?:running|long)|boil your head)",
        "off stuffed lost bent knotted jump take boil", 0.75, severity=1),
    say("shut_up", r"(?<!to\s)(?<!they\s)(?<!have\s)(?:shut up(?! (?:shop|early))|shut it|"
        r"zip it|shut your (?:\w+ )?(?:mouth|face|gob|trap|cakehole|pie hole|hole|yap)|"
        r"pipe down|button it|stfu)", "shut zip pipe button stfu", 0.78, severity=1),
    say("shut_the_f_up", r"shut (?:the )?(?:fuck|hell|f\*+k?|f\*ck) up|shut the front door you",
        "shut", 0.93, severity=2),
    say("go_to_hell", r"(?<!they\scan\s)(?<!company\scan\s)(?:go to hell|rot in hell|"
        r"burn in hell|drop dead|get to fuck|go to the devil|damn you|up yours|"
        r"(?:kiss|lick) my (?:\w+ )?(?:arse|ass)|"
        r"(?:shove|stick|put) (?:it|that|your \w+(?: \w+)?) (?:right )?(?:up|where the sun)|"
        r"eat (?:shit|my|a dick))", "hell dead fuck devil damn yours arse ass up sun eat", 0.85,
        severity=2),
    say("bite_me", r"bite me|suck it|cry me a river|boo hoo|get a life|get a (?:real|proper) job|"
        r"get a grip", "bite suck cry boo life job grip", 0.6, severity=1),
    say("die", r"(?:i |we )?(?:hope|wish|pray)(?: that)? (?:you|your \w+|you and your family) "
        r"(?:all |both |would |get |gets |just |fucking )*(?:die|dies|rot|choke|cancer|covid|"
        r"run over|hit by|killed|raped|burn|suffer|drop dead)", "hope wish pray", 0.95,
        severity=3),
    say("kill_yourself", r"(?:go (?:and )?|you should |just |why don't you )(?:fucking )?"
        r"(?:kill|hang|top|shoot|drown) (?:yourself|your self|urself)|go (?:and )?die|kys|"
        r"(?:you should|you need to|you deserve to|like if you|you go to|so you can|you can) die|"
        r"die (?:bitch|scum|die|now)|(?:world|everyone) would be better (?:off )?without you",
        "kill hang top shoot drown die kys better", 0.93, severity=3),
    say("lose_your_job", r"(?:i |we )?(?:hope|pray) (?:you|they) (?:all )?(?:lose|get (?:fired|"
        r"sacked)|(?:fire|sack) you)", "hope pray", 0.6, severity=1),
)

BELITTLING: Final[tuple[Pattern, ...]] = (
    say("are_you_thick", rf"(?:are you|r u|is he|what are you|you must be|are yer|are ye) <so>"
        rf"{_WITS}(?! (?:days|today|at|with|to|spot))", "are r must", 0.78, severity=1),
    say("human", r"are you (?:even|actually|really) (?:human|a human|a person|real|alive|awake|"
        r"listening or just stupid)|are you (?:a )?(?:human|robot) or (?:what|something)|"
        r"are you sure you're (?:even )?human", "are", 0.72, severity=1),
    say("robot", r"(?:you (?:just )?(?:sound|talk|are|act)|you're)(?: \w+)? (?:like |just )?an? "
        r"(?:\w+ )?(?:robot|parrot|broken record|speak your weight machine|child|baby|mouse|"
        r"strangled cat|schoolgirl)", "robot parrot record machine child baby mouse cat "
        "schoolgirl", 0.62, severity=1),
    say("how_stupid", r"how (?:\w+ )?(?:stupid|thick|dumb|dense|incompetent|useless) (?:are|can|do "
        r"you have to be)(?: you)?(?! it)|how can (?:you|anyone|one person) be <so>(?:thick|stupid|"
        r"dumb|dense|useless)", "how", 0.82, severity=1),
    say("brain", r"(?:do you (?:even )?(?:have|possess|own|use)|have you (?:even )?(?:got )?|"
        r"haven't you got|you haven't got|you've got no|you have no|you don't have|got no|"
        r"you have the|find your|is there|anyone with|anybody with|someone with|somebody with|"
        r"who has|no|half|engage your|switch on your|turn on your)(?: \w+){0,2} "
        r"(?:brains?(?: cells?)?|brain cell|common sense|pulse|intelligence)(?! (?:tumou?r|injury|"
        r"scan|surgery|damage|fog|surgeon|drain|haemorrhage|hemorrhage))", "brain brains cell sense pulse "
        "intelligence", 0.68, severity=1),
    say("use_your_head", r"use your (?:\w+ )?(?:head|brain|brains|loaf|noggin|noodle)", "use", 0.55,
        severity=1),
    say("not_bright", r"(?:you're|you are|you aren't|you're really|you) (?:clearly |obviously |"
        r"really )?(?:not|ain't|aren't)(?: \w+)? (?:very |too |that |the |exactly )*(?:bright|clever|"
        r"smart|intelligent|sharpest|brightest|all there|with it|worth)\b(?! \w+ing)|"
        r"(?:aren't|ain't) (?:very |too )(?:bright|clever|smart) are you|few sandwiches short|"
        r"slow on the uptake|lights are on|one sandwich short|thick as (?:two|mince|pig|shit)|"
        r"dropped on your head", "not ain't aren't sandwiches uptake lights sandwich thick "
        "dropped", 0.75, severity=1),
    say("schooling", r"(?:did you (?:even |ever )?(?:go to|finish|attend)|go back to|were you ever "
        r"at) (?:primary |infant |any |a )?(?:school|kindergarten|nursery)(?! (?:with|together|in "
        r"\w+ too|on|for|in|at|there))|can you (?:even )?(?:read|count)\b(?! (?:it|that|this|them|the|"
        r"me|out|your|my|on|back|what|for))|learn (?:how )?to (?:read|count|do your job|listen)",
        "school kindergarten nursery read count learn", 0.62, severity=1),
    say("better_than_you", r"(?:my|an?|any|even an?)(?: \w+)? ?(?:year old|dog|cat|child|toddler|"
        r"monkey|monkeys|hamster|goldfish|grandson|robot|kid|toaster|pot plant|chimp|cabbage)"
        r"(?: \w+){0,2} (?:could|would|can|knows|has|is)(?: \w+){0,3} (?:better|your job|this job|more "
        r"sense|more use|smarter|cleverer|quicker|that job)", "dog cat child toddler monkey "
        "hamster goldfish grandson robot kid toaster plant chimp year cabbage", 0.78, severity=1),
    say("get_this_job", r"how (?:did|on earth did|the hell did|do) you (?:ever |even )?(?:get|got|"
        r"manage to get|land|keep|have) (?:this|that|your|an?) job|"
        r"who (?:the hell |on earth |the fuck )?(?:hired|employed|trained|let) you(?! to)|"
        r"(?:they'll|they|will) (?:just )?(?:hire|employ|give a job to) (?:just )?any(?:one|body)|"
        r"scrap(?:ing|ed) the (?:bottom of the )?barrel|(?:no wonder|that's why) you(?:'re| are)? "
        r"(?:work|working|stuck|only work)(?: \w+){0,2} (?:call|phone|phones)", "job hired employed "
        "trained let hire employ give barrel wonder why", 0.66, severity=1),
    say("wrong_with_you", r"(?:what the (?:hell|fuck|f\*+|heck|bloody hell) is|what's|what is|"
        r"something|is there something|seriously) (?:actually |seriously )?wrong with (?:you\b(?! "
        r"(?:lot|people|guys))|your (?:head|brain|ears|hearing))", "wrong", 0.5, severity=1),
    say("who_do_you_think", r"who the (?:hell|fuck|f\*+|heck|bloody hell) (?:do|are) you(?: think you "
        r"are)?", "who", 0.62, severity=1),
    say("hate_you", r"(?:i|we) (?:\w+ )?(?:hate|despise|loathe|detest) (?:you|u)(?! (?:lot|people|guys|"
        r"all|do|did|have|for|to|keep|not|can|could|never|always|when|get|being|say|ask|are|were))|"
        r"you (?:make me (?:sick|puke|want to (?:puke|vomit))|disgust me|repulse me|revolt me)|"
        r"(?:nobody|no one) (?:likes|loves|wants) you|bet you have no friends|"
        r"you're (?:dead )?to me", "hate despise loathe detest sick puke disgust repulse revolt "
        "likes loves wants friends dead vomit", 0.7, severity=1),
    say("you_suck", r"(?:you|u|ya)(?: guys| really| do| just| all)? (?:suck|sucks|sux|stink|siiink|"
        r"blow)(?! (?:it|up|on|in|the|off))", "suck sucks sux stink blow", 0.72, severity=1),
    say("belittle", r"(?:listen|look|now listen)(?: here)? (?:little girl|little boy|sunshine|"
        r"dumbo|stupid|you little|girlie|son|dear|sweet ?cheeks)|run along(?: now)?|"
        r"little (?:miss|mr|girl)(?: \w+)? (?:knows? (?:it all|nothing)|jobsworth|on the phone)|"
        r"(?<!the\s)(?<!my\s)(?<!that\s)(?<!a\s)(?:silly|stupid|dumb|daft|dozy|thick)(?: little| "
        r"old| fat)? (?:girl|woman|cow|boy|man|moo|mare|bint|bitch|sod|get|git|idiot|fool)"
        r"(?= *(?:[.,!?;]|$))", "listen look run little silly stupid dumb daft dozy thick", 0.7,
        severity=1),
    say("person_question", r"what (?:kind|sort) of (?:an? )?(?:\w+ )?(?:person|idiot|moron|human|"
        r"fool|name|accent|clown)(?: being)? (?:are you|is that|do you have|have you got|you got)|"
        r"call yourself an? \w+|and you call yourself", "kind sort call", 0.6, severity=1),
    say("you_people", r"you people", "people", 0.25, severity=1),
    say("not_listening_face", r"blah blah(?: blah)?|yada yada", "blah yada", 0.3, severity=1),
)
