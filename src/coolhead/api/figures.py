"""Figures that are read when they are asked for: what waits to be kept, and who watches."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from coolhead.api.services import ApiServices


class ServiceFigures(Collector):
    """Figures of the store and the feeds; none of a person, a team or a single call."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    def collect(self) -> Iterable[Metric]:
        """The figures as they are now."""
        health = self._services.store.health()
        yield GaugeMetricFamily(
            "coolhead_spool_batches", "Batches that wait for the database.", value=health.waiting
        )
        yield GaugeMetricFamily(
            "coolhead_spool_bytes", "How long they are together.", value=health.waiting_bytes
        )
        yield GaugeMetricFamily(
            "coolhead_database_writable",
            "1 where writes reach the database, 0 where they wait.",
            value=health.where == "database",
        )
        yield GaugeMetricFamily(
            "coolhead_feeds_open", "Feeds that are open.", value=self._services.watchers.open
        )
