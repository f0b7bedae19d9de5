"""`dismissal`: makes the matter small, orders feelings, or shuts the door."""

from __future__ import annotations

from coolhead.signals.agent.phrasing import Phrase, PhraseDetector, followed_by, preceded_by
from coolhead.signals.scope import is_quoted, is_reported

# Talked about, not done: "I would never tell you to calm down", "it helps me to calm down".
_ABOUT = preceded_by(
    "tell you to|telling you to|told you to|tell anyone to|asked you to|ask you to just|"
    "saying you should|to|it will|it'll|things will|things|let things|let it|me|has|have|"
    "everything|don't say|not saying"
)
# A door that is shut with another one opened is a refusal, not a dismissal.
_OPENS = followed_by(
    "(?:but|however|except|other than|apart from|beyond that|until|without|instead) "
    "(?:i|we|what|you|the|that|send|refund|offer|call)",
    within=60,
)

DISMISSAL = PhraseDetector(
    "dismissal",
    (
        Phrase(
            "calm_down",
            "(?:just |please |sir |madam |you need to |you should |try to |can you |could you |"
            "you have to |you must |will you |need you to |want you to )*(?:please )?"
            "(?:calm (?:yourself |it )?down|calm yourself|settle down|cool down|cool it|chill out|"
            "simmer down|be calm|stay calm|keep calm)",
            needs="calm settle cool chill simmer",
            confidence=0.92,
            unless=(
                _ABOUT,
                is_reported,
                is_quoted,
                preceded_by("i'll|i will|i|we|when (?:you|i|we)"),
            ),
        ),
        Phrase(
            "chill",
            r"(?:just |please |hey |sir |mate )(?:relax|chill)(?=\W*$|[,.!]| please| sir| madam| "
            r"okay| mate)|^\W*(?:relax|chill)(?=\W*$|[,.!]| please| sir)",
            needs=("relax", "chill"),
            confidence=0.85,
            unless=(is_reported, _ABOUT),
        ),
        Phrase(
            "nothing_to_do",
            "(?:nothing|not (?:a lot|much|anything)|isn't (?:much|anything)|ain't anything|"
            "not a thing) (?:else |more |further |really |at all )*(?:that )?"
            "(?:i|we|anyone|anybody)(?: can| could| am able to| are able to|'m able to) "
            "(?:really |possibly |actually )?(?:do|say)(?! (?:better|wrong|without (?:your|the)))",
            needs=("nothing", "not", "isn't", "ain't"),
            also=("do", "say"),
            confidence=0.92,
            unless=(
                _OPENS,
                is_reported,
                is_quoted,
                preceded_by("not true that there's|not saying there's|no one said there's"),
            ),
        ),
        Phrase(
            "nothing_to_do_but",
            "nothing (?:else |more |further )?(?:that )?(?:i|we) can do",
            needs=("nothing",),
            also=("do",),
            confidence=0.4,
        ),
        Phrase(
            "cannot_help",
            "(?:i|we)(?: can't| cannot| can not|'m not able to| am not able to| won't) "
            "(?:really |possibly )?(?:help you(?: with (?:that|this))?|do anything)"
            r"(?=\W*$|[.!]| sir| madam| then| about)",
            needs="can't cannot can able won't",
            also=("help", "anything"),
            confidence=0.7,
            unless=(_OPENS, preceded_by("if|why")),
        ),
        Phrase(
            "overreacting",
            "(?:you're|you are|you're just|stop|no need to be|don't be|do not be|aren't you|"
            "you're being|you are being|being) (?:being |a bit |a little |so |too |just |very |"
            "really |rather |clearly |quite |totally )*"
            "(?:over-?reacting|dramatic|hysterical|too sensitive|over-?sensitive|sensitive|"
            "unreasonable|ridiculous|silly|childish|emotional|difficult|petty|paranoid|"
            "exaggerating|fussy|impatient|rude for no reason|making a (?:fuss|scene|big deal))",
            needs="overreacting over-reacting over dramatic hysterical sensitive oversensitive "
            "over-sensitive unreasonable ridiculous silly childish emotional difficult "
            "petty paranoid exaggerating fussy impatient rude making",
            confidence=0.88,
            unless=(is_reported, is_quoted, preceded_by("not saying|don't think|if|not|never")),
        ),
        Phrase(
            "do_not_feel",
            "(?:don't|do not|no need to|no reason to|stop|you shouldn't|you don't need to|"
            "there's no need to|no point (?:in )?|no use) "
            "(?:be |being |get |getting |feel |feeling )?(?:so |all |too |this |that )*"
            "(?:angry|upset|cross|mad|annoyed|worked up|aggressive|frustrated|shout(?:ing)?|yell"
            "(?:ing)?|complain(?:ing)?|whin(?:e|ing)|cry(?:ing)?|moan(?:ing)?|panic|excited|"
            "stressed)",
            needs="angry upset cross mad annoyed worked aggressive frustrated shout shouting yell "
            "yelling complain complaining whine whining cry crying moan moaning panic "
            "excited stressed",
            also="don't do no stop shouldn't",
            confidence=0.82,
            unless=(is_reported, preceded_by("i|we|so you|you|so we|so that you")),
        ),
        Phrase(
            "only_a",
            "(?:it's|it is|that's|that is|this is|it was|that was|we're talking about) "
            "(?:really |after all )?(?:only|just|merely|nothing but) "
            "(?:a|an|one|two|three|four|five|ten|some|\\d+) "
            "(?!few minutes|moment|second|minute|quick|formality|couple of minutes|question|"
            "courtesy|reminder|short (?:call|survey|form)|matter of)(?:\\w+ )?\\w+",
            needs=("only", "just", "merely", "nothing"),
            also="it's it that's that this talking",
            confidence=0.75,
            unless=(
                is_reported,
                is_quoted,
                preceded_by("not|if|to you|know"),
                followed_by("\\w+ (?:away|left|to go)", within=20),
            ),
        ),
        Phrase(
            "not_that_bad",
            "(?:(?:it's|that's|this is|it is|that is|things are|it can't be|can't be|is|be) "
            "(?:really |honestly )?(?:not|isn't) (?:really |even |exactly )?"
            "|(?:it|that|this) (?:isn't|wasn't) (?:really |even )?)"
            "(?:(?:that|so|all that|such) (?:bad|serious|big|important|urgent|terrible|hard|long|"
            "much|difficult|a big deal)|a (?:big|huge|major|real) (?:deal|problem|issue)|"
            "the end of the world|worth|rocket science|an emergency|life and death)|"
            "it (?:can't|cannot|couldn't) be (?:that|so|all that) (?:bad|hard|serious|difficult)",
            needs="not isn't wasn't can't cannot couldn't",
            also="bad serious big important urgent terrible hard long much difficult deal huge "
            "major real end worth rocket emergency life",
            confidence=0.85,
            unless=(is_reported, is_quoted, preceded_by("not saying|know that|hope")),
        ),
        Phrase(
            "no_big_deal",
            "(?:it's |that's )?no (?:big deal|biggie)|(?:it )?could be (?:a lot |much )?worse|"
            "(?:there are|there're|there's) (?:much |far )?worse things|worse things happen|"
            "first world problem|what's the big deal|"
            "(?:you're|you are) making (?:a (?:fuss|mountain|scene)|too much)|"
            "(?:why|what) (?:are you|is) (?:all )?(?:so (?:upset|angry)|(?:the|this) (?:fuss|"
            "drama)|"
            "getting (?:so )?(?:upset|angry|worked up))",
            needs="big biggie worse world making upset angry fuss drama worked",
            confidence=0.85,
            unless=(is_reported, preceded_by("to you|not")),
        ),
        Phrase(
            "have_to_wait",
            "(?:you'll|you will|you|you're) (?:just |simply |only )?"
            "(?:(?:just |simply )?(?:have to|need to|going to have to|gonna have to|got to|must|"
            "should) (?:just |simply )?(?:wait|be patient|live with|deal with|accept|put up with|"
            "get used to|get over)|just (?:wait|be patient))(?! (?:long|more than|on the line))",
            needs="wait patient live deal accept put used over",
            also="have need going gonna got must should just",
            confidence=0.8,
            unless=(
                is_reported,
                preceded_by(
                    "mean|so|that|if|don't think|shame|sorry|sorry that|"
                    "not right that|why should|wish|how long"
                ),
            ),
        ),
        Phrase(
            "wait_like_everyone",
            "(?:wait (?:your turn|like everyone|like everybody)|(?:everyone|everybody) "
            "(?:else )?(?:has to|must|is) wait(?:ing|s)?|be patient|just be patient|"
            "(?:you're|you are) not (?:the )?(?:only|my only|our only) (?:one|customer|person|"
            "caller)|"
            "(?:we|i) have (?:other|plenty of|many other|more important) (?:customers|callers|"
            "people)|"
            "nobody else (?:complain(?:s|ed)|has)|(?:you're|you are) the (?:only|first) (?:one|"
            "person|customer) (?:who|to|that) (?:has )?complain(?:s|ed|ing)?)",
            needs="wait waiting patient only other plenty important nobody complains complained "
            "complain complaining customers",
            confidence=0.75,
            unless=(
                is_reported,
                preceded_by("thank you for|trying to|help us|must|you've had to"),
            ),
        ),
        Phrase(
            "does_not_matter",
            r"(?:i (?:don't|do not|couldn't) (?:really )?care(?! (?:how long|what it))|"
            r"(?:it's|that's|it is|that is) (?:not|n't) (?:my|our) (?:problem|concern|business)|"
            r"(?:it's|that's|it is|that is) (?:your|their) (?:problem|own fault|concern)|"
            r"(?:^|\W)(?:whatever|who cares|suit yourself|tough luck|too bad|tough)(?=\W*$|[.!?,])|"
            r"(?:just )?(?:get over it|deal with it|live with it|move on|get used to it)(?=\W|$)|"
            r"(?:that's|it's|that is) (?:just )?life|(?:these|those) things happen|"
            r"(?:it|these things|mistakes) happens?(?=\W*$|[.,])|"
            r"take it or leave it|stop (?:complaining|whining|moaning|shouting|crying))",
            needs="care problem concern business fault whatever cares suit luck bad tough over "
            "deal live move used life happens happen leave complaining whining moaning "
            "shouting crying",
            confidence=0.75,
            unless=(
                is_quoted,
                is_reported,
                preceded_by(
                    "that we can|i can|i'll|i will|let me|we'll|can|to|we|i don't think|"
                    "if|and|not how|out how|sorry|not saying|see|how|explain|understand"
                ),
            ),
        ),
        Phrase(
            "how_it_is",
            r"(?:^|\W)so what(?=\W*$|[.!?,])|what do you want me to do about it|"
            r"(?:that's|it's|that is) (?:just )?(?:the way (?:it is|things are|it goes)|how it is|"
            r"how it works|just how it is)|it is what it is",
            needs="how what way",
            also="so is works want are goes",
            confidence=0.75,
            unless=(
                is_quoted,
                is_reported,
                preceded_by(
                    "that we can|i can|i'll|i will|let me|we'll|can|to|we|i don't think|"
                    "if|and|not how|out how|sorry|not saying|see|how|explain|understand"
                ),
            ),
        ),
        Phrase(
            "may_have_to_wait",
            "you (?:may|might) have to wait",
            needs=("wait",),
            confidence=0.4,
        ),
    ),
)
