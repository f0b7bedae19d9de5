"""Frustration that is named, as a table: impatience, annoyance, disappointment, sour praise."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_hypothetical, is_negated

_FELT: Final = (is_negated, is_hypothetical)
# Who feels it, and what makes them.
SUBJECT: Final = (
    r"(?:<im>|i've been|i've never been|never been|i am getting|makes? me|"
    r"making me|made me|got me|gets me|have me|it's|"
    r"this is|is|you've made me|i'm still|i get|i got|leaves me|left me)"
)

FRUSTRATION: Final[tuple[Pattern, ...]] = (
    say(
        "felt",
        rf"{SUBJECT} <so>(?:frustrat(?:ed|ing)|annoy(?:ed|ing)|irritat(?:ed|ing)|"
        r"disappoint(?:ed|ing)|exasperat(?:ed|ing)|disgruntled|miffed|unimpressed|fed up|"
        r"sick (?:and tired|to death|of (?:it|this|that|these|all|you|your|being|having|the|"
        r"waiting|ringing|calling|hearing|"
        r"chasing|explaining|excuses|lies|promises|delays))|tired of (?:it|this|that|these|all|"
        r"you|your|being|having|the|waiting|ringing|calling|hearing|"
        r"chasing|explaining|excuses|lies|promises|delays)|exhaust(?:ed|ing)|vexed|peeved|"
        r"aggravat(?:ed|ing)|"
        r"infuriat(?:ed|ing)|maddening|unhappy|dissatisfied|upset|cheesed off|brassed off|"
        r"at my wits' end|at the end of my (?:rope|tether)|hacked off|narked|out of patience|"
        r"losing (?:my )?patience|running out of patience|let down|gutted|over it|done with)",
        "frustrated frustrating annoyed annoying irritated irritating disappointed disappointing "
        "exasperated exasperating disgruntled miffed unimpressed fed sick tired exhausted "
        "exhausting vexed peeved aggravated aggravating infuriated infuriating maddening unhappy "
        "dissatisfied upset cheesed brassed wits end hacked narked patience let gutted over done",
        0.9,
        unless=_FELT,
    ),
    say(
        "bare",
        r"(?:so|very|really|bit|most|bloody|extremely|pretty|how) (?:frustrat(?:ed|ing)|"
        r"annoy(?:ed|ing)|irritating|disappoint(?:ed|ing)|exasperating|infuriating|fed up)",
        "frustrated frustrating annoyed annoying irritating disappointed disappointing "
        "exasperating infuriating fed",
        0.72,
        unless=_FELT,
    ),
    say(
        "fed_up",
        r"(?:fed up|sick and tired|sick to death|had it up to here|"
        r"(?:had|'ve had|have had) (?:quite )?enough(?: of)?(?= *(?:[.,!?]|$)|"
        r" (?:this|it|you|of|now))|enough is enough|"
        r"at (?:my|our) wits' end|end of my (?:tether|rope)|last straw|final straw|"
        r"(?:i can't|cannot) take (?:any more|anymore|much more)|give me strength)",
        "fed sick had enough wits end straw take strength",
        0.88,
        unless=(is_negated, is_hypothetical),
    ),
    say(
        "outcry",
        r"(?:(?:this|it|that|that's|it's|which|what) (?:is |was )?(?:all )?(?:just "
        r"|so |absolutely |really |"
        r"getting |beyond |completely |utterly |totally |frankly |quite |a bit "
        r"|bit |an absolute |a complete |a total |a |"
        r"an |bloody |fucking |such a |been a |becoming )*(?:ridiculous|unacceptable|"
        r"unbelievable|"
        r"outrageous|disgraceful|joke|disgrace|farce|shambles|nightmare|a mess|"
        r"absurd|pathetic|appalling|"
        r"not good enough|not on|not acceptable|insane|crazy|a pain|waste of "
        r"time|waste of my time|"
        r"ludicrous|shocking|diabolical|atrocious|rubbish|circus|madness|hopeless|useless|taking "
        r"the (?:mick|mickey|piss|biscuit)|beyond a joke|a piss ?take))",
        "ridiculous unacceptable unbelievable outrageous disgraceful joke "
        "disgrace farce shambles nightmare mess absurd pathetic enough on "
        "acceptable insane crazy pain waste ludicrous shocking diabolical "
        "appalling atrocious rubbish circus madness hopeless useless taking "
        "piss pisstake",
        0.8,
        also="this it that that's it's which what",
        unless=(is_hypothetical,),
    ),
    say(
        "bare_outcry",
        r"(?:ridiculous|unacceptable|unbelievable|outrageous|disgraceful|appalling|"
        r"beyond a joke|absolute(?:ly)? (?:joke|shambles|disgrace|farce|ridiculous|"
        r"pathetic)|what a (?:joke|"
        r"shambles|farce|palaver|mess|carry on|waste of time)|for (?:goodness|heaven's|god's|"
        r"pity's|crying out|christ's|fuck's|fucks|f\*+'?s?|flip's)(?: loud| sake| out loud)+|"
        r"you(?:'ve| have)? (?:got to|gotta) be (?:kidding|joking)(?: me)?|you(?:'re|"
        r" are) (?:kidding|"
        r"joking|having a laugh)|are you (?:kidding|joking|serious|having a laugh)(?: me)?|"
        r"give me a break|jesus christ|how hard can it be|how difficult "
        r"can it be|is it too much to ask|"
        r"what a joke|un-?real|oh come on|come on now)",
        "ridiculous unacceptable unbelievable outrageous disgraceful appalling "
        "joke shambles farce pathetic palaver mess carry waste sake loud "
        "kidding joking laugh serious break jesus hard difficult much unreal un "
        "come absolute disgrace",
        0.66,
        unless=_FELT,
    ),
    say(
        "how_long",
        r"(?:how (?:much longer|many (?:more )?times|many more|long (?:am i|"
        r"do i|does|must i|are you|is this|have i)"
        r"(?: \w+){0,3} (?:wait|waiting|take|going on|keep|supposed))|been (?:waiting|"
        r"on hold|holding|"
        r"queu(?:e)?ing|ringing|calling|passed|stuck|trying|going (?:round|around))(?: \w+){0,4} "
        r"(?:for|all|since|hours?|minutes?|ages|weeks?|days?|months?|half|over|"
        r"forever|pillar|circles|"
        r"round|now)|(?:for|taken|takes|wasted|spent|lost) (?:\w+ ){0,3}(?:ages|"
        r"forever|hours (?:and hours|on)|"
        r"hours of my|weeks (?:and weeks|on end)|half my (?:day|life)|all day|"
        r"my (?:whole|entire) (?:day|morning))|"
        r"still waiting|when (?:am i|are we) (?:ever|finally|actually) going|"
        r"passed (?:from pillar|around)|"
        r"pillar to post|going (?:round|around) in circles|(?:round|around) in circles|"
        r"here we go again|same (?:old )?(?:story|thing) (?:again|every))",
        "how been ages forever hours weeks half day morning still when pillar circles go same "
        "passed wasted spent taken",
        0.7,
        also="much many long waiting hold holding queuing queueing ringing calling "
        "passed stuck trying going ages forever hours weeks half all whole "
        "entire ever finally actually pillar circles again same",
    ),
    say(
        "sarcasm",
        r"(?:(?:oh|well|that's|how|just|isn't that|well isn't that|another|wow|"
        r"yeah|yes|ah) "
        r"(?:just |that's |isn't that |how |that is |well )*(?:brilliant|great|"
        r"wonderful|fantastic|marvellous|lovely|"
        r"perfect|fabulous|charming|terrific|nice|super|amazing)(?! (?:to|news|"
        r"idea|thank|thanks|service|i'll|"
        r"that's|cheers|stuff|yes|so|um|okay|ok|we|i'd|job))[ ,.!-]+(?:\w+ )?(?:another|"
        r"so|more|now|yet|just what|again|"
        r"and now|still|thanks a|first|the (?:same|usual)|that'll|as (?:if|usual)|"
        r"i (?:only|just) (?:wait|"
        r"have)|wait)(?! (?:much|happy|pleased|glad|i'll|helpful|kind|good|can "
        r"i|i can))|(?:just|exactly) what i (?:needed|wanted)(?! thank)|"
        r"surprise surprise|what a surprise|(?:thanks|thank you) (?:for nothing|"
        r"a bunch|very much for nothing|for wasting)|"
        r"fat lot of good|(?:big|a lot of) (?:help|use) (?:you|that) (?:are|"
        r"is|was|were)|yeah right|as if|as per usual|story of my life|"
        r"how (?:convenient|typical)|that's typical|(?:well )?typical(?= *(?:[.!,]|"
        r"$))|lucky me|aren't i lucky|"
        r"well done you|bravo|slow clap|whoop de)",
        "brilliant great wonderful fantastic marvellous lovely perfect fabulous "
        "charming terrific nice super amazing needed wanted surprise nothing "
        "bunch wasting fat help use right if usual story convenient typical "
        "lucky done bravo clap whoop",
        0.68,
        also="oh well that's how isn't another wow yeah yes ah just exactly what "
        "surprise thanks thank fat big lot as per story typical lucky bravo "
        "slow whoop",
    ),
    say(
        "nobody",
        r"(?:(?:you're|i'm|am i) (?:just )?(?:wasting my|talking to a (?:brick "
        r")?wall)|waste of (?:my )?time|"
        r"banging my head|like (?:talking|getting) (?:to a|blood)|pulling my "
        r"hair|tearing my hair|drives? me "
        r"(?:mad|crazy|insane|nuts|up the wall|round the (?:bend|twist))|driving "
        r"me (?:mad|crazy|insane|nuts|up the wall|"
        r"round the (?:bend|twist)|bonkers)|doing my (?:head|nut) in|does my "
        r"(?:head|nut) in|getting on my (?:nerves|wick|tits)|"
        r"gets on my (?:nerves|wick)|getting nowhere|gets me nowhere|i give "
        r"up|i despair|losing the will|"
        r"losing my mind|what is the point|what's the point|i'm dying here|(?:starting|"
        r"beginning) to (?:really )?(?:annoy|irritate|bug)(?: me)?|(?:really "
        r")?(?:annoys|bugs|irritates) me|it's "
        r"killing me|this is killing me|"
        r"(?:piss(?:ed|es|ing)? me off)|pain in the (?:arse|ass|neck|backside|"
        r"bum)|i can't be (?:arsed|bothered)|"
        r"(?:i'm|i am) (?:really |so )?(?:struggling|fuming)|a total pain)",
        "annoy irritate bug annoys bugs irritates wasting talking waste banging "
        "like pulling tearing drives drive driving doing does getting gets give "
        "despair losing point dying killing pissed pisses pissing piss pain "
        "arsed bothered fuming struggling",
        0.74,
        unless=_FELT,
    ),
    say(
        "just_want",
        r"(?:i )?(?:just|only) want (?:it|this|that|someone|somebody|you|my|"
        r"an answer|a straight|the)(?: \w+){0,3} "
        r"(?:sorted|fixed|answer|resolved|over|back|done|dealt|help|working|finished)|"
        r"why (?:is|does|can't|won't|has|do|must) (?:it|this|nobody|no one|everything|"
        r"anybody|i|you|this "
        r"always)(?: \w+){0,3} (?:so (?:hard|difficult|long|slow)|keep|always|"
        r"every (?:single )?time)",
        "want why",
        0.6,
    ),
)
