"""Small words: adjectives, adverbs, prepositions, times, and what must never be said back."""

from __future__ import annotations

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


# What a thing may *be* when something is wrong with it.
FAULTY: Final = word_set(
    """
    broken late wrong missing damaged faulty defective cold dead down off stuck blocked slow
    cracked scratched torn stained dirty incomplete empty lost incorrect unavailable unreachable
    overdue delayed useless-looking short small big loose wet damp mouldy moldy rusty smashed bent
    leaking wonky noisy freezing flat frozen cut out-of-date expired uneven crooked chipped
    jammed unreadable unusable inaccurate undercooked raw burnt stale rotten sour mould bust
    busted inaccessible dim blurry patchy intermittent weak unstable unplayable double dented
    ripped unsafe loud hot filthy sticky high expensive unfinished closed disconnected suspended
    cancelled canceled
    """
)
# Adjectives that may stand before a noun, or after "is" beside a fault.
PLAIN: Final = word_set(
    """
 new old brand-new second third first last next latest recent current original previous full
 partial proper annual monthly weekly quarterly yearly daily final extra additional free direct
 online mobile smart electric electronic digital wireless wired black white red blue green grey
 gray brown pink yellow orange purple silver gold beige navy cream large little tiny huge medium
 long short big small wide narrow heavy light left right front back rear upper lower top bottom
 main whole entire complete same-day next-day different wooden leather metal plastic glass cotton
 woollen corner double single twin king-size kingsize queen-size three-seater two-seater same
 washing energy water car phone home house health travel life pet council parking train monthly
 early late prepaid unlimited fixed premium basic standard express special joint personal medical
 dental legal hot cold frozen fresh working broken wrong missing damaged faulty refurbished used
 double-glazed gluten-free vegan vegetarian halal birthday wedding christmas anniversary kitchen
 garden bathroom bedroom customer loyalty security data student international domestic local
 national roaming late-payment admin administration cancellation delivery connection
 annual-renewal winter summer spring family business ready good decent written level straight
 secure safe clean compatible valid visible stable complete temporary permanent automatic unused
 existing outstanding
"""
)
DEGREE: Final = word_set("too so very completely totally entirely really quite far much way all")
ADVERBS: Final = word_set(
    """
    still again twice already never ever always constantly continually continuously randomly
    suddenly completely properly correctly constantly now yet once finally repeatedly online
    overnight downstairs upstairs everywhere inside outside late early together separately
    permanently often daily fully anymore immediately
    """
)
# Those that stand in front of a verb.
MIDDLE: Final = word_set(
    "still again already never ever always constantly continually continuously randomly suddenly "
    "now yet once finally repeatedly completely properly often also only actually clearly totally"
)
# "up" of "has gone up", "off" of "is off".
PARTICLES: Final = word_set("up down off out on over back through in away apart round around")
PREPOSITIONS: Final = word_set(
    "for from in on at to into onto with without about under by after before since during "
    "through over of off against inside outside near behind between across per via within until "
    "till"
)
BOUNDARY: Final = word_set(
    "and but so because cos coz 'cause then which when while whereas although though or if "
    "unless however plus except anyway therefore who where whose that"
)
DAYS: Final = {
    day: day.capitalize()
    for day in word_set(
        "monday tuesday wednesday thursday friday saturday sunday january february april june july "
        "august september october november december christmas easter diwali ramadan eid "
        "thanksgiving"
    )
}
DAY_NAMES: Final = word_set("monday tuesday wednesday thursday friday saturday sunday")
SHOWN: Final = {**DAYS, "tv": "TV", "sim": "SIM", "atm": "ATM", "usb": "USB", "march": "March"}
UNITS: Final = word_set(
    "second seconds minute minutes min mins hour hours day days week weeks month months year "
    "years fortnight weekend weekends night nights quarter"
)
TIME_OF_DAY: Final = word_set("morning afternoon evening night weekend week month year time day")
MONEY: Final = word_set(
    "pound pounds quid dollar dollars buck bucks euro euros rupee rupees pence cents cent p lakh "
    "dirhams rand grand"
)
NUMBERS: Final = word_set(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand twenty-one twenty-two twenty-four twenty-five thirty-five thirty-six forty-five
    forty-eight ninety-nine
    """
)
ORDINALS: Final = {
    "second": "second",
    "third": "third",
    "fourth": "fourth",
    "fifth": "fifth",
    "sixth": "sixth",
    "seventh": "seventh",
    "eighth": "eighth",
    "ninth": "ninth",
    "tenth": "tenth",
    "2nd": "second",
    "3rd": "third",
    "4th": "fourth",
    "5th": "fifth",
}

# Left out wherever they stand: they add heat, not content.
INTENSIFIERS: Final = word_set(
    """
    fucking fuckin fking f'ing effing freaking frigging fricking frickin flipping bloody blooming
    blasted goddamn goddam goddamned damn damned darn dang sodding ruddy shitty crappy bleeding
    motherfucking bastard stupid ridiculous rubbish lousy terrible horrible awful pathetic useless
    so-called precious wretched poxy naff dodgy cheap tacky disgusting shoddy
    """
)
# A stretch with one of these is never said back.
NEVER_SAID: Final = word_set(
    """
    fuck fucks fucked fucker fuckers motherfucker shit shits shite shithole bullshit crap bollocks
    bastard bastards bitch bitches cunt cunts twat twats prick pricks dick dickhead arse arsehole
    arseholes asshole assholes ass arses wanker wankers tosser tossers slag slut whore piss pissed
    hell goddammit dammit damn sod bugger idiot idiots idiotic moron morons moronic imbecile stupid
    clown clowns liar liars lying crook crooks crooked thief thieves thieving scum scumbag scumbags
    cowboy cowboys incompetent incompetence useless pathetic joke jokers joker clueless lazy dumb
    dumbass retard retarded muppet muppets numpty fraud frauds fraudsters scammer scammers scam
    robbers robbing rubbish jerk loser losers rude ignorant wtf ffs bs disgrace disgraceful
    disgusting shambles nigger nigga paki chink faggot fag kill die suicide racist sexist crappy
    bloody fucking nonsense ridiculous garbage trash fool fools monkey monkeys parasite parasites
    """
)
# Somebody else's words, guesses, dreams and irony: what follows in the sentence is not claimed.
HEARSAY: Final = word_set(
    """
 said says told tell tells reckons reckon heard apparently allegedly supposedly rumour rumor
 imagine suppose supposing wonder wondering maybe perhaps probably guess bet wish hope hoping if
 unless whether pretend might could think thinks thought thinking assume assumed hypothetically
 read reads believes dreamt sarcastic kidding joking mean expect expected
"""
)
IRONY: Final = (
    "oh great",
    "oh brilliant",
    "oh lovely",
    "oh wonderful",
    "oh fantastic",
    "oh perfect",
    "oh sure",
    "yeah right",
    "thanks a lot",
    "thanks for nothing",
    "thank you so much for",
    "well done",
    "just great",
    "just perfect",
    "just brilliant",
    "just what i needed",
    "just lovely",
    "how lovely",
    "how nice",
    "how wonderful",
    "how surprising",
    "what a surprise",
    "big surprise",
    "congratulations",
    "marvellous",
    "bravo",
    "genius",
    "sterling",
)
QUESTION_WORDS: Final = word_set("what why how when where who whose which")
INVERTED: Final = word_set(
    "is are was were do does did have has had can could will would should am isn't aren't wasn't "
    "weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't shouldn't"
)
BE: Final = word_set("is are was were am be been being")
FINITE_BE: Final = word_set("is are was were isn't aren't wasn't weren't am ain't")
FINITE_HAVE: Final = word_set("has have had hasn't haven't hadn't")
FINITE_MODAL: Final = word_set(
    "will would should can could won't wouldn't shouldn't can't couldn't must does do did "
    "doesn't don't didn't cannot"
)
FINITE: Final = FINITE_BE | FINITE_HAVE | FINITE_MODAL
NEGATED: Final = frozenset(word for word in FINITE if word.endswith("n't")) | {
    "not",
    "never",
    "cannot",
    "no",
}
