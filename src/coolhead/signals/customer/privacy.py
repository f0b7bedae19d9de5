"""``data_question`` and ``recording_objection``: what is known and kept about the customer."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_quoted, is_reported

VERSION: Final = "1"

_MINE: Final = (
    r"(?:my|our|me|this|the|that) (?:\w+ )?(?:number|phone number|details|"
    r"name|data|information|info|email|e-mail|address|"
    r"personal (?:details|data|information|info)|contact(?: details)?|mobile|"
    r"cell|records?|particulars)"
)
_MINE_WORDS: Final = (
    "number details name data information info email e address contact "
    "mobile cell record records particulars"
)

DATA_QUESTION: Final[tuple[Pattern, ...]] = (
    say(
        "where_from",
        rf"(?:where|how|who|from (?:where|whom)|which (?:company|website|list))(?:'d|"
        rf" did| do| have| has| had| on earth| the (?:hell|fuck|heck)| exactly|"
        rf" is it| come| was| is| in the world| would| could| you| they| people|"
        rf" lot| company| firm| even| ever| actually)* (?:get|got|have|find|found|"
        rf"obtain(?:ed)?|buy|bought|come by|hold of|give|gave|gives|given|giving|"
        rf"sell|sold|pass(?:ed)?|acquire[d]?|know|getting|come from|hold)(?: "
        rf"you| of| on to you| it| to| hold of| have)* {_MINE}",
        _MINE_WORDS,
        0.9,
        also="where how who whom which where'd how'd",
    ),
    say(
        "who_gave",
        rf"who (?:gave|sold|told|passed|give|supplied) you (?:with )?{_MINE}|"
        rf"(?:where|how) (?:did|do|have) (?:you|u|they) (?:\w+ )?(?:get|got|find|"
        rf"found) (?:me|us|this|it|that)(?= *(?:[.,!?]|$)| from)|how (?:come|"
        rf"is it) you(?:'ve| have)(?: got)? {_MINE}|how do you know (?:my|who "
        rf"i am|where i live|about me|that about|all this about)|where (?:does|"
        rf"did) (?:my|this|that|the) (?:\w+ )?(?:number|data|details|information) "
        rf"come from|{_MINE} (?:from where|come from)",
        "who where how from",
        0.84,
        also=f"{_MINE_WORDS} me us this it that know i live",
    ),
    say(
        "erase",
        rf"(?:delete|erase|remove|wipe|destroy|get rid of|scrub|forget|purge|"
        rf"deleted?|erased|removed|wiped|destroyed) (?:all |any |every |of |everything "
        rf"(?:about|you have on|you hold on) |the )*(?:{_MINE}|me from your (?:system|"
        rf"records|database)|everything (?:about|on|you (?:have|hold))|(?:all "
        rf")?(?:of )?my (?:data|details|information|records|personal)|my account "
        rf"and (?:all|my) data)|(?:right to be forgotten|right of erasure|gdpr "
        rf"request|data deleted|data erased|details (?:deleted|erased|removed)|"
        rf"forget me)",
        "delete deleted erase erased remove removed wipe wiped destroy destroyed "
        "rid scrub forget purge forgotten erasure gdpr data details",
        0.86,
    ),
    say(
        "what_held",
        r"what (?:\w+ )?(?:data|information|details|info)(?: \w+)? (?:do|have|"
        r"are) (?:you|they) (?:\w+ )?(?:have|hold|keep|got|store|stored|holding|"
        r"collect|collecting|keeping)|(?:subject access request|s a r|data protection(?: "
        r"officer| act| rights)?|dsar|gdpr|privacy policy|data privacy)|(?:a "
        r")?copy of (?:all )?(?:my|the) (?:data|personal data|information) you|"
        r"(?:is|are) (?:my|our) (?:\w+ )?(?:data|details|information) (?:safe|"
        r"being (?:sold|shared|kept)|shared|sold|secure)|(?:did|do|are|have|"
        r"why (?:have|did)) you (?:\w+ )?(?:sell|share|sold|shared|selling|sharing|"
        r"pass(?:ed)? on|bought|buy) (?:\w+ ){0,2}?(?:data|details|information|"
        r"number)|(?:who|what) (?:else )?(?:do you|are you|have you|did you|"
        r"has|sees) (?:\w+ )?(?:share|shared?|sharing|access|sell)(?: \w+){0,3} "
        r"(?:data|details|information)|"
        r"i (?:never|didn't|did not|don't remember|haven't) (?:\w+ )?(?:gave|"
        r"give|given|giving|consent(?:ed)?|agreed?|sign(?:ed)? up|sharing) (?:\w+ "
        r"){0,4}?(?:my (?:number|details|data|permission|consent|information)|"
        r"to (?:this|be (?:called|contacted)))|why (?:do|have) you (?:have|got|"
        r"keep|hold|need) my (?:number|details|data|information|address)",
        "data information details info access s dsar gdpr privacy copy safe "
        "number consent permission consented agreed agree sign signed address",
        0.78,
    ),
)

_RECORDING: Final = (
    r"(?:record(?:ed|ing|s)?|tap(?:ed|ing)?|monitor(?:ed|ing)?|listen(?:ed|"
    r"ing)? (?:in(?: on)?|to by)|transcrib(?:ed|ing)|eavesdrop\w*|analys(?:ed|"
    r"ing)|surveill\w+)"
)
_RECORDING_WORDS: Final = (
    "record recorded recording records tape taped taping tap tapped monitor "
    "monitored monitoring listen listened listening transcribed transcribing "
    "eavesdropping eavesdrop analysed analysing recorder surveillance"
)

RECORDING_OBJECTION: Final[tuple[Pattern, ...]] = (
    say(
        "refuse",
        rf"(?:(?:don't|do not)(?! (?:really )?mind)|not(?! mind)|never|didn't|"
        rf"(?:won't|can't)(?= (?:be|allow|have|let|agree|consent))|refuse|object|"
        rf"rather (?:you didn't|not|you not|this wasn't|it wasn't|this was not)|"
        rf"wouldn't|wish (?:you )?(?:not|n't)) (?:(?!mind\b)\w+ ){{0,6}}?(?:be(?:ing)? "
        rf"|to |me |this |my |the call |us |it |call |you |call being |for |a "
        rf"|consent |any )*{_RECORDING}(?! (?:delivery|my problem|that i|any "
        rf"(?:complaint|fault)|the (?:payment|meter|reading)|of (?:my|the) (?:payment|"
        rf"order|complaint)|label|artist|a complaint|as (?:paid|delivered)|by "
        rf"royal|properly|on (?:the|your) (?:system|account)|what i said)\b)",
        _RECORDING_WORDS,
        0.84,
    ),
    say(
        "stop",
        rf"(?:stop|turn off|switch off|turn (?:it|that|the \w+) off|end|pause|"
        rf"quit|cease|delete|erase|disable|cut) (?:the |this |your |that |my "
        rf"|listening and )?(?:\w+ )?{_RECORDING}(?! (?:my tv|the (?:tv|programme|"
        rf"show|film))| programmes)|(?:turn|switch) (?:the|that|your|this) (?:recording|"
        rf"recorder|tape) off|stop (?:\w+ )?recording|no recording",
        _RECORDING_WORDS,
        0.9,
    ),
    say(
        "no_right",
        rf"(?:no right to|not allowed to|no permission to|haven't agreed to|never "
        rf"agreed to|not agreed to|didn't agree to|didn't consent to|don't consent "
        rf"to|do not consent to|don't give (?:you )?(?:my )?(?:permission|consent)(?: "
        rf"to| for)?|withdraw my consent(?: to| for)?|without my (?:consent|permission)|"
        rf"(?:you're|you are) not (?:to|allowed to)) (?:\w+ ){{0,4}}?{_RECORDING}|"
        rf"(?:without my (?:consent|permission|knowledge)|against my (?:will|"
        rf"wishes)) (?:\w+ )?{_RECORDING}|{_RECORDING} (?:me |this |my |us )?(?:\w+ "
        rf")?without (?:my|asking|telling|permission)",
        _RECORDING_WORDS,
        0.9,
    ),
    say(
        "who_listens",
        r"who else is listening(?: in)?|(?:is|are|who's|who is|who else is|is "
        r"there) (?:\w+ ){0,4}?(?:someone|somebody|anyone|anybody|else|computer|"
        r"machine|robot|ai|people)(?: else)? (?:listening(?: in| to)?|on the "
        r"line|eavesdropping)(?= *(?:[.,!?]|$)| to (?:this|me|us|my|our)| in)",
        "listening line eavesdropping",
        0.55,
    ),
    say(
        "not_comfortable",
        rf"(?:not (?:\w+ )?(?:comfortable|happy|okay|ok|keen)|uncomfortable|unhappy|"
        rf"don't like|do not like|hate|object|not fine|(?<!n't )(?<!nt )(?<!not "
        rf")(?<!never )mind) (?:\w+ ){{0,5}}?{_RECORDING}|(?:i'll|i will|going "
        rf"to) hang up if (?:\w+ ){{0,4}}?{_RECORDING}|(?:off the record|take "
        rf"me off (?:the )?recording)",
        f"{_RECORDING_WORDS}",
        0.84,
    ),
)


def data_question_detector() -> LexicalDetector:
    """The detector of questions about where data come from, and of wishes to erase them."""
    return LexicalDetector(
        "data_question", "customer", DATA_QUESTION, version=VERSION, unless=(is_quoted, is_reported)
    )


def recording_objection_detector() -> LexicalDetector:
    """The detector of objections to being recorded or listened to."""
    return LexicalDetector(
        "recording_objection",
        "customer",
        RECORDING_OBJECTION,
        version=VERSION,
        unless=(is_quoted, is_reported),
    )
