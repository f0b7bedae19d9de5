"""What the doors and the routes about access are given."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection

from coolhead.api.security.cookies import CookieSettings
from coolhead.api.security.limits import SignInLimits
from coolhead.services.access.administration import Administration
from coolhead.services.access.entry import Entry, SessionTimes
from coolhead.services.access.onboarding import Onboarding
from coolhead.services.access.signing_in import SigningIn
from coolhead.services.access.single_sign_on import IdentityProvider
from coolhead.services.access.surroundings import Surroundings
from coolhead.services.access.users_table import UsersTable


@dataclass(frozen=True, kw_only=True)
class AccessServices:
    """Who has access; set by ``create_app`` as ``app.state.access``.

    ``origins`` are the origins of pages that may ask, beside the server's own: behind a proxy that
    of ``public_url`` belongs there. ``public_url`` is how browsers reach the server, "" for the
    address that a request came to. ``provider`` None is no single sign-on; ``creates_users``:
    whoever it vouches for gets an account. ``signing_key`` signs what a browser keeps while
    somebody is away at the provider.
    """

    around: Surroundings
    times: SessionTimes = field(default_factory=SessionTimes)
    cookie: CookieSettings = field(default_factory=CookieSettings)
    origins: frozenset[str] = frozenset()
    public_url: str = ""
    provider: IdentityProvider | None = None
    creates_users: bool = False
    signing_key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    limits: SignInLimits = field(default_factory=SignInLimits)

    entry: Entry = field(init=False)
    onboarding: Onboarding = field(init=False)
    signing_in: SigningIn = field(init=False)
    administration: Administration = field(init=False)
    users_table: UsersTable = field(init=False)

    def __post_init__(self) -> None:
        """Make the services of the parts."""
        around, onboarding = self.around, Onboarding(self.around)
        made = {
            "entry": Entry(around.store, around.clock, self.times),
            "onboarding": onboarding,
            "signing_in": SigningIn(around, creates_users=self.creates_users),
            "administration": Administration(around, onboarding),
            "users_table": UsersTable(around, onboarding),
        }
        for name, service in made.items():
            object.__setattr__(self, name, service)

    @property
    def session_seconds(self) -> int:
        """How long a session can last at most."""
        return int(self.times.absolute.total_seconds())


def access_of(connection: HTTPConnection) -> AccessServices:
    """The services of the app that a request or a socket came to."""
    access = connection.app.state.access
    assert isinstance(access, AccessServices)  # noqa: S101 - set by create_app
    return access
