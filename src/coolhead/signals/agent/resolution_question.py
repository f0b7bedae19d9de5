"""`resolution_question`: asks what outcome would satisfy the customer (S0.4, S4.6)."""

from __future__ import annotations

from coolhead.signals.agent.phrasing import Phrase, PhraseDetector, preceded_by

_RIGHT = (
    "(?:(?:put|make|set) (?:this|it|that|things|everything)~ right|make (?:it|this) up to you|"
    "make (?:this|it|that) (?:better|good|easier)|fix (?:this|it|that)|"
    "(?:resolve|solve|sort|settle) (?:this|it|that|your|the)|earn back|win back|"
    "(?:keep|satisfy) you|turn this around|change your mind)"
)

RESOLUTION_QUESTION = PhraseDetector(
    "resolution_question",
    (
        Phrase(
            "would_satisfy",
            "what (?:\\w+ )?(?:would|could|might|will|can) (?:\\w+ )?"
            "(?:satisfy|make you (?:happy|satisfied|feel better)|"
            "make (?:this|it|things|that)~ (?:right|better|good|easier|up to you)|"
            "put (?:this|it|things|that)~ right|"
            "(?:solve|resolve|fix|settle|sort) (?:this|it|that|the)|help you (?:most|the most)|"
            "be fair|be right by you|"
            "be (?:a|the|an|your) (?:\\w+ )?"
            "(?:good|fair|best|ideal|acceptable|happy|right|perfect|reasonable)|"
            "work (?:best )?for you|you (?:consider|see as|call|feel is|feel would be|accept)|"
            "(?:a|the) (?:good|fair|best|ideal|right) (?:\\w+ )?(?:look like|be))",
            needs=("what",),
            also="would could might will can",
            confidence=0.92,
        ),
        Phrase(
            "what_would_you_like",
            "what (?:would|do) you (?:ideally |really )?(?:like|want|prefer|need|expect|wish|"
            "hope)~ "
            "(?:me|us|to happen|happen|from (?:me|us)|to see|outcome|next|from this)",
            needs=("what",),
            also="like want prefer need expect wish hope",
            confidence=0.85,
            unless=(
                preceded_by("but|so then|well|on earth"),
                lambda turn, start, end: turn.lower.startswith(" to do about", end),
            ),
        ),
        Phrase(
            "what_should_we_do",
            "what (?:can|could|should|may|must) (?:i|we) (?:possibly )?(?:do|offer)"
            f"~ (?:to )?{_RIGHT}",
            needs=("what",),
            also=("do", "offer"),
            confidence=0.92,
        ),
        Phrase(
            "how_make_right",
            f"how (?:can|could|do|should|may|might|would you like me to|would you like us to|"
            f"would you want me to|would you prefer (?:me|us|that we) to|do you want me to|"
            f"do you want us to|should|shall) (?:i |we )?(?:best )?{_RIGHT}",
            needs=("how",),
            confidence=0.88,
            unless=(preceded_by("see|know|find out|check|work out"),),
        ),
        Phrase(
            "how_would_you_like",
            "how would you (?:like|want|prefer) (?:(?:me|us|this|it|that) )?(?:to )?(?:be )?"
            "(?:resolve|sort|settle|solve|fix|put|handle|proceed|go forward|move forward|resolved|"
            "sorted|settled|solved|fixed|handled)",
            needs=("how",),
            also=("like", "want", "prefer"),
            confidence=0.88,
        ),
        Phrase(
            "hoping_for",
            "what (?:are|were) you (?:ideally |really )?"
            "(?:hoping|looking|wanting|wishing)(?: to)? (?:for|to see|to get|see|get|achieve|"
            "happen|"
            "out of|we)",
            needs=("what",),
            also=("hoping", "looking", "wanting", "wishing"),
            confidence=0.85,
        ),
        Phrase(
            "ideal_outcome",
            "(?:what|which|is there|do you have|tell me|have)~ (?:the |your |a |an )?"
            "(?:(?:ideal|preferred|best|fair|good|right|desired|perfect|kind of|sort of|"
            "particular) )?"
            "(?:resolution|outcome|solution|remedy|way forward)~ "
            "(?:you|for you|in mind|be|look like)",
            needs="resolution outcome solution remedy forward",
            confidence=0.85,
        ),
        Phrase(
            "your_ideal",
            "(?:what's|what is|what would be|tell me) (?:your|the) (?:ideal|preferred|best|desired)"
            " (?:resolution|outcome|solution|result|way forward)",
            needs="resolution outcome solution result forward",
            confidence=0.92,
        ),
        Phrase(
            "needs_to_happen",
            "what (?:needs|would need|has|would have) to (?:happen|change|be done) ?"
            "(?:for you|so that you|to make)?",
            needs=("what",),
            also=("happen", "change", "done"),
            confidence=0.75,
        ),
        Phrase(
            "like_to_do",
            "what would you (?:like|want|prefer) to do(?! (?:today|after|with|in))",
            needs=("what",),
            also=("do",),
            confidence=0.6,
        ),
        Phrase(
            "want_me_to_do",
            "what do you want (?:me|us) to do",
            needs=("what",),
            also=("want",),
            confidence=0.55,
            unless=(
                lambda turn, start, end: turn.lower.startswith(" about", end),
                preceded_by("well|so|but|then"),
            ),
        ),
        Phrase(
            "what_can_i_do",
            "what (?:can|could|may) (?:i|we) do for you",
            needs=("what",),
            also=("do",),
            confidence=0.3,
        ),
    ),
)
