"""Speech made ready for reading: fillers, false starts and swearing out, contractions opened.

``tidy`` gives words as they may be said back, in two parallel lists: in lower case for looking up,
and as shown. Sentence ends are "." and "?", other breaks ",". A word that cannot be said back is
"§": no phrase is ever built over it.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.wording.words import INTENSIFIERS, SHOWN

# Longest text looked at, in characters: the start of a minute and a half of fast speech, in which
# people name what they are calling about. It bounds the cost of a text of any length.
MAX_CHARS: Final = 1500
BAD: Final = "§"

_PLAIN: Final = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0", "''\"\"--. ")
_TOKEN: Final = re.compile(
    r"[£$€₹]\d[\d,]*(?:\.\d\d)?|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|am|pm|[kgc]b|mb|%)?(?![\w])"
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*'?(?![\w*@#])|[.?!,;:()\"]|(?<= )-+(?= )|\S+"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*'?\Z|[£$€₹]?\d[\d.,:a-z%]*\Z")
_FILLER: Final = re.compile(
    r"\b(?:u+m+|u+h+|e+r+m*|a+h+|hm+|mm+|like i said|as i said|as i say|you know what|you know|"
    r"you see|i mean|i'm telling you|to be (?:fair|honest|frank)|honestly|basically|literally|"
    r"obviously|actually|frankly|seriously|for (?:god|goodness|christ|heaven|pete)'?s sake|"
    r"for crying out loud|what the (?:hell|heck|fuck)|kind of|sort of|kinda|sorta|or something|"
    r"or whatever|and stuff|and all that|i swear(?: to god)?|excuse me|"
    r"let me tell you|yet again|once again|i don't know|i dunno|mate|sir|ma'am|madam|love|"
    r"please|simply|just|even|ever so|at all|for the love of god|the thing is|the problem is|"
    r"the issue is|what's happened is|what happened is|what happens is|all i know is|my problem is|my issue is|the point is|the fact is|at the end of the day)\b",
    re.IGNORECASE,
)
# What a filler leaves behind where it stood between commas.
_TWO_COMMAS: Final = re.compile(r",\s*,")
_OPENED: Final = {
    "i'm": "i am",
    "im": "i am",
    "i've": "i have",
    "ive": "i have",
    "i'll": "i will",
    "we're": "we are",
    "we've": "we have",
    "weve": "we have",
    "we'll": "we will",
    "you've": "you have",
    "youve": "you have",
    "you're": "you are",
    "youre": "you are",
    "you'll": "you will",
    "they've": "they have",
    "theyve": "they have",
    "they're": "they are",
    "theyre": "they are",
    "i'd": "i 'd",
    "we'd": "we 'd",
    "you'd": "you 'd",
    "they'd": "they 'd",
    "it's": "it is",
    "that's": "that is",
    "thats": "that is",
    "there's": "there is",
    "theres": "there is",
    "nobody's": "nobody 's",
    "somebody's": "somebody 's",
    "someone's": "someone 's",
    "what's": "what is",
    "whats": "what is",
    "where's": "where is",
    "wheres": "where is",
    "who's": "who is",
    "how's": "how is",
    "here's": "here is",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "gimme": "give me",
    "lemme": "let me",
    "cos": "because",
    "coz": "because",
    "cuz": "because",
    "ya": "you",
    "y'all": "you",
    "yall": "you",
    "u": "you",
    "ur": "your",
    "noone": "nobody",
    "gotten": "got",
    "cannot": "can't",
    "phonecall": "call",
    "callback": "call back",
    "call-back": "call back",
    "an'": "and",
    "'em": "them",
    "&": "and",
}
_APOSTROPHE: Final = {
    word.replace("'", ""): word
    for word in (
        "don't",
        "doesn't",
        "didn't",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "hasn't",
        "haven't",
        "hadn't",
        "can't",
        "couldn't",
        "won't",
        "wouldn't",
        "shouldn't",
    )
}
_ENDS: Final = {".": ".", "!": ".", "?": "?"}


def tidy(text: str) -> tuple[list[str], list[str]]:
    """The words of a text in lower case and as shown, of equal length; ends with "."."""
    plain = _FILLER.sub(" ", text[: MAX_CHARS * 2].translate(_PLAIN))
    plain = _TWO_COMMAS.sub(" ", plain)[:MAX_CHARS]
    shouted = plain.isupper()
    low: list[str] = []
    show: list[str] = []
    for raw in _TOKEN.findall(plain):
        word = raw.lower()
        if word in _ENDS:
            _end(low, show, _ENDS[word])
        elif not _WORD.match(word):
            # A break, or something unreadable (a masked number, a starred word).
            if word.endswith("ing") and "*" in word:
                continue
            mark = "," if word in ',;:()"' or set(word) == {"-"} else BAD
            _end(low, show, mark)
        elif word in INTENSIFIERS and low and low[-1] != "is":
            continue
        else:
            word = _APOSTROPHE.get(word, word)
            opened = _OPENED.get(word)
            if opened is not None:
                parts = opened.split()
            elif word.endswith("'s") and word not in ("let's",):
                parts = [word[:-2], "'s"]
            else:
                parts = [word]
            for part in parts:
                low.append(part)
                proper = raw[:1].isupper() and not shouted and opened is None
                show.append(SHOWN.get(part) or (_named(raw, part, low) if proper else part))
    _end(low, show, ".")
    return _without_false_starts(low, show)


def _named(raw: str, part: str, low: list[str]) -> str:
    """A capital in mid-sentence is a name's; at the start it is the sentence's."""
    if len(low) < 2 or low[-2] in ".?,":
        return part if len(raw) < 2 or not raw[1:2].isupper() else raw[: len(part)]
    return raw[: len(part)]


def _end(low: list[str], show: list[str], mark: str) -> None:
    if mark in ".?" and low and low[-1] == ",":
        low[-1] = show[-1] = mark
    elif low and not (mark in ".?," and low[-1] in ".?,"):
        low.append(mark)
        show.append(mark)


def _without_false_starts(low: list[str], show: list[str]) -> tuple[list[str], list[str]]:
    """So: "my my sofa", "I was, I was". What is said twice in a row was meant once."""
    kept: list[str] = []
    shown: list[str] = []
    for word, seen in zip(low, show, strict=True):
        kept.append(word)
        shown.append(seen)
        for n in (1, 2, 3):
            here = len(kept) - 1
            if here < n or word not in (kept[here - n], kept[here - n - 1]):
                continue
            if len(kept) >= 2 * n and kept[-n:] == kept[-2 * n : -n] and "had" not in kept[-n:]:
                del kept[-n:], shown[-n:]
                break
            if (
                len(kept) >= 2 * n + 1
                and kept[-n - 1] == ","
                and kept[-n:] == kept[-2 * n - 1 : -n - 1]
            ):
                del kept[-n - 1 :], shown[-n - 1 :]
                break
    return kept, shown
