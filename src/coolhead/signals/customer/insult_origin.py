"""Insults about origin, language, accent and voice, as a table.

A need ("I can't follow your accent, sorry") is weak here and stays below the threshold; scorn or
an order ("speak proper English") counts.
"""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer import offensive_words as lexicon
from coolhead.signals.customer.wording import first_words, say
from coolhead.signals.lexical import Pattern

_SCORN: Final = (
    r"(?:stupid|silly|squeaky|whiny|whining|annoying|horrible|ugly|fat|thick|ridiculous|awful|"
    r"terrible|grating|irritating|nasal|posh|funny|weird|dumb|bloody|fucking|damn|smug|foreign|"
    r"indian|african|polish|chinese|f\*+ing|monotonous|robotic|dreadful|tiny|little|effing)"
)
_NATION: Final = (
    r"(?:indians?|foreigners?|immigrants?|pakistanis?|africans?|poles|polish|romanians?|chinese|"
    r"blacks?|muslims?|arabs?|jews?|jewish|gypsy|gypsies|asians?|mexicans?|filipinos?|nigerians?|"
    r"asylum seekers|refugees|scousers?|geordies?|yanks?|brits?|irish|welsh|scots)"
)
_SWORN: Final = (
    r"(?:bloody|fucking|fuckin|damn|damned|dirty|filthy|stinking|smelly|stupid|thick|f\*+ing|"
    r"thieving|lazy|goddamn|useless|sodding|effing)"
)
ORIGIN: Final[tuple[Pattern, ...]] = (
    say(
        "go_back",
        r"(?:go|get|fuck off|piss off|send you|send them|sent) (?:\w+ )?back "
        r"(?:to )?(?:"
        r"(?:your|ur) (?:own )?(?:\w+ )?country|where(?:ver)? you (?:came|come|belong)(?: from)?|"
        r"india|pakistan|africa|poland|china|nigeria|the jungle|your (?:mud )?hut|the zoo)|"
        r"go home (?:you )?(?:foreigner|immigrant|paki)",
        "back home",
        0.93,
        severity=3,
    ),
    say("slur_said", rf"(?:{lexicon.UNMISTAKABLE_SLURS})", lexicon.SLUR_WORDS, 0.9, severity=3),
    say(
        "speak_english",
        r"(?<!to\s)(?<!you\s)(?<!they\s)(?<!i\s)(?<!we\s)(?<!all\s)"
        r"(?<!don't\s)(?<!dont\s)(?<!not\s)(?:please )?(?:speak|talk|learn)(?: "
        r"to speak| to talk)?"
        r"(?: some| in| the)? ?"
        r"(?:bloody |fucking |proper |properly |plain |f\*+ing |damn |queen's |king's )*english"
        r"(?! (?:and|but|very|well|is|as|at|a little|lessons?|course))",
        "english",
        0.8,
        severity=2,
    ),
    say(
        "speak_english_you",
        r"(?:do|can|could|don't|can't|cannot|why don't) (?:you|u) (?:even |"
        r"actually |not )(?:speak|understand|talk) (?:\w+ )?english|(?:you|u) "
        r"(?:can't|cannot|don't|"
        r"barely|hardly) (?:even )?(?:speak|understand|talk) (?:\w+ )?english|learn (?:the |our |"
        r"to speak (?:the |our ))language",
        "english language",
        0.8,
        severity=2,
    ),
    say(
        "speaks_proper_english",
        r"(?:some(?:one|body)|any(?:one|body)|a person|people|"
        r"an? \w+) (?:there )?(?:who|that|which|as|what|who's|able to)(?: can| could| actually| "
        r"bloody| fucking| really| properly)* (?:speaks?|talks?|understands?)(?: \w+)? "
        r"(?:proper |actual |plain |bloody |fucking |decent |real )english",
        "english",
        0.85,
        severity=2,
    ),
    say(
        "speaks_english",
        r"(?:get|give|put|find|fetch|pass) me(?: \w+)? (?:some(?:one|body)|a "
        r"person) "
        r"(?:who|that)(?: can| actually| bloody| could)* (?:speaks?|understands?) english",
        "english",
        0.68,
        severity=2,
    ),
    say(
        "anyone_english",
        r"(?:some(?:one|body)|any(?:one|body)) (?:who|that)(?: actually| bloody|"
        r" "
        r"fucking)+ (?:can )?(?:speaks?|understands?) english",
        "english",
        0.7,
        severity=2,
    ),
    say(
        "only_a_native",
        r"(?:want|get|give|put|need|speak|talk)(?: \w+){0,3} (?:an? )?(?:real |"
        r"proper |actual |native )?(?:white|english|british|american|australian)(?: "
        r"born)? (?:man|"
        r"woman|person|lady|guy|bloke|one|human|people|lass|lad)",
        "white english british american australian",
        0.7,
        severity=2,
    ),
    say(
        "only_white",
        r"(?:get|give|want|put|find|fetch)(?: \w+){0,4} (?:who's |who is |that's )?"
        r"white(?= *(?:[.,!?;]|$)| (?:person|man|woman|guy|not|instead))",
        "white",
        0.85,
        severity=3,
    ),
    say(
        "not_a_foreigner",
        r"(?:not|don't want|don't wanna|won't|refuse to|sick of|tired of|instead "
        r"of|rather than|fed up with|fed up of)(?: speak| talk| speaking| talking|"
        r" dealing| deal)?"
        rf"(?: to| with)? (?:an? |some |any |you |more )?(?:{_SWORN} )?"
        rf"(?:foreigners?|immigrants?|{_NATION})(?= *(?:[.,!?;]|$))",
        first_words(_NATION[3:-1]),
        0.7,
        severity=2,
    ),
    say(
        "sworn_nation",
        rf"(?:you |ya )?{_SWORN} (?:\w+ )?{_NATION}(?! (?:food|takeaway|restaurant|"
        r"car|cars|app|website|company|phone|tv|made|keyboard|weather|winter))",
        first_words(_NATION[3:-1]),
        0.85,
        severity=3,
    ),
    say(
        "you_nation",
        rf"you (?:people )?(?:all )?{_NATION} (?:are all|are|should|can't|never|"
        rf"all)|"
        rf"(?:typical|all you|all the same you) {_NATION}",
        first_words(_NATION[3:-1]),
        0.72,
        also="typical you",
        severity=3,
    ),
    say(
        "accent",
        rf"(?:your|that|with that|with your|what an?|such an?) (?:\w+ )?{_SCORN} "
        r"(?:\w+ )?(?:accent|name)(?! (?:is|of) the)|your accent (?:is|sounds) "
        r"(?:so |really |just "
        r"|absolutely )?(?:awful|terrible|ridiculous|horrible|stupid|a joke|disgusting|ugly|"
        r"painful|annoying)|lose the accent",
        "accent name",
        0.82,
        severity=2,
    ),
    say(
        "voice",
        rf"(?:your|that) (?:\w+ )?{_SCORN} (?:\w+ )?(?:voice|face|head|mouth|tone of "
        r"voice|laugh|brain|skull)|your (?:\w+ )?voice (?:is|sounds?|makes?|"
        r"goes|gets)(?: \w+){0,2} "
        r"(?:annoying|horrible|awful|like|sick|through|nerves|grating|irritating|terrible|"
        r"ugly|stupid|cringe)",
        "voice face head mouth laugh brain skull",
        0.72,
        severity=1,
    ),
    say(
        "accent_unclear",
        r"(?:can't|cannot|couldn't|don't|hard to|struggle to|struggling to) "
        r"(?:understand|follow|make out)(?: a word of| any of)? (?:your|that) (?:\w+ )?(?:accent|"
        r"english)|a word (?:of what )?you(?:'re| are)? (?:say|saying)",
        "accent english word",
        0.35,
        severity=1,
    ),
    say(
        "in_this_country",
        r"(?:some(?:one|body)) (?:actually )?(?:in|from) (?:this country|the "
        r"uk|"
        r"britain|england|america|the us|the states|my country)",
        "someone somebody",
        0.35,
        severity=1,
    ),
)
