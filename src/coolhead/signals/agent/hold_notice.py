"""`hold_notice`: asks to hold, says why and how long."""

from __future__ import annotations

from coolhead.signals.agent.phrasing import Phrase, PhraseDetector, preceded_by
from coolhead.signals.scope import is_negated, is_reported

HOLD_NOTICE = PhraseDetector(
    "hold_notice",
    (
        Phrase(
            "put_on_hold",
            "(?:put|place|placing|putting|pop|popping|leave|keep|have) (?:you|your call|the call) "
            "(?:quickly |just |briefly |back |right )*(?:on|to) (?:a )?(?:brief |short |quick |"
            "little |"
            "music )*(?:hold|mute)",
            needs=("hold", "mute"),
            confidence=0.93,
            unless=(
                is_reported,
                is_negated,
                preceded_by(
                    "won't|will not|not|never|they|he|she|sorry to have|sorry that we|"
                    "sorry we|sorry for|have|had|"
                    "sorry i|colleague|sorry to|who|for having"
                ),
            ),
        ),
        Phrase(
            "can_you_hold",
            "(?:can|could|would|will) you (?:please |kindly |just |be able to |possibly |mind )*"
            "(?:hold|holding|wait|stay on)(?: on| the line| for| a| just| one| please|\\W|$)|"
            "(?:do|would) you mind (?:holding|if i (?:put|place|pop))|are you (?:okay|ok|happy|"
            "able|all "
            "right|alright) (?:to hold|holding)|"
            "(?:may|can|could) i (?:ask you to |have you |get you to )hold",
            needs="hold holding wait stay mind",
            confidence=0.88,
            unless=(
                lambda turn, start, end: (
                    turn.lower.startswith(
                        ("the power", "the button", "the reset", "the camera", "down"),
                        end + (0 if turn.lower[end - 1 : end] == " " else 1),
                    )
                    or turn.lower[end : end + 14].strip().startswith(("until fri", "until mon"))
                    or "rather" in turn.lower[start:end]
                ),
            ),
        ),
        Phrase(
            "hold_the_line",
            "(?:please |kindly |just |so )*(?:hold (?:the line|on (?:for|a|one|please|just|while)|"
            "for (?:a|"
            "one|just|two)|please|a (?:moment|second|minute|sec)|while i|one (?:moment|second|"
            "minute|sec))|"
            "stay on the line (?:while|for|please|and i|until)|"
            "remain on the line|hold (?:for|please))",
            needs=("hold", "stay", "remain"),
            confidence=0.85,
            unless=(
                is_negated,
                preceded_by(
                    "i'll|i will|i can|put you on|to|on|i'll personally|not|of|rather|prefer to"
                ),
            ),
        ),
        Phrase(
            "on_the_line_while",
            "(?:are you )?(?:okay|ok|all right|alright|fine) (?:to hold|on hold|if i put you on "
            "hold)|"
            "hold while i|(?:brief|short|quick) hold",
            needs=("hold",),
            confidence=0.8,
            unless=(is_negated,),
        ),
        Phrase(
            "bear_with_me",
            "bear with (?:me|us)|(?:just )?(?:give|allow|grant) me (?:just |maybe |about |only "
            ")?(?:half a|twenty|thirty|ten|a|one|two|a couple "
            "of|"
            "a few|five|three|another) (?:more )?(?:moments?|seconds?|secs?|minutes?|mins?|ticks?)|"
            "(?:one|just a|just one) (?:moment|second|sec|minute|tick)(?: please| sir| madam| "
            "while|\\W*$)|"
            "(?:this|it)(?:'ll| will| should| may| might)(?: only| just)? take (?:me )?(?:a|one|"
            "two|a "
            "couple of|a few|about) (?:\\w+ )?(?:moments?|seconds?|minutes?)(?: to (?:check|look|"
            "find|"
            "pull|load))",
            needs="bear give allow grant moment second sec minute tick take",
            confidence=0.62,
            unless=(is_reported, preceded_by("thank you for|thanks for")),
        ),
    ),
)
