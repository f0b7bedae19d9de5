from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coolhead.services.sending.answer_links import AnswerLinks
from coolhead.services.sending.backoff import wait_s
from coolhead.services.sending.mailing import MOST_TRIES as MOST_MAILS
from coolhead.services.sending.telling import MOST_TRIES as MOST_POSTS

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
FOLLOW_UP = "0123456789abcdef" * 2


class Links(AnswerLinks):
    def __init__(self, key: bytes = b"k" * 32, workspace: str = "w") -> None:
        self.at = START
        super().__init__(key, workspace, lambda: self.at)


def test_waits_grow_to_hours_and_are_the_same_whoever_reckons_them() -> None:
    waits = [wait_s("a", tries, first_s=60.0) for tries in range(1, 12)]
    assert waits == [wait_s("a", tries, first_s=60.0) for tries in range(1, 12)]
    assert waits != [wait_s("b", tries, first_s=60.0) for tries in range(1, 12)]
    assert 48 <= waits[0] <= 72
    assert all(later > sooner for sooner, later in pairwise(waits[:6]))
    assert max(waits) <= 6 * 3600 * 1.2
    assert wait_s("a", 10_000, first_s=60.0) <= 6 * 3600 * 1.2


def test_what_is_not_taken_is_tried_for_about_a_day() -> None:
    mail = sum(wait_s("a", tries, first_s=60.0) for tries in range(1, MOST_MAILS))
    posts = sum(wait_s("a", tries, first_s=5.0) for tries in range(1, MOST_POSTS))
    for whole in (mail, posts):
        assert 18 * 3600 < whole < 48 * 3600


def test_a_link_holds_for_a_month_for_its_follow_up_alone() -> None:
    links = Links()
    token = links.token(FOLLOW_UP)
    assert links.follow_up_of(token) == FOLLOW_UP
    links.at = START + timedelta(days=30)
    assert links.follow_up_of(token) == FOLLOW_UP
    links.at += timedelta(seconds=2)
    assert links.follow_up_of(token) is None
    assert Links(key=b"o" * 32).follow_up_of(token) is None
    assert Links(workspace="other").follow_up_of(token) is None


def test_a_link_tells_nothing_and_fits_into_an_address() -> None:
    token = Links().token(FOLLOW_UP)
    assert len(token) <= 60
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


@given(st.integers(0, 295), st.integers(1, 255))
def test_a_link_that_was_changed_holds_no_more(place: int, by: int) -> None:
    links = Links()
    raw = bytearray(base64.urlsafe_b64decode(links.token(FOLLOW_UP) + "=="))
    raw[place % len(raw)] ^= by
    assert links.follow_up_of(base64.urlsafe_b64encode(raw).rstrip(b"=").decode()) is None


@given(st.text(max_size=120))
def test_whatever_comes_as_a_link_is_read_or_refused(text: str) -> None:
    assert Links().follow_up_of(text) is None
