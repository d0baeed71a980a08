"""Microphones by name: what is shown, what is remembered, and what PortAudio opens."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from hotseat.audio.messages import NO_INPUT, unknown_input
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.ports import InputDevice

_LABEL_LIMIT = 60
# ALSA lists its own plumbing beside the devices; each of these ends in the default one.
_PLUMBING = {"lavrate", "samplerate", "speexrate", "speex", "upmix", "vdownmix", "sysdefault"}


@dataclass(frozen=True, slots=True)
class FoundInput:
    """A microphone as PortAudio numbers it for now."""

    index: int
    device: InputDevice


def found_inputs(sd: Any) -> list[FoundInput]:
    """Return the microphones in PortAudio's order; names are made unique by " #2", " #3" ..."""
    default = default_input(sd)
    listed = [each for each in sd.query_devices() if each["max_input_channels"] > 0]
    if len(listed) > 1:
        listed = [each for each in listed if each["name"] not in _PLUMBING] or listed
    names: Counter[str] = Counter()
    interfaces: dict[str, int] = {}
    found = []
    usual = next((each["hostapi"] for each in listed if each["index"] == default), None)
    for each in sorted(listed, key=lambda e: (e["hostapi"] != usual, e["index"])):
        name = each["name"]
        # The same microphone once more, by another of the system's interfaces to sound.
        if interfaces.setdefault(name, each["hostapi"]) != each["hostapi"]:
            continue
        names[name] += 1
        device = _named(name, names[name], each["index"], each["index"] == default)
        found.append(FoundInput(each["index"], device))
    return sorted(found, key=lambda f: f.index)


def default_input(sd: Any) -> int | None:
    """Return PortAudio's number of the default microphone, or None."""
    try:
        return int(sd.query_devices(kind="input")["index"])
    except (sd.PortAudioError, ValueError):
        return None


def index_of(sd: Any, name: str) -> int:
    """Return the number of a microphone by its name or label; "" is the default.

    Raises HotseatError when it is not there.
    """
    found = found_inputs(sd)
    if not found:
        raise HotseatError(NO_INPUT)
    if not name:
        default = default_input(sd)
        return found[0].index if default is None else default
    for each in found:
        if name == each.device.name:
            return each.index
    for each in found:  # a name kept in the settings was cleaned on its way
        if clean_line(name, _LABEL_LIMIT) == each.device.label:
            return each.index
    raise HotseatError(unknown_input(name))


def _named(name: str, number: int, index: int, default: bool) -> InputDevice:
    suffix = f" #{number}" if number > 1 else ""
    label = clean_line(name, _LABEL_LIMIT) or f"Microphone {index + 1}"
    return InputDevice(name + suffix, label + suffix, default)
