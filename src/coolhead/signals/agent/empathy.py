"""`empathy`: names or accepts the customer's feeling. It needs no agreement (S2.3, S4.3).

What is said of the matter alone ("I understand that the parcel is late") is a paraphrase, not
empathy, and stays below the threshold; so does a bare "I understand", which is a nod. Followed by
"but", the acceptance is taken back: ``qualified`` is true and the confidence lower.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from coolhead.call.utterance import Signal
from coolhead.signals.agent.phrasing import (
    VERY,
    Phrase,
    PhraseDetector,
    compiled,
    preceded_by,
    word_set,
)
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

# Feelings as adjectives, of the person or of the thing that causes them.
_FELT = (
    r"(?:upset|angry|cross|frustrat(?:ed|ing)|annoy(?:ed|ing)|disappoint(?:ed|ing)|"
    r"irritat(?:ed|ing)|infuriat(?:ed|ing)|worr(?:ied|ying)|concern(?:ed|ing)|anxious|nervous|"
    r"stress(?:ed|ful|ing)|distress(?:ed|ing)|upsetting|unhappy|unpleasant|furious|mad|"
    r"fed up|sick of|tired of|exhaust(?:ed|ing)|tiring|hurt|hurtful|hard|difficult|tough|tricky|"
    r"painful|awful|horrible|terrible|dreadful|miserable|embarrass(?:ed|ing)|confus(?:ed|ing)|"
    r"overwhelm(?:ed|ing)|scared|scary|frighten(?:ed|ing)|alarm(?:ed|ing)|shock(?:ed|ing)|"
    r"inconvenient|inconvenienced|maddening|nightmare|lonely|sad|heartbreaking|devastat(?:ed|ing)|"
    r"worn out|worn down|desperate|drained|rattled|shaken|rough|"
    r"let down|ignored|messed around|messed about|not easy|a lot)"
)
_FELT_WORDS = word_set(
    "upset angry cross frustrated frustrating annoyed annoying disappointed disappointing "
    "irritated "
    "irritating infuriated infuriating worried worrying concerned concerning anxious nervous "
    "stressed stressful stressing distressed distressing upsetting unhappy unpleasant furious mad "
    "fed sick tired exhausted exhausting tiring hurt hurtful hard difficult tough tricky painful "
    "awful horrible terrible dreadful miserable embarrassed embarrassing confused confusing "
    "overwhelmed overwhelming scared scary frightened frightening alarmed alarming shocked "
    "shocking "
    "inconvenient inconvenienced maddening nightmare lonely sad heartbreaking devastated "
    "devastating let ignored messed easy lot worn desperate drained rattled shaken rough"
)
_FEELING = (
    "(?:frustrations?|anger|annoyance|disappointment|concerns?|worr(?:y|ies)|upset|irritation|"
    "feelings?|distress|stress|pain|situation|position|inconvenience|anxiety|unhappiness|"
    "impatience|point of view|loss)"
)
_FEELING_WORDS = word_set(
    "frustration frustrations anger annoyance disappointment concern concerns worry worries upset "
    "irritation feeling feelings distress stress pain situation position inconvenience anxiety "
    "unhappiness impatience view loss"
)
_SEE = (
    "(?:understand|see|hear|imagine|appreciate|tell|sense|get|realise|realize|recognise|"
    "recognize|acknowledge|know|feel|am understanding|do understand|can understand|can see|"
    "can hear|can imagine|can tell|can appreciate|do appreciate|can sense|could imagine|"
    "can certainly understand)"
)
_SEE_WORDS = ("understand", "see", "hear", "imagine", "appreciate", "tell", "sense", "get",
              "realise", "realize", "recognise", "recognize", "acknowledge", "know", "feel",
              "understanding")  # fmt: skip
_I_SEE = f"(?:i|we) (?:do |can |could |am |must )?{VERY}{_SEE}"

_BUT: Final = compiled("but|however|though|although|having said that|that said|on the other hand")
# "… but" within this many characters takes the acceptance back; a "but" after a further sentence
# belongs to something else.
_BUT_WITHIN: Final = 70
# A "But" that opens one of the next sentences, with what the firm would rather, is no less one.
_BUT_OPENS: Final = re.compile(
    r"[.!?]\s+(?:but|however),? (?:what (?:i|we)|i'm|we're|we|i|our|the (?:policy|rule|thing|fact)|"
    r"you (?:have to|need to|must|did))\b"
)
_BUT_OPENS_WITHIN: Final = 110
_SENTENCE_END: Final = re.compile(r"[.!?]\s+\S")
# What "but" leaves of the confidence.
_QUALIFIED: Final = 0.8


class _Empathy(PhraseDetector):
    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        signal = super().build(turn, conversation, pattern, match)
        if signal is None:
            return None
        qualified = _taken_back(turn.lower, match.end())
        confidence = signal.confidence * (_QUALIFIED if qualified else 1.0)
        return msgspec.structs.replace(signal, qualified=qualified, confidence=round(confidence, 2))


def _taken_back(lower: str, end: int) -> bool:
    if _BUT_OPENS.search(lower, end, end + _BUT_OPENS_WITHIN):
        return True
    but = _BUT.search(lower, end, end + _BUT_WITHIN)
    if but is None:
        return False
    between = lower[end : but.start()] + lower[but.start() : but.end()]
    stop = _SENTENCE_END.search(between)
    return stop is None or end + stop.end() - 1 == but.start()


EMPATHY = _Empathy(
    "empathy",
    (
        Phrase(
            "sees_the_feeling",
            f"{_I_SEE} (?:how |that |why |it's |it is |this is |this has been |it must be |you |"
            f"you're |you are |you might |you may |you must |your |be |feel |feeling |been |"
            f"it |this |that's |can |could |would |have |is |was |has |are |{VERY}){{0,8}}{_FELT}",
            needs=_FELT_WORDS,
            also=_SEE_WORDS,
            confidence=0.92,
        ),
        Phrase(
            "your_feeling",
            f"{_I_SEE} (?:all )?(?:of )?(?:your|the|that|this) (?:\\w+ )?{_FEELING}",
            needs=_FEELING_WORDS,
            also=_SEE_WORDS,
            confidence=0.85,
        ),
        Phrase(
            "how_you_feel",
            f"{_I_SEE} (?:exactly |just |precisely )?(?:how|what|why) "
            "(?:you (?:must |might |may )?(?:feel|are feeling|'re feeling|felt|would feel|"
            "'d feel|feel like)|it feels|that feels|this feels|you're going through|"
            "you are going through|you've been through|you have been through|"
            "that's like|it's like|you'd be upset|important this is)",
            needs=("how", "what", "why"),
            also="feel feeling felt feels going been like you'd important",
            confidence=0.9,
        ),
        Phrase(
            "must_be",
            f"(?:that|this|it|you|things|which)(?: all)? (?:must|must've|must have|has to|"
            f"would have|would've|can't) (?:be |been |have been |feel |have felt |feeling |"
            f"really |all ){{0,3}}{VERY}(?:be |been )?{_FELT}",
            needs="must must've has would would've can't",
            also=_FELT_WORDS,
            confidence=0.9,
            unless=(is_reported,),
        ),
        Phrase(
            "sounds_hard",
            f"(?:that|this|it|which) (?:does |do )?(?:sounds?|seems?|feels?|looks?) "
            f"(?:like )?(?:a |an |you've had a |you have had a )?{VERY}(?:like )?(?:a |an )?"
            f"{VERY}{_FELT}",
            needs="sound sounds seem seems feel feels look looks",
            also=_FELT_WORDS,
            confidence=0.85,
        ),
        Phrase(
            "you_sound",
            f"(?:you (?:do |must |clearly )?(?:sound|seem)|i (?:can )?hear (?:that )?(?:you're|"
            f"you are)) (?:to be |like you're )?{VERY}{_FELT}",
            needs=("sound", "seem", "hear"),
            also=_FELT_WORDS,
            confidence=0.8,
        ),
        Phrase(
            "how_hard",
            f"(?:oh )?(?:how|what a|what an) {VERY}{_FELT}(?: this| that| it| for you|(?: \\w+)? "
            "(?:week|day|end|way|time|thing|situation|start|shock|experience|position|mess|month|"
            "morning|night|evening|weekend|year|feeling|wait|news)|[!.]|$)",
            needs=("how", "what"),
            also=_FELT_WORDS,
            confidence=0.7,
            unless=(preceded_by("for|of|about|know|see|matter|on|is|test|show|tell|exactly|and"),),
        ),
        Phrase(
            "you_are_upset",
            f"(?:you're|you are|you were|you've been|you have been) "
            f"(?:feeling |clearly |obviously |understandably |rightly |left feeling |){VERY}"
            "(?:upset|angry|frustrated|annoyed|disappointed|worried|anxious|stressed|furious|"
            "unhappy|fed up|exhausted|overwhelmed|scared|hurt|let down)",
            needs="upset angry frustrated annoyed disappointed worried anxious stressed furious "
            "unhappy fed exhausted overwhelmed scared hurt let",
            also=("you're", "you", "you've"),
            confidence=0.6,
            unless=(
                preceded_by(
                    "if|when|whenever|why|because|are|sorry|sorry if|sorry that", within=30
                ),
                is_quoted,
            ),
        ),
        Phrase(
            "that_is_hard",
            f"(?:that's|that is|this is|it's|it is|that was) (?:so|very|really|extremely|truly|"
            f"terribly|incredibly|just|a|such a|such an|quite|obviously|clearly|not|awfully|"
            f"absolutely|completely) (?:\\w+ )?{_FELT}",
            needs=_FELT_WORDS,
            also="that's this it's it that",
            confidence=0.65,
            unless=(
                preceded_by("i think|for me|for us|if|not that"),
                lambda turn, start, end: turn.lower.startswith((" to ", " for me", " for us"), end),
            ),
        ),
        Phrase(
            "that_is_hard_plainly",
            "(?:that's|that is|this is|it's|it is|that was) (?:hard|rough|tough|awful|horrible|"
            "terrible|dreadful|miserable|heartbreaking|frightening|maddening|exhausting|upsetting|"
            "horrendous|rotten)(?: what you|(?=[,.!]|$| with| on you| for you))|"
            "(?:losing|waiting|being|having|sitting|getting|living|missing|finding|cooking)~~ "
            f"(?:is|must be|sounds|is just|must've been) {VERY}(?:awful|horrible|hard|miserable|"
            "terrible|dreadful|rough|exhausting|maddening|stressful|frightening|rotten)|"
            "it (?:doesn't|does not|never|won't) gets? (?:any )?easier",
            needs="hard rough tough awful horrible terrible dreadful miserable heartbreaking "
            "frightening maddening exhausting upsetting horrendous rotten stressful easier",
            confidence=0.65,
            unless=(is_reported, preceded_by("i think|for me|for us|if|not that|but")),
        ),
        Phrase(
            "what_you_went_through",
            "what you(?:'ve| have) (?:been (?:through|living with|put through)|had to (?:go|put up|"
            "live|deal))|must(?:'ve| have) felt (?:like|as if) (?:a|an|the)|"
            "(?:not how|no way) (?:anyone|anybody|you|a person|people) should (?:have to )?"
            "(?:live|be treated|be left|find out)",
            needs="through living with up go live deal felt treated left find",
            also="what must must've how way",
            confidence=0.72,
            unless=(is_reported, preceded_by("tell me|explain|know")),
        ),
        Phrase(
            "i_would_too",
            "i'd be (?:\\w+ing|cross|angry|upset|furious|mad|fuming)(?: (?:at|about) (?:it|that|me|"
            "us))? (?:too|as well)",
            needs=("too", "well"),
            also=("i'd",),
            confidence=0.8,
        ),
        Phrase(
            "understandable",
            f"(?:that's|it's|it is|that is|this is|your \\w+ is|which is|you're|is) {VERY}"
            "(?:entirely |totally |quite |all )?(?:understandable|justified|only natural|"
            "reasonable to (?:feel|be))",
            needs=("understandable", "justified", "natural", "reasonable"),
            confidence=0.85,
            unless=(is_reported, preceded_by("make sure|say it clearly so")),
        ),
        Phrase(
            "right_to_feel",
            "(?:you have|you've got|you've|you had) (?:every|a|the|all the|a perfect) "
            f"(?:right|reason) to (?:be|feel|complain) ?{VERY}(?:{_FELT})?|"
            f"you're (?:quite |absolutely |perfectly )?(?:right|entitled) to (?:be|feel) {VERY}"
            r"\w+",
            needs=("right", "reason", "entitled"),
            confidence=0.9,
            unless=(preceded_by("do|don't think|not"),),
        ),
        Phrase(
            "same_in_your_place",
            f"(?:i|anyone|anybody|everyone|most people|we)(?:'d| would) (?:also |probably |have |"
            f"certainly |definitely |all )?(?:be|feel|been|have been|have felt|react) {VERY}"
            f"(?:{_FELT}(?: too| as well| in your| if)|the same|exactly the same|like that|too|"
            f"just as {_FELT}|{_FELT})",
            needs="be feel been felt react",
            also="i'd would anyone'd we'd anybody'd everyone'd",
            confidence=0.85,
        ),
        Phrase(
            "in_your_shoes",
            "(?:in|put myself in) your (?:shoes|place|position|situation)",
            needs=("shoes", "place", "position", "situation"),
            confidence=0.75,
        ),
        Phrase(
            "do_not_blame",
            "(?:i )?(?:don't|do not|can't|cannot|wouldn't) blame you|"
            f"(?:it's )?no wonder (?:that )?(?:you're|you are|you feel|you feel) {VERY}\\w+",
            needs=("blame", "wonder"),
            confidence=0.85,
        ),
        Phrase(
            "imagine",
            f"i (?:can|could|can't|cannot|couldn't) {VERY}(?:even )?imagine"
            "(?! why| that would| what he| where)",
            needs=("imagine",),
            confidence=0.75,
        ),
        Phrase(
            "sorry_for_the_person",
            "sorry (?!you were saying)(?:to hear|that you(?:'ve| have|'re| are)?|you(?:'ve| have|"
            "'re| are)?|"
            "about your|for your)"
            "(?:~ (?:that|this|loss|through|feel|feeling|had to|happened|experience|situation|"
            "trouble|wait|time|bad|hard|about|mother|father|husband|wife|son|daughter))",
            needs=("sorry",),
            confidence=0.7,
            unless=(
                lambda turn, start, end: (
                    re.match(r"sorry,? (?:that )?you feel (?:that|this) way", turn.lower[start:])
                    is not None
                ),
            ),
        ),
        Phrase(
            "condolences",
            "(?:my|our|please accept my|sincere|deepest) (?:\\w+ )?condolences|"
            "(?:my|our) (?:heart goes|hearts go|thoughts are)|i (?:really )?feel for you|"
            "sorry for your loss|my sympathies",
            needs="condolences heart hearts thoughts feel loss sympathies",
            confidence=0.92,
        ),
        Phrase(
            "been_through_a_lot",
            "(?:you've|you have) (?:really |clearly |already )?(?:been|had to go|gone|had) "
            "(?:through|quite a|an awful|a (?:hard|rough|tough|bad|long|difficult|terrible|"
            "horrible))"
            "(?: a lot| so much| enough|~ (?:time|week|day|month|year|wait|ordeal))",
            needs=("you've", "you"),
            also="through quite awful hard rough tough bad long difficult terrible horrible",
            confidence=0.8,
        ),
        Phrase(
            "last_thing_you_need",
            "(?:the )?last thing (?:that )?(?:you|anyone|anybody) (?:need|needs|want|wants|"
            "wanted|needed)|(?:no one|nobody|no-one) (?:likes|wants|enjoys|should have) to|"
            "not (?:at all )?what you (?:want|need|wanted|needed|expect|expected|were hoping)",
            needs="last one nobody no-one what",
            also="thing likes wants enjoys should want need wanted needed expect expected hoping",
            confidence=0.65,
        ),
        Phrase(
            "know_it_is_hard",
            f"(?:i|we) (?:do )?(?:know|realise|realize|appreciate|understand) (?:that )?(?:this|it|"
            f"that|things)(?:'s| is| are| has been| must be| can be| isn't| hasn't been|"
            f" have been| aren't| is not)? {VERY}(?:been )?(?:{_FELT}|easy|ideal|what you)",
            needs="know realise realize appreciate understand",
            also=_FELT_WORDS | {"ideal", "what"},
            confidence=0.85,
        ),
        Phrase(
            "fully_understand",
            "i (?:completely|totally|fully|absolutely|perfectly|truly|really|certainly|quite|"
            "entirely|do) (?:do )?understand(?! (?:what|the (?:process|terms|question)|how (?:to|"
            "it)))",
            needs=("understand",),
            confidence=0.58,
            unless=(preceded_by("so that|make sure|not sure"),),
        ),
        Phrase(
            "understand_the_matter",
            "i (?:can )?understand(?! (?:english|what you want))",
            needs=("understand",),
            confidence=0.4,
        ),
        Phrase(
            "warmth",
            "you(?:'re| are) not alone|i'm here for you|i am here for you|"
            "i (?:really |do )?(?:hope|wish) (?:that )?(?:you|things|it|this|everything) "
            "(?:\\w+ )?(?:feels?|gets?|works? out|improves?|'re okay|are okay|ease|heals?|"
            "recovers?)|"
            "(?:i know the feeling|i've been there|i feel the same)|that sucks|"
            "(?:take (?:good )?care of yourself|hang in there|stay strong)",
            needs="alone here hope wish feeling been feel sucks care hang strong",
            confidence=0.6,
            unless=(is_reported,),
        ),
        Phrase(
            "hear_you",
            "i hear you|i hear what you're saying|bless you|oh dear|oh no",
            needs=("hear", "bless", "dear", "no"),
            confidence=0.45,
        ),
    ),
)
