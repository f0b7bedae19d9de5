"""Anger in words, as a table: hostile feeling said outright, and hostile orders."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.frustration_named import SUBJECT
from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_hypothetical, is_negated

_FELT: Final = (is_negated, is_hypothetical)

ANGER: Final[tuple[Pattern, ...]] = (
    say(
        "felt",
        rf"{SUBJECT} <so>(?:angry|furious|livid|fuming|raging|seething|incensed|enraged|"
        r"mad(?! (?:about|keen|for|busy))|outraged|irate|apoplectic|hopping "
        r"mad|spitting (?:feathers|nails)|pissed(?: off)?|"
        r"(?:steaming|boiling)(?= *(?:[.,!?]|$)| (?:with|over|mad|inside|now))|disgusted|"
        r"ticked off|hot under the collar|seeing "
        r"red|blazing|cross|in a rage|"
        r"appalled|pee'd off|peed off|p'd off|vex|heated|ready to explode|about "
        r"to (?:explode|lose it))",
        "angry furious livid fuming raging seething incensed enraged mad outraged "
        "irate apoplectic "
        "hopping spitting pissed steaming boiling disgusted ticked collar red blazing cross rage "
        "appalled pee'd peed p'd vex heated explode lose",
        0.9,
        unless=_FELT,
    ),
    say(
        "bare",
        r"(?:so|absolutely|bloody|really|extremely|completely|very|fucking|beyond|"
        r"effing) "
        r"(?:angry|furious|livid|fuming|raging|seething|pissed off|disgusted|"
        r"outraged|irate|mad with you)",
        "angry furious livid fuming raging seething pissed disgusted outraged irate mad",
        0.76,
        unless=_FELT,
    ),
    say(
        "blood_boil",
        r"(?:makes? my blood boil|my blood(?:'s| is) boiling|makes? me (?:so "
        r")?(?:mad|angry|sick)|"
        r"(?:i could|i want to|makes me want to) (?:scream|punch (?:something|"
        r"a wall)|smash (?:something|this|it))|"
        r"i'm (?:going to|gonna|about to) (?:lose it|explode|blow|scream|lose "
        r"my (?:temper|rag|shit|mind|patience))|"
        r"lost my (?:temper|rag)|(?:you've|you have) (?:really )?(?:made|got) "
        r"me (?:so |really )?(?:angry|mad|cross|"
        r"wound up)|through the roof|spitting feathers|don't (?:you )?(?:push|"
        r"test|start with|mess with) me|"
        r"(?:don't|do not) (?:take me for|treat me like) (?:a|an) (?:fool|mug|idiot|child)|"
        r"i don't want to hear (?:about|any more|anymore|another|your|it)(?! from)|"
        r"(?:don't|do not) (?:you dare|even think)|how dare you(?:r)?|you (?:should|"
        r"ought to) be ashamed|"
        r"shame on you|you've got (?:a|some) (?:\w+ )?(?:nerve|cheek)|(?:the|"
        r"what a|bloody) cheek(?: of)?|some nerve|have you no shame|i've had "
        r"it with (?:you|this)|sick "
        r"of (?:you|the sight|your)|"
        r"get (?:off|lost)(?: my| the) (?:phone|line|back)|i don't (?:give a|care what you))",
        "nerve cheek blood bloods scream punch smash mad angry sick explode "
        "blow lose temper rag cross wound roof feathers push test start mess "
        "fool mug idiot child dare think ashamed shame had phone line back give "
        "care hear",
        0.78,
        also="off it don't do dare how should ought shame nerve cheek make makes "
        "made got could want going gonna about lost roof feathers sick boiling "
        "push test",
        unless=(is_hypothetical,),
    ),
    say(
        "hostile",
        r"(?:you lot|you people|you guys|this company|your company|you're all|"
        r"they're all|you are all)"
        r"(?: \w+){0,4} (?:crooks|thieves|robbers|scammers|criminals|liars|bandits|con artists|"
        r"con merchants|fraudsters|sharks|cowboys|bastards|wankers|scum|disgusting|"
        r"disgrace|parasites)|"
        r"daylight robbery|(?:absolute|bunch of|load of|pack of) (?:crooks|thieves|"
        r"cowboys|robbers|"
        r"scammers|criminals|liars|con ?men|bastards|wankers|idiots|clowns|jokers)",
        "crooks thieves robbers scammers criminals liars bandits con conmen fraudsters sharks "
        "cowboys bastards wankers scum disgusting disgrace parasites robbery "
        "idiots clowns jokers",
        0.75,
        unless=(is_negated,),
    ),
    say(
        "sworn_at",
        r"(?:i(?:'ve| have)?|we|my) (?:\w+ ){0,3}(?:fucking|bloody|fuckin|f\*+ing|"
        r"goddamn|damn) (?:\w+ ){0,3}"
        r"(?:told|waiting|paid|waited|money|had enough|sick|called|asked|want|care|refund)|"
        r"(?:just )?(?:fucking|fuckin|f\*+ing|bloody) (?:listen|fix|sort|do|"
        r"give|tell|answer|send|refund|cancel|"
        r"stop|get|hell)|what the (?:fuck|f\*+k?|hell|bloody hell) (?:are you|"
        r"is (?:this|going|wrong)|do you|have you|am i|did you|"
        r"were you)",
        "fucking bloody fuckin f goddamn damn what",
        0.7,
    ),
    say(
        "hate",
        r"i (?:really |absolutely |fucking )?(?:hate|despise|detest|loathe) "
        r"(?:you|this (?:company|place|firm)|"
        r"your (?:company|firm)|dealing with you)",
        "hate despise detest loathe",
        0.72,
        unless=_FELT,
    ),
    say(
        "cross_mild",
        r"(?:i'm|i am) (?:a bit|a little|slightly) (?:angry|cross|mad)",
        "angry cross mad",
        0.6,
        unless=_FELT,
    ),
)
