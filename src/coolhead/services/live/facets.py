"""By what else than its row and its words a call is found: signals, source rows, figures.

Facets are for search alone and never shown: what makes a customer vulnerable is among them, and
what follows from the scorecard. Who may ask for which is decided where searches are taken in.
"""

from __future__ import annotations

from typing import Final

from coolhead.call.state import CallState
from coolhead.call.vocabulary import PARTIES, Party
from coolhead.record.record import Record
from coolhead.record.standing import standing
from coolhead.services.insights.figures import CallFigures, figure_facets
from coolhead.services.reviews.cases import may_be_tested

# A signal of this name is for those who must act on it alone.
RESTRICTED_SIGNALS: Final = frozenset({"vulnerability"})
# A dispute was upheld, and its agent lets it be tested with: never asked for in a search.
TESTABLE: Final = "dispute:testable"


def facets_of(
    state: CallState, record: Record | None = None, figures: CallFigures | None = None
) -> frozenset[str]:
    """The facets of a call; ``record`` and ``figures`` are those of a call that is over.

    Signals are those that stand: what the agent took back, and what is private to them, is left
    out. A source row is there where something that a line of the scorecard rests on happened, or
    was missing. Cues, which are the agent's own, add nothing.
    """
    signals = {_signal(shown.party, shown.signal.name) for shown in standing(state)}
    items = record.scorecard.items if record is not None and record.scorecard else ()
    tests = {TESTABLE} if items and may_be_tested(state) else set()
    happened = [each for each in items if each.result == "miss" or each.utterance is not None]
    rows = {row_facet(row) for each in happened for row in each.rows}
    behind = figure_facets(figures) if figures is not None else frozenset[str]()
    return behind | signals | tests | rows


def signal_facets(name: str, party: Party | None = None) -> frozenset[str]:
    """The facets, any of which a call with this signal of this party (None: of anyone) has."""
    return frozenset(_signal(each, name) for each in ([party] if party else PARTIES))


def row_facet(row: str) -> str:
    """The facet of a source row such as S1.4."""
    return f"row:{row}"


def figure_facet(figure: str) -> str:
    """The facet of calls that stand behind a figure of insights."""
    return f"figure:{figure}"


def _signal(party: Party, name: str) -> str:
    return f"signal:{party}:{name}"
