"""``data_question`` and ``recording_objection``: what is known and kept about the customer."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_quoted, is_reported

VERSION: Final = "1"

_MINE: Final = (
    r"(?:my|our|me|this|the|that) (?:\w+ )?(?:number|phone number|details|name|data|information|info|email|e-mail|address|"
    r"personal (?:details|data|information|info)|contact(?: details)?|mobile|cell|records?|particulars)"
)
_MINE_WORDS: Final = "number details name data information info email e address contact mobile cell record records particulars"

DATA_QUESTION: Final[tuple[Pattern, ...]] = (
    say("where_from", rf"(?:where|how|who|from (?:where|whom)|which (?:company|website|list))(?:'d| did| do| have| has| had| on earth| the (?:hell|fuck|heck)| exactly| is it| come| was| is| in the world| would| could| you| they| people| lot| company| firm| even| ever| actually)* (?:get|got|have|find|found|obtain(?:ed)?|buy|bought|come by|hold of|give|gave|gives|given|giving|sell|sold|pass(?:ed)?|acquire[d]?|know|getting|come from|hold)(?: you| of| on to you| it| to| hold of| have)* {_MINE}", _MINE_WORDS, 0.9),
    say("who_gave", rf"who (?:gave|sold|told|passed|give|supplied) you (?:with )?{_MINE}|(?:where|how) (?:did|do|have) (?:you|u|they) (?:\w+ )?(?:get|got|find|found) (?:me|us|this|it|that)(?= *(?:[.,!?]|$)| from)|how (?:come|is it) you(?:'ve| have)(?: got)? {_MINE}|how do you know (?:my|who i am|where i live|about me|that about|all this about)|where (?:does|did) (?:my|this|that|the) (?:\w+ )?(?:number|data|details|information) come from|{_MINE} (?:from where|come from)",
        f"{_MINE_WORDS} me us this it that know who come", 0.84),
    say("erase", rf"(?:delete|erase|remove|wipe|destroy|get rid of|scrub|forget|purge|deleted?|erased|removed|wiped|destroyed) (?:all |any |every |of |everything (?:about|you have on|you hold on) |the )*(?:{_MINE}|me from your (?:system|records|database)|everything (?:about|on|you (?:have|hold))|(?:all )?(?:of )?my (?:data|details|information|records|personal)|my account and (?:all|my) data)|(?:right to be forgotten|right of erasure|gdpr request|data deleted|data erased|details (?:deleted|erased|removed)|forget me)",
        "delete deleted erase erased remove removed wipe wiped destroy destroyed rid scrub forget purge forgotten erasure gdpr data details", 0.86),
    say("what_held", r"what (?:\w+ )?(?:data|information|details|info)(?: \w+)? (?:do|have|are) (?:you|they) (?:\w+ )?(?:have|hold|keep|got|store|stored|holding|collect|collecting|keeping)|(?:subject access request|s a r|data protection(?: officer| act| rights)?|dsar|gdpr|privacy policy|data privacy)|(?:a )?copy of (?:all )?(?:my|the) (?:data|personal data|information) you|"
        r"(?:is|are) (?:my|our) (?:\w+ )?(?:data|details|information) (?:safe|being (?:sold|shared|kept)|shared|sold|secure)|(?:did|do|are|have|why (?:have|did)) you (?:\w+ )?(?:sell|share|sold|shared|selling|sharing|pass(?:ed)? on|bought|buy) (?:\w+ ){0,2}?(?:data|details|information|number)|(?:who|what) (?:else )?(?:do you|are you|have you|did you|has|sees) (?:\w+ )?(?:share|shared?|sharing|access|sell)(?: \w+){0,3} (?:data|details|information)|"
        r"i (?:never|didn't|did not|don't remember|haven't) (?:\w+ )?(?:gave|give|given|giving|consent(?:ed)?|agreed?|sign(?:ed)? up|sharing) (?:\w+ ){0,4}?(?:my (?:number|details|data|permission|consent|information)|to (?:this|be (?:called|contacted)))|why (?:do|have) you (?:have|got|keep|hold|need) my (?:number|details|data|information|address)",
        "data information details info access s dsar gdpr privacy copy safe number consent permission consented agreed agree sign signed address", 0.78),
)

_RECORDING: Final = r"(?:record(?:ed|ing|s)?|tap(?:ed|ing)?|monitor(?:ed|ing)?|listen(?:ed|ing)? (?:in(?: on)?|to by)|transcrib(?:ed|ing)|eavesdrop\w*|analys(?:ed|ing)|surveill\w+)"
_RECORDING_WORDS: Final = "record recorded recording records tape taped taping tap tapped monitor monitored monitoring listen listened listening transcribed transcribing eavesdropping eavesdrop analysed analysing recorder surveillance"

RECORDING_OBJECTION: Final[tuple[Pattern, ...]] = (
    say("refuse", rf"(?:don't|do not|not|never|didn't|won't|can't|refuse|object|rather (?:you didn't|not|you not|this wasn't|it wasn't|this was not)|no|wouldn't|wish (?:you )?(?:not|n't)) (?:\w+ ){{0,6}}?(?:be(?:ing)? |to |me |this |my |the call |us |it |call |you |call being |for |a |consent |any )*{_RECORDING}(?! (?:delivery|my problem|that i|any (?:complaint|fault)|the (?:payment|meter|reading)|of (?:my|the) (?:payment|order|complaint)|label|artist|a complaint|as (?:paid|delivered)|by royal|properly|on (?:the|your) (?:system|account)|what i said)\b)", _RECORDING_WORDS, 0.84),
    say("stop", rf"(?:stop|turn off|switch off|turn (?:it|that|the \w+) off|end|pause|quit|cease|delete|erase|disable|cut) (?:the |this |your |that |my |listening and )?(?:\w+ )?{_RECORDING}(?! (?:my tv|the (?:tv|programme|show|film))| programmes)|(?:turn|switch) (?:the|that|your|this) (?:recording|recorder|tape) off|stop (?:\w+ )?recording|no recording", _RECORDING_WORDS, 0.9),
    say("no_right", rf"(?:no right to|not allowed to|no permission to|haven't agreed to|never agreed to|not agreed to|didn't agree to|didn't consent to|don't consent to|do not consent to|don't give (?:you )?(?:my )?(?:permission|consent)(?: to| for)?|withdraw my consent(?: to| for)?|without my (?:consent|permission)|(?:you're|you are) not (?:to|allowed to)) (?:\w+ ){{0,4}}?{_RECORDING}|(?:without my (?:consent|permission|knowledge)|against my (?:will|wishes)) (?:\w+ )?{_RECORDING}|{_RECORDING} (?:me |this |my |us )?(?:\w+ )?without (?:my|asking|telling|permission)", _RECORDING_WORDS, 0.9),
    say("who_listens", r"(?:is|are|who's|who is|who else is|is there) (?:\w+ ){0,4}?(?:someone|somebody|anyone|anybody|else|computer|machine|robot|ai|people)(?: else)? (?:listening(?: in| to)?|on the line|eavesdropping)(?= *(?:[.,!?]|$)| to (?:this|me|us|my|our)| in)", "listening line eavesdropping", 0.55),
    say("not_comfortable", rf"(?:not (?:\w+ )?(?:comfortable|happy|okay|ok|keen)|uncomfortable|unhappy|don't like|do not like|hate|object|not fine|mind) (?:\w+ ){{0,5}}?{_RECORDING}|(?:i'll|i will|going to) hang up if (?:\w+ ){{0,4}}?{_RECORDING}|(?:off the record|take me off (?:the )?recording)", f"{_RECORDING_WORDS}", 0.84),
)


def data_question_detector() -> LexicalDetector:
    """The detector of questions about where data come from, and of wishes to erase them."""
    return LexicalDetector("data_question", "customer", DATA_QUESTION, version=VERSION, unless=(is_quoted, is_reported))


def recording_objection_detector() -> LexicalDetector:
    """The detector of objections to being recorded or listened to."""
    return LexicalDetector("recording_objection", "customer", RECORDING_OBJECTION, version=VERSION, unless=(is_quoted, is_reported))
