"""How questions are worded: the expressions and word sets that `questions.py` asks.

They work on ``Turn.lower``, sentence by sentence.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.agent.phrasing import word_set

PRONOUN: Final = r"(?:you|i|we|they|he|she|it|that|this|there|these|those|u)"
AUX: Final = (
    r"(?:do|did|does|can|could|would|will|have|has|had|are|is|was|were|should|shall|may|might|am|"
    r"don'?t|didn'?t|doesn'?t|can'?t|couldn'?t|wouldn'?t|won'?t|haven'?t|hasn'?t|hadn'?t|aren'?t|"
    r"isn'?t|wasn'?t|weren'?t|shouldn'?t)"
)
ADVERB: Final = r"(?:exactly|actually|else|then|now|just|also|really|on earth|the heck|roughly) "

# What people say before the question proper; any number of them.
LEAD: Final = re.compile(
    r"\W*(?:(?:um|uh|erm|er|oh|ah|okay|ok|yes|yeah|no|right|so|and|but|well|now|alright|all right|"
    r"hi|hello|sir|madam|ma'?am|please|listen|look|see|like|or|then|also|because|cause|sorry|"
    r"thanks|thank you|great|fine|sure|good|perfect|hey|you know|i mean|i see(?=[,.])|i "
    r"understand(?=[,.])|got it(?=[,.])|just|first|firstly|"
    r"actually|basically|anyway|excuse me|mr \w+|mrs \w+|ms \w+|uh-huh|mm-hm+|huh|boy|gosh|let'?s "
    r"see|i understand(?=[,.])|got it|of course|for me|if i may ask|may i ask|may i know|"
    r"can i ask(?: you)?|could i ask(?: you)?|let me ask(?: you)?)\b\W*)*"
)
# Mid-sentence these make the inversion a statement: "whatever you do you", "so do I", "let you".
NO_INVERSION_AFTER: Final = word_set(
    "i you we they he she it that to not nor neither so as than can could will would "
    "should may might must cannot can't won't don't didn't doesn't couldn't wouldn't who "
    "which what whatever only never rarely hardly i'll we'll you'll they'll i'd we'd you'd "
    "what's people things everything anything all how when where why whether and/or let "
    "there "
)
INVERSION: Final = re.compile(
    r"\b(?:(?:do|did|can|could|would|will|have|are|were|should|shall|may|don'?t|didn'?t|can'?t|"
    r"couldn'?t|wouldn'?t|won'?t|haven'?t|aren'?t) (?:you|u|we|i|they)|"
    r"(?:is|was|does|did|has|will|isn'?t|doesn'?t|hasn'?t|wasn'?t) (?:it|that|this|there|she|he))\b"
)
# In mid-sentence only what service talk asks in so many words is sure enough.
ASKED_INSIDE: Final = re.compile(
    r"(?:(?:can|could|would|will|may|shall) (?:you|u|i|we)|"
    r"do (?:you|u) (?:have|want|know|mind|need|remember|see|happen|still|like|live|feel|recall|use|"
    r"wish|prefer|require|understand|think|also|by any)|"
    r"did (?:you|u) (?:get|receive|try|have|order|say|speak|call|manage|happen|check|ring|notice|"
    r"already|also|ever|see|find|want|mean|pay|sign|make)|"
    r"have (?:you|u) (?:tried|got|already|had|been|checked|received|ever|made|contacted|spoken|"
    r"called|also|noticed|done|paid|changed|seen)|"
    r"are (?:you|u) (?:able|happy|still|sure|there|okay|ok|aware|calling|looking|using|at|in|on|"
    r"near|free|available|ready|saying|referring|getting|currently|sitting|all right|alright)|"
    r"(?:is|was) (?:that|this|it|there) (?:ok|okay|right|correct|all right|alright|fine|clear|"
    r"anything|something|any|working|your|possible|still|a good|convenient)|"
    r"does (?:that|this|it) (?:sound|make|help|work|answer|suit|say|show|have|look|still|mean))\b"
)
THIRD_AT_START: Final = re.compile(
    r"(?:(?:do|don'?t|have|haven'?t) (?:you|u|i|we|they|these|those|people|your \w+ (?:have|know))|"
    r"(?:did|does|is|are|was|were|has|will|would|can|could|should|shall|may|isn'?t|aren'?t|"
    r"doesn'?t|didn'?t|hasn'?t|wasn'?t|won'?t|wouldn'?t|couldn'?t|can'?t) "
    rf"(?:{PRONOUN}|your|my|our|his|her|their|the|a|an|any|anyone|anybody|anything|somebody|"
    r"someone|something|everything|everyone|all|most|some)|"
    r"would \w+ (?:\w+ )?(?:suit|work|do|be)|any (?:other )?(?:questions?|idea|chance|luck))\b"
)
# "Should you need anything", "had I known": conditions, not questions.
CONDITION: Final = re.compile(
    r"(?:should you (?:need|have|wish|want|require|find|change|experience|ever|be)|had (?:i|you|"
    r"we)|"
    r"were (?:i|you|we) to|may (?:it|the|you)|will do|can do|do (?:you|u) know what i mean)\b"
)

WH: Final = r"(?:what|how|why|where|when|who|whose|whom|which)"
# A question word, perhaps with its noun, then auxiliary and subject: a question wherever it is.
WH_INVERTED: Final = re.compile(
    rf"\b(?:what|how|why|where|when|who|which)(?: (?:kind|sort|type) of| long| many| much| often|"
    rf" soon| far| old| big| about)?(?: {ADVERB[:-1]})?(?: (?!{AUX}\b|{PRONOUN}\b)\w+){{0,3}} "
    rf"(?:do|did|does|can|could|would|will|have|has|had|are|were|should|shall|don'?t|didn'?t|"
    rf"haven'?t|can'?t|is|was|am) (?:{PRONOUN}|your|people|someone|somebody)\b"
)
# At the start of a clause a question word asks, unless a subject follows it directly ("what I can
# do is", "when you call") or it is an exclamation ("what a shame").
WH_START: Final = re.compile(
    rf"(?:{WH}(?:'?s|'?re|'?d|'?ve|'?ll)?|how come|what'?s)\b"
    rf"(?! (?:i|we|you|they|he|she|it|that'?s|i'?ll|i'?m|i'?d|i'?ve|we'?ll|we'?re|we'?ve|you'?re|"
    rf"you'?ve|you'?ll|they'?re|it'?s|a|an|ever|the|my|our|his|her|their|there|some|people|nice|"
    rf"if i were|all|this|these|those)\b)(?! (?:is|was) that\b.*\.$)"
)
WH_LOOSE: Final = re.compile(
    r"(?:what|how) (?:about|if|else|come|for)\b|why not\b|how(?:'?s| is)\b"
)
WH_HAPPENED: Final = re.compile(
    r"\bwhat (?:happened|went wrong|happens|made you|makes you|brings you|brought you|seems to be|"
    r"caused|led|(?:would|could|might|will) (?:make|help|work|satisfy|put|suit|be|it take))\b|"
    r"\bwhat(?:'?s| is| was| has been|'?s been) (?:happening|going on|wrong|"
    r"the (?:matter|problem|issue|trouble|difficulty)|troubling|bothering|worrying|your (?:concern|"
    r"complaint|issue|problem|query|situation))\b"
)
# Words before a question word that make it indirect: "I know what happened", "that's what it is".
INDIRECT: Final = re.compile(
    r"(?:know|knows|knew|see|that'?s|thats|understand|understood|matter|care|explain|explained|"
    r"about|of|sure|remember|wonder|wondering|check|find out|out|is|was|me|you|him|her|them|us|"
    r"depends on|to|like|exactly|appreciate|heard|tell|say|said|on|from|with|idea|no matter|for|"
    r"by|imagine|realise|realize|guess|regardless|noted|think|just|write|wrote|written|into|"
    r"and that'?s|at|look|looking)[\s,]*$"
)

# "Tell me about it", asked for politely or plainly.
TELL: Final = re.compile(
    r"\b(?:(?:(?:can|could|will|would) you|please|kindly|do|if you (?:can|could)|so|and|are you "
    r"able to|i'?d like "
    r"you to|would you mind)(?: please| kindly| just| maybe| perhaps)*[\s,]+|^\W*|"
    r"(?<=[.!?,] )|\b(?:okay|ok|right|well|sorry|yes|now|sir|madam|please) )"
    r"(?:(?:tell|telling|show|give|help)(?: me| us)(?: understand| a bit| a little| some| bit)*|"
    r"(?:explain|explaining|describe|describing|share|elaborate)(?: to me| with me| for me| to "
    r"us)?|"
    r"(?:walk|talk|take|run|guide) (?:me|us) through|start from the beginning|"
    r"say (?:a bit )?more)\s"
    r"(?:a (?:bit|little) )?(?:just |exactly |please |all )*"
    r"(?:more|what|how|why|where|when|about|everything|which|who|in your own words|the (?:whole|"
    r"story|problem|issue|situation|details)|your (?:story|situation|problem|concern|issue)|"
    r"whatever|it|that|through|from|on)\b"
)
SHORT_TELL: Final = re.compile(
    r"\b(?:(?:can|could|will|would) you|please|kindly)(?: please| kindly| just)* (?:describe|"
    r"explain)"
    r"(?: to me| for me)? (?:the|your|that|this|it)\b|"
    r"(?:^\W*|[.!?,] )(?:please |go on |do )?(?:tell me (?:more|everything)|elaborate|"
    r"(?:could|can|would|will) you (?:please )?elaborate|"
    r"(?:talk|walk|run|take) me through (?:it|that|this))\b"
)
TELL_VERB: Final = word_set(
    "tell telling show explain explaining describe describing share elaborate walk talk take run "
    "guide start say give help"
)
# Details that identify: asked for by a question word, they still close the talk.
DETAIL: Final = re.compile(
    r"\b(?:name|surname|post ?code|zip(?: code)?|account(?: number)?|number|date of birth|dob|"
    r"birthday|birth date|address|e-?mail(?: address)?|phone|mobile|reference|order number|id|"
    r"password|pin|serial|initials?|spell(?:ing|ed|t)?|digits?|security (?:word|answer|code))\b"
)
# A detail is asked for in the same breath: this many characters after the question word.
DETAIL_WITHIN: Final = 48

RHETORICAL: Final = re.compile(
    r"\b(?:i don'?t know,? do i|who knows|who cares|who (?:would have|would'?ve) thought|guess "
    r"what|you know what|"
    r"do you know what\W*$|what do you expect|what did you expect|how (?:should|would) i know|"
    r"how am i supposed to|how (?:could|can) (?:i|anyone) (?:possibly )?know|why would i (?:lie|do "
    r"that)|what(?:'?s| is) the point|how dare|what can i (?:say|tell you)\b(?! to)|"
    r"what do you want (?:me|us) to (?:do|say) about|isn'?t that (?:nice|great|lovely|something)|"
    r"who am i to|do i look like|do you think i(?:'?m| am)|what else is new|why me|"
    r"how hard can it be|are you kidding|you know how it is|what do i know|"
    r"how (?:shall|should|can|do|would) i (?:say|put) (?:it|this|that))\b"
)
BACK: Final = re.compile(
    rf"\W*(?:(?:oh|ah|really|yeah|yes|well|so|huh|you|no)\W+)*(?:{AUX} {PRONOUN}(?: really| "
    rf"now)?|"
    r"really|yeah|yes|right|okay|ok|huh|sorry|pardon(?: me)?|i'?m sorry|excuse me|what|all right|"
    r"alright|hello|hm+|oh|no|you think|is that right|is that so|you know|see|come again|say "
    r"(?:that )?again|sorry\W+what)\W*"
)
TAG: Final = re.compile(
    r"(?:isn'?t (?:it|that|he|she|there)|is it|aren'?t (?:you|they|we)|are you|don'?t (?:you|they|"
    r"we)"
    r"|do you|doesn'?t it|didn'?t (?:you|it|they)|did you|wasn'?t it|weren'?t (?:you|they)|"
    r"won'?t (?:you|it)|haven'?t (?:you|we|they)|hasn'?t it|can'?t (?:you|we)|wouldn'?t (?:you|it)|"
    r"am i right|is that (?:right|correct)|right|correct|yeah|yes|okay|no|innit|or not|or no)"
    r"\W*\?\W*$"
)
BARE_TAG: Final = re.compile(
    r"\w (?:isn'?t (?:it|that)|aren'?t you|don'?t you|didn'?t you|wasn'?t it|weren'?t you|"
    r"haven'?t you|hasn'?t it|am i right|is that (?:right|correct)|innit|correct|or not)\W*$"
)

WH_WORDS: Final = frozenset(
    word + end
    for word in ("what", "how", "why", "where", "when", "who", "which", "whose", "whom")
    for end in ("", "'s", "s", "'re", "re", "'d", "d", "'ve", "ve", "'ll", "ll")
)
# A word of this set is in every rhetorical question that is known.
RHETORIC: Final = frozenset(
    ("who", "guess", "what", "what's", "whats", "how", "why", "isn't", "isnt", "do", "kidding")
)
# A word of this set is in every question that ends without a question mark.
ASKING: Final = word_set(
    "what what's whats how how's hows why why's where where's when when's who who's whose whom "
    "which "
    "do did does can could would will have has had are is was were should shall may might am don't "
    "didn't doesn't can't couldn't wouldn't won't haven't hasn't hadn't aren't isn't wasn't "
    "weren't "
    "shouldn't dont didnt doesnt cant couldnt wouldnt wont havent hasnt arent isnt wasnt correct "
    "innit tell explain describe share elaborate walk talk run guide"
)


# Unmarked, a question word at the start asks when a verb and a subject follow. "Which was nice",
# "who is my boss" go on with the sentence before.
DETERMINER: Final = (
    r"(?:the|your|my|our|his|her|their|this|that|these|those|a|an|it|you|u|i|we|they|he|she|there|"
    r"wrong|going|happening|best|exactly|all)"
)
START_VERB: Final = re.compile(
    rf"(?:(?:what|where|when|why|how|who|whose)(?:'?s| is| was| are| were|'?re|'?d|'?ve| did| does|"
    rf" do| "
    rf"has| have| had| will| would| can| could| should) (?:\w+ly )?{DETERMINER}\b|how come\b|"
    r"(?:who|what|which) (?:happened|told|said (?:that|this|it)|made|gave|sent|went|seems|brings|"
    r"caused)\b|"
    rf"(?:(?:what|which|how) (?:time|kind of|sort of|type of|day|date|colou?r|model|make|size|many|"
    rf"much|"
    rf"long|old|far|often|bank|branch|version|number|address)\b(?: \w+){{0,4}}? {AUX}\b)|"
    r"(?:what|which|how) (?:time|kind of|sort of|type of|day|date|colou?r|model|make|size|many|"
    r"much|"
    r"long|old|far|often|version)(?: \w+){0,3}\W*$)"
)
