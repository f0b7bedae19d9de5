"""Labelled calls: what detectors are trained and measured on. The format is in corpus/GUIDE.md."""
