"""Sound costs the first paint nothing."""

import subprocess
import sys

HEAVY = {"sounddevice", "_sounddevice", "cffi", "numpy", "soxr", "av"}
CODE = """
import sys
import hotseat.audio, hotseat.audio.capture, hotseat.audio.playback, hotseat.audio.quiet
import hotseat.audio.wav, hotseat.wav
hotseat.audio.capture.PortAudioRecorder()
hotseat.audio.playback.PortAudioPlayer()
print("\\n".join(sys.modules))
"""


def test_importing_audio_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "hotseat.audio.capture" in loaded
    assert loaded & HEAVY == set()


def test_recording_at_the_wanted_rate_needs_no_numpy() -> None:
    code = CODE.replace(
        'print("',
        """
from hotseat.audio.intake import Intake
from hotseat.audio.keeper import Keeper
intake = Intake()
keeper = Keeper(intake, None)
intake.heard(bytes(1600), 800, None, None)
intake.close()
assert keeper.wait_until_written(10) and keeper.seconds() == 0.05 and keeper.meter.look()
print(\"""",
        1,
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert set(done.stdout.split()) & HEAVY == set()
