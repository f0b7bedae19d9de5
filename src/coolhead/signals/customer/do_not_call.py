"""``do_not_call``: wants no more calls, in any wording, sworn or polite.

Not this: another number, another hour, another form of address ("don't call me love"), or somebody
else's calls.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Turn

VERSION: Final = "2"

_CALL_WORDS: Final = (
    "call calling calls called ring ringing rings phone phoning contact "
    "contacting bother bothering harass harassing pester "
    "pestering hassle hassling dial dialling"
)
_ME: Final = (
    r"(?:me|us|this (?:number|house|phone|line)|my (?:number|phone|house|"
    r"home|mobile|mother|mum|dad|father|husband|wife|landline|"
    r"cell|office|work)|here|our (?:house|number|home)|people|him|her)"
)
_STOP: Final = (
    r"(?:stop|quit|cease|no need to|knock off|leave off|pack in|give over|"
    r"enough with|cut out|refrain from|desist from|lay off)"
)
_DONT: Final = (
    r"(?:don't|do not|never|dont you|don't you|do not you|not to|would rather "
    r"you didn't|rather you did not|prefer you not to|"
    r"prefer if you didn't|rather you didn't|rather you don't|rather you "
    r"not|prefer that you don't|you can't|you are not to|you're not to|must "
    r"not|you may not|wish you wouldn't|"
    r"you shouldn't|appreciate if you didn't|appreciate it if you didn't|"
    r"stop|want you to never|you must never|no)"
)
_AGAIN: Final = (
    r"(?:again|any ?more|ever|any longer|another time|in future|in the future|"
    r"please|back|ever again|at all)"
)

_CHANNEL: Final = (
    r"(?:(?:phone |cold |sales )?calls?|calling|texts?|e-?mails?|letters?|phoning|ringing|"
    r"messages?|marketing|whatsapps?|post|leaflets?|flyers?)"
)
_CHANNELS: Final = (
    "call calls calling text texts email emails mail mails letter letters phoning ringing message "
    "messages marketing whatsapp whatsapps post leaflet leaflets flyer flyers"
)

PATTERNS: Final[tuple[Pattern, ...]] = (
    say(
        "list",
        r"(?:take|taking|remove|removing|get|strike|delete|wipe|cross|scratch|"
        r"scrub|erase|knock) (?:me|us|my (?:\w+ )?(?:name|number|details|phone)(?: "
        r"number)?|"
        r"this (?:\w+ )?number|our (?:name|number)|that number|the number|it|"
        r"my mother|my mum|him|her|this house) (?:right |straight |the (?:hell|"
        r"fuck) |completely |clean |please )*(?:off|from|out of|of)(?: of)? "
        r"(?:\w+ ){0,3}?(?:"
        r"(?:call(?:ing)?|phone|mailing|contact|marketing|sales|lead|dialler|"
        r"telemarketing|customer|do not call|don't call|no call|d n c|dnc|damn|"
        r"bloody|fucking|stupid)[ -]?)*(?:lists?|database|data base|records?|"
        r"systems?|books|files?|register|there|dialler|crm)(?! and (?:send|post))",
        "list lists database data record records system systems book books file "
        "files register there dialler crm",
        0.93,
        also="off from of out",
    ),
    say(
        "off_the_list",
        r"(?:taken|removed|struck|deleted|come|get|off) (?:right |straight )?(?:off|from|"
        r"out of) (?:your|the|this|any|all|these|every) (?:\w+ ){0,2}(?:lists?|database|records)",
        "taken removed struck deleted come get off",
        0.9,
    ),
    say(
        "remove_number",
        r"(?:remove|delete|lose|forget|erase|scrub|destroy|bin|scrap|tear up|"
        r"get rid of|throw away) (?:my|this|our|the|me) (?:\w+ )?(?:number|phone "
        r"number|telephone number)(?! (?:plate|and (?:add|put|use)|one|on the "
        r"(?:account|order)|i gave|for|with|at)\b)",
        "remove delete lose forget erase scrub destroy bin scrap tear rid throw",
        0.88,
    ),
    say(
        "stop_calling",
        rf"{_STOP} (?:\w+ ){{0,3}}?(?:calling|ringing|phoning|contacting|bothering|"
        rf"harassing|pestering|hassling|dialling|cold ?calling|the calls|these "
        rf"calls|your calls|blowing up)"
        r"(?! (?:it|me (?:love|mate|dear|duck|names|madam|sir|mr|mrs|a|an|by|"
        r"darling|that|sweetheart|pal|buddy|babe|honey|miss|hun|stupid|sunshine)|"
        r"him|yourself|them|the engineer|my (?:son|wife|daughter)|on my (?:mobile|"
        r"work)|at (?:work|night|this)|from (?:withheld|private)|so (?:early|"
        r"late)|after|before|during|every)\b)",
        "stop quit cease need knock leave pack give enough cut refrain desist lay",
        0.93,
    ),
    say(
        "dont_call",
        rf"{_DONT} (?:you )?(?:\w+ ){{0,2}}?(?:call|calling|ring|ringing|phone|"
        rf"phoning|contact|contacting|bother|bothering|dial|pester|harass)(?:ing)? "
        rf"{_ME}(?: (?:\w+ ){{0,4}}?{_AGAIN})?",
        _CALL_WORDS,
        0.88,
    ),
    say(
        "dont_call_again",
        rf"(?:{_DONT}|please) (?:you )?(?:\w+ ){{0,2}}?(?:call|ring|phone|contact|"
        rf"dial|bother)(?:ing)? {_AGAIN}",
        _CALL_WORDS,
        0.88,
    ),
    say(
        "no_more_calls",
        r"(?:(?:don't|do not|didn't|no longer) (?:\w+ )?(?:want|wish|like|need|"
        r"appreciate|welcome|ask for|wanna)(?: to)?(?: be| get| have| receive|"
        r" hear| getting| take)?(?: \w+){0,2}? (?:calls?|phone ?calls?|called(?! "
        r"(?:a|an|love|mate|names|that|madam|sir))|contacted|rung|bothered|"
        r"cold ?calls?|hear(?:ing)? from you|phoned|ringing|calling)(?! (?:back|"
        r"centre|center|charges?|recorded|waiting|divert|at (?:work|night)|after|"
        r"before|on my))|"
        r"no more (?:\w+ )?(?:calls?|phone ?calls?|cold ?calls?|ringing|calling)|"
        r"(?:without|instead of) you(?:r)? (?:people |lot )?(?:ringing|calling)|"
        r"(?:sick|tired|fed up|had enough) (?:of|with) (?:\w+ ){0,2}?(?:these "
        r"|your |all these )?(?:\w+ )?(?:calls(?! (?:being|that|drop))|phone "
        r"?calls|cold ?calls|"
        r"being (?:called|rung|phoned|cold called))|(?:last|final) (?:time|call) "
        r"(?:you|i want you|you people|you lot|anyone|anybody)(?:'ll| will| "
        r"ever)? (?:call|ring|phone)(?:ing)?|end (?:to )?(?:of )?(?:these|the|"
        r"your) calls)",
        "call calls called phonecall phonecalls contacted rung bothered cold "
        "hear hearing phoned ringing calling phone ring",
        0.88,
    ),
    say(
        "registered",
        r"(?:i'm|i am|we're|we are|number is|number's|am|been|is|registered|"
        r"registered with|signed up (?:to|with)) (?:\w+ ){0,2}?(?:on|with) the "
        r"(?:tps|t p s|telephone preference service|do ?n[o']t call (?:list|"
        r"register|registry)|dnc|national do not call(?: registry| list)?|no "
        r"call list)|"
        r"(?:telephone|mail) preference service|do ?not ?call (?:list|registry|"
        r"register)|put me (?:down )?(?:on|as) (?:\w+ )?(?:do not call|don't "
        r"call|do not contact|no contact)|(?:opt|opting|opted|want) (?:me )?out(?: "
        r"of| from) (?:\w+ )?(?:calls|marketing|phone|these calls|sales)|unsubscribe "
        r"me|opt me out|"
        r"withdraw (?:my )?consent(?: to| for)? ?(?:calls|be called|being called|"
        r"marketing|contact)?",
        "tps t preference call registry register dnc contact opt opting opted "
        "out unsubscribe withdraw",
        0.85,
        also="tps t preference call calls registry register dnc contact marketing "
        "sales phone unsubscribe withdraw opt opting",
    ),
    say(
        "leave_alone",
        r"(?:leave (?:me|us|my (?:mother|mum|dad|family|husband|wife)) (?:alone|"
        r"in peace|be)(?= *(?:[.,!?]|$)| (?:you|i|please|and|will|now|for))|"
        r"get off my (?:phone|line)|lose my number|don't (?:you )?(?:ever |dare "
        r")*(?:call|ring|phone|contact)(?: \w+)? (?:again|ever|any ?more)|"
        r"(?:never|don't) (?:ever )?(?:darken|want to hear from you)|i never "
        r"want to hear from you|you (?:keep|lot keep|people keep|guys keep) "
        r"(?:on )?(?:calling|ringing|phoning|bothering|harassing|pestering) "
        r"(?:me|us|this)(?! (?:love|mate|back with))|"
        r"(?:why|how come) (?:do you |are you |d'you )(?:people |lot |guys |"
        r"all )?(?:keep |always |still )(?:calling|ringing|phoning|on ringing|"
        r"call|ring) (?:me|us)|how many times (?:do i|have i|must i)(?: \w+){0,6} "
        r"(?:call(?:ing)?|ring(?:ing)?|phon(?:e|ing)|list))",
        "leave lose line darken hear keep call calling ring ringing phone "
        "phoning contact list bothering harassing pestering",
        0.72,
    ),
    say(
        "no_channels",
        rf"(?<!had )(?<!got )(?<!get )(?<!been )(?<!were )(?<!was )(?<!with )(?<!received )"
        rf"(?<!there's )(?:no|nae) (?:more )?{_CHANNEL}(?:[ ,.;]+(?:(?:and|or) )?(?:no|nae|nor) "
        rf"(?:more )?(?:{_CHANNEL}|visits?|knocking|offers?|nothing))+(?! (?:back|came|come|yet))",
        _CHANNELS,
        0.86,
    ),
    say(
        "nobody_rings",
        r"(?:want|wants|see (?:to it )?that|make sure|so|then|have) (?:that )?(?:nobody|naebody|"
        r"no ?one|no-one|none of (?:you|them|y'all)) (?:\w+ ){0,4}?(?:to |tae )?(?:ring|call|phone|"
        r"text|contact|dial)(?:s|ing)? (?:me|us|this|here|her|him|my)\b(?! back)|nobody (?:must|"
        r"should|is to) (?:ring|call|phone|text|contact) (?:me|us|here|this)\b(?! back)",
        "nobody naebody noone one none",
        0.86,
    ),
    say(
        "never_asked_again",
        r"(?:don't|do not|never|dinnae|without) (?:ever )?(?:want(?:ing)?|wish|expect|need) to "
        r"(?:be (?:asked|called|rung|phoned|contacted|texted|e-?mailed|approached|chased)"
        r"(?: about \w+)? (?:again|any ?more|ever)|"
        r"hear (?:from|another word from) (?:\w+ ){1,5}?(?:again|any ?more|ever))",
        "asked called rung phoned contacted texted emailed email approached chased hear",
        0.88,
    ),
    say(
        "off_it",
        r"(?:take|drop|strike|scrub|knock) (?:me|us|my (?:name|number)|our (?:name|number)|this "
        r"number) (?:right |completely |clean )?(?:off|aff)"
        r"(?= *(?:[.,!?]|$)|(?: and| please| of (?:it|whatever|everything)| everything|"
        r" (?:the|your|that|them|those|these|all) (?:\w+ ){0,3}?(?:texts?|e-?mails?|leaflets?|"
        r"flyers?|mailings?|promos?|pile|sequence|campaigns?|newsletters?|calls)\b))|"
        r"(?:scrub|pull|leave) (?:me|us) (?:right )?out of (?:the|your|that|those|any|all) "
        r"(?:\w+ ){0,3}?(?:books?|texts?|e-?mails?|mailings?|lists?|campaigns?|draws?|raffles?)\b",
        "take drop strike scrub knock pull leave",
        0.82,
        also="off aff out",
    ),
    say(
        "stop_sending",
        r"(?:stop|quit|no more|cease) (?:sending|texting|e-?mailing|messaging|mailing|posting) "
        r"(?:me|us|my|this|him|her|any|these|those|that|all)\b(?! (?:the wrong|the same|wrong|two|"
        r"three|four|double|duplicate|somebody|someone|other|paper|bills?|reminders? for))|"
        r"(?:don't|do not|never) (?:ever )?(?:be )?(?:send|text|e-?mail|message)(?:ing)? (?:me|us) "
        r"(?:that|this|any|anything|one|another|those|these|more|your|again|ever)\b "
        r"?(?:\w+ ){0,5}?(?:again|any ?more|ever)\b",
        "sending texting emailing mailing messaging posting send text email message mail",
        0.84,
    ),
    say(
        "marked",
        r"(?:mark|put|set|flag|list|leave) (?:me|us|this number|my number|her|him) (?:down )?(?:as|"
        r"for|to) (?:a |an )?(?:don't|do not|no (?:calls?|contact)|never|hard no|opt[- ]?out)\b|"
        r"(?:all|every) channels?\b(?= *(?:[.,!?]|$))|(?:no marketing|marketing (?:off|stopped))"
        r"(?= *(?:[.,!?]|$))",
        "mark put set flag list leave channel channels marketing",
        0.8,
    ),
    say(
        "will_not_ring",
        r"(?:you|they|ye|y'all) (?:will|would|wo)(?: ?n't| not| never)(?: be)? (?:ring|call|phone|"
        r"text|contact|plagu)(?:ing|e)? (?:to )?(?:me|us|this|here)\b (?:\w+ ){0,3}?(?:again|any "
        r"?more|ever)",
        _CALL_WORDS + " text plaguing",
        0.84,
    ),
    say(
        "not_interested",
        r"not interested(?: \w+){0,6} (?:don't|do not|stop|no more|never) (?:\w+ "
        r")?(?:call|ring|phone|contact|bother)(?:ing)?|(?:i'm|i am|we're|we "
        r"are|am|was|i've said i'm|told you i'm)(?: \w+)? not interested(?= "
        r"*(?:[.,!?]|$))|not interested(?= *(?:[.!]|$))",
        "interested",
        0.35,
    ),
    say(
        "sworn",
        r"(?:fuck off|piss off|get lost|bugger off)(?: and)? (?:don't|never|"
        r"stop|quit) (?:\w+ )?(?:call|ring|phone|contact)(?:ing)?|(?:stop|quit) "
        r"(?:fucking|bloody|f\*+ing|damn|goddamn|effing) (?:calling|ringing|"
        r"phoning|bothering)",
        "fuck piss get bugger stop quit",
        0.95,
    ),
)

# What follows or stands inside shows that only the number, the hour or the name is at issue, or
# that the calls are welcome.
_RATHER: Final = re.compile(
    r"^[ ,.]*(?:(?:on|at|to|via) (?:my|the|this|that|another|a) (?:\w+ )?(?:mobile|"
    r"landline|work|office|number|phone|cell|home|house|line|house phone|"
    r"home phone)(?! (?:again|any ?more|ever))\b|at work|at home|"
    r"(?:a |an )?(?:love|mate|dear|duck|names|madam|sir|mr|mrs|ms|miss|darling|"
    r"sweetheart|pal|buddy|babe|honey|hun|stupid|thick|sunshine|by my|liar|"
    r"idiot|darlin|pet|hen|petal|bro|dude|doctor|rude|crazy|lazy|racist|"
    r"old|"
    r"a \w+|an \w+)\b|(?:\w+ ){0,2}?(?:after|before|between|during|until|"
    r"till|while|when i'm|so early|so late|this early|this late|at (?:night|"
    r"lunch|this (?:hour|time)|\w+ (?:o'?clock|in the)|weekends|all hours|"
    r"dinner|tea|midnight|the weekend)|on (?:a )?(?:sunday|saturday|monday|"
    r"tuesday|wednesday|thursday|friday|weekends?|my day off)s?|"
    r"in the (?:morning|evening|middle)|today|tonight|tomorrow|first thing|"
    r"every (?:hour|five|ten|day|\w+ minutes)|from (?:a )?(?:withheld|private|"
    r"hidden|unknown)|every|unless|if (?:it|you|there)|just (?:email|text|"
    r"write)|(?:back )?(?:with|to tell me|to say|to ask)|out|over)\b)"
)
_INSTEAD: Final = re.compile(
    r"\b(?:call|ring|phone|use|try|contact|reach) (?:me |us )?(?:on |at "
    r")?(?:my |the |this )?(?:\w+ )?(?:landline|mobile|other number|work "
    r"number|cell|home number|office|house phone|wife|husband|instead)\b|"
    r"\binstead\b|\b(?:e-?mail|text|write to|whatsapp|message) (?:me|us)\b|"
    r"\bin the (?:afternoon|evening|morning)s?\b"
)
_NEVER_MIND: Final = re.compile(r"\b(?:don'?t|didn'?t|do not|never|won'?t) (?:ever )?(?:stop|quit)")
_OWN_DOING: Final = re.compile(
    r"\b(?:i'?ll|i will|i can|i|we'?ll|we|they|he|she|it|nobody|can'?t|to "
    r"me to|told me to|to him to|didn'?t|doesn'?t) (?:just |never |only "
    r")?$"
)
_SUBJECT: Final = re.compile(
    r"\b(?:you|he|she|they|nobody|i|we|who|engineer|driver|it|courier|people|"
    r"doctor)(?:'ve| have| has|'d| had| just| said| did| still| all)*(?: "
    r"\w+)? $"
)


def _is_about_something_else(turn: Turn, start: int, end: int) -> bool:
    inside, ahead = turn.lower[start:end], turn.lower[end : end + 60]
    if re.search(
        r"\b(?:again|any ?more|ever|list|number|database|system|register|records?|"
        r"calls?)$",
        inside,
    ) is None and _RATHER.search(ahead):
        return True
    window = ahead.split(".")[0] if "again" in inside else turn.lower[end : end + 90]
    return "list" not in inside and _INSTEAD.search(window) is not None


def _is_statement(turn: Turn, start: int, end: int) -> bool:
    """True in "you never call me": it says what happens and asks for nothing."""
    inside = turn.lower[start:end]
    if re.match(r"(?:don'?t|do not|never|no|stop)\b", inside) is None or re.match(
        r"no more|stop|no longer", inside
    ):
        if not re.match(r"(?:stop|quit|cease)\b", inside):
            return False
        window = turn.lower[max(0, start - 20) : start]
        return (
            _NEVER_MIND.search(window + inside[:5]) is not None
            or _OWN_DOING.search(window) is not None
        )
    behind = turn.lower[max(0, start - 30) : start]
    if re.match(
        r"(?:don'?t|do not|never) (?:\w+ )?(?:want|wish|like|need|appreciate|welcome|"
        r"wanna)",
        inside,
    ):
        return re.search(r"\b(?:you|they|people) $", behind) is not None
    return (
        _SUBJECT.search(behind) is not None
        and re.search(r"\b(?:said|told you|asked you|please|and|so|tell them|i said) $", behind)
        is None
    )


def do_not_call_detector() -> LexicalDetector:
    """The detector of do-not-call."""
    return LexicalDetector(
        "do_not_call",
        "customer",
        PATTERNS,
        version=VERSION,
        unless=(is_quoted, is_reported, _is_about_something_else, _is_statement),
    )
