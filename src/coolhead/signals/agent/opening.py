"""`greeting` and `recording_notice`: how a call begins."""

from __future__ import annotations

from coolhead.signals.agent.phrasing import START, Phrase, PhraseDetector, with_words
from coolhead.signals.scope import is_negated, is_reported

_HAIL = "(?:good morning|good afternoon|good evening|good day|hello|hi|hey|welcome|namaste)"
_HAIL_WORDS = ("morning", "afternoon", "evening", "day", "hello", "hi", "hey", "welcome",
               "namaste")  # fmt: skip
_NAME = (
    r"(?:my name is|my name's|my good name is|this is|it's|you're speaking (?:to|with)|"
    r"you are speaking (?:to|with)|you're talking to|you are talking to|you're through to|"
    r"you are through to|you've reached|i'm \w+ (?:from|calling|with|and)|"
    r"i am \w+ (?:from|calling|with|and)|\w+ (?:speaking|here)|calling from|calling on behalf of)"
)
# "hello, are you there" tests the line; it opens nothing.
_LINE_TEST = with_words(
    "hello hello|are you (?:still )?(?:there|with me)|can you hear me|am i audible|"
    "anybody there|anyone there"
)
# A hail at the end of a call, or said of somebody else.
_PARTING = with_words("bye|goodbye|bye bye|have a (?:good|nice|lovely|great)|said hello|say hello")

GREETING = PhraseDetector(
    "greeting",
    (
        Phrase("hail_and_name", rf"{START}{_HAIL}~ {_NAME}", needs=_HAIL_WORDS, confidence=0.95),
        Phrase(
            "thanks_for_calling",
            rf"{START}(?:{_HAIL} )?(?:and )?(?:thank you|thanks|many thanks)~ "
            "(?:for calling|for ringing|for phoning|for contacting)",
            needs=("thank", "thanks"),
            also="calling ringing phoning contacting",
            confidence=0.85,
            unless=(_PARTING,),
        ),
        Phrase(
            "firm_and_hail",
            r"^\W*(?!thank|thanks|have|and|so|well|not|that|this)(?:[\w&'-]+ ){1,5}(?:good morning|"
            r"good afternoon|good evening|hello)"
            r"(?:(?= ?[.,!?]*$)| (?:this is|you're speaking|you are speaking|my name|my name's|"
            r"\w+ speaking|\w+ here|how (?:can|may)|i'm))",
            needs="morning afternoon evening hello",
            confidence=0.85,
            unless=(_PARTING, _LINE_TEST),
        ),
        Phrase(
            "you_are_through_to",
            r"(?:you're|you are|you've come|you have come) through to (?!the wrong|a wrong)\w+",
            needs=("through",),
            confidence=0.9,
        ),
        Phrase(
            "gives_name",
            r"(?:my name is|my name's|my good name is) (?!(?:not|on|in)\b)\w+",
            needs=("name", "name's"),
            confidence=0.85,
        ),
        Phrase(
            "this_is",
            r"(?:this is|it's|i'm|i am) (?!(?:the|a|an|not|what|how|why|just|really|now|still)\b)"
            r"\w+(?: \w+)? (?:calling (?:from|on behalf|about|you)|speaking|from the \w+|"
            r"from (?!(?:now|here|there|what|then|today|your)\b)\w+)",
            needs=("calling", "speaking", "from"),
            confidence=0.8,
            unless=(_PARTING,),
        ),
        Phrase(
            "name_speaking",
            rf"{START}(?:{_HAIL} )?\w+(?: \w+){{0,3}} speaking(?: how| what| who|\W*$)",
            needs=("speaking",),
            confidence=0.8,
        ),
        Phrase(
            "calling_from",
            "(?:i'm|i am|we're|we are) (?:just )?(?:calling|ringing|phoning)(?: you)? "
            r"(?:from|on behalf of) (?!(?:a|my) (?:phone|mobile|landline))\w+",
            needs=("calling", "ringing", "phoning"),
            confidence=0.75,
        ),
        Phrase(
            "hail",
            rf"{START}(?:good morning|good afternoon|good evening|good day|hello|namaste)(?! "
            rf"(?:would|is (?!this|that)|was|will|to (?:him|her|them)))",
            needs="morning afternoon evening day hello namaste",
            confidence=0.7,
            unless=(_LINE_TEST, _PARTING),
        ),
        Phrase(
            "hi",
            r"^\W*(?:hi|hey|hiya|welcome)(?: there)?(?=\W)",
            needs=("hi", "hey", "hiya", "welcome"),
            confidence=0.6,
            unless=(_LINE_TEST, _PARTING),
        ),
    ),
)

_CALL = "(?:this call|the call|your call|our call|our calls|all calls|all our calls|calls|" \
        "every call|this conversation|the conversation|this line|the line)"  # fmt: skip
_HEARD = "(?:recorded|monitored|transcribed|recording|listened to)"

RECORDING_NOTICE = PhraseDetector(
    "recording_notice",
    (
        Phrase(
            "call_is_recorded",
            rf"{_CALL} (?:is|are|may|might|will|can|could|gets?|'s)(?: all)?(?: also)?(?: be)?"
            rf"(?: being)?(?: getting)? {_HEARD}",
            needs="recorded monitored transcribed recording listened",
            confidence=0.95,
            unless=(is_reported,),
        ),
        Phrase(
            "call_s_recorded",
            rf"{_CALL}'s (?:being )?(?:recorded|monitored|transcribed)",
            needs=("recorded", "monitored", "transcribed"),
            confidence=0.9,
        ),
        Phrase(
            "recorded_line",
            "(?:on|over) a (?:recorded|monitored) line|"
            "(?:recorded|monitored|recording) for (?:the )?(?:training|quality|security|"
            "monitoring|compliance|legal|your protection)",
            needs=("recorded", "monitored", "recording"),
            confidence=0.95,
        ),
        Phrase(
            "we_record",
            "(?:we|i) (?:do |must |have to |need to |always |also )?"
            "(?:record|monitor|transcribe) (?:all |our |these |this |the |your |every |my )*"
            "(?:calls?|conversations?)",
            needs=("record", "monitor", "transcribe"),
            confidence=0.95,
            unless=(is_negated,),
        ),
        Phrase(
            "we_are_recording",
            "(?:i'm|i am|we're|we are) (?:now |also )?recording (?:this|the|our|your) "
            "(?:call|conversation)",
            needs=("recording",),
            confidence=0.95,
        ),
        Phrase(
            "assisted",
            "(?:assistant|software|program|programme|tool|system|computer|ai)"
            "(?: that| which| is| also| may| will| and)* "
            "(?:listens?|listening|helps? me|helping me|assists? me|assisting me|analy[sz]es?|"
            "transcribes?)~ "
            "(?:call|conversation|listen|you say|we say|line)",
            needs="assistant software program programme tool system computer ai",
            also="call conversation say line listen",
            confidence=0.85,
        ),
        Phrase(
            "call_is_assisted",
            f"{_CALL} (?:is|may be|will be|are) (?:being )?(?:assisted|analy[sz]ed|supported) by",
            needs=("assisted", "analysed", "analyzed", "supported"),
            confidence=0.9,
        ),
        Phrase(
            "happy_being_recorded",
            "(?:are you|is it|is that|do you)~ "
            "(?:happy|okay|ok|all right|alright|fine|mind|agree|consent)~ "
            "(?:recorded|recording|record (?:this|the) call)",
            needs=("recorded", "recording", "record"),
            confidence=0.85,
        ),
    ),
)
