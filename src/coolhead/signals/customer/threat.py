"""``threat``: harm, legal steps, a regulator, a public review, a chargeback, leaving.

Harm to oneself is ``vulnerability``. Violence to things in idiom ("I'll kill this router"), and
legal or review words without the speaker's intent, are no threats.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.call.vocabulary import Party
from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_negated, is_quoted, is_reported
from coolhead.signals.turn import Turn

VERSION: Final = "1"

_PERSON: Final = (
    r"(?:you|u|ya|your \w+|him|them|her|somebody|someone|one of you|every one of you|all of you|"
    r"that (?:\w+ )?(?:driver|engineer|guy|man|bloke|woman|manager|bastard|fitter)|"
    r"whoever (?:comes|turns up|you send))"
)
_WILL: Final = (
    r"(?:<ill>|i'ma|i gonna|i want to|i wanna|i swear(?: to god)? i'll|i could(?: happily)?|i can|"
    r"someone should|somebody should|somebody will|someone will|someone is going to|i think i will|"
    r"i'd like to|i'd love to|i should|let me|i)"
)
_HURT: Final = (
    r"(?:kill|murder|stab|shoot|punch|hit|slap|strangle|throttle|batter|smack|beat|hurt|break|smash|"
    r"knock|burn|bury|gut|choke|kick|hunt|do|deck|lamp|brain|chop|microwave|poison|cut|twat|skin|rape|end)"
)
_HARM_WORDS: Final = (
    "kill murder stab shoot punch hit slap strangle throttle batter smack beat hurt break smash "
    "knock burn bury gut choke kick hunt do deck lamp brain chop microwave poison cut twat skin rape end"
)
_LEGAL: Final = (
    r"(?:court|lawyers?|solicitors?|attorneys?|barrister|legal team|small claims|the judge|"
    r"my union|police|the law|tribunal)"
)
_BODY: Final = (
    r"(?:ombudsman|ombudsmen|ofcom|ofgem|ofwat|ofsted|fca|f c a|f\.c\.a|fos|trading standards|ico|information "
    r"commissioner|bbb|better business bureau|attorney general|ftc|fcc|cfpb|accc|regulator|regulators|"
    r"watchdog|citizens advice|consumer (?:protection|affairs|rights|forum|court)|asa|cma|caa|trai|"
    r"financial conduct|data protection|my (?:m\.?p\.?|councillor|congressman|senator)|public utilities "
    r"commission|state commission|insurance commissioner|banking ombudsman|licensing (?:board|authority))"
)
_BODY_WORDS: Final = (
    "ombudsman ombudsmen ofcom ofgem ofwat ofsted fca f fos trading ico commissioner bbb bureau general ftc "
    "fcc cfpb accc regulator regulators watchdog citizens consumer asa cma caa trai conduct data mp "
    "m councillor congressman senator commission licensing"
)
_SITES: Final = (
    r"(?:trustpilot|trust pilot|google|facebook|twitter|instagram|tiktok|tik tok|youtube|yelp|reddit|"
    r"social media|the internet|online|linkedin|tripadvisor|trip advisor|the (?:news)?papers?|"
    r"the press|the media|the news|the sun|the daily mail|the bbc|watchdog|everywhere|"
    r"everyone i know|all my friends|the local paper|x)"
)
_INTENT: Final = (
    r"(?:<ill>|i want to|i have to|i'll have to|i may|i might|i'm|or i|then i|i can|let me|i plan to|you'll be|"
    r"you will be|i have no choice but to|i've no choice but to|i shall have to|i'm thinking of|i will have to|"
    r"i've|i have|time to|see you|expect|next (?:stop|step|call) is|straight to|we're|i need to|going|"
    r"prepared to|happy to|threatening|consider(?:ing)?|think about|i should|you leave me no choice but to)"
)

PATTERNS: Final[tuple[Pattern, ...]] = (
    say("harm", rf"{_WILL} (?:\w+ ){{0,3}}?{_HURT} (?:the \w+ out of )?{_PERSON}(?! (?:up (?:on|with)|back|a (?:favour|deal|"
        r"email|line|call|text)|something|one better|off|know|about|down (?:about|on)|with (?:a|the) (?:bill|"
        r"review)|where|for coffee|proud|justice|that|this|for me|for you|yourself|right|any|some|all the|the|my|later|an?|"
        r"when|at (?:the|work)|on (?:the|my)|to))", _HARM_WORDS, 0.93, kind="harm"),
    say("harm_body", rf"(?:{_WILL}|gonna|will|going to) (?:\w+ ){{0,5}}?(?:break|smash|kick|punch|knock|rip|cut|wring|slap|bash|"
        r"cave|tear|rearrange|slit|snap) (?:in )?(?:your|yer|ur|his|her|their|somebody's|someone's) (?:\w+ )?(?:face|head|"
        r"teeth|legs?|arms?|neck|nose|ass|arse|throat|skull|jaw|fingers|block|heads|faces|kneecaps|tongue)(?: in| off)?",
        "break smash kick punch knock rip cut wring slap bash cave tear rearrange slit snap", 0.95,
        kind="harm"),
    say("harm_find", r"(?:i know|i'll find out|i can find out|i've found out|it's easy to find out|we know|i can find|i'll find) "
        r"(?:exactly )?where (?:you|your \w+) (?:work|works|live|lives|are|park|sleep|sit|based)|"
        r"(?:<ill>|i can) (?:come (?:down |over |round |up )?(?:there|to your (?:office|house|home|work))?(?: and)? ?(?:find|get|hurt|kill|"
        r"sort|deal with|teach|smash|batter|burn|wait for|see to) (?:you|him|her|them|the place|every)|(?:find|hunt|track) you(?: down)?"
        r"(?! (?:on (?:the )?(?:website|system|list|google|app))| (?:an?|the|that|some|your|my|one|another|out|it|this)\b)|"
        r"be waiting (?:for you|outside)|make (?:you|sure you) (?:pay(?! me)|regret|suffer|sorry)|get you for this|wait (?:for you )?outside)|"
        r"(?:watch|mind) your back|you (?:better|'d better|had better) (?:watch (?:yourself|it|out|your)|sleep with)|you're (?:a )?dead(?: man| "
        r"meat| woman)?(?= *(?:[.,!?]|$))|(?:see|meet|get) you (?:outside|in the car park)|i have your (?:name|address) and|"
        r"i(?:'ve| have) (?:got )?(?:a gun|a knife|guns|a shotgun)|bullet|"
        r"(?:someone|somebody|people|you|you're|one of you)(?:'s| is| are| will| will be)? (?:going to|gonna|will|get|be)(?: get| be| end up)? (?:hurt|killed|"
        r"dead|shot|stabbed|battered)|blood on your", "where come find hunt track waiting make get wait watch mind better dead outside gun "
        "knife guns shotgun bullet hurt killed shot stabbed battered name address blood", 0.92, kind="harm"),
    say("harm_place", rf"(?:{_WILL}|gonna|going to) (?:\w+ ){{0,4}}?(?:burn|blow|bomb|torch|smash|shoot|trash|petrol bomb|firebomb)"
        r"(?: up| down)? (?:your|the|this|that|ya|their) (?:\w+ )?(?:office|offices|place|shop|store|building|house|car|windows?|"
        r"branch|headquarters|call centre|depot|car park|down)|bomb (?:in|at|on) (?:your|the)|burn (?:it|the place|you) down|blow (?:you|the place|it) up",
        "burn blow bomb torch smash shoot trash petrol firebomb", 0.93, kind="harm"),
    say("harm_bare", r"(?:(?:i|to|and|gonna|will|should|could) (?:\w+ )?|^)(?:kill|murder|stab) (?:you|u|your (?:mother|family|kids))|die die now|"
        r"(?:want|like|love) to (?:see|watch) you (?:bleed|suffer|die)", "kill murder stab die bleed suffer",
        0.72, kind="harm"),
    say("harm_regret", r"(?:you'll|you will|you're going to|you're gonna|you gonna) (?:\w+ )?(?:regret|be sorry|pay for|live to regret|wish you)(?: this| that| it|(?= *(?:[.,!?]|$)))",
        "regret sorry pay wish", 0.6, kind="harm"),
    say("legal", rf"{_INTENT} (?:\w+ ){{0,4}}?(?:sue|suing|take (?:you|this|your company|legal|it|them)(?: \w+){{0,3}} (?:court|action|judge|tribunal|law)|"
        r"taking (?:you|this|your company|legal|it)(?: \w+){0,3} (?:court|action|judge|tribunal|law)|see you in court|"
        r"(?:get|getting|call|calling|contact|contacting|speak to|speaking to|instruct|instructing|consult|consulting|hire|hiring|"
        r"involve|involving|phone|ringing|ring|go to|going to|go|hearing from|hear from|putting|put|taking|take|seek|seeking|press|file|filing|bring|bringing|"
        rf"pursue|pursuing|start|starting|begin)(?: \w+){{0,5}} (?:{_LEGAL}|legal (?:action|advice|proceedings)|charges|a lawsuit|a claim against|proceedings))",
        "sue suing court action judge tribunal law lawyer lawyers solicitor solicitors attorney attorneys barrister legal small "
        "police union charges lawsuit claim proceedings", 0.9, kind="legal"),
    say("legal_plain", r"(?:see|meet) you in court|my (?:lawyer|solicitor|attorney|legal team|barrister|union)s?(?:'ll| will| is going to|'s going to| shall| would love|"
        r" are going to)(?: \w+){0,2} (?:be|contact|hear|write|call|deal|in touch|sue|love|speak|take|sending)|"
        r"(?:hear|hearing) from my (?:lawyer|solicitor|attorney|barrister)s?|(?:this|it)(?:'s| is)? (?:going|will go|goes|'ll go|ends up|will end up) (?:to|in) "
        r"(?:court|my (?:lawyer|solicitor))|(?:<ill>|i'm) (?:sue|suing)(?: \w+)?|sue (?:you|your|the lot of you|the company|the pants)|"
        r"legal action(?= *(?:[.,!?]|$)| against| if| over)|small claims(?: court)?|take (?:you|this|it|them) to (?:the )?(?:cleaners|court|tribunal)|"
        r"(?:report(?:ing)?|call(?:ing)?|phon(?:e|ing)|ring(?:ing)?)(?: \w+){0,3} (?:to )?the (?:police|cops)|press charges|have you arrested",
        "court lawyer lawyers solicitor solicitors attorney attorneys legal barrister union sue suing claims cleaners tribunal police cops charges "
        "arrested", 0.85, kind="legal"),
    say("regulator", rf"(?:{_INTENT}|to|with|involve|hear from|tell) (?:\w+ ){{0,4}}?(?:report(?:ing|ed)?|complain(?:ing|ed)?|contact(?:ing|ed)?|go(?:ing)?|call(?:ing)?|"
        r"take|taking|tak(?:e|ing)|speak(?:ing)?|writ(?:e|ing)|phon(?:e|ing)|ring(?:ing)?|fil(?:e|ing)|rais(?:e|ing)|hear(?:ing)?|get(?:ting)?|escalat(?:e|ing)|refer(?:ring)?|making|make|lodge)"
        rf"(?: \w+){{0,6}} {_BODY}", _BODY_WORDS, 0.91, kind="regulator"),
    say("regulator_report", rf"(?:<ill>|i'm|we're|i am) (?:\w+ ){{0,2}}?(?:report|reporting) (?:you|this|your company|the company)(?: \w+)?(?= *(?:[.,!?]|$)| to)|"
        rf"(?:ombudsman|trading standards|ofcom|ofgem|the fca|the regulator|better business bureau|the bbb)(?: \w+)? (?:will|would|is going to|are going to|next|then|'ll|about this|about you)|"
        r"straight to the (?:ombudsman|regulator)", "report reporting ombudsman trading ofcom ofgem fca regulator bureau bbb", 0.82, kind="regulator"),
    say("review", rf"(?:{_INTENT}|gonna) (?:\w+ ){{0,4}}?(?:leave|leaving|writ(?:e|ing)|post(?:ing)?|put(?:ting)?|tell(?:ing)?|go(?:ing)?|shar(?:e|ing)|giv(?:e|ing)|plaster|tweet(?:ing)?|"
        rf"splash|expos(?:e|ing)|nam(?:e|ing)|mak(?:e|ing)|tak(?:e|ing)|upload|warn(?:ing)?)(?: \w+){{0,7}} (?:(?:bad|negative|terrible|honest|awful|one star|1 star|one-star|scathing|stinking|damning|horrible|shitty|public)(?: \w+)? reviews?|"
        rf"one star|a review|reviews|{_SITES}|zero stars?)(?! (?:form|login|account|for you))", "review reviews star stars trustpilot trust google facebook "
        "twitter instagram tiktok tik youtube yelp reddit social internet online linkedin tripadvisor trip newspapers newspaper paper papers press media news sun mail bbc "
        "watchdog everywhere everyone friends x", 0.86, kind="review", unless=()),
    say("review_plain", r"(?:(?:going|go|gonna be|will be|be) (?:viral|public|all over (?:the internet|facebook|twitter|social media|tiktok|google|trustpilot))|"
        r"(?:all over|on) (?:facebook|twitter|social media|trustpilot|tiktok)(?: \w+){0,3} (?:by tonight|tonight|tomorrow|today|right now)|name and shame|"
        r"(?:one|1|zero)[ -]star(?: review)?(?: for you| coming| from me| is coming)|warn (?:everyone|everybody|people|others|other people|my friends)|"
        r"tell (?:everyone|everybody)(?: \w+)? (?:i know|how|about|what|not to)|(?:the )?(?:newspapers?|press|media|papers) (?:will|would|are going to) (?:love|hear|be interested))",
        "viral public facebook twitter social trustpilot tiktok shame star warn everyone everybody newspapers newspaper press media papers", 0.78, kind="review"),
    say("chargeback", rf"(?:{_INTENT}|gonna|just|will) (?:\w+ ){{0,5}}?(?:charge ?back|dispute (?:it|this|that|the|every|these|them|all)(?: \w+){{0,4}}|disputing (?:it|this|the)(?: \w+){{0,4}}|"
        r"(?:reverse|recall|stop|claw back|cancel|block|clawing back|stopping|cancelling|reversing) (?:the|my|this|that|your|all) (?:\w+ )?(?:payments?|direct debit|charges?|cheque|check|transaction|standing order)|"
        r"(?:get|have|ask|tell|make|getting|asking) (?:my|the) (?:bank|card company|credit card(?: company)?|visa|mastercard)(?: \w+){0,3} (?:to )?(?:refund|reverse|back|stop|claw|block|recover|money|return|dispute)|"
        r"section (?:75|seventy five)|claim (?:it )?(?:back )?(?:through|from|via|with) (?:my|the) (?:bank|card|credit card|visa|paypal))",
        "chargeback charge dispute disputing reverse recall stop claw cancel block clawing stopping cancelling reversing bank card credit visa mastercard section "
        "claim paypal", 0.88, kind="chargeback"),
    say("chargeback_plain", r"do a charge ?back|raise a (?:charge ?back|dispute)|charge ?back(?= *(?:[.,!?]|$)| (?:if|it|the|this|then|on))|"
        r"(?:call|ring|phone|go to|speak to) my (?:bank|card company|credit card company) (?:and|to) (?:\w+ )?(?:dispute|stop|reverse|get|cancel|claim|block)",
        "chargeback charge dispute bank card", 0.8, kind="chargeback"),
    say("leave", rf"(?:{_INTENT}|gonna|just|will) (?:\w+ ){{0,4}}?(?:tak(?:e|ing) (?:my|our) (?:business|custom|money|account)(?: \w+)? (?:elsewhere|somewhere else|to)|"
        r"(?:switch|switching|move|moving|chang(?:e|ing)|go|going|leav(?:e|ing)|defect)(?: \w+){0,3} (?:to (?:another|a different|your competitors?|a competitor|someone else|somebody else|one of your|a rival)|provider|providers|suppliers?|elsewhere|"
        r"banks?(?= *(?:[.,!?]|$))|companies|somewhere else|you(?= *(?:[.,!?]|$)| (?:for|lot|guys|people)))|"
        r"clos(?:e|ing) (?:my|our|all my|both my) accounts?|never (?:use|using|shop|shopping|buy|buying|order|ordering|deal|dealing|come|coming|book|booking|fly|flying|stay|bank)(?: \w+){0,3} "
        r"(?:you|here|again|this company|from you|this place)|find(?:ing)? (?:another|a different|someone else)(?: \w+)?|look(?:ing)? (?:elsewhere|for (?:another|a new|a different)))",
        "business custom money account accounts switch switching move moving change changing go going leave leaving never find finding look looking "
        "elsewhere", 0.86, kind="leave"),
    say("leave_plain", r"(?:you've|you have|you just|you've just|you're about to|you're going to|you'll|you will|you are going to) (?:just )?(?:lost|lose|losing|losed) "
        r"(?:me|a (?:\w+ )?customer|a (?:\w+ )?client|my (?:business|custom)|our (?:business|custom)|us)|never (?:again|using you|buying from you|shopping with you|dealing with you)(?= *(?:[.,!?]|$)| will i)|"
        r"i'm (?:done|finished|through) with (?:you|this (?:company|bank|place|provider)|your)|(?:last|final) time i (?:\w+ )?(?:buy|use|order|shop|deal|fly|book)|"
        r"(?:or(?: else)?|otherwise|then|and then) (?:<ill>|i'm|i am|i will be|i'll be) (?:just )?(?:cancel|cancelling|canceling|leaving|leave|off|gone|going|switching|switch)(?: \w+){0,3}|"
        r"if (?:\w+ ){1,9}?(?:<ill>|i'm|i am) (?:just )?(?:cancel|cancelling|canceling|leaving|leave|switching|gone|walking)|"
        r"(?:your competitors?|other companies|other providers) (?:would|will|are|can|offer|is)|plenty of other (?:companies|providers|suppliers|banks|firms)",
        "lost lose losing losed never done finished through last final cancel cancelling canceling leaving leave off gone going switching switch walking competitors competitor "
        "other", 0.78, kind="leave"),
)

# "My wife will kill me", "I could murder a curry": the wording fits, the meaning does not.
_IDIOM: Final = re.compile(
    r"\b(?:wife|husband|boss|mum|mother|dad|partner|kids?|he|she|they|it|that|this|doctor)(?:'ll| will|'s going to| "
    r"would| could|'s| is| are|'d| nearly| almost)\b[^.!?]{0,12}$"
)
_ASKING: Final = re.compile(r"\b(?:could|can|would|will|should|shall|did|do) (?:you|we|they) [^.!?]{0,15}$|\bwhat if\b[^.!?]{0,15}$")
_UNDONE: Final = re.compile(
    r"\b(?:not going to|won'?t|wouldn'?t|don'?t want to|not want to|never said i'?d|not gonna|rather not|"
    r"not threatening|not trying to|not saying)\b[^.!?;]{0,25}$"
)


def _is_idiom(turn: Turn, start: int, end: int) -> bool:
    return _IDIOM.search(turn.lower[max(0, start - 40) : start]) is not None


def _is_disowned(turn: Turn, start: int, end: int) -> bool:
    window = turn.lower[max(0, start - 50) : start]
    inside = turn.lower[start:end]
    return (
        _UNDONE.search(window) is not None
        or re.search(r"\b(?:not|won'?t|never said)\b(?! only)(?! (?:wait|hesitate|stop))", inside[:26]) is not None
        and "never" not in inside
        or _ASKING.search(window) is not None
    )


class ThreatDetector(LexicalDetector):
    """Threats by ``party``; harm outranks the other kinds."""

    def __init__(self, party: Party) -> None:
        super().__init__(
            "threat",
            party,
            PATTERNS,
            version=VERSION,
            unless=(is_quoted, is_reported, is_negated, _is_idiom, _is_disowned),
        )
