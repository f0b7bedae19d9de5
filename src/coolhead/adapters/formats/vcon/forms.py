"""The three forms of a vCon: plain, signed and encrypted, and which of them can be read.

A signed vCon is opened and read. **Its signature is not checked**: whom to trust is for whoever
keeps the certificates, and the call says that it was not done. An encrypted one is refused.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

import msgspec

from coolhead.adapters.formats.documents import MAX_DOCUMENT_BYTES
from coolhead.adapters.formats.vcon.values import label_in, unbase64
from coolhead.errors import InputError

# Long-term archives sign a signed vCon again before its certificate runs out, every few years.
_MAX_LAYERS: Final = 10
_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31  # zlib's number for "a gzip header, and the largest window"
# Extensions that may be called critical: those whose fields are read here.
_UNDERSTOOD: Final = frozenset({"cc", "wtf_transcription"})
_PARTS: Final = ("dialog", "analysis", "attachments")
NOT_CHECKED: Final = "This vCon is signed; its signature was not checked."


def is_vcon(document: Any) -> bool:
    """Whether a decoded document is a vCon in any of its forms, as the draft tells them apart."""
    if not isinstance(document, dict):
        return False
    if isinstance(document.get("vcon"), str) or _is_signed(document) or _is_encrypted(document):
        return True
    if not isinstance(document.get("parties"), list):
        return False
    return "uuid" in document or any(isinstance(document.get(part), list) for part in _PARTS)


def plain_form(document: Any, source: str) -> tuple[dict[str, Any], list[str]]:
    """The vCon in its plain form, and what is to be said of how it was opened.

    Raises ``InputError`` for an encrypted one, one that does not open, and one that says that it
    must not be read without an extension that is not known here.
    """
    notes: list[str] = []
    for _ in range(_MAX_LAYERS):
        if isinstance(document, dict) and _is_encrypted(document):
            raise InputError(
                "this vCon is encrypted",
                file=source,
                field="ciphertext",
                hint="Decrypt it with the key of whoever it was written for, and give the result.",
            )
        if not isinstance(document, dict) or not _is_signed(document):
            break
        notes = [NOT_CHECKED]
        document = _opened(document["payload"], source)
    if not is_vcon(document) or _is_signed(document):
        raise InputError("what was signed here is no vCon", file=source, field="payload")
    _check_critical(document, source)
    return document, notes


def _is_signed(document: dict[str, Any]) -> bool:
    # The draft asks for the general serialization; the flattened one has a single signature.
    return "payload" in document and ("signatures" in document or "signature" in document)


def _is_encrypted(document: dict[str, Any]) -> bool:
    return "ciphertext" in document and ("recipients" in document or "encrypted_key" in document)


def _opened(payload: Any, source: str) -> Any:
    """What a signed form holds: JSON in base64url, perhaps compressed."""
    raw = unbase64(payload) if isinstance(payload, str) else None
    try:
        if raw is not None and raw.startswith(_GZIP):
            unpacking = zlib.decompressobj(_GZIP_WINDOW)
            raw = unpacking.decompress(raw, MAX_DOCUMENT_BYTES + 1)
            if len(raw) > MAX_DOCUMENT_BYTES:
                raise InputError(
                    f"this unpacks to more than {MAX_DOCUMENT_BYTES // 1024 // 1024} MB",
                    file=source,
                    field="payload",
                )
        if raw is not None:
            return msgspec.json.decode(raw)
    except (zlib.error, msgspec.DecodeError, ValueError, RecursionError):
        pass
    raise InputError(
        "this does not hold a vCon", file=source, field="payload", hint="Was the file cut short?"
    )


def _check_critical(document: dict[str, Any], source: str) -> None:
    """Raise for an extension without which the draft forbids reading on."""
    for key in ("critical", "must_support"):
        named = document.get(key)
        for each in named if isinstance(named, list) else []:
            if label_in(each).lower() not in _UNDERSTOOD:
                raise InputError(
                    f"this vCon may only be read by what knows the extension '{label_in(each)}'",
                    file=source,
                    field=key,
                    hint="Ask whoever wrote it for a vCon without that extension.",
                )
