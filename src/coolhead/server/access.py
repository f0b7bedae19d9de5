"""Who has access to a server, put together from its settings."""

from __future__ import annotations

import secrets
import uuid
from contextlib import AsyncExitStack

from coolhead.adapters.clock import SystemClock
from coolhead.adapters.identity.argon2 import Argon2Hasher
from coolhead.adapters.identity.oidc import OidcProvider, OidcSettings
from coolhead.adapters.storage.accounts import SqlAccessStore
from coolhead.api.security.access import AccessServices
from coolhead.api.security.cookies import CookieSettings
from coolhead.server.settings import ServerSettings
from coolhead.services.access.single_sign_on import IdentityProvider
from coolhead.services.access.surroundings import Surroundings


def assembled_access(
    settings: ServerSettings, accounts: SqlAccessStore, clock: SystemClock, stack: AsyncExitStack
) -> AccessServices:
    """The services of access; what must be closed is closed with the stack."""
    around = Surroundings(
        workspace=settings.workspace,
        store=accounts,
        clock=clock,
        hasher=Argon2Hasher(),
        token=_token,
        ids=lambda: str(uuid.uuid4()),
    )
    provider: IdentityProvider | None = None
    if settings.oidc_issuer:
        oidc = OidcProvider(
            OidcSettings(
                issuer=settings.oidc_issuer,
                client_id=settings.oidc_client_id,
                client_secret=settings.client_secret,
            ),
            clock,
            _token,
        )
        stack.push_async_callback(oidc.close)
        provider = oidc
    return AccessServices(
        around=around,
        cookie=CookieSettings(secure=settings.is_https),
        origins=frozenset({settings.origin} - {""}),
        public_url=settings.public_url,
        provider=provider,
        creates_users=settings.oidc_create_users,
    )


def _token() -> str:
    return secrets.token_urlsafe(32)
