"""The words that people on the phone are abused with.

This list is here to recognise abuse, so that the person it is aimed at is helped and the call can
be ended. It is the only module with such words; everything else refers to these names. A word
alone decides little: the patterns ask to whom and how it was said. Words that name a group of
people and are also used neutrally ("gay", "black", "Indian", "Muslim", "disabled", "trans") are
deliberately not slurs here; only scorn around them counts, in ``insult``.
"""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import words

# Swear words in any use, as whole words. Inflections are listed, for a stem would catch
# "Scunthorpe", "shitake", "Cockburn".
STRONG_SWEARING: Final = words(
    """
    fuck fucks fucked fucking fuckin fuckin' fucker fuckers fuckery motherfucker motherfuckers
    motherfucking fuckup fuk fukin fuking fck fcking feck fecking fekin shit shits shitty shite
    shitting shitshow bullshit horseshit shithole shitless bollocks bollox wank wanker wankers
    wankery bastard bastards arse arses arsehole arseholes asshole assholes arsed bitch bitches
    bitching cunt cunts twat twats prick pricks dickhead dickheads bellend bellends knobhead
    knobheads tosser tossers pissing goddamn goddamned goddammit wtf stfu fubar effing friggin
    frigging shitload"""
)
MILD_SWEARING: Final = words(
    """
    damn damned dammit bloody crap crappy hell bugger buggered buggers buggering sodding sod
    blasted piss pissed ass frickin fricking freaking freakin flaming bleeding heck"""
)

# Words for a person. With "you" before them they demean.
MILD_NAMES: Final = (
    "idiots?|morons?|imbeciles?|fools?|foon|clowns?|muppets?|plonkers?|numpty|numpties|dimwits?|"
    "nitwits?|halfwits?|half wits?|twits?|twerps?|dunces?|dunderheads?|donkeys?|monkeys?|jokers?|"
    "losers?|wallys?|wally|pillocks?|berks?|prats?|divs?|divvy|simpletons?|dopes?|dummy|dummies|"
    "blockheads?|airheads?|bird ?brains?|pea ?brains?|thickos?|dumbos?|"
    "jobsworths?|parrots?|nobody|"
    "waste of (?:space|time|air|oxygen|skin)|bozos?|jerks?|creeps?|weirdos?|gits?|wazzocks?|"
    "drongos?|galahs?|gormless|lunatics?|nutters?|nutcases?|psychos?|pigs?|cows?|wimps?|snakes?|"
    "rats?|weasels?|worms?|liars?|dolts?|ignoramus|cretins?|cavem[ae]n|oafs?|mugs?"
)
STRONG_NAMES: Final = (
    "bastards?|basturds?|wankers?|twats?|pricks?|dick ?heads?|dicks?|cocks?|cockwombles?|"
    "ass ?holes?|arse ?holes?|arses?|ass|dumb ?ass(?:es)?|punk ?ass|jack ?ass(?:es)?|smart ?arse|"
    "bell ?ends?|knob ?heads?|knobs?|tossers?|tits?|tw\\*ts?|b\\*+d|a\\*+e|d\\*+head|"
    "bitch(?:es)?|biatch|bich|b\\*+h|b\\*tch|scum(?:bags?)?|scumbots?|shits?|shit ?heads?|"
    "shit ?bags?|turds?|douche(?: ?bags?)?|mother ?fuckers?|fuckers?|fucks?|fuck ?wits?|"
    "fuck ?brains?|fuck ?faces?|bitch face|low ?li(?:fe|ves)|vermin|parasites?|gobshites?|"
    "slimeballs?|slime|filth|minger|wretch|maggots?|cockroach(?:es)?|bugger"
)
DEGRADING_NAMES: Final = (
    "cunts?|c\\*nts?|c\\*+t|whores?|sluts?|slags?|slappers?|skanks?|hoes?|hookers?|prostitutes?|"
    "tarts?|cum ?suckers?|cock ?suckers?|retards?|ret\\*+ds?|mongs?|spastics?|spaz|spacko|"
    "butt ?boys?|subhumans?|untermensch|savages?|terrorists?|jungle bunny|mongrels?|half ?breeds?"
)
# Slurs against origin, religion, sexuality, disability.
SLURS: Final = (
    "niggers?|n\\*+r|n\\*gger|niggas?|paki|pakis|p\\*ki|wogs?|coons?|gooks?|"
    "chinks?|chinky|spics?|"
    "kikes?|yids?|towel ?heads?|rag ?heads?|sand ?niggers?|curry ?munchers?|faggots?|faggits?|"
    "fags?|f\\*ggot|f\\*+t|poofs?|poofters?|dykes?|trann(?:y|ies)|shemales?|pikeys?|gyppos?|"
    "golliwogs?|darkies|darky|wetbacks?|beaners?|zipperheads?|abos?|kaffirs?|dotheads?"
)
SLUR_WORDS: Final = """nigger niggers nigga niggas paki pakis wog wogs coon coons gook gooks chink
    chinks chinky spic spics kike kikes yid yids towelhead towelheads towel raghead ragheads rag
    sand curry faggot faggots faggit faggits fag fags poof poofs poofter poofters dyke dykes tranny
    trannies shemale shemales pikey pikeys gyppo gyppos golliwog golliwogs darkies darky wetback
    wetbacks beaner beaners zipperhead zipperheads abo abos kaffir kaffirs dothead dotheads n p f"""
# Slurs with no other everyday meaning: they count wherever they are said as one's own words.
UNMISTAKABLE_SLURS: Final = (
    "niggers?|n\\*+rs?|n\\*gger|pakis?|p\\*ki|wogs?|gooks?|kikes?|towel ?heads?|rag ?heads?|"
    "sand ?niggers?|curry ?munchers?|faggits?|f\\*ggots?|poofters?|shemales?|pikeys?|gyppos?|"
    "golliwogs?|wetbacks?|beaners?|zipperheads?|kaffirs?|dotheads?"
)
INSULTING_ADJECTIVES: Final = (
    "stupid|thick|dumb|useless|idiotic|moronic|brainless|brain ?dead|pathetic|incompetent|"
    "ignorant|ugly|fat|lazy|dim|dense|clueless|gormless|braindead|witless|slow|pointless|"
    "worthless|spineless|gutless|two ?faced|lying|cheating|thieving|smug|snotty|stuck ?up|"
    "arrogant|condescending|miserable|silly|little|jumped ?up|sad|smelly|dirty|filthy|disgusting|"
    "nasty|vile|evil|horrible|crooked|rotten|ridiculous|inbred|hairy|old|bald|spotty|greasy|"
    "stinking|deaf|blind|daft|soft|senseless|mindless|sorry|low ?life|complete|total|utter|"
    "absolute|proper|bloody|damn|damned|fucking|fuckin|f\\*+ing|effing|freaking|flaming|sodding|"
    "goddamn|bleeding|crazy|mad|insane|mental|rude|cheeky|useless little|stupid little|computer"
)
