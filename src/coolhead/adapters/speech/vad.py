"""Voice activity: how likely each 32 ms of one channel are speech, streamed."""

from __future__ import annotations

from typing import Any, Final, Protocol, cast

from coolhead.adapters.speech.packages import (
    Samples,
    np,
    onnxruntime,
    voice_activity_model,
)
from coolhead.adapters.speech.recording import WINDOW
from coolhead.errors import SpeechError

# The model sees the last 64 samples of the window before, and carries an LSTM's state of 128.
_CONTEXT: Final = 64
_STATE: Final = (1, 1, 128)


class VoiceSession(Protocol):
    """The loaded model; channels may share one, also between threads."""

    def run(self, names: None, feeds: dict[str, Samples]) -> list[Any]:
        """What the model gives for these inputs."""


def load_session() -> VoiceSession:
    """Load the model once; channels share it. Raises ``SpeechError``, ``MissingExtraError``."""
    path = voice_activity_model()
    options = onnxruntime.SessionOptions()
    # Two milliseconds of work a second of sound: threads would only take the agent's machine.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime's errors have no common class but this
        raise SpeechError(
            "the voice activity model cannot be loaded",
            hint="Install faster-whisper anew: pip install --force-reinstall faster-whisper",
        ) from error
    names = {entry.name for entry in session.get_inputs()}
    if names != {"input", "h", "c"}:
        raise SpeechError(
            f"the voice activity model {path.name} has other inputs than known here",
            hint="Install the version of faster-whisper named in coolhead's lock file.",
        )
    return cast("VoiceSession", session)


class VoiceActivity:
    """One channel's voice activity; carries the model's state from block to block."""

    def __init__(self, session: VoiceSession) -> None:
        self._session = session
        self._h: Samples = np.zeros(_STATE, dtype=np.float32)
        self._c: Samples = np.zeros(_STATE, dtype=np.float32)
        self._context: Samples = np.zeros(_CONTEXT, dtype=np.float32)

    def probabilities(self, samples: Samples) -> Samples:
        """One probability of speech, 0-1, for each 512 samples at 16 kHz.

        The length of ``samples`` is a multiple of 512.
        """
        windows = samples.reshape(-1, WINDOW)
        tails = np.vstack([self._context[np.newaxis, :], windows[:-1, -_CONTEXT:]])
        self._context = windows[-1, -_CONTEXT:].copy()
        feeds = {"input": np.hstack([tails, windows]), "h": self._h, "c": self._c}
        spoken, self._h, self._c = self._session.run(None, feeds)
        result: Samples = np.asarray(spoken, dtype=np.float32).reshape(-1)
        return result
