"""The tables, by what they are for; `metadata` is what migrations are compared with."""

from coolhead.adapters.storage.schema import access as _access  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema import calls as _calls  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema import coaching as _coaching  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema import follow_ups as _follow_ups  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema import insights as _insights  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema import people as _people  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema import playbooks as _playbooks  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema import reviews as _reviews  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema import searches as _searches  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema import sending as _sending  # noqa: F401 - they join metadata
from coolhead.adapters.storage.schema.metadata import metadata

__all__ = ["metadata"]
