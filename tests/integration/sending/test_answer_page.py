"""The customer's page: whoever has the link answers, and learns nothing of the call."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from tests.support.api import Served, serve
from tests.support.live import START

from coolhead.call.events import PromiseMade
from coolhead.desk import answer_page
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.answer import Answer
from coolhead.services.sending.answer_links import AnswerLinks

pytestmark = pytest.mark.anyio


class Asked:
    """A customer with a link, and a browser without any session."""

    def __init__(self, served: Served, follow_up: str) -> None:
        self.served = served
        self.follow_up = follow_up
        links = AnswerLinks(b"k" * 32, "default", served.service.clock.now)
        self.path = f"/answer/{links.token(follow_up)}"
        app = FastAPI(openapi_url=None)
        app.include_router(answer_page.router)
        app.state.services = served.services
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://coolhead.test"
        )

    async def post(self, **fields: str) -> httpx.Response:
        return await self.client.post(self.path, data=fields)

    async def kept(self) -> Answer | None:
        return await self.served.sending.answers.find("default", self.follow_up)


async def asked() -> Asked:
    served = await serve()
    live = await served.call("c1", customer="c9")
    await live.take(PromiseMade(at=live.now, action="send the secret parcel"))
    await live.end("customer")
    (row,) = [row for row in served.follow_ups.rows() if row.kind == "promise"]
    return Asked(served, row.id)


async def test_the_page_asks_and_says_nothing_of_the_call() -> None:
    customer = await asked()
    page = await customer.client.get(customer.path)
    assert page.status_code == 200
    assert "Is it settled?" in page.text
    assert "<script" not in page.text
    for word in ("parcel", "order", "c9", "c1", "a1", "north", customer.follow_up):
        assert word not in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    assert "set-cookie" not in page.headers
    assert await customer.kept() is None  # looking answers nothing


async def test_an_answer_is_redacted_kept_and_replaced_by_another() -> None:
    customer = await asked()
    comment = "It's <b>not</b>.\r\nCard 4111 1111 1111 1111\x07"
    page = await customer.post(settled="no", satisfaction="1", comment=comment)
    assert (page.status_code, "Thank you" in page.text) == (200, True)
    answer = await customer.kept()
    assert answer is not None
    assert (answer.settled, answer.satisfaction, answer.via, answer.by) == ("no", 1, "link", "")
    assert answer.comment == "It's <b>not</b>.\nCard [card number]"
    await customer.post(settled="yes")
    answer = await customer.kept()
    assert answer is not None
    assert (answer.settled, answer.satisfaction, answer.comment) == ("yes", None, "")
    assert (await customer.client.get(customer.path)).text.count("yes") == 1  # not told back


async def test_after_a_day_the_answer_stands() -> None:
    customer = await asked()
    await customer.post(settled="no")
    customer.served.service.clock.seconds = timedelta(hours=23, minutes=59).total_seconds()
    assert (await customer.post(settled="partly")).status_code == 200
    customer.served.service.clock.seconds += 120
    stands = await customer.post(settled="yes")
    assert (stands.status_code, "already" in stands.text) == (409, True)
    answer = await customer.kept()
    assert answer is not None
    assert answer.settled == "partly"


async def test_nobody_puts_another_word_over_what_the_customer_wrote() -> None:
    customer = await asked()
    async with customer.served.asked_by("own_agent") as agent:
        path = f"/api/v1/follow-ups/{customer.follow_up}/answer"
        noted = await agent.post(path, json={"settled": "yes"})
        assert noted.status_code == 200
        await customer.post(settled="no")  # they know better
        over = await agent.post(path, json={"settled": "yes"})
    assert (over.status_code, over.json()["code"]) == (409, "answered")
    answer = await customer.kept()
    assert answer is not None
    assert (answer.settled, answer.via) == ("no", "link")


@pytest.mark.parametrize(
    "fields",
    [{}, {"settled": "maybe"}, {"settled": ""}, {"settled": "YES"}, {"satisfaction": "5"}],
)
async def test_without_yes_or_no_it_asks_again(fields: dict[str, str]) -> None:
    customer = await asked()
    page = await customer.post(**fields)
    assert (page.status_code, "Please say" in page.text) == (422, True)
    assert await customer.kept() is None


@pytest.mark.parametrize("stars", ["0", "6", "-1", "1e0", "٣", "x", "5.0"])
async def test_what_is_no_number_of_the_scale_is_left_out(stars: str) -> None:
    customer = await asked()
    assert (await customer.post(settled="yes", satisfaction=stars)).status_code == 200
    answer = await customer.kept()
    assert answer is not None
    assert answer.satisfaction is None


async def test_links_that_hold_no_longer_all_look_alike() -> None:
    customer = await asked()
    pages = [await customer.client.get(f"/answer/{each}") for each in ("x", "a" * 50, "%00")]
    unknown = AnswerLinks(b"k" * 32, "default", lambda: START).token("0" * 32)
    pages.append(await customer.client.get(f"/answer/{unknown}"))
    customer.served.service.clock.seconds = timedelta(days=31).total_seconds()
    pages.append(await customer.client.get(customer.path))
    pages.append(await customer.post(settled="no"))
    assert {each.status_code for each in pages} == {404}
    assert len({each.text for each in pages}) == 1
    assert await customer.kept() is None


async def test_an_erased_call_is_asked_about_no_more() -> None:
    customer = await asked()
    await customer.post(settled="no")
    key = CallKey("default", "c1")
    await customer.served.services.keeping.eraser.erase([key], reason="asked")
    assert (await customer.client.get(customer.path)).status_code == 404
    assert await customer.kept() is None


async def test_whoever_tries_links_is_stopped() -> None:
    customer = await asked()
    statuses = [
        (await customer.client.get(f"/answer/{number:050}")).status_code for number in range(61)
    ]
    assert statuses == [404] * 60 + [429]
    assert (await customer.post(settled="no")).status_code == 429
