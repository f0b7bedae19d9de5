"""`open_question` and `closed_question`, with or without a question mark.

An open question cannot be answered with yes or no ("what happened", "how long has it been like
that"); "could you tell me what happened" is one too, and so is "tell me more about it". A closed
question can, and so does a request for a detail of identification count ("what's your postcode"),
since it lets nobody tell their story. Recognisers drop the question mark, so inversion ("do you",
"can I") and question words with a verb after them are looked for anywhere in the turn.

Not questions: rhetorical ones ("who knows", "what do you expect"), "sorry?" and "pardon?", the
listener's "oh, did you?", and "you know" as a filler.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.turn import Conversation, Turn

_PRONOUN: Final = r"(?:you|i|we|they|he|she|it|that|this|there|these|those|u)"
_AUX: Final = (
    r"(?:do|did|does|can|could|would|will|have|has|had|are|is|was|were|should|shall|may|might|am|"
    r"don'?t|didn'?t|doesn'?t|can'?t|couldn'?t|wouldn'?t|won'?t|haven'?t|hasn'?t|hadn'?t|aren'?t|"
    r"isn'?t|wasn'?t|weren'?t|shouldn'?t)"
)
_ADVERB: Final = r"(?:exactly|actually|else|then|now|just|also|really|on earth|the heck|roughly) "

# What people say before the question proper; any number of them.
_LEAD: Final = re.compile(
    r"\W*(?:(?:um|uh|erm|er|oh|ah|okay|ok|yes|yeah|no|right|so|and|but|well|now|alright|all right|"
    r"hi|hello|sir|madam|ma'?am|please|listen|look|see|like|or|then|also|because|cause|sorry|"
    r"thanks|thank you|great|fine|sure|good|perfect|hey|you know|i mean|i see(?=[,.])|i understand(?=[,.])|got it(?=[,.])|just|first|firstly|"
    r"actually|basically|anyway|excuse me|mr \w+|mrs \w+|ms \w+|uh-huh|mm-hm+|huh|boy|gosh|let'?s "
    r"see|i understand|got it|of course|for me|if i may ask|may i ask|may i know|"
    r"can i ask(?: you)?|could i ask(?: you)?|let me ask(?: you)?)\b\W*)*"
)
# Mid-sentence these make the inversion a statement: "whatever you do you", "so do I", "let you".
_NO_INVERSION_AFTER: Final = frozenset(
    "i you we they he she it that to not nor neither so as than can could will would should may "
    "might must cannot can't won't don't didn't doesn't couldn't wouldn't who which what whatever "
    "only never rarely hardly i'll we'll you'll they'll i'd we'd you'd what's people things "
    "everything anything all how when where why whether and/or let there"
    .split()
)  # fmt: skip
_INVERSION: Final = re.compile(
    r"\b(?:(?:do|did|can|could|would|will|have|are|were|should|shall|may|don'?t|didn'?t|can'?t|"
    r"couldn'?t|wouldn'?t|won'?t|haven'?t|aren'?t) (?:you|u|we|i|they)|"
    r"(?:is|was|does|did|has|will|isn'?t|doesn'?t|hasn'?t|wasn'?t) (?:it|that|this|there|she|he))\b"
)
# In mid-sentence only what service talk asks in so many words is sure enough.
_ASKED_INSIDE: Final = re.compile(
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
_THIRD_AT_START: Final = re.compile(
    r"(?:(?:do|don'?t|have|haven'?t) (?:you|u|i|we|they|these|those|people|your \w+ (?:have|know))|"
    r"(?:did|does|is|are|was|were|has|will|would|can|could|should|shall|may|isn'?t|aren'?t|"
    r"doesn'?t|didn'?t|hasn'?t|wasn'?t|won'?t|wouldn'?t|couldn'?t|can'?t) "
    rf"(?:{_PRONOUN}|your|my|our|his|her|their|the|a|an|any|anyone|anybody|anything|somebody|"
    r"someone|something|everything|everyone|all|most|some)|"
    r"would \w+ (?:\w+ )?(?:suit|work|do|be)|any (?:other )?(?:questions?|idea|chance|luck))\b"
)
# "Should you need anything", "had I known": conditions, not questions.
_CONDITION: Final = re.compile(
    r"(?:should you (?:need|have|wish|want|require|find|change|experience|ever|be)|had (?:i|you|we)|"
    r"were (?:i|you|we) to|may (?:it|the|you)|will do|can do|do (?:you|u) know what i mean)\b"
)

_WH: Final = r"(?:what|how|why|where|when|who|whose|whom|which)"
# A question word, perhaps with its noun, then auxiliary and subject: a question wherever it is.
_WH_INVERTED: Final = re.compile(
    rf"\b(?:what|how|why|where|when|who|which)(?: (?:kind|sort|type) of| long| many| much| often|"
    rf" soon| far| old| big| about)?(?: {_ADVERB[:-1]})?(?: (?!{_AUX}\b|{_PRONOUN}\b)\w+){{0,3}} "
    rf"(?:do|did|does|can|could|would|will|have|has|had|are|were|should|shall|don'?t|didn'?t|"
    rf"haven'?t|can'?t|is|was|am) (?:{_PRONOUN}|your|people|someone|somebody)\b"
)
# At the start of a clause a question word asks, unless a subject follows it directly ("what I can
# do is", "when you call") or it is an exclamation ("what a shame").
_WH_START: Final = re.compile(
    rf"(?:{_WH}(?:'?s|'?re|'?d|'?ve|'?ll)?|how come|what'?s)\b"
    rf"(?! (?:i|we|you|they|he|she|it|that'?s|i'?ll|i'?m|i'?d|i'?ve|we'?ll|we'?re|we'?ve|you'?re|"
    rf"you'?ve|you'?ll|they'?re|it'?s|a|an|ever|the|my|our|his|her|their|there|some|people|nice|"
    rf"if i were|all|this|these|those)\b)(?! (?:is|was) that\b.*\.$)"
)
_WH_LOOSE: Final = re.compile(
    r"(?:what|how) (?:about|if|else|come|for)\b|why not\b|how(?:'?s| is)\b"
)
_WH_HAPPENED: Final = re.compile(
    r"\bwhat (?:happened|went wrong|happens|made you|makes you|brings you|brought you|seems to be|"
    r"caused|led)\b|\bwhat(?:'?s| is| was| has been|'?s been) (?:happening|going on|wrong|"
    r"the (?:matter|problem|issue|trouble|difficulty)|troubling|bothering|worrying|your (?:concern|"
    r"complaint|issue|problem|query|situation))\b"
)
# Words before a question word that make it indirect: "I know what happened", "that's what it is".
_INDIRECT: Final = re.compile(
    r"(?:know|knows|knew|see|that'?s|thats|understand|understood|matter|care|explain|explained|"
    r"about|of|sure|remember|wonder|wondering|check|find out|out|is|was|me|you|him|her|them|us|"
    r"depends on|to|like|exactly|appreciate|heard|tell|say|said|on|from|with|idea|no matter|for|"
    r"by|imagine|realise|realize|guess|regardless|noted|think|just|write|wrote|written|into|"
    r"and that'?s|at|look|looking)[\s,]*$"
)

# "Tell me about it", asked for politely or plainly.
_TELL: Final = re.compile(
    r"\b(?:(?:(?:can|could|will|would) you|please|kindly|do|if you (?:can|could)|so|and|are you able to|i'?d like "
    r"you to|would you mind)(?: please| kindly| just| maybe| perhaps)*[\s,]+|^\W*|"
    r"(?<=[.!?,] )|\b(?:okay|ok|right|well|sorry|yes|now|sir|madam|please) )"
    r"(?:(?:tell|telling|show|give|help)(?: me| us)(?: understand| a bit| a little| some| bit)*|"
    r"(?:explain|explaining|describe|describing|share|elaborate)(?: to me| with me| for me| to us)?|"
    r"(?:walk|talk|take|run|guide) (?:me|us) through|start from the beginning|"
    r"say (?:a bit )?more)\s"
    r"(?:a (?:bit|little) )?(?:just |exactly |please |all )*"
    r"(?:more|what|how|why|where|when|about|everything|which|who|in your own words|the (?:whole|"
    r"story|problem|issue|situation|details)|your (?:story|situation|problem|concern|issue)|"
    r"whatever|it|that|through|from|on)\b"
)
_SHORT_TELL: Final = re.compile(
    r"\b(?:(?:can|could|will|would) you|please|kindly)(?: please| kindly| just)* (?:describe|explain)"
    r"(?: to me| for me)? (?:the|your|that|this|it)\b|"
    r"(?:^\W*|[.!?,] )(?:please |go on |do )?(?:tell me (?:more|everything)|elaborate|"
    r"(?:could|can|would|will) you (?:please )?elaborate|"
    r"(?:talk|walk|run|take) me through (?:it|that|this))\b"
)
_TELL_VERB: Final = frozenset(
    "tell telling show explain explaining describe describing share elaborate walk talk take run "
    "guide start say give help".split()
)
# Details that identify: asked for by a question word, they still close the talk.
_DETAIL: Final = re.compile(
    r"\b(?:name|surname|post ?code|zip(?: code)?|account(?: number)?|number|date of birth|dob|"
    r"birthday|birth date|address|e-?mail(?: address)?|phone|mobile|reference|order number|id|"
    r"password|pin|serial|initials?|spell(?:ing|ed|t)?|digits?|security (?:word|answer|code))\b"
)
# A detail is asked for in the same breath: this many characters after the question word.
_DETAIL_WITHIN: Final = 48

_RHETORICAL: Final = re.compile(
    r"\b(?:who knows|who cares|who (?:would have|would'?ve) thought|guess what|you know what|"
    r"do you know what\W*$|what do you expect|what did you expect|how (?:should|would) i know|"
    r"how am i supposed to|how (?:could|can) (?:i|anyone) (?:possibly )?know|why would i (?:lie|do "
    r"that)|what(?:'?s| is) the point|how dare|what can i (?:say|tell you)\b(?! to)|"
    r"what do you want (?:me|us) to (?:do|say) about|isn'?t that (?:nice|great|lovely|something)|"
    r"who am i to|do i look like|do you think i(?:'?m| am)|what else is new|why me|"
    r"how hard can it be|are you kidding|you know how it is|what do i know)\b"
)
_BACK: Final = re.compile(
    rf"\W*(?:(?:oh|ah|really|yeah|yes|well|so|huh|you|no)\W+)*(?:{_AUX} {_PRONOUN}(?: really| now)?|"
    r"really|yeah|yes|right|okay|ok|huh|sorry|pardon(?: me)?|i'?m sorry|excuse me|what|all right|"
    r"alright|hello|hm+|oh|no|you think|is that right|is that so|you know|see|come again|say "
    r"(?:that )?again|sorry\W+what)\W*"
)
_TAG: Final = re.compile(
    r"(?:isn'?t (?:it|that|he|she|there)|is it|aren'?t (?:you|they|we)|are you|don'?t (?:you|they|we)"
    r"|do you|doesn'?t it|didn'?t (?:you|it|they)|did you|wasn'?t it|weren'?t (?:you|they)|"
    r"won'?t (?:you|it)|haven'?t (?:you|we|they)|hasn'?t it|can'?t (?:you|we)|wouldn'?t (?:you|it)|"
    r"am i right|is that (?:right|correct)|right|correct|yeah|yes|okay|no|innit|or not|or no)"
    r"\W*\?\W*$"
)
_BARE_TAG: Final = re.compile(
    r"\w (?:isn'?t (?:it|that)|aren'?t you|don'?t you|didn'?t you|wasn'?t it|weren'?t you|"
    r"haven'?t you|hasn'?t it|am i right|is that (?:right|correct)|innit|correct|or not)\W*$"
)

# A word of this set is in every question that ends without a question mark.
_ASKING: Final = frozenset(
    "what what's whats how how's hows why why's where where's when when's who who's whose whom which "
    "do did does can could would will have has had are is was were should shall may might am don't "
    "didn't doesn't can't couldn't wouldn't won't haven't hasn't hadn't aren't isn't wasn't weren't "
    "shouldn't dont didnt doesnt cant couldnt wouldnt wont havent hasnt arent isnt wasnt correct "
    "innit tell explain describe share elaborate walk talk run guide".split()
)


class Questions:
    """Finds the best open and the best closed question of a turn."""

    name = "agent.questions"
    version = "1"
    parties: frozenset[Party] = frozenset({"agent"})
    signals = frozenset({"open_question", "closed_question"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return candidates of both kinds, the strongest of each first."""
        lower = turn.lower
        if "?" not in lower and _ASKING.isdisjoint(turn.words):
            return ()
        found = list(_candidates(lower))
        found.sort(key=lambda candidate: -candidate[1])
        signals: dict[str, Signal] = {}
        for kind, confidence, start, end, rule in found:
            signals.setdefault(
                kind,
                Signal(
                    name=kind,
                    confidence=confidence,
                    span=(start, end),
                    rule=f"{self.name}/{rule}",
                ),
            )
        return tuple(signals.values())


_Candidate = tuple[str, float, int, int, str]


def _sentences(lower: str) -> Iterator[tuple[int, int, bool]]:
    """Offsets of the sentences, and whether each ends in a question mark."""
    start = 0
    for match in re.finditer(r"[.!?]+(?=\s|$)|;\s|\s-+\s|--+", lower):
        if match.start() > start:
            yield start, match.end(), "?" in match.group()
        start = match.end()
    if start < len(lower):
        yield start, len(lower), False


def _candidates(lower: str) -> Iterator[_Candidate]:
    for start, end, marked in _sentences(lower):
        sentence = lower[start:end]
        if not sentence.strip():
            continue
        yield from _of_sentence(sentence, start, marked)


def _of_sentence(sentence: str, offset: int, marked: bool) -> Iterator[_Candidate]:
    if _RHETORICAL.search(sentence):
        return
    if _BACK.fullmatch(sentence):
        return
    end = offset + len(sentence.rstrip())
    lead = _LEAD.match(sentence)
    head = lead.end() if lead else 0
    if head >= len(sentence.rstrip(" ?.!")):
        head = 0
    found = False
    for candidate in _open(sentence, offset, head, end, marked):
        found = True
        yield candidate
    if found:
        return
    yield from _closed(sentence, offset, head, end, marked)


def _open(sentence: str, offset: int, head: int, end: int, marked: bool) -> Iterator[_Candidate]:
    tell = _TELL.search(sentence) or _SHORT_TELL.search(sentence)
    if tell is not None:
        begin = offset + _first_letter(sentence, tell.start())
        if _asks_detail(sentence, tell.start()):
            yield "closed_question", 0.75, begin, end, "detail"
        else:
            yield "open_question", 0.85, begin, end, "tell_me"
        return
    for begin, strength, rule in _question_words(sentence, head, marked):
        if _asks_detail(sentence, begin):
            yield "closed_question", 0.8, offset + begin, end, "detail"
        else:
            yield "open_question", strength, offset + begin, end, rule
        return


def _question_words(sentence: str, head: int, marked: bool) -> Iterator[tuple[int, float, str]]:
    """Where a question word asks: position, confidence, rule; the surest first."""
    stated = sentence.rstrip().endswith(".")
    happened = _WH_HAPPENED.search(sentence)
    if happened is not None and (
        happened.start() <= head or not _INDIRECT.search(sentence, 0, happened.start())
    ):
        direct = happened.start() == head
        tail = sentence[happened.end() :]
        if not re.match(r" (?:is|was) (?:that|the|a|your|our)\b", tail) or marked:
            yield happened.start(), 0.92 if direct or marked else 0.75, "what_happened"
    inverted = _WH_INVERTED.search(sentence)
    if inverted is not None and (
        inverted.start() <= head or not _INDIRECT.search(sentence, 0, inverted.start())
    ):
        sure = inverted.start() == head
        strength = 0.9 if sure or marked else 0.45 if stated else 0.65
        yield inverted.start(), strength, "question_word_and_inversion"
    opening = _WH_LOOSE.match(sentence, head)
    if opening is not None:
        yield head, 0.8 if marked else 0.65, "what_about"
    start = _WH_START.match(sentence, head)
    if start is not None:
        asks = marked or _starts_asking(sentence, head)
        yield head, 0.85 if marked else 0.65 if asks else 0.35, "question_word"


# Unmarked, a question word at the start asks when a verb and a subject follow. "Which was nice",
# "who is my boss" go on with the sentence before.
_DETERMINER: Final = (
    r"(?:the|your|my|our|his|her|their|this|that|these|those|a|an|it|you|u|i|we|they|he|she|there|"
    r"wrong|going|happening|best|exactly|all)"
)
_START_VERB: Final = re.compile(
    rf"(?:(?:what|where|when|why|how|who|whose)(?:'?s| is| was| are| were|'?re|'?d|'?ve| did| does| do| "
    rf"has| have| had| will| would| can| could| should) (?:\w+ly )?{_DETERMINER}\b|how come\b|"
    r"(?:who|what|which) (?:happened|told|said (?:that|this|it)|made|gave|sent|went|seems|brings|"
    r"caused)\b|"
    rf"(?:(?:what|which|how) (?:time|kind of|sort of|type of|day|date|colou?r|model|make|size|many|much|"
    rf"long|old|far|often|bank|branch|version|number|address)\b(?: \w+){{0,4}}? {_AUX}\b)|"
    r"(?:what|which|how) (?:time|kind of|sort of|type of|day|date|colou?r|model|make|size|many|much|"
    r"long|old|far|often|version)(?: \w+){0,3}\W*$)"
)


def _starts_asking(sentence: str, head: int) -> bool:
    return _START_VERB.match(sentence, head) is not None


def _asks_detail(sentence: str, begin: int) -> bool:
    detail = _DETAIL.search(sentence, begin, begin + _DETAIL_WITHIN)
    return detail is not None and not re.search(
        r"\b(?:happened|went wrong|wrong with|problem|issue|trouble|about|how many)\b",
        sentence[begin:],
    )


def _closed(sentence: str, offset: int, head: int, end: int, marked: bool) -> Iterator[_Candidate]:
    plain = sentence
    if marked and _TAG.search(plain):
        yield "closed_question", 0.8, offset + head, end, "tag"
        return
    start = _THIRD_AT_START.match(plain, head)
    if start is not None and (marked or _CONDITION.match(plain, head) is None):
        yield "closed_question", 0.92 if marked else 0.75, offset + head, end, "inversion"
        return
    stated = plain.rstrip().endswith(".")
    for match in _ASKED_INSIDE.finditer(plain):
        begin = match.start()
        if begin and (plain[begin - 1].isalnum() or plain[begin - 1] == "'"):
            continue
        previous = re.findall(r"[\w'/]+", plain[max(0, begin - 20) : begin])
        if previous and previous[-1] in _NO_INVERSION_AFTER and begin > head:
            continue
        sure = 0.85 if marked else 0.4 if stated else 0.62
        yield "closed_question", sure, offset + begin, end, "inversion_inside"
        return
    if not marked and _BARE_TAG.search(plain):
        yield "closed_question", 0.6, offset + head, end, "tag"
        return
    if marked:
        yield "closed_question", 0.7, offset + head, end, "question_mark"


def _first_letter(sentence: str, start: int) -> int:
    match = re.search(r"\w", sentence[start:])
    return start + (match.start() if match else 0)


QUESTIONS = Questions()
