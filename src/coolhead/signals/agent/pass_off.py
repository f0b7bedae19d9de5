"""`pass_off`: sends the customer elsewhere. Candidates by words only.

A hand-over within the same turn ("I'll stay on the line and put you through") takes it back; that
no hand-over comes in the turns after is for the relational detector to see.
"""

from __future__ import annotations

from typing import Final

from coolhead.signals.agent.phrasing import Phrase, PhraseDetector, compiled, preceded_by
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Turn

# The agent goes along, connects, or does it for the customer.
HANDED_OVER: Final = compiled(
    "(?:put|putting|patch|patching|pop|popping) you (?:straight |right |directly |over )?"
    "(?:through|across|over)|(?:transfer|transferring|connect|connecting) (?:you|your call|the "
    "call)|(?:stay|staying|remain|be|keep) (?:with you )?on the line|"
    "(?:bring|get|have|bringing|getting) (?:him|her|them|my|a|the|someone|somebody|one)~ "
    "(?:on the line|on the phone|to call you|ring you|call you)|"
    "(?:i'll|i will|let me|i'm going to|i can|i'd be happy to|i am going to) "
    "(?:\\w+ )?(?:call|ring|contact|phone|email|speak to|speak with|talk to|message) "
    "(?:them|him|her|the|my|our|that)|(?:introduce|introducing) you|conference|three way|"
    "hand you over|handing you over|pass you over|passing you over|on your behalf"
)


def _handed_over(turn: Turn, start: int, end: int) -> bool:
    return HANDED_OVER.search(turn.lower) is not None


_MUST = (
    "(?:need to|have to|'ve got to|have got to|must|should|'ll need to|'ll have to|will need to|"
    "will have to|want to|'d need to|would need to|would have to|'d have to|'d better|had better|"
    "are better off|'d be better off|would be better off|might want to|could try|can try|can|could|"
    "may want to|ought to|please)"
)
_GO = (
    "(?:call|calling|ring|ringing|phone|phoning|contact|contacting|email|emailing|write to|writing "
    "to|"
    "speak to|speaking to|speak with|speaking with|talk to|talking to|talk with|go to|go through|"
    "go back to|visit|check with|take (?:it|that|this) up with|get in touch with|getting in touch "
    "with|get hold of|approach|complain to|ask)"
)
# Not the agent's own firm as a person: "call me", "call us back", "ask your wife".
_ELSEWHERE = (
    "(?!me\\b|us\\b|me,|back|again|in\\b|if\\b|for\\b|whenever|any time|anytime|you\\b|about\\b|"
    "this number|that number|on\\b|any\\b|a question|questions|after|before|when|and\\b|at any|"
    "your (?:wife|husband|partner|doctor|family|mother|father|son|daughter)|through the|"
    "my (?:supervisor|manager)|settings|the settings|bed|sleep|work)"
)

PASS_OFF = PhraseDetector(
    "pass_off",
    (
        Phrase(
            "you_need_to_call",
            f"you(?: will| would| really| just| actually| can| only)? {_MUST} "
            f"(?:just |directly |actually )?(?:try )?{_GO} {_ELSEWHERE}\\w+",
            needs="call calling ring ringing phone phoning contact contacting email emailing "
            "write writing speak speaking talk talking go visit check take get getting "
            "approach complain ask",
            also="need have you've must should want you'd you'll had try can could ought better "
            "please",
            confidence=0.78,
            unless=(
                _handed_over,
                is_reported,
                is_quoted,
                preceded_by(
                    "do|if|when|don't|before|once|what|why|did|who|whenever|in case|so that|"
                    "should|that|mean|which"
                ),
            ),
        ),
        Phrase(
            "you_ll_need_to_call",
            f"you(?:'ll|'d|'ve)? (?:need|have|got|want)(?: got)? to {_GO} {_ELSEWHERE}\\w+",
            needs=("need", "have", "got", "want"),
            also="call calling ring ringing phone phoning contact contacting email emailing write "
            "writing speak speaking talk talking go visit check take get getting approach complain "
            "ask",
            confidence=0.8,
            unless=(
                _handed_over,
                is_reported,
                preceded_by(
                    "do|if|when|don't|before|once|what|why|did|who|whenever|in case|so that|"
                    "that|mean|which|won't"
                ),
            ),
        ),
        Phrase(
            "better_off",
            f"you(?:'d be| would be|'re| are) better (?:off )?{_GO} {_ELSEWHERE}\\w+",
            needs=("better",),
            confidence=0.78,
            unless=(_handed_over,),
        ),
        Phrase(
            "not_my_department",
            "(?:(?:that's|that is|this is|it's|it is|this|that)(?: really| actually)? "
            "(?:not|isn't) (?:really |actually )?(?:my|our|this) "
            "(?:department|team|area|job|section|responsibility|role|remit|side|desk|division)|"
            "(?:that's|it's|this is|that is) (?:a (?:different|separate)|another|the other|the) "
            "(?:\\w+ )?(?:department|team|section|company|office)(?!'s)|"
            "not (?:my|our) (?:job|department))",
            needs="department team area job section responsibility role remit side desk division "
            "company office",
            confidence=0.85,
            unless=(_handed_over, is_quoted, preceded_by("is|if")),
        ),
        Phrase(
            "do_not_deal",
            "(?:i|we) (?:don't|do not|can't|cannot) (?:actually |really |normally )?"
            "(?:deal with|handle|do|cover|look after|have anything to do with) "
            "(?:that|this|those|these|any of that|\\w+ (?:here|in this department|on this line))"
            r"(?=\W*$|[.,!]| here| on this| in this| department| at this| side| from)",
            needs="deal handle do cover look have",
            also=("don't", "can't", "cannot", "do"),
            confidence=0.75,
            unless=(_handed_over,),
        ),
        Phrase(
            "wrong_number",
            "(?:you've|you have|you) (?:come|got|called|rung|been put|reached|come through|got "
            "through)(?: through)?(?: to)? the wrong (?:department|number|team|place|line|person|"
            "office|branch)|wrong (?:department|team)(?=\\W|$)",
            needs=("wrong",),
            confidence=0.85,
            unless=(_handed_over,),
        ),
        Phrase(
            "others_handle_it",
            "(?:that's|that is|this is|it's|they're|those are) (?:all |usually |normally |only )?"
            "(?:handled|dealt with|done|managed|looked after|arranged) "
            "(?:by|through) (?:the|our|a|another|your|someone)|"
            "(?:only|just) the \\w+(?: \\w+)? (?:department|team|office|branch|shop|store) "
            "(?:can|could|is able|deals|handles)|"
            "(?:that's|it's|this is) (?:between you and|up to|a matter for|one for) "
            "(?:the|your|another|them)",
            needs="handled dealt done managed looked arranged department team office branch shop "
            "store between up matter one",
            also="by through only just between up matter one",
            confidence=0.65,
            unless=(_handed_over,),
        ),
        Phrase(
            "go_online",
            "(?:(?:just|please|you can only|you'll have to|you have to|you need to|go and|simply) "
            "(?:go|do (?:it|that|this)|look|check|try|visit)|try) (?:to |on |it |that )?"
            "(?:our |the )*(?:online|website|internet|app|web ?site)",
            needs="online website internet app web",
            confidence=0.65,
            unless=(_handed_over, preceded_by("if|or|i'll")),
        ),
        Phrase(
            "call_them",
            "^\\W*(?:(?:so|well|then|no|sorry|sir|madam|please|just|okay|you|try|i'm)\\W+){0,4}"
            "(?:call|calling|ring|ringing|phone|contact|contacting|ask|email) "
            "(?:them|him|her|the \\w+|your (?:bank|supplier|provider|landlord|local)|customer "
            "(?:service|services|care)|head office|another)(?! for you)",
            needs="call calling ring ringing phone contact contacting ask email",
            confidence=0.65,
            unless=(_handed_over,),
        ),
    ),
)
