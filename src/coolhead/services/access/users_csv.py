"""People set up from a table: read as a whole, every fault told with its place, then done at once.

    name,email,roles,teams,agent
    Kim Lee,kim@example.com,agent,north,a17
    Ada Okoro,ada@example.com,"supervisor;coach","north;south",

Known people (by e-mail) are changed; of them a column that is missing stays as it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

import msgspec

from coolhead.errors import InputError
from coolhead.services.access.fields import email_field, id_field, name_field, roles_field
from coolhead.services.access.people import User

# A table of ten thousand people is two megabytes.
MOST_BYTES: Final = 5_000_000
MOST_ROWS: Final = 10_000
# Whoever has to mend more than this has the wrong file.
MOST_FAULTS: Final = 200
COLUMNS: Final = ("name", "email", "roles", "teams", "agent")
_NEEDED: Final = frozenset({"name", "email", "roles"})
_BETWEEN: Final = re.compile(r"[;,|]")

Field = TypeVar("Field")


class Fault(msgspec.Struct, frozen=True):
    """What is wrong: ``line`` of the file and ``column`` of the table, both from 1."""

    line: int
    column: int
    message: str


class Row(msgspec.Struct, frozen=True):
    """A line of the table: where it stands, and its cells with their columns' numbers."""

    line: int
    cells: Mapping[str, tuple[int, str]]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a table comes to; with ``faults`` nothing is done of it."""

    added: tuple[User, ...] = ()
    changed: tuple[tuple[User, User], ...] = ()
    same: int = 0
    faults: tuple[Fault, ...] = ()


class _Faults(list[Fault]):
    def add(self, line: int, column: int, message: str) -> None:
        if len(self) < MOST_FAULTS:
            self.append(Fault(line, column, message))


def plan_of(
    content: bytes,
    *,
    known: Mapping[str, User],
    teams: frozenset[str],
    new_user: Callable[[dict[str, Any]], User],
) -> Plan:
    """What a table comes to, given the users that are known by their e-mails.

    ``new_user`` makes a user of the fields that a line gives.
    """
    faults = _Faults()
    rows = list(_rows(content, faults))
    after: dict[str, User] = {}
    added, changed, same = [], [], 0
    for row in rows:
        fields = _fields(row, teams, faults)
        email = fields.get("email")
        if email is None:
            continue
        if email in after:
            faults.add(row.line, row.cells["email"][0], "this e-mail stands in the table twice")
            continue
        before = known.get(email)
        user = new_user(fields) if before is None else msgspec.structs.replace(before, **fields)
        after[email] = user
        if before is None:
            added.append(user)
        elif user != before:
            changed.append((before, user))
        else:
            same += 1
    _check_agents(rows, {**known, **after}, faults)
    if not faults and known and not any(map(_is_admin, {**known, **after}.values())):
        faults.add(1, 1, "with this table no active administrator would be left")
    if not rows and not faults:
        faults.add(2, 1, "there is nobody in the table")
    if faults:
        return Plan(faults=tuple(sorted(faults, key=lambda each: (each.line, each.column))))
    return Plan(added=tuple(added), changed=tuple(changed), same=same)


def new_user(workspace: str, ids: Callable[[], str], now: datetime) -> Callable[..., User]:
    """Makes users of a table's fields."""

    def made(fields: dict[str, Any]) -> User:
        # Of a line with faults some fields are missing; then nobody is kept.
        usual = {"name": "", "roles": frozenset[str](), "email": ""}
        return User(workspace=workspace, id=ids(), created_at=now, **(usual | fields))

    return made


def _rows(content: bytes, faults: _Faults) -> Iterator[Row]:
    lines = _lines(content, faults)
    header = next(lines, None)
    if header is None:
        if not faults:
            faults.add(1, 1, f"the first line names the columns: {','.join(COLUMNS)}")
        return
    columns = _header(header[1], header[0], faults)
    if columns is None:
        return
    for count, (line, cells) in enumerate(lines):
        if count >= MOST_ROWS:
            faults.add(line, 1, f"there are more than {MOST_ROWS} people in the table")
            return
        if len(cells) > len(columns):
            faults.add(line, len(columns) + 1, "there are more cells than columns")
            continue
        padded = cells + [""] * (len(columns) - len(cells))
        yield Row(line, {name: (n, padded[n - 1]) for n, name in enumerate(columns, 1)})


def _lines(content: bytes, faults: _Faults) -> Iterator[tuple[int, list[str]]]:
    """Every line that is not empty: the number of its first line in the file, and its cells."""
    if len(content) > MOST_BYTES:
        faults.add(1, 1, f"the table is larger than {MOST_BYTES // 1_000_000} MB")
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.add(line, 1, "this is not UTF-8; save the table as 'CSV UTF-8'")
        return
    # Where a comma is the decimal sign, spreadsheets write semicolons.
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if any(cell.strip() for cell in cells):
                yield begins, cells
    except csv.Error as error:
        faults.add(max(reader.line_num, 1), 1, f"this is no CSV: {error}")


def _header(cells: list[str], line: int, faults: _Faults) -> list[str] | None:
    columns = [cell.strip().casefold() for cell in cells]
    before = len(faults)
    for number, name in enumerate(columns, 1):
        if name not in COLUMNS:
            hint = f"there is no column '{name[:40]}'; columns are {', '.join(COLUMNS)}"
            faults.add(line, number, hint)
        elif name in columns[: number - 1]:
            faults.add(line, number, f"the column '{name}' stands there twice")
    for name in sorted(_NEEDED.difference(columns)):
        faults.add(line, 1, f"the column '{name}' is missing")
    return columns if len(faults) == before else None


def _fields(row: Row, teams: frozenset[str], faults: _Faults) -> dict[str, Any]:
    fields: dict[str, Any] = {}

    def take(name: str, read: Callable[[str], Field]) -> None:
        if name not in row.cells:
            return
        column, text = row.cells[name]
        try:
            fields[name] = read(text)
        except InputError as error:
            message = f"{name}: {error.reason}. {error.hint}".rstrip(". ")
            faults.add(row.line, column, message)

    take("name", name_field)
    take("email", email_field)
    take("roles", lambda text: roles_field(part.casefold() for part in _parts(text)))
    take("teams", lambda text: _teams(text, teams))
    take("agent", lambda text: id_field(text, "agent") if text.strip() else None)
    return fields


def _teams(text: str, known: frozenset[str]) -> frozenset[str]:
    teams = frozenset(id_field(part, "teams") for part in _parts(text))
    for team in sorted(teams - known):
        raise InputError(f"there is no team '{team[:40]}'", hint="Make the team first")
    return teams


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _check_agents(rows: list[Row], after: Mapping[str, User], faults: _Faults) -> None:
    """No two people are the same agent of the telephone system."""
    holders: dict[str, list[str]] = {}
    for email, user in after.items():
        if user.agent is not None:
            holders.setdefault(user.agent, []).append(email)
    for row in rows:
        column, text = row.cells.get("agent", (0, ""))
        if len(holders.get(text.strip(), ())) > 1:
            faults.add(row.line, column, "agent: somebody else is this agent already")


def _is_admin(user: User) -> bool:
    return user.active and "admin" in user.roles
