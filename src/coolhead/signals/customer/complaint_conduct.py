"""Complaints about what the firm or the agent did or left undone, as a table."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_hypothetical

_HASNT: Final = (
    r"(?:hasn't|has not|haven't|have not|hadn't|has never|have never|didn't|"
    r"did not|never|still not|isn't|"
    r"is not|aren't|wasn't|was not|hasn t|still hasn't|still haven't|ain't|not)"
)
_HASNT_WORDS: Final = (
    "hasn't has haven't have hadn't didn't did never not isn't aren't wasn't ain't hasn still"
)

CONDUCT: Final[tuple[Pattern, ...]] = (
    say(
        "complain",
        r"(?:want|like|need|wish|going|calling|ringing|here|phoning|have|got|"
        r"'ve|making|make|raise|lodge|register|file|log|my|put in|this is|another|"
        r"formal|official) (?:to |a |an |in |about |my |you |formal |official "
        r"|serious |second |third )*(?:complain|complaint|complaints|grievance)(?! "
        r"(?:number|department|team|form|to make))|"
        r"i'm complaining",
        "complain complaint complaints complaining grievance",
        0.9,
        target="company",
    ),
    say(
        "not_arrived",
        rf"{_HASNT} (?:even |yet |actually |been |all |ever |still )*(?:arrived?|"
        rf"come|came|turned up|turn up|shown up|show up|showed up|been delivered|"
        rf"delivered|received|receive|got (?:it|my|the|here|any)|get (?:it|my|"
        rf"the|here|any)|"
        r"reached|dispatched|shipped|heard (?:anything|back|a thing|nothing|"
        r"from)|had (?:any|a|my|it)|refunded|credited|fixed|sorted|"
        r"resolved|repaired|replaced|answered|cancelled|changed|updated|processed|"
        r"happened|been (?:refunded|credited|fixed|sorted|resolved|repaired|"
        r"replaced|"
        r"cancelled|changed|updated|processed|done|contacted|told|given|dealt|"
        r"sent|put|collected|picked|installed|connected|honoured|answered|applied|"
        r"removed|able))(?! (?:your (?:email|letter) yet so|to me that|any (?:problems?|"
        r"issues?|trouble|complaints?)|a problem|problems))",
        _HASNT_WORDS,
        0.86,
        also="arrive arrived come came turned turn shown show showed delivered "
        "received receive got get reached dispatched shipped heard had refunded "
        "credited fixed sorted resolved repaired replaced answered cancelled "
        "changed updated processed happened been",
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "no_show",
        r"(?:no ?(?:one|body)|nobody|(?<!i )never|didn't|did not|hasn't|not one of "
        r"you|not a single person|engineer|driver|not one person)(?: has| have|"
        r" ever| even| bothered to| bothered| came| did| from \w+|'s| is| will|"
        r" would| wants to| can| could| seems to)* (?:shows?|showed|shown|turn(?:s|"
        r"ed)? up|com(?:e|es|ing)|came|call(?:s|ed)?(?: me)? ?back|r[iau]ng(?:s)?(?: "
        r"me)? ?back|"
        r"get(?:s|ting)? back|got back|answer(?:s|ed)?|pick(?:s|ed)? up|repl(?:y|"
        r"ied|ies)|respond(?:s|ed)?|help(?:s|ed)?|told me|tells me|bother(?:s|"
        r"ed)?|cares?|cared|listen(?:s|ed)?|know(?:s)?|knew|take[sn]?|took|contact(?:s|"
        r"ed)?|email(?:s|ed)?|let me know|phoned|rang|explain(?:s|ed)?|warned|"
        r"mentioned|informed|turned|appeared|returned|resolv(?:es|ed)|fix(?:es|"
        r"ed)?|wants)",
        "no nobody noone never didn't did hasn't not engineer driver",
        0.82,
        also="show shows showed shown turn turns turned come comes coming came call "
        "calls called callback ring rings rang rung get gets getting got answer "
        "answers answered pick picks picked reply replies replied respond "
        "responds responded help helps helped told tells bother bothers "
        "bothered care cares cared listen listens listened know knows knew take "
        "takes taken took contact contacts contacted email emails emailed let "
        "phoned explain explains explained warned mentioned informed appeared "
        "returned resolves resolved fixes fixed fix wants",
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "sent_wrong",
        r"(?:sent|send|given|gave|got|delivered|received|ordered|order|charged|"
        r"billed|quoted|told|booked|put|have|had|shipped|sold|they've|you've) "
        r"(?:\w+ ){0,4}?(?:the wrong|wrong|a faulty|a broken|a damaged|a different|"
        r"a defective|damaged|faulty|half (?:the|of)|the incorrect|an empty|"
        r"only (?:half|one|two|part|some)|rubbish|a cracked|someone else's|misinformation|"
        r"incorrect|false|a bill for)",
        "wrong faulty broken damaged different defective half incorrect empty "
        "only rubbish cracked else's misinformation false bill",
        0.84,
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "charged",
        r"(?:(?:charg(?:ed|ing)|bill(?:ed|ing)|debited|taken|took|taking|deducted|"
        r"billing|overcharged) (?:\w+ ){0,5}?(?:twice|double|three times|again|"
        r"too much|extra|more than|without|for (?:something|nothing|a|the|services?|"
        r"things|stuff|months)|wrong(?:ly)?|incorrectly|from my|out of my|money|"
        r"payment|payments|multiple|even though|£\w+|\$\w+|"
        r"\w+ (?:pounds|dollars|euros|quid|rupees))|overcharg(?:ed|ing)|double "
        r"(?:charged|billed|charge|billing)|being charged|been charged|(?:you|"
        r"they|company)(?:'ve| have| had)? (?:just |only |already )*(?:charged|"
        r"billed|overcharged|debited) (?:me|my|us)|(?:hidden|extra|unexpected|"
        r"unauthorised|unauthorized|unexplained|mystery|duplicate) (?:charges?|"
        r"fees?|payments?|transactions?)|"
        r"(?:bill|price|premium|payment|cost|tariff|rent|fee|direct debit|charge|"
        r"charges)(?:'s| is| has| went| have| are| was)? (?:\w+ ){0,3}?(?:gone "
        r"up|doubled|tripled|increased|went up|shot up|higher|too high|up by|"
        r"double|doubling|going up|jumped|risen|extortionate|a rip ?off))(?! "
        r"(?:by card|is fine))",
        "charged charging billed billing debited taken took taking deducted "
        "overcharged overcharging double hidden extra unexpected unauthorised "
        "unauthorized unexplained mystery duplicate bill price premium payment "
        "cost tariff rent "
        "fee debit charge charges",
        0.82,
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "nth_time",
        r"(?:this (?:is|'s|must be|has to be)|that's|it's|for|this will be|i've "
        r"(?:called|rung|phoned) (?:\w+ )?|now|is|happened|the) (?:now |about "
        r"|like |already |literally |my |the )*(?:second|third|fourth|fifth|"
        r"sixth|seventh|eighth|ninth|tenth|umpteenth|nth|hundredth|3rd|4th|5th|"
        r"2nd|millionth) (?:\w+ )?(?:time|call|week|day|month|engineer|person|"
        r"attempt|letter|email|delivery|replacement|phone call|occasion)(?! "
        r"lucky)|same (?:problem|issue|fault|mistake)(?: again| over| every| as| happen\w*)*|"
        r"(?:four|five|six|seven|ten|several|many|countless|numerous) times "
        r"(?:now|already|this)|happened (?:again|twice)",
        "time call week day month engineer person attempt letter email delivery "
        "replacement occasion times happened same",
        0.66,
        also="second third fourth fifth sixth seventh eighth ninth tenth umpteenth "
        "nth hundredth 3rd 4th 5th 2nd millionth same four five six seven ten "
        "several many countless numerous happened",
        target="company",
        unless=(is_hypothetical,),
    ),
    # How often alone is no complaint yet: "I walk the dog every night".
    say(
        "often",
        r"(?:every (?:single )?(?:time|day|night|week|month|evening)|time after "
        r"time|again and again|time and (?:time )?again|over and over(?: again)?|"
        r"yet again|once again|not for the first time|twice (?:now|already|this|"
        r"in)|three times (?:now|already|this|in)|same thing(?: again| over| every)?)",
        "time every again over yet once twice three same",
        0.4,
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "waited",
        r"(?:been (?:on hold|waiting|holding|queu(?:e)?ing|chasing|trying|without|"
        r"passed|hanging on|left|cut off|lied|messed|sat (?:here|waiting)|going "
        r"on|on (?:the phone|this call)|fobbed|told|told (?:one|different|so "
        r"many)|promised|disconnected|ignored|transferred|ringing round|calling|"
        r"ringing|phoning|waiting in|charged|billed|misled|overlooked|mis-?sold|"
        r"dealing)(?! (?:for my call|to|by my (?:friend|neighbour)|you have|"
        r"off my|in the (?:area|wrong)|good|well|great)\b)(?: to (?:get|reach|"
        r"speak|sort|call|contact|cancel|talk|find))?|"
        r"waited (?:in |for |over |nearly |almost |all |more |on |since |about "
        r"|at |\d|\w+ (?:hours?|days?|weeks?|minutes?|months?))|(?:took|taken|"
        r"takes|spent|wasted) (?:me |you |us )?(?:\w+ ){0,3}(?:hours?|minutes?|"
        r"days?|weeks?|months?|all day|ages|forever|the (?:whole|entire))(?! "
        r"(?:to get here from|on holiday|in (?:france|spain))))",
        "been waited took taken takes spent wasted",
        0.7,
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "promised",
        r"(?:(?:you|they|your \w+|he|she|someone|somebody|company|people|guy|"
        r"woman|man|lady|engineer|driver|letter|website|advert|last (?:person|"
        r"agent|guy|lady))(?: \w+)? (?:had )?(?:promised|swore|guaranteed|assured|"
        r"told me|said|told us)(?: \w+){0,8} (?:would|'d|was going|were going|"
        r"going to|be|by|never|but|not|ready|within|didn't|hasn't|it's not|weren't|"
        r"yesterday|friday|monday|tuesday|wednesday|thursday|saturday|sunday|"
        r"last (?:week|month)|hours|days)|"
        r"i was (?:\w+ )?(?:promised|told|assured|guaranteed|led to believe|"
        r"given to understand|quoted)|was (?:supposed|meant|due|promised|scheduled|"
        r"expected) (?:to|on|by|last|yesterday|for|in|at|today|this)|should(?: "
        r"have|'ve|of| of) (?:been|come|arrived|had|received|told|happened|got|"
        r"called|known|sorted)|"
        r"(?:you|they) (?:\w+ )?(?:lied|misled|mis-?sold|cheated|conned|tricked|"
        r"scammed|ripped|robbed|fobbed|messed|let me down|cancelled|lost|ignored|"
        r"cut me off|hung up|forgot|broke|damaged|refused|failed|ruined|took "
        r"my|closed my|blocked my|kept|left me|keep(?! (?:having|it|the|that|them|my|your|"
        r"our)\b)|disconnected|cocked|screwed|"
        r"stole|wasted|dumped|delayed|overlooked))",
        "promised swore guaranteed assured told said led quoted given supposed "
        "meant due scheduled expected should should've lied misled missold mis "
        "cheated conned tricked scammed ripped robbed fobbed messed let "
        "cancelled canceled lost ignored cut hung forgot broke damaged refused "
        "failed ruined took closed blocked kept left keep disconnected cocked "
        "screwed stole wasted dumped delayed overlooked",
        0.76,
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "outrage",
        r"(?:this|that|it)(?:'s| is| was)? (?:just |so |absolutely |an? |absolute "
        r"|complete |total |utterly |completely |really |beyond |bloody |fucking "
        r"|frankly |totally |simply )*(?:ridiculous|unacceptable|outrageous|"
        r"disgraceful|disgrace|joke|shambles|farce|appalling|not good enough|"
        r"scandalous|theft|robbery|fraud|criminal|illegal|nonsense|a scam|bullshit|"
        r"rubbish|not acceptable|unprofessional)",
        "ridiculous unacceptable outrageous disgraceful disgrace joke shambles "
        "farce appalling good scandalous theft robbery fraud criminal illegal "
        "nonsense scam bullshit rubbish acceptable unprofessional",
        0.7,
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "firm",
        r"(?:you lot|you people|you guys|your (?:company|firm|bank|people|staff|"
        r"colleagues?|team|service|system|engineers?|drivers?|department|website|"
        r"app|shop|store)|this company|this (?:bank|firm|place)|the company|"
        r"they)(?:'re| are| is|'s| were| was|'ve| have)? (?:\w+ ){0,4}?(?:crooks|"
        r"thieves|robbers|scammers|liars|cowboys|useless|hopeless|incompetent|"
        r"rubbish|terrible|awful|shit|crap|a joke|a disgrace|disgraceful|disgusting|"
        r"criminals|rude|clueless|a shambles|pathetic|"
        r"the worst|dishonest|unprofessional|no idea|don't care|couldn't care|"
        r"idiots|bastards|clowns|ripping|rip|con|conning|robbing|taking (?:the|"
        r"advantage)|lie|lied|lying|take the (?:piss|mick)|wankers|morons|cheats|"
        r"fraudsters|sharks|parasites|shower|impossible|unreliable|shocking|"
        r"appalling|dreadful)",
        "crooks thieves robbers scammers liars cowboys useless hopeless incompetent "
        "rubbish terrible awful shit crap joke disgrace disgraceful disgusting "
        "criminals rude clueless shambles pathetic worst dishonest unprofessional "
        "idea care idiots bastards clowns ripping rip con conning robbing taking "
        "lie lied lying take wankers morons cheats fraudsters sharks parasites "
        "shower impossible unreliable shocking appalling dreadful",
        0.82,
        target="company",
    ),
    say(
        "agent",
        r"(?:you(?:'re| are| were|'ve been| have been)|your) (?:\w+ ){0,3}?(?:not "
        r"(?:being |very |at all |really |even |actually |much )*(?:helpful|"
        r"helping|listening|any help|any use|use|much help|polite|hearing|answering|"
        r"doing|professional|interested|understanding|good enough)|unhelpful|"
        r"useless (?:at|with|as)|no (?:help|use|good)|hopeless (?:at|with)|incompetent "
        r"at|(?:being )?(?:\w+ )?(?:rude|dismissive|patronising|patronizing|"
        r"condescending|sarcastic|obstructive|unprofessional|impolite|"
        r"aggressive|short with|difficult|disrespectful|abrupt|arrogant|evasive|"
        r"awkward|ignorant with|unreasonable|cheeky|defensive)|wasting my time|"
        r"talking over|interrupting|ignoring|reading (?:from|off) (?:a|your) "
        r"script|fobbing me|lying to me|attitude|contradicting|making (?:it|"
        r"this) worse|twisting|going (?:round|around) in circles|just reading|"
        r"getting it wrong|not (?:a )?(?:bit of )?(?:help))|(?:you|u) (?:don't|"
        r"do not|didn't|aren't|haven't|won't|can't|have no|clearly don't|obviously "
        r"don't|never) (?:\w+ ){0,2}?(?:listen(?:ed|ing)?|help(?:ed|ing)?|"
        r"care|seem to (?:care|know|understand|listen)|know what you're (?:doing|"
        r"talking)|know your (?:job|own)|understand (?:me|what i|the|my|anything)|"
        r"answer(?:ed|ing)? (?:me|my)|clue|idea|want to help|do your job|even "
        r"know|doing your job|done (?:anything|a thing|nothing)|get it|read)|"
        r"i don't like (?:your|the) (?:tone|attitude)|your (?:tone|attitude)|"
        r"(?:don't|do not) (?:talk|speak) to me like|you keep (?:\w+ )?(?:interrupting|"
        r"saying|talking|repeating|asking|putting|cutting|changing)|stop (?:interrupting|"
        r"talking over|reading|repeating)|do your job|let me finish|you're (?:not "
        r")?(?:even )?(?:supposed|meant|paid) to|"
        r"you just (?:hung up|cut me off|told me|said the opposite|contradicted|"
        r"interrupted|put me on hold)",
        "not unhelpful useless no hopeless incompetent rude dismissive patronising "
        "patronizing condescending sarcastic obstructive unprofessional impolite "
        "aggressive short difficult disrespectful abrupt arrogant evasive awkward "
        "ignorant unreasonable cheeky defensive wasting talking interrupting "
        "ignoring reading fobbing lying attitude contradicting making twisting "
        "going just getting don't do didn't aren't haven't won't can't have "
        "clearly obviously never tone keep stop job let supposed meant paid",
        0.8,
        also="you you're you've your u let stop talk speak",
        target="agent",
        unless=(is_hypothetical,),
    ),
)
