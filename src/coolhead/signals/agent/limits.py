"""`civility_request`, `final_warning`, `end_call_notice`: limits an agent may set (S1.3, S4.7)."""

from __future__ import annotations

from typing import Final

from coolhead.signals.agent.phrasing import (
    Phrase,
    PhraseDetector,
    compiled,
    preceded_by,
    with_words,
)
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Turn

_IF: Final = compiled("if|unless|should you|otherwise|or else")
_ASKS: Final = compiled(
    "please|could|can we|can you|let's|ask|asking|need|want|would|'d|if|as long as|keep|appreciate|"
    "expect|like|try to|only"
)


def _no_request(turn: Turn, start: int, end: int) -> bool:
    """A guard: the clause says that there was respect rather than asks for it."""
    return _ASKS.search(turn.lower[max(0, start - 60) : end]) is None


_END_IT = (
    "(?:end|ending|terminate|terminating|finish|close|stop|disconnect|disconnecting|cut|drop|"
    "discontinue|conclude) (?:this|the|our|your) (?:call|conversation|phone call|line)|"
    "(?:hang|hanging) up|put the phone down|put down the phone"
)
_END_WORDS = ("end", "ending", "ended", "terminate", "terminating", "terminated", "finish", "close",
              "stop", "disconnect", "disconnecting", "disconnected", "cut", "drop", "discontinue",
              "conclude", "hang", "hanging", "put", "over")  # fmt: skip
_RUDE = (
    "(?:swear(?:ing)?|curs(?:e|ing)|shout(?:ing)?|yell(?:ing)?|scream(?:ing)?|insult(?:s|ing)?|"
    "abus(?:e|"
    "ive|ing)|offensive|bad language|foul language|that language|this language|such language|"
    "that kind of language|this kind of language|that sort of language|language like that|"
    "name[- ]calling|call(?:ing)? me names|threat(?:s|en|ening)?|those words|such words|"
    "that tone|rude|rudeness|that word|the language|your language|strong language|personal "
    "(?:remarks|comments|attacks|insults))"
)
_RUDE_WORDS = ("swear", "swearing", "curse", "cursing", "shout", "shouting", "yell", "yelling",
               "scream", "screaming", "insult", "insults", "insulting", "abuse", "abusive",
               "abusing", "offensive", "language", "name", "name-calling", "calling", "call",
               "threat", "threats", "threaten", "threatening", "words", "tone", "rude", "rudeness",
               "word", "personal")  # fmt: skip
_CIVIL = (
    "(?:respect|respectful|respectfully|polite|politely|civil|civilly|courteous|professional|"
    "courtesy|calmly|kindly|calm|decent|properly|nicely)"
)
_CIVIL_WORDS = ("respect", "respectful", "respectfully", "polite", "politely", "civil", "civilly",
                "courteous", "professional", "courtesy", "calmly", "kindly", "calm", "decent",
                "properly", "nicely")  # fmt: skip

CIVILITY_REQUEST = PhraseDetector(
    "civility_request",
    (
        Phrase(
            "please_do_not",
            "(?:please|kindly|could you|can you|would you|i(?:'d| would| must| need to| have to|"
            "'ll have "
            "to|'m going to)?(?: kindly| politely| please)? ask(?: that)? you(?: to)?|i'd "
            "appreciate it "
            "if you|i need you to|i want you to|you to|let's|you need to|if you could|i'd like you "
            "to|"
            "appreciate it if you(?:'d| would| could| didn't)?|grateful if you)~ "
            "(?:not|don't|didn't|stop|refrain from|avoid|without|mind|watch|moderate|lower|leave "
            "out|"
            f"keep)~ (?:{_RUDE}|your (?:language|tone|voice|words))",
            needs=(*_RUDE_WORDS, "voice"),
            also="please kindly could can would ask appreciate need want to let's grateful",
            confidence=0.92,
            unless=(is_reported, is_quoted),
        ),
        Phrase(
            "do_not",
            "(?:please )?(?:don't|do not|stop|no more|there's no need (?:to|for)|no need (?:to|"
            "for)|"
            "there is no need (?:to|for)|mind|watch|moderate|lower|i won't (?:accept|tolerate|"
            "take)|"
            "i (?:can't|cannot|will not|don't) (?:accept|tolerate|take|allow)|"
            "(?:i'm|i am) not (?:willing|prepared|going) to (?:accept|tolerate|be|listen to)) "
            "(?:be |to be |use |using |be spoken to with |speaking with |you )?(?:any |that |such |"
            f"all the |the |this |so |me |at me |your |more )*(?:{_RUDE}|your (?:language|tone|"
            f"voice))"
            "(?: (?:at|to) me)?",
            needs=(*_RUDE_WORDS, "voice"),
            also="don't do stop no mind watch moderate lower won't can't cannot will not",
            confidence=0.8,
            unless=(is_reported, is_quoted, preceded_by("if you|if you can't|unless you|i|we|you")),
        ),
        Phrase(
            "speak_with_respect",
            "(?:speak|talk|talking|speaking|continue|discuss|work|go on|have|keep|treat|"
            "conversation|"
            "communicate|be|stay|remain|ask)~ "
            f"(?:in a |with |a |more |each other |more |some |mutual |it |this |things |us |both |"
            f"me |a bit "
            f"more |to be |little |quite |the conversation |our conversation |this conversation "
            f")*{_CIVIL}",
            needs=_CIVIL_WORDS,
            also="speak talk talking speaking continue discuss work go have keep treat "
            "conversation communicate be stay remain ask",
            confidence=0.7,
            unless=(
                is_reported,
                is_quoted,
                _no_request,
            ),
        ),
        Phrase(
            "help_but",
            "(?:i (?:do |really |truly )?(?:want|'d like|would like|am here|'m here|'m trying|am "
            "trying|"
            "'m happy|am happy|'m willing)|happy|willing|glad) to (?:help|work)~ "
            f"(?:but|and|if|as long as|provided|only)~ (?:{_RUDE}|{_CIVIL})",
            needs=_RUDE_WORDS + _CIVIL_WORDS,
            also=("help", "work"),
            confidence=0.85,
            unless=(is_quoted,),
        ),
        Phrase(
            "not_deserved",
            "i (?:don't|do not) (?:deserve|appreciate|like) (?:to be|being|it when|that kind|that "
            "tone|"
            "that language|this kind|the language|your tone)~ (?:spoken|talked|sworn|shouted|"
            "treated|"
            "insulted|called|you|language|tone|abused)|"
            "(?:please )?(?:don't|do not) (?:speak|talk) to me (?:like|in) that|"
            "let's keep (?:this|it|things) (?:respectful|civil|polite|calm|professional|friendly)|"
            "i(?:'ve| have)?(?: been| am being|'m being) (?:polite|respectful|civil) (?:with|to) "
            "you",
            needs="deserve appreciate like speak talk keep been being",
            also="don't do let's polite respectful civil",
            confidence=0.75,
            unless=(is_quoted, is_reported),
        ),
    ),
)


FINAL_WARNING = PhraseDetector(
    "final_warning",
    (
        Phrase(
            "if_it_goes_on",
            "(?:if|unless|should)~ (?:continue|continues|carry on|carries on|keep|keeps|don't|"
            "doesn't|"
            "do not|does not|goes on|go on|happens again|happen again|happens|stop|stops|again|"
            "persist|"
            "persists|one more|another|any more|can't|cannot|swear|shout|speak|talk|call me|use|"
            "insult)"
            f"~~~ (?:{_END_IT}|(?:this|the) call (?:will|is going to|has to|must) (?:be )?"
            "(?:end|ended|over|terminated|disconnected|finish))",
            needs=_END_WORDS,
            also=("if", "unless", "should"),
            confidence=0.93,
            unless=(is_reported, is_quoted),
        ),
        Phrase(
            "end_if",
            f"(?:i'll|i will|i'm going to|i am going to|i shall|we'll|we will|i'd|i would)(?: have "
            f"to| "
            f"be forced to| need to| simply| just| must| then| be)* (?:{_END_IT})~ "
            "(?:if|unless|should) (?:you|this|that|it|the)",
            needs=_END_WORDS,
            also=("if", "unless", "should"),
            confidence=0.92,
            unless=(is_reported, preceded_by("if you")),
        ),
        Phrase(
            "call_ends_if",
            "(?:this|the) call(?: will| is going to| has to| must|'ll) (?:be |have to be |have to "
            ")?"
            "(?:end|ended|over|terminated|disconnected|finish)~ (?:if|unless)",
            needs=_END_WORDS,
            also=("if", "unless"),
            confidence=0.92,
        ),
        Phrase(
            "or_else",
            "(?:otherwise|or|or else)(?: then)? (?:i'll|i will|i'm going to|i am going to|i shall|"
            "we'll|"
            f"we will|i'd) (?:\\w+ )?(?:have to |be forced to |need to |going to )*(?:{_END_IT})|"
            "(?:otherwise|or|or else) (?:this|the) call (?:will|is going to) (?:be )?(?:end|ended|"
            "over|"
            "terminated)",
            needs=_END_WORDS,
            also=("otherwise", "or"),
            confidence=0.92,
            unless=(is_reported,),
        ),
        Phrase(
            "last_warning",
            "(?:last|final|only|formal|one more|first and (?:only|last)) (?:and (?:final|last) "
            ")?warning|"
            "(?:i'm|i am) (?:warning|giving you a warning|now warning)(?: you)?|"
            "(?:i have|i've) (?:already )?(?:warned|asked) you~ (?:next time|one more time|once "
            "more|"
            "end the call|last time)|(?:last|final) time (?:i'll|i will|i'm going to|that i) ask",
            needs="warning warned asked last final",
            confidence=0.85,
            unless=(is_reported, preceded_by("bill|payment|reminder|letter|a|weather|the")),
        ),
    ),
)

_FRIENDLY = with_words(
    "have a (?:good|nice|lovely|great|pleasant)|thank you (?:so much )?for (?:calling|your time|"
    "ringing|"
    "your call)|thanks for (?:calling|ringing|your time)|goodbye and take care|enjoy your|"
    "call you (?:straight |right )?back|ring you (?:straight |right )?back|bad line|line is (?:bad|"
    "poor|"
    "breaking)|can't hear you|cannot hear you|anything else|try again|reconnect"
)
_ABUSE_WORDS = (
    *_RUDE_WORDS,
    *("warned", "warning", "asked", "said", "respect", "behaviour", "behavior", "way"),
)
_BECAUSE_ABUSE = (
    f"(?:{_RUDE}|warned|warning|asked you|as i said|respect|behaviour|behavior|the way you)"
)

END_CALL_NOTICE = PhraseDetector(
    "end_call_notice",
    (
        Phrase(
            "ending_for_abuse",
            "(?:i'm|i am|i'll|i will|i have to|i'm going to|i am going to|we're|we will|i must|i "
            "shall|"
            f"i need to)(?: now| therefore| going to| have to| be| just)* (?:{_END_IT})~~ "
            f"{_BECAUSE_ABUSE}",
            needs=_END_WORDS,
            also=_ABUSE_WORDS,
            confidence=0.95,
            unless=(
                is_reported,
                preceded_by("if you|otherwise|or|or else|unless"),
                lambda turn, start, end: (
                    _IF.search(turn.lower[start : end + 12]) is not None
                    or _IF.search(turn.lower[max(0, start - 70) : start]) is not None
                ),
            ),
        ),
        Phrase(
            "abuse_so_ending",
            f"{_BECAUSE_ABUSE}~~ (?:so |and |therefore )*(?:i'm|i am|i'll|i will|i have to|i'm "
            f"going to|i "
            f"am going to|i must|i shall)(?: now| therefore| going to| have to| be| just)* "
            f"(?:{_END_IT})",
            needs=_END_WORDS,
            also=_ABUSE_WORDS,
            confidence=0.93,
            unless=(
                is_reported,
                lambda turn, start, end: (
                    _IF.search(turn.lower[max(0, start - 40) : end + 12]) is not None
                    or "otherwise" in turn.lower[start:end]
                    or " or i" in turn.lower[start:end]
                ),
            ),
        ),
        Phrase(
            "ending_now",
            "(?:i'm|i am|i'll|i will|i have to|i'm going to|i am going to|i must|i shall|i've no "
            "choice "
            f"but to)(?: now| therefore| going to| have to| be| just)* (?:{_END_IT})",
            needs=_END_WORDS,
            confidence=0.8,
            unless=(
                is_reported,
                _FRIENDLY,
                preceded_by("if you|otherwise|or|or else|unless|before|when|until"),
                lambda turn, start, end: _IF.search(turn.lower) is not None,
            ),
        ),
        Phrase(
            "call_is_over",
            "(?:this|the) (?:call|conversation) (?:is (?:now )?(?:over|being (?:ended|terminated)|"
            "ending)|"
            "will (?:now )?(?:end|be ended|be terminated)(?: now)?|ends (?:here|now))",
            needs="over ended terminated ending end ends",
            confidence=0.8,
            unless=(
                _FRIENDLY,
                lambda turn, start, end: _IF.search(turn.lower) is not None,
                preceded_by("when|once|after|before|until|or"),
            ),
        ),
    ),
)
