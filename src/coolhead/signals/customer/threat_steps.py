"""Threats of law, regulator, public review, chargeback and leaving, as a table."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern

_LEGAL: Final = (
    r"(?:court|lawyers?|solicitors?|attorneys?|barrister|legal team|small claims|the judge|"
    r"my union|police|the law|tribunal)"
)
_BODY: Final = (
    r"(?:ombudsman|ombudsmen|ofcom|ofgem|ofwat|ofsted|fca|f c a|f\.c\.a|"
    r"fos|trading standards|ico|information "
    r"commissioner|bbb|better business bureau|attorney general|ftc|fcc|cfpb|"
    r"accc|regulator|regulators|"
    r"watchdog|citizens advice|consumer (?:protection|affairs|rights|forum|"
    r"court)|asa|cma|caa|trai|"
    r"financial conduct|data protection|my (?:m\.?p\.?|councillor|congressman|"
    r"senator)|public utilities "
    r"commission|state commission|insurance commissioner|banking ombudsman|"
    r"department of (?:transport\w*|consumer \w+|insurance)|the dot|d\.?o\.?t|"
    r"licensing (?:board|authority))"
)
_BODY_WORDS: Final = (
    "ombudsman ombudsmen ofcom ofgem ofwat ofsted fca f fos trading ico "
    "commissioner bbb bureau general ftc "
    "fcc cfpb accc regulator regulators watchdog citizens consumer asa "
    "cma caa trai conduct data mp "
    "m councillor congressman senator commission licensing department dot d"
)
_SITES: Final = (
    r"(?:trustpilot|trust pilot|google|facebook|twitter|instagram|tiktok|"
    r"tik tok|youtube|yelp|reddit|"
    r"social media|the internet|online|linkedin|tripadvisor|trip advisor|the (?:news)?papers?|"
    r"the press|the media|the news|the sun|the daily mail|the bbc|watchdog|everywhere|"
    r"everyone i know|all my friends|the local paper|x)"
)
_INTENT: Final = (
    r"(?:<ill>|i want to|i have to|i'll have to|i may|i might|i'm|or i|then "
    r"i|i can|let me|i plan to|you'll be|"
    r"you will be|i have no choice but to|i've no choice but to|i shall "
    r"have to|i'm thinking of|i will have to|"
    r"i've|i have|time to|see you|expect|next (?:stop|step|call) is|straight "
    r"to|we're|i need to|going|"
    r"prepared to|happy to|threatening|consider(?:ing)?|think about|i should|"
    r"you leave me no choice but to)"
)

STEPS: Final[tuple[Pattern, ...]] = (
    say(
        "legal",
        rf"{_INTENT} (?:\w+ ){{0,4}}?(?:sue|suing|take (?:you|this|your company|"
        rf"legal|it|them)(?: \w+){{0,3}} (?:court|action|judge|tribunal|law)|"
        r"taking (?:you|this|your company|legal|it)(?: \w+){0,3} (?:court|action|"
        r"judge|tribunal|law)|see you in court|"
        r"(?:get|getting|call|calling|contact|contacting|speak to|speaking to|"
        r"instruct|instructing|consult|consulting|hire|hiring|"
        r"involve|involving|phone|ringing|ring|go to|going to|go|hearing from|"
        r"hear from|putting|put|taking|take|seek|seeking|press|file|filing|bring|"
        r"bringing|"
        rf"pursue|pursuing|start|starting|begin)(?: \w+){{0,5}} (?:{_LEGAL}|legal "
        rf"(?:action|advice|proceedings)|charges|a lawsuit|a claim against|proceedings))",
        "sue suing court action judge tribunal law lawyer lawyers solicitor "
        "solicitors attorney attorneys barrister legal small "
        "police union charges lawsuit claim proceedings",
        0.9,
        kind="legal",
    ),
    say(
        "legal_plain",
        r"(?:see|meet) you in court|my (?:lawyer|solicitor|attorney|legal team|"
        r"barrister|union)s?(?:'ll| will| is going to|'s going to| shall| would "
        r"love|"
        r" are going to)(?: \w+){0,2} (?:be|contact|hear|write|call|deal|in "
        r"touch|sue|love|speak|take|sending)|"
        r"(?:hear|hearing) from my (?:lawyer|solicitor|attorney|barrister)s?|"
        r"(?:this|it)(?:'s| is)? (?:going|will go|goes|'ll go|ends up|will end "
        r"up) (?:to|in) "
        r"(?:court|my (?:lawyer|solicitor))|(?:<ill>|i'm) (?:sue|suing)(?: \w+)?|"
        r"sue (?:you|your|the lot of you|the company|the pants)|"
        r"legal action(?= *(?:[.,!?]|$)| against| if| over)|small claims(?: "
        r"court)?|take (?:you|this|it|them) to (?:the )?(?:cleaners|court|tribunal)|"
        r"(?:report(?:ing)?|call(?:ing)?|phon(?:e|ing)|ring(?:ing)?)(?: \w+){0,3} "
        r"(?:to )?the (?:police|cops)|press charges|have you arrested",
        "court lawyer lawyers solicitor solicitors attorney attorneys legal "
        "barrister union sue suing claims cleaners tribunal police cops charges "
        "arrested",
        0.85,
        kind="legal",
    ),
    say(
        "regulator",
        rf"(?:{_INTENT}|to|with|involve|hear from|tell) (?:\w+ ){{0,4}}?(?:report(?:ing|"
        rf"ed)?|complain(?:ing|ed)?|contact(?:ing|ed)?|go(?:ing)?|call(?:ing)?|"
        r"take|taking|tak(?:e|ing)|speak(?:ing)?|writ(?:e|ing)|phon(?:e|ing)|"
        r"ring(?:ing)?|fil(?:e|ing)|rais(?:e|ing)|hear(?:ing)?|get(?:ting)?|"
        r"escalat(?:e|ing)|refer(?:ring)?|making|make|lodge)"
        rf"(?: \w+){{0,6}} {_BODY}",
        _BODY_WORDS,
        0.91,
        kind="regulator",
    ),
    say(
        "regulator_report",
        r"(?:<ill>|i'm|we're|i am) (?:\w+ ){0,2}?(?:report|reporting) (?:you|"
        r"this|your company|the company)(?: \w+)?(?= *(?:[.,!?]|$)| to)|"
        r"(?:ombudsman|trading standards|ofcom|ofgem|the fca|the regulator|better "
        r"business bureau|the bbb)(?: \w+)? (?:will|would|is going to|are going "
        r"to|next|then|'ll|about this|about you)|"
        r"straight to the (?:ombudsman|regulator)",
        "report reporting ombudsman trading ofcom ofgem fca regulator bureau bbb",
        0.82,
        kind="regulator",
    ),
    say(
        "review",
        rf"(?:{_INTENT}|gonna) (?:\w+ ){{0,4}}?(?:leave|leaving|writ(?:e|ing)|"
        rf"post(?:ing)?|put(?:ting)?|tell(?:ing)?|go(?:ing)?|shar(?:e|ing)|giv(?:e|"
        rf"ing)|plaster|tweet(?:ing)?|"
        rf"splash|expos(?:e|ing)|nam(?:e|ing)|mak(?:e|ing)|tak(?:e|ing)|upload|"
        rf"warn(?:ing)?)(?: \w+){{0,7}} (?:(?:bad|negative|terrible|honest|awful|"
        rf"one star|1 star|one-star|scathing|stinking|damning|horrible|shitty|"
        rf"public)(?: \w+)? reviews?|"
        rf"one star|a review|reviews|{_SITES}|zero stars?)(?! (?:form|login|account|"
        rf"for you))",
        "review reviews star stars trustpilot trust google facebook "
        "twitter instagram tiktok tik youtube yelp reddit social internet online "
        "linkedin tripadvisor trip newspapers newspaper paper papers press "
        "media news sun mail bbc "
        "watchdog everywhere everyone friends x",
        0.86,
        kind="review",
        unless=(),
    ),
    say(
        "review_plain",
        r"(?:(?:going|go|gonna be|will be|be) (?:viral|public|all over (?:the "
        r"internet|facebook|twitter|social media|tiktok|google|trustpilot))|"
        r"(?:all over|on) (?:facebook|twitter|social media|trustpilot|tiktok)(?: "
        r"\w+){0,3} (?:by tonight|tonight|tomorrow|today|right now)|name and "
        r"shame|"
        r"(?:one|1|zero)[ -]star(?: review)?(?: for you| coming| from me| is "
        r"coming)|warn (?:everyone|everybody|people|others|other people|my friends)|"
        r"tell (?:everyone|everybody)(?: \w+)? (?:i know|how|about|what|not "
        r"to)|(?:the )?(?:newspapers?|press|media|papers) (?:will|would|are "
        r"going to) (?:love|hear|be interested))",
        "viral public facebook twitter social trustpilot tiktok shame star warn "
        "everyone everybody newspapers newspaper press media papers google "
        "internet",
        0.78,
        kind="review",
    ),
    say(
        "chargeback",
        rf"(?:{_INTENT}|gonna|just|will) (?:\w+ ){{0,5}}?(?:chargeback|dispute "
        rf"(?:it|this|that|the|every|these|them|all)(?: \w+){{0,4}}|disputing "
        rf"(?:it|this|the)(?: \w+){{0,4}}|"
        r"(?:reverse|recall|stop|claw back|cancel|block|clawing back|stopping|"
        r"cancelling|reversing) (?:the|my|this|that|your|all) (?:\w+ )?(?:payments?|"
        r"direct debit|charges?|cheque|check|transaction|standing order)|"
        r"(?:get|have|ask|tell|make|getting|asking) (?:my|the) (?:bank|card "
        r"company|credit card(?: company)?|visa|mastercard)(?: \w+){0,3} (?:to "
        r")?(?:refund|reverse|back|stop|claw|block|recover|money|return|dispute)|"
        r"section (?:75|seventy five)|claim (?:it )?(?:back )?(?:through|from|"
        r"via|with) (?:my|the) (?:bank|card|credit card|visa|paypal))",
        "chargeback charge dispute disputing reverse recall stop claw cancel "
        "block clawing stopping cancelling reversing bank card credit visa "
        "mastercard section "
        "claim paypal",
        0.88,
        kind="chargeback",
    ),
    say(
        "chargeback_plain",
        r"do a charge ?back|raise a (?:charge ?back|dispute)|chargeback(?= "
        r"*(?:[.,!?]|$)| (?:if|it|the|this|then|on))|"
        r"(?:calling|ringing|phoning) my bank and (?:stopp|cancell|revers|disput)ing|"
        r"(?:call|ring|phone|go to|speak to) my (?:bank|card company|credit "
        r"card company) (?:and|to) (?:\w+ )?(?:dispute|stop|reverse|get|cancel|"
        r"claim|block)",
        "chargeback charge dispute bank card",
        0.8,
        kind="chargeback",
    ),
    say(
        "leave",
        rf"(?:{_INTENT}|gonna|just|will) (?:\w+ ){{0,4}}?(?:tak(?:e|ing) (?:my|"
        rf"our) (?:business|custom|money|account)(?: \w+)? (?:elsewhere|somewhere "
        rf"else|to)|"
        r"(?:switch|switching|move|moving|chang(?:e|ing)|go|going|leav(?:e|ing)|"
        r"defect)(?: \w+){0,3} (?:to (?:another|a different|your competitors?|"
        r"a competitor|someone else|somebody else|one of your|a rival)|provider|"
        r"providers|suppliers?|elsewhere|"
        r"banks?(?= *(?:[.,!?]|$))|companies|somewhere else|you(?= *(?:[.,!?]|"
        r"$)| (?:for|lot|guys|people)))|"
        r"clos(?:e|ing) (?:my|our|all my|both my) accounts?|never (?:use|using|"
        r"shop|shopping|buy|buying|order|ordering|deal|dealing|come|coming|book|"
        r"booking|fly|flying|stay|bank)(?: \w+){0,3} "
        r"(?:you|here|again|this company|from you|this place)|find(?:ing)? (?:another|"
        r"a different|someone else)(?: \w+)?|look(?:ing)? (?:elsewhere|for (?:another|"
        r"a new|a different)))",
        "business custom money account accounts switch switching move moving "
        "change changing go going leave leaving never find finding look looking "
        "elsewhere defect defecting companies",
        0.86,
        also="elsewhere else another different competitor competitors someone "
        "somebody one rival provider providers supplier suppliers bank banks "
        "companies you account accounts here again company place business "
        "custom money new",
        kind="leave",
    ),
    say(
        "leave_plain",
        r"(?:you've|you have|you just|you've just|you're about to|you're going "
        r"to|you'll|you will|you are going to) (?:just )?(?:lost|lose|losing|"
        r"losed) "
        r"(?:me|a (?:\w+ )?customer|a (?:\w+ )?client|my (?:business|custom)|"
        r"our (?:business|custom)|us)|never (?:again|using you|buying from you|"
        r"shopping with you|dealing with you)(?= *(?:[.,!?]|$)| will i)|"
        r"i'm (?:done|finished|through) with (?:you|this (?:company|bank|place|"
        r"provider)|your)|(?:last|final) time i (?:\w+ )?(?:buy|use|order|shop|"
        r"deal|fly|book)|"
        r"(?:or(?: else)?|otherwise|then|and then) (?:<ill>|i'm|i am|i will "
        r"be|i'll be) (?:just )?(?:cancel|cancelling|canceling|leaving|leave|"
        r"off|gone|going|switching|switch)(?: \w+){0,3}|"
        r"if (?:\w+ ){1,9}?(?:<ill>|i'm|i am) (?:just )?(?:cancel|cancelling|"
        r"canceling|leaving|leave|switching|gone|walking)|"
        r"(?:your competitors?|other companies|other providers) (?:would|will|"
        r"are|can|offer|is)|plenty of other (?:companies|providers|suppliers|"
        r"banks|firms)",
        "lost lose losing losed never done finished through last final cancel "
        "cancelling canceling leaving leave off gone going switching switch "
        "walking competitors competitor other",
        0.78,
        also="you you've you'll you're me us i'm i i'll our with or otherwise if "
        "competitors companies providers suppliers banks firms time customer "
        "client business custom again",
        kind="leave",
    ),
    say(
        "regulator_file",
        rf"(?:i|we) (?:file|complain|go|report (?:it|you|this)) (?:\w+ )?(?:with|"
        rf"to) (?:the )?{_BODY}",
        _BODY_WORDS,
        0.78,
        also="file complain go report",
        kind="regulator",
    ),
    say(
        "leave_lined_up",
        r"(?:i've|we've|i have|we have)(?: already)? (?:got )?(?:another|a different|"
        r"other) (?:firm|"
        r"company|companies|supplier|suppliers|provider|people|lot)(?: \w+)? (?:coming|lined up|"
        r"waiting|ready|quoting)",
        "another different other",
        0.62,
        also="coming lined waiting ready quoting",
        kind="leave",
    ),
)
