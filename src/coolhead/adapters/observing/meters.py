"""The service's figures for Prometheus: none of a person, a team or a single call."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

# Seconds. 0.1 is the bar for a cue after a transcript's line, 2.0 for one after live speech.
_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)


class PrometheusMeters:
    """``Meters``, kept in a registry of its own; other parts add their figures to it."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._live = Gauge(
            "coolhead_live_calls", "Calls that are going on.", registry=self.registry
        )
        self._moments = Histogram(
            "coolhead_cue_latency_seconds",
            "From an utterance's coming in to what follows from it being shown.",
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._unkept = Counter(
            "coolhead_moments_without_room",
            "Moments of calls that were refused since there was no room to keep them.",
            registry=self.registry,
        )
        self._unsure = Gauge(
            "coolhead_messages_unsure",
            "E-mails that may have been sent: somebody has to say whether they arrived.",
            registry=self.registry,
        )
        self._refused = Gauge(
            "coolhead_messages_dead",
            "E-mails that were refused, or tried too often, and nobody has seen to yet.",
            registry=self.registry,
        )
        self._undelivered = Gauge(
            "coolhead_webhooks_dead",
            "Posts to webhooks that did not get through and are not tried any more.",
            registry=self.registry,
        )

    def live_calls(self, count: int) -> None:
        """How many calls are going on."""
        self._live.set(count)

    def moment_taken(self, seconds: float) -> None:
        """How long it took from an utterance's coming in to what follows being shown."""
        self._moments.observe(seconds)

    def unkept(self) -> None:
        """A moment could not be kept for want of room."""
        self._unkept.inc()

    def waiting_for_people(self, *, unsure: int, dead: int, undelivered: int) -> None:
        """How much of what was to be sent waits for somebody: e-mails of both kinds, and posts."""
        self._unsure.set(unsure)
        self._refused.set(dead)
        self._undelivered.set(undelivered)
