"""A number that must not be called is known again however it is written, by its hash alone."""

from __future__ import annotations

import hmac
from hashlib import sha256

import pytest
from phonenumbers.tzdata import TIMEZONE_DATA
from tests.support.numbers import NUMBER_KEY as KEY

from coolhead.errors import InputError
from coolhead.services.keeping.calling_hours import zone_named
from coolhead.services.keeping.do_not_call import (
    digest_to_keep,
    digests_of,
    e164,
    number_digest,
    plain_number,
    zones_of,
)


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("+44 20 7946 0933", ""),
        ("+44 (0)20 7946 0933", ""),
        ("0044 20 7946-0933", ""),
        ("0044 20 7946-0933", "GB"),
        ("020 7946 0933", "GB"),
        ("(020) 7946.0933", "GB"),
        ("+442079460933", "US"),
        ("011 44 20 7946 0933", "US"),
        (" +44 20 7946 0933 ", ""),
        ("+44 20 7946 0933 ext. 5", ""),
    ],
)
def test_the_same_number_has_the_same_hash(number: str, region: str) -> None:
    assert e164(number, region) == "442079460933"
    assert digests_of(number, KEY, region)[0] == digests_of("+442079460933", KEY)[0]


@pytest.mark.parametrize("number", ["+44 20 7946 0933", "0044 20 7946 0933", "+1 212 555 0123"])
def test_the_hash_is_the_one_that_was_kept_before(number: str) -> None:
    """Until now the digits were hashed as written: of an international number they are E.164's."""
    digits = "".join(filter(str.isdigit, number)).removeprefix("00")
    before = hmac.new(KEY, digits.encode(), sha256).hexdigest()
    assert digests_of(number, KEY) == (before,)
    assert digest_to_keep(number, KEY) == before


def test_a_number_kept_as_written_is_found_when_its_region_is_known() -> None:
    kept = digest_to_keep("020 7946 0933", KEY)
    assert kept == number_digest(plain_number("020 7946 0933"), KEY)
    assert kept in digests_of("(020) 7946 0933", KEY, "GB")
    assert digest_to_keep("020 7946 0933", KEY, "GB") == digests_of("+442079460933", KEY)[0]


def test_the_hash_needs_the_key_and_shows_nothing_of_the_number() -> None:
    digest = number_digest("442079460933", KEY)
    assert digest != number_digest("442079460933", b"x" * 32)
    assert "0933" not in digest
    assert len(digest) == 64


@pytest.mark.parametrize("number", ["", "withheld", "12", "1" * 16, "+", "\x00", "+999 123456"])
@pytest.mark.parametrize("region", ["", "GB"])
def test_what_is_no_number_is_refused(number: str, region: str) -> None:
    with pytest.raises(InputError, match="no telephone number"):
        digests_of(number, KEY, region)


@pytest.mark.parametrize("number", ["", "withheld", "12", "1" * 16, "+", "\x00"])
def test_a_call_with_no_number_keeps_none(number: str) -> None:
    with pytest.raises(InputError, match="no telephone number"):
        digest_to_keep(number, KEY)


def test_a_national_number_needs_a_region_and_says_so() -> None:
    with pytest.raises(InputError) as refused:
        digests_of("020 7946 0933", KEY)
    assert "region" in refused.value.hint


@pytest.mark.parametrize(
    ("number", "zones"),
    [
        ("+44 20 7946 0933", ["Europe/London"]),
        ("+1 212 555 0123", ["America/New_York"]),
        ("+358 9 1234567", ["Europe/Helsinki"]),
    ],
)
def test_where_a_number_is_gives_its_time_zone(number: str, zones: list[str]) -> None:
    assert [zone.key for zone in zones_of(number)] == zones


def test_a_number_of_no_place_may_be_in_many_or_is_nowhere_known() -> None:
    assert {"America/New_York", "America/Anchorage"} <= {z.key for z in zones_of("+18005550123")}
    assert zones_of("+870 773 111 632") == ()


def test_every_zone_of_a_number_is_known_here() -> None:
    named = {zone for zones in TIMEZONE_DATA.values() for zone in zones}
    assert len(named) > 200
    for zone in named:
        assert zone_named(zone).key == zone
