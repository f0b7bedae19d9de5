"""Complaints told as a story: waiting, being left, starting again, what nobody did."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_hypothetical

_LONG: Final = r"(?:hours?|minutes?|days|weeks?|months?|ages)"
_LONG_WORDS: Final = "hour hours minute minutes days week weeks month months ages"

TOLD: Final[tuple[Pattern, ...]] = (
    say(
        "nobody_did",
        r"(?:nobody|no one)(?:'s| has| have| had| ever| even| once| is| was| bothered to)* "
        r"(?:writes?|wrote|written|thinks?|thought|sends?|sent|said sorry|apologised|looked|"
        r"checked|"
        r"done|did anything)(?! (?:to worry|you))",
        "nobody nobody's one one's",
        0.7,
        also="write writes wrote written think thinks thought send sends sent said apologised "
        "looked checked done did",
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "held",
        rf"[\w'-]+ {_LONG} (?:i've been |i was |i were |i spent )?(?:on hold|in (?:a|the|your) "
        rf"queue|listening to)|on hold (?:for|since) (?:\w+ ){{0,3}}{_LONG}|"
        rf"(?:sat|stood|stuck|stranded|queued|queueing|queuing)(?! (?:with|"
        rf"beside))(?: \w+){{0,5}}? {_LONG}",
        _LONG_WORDS,
        0.7,
        also="hold queue listening sat stood stuck stranded queued queueing queuing",
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "left_waiting",
        r"(?:leav(?:e|ing)|left) (?:me|us|my \w+|him|her) (?:till|until|without|with (?:no|"
        r"nothing)|"
        r"in the (?:lurch|dark|cold)|high and dry|hanging|stranded|waiting|sat|sitting|standing)|"
        r"(?:not|haven't|never|nor) (?:seen|heard from) (?:him|her|them|anyone|anybody|you|a soul) "
        r"(?:since|again)|(?:you've|you have|they've|they have) (?:\w+ )?(?:had|kept|got|taken) my "
        r"money|all (?:the|that) way (?:\w+ ){0,6}?for nothing|paid (?:\w+ ){0,4}for nothing|"
        r"(?:sold|given|gave) (?:away )?(?:my|our) (?:\w+ )?(?:twice|away|to (?:somebody|someone))",
        "leave leaving left seen heard money nothing sold given gave",
        0.76,
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "every_time",
        r"every (?:single )?(?:time|day|week) (?:i|we) (?:\w+ )?(?:ring|call|phone|rang|called|"
        r"speak|contact|email|ask|get|have to|try|log)(?! you (?:a|my))|"
        r"every (?:single )?time it's (?:\w+ ){0,3}(?:different|someone|somebody|another|the same)|"
        r"(?:every day|always|all the time) (?:you|they)(?:'re| are) (?:telling|saying)",
        "every always time",
        0.68,
        also="ring call phone rang called speak contact email ask get have try log different "
        "someone somebody another same telling saying",
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "why_did_nobody",
        r"why (?:couldn't|didn't|hasn't|haven't|wasn't|won't|weren't|did|has|is|in the \w+) "
        r"(?:\w+ )?(?:anybody|anyone|nobody|no one|somebody|someone|they|it)\b(?! (?:say|says) "
        r"(?:that|here))|(?:didn't|did not|never|haven't|without)(?: even| once| so much as)* "
        r"(?:say|said|saying) sorry|(?:didn't|did not|never|haven't)(?: even| once)* apologised?",
        "why sorry apologise apologised",
        0.7,
        also="couldn't didn't hasn't haven't wasn't won't weren't did has is in never without",
        target="company",
    ),
    say(
        "long_ago",
        r"i (?:\w+ )?(?:asked|ordered|applied|paid|requested)(?: \w+){0,6} (?:weeks|months|a "
        r"fortnight|a month|a week) ago|(?:it's been|that's been|it has been|i've waited) (?:\w+ )?"
        r"[\w-]+ (?:weeks|months|years)|(?:it's|that's|is) [\w-]+ (?:weeks|months) (?:now|already)",
        "ago weeks months years",
        0.62,
        also="asked ordered applied paid requested been waited now already",
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "said_it_would",
        r"(?:he|she|they|you|somebody|someone|the \w+) (?:\w+ )?(?:said|told me|swore|promised) "
        r"(?:it|that|they|he|she|you|someone|somebody)'d|"
        r"(?:it|that|this|they)(?:'d| would| should)(?: have)?(?: be| been) (?:\w+ )?(?:done|here|"
        r"sorted|fixed|finished|over) (?:by now|already|weeks ago|months ago|days ago)",
        "it'd that'd they'd he'd she'd you'd someone'd somebody'd would should",
        0.68,
        also="said told swore promised now already ago",
        target="company",
        unless=(is_hypothetical,),
    ),
    say(
        "disbelieved",
        r"(?:being|been) (?:told|called|treated|made to feel)(?: like| that| as if)? (?:i'm )?"
        r"(?:an? )?(?:liar|lying|criminal|thief|idiot|fool|child|stupid|nuisance)|"
        r"(?:are you|you're|you are|is anyone) (?:calling me|saying i'm|suggesting i'm|accusing me "
        r"of(?: being)?)(?: an?)? (?:liar|lying|thief|stupid|criminal)",
        "liar lying criminal thief idiot fool child stupid nuisance",
        0.76,
        target="company",
    ),
    say(
        "not_done",
        r"you (?:haven't|didn't|don't|aren't)(?= *[.!,])[.!, ]+(?:you've|you have|you) (?:just |"
        r"only )?(?:read|told|said|given|sent|looked|repeated|asked|put)",
        "haven't didn't don't aren't",
        0.68,
        also="read told said given sent looked repeated asked put",
        target="agent",
    ),
    say(
        "cannot_be_right",
        r"(?:no way|can't see how|don't see how) (?:it|that|this)(?:'s| is| can be) "
        r"(?:right|correct|mine|true)|(?:can't|cannot|couldn't) (?:possibly )?be (?:right|correct)|"
        r"how can (?:i|we) (?:possibly )?have (?:used|spent|called|made|owed)|"
        r"how can (?:it|this|that) (?:possibly )?(?:be|take|cost)|"
        r"(?:you've|you have|they've|they have) (?:just |been |only )?(?:guess(?:ed|ing)|made "
        r"(?:it |this )?up|invented)",
        "right correct mine true how guessed guessing made invented",
        0.7,
        also="way see can't cannot couldn't can you've you they've they",
        target="product",
        unless=(is_hypothetical,),
    ),
    say(
        "symptom",
        r"(?:there's|there is|there are|there was|i've got|we've got|i have|we have|found|it's|"
        r"covered in|full of) (?:\w+ ){0,3}?(?:mould|mold|damp|stains?|leaks?|drips?|cracks?|"
        r"holes?|"
        r"rats|mice|cockroaches)(?! (?:test|proof|kit|course|removal))|"
        r"(?:it|they|this|that|which|and it) (?:\w+ )?(?:smells|stinks|reeks|leaks|drips|rattles)"
        r"(?! (?:good|nice|lovely|great|fine|amazing|delicious))|(?:it's|it has|has|is|was) "
        r"(?:\w+ )?(?:split|snapped)(?! (?:in|into) (?:two|three|\w+) payments)",
        "mould mold damp stain stains leak leaks drip drips crack cracks hole holes rats mice "
        "cockroaches smells stinks reeks rattles split snapped",
        0.7,
        target="product",
        unless=(is_hypothetical,),
    ),
    say(
        "off_since",
        r"(?:internet|broadband|wifi|power|electricity|gas|water|heating|phone|line|signal|tv|it|"
        r"machine|boiler|system|site|website)(?:'s| has| is| was| have)(?: been| gone| just)* "
        r"(?:off|out|down|dead) (?:since|for|all|again)|"
        r"(?:app|update|system|site|website|machine|computer|you|they|it)(?:'s|'ve| has| have)?"
        r"(?: just)? (?:ate|eaten|lost|deleted|wiped|swallowed|chewed up|ruined) (?:all )?"
        r"(?:my|our|the whole|everything)",
        "since for all again ate eaten lost deleted wiped swallowed chewed ruined",
        0.76,
        also="off out down dead ate eaten lost deleted wiped swallowed chewed ruined",
        target="product",
        unless=(is_hypothetical,),
    ),
)
