"""Words of speech: what is said while thinking, and contractions with what they stand for."""

from __future__ import annotations

from typing import Final

# Said while thinking; left out wherever they stand.
HUMS: Final = frozenset(
    start + more * n + (end * m if end else "")
    for start, more, end in (
        ("u", "u", "m"), ("u", "u", "h"), ("e", "r", "m"), ("e", "r", ""), ("a", "h", ""),
        ("h", "m", ""), ("m", "m", ""),
    )
    for n in range(5)
    for m in range(1, 5)
) - {"e", "a", "h", "m", "u"}  # fmt: skip
FILLERS: Final = (
    "like i said", "as i said", "as i say", "you know what", "you know", "you see", "i mean",
    "i'm telling you", "to be fair", "to be honest", "to be frank", "honestly", "basically",
    "literally", "obviously", "actually", "frankly", "seriously", "for god's sake",
    "for gods sake", "for goodness sake", "for goodness' sake", "for christ's sake",
    "for heaven's sake", "for pete's sake", "for crying out loud", "what the hell",
    "what the heck", "what the fuck", "kind of", "sort of", "kinda", "sorta", "or something",
    "or whatever", "and stuff", "and all that", "i swear to god", "i swear", "excuse me",
    "let me tell you", "yet again", "once again", "i don't know", "i dunno", "mate", "sir",
    "ma'am", "madam", "love", "please", "simply", "just", "even", "ever so", "at all",
    "for the love of god", "the thing is", "the problem is", "the issue is", "what's happened is",
    "what happened is", "what happens is", "all i know is", "my problem is", "my issue is",
    "the point is", "the fact is", "at the end of the day",
)  # fmt: skip
FILLER_WORDS: Final = frozenset(words for words in FILLERS if " " not in words)
OPENED: Final = {
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
APOSTROPHE: Final = {
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
