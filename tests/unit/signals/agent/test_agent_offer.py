from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "I can send a new one or refund you.",
    "Would you like me to book an engineer?",
    "shall i cancel the order for you",
    "What I can do is credit your account with ten pounds.",
    "we can either repair it or replace it",
    "how about a refund",
    "I could move the appointment to friday",
    "there are two options here",
    "I'd be happy to waive the fee.",
    "do you want me to send it again",
    "what if we replaced the part",
    "I can offer you a discount on the next bill",
    "would you prefer a refund or a replacement",
    "we could send somebody out tomorrow",
    "you have three ways to pay",
    "I am able to extend the contract for a month",
    "let me offer you a free month",
    "Should I arrange a call with the workshop?",
    "I can also upgrade the line.",
    "would it help if i sent you the form",
    "we're happy to collect it from you",
    "would you rather have a credit",
    "I can arrange a callback or an email.",
    "you could keep it and have twenty percent off",
    "can I get you a replacement",
    "May I suggest a different model?",
    "i can certainly reset the password for you",
    "There's a van on Friday, or there's a later slot on Monday. Which would suit you better?",
    "I can do one of two things.",
    "The first one I've got is Tuesday, between two and six.",
    "Wednesday at ten thirty?",
    "tomorrow morning?",
    "Would you be up for a quick visit from one of us?",
    "I could do Monday at nine, or Thursday after school",
    "You can post it to me, or I can send a courier.",
    "You can drop it at the shop, or send it back by post. Which is easier for you?",
    "would you rather wait for her or have her ring you",
    "I can put you in a room across the road",
    "What about our smaller plan?",
    "You can pause it for two months.",
    "I can stop the letters today",
)

MISSES = (
    "I can see your order.",
    "I can hear you now.",
    "I can't send a new one.",
    "I can understand that.",
    "Is there anything else I can do for you?",
    "there is nothing I can do",
    "Can I take your name?",
    "he said I can send it back",
    "what can i do for you today",
    "I can tell that you are upset.",
    "How can I help?",
    "you can see it on page two",
    "I could not find it.",
    "We sent it on Monday.",
    "can i ask you a question",
    "could you send me the number",
    "I can imagine.",
    "I'll see what I can do",
    "the warehouse sends them out",
    "do you want milk in it",
    "I sent a new one yesterday.",
    "do you have any other options on the menu",
    "we can only see the last six months",
    "would you like that",
    "two or three days",
    "can I have your account number",
    "Glad I could get it working.",
    "That's one we can fix.",
    "Can I start the test?",
    "Let me see who I can get.",
    "I have to go through the options with you.",
    "Was it Monday or Tuesday, which one do you think?",
    "Which light is on, the red or the green?",
    "I'd like to get this sorted with you.",
    "Yesterday at two?",
    "Your appointment was on Tuesday.",
    "There's a problem on the line on Mondays.",
)


@pytest.mark.parametrize("text", HITS)
def test_offer_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["offer"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_offer_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "offer" not in hear(text)
