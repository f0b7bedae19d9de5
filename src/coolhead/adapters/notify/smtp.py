"""E-mails by SMTP: ``Mailer``.

Every step up to the message itself can be tried again without harm. Once the message has been
handed over and no answer came, nobody knows whether it was taken.
"""

from __future__ import annotations

import ssl
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, parseaddr
from typing import Final, Literal

import aiosmtplib
import msgspec

from coolhead.services.sending.addresses import address_in
from coolhead.services.sending.outbox import Mail, Outcome
from coolhead.services.sending.wording import as_html

Security = Literal["starttls", "tls", "none"]
_TIMEOUT_S: Final = 30.0
# The answer to the message itself may take long: RFC 5321 §4.5.3.2.6 allows ten minutes.
_ANSWER_WITHIN_S: Final = 120.0
# RFC 5321 §4.2.1: what begins with 5 stays so, what begins with 4 may change.
_FOR_GOOD: Final = 500


class SmtpSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The mail server, and as whom we write: ``sender`` is "Name <address>" or an address."""

    host: str
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    password: str = ""
    sender: str


class SmtpMailer:
    """Hands e-mails to one mail server, with a connection for each."""

    def __init__(self, settings: SmtpSettings, context: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._context = context or ssl.create_default_context()

    async def send(self, mail: Mail) -> Outcome:
        """Try once; see ``Mailer.send``."""
        settings = self._settings
        _, sender = parseaddr(settings.sender)
        client = aiosmtplib.SMTP(
            hostname=settings.host,
            port=settings.port,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            tls_context=self._context if settings.security != "none" else None,
            username=settings.user or None,
            password=settings.password or None,
            timeout=_TIMEOUT_S,
        )
        try:
            content = message_of(mail, settings.sender).as_bytes(policy=SMTP_POLICY)
        except (ValueError, MessageError):
            return Outcome("refused", "this cannot be written as an e-mail")
        try:
            try:
                await client.connect()
                await client.mail(sender)
                await client.rcpt(mail.to)
            except (aiosmtplib.SMTPException, OSError, ValueError) as error:
                return _before_it(error)
            try:
                await client.data(content, timeout=_ANSWER_WITHIN_S)
            except aiosmtplib.SMTPResponseException as error:
                why = f"the mail server did not take the message ({error.code})"
                return Outcome("refused" if error.code >= _FOR_GOOD else "again", why)
            except (aiosmtplib.SMTPException, OSError):
                return Outcome("unsure", "the mail server did not answer when it had the message")
            return Outcome("taken")
        finally:
            client.close()


def message_of(mail: Mail, sender: str) -> EmailMessage:
    """The e-mail; its ``Message-ID`` is the same at every try. Raises ``ValueError``.

    Headers are made by the library, which refuses line breaks in them.
    """
    if not address_in(mail.to):
        raise ValueError("this is not one address")
    name, address = parseaddr(sender)
    domain = address.rpartition("@")[2]
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(datetime.fromisoformat(mail.at))
    message["Message-ID"] = f"<{mail.id}@{domain}>"
    if mail.automatic:
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834 §5: so that no machine answers it
    message.set_content(mail.text)
    message.add_alternative(as_html(mail.text, mail.link), subtype="html")
    return message


def _before_it(error: Exception) -> Outcome:
    """What went wrong before the message was handed over: it can be tried again."""
    match error:
        case aiosmtplib.SMTPAuthenticationError():
            return Outcome("again", f"the mail server refused user or password ({error.code})")
        case aiosmtplib.SMTPRecipientRefused():
            why = f"the mail server refused the address ({error.code})"
            return Outcome("refused" if error.code >= _FOR_GOOD else "again", why)
        case aiosmtplib.SMTPSenderRefused():
            return Outcome("again", f"the mail server refused the sender ({error.code})")
        case aiosmtplib.SMTPResponseException():
            return Outcome("again", f"the mail server is not ready ({error.code})")
        case aiosmtplib.SMTPTimeoutError():
            return Outcome("again", "the mail server did not answer in time")
        case ssl.SSLError():
            return Outcome("again", "the mail server's certificate or encryption does not hold")
        case aiosmtplib.SMTPNotSupported():
            return Outcome("again", "the mail server lacks STARTTLS or a way to sign in")
    return Outcome("again", "the mail server cannot be reached")
