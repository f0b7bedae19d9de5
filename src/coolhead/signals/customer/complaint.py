"""``complaint``: says that something is wrong, in whatever words; and with what.

Broad on purpose: "it still hasn't come" complains as much as "I want to make a complaint". The
topic is left open here. Target: the agent's own work ("you were not helpful") is ``agent``; the
firm's conduct ("you charged me twice", "nobody rang back") is ``company``.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.call.utterance import Signal, Target
from coolhead.signals.customer.targets import COMPANY_WORDS, PRODUCT_WORDS
from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_hypothetical, is_quoted
from coolhead.signals.turn import Conversation, Turn

VERSION: Final = "1"

_HASNT: Final = (
    r"(?:hasn't|has not|haven't|have not|hadn't|has never|have never|didn't|did not|never|still not|isn't|"
    r"is not|aren't|wasn't|was not|hasn t|still hasn't|still haven't|ain't|not)"
)
_HASNT_WORDS: Final = (
    "hasn't has haven't have hadn't didn't did never not isn't aren't wasn't ain't hasn still"
)
_FAULT: Final = (
    r"(?:broken|broke|faulty|defective|damaged|cracked|scratched|torn|leaking|leaks?|smashed|bent|"
    r"mouldy|rotten|ruined|dented|stained|chipped|dead|missing|wrong|incorrect|mistaken|late|delayed|lost|stolen|"
    r"down|overdue|useless|rubbish|terrible|awful|dreadful|appalling|poor|disgusting|shocking|atrocious|horrendous|horrible|abysmal|"
    r"shit|shite|crap|garbage|joke|disgrace|shambles|nonsense|rip ?off|scam|too (?:slow|high|much|expensive|dear|long|small|big|hot|cold|late)|slow|"
    r"faulty again|unusable|not fit for purpose|incomplete|out of date|expired|off|cold|soaked|soaking|filthy|dirty|substandard|"
    r"inaccurate|double|pathetic|disgraceful|unreliable|playing up|on the blink|knackered|buggered|fucked|"
    r"messed up|mixed up|screwed up|cocked up|stuck|frozen|hopeless|worse|a mess|dangerous|unsafe|misleading)"
)
_FAULT_WORDS: Final = (
    "broken broke faulty defective damaged cracked scratched torn leaking leak leaks smashed bent mouldy rotten ruined dented "
    "stained chipped dead missing wrong incorrect mistaken late delayed lost stolen down overdue useless rubbish terrible awful "
    "dreadful appalling poor disgusting shocking atrocious horrendous horrible abysmal shit shite crap garbage joke disgrace shambles "
    "nonsense rip ripoff scam too slow unusable fit incomplete out expired off cold soaked soaking filthy dirty substandard "
    "inaccurate double pathetic disgraceful unreliable playing blink knackered buggered fucked messed mixed screwed cocked stuck "
    "frozen hopeless worse mess dangerous unsafe misleading"
)
_THING: Final = rf"(?:{'|'.join(PRODUCT_WORDS)}|it|they|this|that|everything|nothing|half of it|all of them|one of them)"
_IS: Final = r"(?:'s|is|are|was|were|came|arrived|comes|turned up|'re|looks|been|has been|have been|got|gets|keeps getting|has gone|gone|went|had)"
_BIT: Final = (
    r"(?:still|also|just|all|really|so|completely|totally|absolutely|clearly|always|very|a|an|the|bloody|fucking|damn|now|both|been|"
    r"complete|total|absolute|already|again|constantly|utter|such|even|obviously|actually|getting|in|badly|pretty|quite|three|two|four|"
    r"five|several|weeks?|days?|hours?|months?|\w+ly)"
)

PATTERNS: Final[tuple[Pattern, ...]] = (
    say("complain", r"(?:want|like|need|wish|going|calling|ringing|here|phoning|have|got|'ve|making|make|raise|lodge|register|file|log|my|put in|this is|another|formal|official) (?:to |a |an |in |about |my |you |formal |official |serious |second |third )*(?:complain|complaint|complaints|grievance)(?! (?:number|department|team|form|to make))|"
        r"i'm complaining", "complain complaint complaints complaining grievance", 0.9, target="company"),
    say("not_arrived", rf"{_HASNT} (?:even |yet |actually |been |all |ever |still )*(?:arrived?|come|came|turned up|turn up|shown up|show up|showed up|been delivered|delivered|received|receive|got (?:it|my|the|here|any)|get (?:it|my|the|here|any)|"
        r"reached|dispatched|shipped|heard (?:anything|back|a thing|nothing|from)|had (?:any|a|my|it)|given|refunded|credited|paid|fixed|sorted|resolved|repaired|replaced|answered|cancelled|changed|updated|processed|happened|been (?:refunded|credited|paid|fixed|sorted|resolved|repaired|replaced|"
        r"cancelled|changed|updated|processed|done|contacted|told|given|dealt|sent|put|collected|picked|installed|connected|honoured|answered|applied|removed|able))(?! (?:your (?:email|letter) yet so|to me that|any (?:problems?|issues?|trouble|complaints?)|a problem|problems))",
        _HASNT_WORDS, 0.86, target="company", unless=(is_hypothetical,)),
    say("no_show", r"(?:no ?(?:one|body)|nobody|never|didn't|did not|hasn't|not one of you|not a single person|engineer|driver|not one person)(?: has| have| ever| even| bothered to| bothered| came| did| from \w+|'s| is| will| would| wants to| can| could| seems to)* (?:shows?|showed|shown|turn(?:s|ed)? up|com(?:e|es|ing)|came|call(?:s|ed)?(?: me)? ?back|r[iau]ng(?:s)?(?: me)? ?back|"
        r"get(?:s|ting)? back|got back|answer(?:s|ed)?|pick(?:s|ed)? up|repl(?:y|ied|ies)|respond(?:s|ed)?|help(?:s|ed)?|told me|tells me|bother(?:s|ed)?|cares?|cared|listen(?:s|ed)?|know(?:s)?|knew|take[sn]?|took|contact(?:s|ed)?|email(?:s|ed)?|let me know|phoned|rang|explain(?:s|ed)?|warned|mentioned|informed|turned|appeared|returned|resolv(?:es|ed)|fix(?:es|ed)?|wants)",
        "no nobody noone never didn't did hasn't not engineer driver", 0.82, target="company", unless=(is_hypothetical,)),
    say("not_working", rf"(?:{_THING}|internet|which|that) (?:\w+ )?(?:doesn't|does not|don't|do not|isn't|is not|won't|will not|hasn't|wouldn't|stopped|can't|never|aren't|has stopped|keeps? not|not|just stopped|still not|has not) (?:\w+ ){{0,2}}?(?:work|working|worked|turn on|switch on|start|charge|connect|connecting|load|open|fit|respond|"
        r"ring|play|print|go through|accept|let me|recognise|update|close|charging|loading|heating|cooling|drain|draining|spin|spinning|heat|flush|function|functioning|come on|go on|pair|sync|match|add up|switch|stay|hold|last|show|good enough|lasted)(?! (?:for me on|out|with you|together|until|on (?:sundays|saturdays|weekends)))",
        "doesn't does don't do isn't is won't will hasn't wouldn't stopped can't never aren't keeps not has", 0.88, target="product", unless=(is_hypothetical,)),
    say("keeps_failing", r"(?:keeps?|kept|always|constantly|continually|continuously|forever|won't stop) (?:on |me |\w+ing and )*(?:dropping|cutting|crashing|freezing|breaking|failing|going|disconnecting|buffering|stopping|overheating|tripping|leaking|"
        r"getting|telling|saying|asking|sending|charging|losing|happening|changing|cancelling|being|coming|turning|rejecting|declining|kicking|logging|beeping|flashing|giving|putting|passing|transferring|taking|shutting|restarting|hanging|jamming|making|blowing|timing)(?! (?:well|fit|better|busy|me company|on with|out for|to church|for walks))",
        "keeps keep kept always constantly continually continuously forever stop", 0.8, target="product", unless=(is_hypothetical,)),
    say("fault", rf"(?:{_THING}|internet|delivery|account|wait|waiting|queue|hold music|system|experience) (?:\w+ )?{_IS} (?:{_BIT} ){{0,4}}{_FAULT}(?! (?:but (?:it's )?fine|of|to say|the day|minute|i know|is it)\b)", _FAULT_WORDS, 0.76, target="product", unless=(is_hypothetical,)),
    say("fault_contracted", rf"(?:it's|that's|this's|they're|there's|everything's|internet's|phone's|bill's|app's|website's|order's|parcel's|what's|something's) (?:{_BIT} ){{0,4}}{_FAULT}(?! (?:but (?:it's )?fine|of|to say|the day|i know|is it|you can)\b)", _FAULT_WORDS, 0.72, target="product", unless=(is_hypothetical,)),
    say("sent_wrong", r"(?:sent|send|given|gave|got|delivered|received|ordered|order|charged|billed|quoted|told|booked|put|have|had|shipped|sold|they've|you've) (?:\w+ ){0,4}?(?:the wrong|wrong|a faulty|a broken|a damaged|a different|a defective|damaged|faulty|half (?:the|of)|the incorrect|an empty|only (?:half|one|two|part|some)|rubbish|a cracked|someone else's|misinformation|incorrect|false|a bill for)",
        "wrong faulty broken damaged different defective half incorrect empty only rubbish cracked else's misinformation false bill", 0.84, target="company", unless=(is_hypothetical,)),
    say("charged", r"(?:(?:charg(?:ed|ing)|bill(?:ed|ing)|debited|taken|took|taking|deducted|billing|overcharged) (?:\w+ ){0,5}?(?:twice|double|three times|again|too much|extra|more than|without|for (?:something|nothing|a|the|services?|things|stuff|months)|wrong(?:ly)?|incorrectly|from my|out of my|money|payment|payments|multiple|even though|£\w+|\$\w+|"
        r"\w+ (?:pounds|dollars|euros|quid|rupees))|overcharg(?:ed|ing)|double (?:charged|billed|charge|billing)|being charged|been charged|(?:you|they|company)(?:'ve| have| had)? (?:just |only |already )*(?:charged|billed|overcharged|debited) (?:me|my|us)|(?:hidden|extra|unexpected|unauthorised|unauthorized|unexplained|mystery|duplicate) (?:charges?|fees?|payments?|transactions?)|"
        r"(?:bill|price|premium|payment|cost|tariff|rent|fee|direct debit|charge|charges)(?:'s| is| has| went| have| are| was)? (?:\w+ ){0,3}?(?:gone up|doubled|tripled|increased|went up|shot up|higher|too high|up by|double|doubling|going up|jumped|risen|extortionate|wrong|a rip ?off))(?! (?:by card|is fine))",
        "charged charging billed billing debited taken took taking deducted overcharged overcharging double hidden extra unexpected unauthorised unauthorized unexplained mystery duplicate bill price premium payment cost tariff rent "
        "fee debit charge charges", 0.82, target="company", unless=(is_hypothetical,)),
    say("nth_time", r"(?:this (?:is|'s|must be|has to be)|that's|it's|for|this will be|i've (?:called|rung|phoned) (?:\w+ )?|now|is|happened|the) (?:now |about |like |already |literally |my |the )*(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|umpteenth|nth|hundredth|3rd|4th|5th|2nd|millionth) (?:\w+ )?(?:time|call|week|day|month|engineer|person|attempt|letter|email|delivery|replacement|phone call|occasion)(?! lucky)|"
        r"(?:every (?:single )?(?:time|day|night|week|month|evening)|time after time|again and again|time and (?:time )?again|over and over(?: again)?|yet again|once again|not for the first time|twice (?:now|already|this|in)|three times (?:now|already|this|in)|(?:four|five|six|seven|ten|several|many|multiple|countless|numerous|\d+) times(?: now| already)|happened (?:again|before|twice)|same (?:problem|issue|thing|fault|mistake)(?: again| over| every| as| happen\w*)*)",
        "time call week day month engineer person attempt letter email delivery replacement occasion every night evening again over yet once twice three times happened same", 0.66, target="company", unless=(is_hypothetical,)),
    say("waited", r"(?:been (?:on hold|waiting|holding|queu(?:e)?ing|chasing|trying|without|passed|hanging on|left|cut off|lied|messed|sat (?:here|waiting)|going on|on (?:the phone|this call)|fobbed|told|told (?:one|different|so many)|promised|disconnected|ignored|transferred|ringing round|calling|ringing|phoning|waiting in|charged|billed|misled|overlooked|mis-?sold|dealing)(?! (?:for my call|to|by my (?:friend|neighbour)|you have|off my|in the (?:area|wrong)|good|well|great)\b)(?: to (?:get|reach|speak|sort|call|contact|cancel|talk|find))?|"
        r"waited (?:in |for |over |nearly |almost |all |more |on |since |about |at |\d|\w+ (?:hours?|days?|weeks?|minutes?|months?))|(?:took|taken|takes|spent|wasted) (?:me |you |us )?(?:\w+ ){0,3}(?:hours?|minutes?|days?|weeks?|months?|all day|ages|forever|the (?:whole|entire))(?! (?:to get here from|on holiday|in (?:france|spain))))",
        "been waited took taken takes spent wasted", 0.7, target="company", unless=(is_hypothetical,)),
    say("promised", r"(?:(?:you|they|your \w+|he|she|someone|somebody|company|people|guy|woman|man|lady|engineer|driver|letter|website|advert|last (?:person|agent|guy|lady))(?: \w+)? (?:had )?(?:promised|swore|guaranteed|assured|told me|said|told us)(?: \w+){0,8} (?:would|'d|was going|were going|going to|be|by|never|but|not|ready|within|didn't|hasn't|it's not|weren't|yesterday|friday|monday|tuesday|wednesday|thursday|saturday|sunday|last (?:week|month)|hours|days)|"
        r"i was (?:\w+ )?(?:promised|told|assured|guaranteed|led to believe|given to understand|quoted)|was (?:supposed|meant|due|promised|scheduled|expected) (?:to|on|by|last|yesterday|for|in|at|today|this)|should(?: have|'ve|of| of) (?:been|come|arrived|had|received|told|happened|got|called|known|sorted)|"
        r"(?:you|they) (?:\w+ )?(?:lied|misled|mis-?sold|cheated|conned|tricked|scammed|ripped|robbed|fobbed|messed|let me down|cancelled|lost|ignored|cut me off|hung up|forgot|broke|damaged|refused|failed|ruined|took my|closed my|blocked my|kept|left me|keep|disconnected|cocked|screwed|stole|wasted|dumped|delayed|overlooked))",
        "promised swore guaranteed assured told said led quoted given supposed meant due scheduled expected should lied misled missold mis cheated conned tricked scammed ripped robbed fobbed messed let cancelled lost ignored cut hung forgot broke damaged refused "
        "failed ruined took closed blocked kept left keep disconnected cocked screwed stole wasted dumped delayed overlooked", 0.76, target="company", unless=(is_hypothetical,)),
    say("problem", r"(?:(?:i've|i have|we've|we have|having|had|got|there's|there is|been|have|is a|still a|another|this|big|major|serious|same|nothing but|no end of|with) (?:\w+ ){0,3}?(?:problems?|issues?|trouble|troubles|fault|nightmare|mistake|error|difficult(?:y|ies)|mix ?up|mess|query about (?:a|my) (?:charge|bill))(?! (?:at all|solved|with that|whatsoever|for (?:me|you)|doing|is (?:fixed|sorted|gone)|finding you|free|number)\b)|"
        r"something(?:'s| is| has| went| must be) (?:\w+ )?(?:wrong|not right|broken|funny|gone wrong)|what went wrong|gone wrong|went wrong|(?:isn't|is not|not|ain't|doesn't (?:look|seem|sound)) (?:right|correct|good enough|fair|acceptable|what i (?:ordered|asked|agreed|was told|paid|signed|wanted)|on\b|as (?:described|advertised|promised|agreed)|the (?:one|colour|size|right)|happy (?:with|about)|up to)(?! now| away)|"
        r"(?:not|un)(?: \w+)? ?(?:happy|satisfied|impressed|pleased) (?:with|about|at)|unhappy(?: with)?|dissatisfied|(?:disappointed|disgusted|appalled) (?:with|by|in|at|about))",
        "problem problems issue issues trouble troubles fault nightmare mistake error difficulty difficulties mix mixup mess query something wrong isn't is not ain't doesn't happy satisfied impressed pleased unhappy dissatisfied disappointed disgusted appalled",
        0.74, target="other", unless=(is_hypothetical,)),
    say("cant", r"(?:i|we|my \w+|he|she) (?:still |just |literally |currently |also )*(?:can't|cannot|can not|couldn't|could not|am unable to|'m unable to|'ve not been able to|haven't been able to|'m not able to|am not able to|don't seem to be able to) (?:even |seem to |still |actually )*(?:log|get (?:in|on|into|through|online|my|any|a|it to|the|hold|anyone|anybody|an answer)|access|use|open|make|pay|watch|connect|reach|find (?:it|my|the|any)|send|receive|see my|cancel|download|sign|change|order|book|"
        r"withdraw|work|turn|switch|speak|print|load|cook|wash|heat|shower|register|reset|charge|complete)(?! (?:over it|enough|you (?:a|an)|to the (?:phone|door)|today because|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|up early|better)\b)",
        "can't cannot can couldn't could unable not able haven't", 0.68, target="product", unless=(is_hypothetical,)),
    say("lacking", r"(?:without|i've (?:got )?no|we've (?:got )?no|there's no|i have no|no|we have no|have had no|had no|still no|there's still no|got no) (?:\w+ )?(?:internet|heating|hot water|water|electricity|power|signal|broadband|wifi|service|connection|dial tone|phone line|gas|reply|response|answer|sign of|explanation|news|update|refund|apology|sound|picture|delivery|parcel|confirmation|record of my|call ?back|phone call|email)"
        r"(?: for| since| at all| all| again| yet| still| in my| now|(?= *(?:[.,!?]|$))| from)", "internet heating water electricity power signal broadband wifi service connection dial line gas reply response answer sign explanation news update refund apology sound picture delivery parcel confirmation record callback call email", 0.76, target="product", unless=(is_hypothetical,)),
    say("dropped", r"(?:cut(?:s|ting)? (?:me |us )?(?:out|off)|cut out|dropp(?:ed|ing|s)(?: out)?|crash(?:ed|es|ing)|freez(?:es|ing)|broke(?:n)? down|packed (?:in|up)|conked out|gone (?:down|off|wrong|missing|dead|walkabout)|blew up|exploded|burst|leak(?:ed|ing|s)|fell (?:apart|off|to (?:bits|pieces))|falling (?:apart|off|to (?:bits|pieces))|came (?:apart|off) in my|stopped working|give(?:n|s) up the ghost|died on me|burnt out|"
        r"hung up on me|put the phone down on me|fobbed off|fob me off|passed (?:around|from|about)|pillar to post|ripped off|rip ?off|being robbed|daylight robbery|took the day off|took (?:a|the) (?:\w+ )?day off|day off work for|mis-?sold|false advertising|bait and switch|let me down|let down|messed (?:me |us )?(?:about|around|up)|shoddy|slapdash|poor (?:service|quality|show|customer)|bad service|(?:terrible|awful|appalling|disgusting|"
        r"worst|shocking|dreadful|shit|crap|rubbish|horrible|diabolical|useless|abysmal|disgraceful|atrocious|lousy) (?:\w+ )?(?:service|company|experience|customer|quality|product|app|website|bank|shop|delivery|company|communication|firm|treatment|broadband|internet|reception|signal|food|way to|airline|food|state|airline))",
        "cut cuts cutting dropped dropping drops crashed crashes crashing freezes freezing broke broken packed conked gone blew exploded burst leaked leaking leaks fell falling came stopped give given gives died burnt hung put fobbed fob passed pillar ripped rip ripoff robbed robbery took day missold mis false bait let messed "
        "shoddy slapdash poor bad terrible awful appalling disgusting worst shocking dreadful shit crap rubbish horrible diabolical useless abysmal disgraceful atrocious lousy", 0.76, target="company", unless=(is_hypothetical,)),
    say("outrage", r"(?:this|that|it)(?:'s| is| was)? (?:just |so |absolutely |an? |absolute |complete |total |utterly |completely |really |beyond |bloody |fucking |frankly |totally |simply )*(?:ridiculous|unacceptable|outrageous|disgraceful|disgrace|joke|shambles|farce|appalling|not good enough|scandalous|theft|robbery|fraud|criminal|illegal|nonsense|a scam|bullshit|rubbish|not acceptable|unprofessional)",
        "ridiculous unacceptable outrageous disgraceful disgrace joke shambles farce appalling good scandalous theft robbery fraud criminal illegal nonsense scam bullshit rubbish acceptable unprofessional", 0.7, target="company", unless=(is_hypothetical,)),
    say("firm", r"(?:you lot|you people|you guys|your (?:company|firm|bank|people|staff|colleagues?|team|service|system|engineers?|drivers?|department|website|app|shop|store)|this company|this (?:bank|firm|place)|the company|they)(?:'re| are| is|'s| were| was|'ve| have)? (?:\w+ ){0,4}?(?:crooks|thieves|robbers|scammers|liars|cowboys|useless|hopeless|incompetent|rubbish|terrible|awful|shit|crap|a joke|a disgrace|disgraceful|disgusting|criminals|rude|clueless|a shambles|pathetic|"
        r"the worst|dishonest|unprofessional|no idea|don't care|couldn't care|idiots|bastards|clowns|ripping|rip|con|conning|robbing|taking (?:the|advantage)|lie|lied|lying|take the (?:piss|mick)|wankers|morons|cheats|fraudsters|sharks|parasites|shower|impossible|unreliable|shocking|appalling|dreadful)",
        "crooks thieves robbers scammers liars cowboys useless hopeless incompetent rubbish terrible awful shit crap joke disgrace disgraceful disgusting criminals rude clueless shambles pathetic worst dishonest unprofessional idea care idiots bastards clowns ripping rip con conning robbing taking lie lied lying take wankers morons cheats fraudsters sharks parasites shower impossible unreliable shocking appalling dreadful",
        0.82, target="company"),
    say("agent", r"(?:you(?:'re| are| were|'ve been| have been)|your) (?:\w+ ){0,3}?(?:not (?:being |very |at all |really |even |actually |much )*(?:helpful|helping|listening|any help|any use|use|much help|polite|hearing|answering|doing|professional|interested|understanding|good enough)|unhelpful|useless (?:at|with|as)|no (?:help|use|good)|hopeless (?:at|with)|incompetent at|(?:being )?(?:\w+ )?(?:rude|dismissive|patronising|patronizing|condescending|sarcastic|obstructive|unprofessional|impolite|"
        r"aggressive|short with|difficult|disrespectful|abrupt|arrogant|evasive|awkward|ignorant with|unreasonable|cheeky|defensive)|wasting my time|talking over|interrupting|ignoring|reading (?:from|off) (?:a|your) script|fobbing me|lying to me|attitude|contradicting|making (?:it|this) worse|twisting|going (?:round|around) in circles|just reading|getting it wrong|not (?:a )?(?:bit of )?(?:help))|(?:you|u) (?:don't|do not|didn't|aren't|haven't|won't|can't|have no|clearly don't|obviously don't|never) (?:\w+ ){0,2}?(?:listen(?:ed|ing)?|help(?:ed|ing)?|"
        r"care|seem to (?:care|know|understand|listen)|know what you're (?:doing|talking)|know your (?:job|own)|understand (?:me|what i|the|my|anything)|answer(?:ed|ing)? (?:me|my)|clue|idea|want to help|do your job|even know|doing your job|done (?:anything|a thing|nothing)|get it|read)|i don't like (?:your|the) (?:tone|attitude)|your (?:tone|attitude)|(?:don't|do not) (?:talk|speak) to me like|you keep (?:\w+ )?(?:interrupting|saying|talking|repeating|asking|putting|cutting|changing)|stop (?:interrupting|talking over|reading|repeating)|do your job|let me finish|you're (?:not )?(?:even )?(?:supposed|meant|paid) to|"
        r"you just (?:hung up|cut me off|told me|said the opposite|contradicted|interrupted|put me on hold)",
        "not unhelpful useless no hopeless incompetent rude dismissive patronising patronizing condescending sarcastic obstructive unprofessional impolite aggressive short difficult disrespectful abrupt arrogant evasive awkward ignorant unreasonable cheeky defensive wasting talking interrupting ignoring reading fobbing lying attitude contradicting making twisting "
        "going just getting don't do didn't aren't haven't won't can't have clearly obviously never tone keep stop job let supposed meant paid", 0.8, target="agent", unless=(is_hypothetical,)),
)

_COMPANY: Final = re.compile(rf"\b(?:you|your|they|company|nobody|no one|{'|'.join(COMPANY_WORDS[:20])})\b")
_PRODUCT: Final = re.compile(rf"\b(?:{'|'.join(PRODUCT_WORDS)})\b")
_OTHER_PARTY: Final = re.compile(r"\b(?:my (?:husband|wife|son|daughter|neighbour|neighbours|boss|landlord|mother|dad|friend|job|knee|back|head))\b")
# Praise and relief in the form of a complaint: "no problem", "never had any trouble".
_CONTENT: Final = re.compile(
    r"\b(?:never (?:once )?had|not (?:had )?(?:a|any)|no|without|haven't had|hasn't been|isn't|not) (?:\w+ )?(?:any |a )?(?:single )?(?:problems?|issues?|trouble|complaints?|fault|mistake|difficult)|"
    r"\b(?:no|not a|don'?t have a|haven'?t got a) (?:problem|complaint|bother)|\bnot (?:late|broken|damaged|wrong|faulty|down|expensive)\b|\bcan'?t (?:complain|fault)"
)


def _is_content(turn: Turn, start: int, end: int) -> bool:
    return _CONTENT.search(turn.lower[max(0, start - 14) : end + 14]) is not None


_QUESTION: Final = re.compile(r"^(?:what|when|where|how|who|is|are|was|were|do|does|did|can|could|will|would|has|have|which)\b")
_NEUTRAL_RULES: Final = frozenset({"fault", "fault_contracted", "charged", "problem", "cant", "waited", "dropped", "promised", "not_arrived", "nth_time", "sent_wrong"})


class ComplaintDetector(LexicalDetector):
    """Complaints of the customer, with their target."""

    def __init__(self) -> None:
        super().__init__("complaint", "customer", PATTERNS, version=VERSION, unless=(is_quoted, _is_content))

    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        """Aim the complaint; a question asked neutrally is only a weak one."""
        start, end = match.span()
        confidence = pattern.confidence
        if pattern.rule in _NEUTRAL_RULES and _is_neutral_question(turn, start, end):
            confidence = min(confidence, 0.4)
        return Signal(
            name=self.signal,
            confidence=confidence,
            span=(start, end),
            rule=f"{self.name}/{pattern.rule}",
            target=_aim(turn, start, end, pattern.attributes["target"]),
        )


def _is_neutral_question(turn: Turn, start: int, end: int) -> bool:
    ahead = turn.lower[end : end + 120]
    stop = re.search(r"[.!?]", ahead)
    begin = max(turn.lower.rfind(mark, 0, start) for mark in ".!?") + 1
    sentence = turn.lower[begin:start].strip()
    asks = _QUESTION.match(sentence or turn.lower[start:end]) is not None
    return asks and (stop is None or stop.group() == "?") and "still" not in sentence


def _aim(turn: Turn, start: int, end: int, usual: Target) -> Target:
    if usual == "agent":
        return usual
    said = turn.lower[start:end]
    around = turn.lower[max(0, start - 60) : end + 30]
    if usual == "other":
        if _OTHER_PARTY.search(around):
            return "other"
        return "product" if _PRODUCT.search(around) else "company" if _COMPANY.search(around) else "other"
    if usual == "product" and not _PRODUCT.search(said):
        if _OTHER_PARTY.search(around):
            return "other"
        return "product" if _PRODUCT.search(around) or not _COMPANY.search(around) else "company"
    return usual
