"""What the `vcon` library and the IETF's schema say of a vCon that was written here."""

from __future__ import annotations

import json
import os
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("COOLHEAD_SHARED") or Path(__file__).parents[3] / "shared")
FORMATS = SHARED / "data" / "formats"
SCHEMA = FORMATS / "vcon_json_schema.json"
# Version 0.3.10, the last for Python 3.11, wants a sound of every dialog under the name that
# drafts before 0.0.2 had for it: no text at all is valid to it.
_NO_TEXT_IS_VALID = "has invalid mimetype: missing"


def ietf_file(name: str) -> Path:
    """One of the IETF's own files; the test is skipped where they are not."""
    path = FORMATS / name
    if not path.is_file():
        pytest.skip(f"the IETF's files are not there ({path}); set COOLHEAD_SHARED")
    return path


def schema_errors(vcon: dict[str, Any]) -> list[str]:
    """What the IETF's schema finds wrong; the test is skipped where there is no schema."""
    jsonschema = import_module("jsonschema")  # without types
    schema = json.loads(ietf_file(SCHEMA.name).read_text(encoding="utf-8"))
    kind = jsonschema.Draft7Validator
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(vcon)]


def library_errors(written: bytes) -> list[str]:
    """What the library finds wrong with it, as far as it can know."""
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("ignore")
        # It signs with a part of authlib that warns of its own end, past any filter, when imported.
        library = import_module("vcon")
    _, errors = library.Vcon.build_from_json(written.decode()).is_valid()
    return [error for error in errors if _NO_TEXT_IS_VALID not in error]
