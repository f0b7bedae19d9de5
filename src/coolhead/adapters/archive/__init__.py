"""Whole archives of calls: found, run in several processes, and kept so that a run can go on.

``finding`` yields the calls, ``workers`` runs them, ``results`` writes what came of them in the
order in which they were found; ``progress`` remembers which are finished.
"""
