"""Insults to wits, schooling and standing, as a table; severity as in ``insult_patterns``."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern

_WITS: Final = (
    r"(?:stupid|thick|dumb|dense|deaf|blind|dim|simple|brain ?dead|mental|drunk|high|on drugs|"
    r"illiterate|an idiot|idiots|a moron|some kind of (?:idiot|moron)|twelve|"
    r"five|slow|soft|daft|fat|ugly|brainless|an asshole)"
)

BELITTLING: Final[tuple[Pattern, ...]] = (
    say(
        "are_you_thick",
        rf"(?:are you|are u|r u|what are you|you must be|are yer|are ye) <so>"
        rf"{_WITS}(?! (?:days|today|at|with|to|spot))",
        "are r must",
        0.78,
        severity=1,
    ),
    say(
        "human",
        r"are you (?:even|actually|really) (?:human|a human|a person|real|alive|awake|"
        r"listening or just stupid)|are you (?:a )?(?:human|robot) or (?:what|something)|"
        r"are you sure you're (?:even )?human",
        "are",
        0.72,
        severity=1,
    ),
    say(
        "robot",
        r"(?:you (?:just )?(?:sound|talk|are|act)|you're)(?: \w+)? (?:like |just )?an? "
        r"(?:\w+ )?(?:robot|parrot|broken record|speak your weight machine|child|baby|mouse|"
        r"strangled cat|schoolgirl)",
        "robot parrot record machine child baby mouse cat schoolgirl",
        0.62,
        severity=1,
    ),
    say(
        "how_stupid",
        r"how (?:\w+ )?(?:stupid|thick|dumb|dense|incompetent|useless) (?:are|"
        r"can|do "
        r"you have to be)(?: you)?(?! it)|how can (?:you|anyone|one person) "
        r"be <so>(?:thick|stupid|"
        r"dumb|dense|useless)",
        "how",
        0.82,
        severity=1,
    ),
    say(
        "brain",
        r"(?:do you (?:even )?(?:have|possess|own|use)|have you (?:even )?(?:got )?|"
        r"haven't you got|you haven't got|you've got no|you have no|you don't have|got no|"
        r"you have the|find your|is there|anyone with|anybody with|someone with|somebody with|"
        r"who has|no|half|engage your|switch on your|turn on your)(?: \w+){0,2} "
        r"(?:brains?(?: cells?)?|brain cell|common sense|pulse|intelligence)(?! "
        r"(?:tumou?r|injury|"
        r"scan|surgery|damage|fog|surgeon|drain|haemorrhage|hemorrhage))",
        "brain brains cell sense pulse intelligence",
        0.68,
        severity=1,
    ),
    say(
        "use_your_head",
        r"use your (?:\w+ )?(?:head|brain|brains|loaf|noggin|noodle)",
        "use",
        0.55,
        severity=1,
    ),
    say(
        "not_bright",
        r"(?:you're|you are|you aren't|you're really|you) (?:clearly |obviously |"
        r"really )?(?:not|ain't|aren't)(?: \w+)? (?:very |too |that |the |exactly "
        r")*(?:bright|clever|"
        r"smart|intelligent|sharpest|brightest|all there|with it|worth)\b(?! \w+ing)|"
        r"(?:aren't|ain't) (?:very |too )(?:bright|clever|smart) are you|few sandwiches short|"
        r"slow on the uptake|lights are on|one sandwich short|thick as (?:two|mince|pig|shit)|"
        r"dropped on your head",
        "not ain't aren't sandwiches uptake lights sandwich thick dropped",
        0.75,
        also="bright clever smart intelligent sharpest brightest all with worth "
        "sandwiches uptake lights sandwich thick dropped",
        severity=1,
    ),
    say(
        "schooling",
        r"(?:did you (?:even |ever )?(?:go to|finish|attend)|go back to|were "
        r"you ever "
        r"at) (?:primary |infant |any |a )?(?:school|kindergarten|nursery)(?! "
        r"(?:with|together|in "
        r"\w+ too|on|for|in|at|there))|can you (?:even )?(?:read|count)\b(?! "
        r"(?:it|that|this|them|the|"
        r"me|out|your|my|on|back|what|for))|learn (?:how )?to (?:read|count|do your job|listen)",
        "school kindergarten nursery read count learn",
        0.62,
        severity=1,
    ),
    say(
        "better_than_you",
        r"(?:my|an?|any|even an?)(?: \w+)? ?(?:year old|dog|cat|child|toddler|"
        r"monkey|monkeys|hamster|goldfish|grandson|robot|kid|toaster|pot plant|chimp|cabbage)"
        r"(?: \w+){0,2} (?:could|would|can|knows|has|is)(?: \w+){0,3} (?:better|"
        r"your job|this job|more "
        r"sense|more use|smarter|cleverer|quicker|that job)",
        "dog cat child toddler monkey "
        "hamster goldfish grandson robot kid toaster plant chimp year cabbage",
        0.78,
        severity=1,
    ),
    say(
        "get_this_job",
        r"how (?:did|on earth did|the hell did|do) you (?:ever |even )?(?:get|"
        r"got|"
        r"manage to get|land|keep|have) (?:this|that|your|an?) job|"
        r"who (?:the hell |on earth |the fuck )?(?:hired|employed|trained|let) you(?! to)|"
        r"(?:they'll|they|will) (?:just )?(?:hire|employ|give a job to) (?:just "
        r")?any(?:one|body)|"
        r"scrap(?:ing|ed) the (?:bottom of the )?barrel|(?:no wonder|that's "
        r"why) you(?:'re| are)? "
        r"(?:work|working|stuck|only work)(?: \w+){0,2} (?:call|phone|phones)",
        "job hired employed trained let hire employ give barrel wonder why",
        0.66,
        severity=1,
    ),
    say(
        "wrong_with_you",
        r"(?:what the (?:hell|fuck|f\*+|heck|bloody hell) is|what's|what is|"
        r"something|is there something|seriously) (?:actually |seriously )?wrong "
        r"with (?:you\b(?! "
        r"(?:lot|people|guys))|your (?:head|brain|ears|hearing))",
        "wrong",
        0.5,
        severity=1,
    ),
    say(
        "who_do_you_think",
        r"who the (?:hell|fuck|f\*+|heck|bloody hell) (?:do|are) you(?: think "
        r"you "
        r"are)?",
        "who",
        0.62,
        severity=1,
    ),
    say(
        "hate_you",
        r"(?:i|we) (?:\w+ )?(?:hate|despise|loathe|detest) (?:you|u)(?! (?:lot|"
        r"people|guys|"
        r"all|do|did|have|for|to|keep|not|can|could|never|always|when|get|being|"
        r"say|ask|are|were))|"
        r"you (?:make me (?:sick|puke|want to (?:puke|vomit))|disgust me|repulse me|revolt me)|"
        r"(?:nobody|no one) (?:likes|loves|wants) you|bet you have no friends|"
        r"you're (?:dead )?to me",
        "hate despise loathe detest sick puke disgust repulse revolt "
        "likes loves wants friends dead vomit",
        0.7,
        severity=1,
    ),
    say(
        "you_suck",
        r"(?:you|u|ya)(?: guys| really| do| just| all)? (?:suck|sucks|sux|stink|"
        r"smell|siiink|"
        r"blow)(?! (?:it|up|on|in|the|off))",
        "suck sucks sux stink smell blow",
        0.72,
        severity=1,
    ),
    say(
        "belittle",
        r"(?:listen|look|now listen)(?: here)? (?:little girl|little boy|sunshine|"
        r"dumbo|stupid|you little|girlie|son|dear|sweet ?cheeks)|run along(?: now)?|"
        r"little (?:miss|mr|girl)(?: \w+)? (?:knows? (?:it all|nothing)|jobsworth|on the phone)|"
        r"(?<!the\s)(?<!my\s)(?<!that\s)(?<!a\s)(?:silly|stupid|dumb|daft|dozy|thick)(?: little| "
        r"old| fat)? (?:girl|woman|cow|boy|man|moo|mare|bint|bitch|sod|get|git|idiot|fool)"
        r"(?= *(?:[.,!?;]|$))",
        "little sunshine dumbo stupid girlie son dear sweet sweetcheeks run "
        "silly dumb daft dozy thick",
        0.7,
        severity=1,
    ),
    say(
        "person_question",
        r"what (?:kind|sort) of (?:an? )?(?:\w+ )?(?:person|idiot|moron|human|"
        r"fool|name|accent|clown)(?: being)? (?:are you|is that|do you have|"
        r"have you got|you got)|"
        r"call yourself an? \w+|and you call yourself",
        "kind sort call",
        0.6,
        severity=1,
    ),
    say(
        "mocking",
        r"hark at (?:you|him|her)|(?:ooh|oh) (?:listen to|get) (?:you|him|her)|"
        r"listen to (?:him|her)"
        r"(?= *(?:[,.!]|$))|big man (?:with|now|are|aren't|on)|"
        r"(?:did|does|has) your (?:mum|mummy|mam|mom|mother) (?:\w+ )?(?:help|let|know|dress|pack|"
        r"write|tell)",
        "hark ooh oh listen big mum mummy mam mom mother",
        0.6,
        also="you him her man help let know dress pack write tell",
        severity=1,
    ),
    say("you_people", r"you people", "people", 0.25, severity=1),
    say("not_listening_face", r"blah blah(?: blah)?|yada yada", "blah yada", 0.3, severity=1),
)
