"""`ownership`: "I will see to it myself" (S0.5)."""

from __future__ import annotations

from coolhead.signals.agent.phrasing import Phrase, PhraseDetector, followed_by, preceded_by
from coolhead.signals.scope import is_negated, is_quoted, is_reported

_I_WILL = (
    "(?:i'll|i will|i shall|i'm going to|i am going to|i'm gonna|let me|i want to|i'd like to)"
)
_IT = "(?:it|this|that|everything|your \\w+|the (?:whole )?\\w+|things|all of (?:it|this|that))"

OWNERSHIP = PhraseDetector(
    "ownership",
    (
        Phrase(
            "leave_it_with_me",
            "(?:leave|you can leave) (?:it|this|that|everything|it all|the rest) (?:all )?(?:with|"
            "to) "
            "me|leave it (?:all )?in my hands|you're in (?:good|safe) hands|"
            "(?:this|it|that|your \\w+)(?:'s| is) (?:now )?(?:mine now|with me now|in my hands|on "
            "me|my responsibility(?: now)?)",
            needs="leave hands mine with on responsibility",
            confidence=0.93,
            unless=(is_quoted, is_reported),
        ),
        Phrase(
            "myself",
            f"{_I_WILL}~ (?:myself|personally)|i(?: will |'ll )?personally \\w+|"
            "i'm (?:personally )?(?:going to )?(?:see|seeing) to (?:it|this) (?:myself|personally)",
            needs=("myself", "personally"),
            confidence=0.92,
            unless=(
                is_quoted,
                is_reported,
                lambda turn, start, end: "introduce" in turn.lower[start:end],
            ),
        ),
        Phrase(
            "take_ownership",
            "(?:i'll|i will|i|i'm|i am|let me|i'm going to|i want to) (?:take|taking|have|own|"
            "owning|"
            "accept) (?:full |personal |complete |the )*(?:ownership|responsibility|charge|this "
            "one "
            "on|it on myself)|i(?:'ll| will)? own (?:this|it|that)(?= |\\W|$)",
            needs="ownership responsibility charge own on",
            also="take taking have own owning accept",
            confidence=0.93,
            unless=(is_negated, is_reported),
        ),
        Phrase(
            "take_care",
            f"{_I_WILL} (?:\\w+ )?(?:take care of|see to|deal with|look after|handle|attend to) "
            f"{_IT}",
            needs="take see deal look handle attend",
            confidence=0.85,
            unless=(
                is_reported,
                is_quoted,
                preceded_by("if|when|can"),
                followed_by("if|in a minute", within=6),
            ),
        ),
        Phrase(
            "get_sorted",
            f"{_I_WILL} (?:\\w+ )?(?:get|have) {_IT} (?:all )?(?:sorted|fixed|resolved|solved|"
            f"put right|done|straightened)|{_I_WILL} (?:\\w+ )?(?:sort|fix|resolve|solve|"
            f"straighten) "
            f"{_IT}(?: all)?(?: out)? ?(?:for you)?|{_I_WILL} (?:\\w+ )?put (?:it|this|that|"
            f"things) "
            "right",
            needs="sorted fixed resolved solved right done straightened sort fix resolve solve "
            "straighten",
            confidence=0.8,
            unless=(is_reported, is_quoted, preceded_by("if|before")),
        ),
        Phrase(
            "make_sure",
            "(?:i'll|i will|i'm going to|i shall|i am going to) (?:\\w+ )?(?:make sure|ensure|see "
            "to "
            "it|make certain|see that)(?: that)? (?!you(?:'ve| have) got|i've got|i have (?:your|"
            "the)|"
            "i (?:heard|understand|got))\\w+",
            needs=("sure", "ensure", "see", "certain"),
            confidence=0.7,
            unless=(is_reported, is_quoted),
        ),
        Phrase(
            "see_it_through",
            "(?:i'll|i will|i'm going to) (?:\\w+ )?(?:see (?:this|it|that) through|stay (?:on|"
            "with) "
            "(?:this|it|your case|you) (?:until|till)|stay on top of|follow (?:this|it) (?:up )?"
            "(?:through|until|all the way)|keep (?:on|at|chasing|an eye)|be your (?:point of "
            "contact|"
            "contact|single point|go-to)|not (?:rest|let this))",
            needs="through until till top keep contact single go-to rest let way",
            confidence=0.85,
            unless=(is_reported,),
        ),
        Phrase(
            "count_on_me",
            "(?:you can|please) (?:count|rely|depend) on me|you have my word|consider it done|"
            "(?:ask|call|come back) (?:for|to) me (?:directly|personally)|i give you my word",
            needs="count rely depend word done directly personally",
            confidence=0.8,
            unless=(is_quoted,),
        ),
    ),
)
