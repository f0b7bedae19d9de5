"""Nods: the little words of a listener, which never take the floor."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Longer than this nobody merely nods, however often the words are repeated; it also bounds the
# work of the pattern below.
_LONGEST: Final = 80

_NODS: Final = (
    # hummed
    r"m+(?:[ -]?hm+)?",
    r"h+m+|huh|ugh",
    r"(?:uh|um|mm|ah|a)[ -]?(?:huh|hum|hm+|ha)",
    r"u[hm]+|er+m*|a+h+|o+h+|e+h+|a+w+|ooh",
    # agreement
    r"ye(?:s|ah|p|ah yeah)|yup|aye|ya|yah",
    r"ok(?:ay|ey|ie)?|'?kay|k",
    r"right(?:o|y)?|all ?right|alright|sure(?: thing)?|fine|good|great|lovely|cool",
    r"i (?:see|know|understand|hear (?:you|ya)|got you|get (?:it|that|you))",
    r"got (?:it|you|that)|gotcha|understood|noted",
    r"of course|certainly|absolutely|definitely|exactly|precisely|indeed|quite|totally|true",
    r"that(?:'s| is) (?:right|true|it)|that makes sense|makes sense|fair enough|you're right",
    # go on
    r"go (?:on|ahead)|carry on|please do",
    # surprise and sympathy
    r"really|seriously|no way|wow|gosh|blimey|crikey|goodness(?: me)?|dear me|golly|boy",
    r"oh\W+(?:dear|no|well|my|boy|geez|gee|shoot)",
    r"(?:oh )?my (?:god|goodness|gosh|word)|good grief|how awful|i bet|i can imagine",
    r"(?:that(?:'s| is)|how) (?:really |very |so |just )?(?:great|good|nice|lovely|wonderful|awful|"
    r"terrible|horrible|interesting|weird|strange|funny|sad|amazing|brilliant|a shame|too bad)",
    r"did (?:they|he|she|you|it)|was it|is it|has it",
)
_ONLY_NODS: Final = re.compile(rf"\W*(?:(?:{'|'.join(_NODS)})\b\W*)+")
_STAGE_DIRECTION: Final = re.compile(r"[\[(<][^\])>]{0,40}[\])>]")
_CURLY: Final = str.maketrans("\u2018\u2019", "''")


def is_backchannel(text: str) -> bool:
    """Whether the text is nothing but listening: "mm-hm", "yeah, yeah", "oh right, I see".

    Notes of a transcriber ("[laughs]") say nothing and are passed over. An empty text is no nod:
    nothing is known of it. A bare "no" contradicts, so it is none either.
    """
    return 0 < len(text) <= _LONGEST and _only_nods(text)


# Each turn is asked about several times over while it is near, and nods are much alike. Bounded
# for a process that runs for months.
@lru_cache(maxsize=4_096)
def _only_nods(text: str) -> bool:
    lower = text.translate(_CURLY).lower()
    spoken = _STAGE_DIRECTION.sub(" ", lower)
    if not spoken.strip():
        return bool(lower.strip())
    return _ONLY_NODS.fullmatch(spoken) is not None
