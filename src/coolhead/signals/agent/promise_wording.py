"""How promises are worded: the expressions and word sets that `commitment.py` asks.

They work on ``Turn.lower``.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.agent.phrasing import compiled, word_set
from coolhead.signals.agent.promise_subject import BEFORE_LL

ADVERBS: Final = re.compile(
    r"(?:(?:also|then|certainly|definitely|personally|now|just|gladly|happily|of course|"
    r"make sure (?:that )?(?:i|we|they|he|she|it)(?:'ll)?|be sure to|be able to|get back and|"
    r"go ahead and|immediately|automatically|quickly|be happy to|still|actually|go and)\s+)*"
)
VERB: Final = re.compile(r"[a-z][\w'-]*")
NOT: Final = re.compile(r"(?:not|never|no longer)\s+(?:ever\s+)?")
YOU_GET: Final = re.compile(
    r"(have|get|receive|hear|see|know|be (?:refunded|credited|contacted|called|reimbursed|"
    r"compensated|notified|told|charged nothing))(?=\s)"
)

END: Final = re.compile(
    r"[!?;](?=\s|$)|(?<![ap]\.m)(?<!\b[ap])\.(?=\s|$)|[ap]\.m\.(?=\s+[a-z]*\s*(?:is|does|okay)\b)|"
    r",\s*(?:and |so |then |but )?(?:i|you|he|she|it|they|we|that|this|there|the \w+|your \w+)"
    r"(?:'ll|'s|'re|'ve|'m|'d| will| is| are| has| have| can| could| reply| won't)\b|"
    r"\b(?:but|because|so that|so (?:you|i|we|it|he|she|they|the|everyone)|so don'?t|if|unless|"
    r"then|which|okay|alright|all right|is that|does that|will that|do you|can you|and (?:i|we|"
    r"you|then|the (?:\w+ ){0,2}\w+(?:'ll|'s| will| is| are| has| goes| comes)|if|that|he|she|"
    r"they|in the|it|once|when|also|she'?ll|he'?ll|it'?ll|they'?ll)|"
    r"once|when|whether|rather than|after that|to make sure|to (?:tell|let|check|see|ask)|"
    r"meanwhile|anything else|thank you|thanks|would that)\b|\bright\b(?=[,?]|$)"
)
LONGEST: Final = 180  # characters; a promise longer than two breaths is a speech
# "… and send you the new one": what is coordinated is a promise of its own.
AND_VERB: Final = re.compile(r"\s+and (?:also |then )?(?=([a-z]+)\s)")
# After a comma an action goes on only where it lists things: "the hotel, the car and the meal".
LIST: Final = re.compile(
    r"(?:, (?:the|your|a|an|my|both|all|some) \w+(?: \w+){0,2})*,? and (?:the|your|a|an|my) \w+"
)
LOOSE: Final = (
    r"for you|and|or|so|as well|too|please|sir|madam|ma'?am|then|now|just|personally|myself|"
    r"ourselves|right now|right|well|okay|no later than|me|straight"
)
TRAIL: Final = re.compile(rf"(?:[\s,.-]+(?:{LOOSE}))+[\s,.-]*$")
TRAIL_BEFORE_TIME: Final = re.compile(
    rf"(?:[\s,.-]+(?:{LOOSE}|the|a|to|by|at|on|in|within|with|from|between|before|for))+[\s,.-]*$"
)
BEFORE_TIME: Final = re.compile(r"[\s,]*$")
# "Today" in "I'll ring the depot today, it'll be with you by Friday" belongs to what was before.
OPENS_CLAUSE: Final = re.compile(
    r"(?:[.!?;,:]\s*|\b(?:so|and|then|right|okay|but|well|now|yes)\s+)\Z"
)
LONGEST_ACTION: Final = 12  # words
MUSING: Final = compiled(
    "if (?:you (?:like|want|prefer|wish|need|'d like)|i|possible|we|that's)|maybe|perhaps|might|"
    "possibly|hopefully|i hope|i think|i'm not sure|i don't know|not sure|probably|unless|whether|"
    "i guess|i don't think|see if|doubt|(?:when|how|why) (?:will|would|can|do)|should i|shall i"
)
MUSING_AFTER: Final = re.compile(
    r"[\s,]*(?:if (?:you (?:like|want|wish|prefer|'d like)|i can|possible|that'?s)|maybe|"
    r"perhaps|hopefully)\b"
)
REPORTED: Final = re.compile(
    r"\b(?:he|she|they|you|driver|colleague|manager|somebody|someone|who|agent|email|letter|"
    r"message|website|advisor|adviser|team|says|told you|promised)(?:'s|'ve|'d)? "
    r"(?:(?:was|were|has|have|had|been|also|just) ){0,3}(?:said|says|told (?:you|me|us)|promised|"
    r"thought|claimed|wrote|saying|telling (?:you|me))(?: you| me)?(?: that)?[\s,\"']*$"
)
# "Tell me about it and I'll …": what the agent does about what is about to be said, at once.
TELL_FIRST: Final = re.compile(r"\b(?:tell|give|read|show) (?:me|us)\b.{0,60}\band\s*$")
QUICK: Final = re.compile(
    r"[^.!?;]{0,40}\b(?:(?:for|in) (?:a|one|just a|two|a couple of) ?(?:moment|second|sec|minute|"
    r"tick|seconds)|on hold|right now while|while you|while i)\b"
)
CONDITION: Final = re.compile(r"\bif\b[^.!?;]{0,80}$")
CLAUSE: Final = re.compile(r"[.!?;]\s|\bbut\b")
STOP: Final = re.compile(r"[.!?](?=\s|$)")
AT_A_TIME: Final = re.compile(r"\s+(?:\w+ )?(?:here|by|on|at|within|between)\b")
TO_SOMEBODY: Final = re.compile(r"\s+(?:you|it|the|your|a|out|to|back|with|into|off)\b")
OFF_THE_BILL: Final = re.compile(r"\s+(?:off|back (?:to|on|onto|into)) (?:your|the)\b")
MOVES: Final = frozenset(("arrive", "reach", "go", "land", "clear", "appear", "come"))
THINGS: Final = frozenset(("it", "that", "this", "everything"))
SOMETHING: Final = re.compile(
    r"\s*(?:a|an|the|your|it|that|this)\b[^.!?]{0,30}\b(?:refund|email|e-mail|letter|text|"
    r"message|call|replacement|confirmation|credit|money|voucher|parcel|it back)\b"
)
NOT_GOT: Final = re.compile(
    r"\s*(?:to|noticed|seen|heard|received|had|been|come|gone|got|a (?:good|nice|great))\b"
)
SEEN: Final = re.compile(r"\s*(?:the|a|your) (?:money|refund|credit|payment|engineer|\w+ back)")
# In the present tense: "that comes off your bill", "Carol rings you between five and six".
PRESENT: Final = re.compile(
    r"\b(it|that|he|she|the [\w'-]+(?: [\w'-]+)?|[a-z]+) (comes off your|comes off the bill|"
    r"goes back (?:on|onto|to|into) your|rings you|calls you|phones you|(?:comes|arrives) "
    r"(?=on |tomorrow|today|tonight|at |by |between |before |in the )|collects (?:the|it|your|"
    r"them)|delivers (?:the|it|your|them)|goes through (?=today|tomorrow|on |by ))"
)


# One of these words, or "'ll", is in every promise; one of those, in one that is made in the
# present tense. Where the apostrophe is lost, only a pronoun can stand before the two letters.
PROMISING: Final = word_set("will shall should going gonna won't wont") | {
    f"{pronoun}ll" for pronoun in BEFORE_LL
}
PRESENT_VERBS: Final = word_set("comes goes rings calls phones arrives collects delivers")


NOBODY: Final = word_set("nobody who what which that this somebody someone everyone everybody")
