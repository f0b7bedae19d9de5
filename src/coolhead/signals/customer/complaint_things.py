"""Complaints about what was bought: broken, missing, failing, as a table."""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.customer.targets import PRODUCT_WORDS
from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_hypothetical
from coolhead.signals.turn import Turn

_FAULT: Final = (
    r"(?:broken|broke|faulty|defective|damaged|cracked|scratched|torn|leaking|"
    r"leaks?|smashed|bent|"
    r"mouldy|rotten|ruined|dented|stained|chipped|dead|missing|wrong|incorrect|"
    r"mistaken|late|delayed|lost|stolen|"
    r"down|overdue|useless|rubbish|terrible|awful|dreadful|appalling|poor|"
    r"disgusting|shocking|atrocious|horrendous|horrible|abysmal|"
    r"shit|shite|crap|garbage|joke|disgrace|shambles|nonsense|rip ?off|scam|"
    r"too (?:slow|high|much|expensive|dear|long|small|big|hot|cold|late)|"
    r"slow|"
    r"faulty again|unusable|not fit for purpose|incomplete|out of date|expired|"
    r"gone off|stone cold|soaked|soaking|filthy|dirty|substandard|"
    r"inaccurate|double|pathetic|disgraceful|unreliable|playing up|on the "
    r"blink|knackered|buggered|fucked|"
    r"messed up|mixed up|screwed up|cocked up|stuck|frozen|hopeless|worse|"
    r"a mess|dangerous|unsafe|misleading)"
)
_FAULT_WORDS: Final = (
    "broken broke faulty defective damaged cracked scratched torn leaking "
    "leak leaks smashed bent mouldy rotten ruined dented "
    "stained chipped dead missing wrong incorrect mistaken late delayed "
    "lost stolen down overdue useless rubbish terrible awful "
    "dreadful appalling poor disgusting shocking atrocious horrendous horrible "
    "abysmal shit shite crap garbage joke disgrace shambles "
    "nonsense rip ripoff scam too slow unusable fit incomplete out expired "
    "gone stone soaked soaking filthy dirty substandard "
    "inaccurate double pathetic disgraceful unreliable playing blink knackered "
    "buggered fucked messed mixed screwed cocked stuck "
    "frozen hopeless worse mess dangerous unsafe misleading"
)
# What a fault can be said of. The patterns take any two words for it, for trying two hundred names
# at every word would cost more than all else.
_THINGS: Final = PRODUCT_WORDS | {
    *("it", "they", "this", "that", "them", "which", "everything", "nothing", "internet", "wait"),
    *("waiting", "queue", "system", "experience"),
}
_THING: Final = r"[\w'-]+"
_WORD: Final = re.compile(r"[\w'-]+")


def _is_of_nothing(turn: Turn, start: int, end: int) -> bool:
    """Whether neither of the first two words names a thing."""
    return _THINGS.isdisjoint(_WORD.findall(turn.lower, start, end)[:2])


_IS: Final = (
    r"(?:'s|is|are|was|were|came|arrived|comes|turned up|'re|looks|been|"
    r"has been|have been|got|gets|keeps getting|has gone|gone|went|had)"
)
_BIT: Final = (
    r"(?:still|also|just|all|really|so|completely|totally|absolutely|clearly|"
    r"always|very|a|an|the|bloody|fucking|damn|now|both|been|"
    r"complete|total|absolute|already|again|constantly|utter|such|even|obviously|"
    r"actually|getting|in|badly|pretty|quite|three|two|four|"
    r"five|several|weeks?|days?|hours?|months?|\w+ly)"
)

THINGS: Final[tuple[Pattern, ...]] = (
    say(
        "not_working",
        rf"{_THING} (?:\w+ )?(?:doesn't|does not|don't|"
        rf"do not|isn't|is not|won't|will not|hasn't|wouldn't|stopped|can't|never|"
        rf"aren't|ain't|has stopped|keeps? not|not|just stopped|still not|has "
        rf"not) (?:\w+ ){{0,2}}?(?:work|working|worked|turn on|switch on|start|"
        rf"charge|connect|connecting|load|open|fit|respond|"
        r"ring|play|print|go through|accept|let me|recognise|update|close|charging|"
        r"loading|heating|cooling|drain|draining|spin|spinning|heat|flush|function|"
        r"functioning|come on|go on|pair|sync|match|add up|switch|stay|hold|"
        r"last|show|good enough|lasted)(?! (?:for me on|out|with you|together|"
        r"until|on (?:sundays|saturdays|weekends)))",
        "work working worked turn come go start charge connect connecting load open fit "
        "respond ring play print through accept recognise update close "
        "charging loading heating cooling drain draining spin spinning heat "
        "flush function functioning pair sync match add switch stay hold last "
        "show let enough lasted",
        0.88,
        also="doesn't does don't do isn't is won't will hasn't wouldn't stopped "
        "can't never aren't ain't keeps keep not has",
        target="product",
        unless=(is_hypothetical, _is_of_nothing),
    ),
    say(
        "keeps_failing",
        r"(?:keeps?|kept|always|constantly|continually|continuously|forever|"
        r"won't stop) (?:on |me |\w+ing and )*(?:dropping|cutting|crashing|freezing|"
        r"breaking|failing|going|disconnecting|buffering|stopping|overheating|"
        r"tripping|leaking|"
        r"getting|telling|saying|asking|sending|charging|losing|happening|changing|"
        r"cancelling|being|coming|turning|rejecting|declining|kicking|logging|"
        r"beeping|flashing|giving|putting|passing|transferring|taking|shutting|"
        r"restarting|hanging|jamming|making|blowing|timing)(?! (?:well|fit|better|"
        r"busy|me company|on with|out for|to church|for walks))",
        "keeps keep kept always constantly continually continuously forever stop",
        0.8,
        target="product",
        unless=(is_hypothetical,),
    ),
    say(
        "fault",
        rf"{_THING} (?:\w+ )?{_IS} (?:{_BIT} ){{0,4}}{_FAULT}(?! (?:but "
        rf"(?:it's )?fine|of|to say|the day|minute|i know|is it)\b)",
        _FAULT_WORDS,
        0.76,
        also="is are was were came arrived comes turned s re looks been got gets "
        "keeps gone went had",
        target="product",
        unless=(is_hypothetical, _is_of_nothing),
    ),
    say(
        "fault_contracted",
        rf"(?:it's|that's|this's|they're|there's|everything's|internet's|phone's|"
        rf"bill's|app's|website's|order's|parcel's|what's|something's) (?:{_BIT} "
        rf"){{0,4}}{_FAULT}(?! (?:but (?:it's )?fine|of|to say|the day|i know|"
        rf"is it|you can)\b)",
        _FAULT_WORDS,
        0.72,
        also="it's that's this's they're there's everything's internet's phone's "
        "bill's app's website's order's parcel's what's something's",
        target="product",
        unless=(is_hypothetical,),
    ),
    say(
        "problem",
        r"(?:(?:i've|i have|we've|we have|having|had|got|there's|there is|been|"
        r"have|is a|still a|another|this|big|major|serious|same|nothing but|"
        r"no end of|with) (?:\w+ ){0,3}?(?:problems?|issues?|trouble|troubles|"
        r"fault|nightmare|mistake|error|difficult(?:y|ies)|mix ?up|mess|query "
        r"about (?:a|my) (?:charge|bill))(?! (?:at all|solved|with that|whatsoever|"
        r"for (?:me|you)|doing|is (?:fixed|sorted|gone)|finding you|free|number)\b)|"
        r"something(?:'s| is| has| went| must be) (?:\w+ )?(?:wrong|not right|"
        r"broken|funny|gone wrong)|what went wrong|gone wrong|went wrong|(?:not|"
        r"un)(?: \w+)? ?(?:happy|satisfied|impressed|pleased) (?:with|"
        r"about|at)|unhappy(?: with)?|dissatisfied|(?:disappointed|disgusted|"
        r"appalled) (?:with|by|in|at|about))",
        "problem problems issue issues trouble troubles fault nightmare mistake "
        "error difficulty difficulties mix mixup mess query something wrong "
        "happy unhappy satisfied impressed pleased dissatisfied disappointed "
        "disgusted appalled unsatisfied unimpressed displeased",
        0.74,
        target="other",
        unless=(is_hypothetical,),
    ),
    say(
        "not_right",
        r"(?:isn't|"
        r"is not|not|ain't|doesn't (?:look|seem|sound)) (?:right|correct|good "
        r"enough|fair|acceptable|what i (?:ordered|asked|agreed|was told|paid|"
        r"signed|wanted)|on\b|as (?:described|advertised|promised|agreed)|the "
        r"(?:one|colour|size|right)|happy (?:with|about)|up to)(?! now| away)",
        "isn't not ain't doesn't",
        0.74,
        also="right correct good enough fair acceptable what on as the happy up",
        target="other",
        unless=(is_hypothetical,),
    ),
    say(
        "cant",
        r"(?:i|we|my \w+|he|she) (?:still |just |literally |currently |also "
        r")*(?:can't|cannot|can not|couldn't|could not|am unable to|'m unable "
        r"to|'ve not been able to|haven't been able to|'m not able to|am not "
        r"able to|don't seem to be able to) (?:even |seem to |still |actually "
        r")*(?:log|get (?:in|on|into|through|online|my|any|a|it to|the|hold|"
        r"anyone|anybody|an answer)|access|use|open|make|pay|watch|connect|reach|"
        r"find (?:it|my|the|any)|send|receive|see my|cancel|download|sign|change|"
        r"order|book|"
        r"withdraw|work|turn|switch|speak|print|load|cook|wash|heat|shower|register|"
        r"reset|charge|complete)(?! (?:over it|enough|you (?:a|an)|to the (?:phone|"
        r"door)|today because|on (?:monday|tuesday|wednesday|thursday|friday|"
        r"saturday|sunday)|up early|better)\b)",
        "can't cannot can couldn't could unable able",
        0.68,
        target="product",
        unless=(is_hypothetical,),
    ),
    say(
        "lacking",
        r"(?:without|i've (?:got )?no|we've (?:got )?no|there's no|i have no|"
        r"no|we have no|have had no|had no|still no|there's still no|got no) "
        r"(?:\w+ )?(?:internet|heating|hot water|water|electricity|power|signal|"
        r"broadband|wifi|service|connection|dial tone|phone line|gas|reply|response|"
        r"answer|sign of|explanation|news|update|refund|apology|sound|picture|"
        r"delivery|parcel|confirmation|record of my|call ?back|phone call|email)"
        r"(?: for| since| at all| all| again| yet| still| in my| now|(?= *(?:[.,!?]|"
        r"$))| from)",
        "internet heating water electricity power signal broadband wifi service "
        "connection dial line gas reply response answer sign explanation news "
        "update refund apology sound picture delivery parcel confirmation record "
        "callback call email",
        0.76,
        target="product",
        unless=(is_hypothetical,),
    ),
    say(
        "dropped",
        r"(?:cut(?:s|ting)? (?:me |us )?(?:out|off)|cut out|dropp(?:ed|ing|s)(?: "
        r"out)?|crash(?:ed|es|ing)|freez(?:es|ing)|broke(?:n)? down|packed (?:in|"
        r"up)|conked out|gone (?:down|off|wrong|missing|dead|walkabout)|blew "
        r"up|exploded|leak(?:ed|ing|s)|fell (?:apart|off|to (?:bits|pieces))|"
        r"falling (?:apart|off|to (?:bits|pieces))|came (?:apart|off) in my|"
        r"stopped working|give(?:n|s) up the ghost|died on me|burnt out|"
        r"hung up on me|put the phone down on me|fobbed off|fob me off|passed "
        r"(?:around|from|about)|pillar to post|ripped off|rip ?off|being robbed|"
        r"daylight robbery|took the day off|took (?:a|the) (?:\w+ )?day off|"
        r"day off work for|mis-?sold|false advertising|bait and switch|let me "
        r"down|let down|messed (?:me |us )?(?:about|around|up)|shoddy|slapdash|"
        r"poor (?:service|quality|show|customer)|bad service|(?:terrible|awful|"
        r"appalling|disgusting|"
        r"worst|shocking|dreadful|shit|crap|rubbish|horrible|diabolical|useless|"
        r"abysmal|disgraceful|atrocious|lousy) (?:\w+ )?(?:service|company|experience|"
        r"customer|quality|product|app|website|bank|shop|delivery|company|communication|"
        r"firm|treatment|broadband|internet|reception|signal|food|way to|airline|"
        r"food|state|airline))",
        "cut cuts cutting dropped dropping drops crashed crashes crashing freezes "
        "freezing broke broken packed conked gone blew exploded leaked "
        "leaking leaks fell falling came stopped give given gives died burnt "
        "hung put fobbed fob passed pillar ripped rip ripoff robbed robbery "
        "took day missold mis false bait let messed "
        "shoddy slapdash poor bad terrible awful appalling disgusting worst "
        "shocking dreadful shit crap rubbish horrible diabolical useless abysmal "
        "disgraceful atrocious lousy",
        0.76,
        also="me us out off down up in missing dead apart bits pieces working ghost "
        "around about wrong robbed robbery ripoff wrong crashed crashes crashing freezes "
        "freezing exploded leaked leaking leaks pillar on dropped dropping "
        "drops conked walkabout burnt from missold mis advertising switch "
        "shoddy slapdash service quality show customer company experience "
        "product app website bank shop delivery communication firm treatment "
        "broadband internet reception signal food way airline state",
        target="company",
        unless=(is_hypothetical,),
    ),
)
