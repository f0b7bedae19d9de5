"""`defensiveness`: justifies oneself, contradicts, confronts (S0.1, S3.2, S4.4).

"Why" with the customer's own conduct behind it confronts ("why didn't you ring us"); "why" out of
interest does not ("why do you need it by Friday").
"""

from __future__ import annotations

import re

from coolhead.call.utterance import Signal
from coolhead.signals.agent.phrasing import I_AM, Phrase, PhraseDetector, followed_by, preceded_by
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_quoted
from coolhead.signals.turn import Conversation, Turn


class _Denied(Phrase):
    """Counts only against a customer who has just said that it was not so."""


# "I never got it", "it hasn't come".
_NOT_SO = frozenset(("never", "didn't", "haven't", "hasn't", "nobody", "nothing", "wasn't", "no"))


class _Defensiveness(PhraseDetector):
    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        if isinstance(pattern, _Denied):
            latest = conversation.latest("customer")
            if latest is None or _NOT_SO.isdisjoint(latest.words):
                return None
        return super().build(turn, conversation, pattern, match)


_TOLD = preceded_by("sorry that|sorry if|because|if|did|do")

DEFENSIVENESS = _Defensiveness(
    "defensiveness",
    (
        Phrase(
            "why_did_you_not",
            "why (?:didn't|did not|don't|do not|haven't|have not|hadn't|wouldn't|couldn't|can't|"
            "weren't|aren't) you|why (?:did|do|have|are|would|could|can|were) you (?:not|never|"
            "only now|wait|even|leave it|always|keep|shout|shouting|blaming|ignore|sign|buy|"
            "ignoring|complaining)",
            needs=("why",),
            confidence=0.88,
            unless=(
                preceded_by("sorry|reason|understand|see|ask you"),
                followed_by("(?:try|take|give|tell me|let me|start|sit|go ahead)", within=12),
            ),
        ),
        Phrase(
            "never_said",
            "i (?:never|didn't|did not|have never) (?:actually |even |once )?"
            "(?:said|say|told|tell|promised|promise|mention|mentioned|agreed|agree|claim|claimed)"
            "(?! (?:goodbye|hello|you my|anyone))",
            needs=("never", "didn't", "did"),
            also="said say told tell promised promise mention mentioned agreed agree claim claimed",
            confidence=0.88,
            unless=(is_quoted, preceded_by("sorry|sorry that|if|realise|realised")),
        ),
        Phrase(
            "nobody_said",
            "(?:nobody|no one|no-one|we never|we didn't) (?:\\w+ )?(?:said|told|promised|tell|say|"
            "promise|mentioned|forced|asked) (?:that|you|anything|it|any)",
            needs="nobody one no-one never didn't",
            also="said told promised tell say promise mentioned forced asked",
            confidence=0.7,
            unless=(preceded_by("sorry|sorry that|sad that|bad that|understand|because"),),
        ),
        Phrase(
            "not_what_i_said",
            "(?:that's|that is|it's|it is) not (?:at all )?(?:what|how) (?:i|we) (?:\\w+ )?"
            "(?:said|say|meant|told|was saying|were saying|'m saying|am saying|promised|agreed)|"
            "(?:that isn't|this isn't|this is not) what (?:i|we) (?:said|told|promised|agreed)|"
            "(?:you're|you are|don't) (?:putting|put) words in",
            needs="said say meant told saying promised agreed words",
            confidence=0.88,
        ),
        Phrase(
            "already_told_you",
            "(?:as|like) (?:i|we)(?:'ve| have)? (?:already |just |clearly |repeatedly |previously "
            ")*"
            "(?:told|explained)(?: you| to you)?|"
            "(?:as|like) (?:i've|i have|we've|we have) (?:already |just |clearly |repeatedly )+"
            "(?:said|mentioned|told|explained|pointed)|"
            "i(?:'ve| have)? (?:already |just |literally |clearly )+(?:told|explained|said|"
            "answered|"
            "mentioned)(?: (?:you|to you|that|this|it))?|"
            "how many times (?:do|must|have) i|i(?: keep|'m) (?:telling|saying)(?: you)?|"
            "i(?: won't| will not| am not going to|'m not going to) repeat",
            needs="as like already just literally clearly times keep i'm repeat",
            also="told explained said mentioned pointed answered times telling saying repeat",
            confidence=0.82,
            unless=(
                followed_by("(?:i'll|i will|my colleague|my manager|the|him|her|them)", within=14),
                preceded_by("what|which"),
            ),
        ),
        Phrase(
            "as_i_said",
            "(?:like|as) (?:i|we) (?:was saying|were saying|said|mentioned)(?: before| earlier)?",
            needs=("like", "as"),
            also=("said", "mentioned", "saying"),
            confidence=0.5,
            unless=(preceded_by("just|exactly|not|same"),),
        ),
        Phrase(
            "you_should_have",
            "you (?:really |should really |clearly |could |)?"
            "(?:should have|should've|shouldn't have|should not have|ought to have|could have at "
            "least|need to have|were supposed to|were meant to) (?:really |just |never |not )?"
            "(?:called|rung|told|read|checked|said|asked|known|thought|done|let us|let me|paid|"
            "kept|contacted|noticed|reported|cancelled|given|looked|listened|written|followed|"
            "tell|read|check|call|pay|ask|sign|signed|waited|bought|ordered|ring|come|"
            "been (?:more )?careful)",
            needs="should should've shouldn't ought could need supposed meant",
            also=("have", "should've", "supposed", "meant"),
            confidence=0.82,
            unless=(is_quoted, preceded_by("that|what|nothing|not that|something|don't think")),
        ),
        Phrase(
            "contradicts",
            "(?:that's|that is) (?:simply |just |absolutely |completely |totally |clearly |"
            "obviously )?(?:not (?:true|correct|right|possible|fair|how it works)(?! (?:and|of "
            "us))|"
            "untrue|wrong|incorrect|nonsense|rubbish|false|ridiculous|a lie)(?! with)|"
            "you're (?:simply |just |completely |totally |absolutely )?"
            "(?:wrong|mistaken|lying|making (?:this|that|it) up|confused|imagining)|"
            "you are (?:simply |just |completely |totally )?(?:wrong|mistaken|lying|making that "
            "up)|"
            "(?:no|yes) you (?:didn't|did|never|haven't|weren't|don't|were|are|aren't)|"
            "(?:no|yes) i (?:didn't|did|never|haven't|wasn't|don't)(?=[,.!]|$| not)",
            needs="that's that you're you i",
            also="true correct right possible fair works untrue wrong incorrect nonsense rubbish "
            "false ridiculous lie mistaken lying making confused imagining didn't did never "
            "haven't weren't don't were are wasn't aren't",
            confidence=0.7,
            unless=(
                is_quoted,
                preceded_by(
                    "if|sorry|i agree|when|know|because|agree|sure|so|what|and if|something"
                ),
                followed_by(
                    "(?:about|price|amount|and i|and that|and you deserve|i agree|of us|at all "
                    "and)",
                    within=22,
                ),
            ),
        ),
        Phrase(
            "is_not_wrong",
            "(?:that's|that is|it's|it is|this is|the \\w+ is) (?:really |certainly |definitely )?"
            "not (?:wrong|incorrect|a mistake(?! (?:on your|you))|an error|a guess)|"
            "(?:that|it|this) isn't (?:wrong|incorrect|an error|a guess)",
            needs="wrong incorrect mistake error guess",
            confidence=0.62,
            unless=(is_quoted, preceded_by("if|sorry|hope|sure|see if|check")),
        ),
        Phrase(
            "you_keep_saying",
            "you keep (?:saying|asking|telling|repeating|going on|interrupting|shouting|changing)|"
            "i am listening but|i'm listening but",
            needs=("keep", "listening"),
            confidence=0.78,
            unless=(is_quoted, preceded_by("if|why|and|that|because")),
        ),
        Phrase(
            "everyone_says",
            "(?:every customer|every caller|all customers|all the customers|everyone|everybody|"
            "all of you|they all) (?:says?|thinks?|tells? me|claims?) (?:that|the|it|they|their|i|"
            "so)|(?:\\w+ )?(?:don't|doesn't|do not|does not|never) lies?(?! (?:down|around|in|on))",
            needs="says say think thinks tell tells claim claims lie lies",
            also="customer caller customers everyone everybody all don't doesn't do does never",
            confidence=0.66,
            unless=(is_quoted, followed_by("(?:same good|good things|how good|lovely)")),
        ),
        Phrase(
            "not_the_driver",
            "i'm not (?:the|your) (?:driver|courier|engineer|mechanic|builder|postman|manufacturer|"
            "delivery \\w+|one who)(?=[.,!]|$| who)|i (?:don't|wouldn't) know,? (?:do|would) i",
            needs="driver courier engineer mechanic builder postman manufacturer delivery one know",
            confidence=0.62,
        ),
        _Denied(
            "we_did",
            "(?:we|i) (?:did )?(?:sent|send|told|tell|emailed|email|delivered|deliver|posted|post|"
            "called|call|rang|ring|wrote|write to|informed|inform|left|do) (?:it|that|you|them)"
            "(?=[.,!]|$)",
            needs="sent send told tell emailed email delivered deliver posted post called call "
            "rang ring wrote write informed inform left did",
            confidence=0.6,
            unless=(is_quoted, preceded_by("when|if|that|before|after|because|until|what|sorry")),
        ),
        Phrase(
            "not_my_fault",
            "(?:not|isn't|wasn't|is not|was not) (?:my|our) "
            "(?:fault|mistake|doing|error|department's fault)|"
            "(?:don't|do not|can't|cannot|stop) (?:blame|blaming|accuse|accusing) (?:me|us)|"
            "how is (?:that|this|it) (?:my|our) (?:fault|problem)|it wasn't (?:me|us)(?! who took)|"
            "i (?:didn't|did not|haven't|have not) (?:do|done) anything(?: wrong)?|"
            "i had nothing to do with|i wasn't (?:even )?(?:here|the one)|i'm not the one who",
            needs="fault mistake doing error blame blaming accuse accusing problem wasn't "
            "anything nothing one",
            confidence=0.82,
            unless=(is_quoted,),
        ),
        Phrase(
            "just_my_job",
            f"{I_AM} (?:just |only )(?:doing|trying to do) (?:my|our) (?:job|best|work)|"
            f"{I_AM} (?:just|only) (?:following|reading|telling you)|"
            "i(?: was| am|'m) (?:just|only|merely) (?:saying|pointing out|explaining|doing|trying "
            "to "
            "(?:explain|say|tell|help))|what do you want me to (?:do|say)(?: about)?(?=\\W*$| "
            "about)|"
            "what (?:do|did|else do) you expect|don't shoot the messenger",
            needs="doing trying following reading telling saying pointing explaining want expect "
            "messenger",
            confidence=0.72,
        ),
        Phrase(
            "did_you_even",
            "(?:did|have) you (?:even|actually|bothered to|not) (?:\\w+ )?"
            "(?:read|check|checked|look|looked|try|tried|call|called|listen|listened|think|bother)|"
            "if you(?:'d| had) (?:only |just |actually |bothered to )?"
            "(?:read|listened|checked|called|told us|paid|looked|followed|asked|let me)|"
            "if you(?: would just| would|'d just| had just| bothered to| just) "
            "(?:listen|listened|let me finish|let me speak|read|stop)",
            needs="even actually bothered not if",
            also="read check checked look looked try tried call called listen listened think "
            "bother told paid followed asked finish speak stop let",
            confidence=0.78,
        ),
        Phrase(
            "you_agreed",
            "you (?:did )?(?:agreed?|signed|accepted|ticked|clicked|chose)(?: up)?(?: to| for| "
            "on)? "
            "(?:the|this|that|it|those|these|our) (?:\\w+ )?(?:terms|contract|conditions|agreement|"
            "box|it|yourself|option|policy)?|"
            "you (?:obviously|clearly|simply|just) (?:didn't|did not|don't|do not|haven't|forgot|"
            "misunderstood|weren't|aren't|failed|ignored)|"
            "it's (?:clearly |all )?(?:there |stated |written )?in (?:the|your) "
            "(?:terms|contract|small print|email we sent)|it clearly (?:says|states)",
            needs="agree agreed signed accepted ticked clicked chose obviously clearly simply "
            "just terms contract print email",
            confidence=0.62,
            unless=(preceded_by("if|have|did|when|once"),),
        ),
        Phrase(
            "accuses",
            "are you (?:calling me|saying (?:that )?(?:i|i'm|i am|we)|accusing|suggesting (?:that "
            ")?i|"
            "telling me)|(?:you're|you are) (?:not listening|not letting me|the one who|"
            "interrupting me|shouting at me|being (?:rude|aggressive|difficult)|always)|"
            "(?:let|allow) me (?:finish|speak|talk)(?: please)?(?=\\W*$|[.,!])|"
            "(?:don't|do not) (?:raise your voice|take that tone|use that tone|talk to me like|"
            "speak to me like|interrupt|tell me how|you dare|shout at me)|"
            "you need to (?:listen|let me|stop|watch|understand that)|with all due respect|"
            "(?:if )?you would (?:listen|let me)|listen to me",
            needs="calling saying accusing suggesting telling listening letting one interrupting "
            "shouting being always let allow raise take use talk speak interrupt tell dare "
            "shout listen stop watch understand respect",
            also="you you're me respect don't",
            confidence=0.68,
            unless=(preceded_by("why|when|until|thank you for"), is_quoted),
        ),
    ),
)
