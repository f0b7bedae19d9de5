"""What a swear word or a complaint is about: the product, the firm, the situation, somebody else.

The nearest naming word decides, first after the place (a swear word usually stands before its
noun: "the damn app"), then before it in the same clause ("this app is shit").
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.call.utterance import Target
from coolhead.signals.customer.wording import words
from coolhead.signals.scope import before
from coolhead.signals.turn import Turn

COMPANY_WORDS: Final = words(
    "company firm business outfit lot crooks thieves robbers bandits cowboys shysters scammers "
    "fraudsters sharks conmen bank insurer insurers organisation organization corporation "
    "management managers bosses department departments branch shop store "
    "office provider supplier "
    "council airline operator people cheats liars rogues shower wankers bastards bunch scam con "
    "racket call-centre centre center headquarters brand agency team staff they"
)
PRODUCT_WORDS: Final = words(
    "app apps website site page internet broadband wifi router modem connection "
    "line signal phone "
    "mobile handset laptop computer tablet machine boiler washer dryer "
    "fridge freezer oven cooker "
    "hoover vacuum kettle toaster tv telly television box remote sofa settee chair table bed "
    "mattress wardrobe shoes dress coat jacket shirt parcel package delivery order item thing "
    "things stuff goods product products item device software system password login code bill "
    "bills invoice charge charges payment card statement account tariff meter policy contract "
    "subscription ticket booking flight room hotel car van bike engine tyre battery screen cable "
    "charger printer headset camera speaker alarm lock door window floor roof kitchen food meal "
    "pizza letter letters email emails form forms link button menu music recording voicemail "
    "service engineer's heating water electric electricity gas power update voucher refund fee "
    "fees deposit premium price pump filter part parts plan heater shower-head pills medication"
)
SITUATION_WORDS: Final = words(
    "joke disgrace nightmare mess shambles farce time times hour hours minute minutes day days "
    "week weeks month months year years morning afternoon evening night wait waiting queue hold "
    "situation circus shame outrage ordeal hassle palaver business-day way reason answer sake "
    "point idea life world weather traffic christmas monday problem problems issue trouble "
    "going happening ridiculous unbelievable disgraceful chance luck"
)
PERSON_WORDS: Final = words(
    "he she him her husband wife partner boyfriend girlfriend son daughter mother mum mom father "
    "dad brother sister uncle aunt neighbour neighbours neighbor neighbors "
    "boss landlord landlady "
    "driver drivers courier engineer engineers fitter builder plumber technician doctor ex kids "
    "kid mate friend friends colleague bloke guy man woman lad lads person government politician "
    "dog postman salesman rep"
)

_KINDS: Final[dict[str, Target]] = {
    **dict.fromkeys(SITUATION_WORDS, "situation"),
    **dict.fromkeys(PERSON_WORDS, "third_person"),
    **dict.fromkeys(PRODUCT_WORDS, "product"),
    **dict.fromkeys(COMPANY_WORDS, "company"),
}
_WORD: Final = re.compile(r"[\w'-]+")
_CLAUSE_END: Final = re.compile(r"[.!?;,]|\b(?:but|because|and then)\b")
_OUTCRY: Final = re.compile(r"(?:what|who|where|why|how|when) (?:the|in the|on) $|\bfor (?:\w+ )?$")
# Two or three words lie between a swear word and its noun ("this fucking piece of crap app").
_AHEAD: Final = 4
# Before it the subject may stand further off ("the router you sent me last week is shit").
_BEHIND: Final = 9


def target_of(turn: Turn, start: int, end: int) -> Target:
    """The target of the swear word at ``start``-``end``; "none" where nothing is named."""
    ahead = turn.lower[end : end + 60]
    cut = _CLAUSE_END.search(ahead)
    outcry = _OUTCRY.search(turn.lower[max(0, start - 24) : start]) is not None
    if not outcry:
        for word in _WORD.findall(ahead[: cut.start()] if cut else ahead)[:_AHEAD]:
            if word in _KINDS and word not in {"they", "her", "him", "way"}:
                return _KINDS[word]
    clause = before(turn, start, 70)
    swear = turn.lower[start:end]
    for word in reversed(_WORD.findall(f"{clause}{swear}")[-_BEHIND:]):
        if word in _KINDS:
            return _KINDS[word]
        if word in {"you", "your", "you're"} and swear in {"crooks", "bastards", "shit", "crap"}:
            return "company"
    if outcry or "hell" in swear or swear in {"wtf", "bullshit", "shambles", "bollocks"}:
        return "situation"
    return "none"
