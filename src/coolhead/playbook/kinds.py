"""What the parts of a playbook are made of: kinds of values, and how strictly they are read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
Row = Annotated[str, StringConstraints(pattern=r"^S[0-4]\.[1-9]$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Hours = Annotated[float, Field(ge=0, le=80, allow_inf_nan=False)]
Points = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=100)]
# Keys are strings in JSON.
Severity = Annotated[
    Literal[1, 2, 3], BeforeValidator(lambda key: {"1": 1, "2": 2, "3": 3}.get(key, key))
]


class Strict(BaseModel):
    """Unknown keys are errors; values do not change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)
