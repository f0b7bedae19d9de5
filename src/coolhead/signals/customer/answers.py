"""Strong wording of ``acceptance`` and ``rejection``.

Whether an offer stands is for ``signals/relational`` to see; these patterns say only that the
words can hardly mean anything else once one does. A bare "okay" is in neither list.
"""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_negated, is_quoted, is_reported

_OWN = (is_quoted, is_reported)

ACCEPTING: Final[list[Pattern]] = [
    say(
        "let_us",
        r"(?:yes|yeah|okay|ok|alright|right|sure|great|perfect|lovely|fine)?[ "
        r",]*(?:let's do (?:that|it|the)|go ahead|go for it|do that|please do|"
        r"sounds (?:good|great|fine|perfect|fair|reasonable|like a plan)|(?:that|"
        r"it)(?:'s|'ll be| is| will be| would be|'d be| sounds) (?:(?!not\b|"
        r"no\b|never\b)\w+ )?(?:fine|great|perfect|good|ideal|acceptable|fair|"
        r"reasonable|wonderful|brilliant|lovely|ok|okay|alright|all right)(?: "
        r"(?:with|by|for) me)?)",
        "let's do go sounds that's that'll that it's it'll it fine great perfect",
        0.8,
        unless=(*_OWN, is_negated),
    ),
    say(
        "works",
        r"(?:that|it|this|which|friday|monday|tuesday|wednesday|thursday|saturday|"
        r"sunday|tomorrow)(?: would| will|'ll|'d)? (?:works?|suits?|does it|"
        r"do nicely|do me|do fine|suit me|work for me)(?: \w+){0,3}",
        "works work suits suit does do",
        0.76,
        unless=(*_OWN, is_negated),
    ),
    say(
        "take_it",
        r"(?:i'll|i will|i'd|we'll|i'm happy to|i am happy to|happy to|i can|"
        r"i could|i'd be happy to|i'll gladly|i would) (?:\w+ )?(?:take (?:that|"
        r"it|the (?:refund|offer|credit|replacement|voucher|first|second|appointment|"
        r"money)|you up)|accept(?: that| it| the)?|go (?:with|for) (?:that|it|"
        r"the)|have (?:that|the (?:refund|replacement|credit|voucher))|settle "
        r"for|live with (?:that|it)|agree to)",
        "take accept go have settle live agree",
        0.88,
        unless=(*_OWN, is_negated),
    ),
    say(
        "agree",
        r"(?:yes please|yeah please|yes that's what i want|agreed|deal|you've "
        r"got (?:yourself )?a deal|it's a deal|i accept|i agree|book me in|book "
        r"it|sign me up|put me down for (?:that|it)|i'm happy with (?:that|it)|"
        r"happy with that|fair enough(?: then)?(?: \w+)?|that'll do(?: me| nicely)?|"
        r"fine by me|works for me|suits me|i'm okay with that|ok with that|that "
        r"would be (?:great|lovely|helpful|perfect|good))",
        "please yes agreed deal accept agree book sign put happy fair that'll "
        "fine works suits okay ok that would",
        0.84,
        unless=(*_OWN, is_negated),
    ),
]

REJECTING: Final[list[Pattern]] = [
    say(
        "not_good_enough",
        r"(?:(?:that|it|this|which)(?:'s| is| was| really isn't| isn't| won't|"
        r" doesn't| does not| will not| wouldn't| would not|'s really|'s just|"
        r"'s simply)? (?:\w+ )?(?:not (?:good enough|acceptable|enough|what "
        r"i (?:want|asked|need)|going to (?:work|help|do|happen|cut it)|on|an "
        r"option|any (?:good|use|help)|really|the point|fair|how)|(?:good enough|"
        r"acceptable|enough|an option|help me|help|work for me|work|do|cut it|"
        r"solve|fix)|no (?:good|use|help)(?: to me)?|useless|ridiculous|unacceptable|"
        r"pointless|an insult|insulting|a joke|too (?:late|long|little)))"
        r"(?<!that good enough)(?<!that's good enough)",
        "not isn't won't doesn't does will wouldn't no useless ridiculous unacceptable "
        "pointless insult insulting joke too isnt wont doesnt wouldnt",
        0.78,
        unless=_OWN,
    ),
    say(
        "dont_want",
        r"(?:i|we) (?:really |still |just |already told you i )?(?:don't|do "
        r"not|didn't|did not|won't|will not|wouldn't|can't|cannot|refuse to|"
        r"am not going to|'m not going to|'m not) (?:\w+ )?(?:want (?:a|an|your|"
        r"the|that|it|any|another|this|to (?:wait|have|do|take))|accept(?:ing)?|"
        r"take (?:that|it|the)|taking (?:that|it|the)|agree(?: to)?|wait(?:ing)?(?: "
        r"(?:that|another|until|five|that long|any))?|settle|do that|need (?:a|"
        r"your|that)|interested|happy with (?:that|it)|having (?:that|it)|paying "
        r"(?:that|for))",
        "don't do didn't did won't will wouldn't can't cannot refuse not dont "
        "didnt wont wouldnt cant i'm am",
        0.82,
        unless=_OWN,
    ),
    say(
        "i_am_not",
        r"(?:i'm|i am|we're|we are) not (?:waiting|accepting|paying|having|taking|"
        r"interested|doing|happy with|agreeing|settling|prepared|willing)(?: "
        r"\w+){0,3}",
        "not",
        0.82,
        unless=_OWN,
    ),
    say(
        "no",
        r"(?:no thanks|no thank you|no way|absolutely not|certainly not|definitely "
        r"not|forget it|no chance|not a chance|not interested|not happening|"
        r"over my dead body|i'd rather not|no deal|you can keep (?:it|your)|"
        r"keep your (?:\w+ )?(?:voucher|credit|money|offer|discount)|stick your "
        r"(?:\w+ )?(?:voucher|credit|offer|discount|refund)|you must be joking|"
        r"you've got to be joking|out of the question|i reject|i decline|i refuse|"
        r"i'll pass|that doesn't work|doesn't work for me|won't work for me|"
        r"no (?:i|that|it|this|we)(?:'s| is| don't| do| isn't| won't| want| "
        r"can't| need|'m)(?: \w+){0,2})",
        "no not absolutely certainly definitely forget over rather keep stick "
        "joking question reject decline refuse pass work",
        0.8,
        unless=_OWN,
    ),
]
