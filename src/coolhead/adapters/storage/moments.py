"""Moments that are kept as text (RFC 3339 with an offset), as numbers that databases compare."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Double
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class moment(FunctionElement[float]):  # noqa: N801 - a function of SQL
    """Seconds since 1970 of such a text."""

    name = "moment"
    type = Double()
    inherit_cache = True


@compiles(moment, "sqlite")
def _in_sqlite(element: moment, compiler: SQLCompiler, **more: Any) -> str:
    # Days as a number would be less exact than a second; "%f" are seconds with thousandths.
    text = compiler.process(element.clauses, **more)
    part = f"(CAST(strftime('%f', {text}) AS REAL) - CAST(strftime('%S', {text}) AS REAL))"
    return f"(CAST(strftime('%s', {text}) AS REAL) + {part})"


@compiles(moment, "postgresql")
def _in_postgresql(element: moment, compiler: SQLCompiler, **more: Any) -> str:
    text = compiler.process(element.clauses, **more)
    return f"CAST(EXTRACT(EPOCH FROM CAST({text} AS timestamptz)) AS double precision)"
