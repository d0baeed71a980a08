"""The settings file: what the app remembers between sessions."""

import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from hotseat.domain.choices import AnswerKind, Format, Mode, Style
from hotseat.domain.errors import HotseatError
from hotseat.domain.exporting import EXPORT_FORMS
from hotseat.domain.rubric import Level
from hotseat.domain.text import clean_line
from hotseat.files import reason, replace_file
from hotseat.paths import settings_file

_ALLOWED: dict[str, tuple[str, ...]] = {
    "format": tuple(Format),
    "mode": tuple(Mode),
    "level": tuple(Level),
    "answer": tuple(AnswerKind),
    "export_form": tuple(EXPORT_FORMS),
    "style": tuple(Style),
}
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Config:
    """Settings with their defaults.

    `device` and `model` "" mean the best that is found. `model` hears while you talk;
    `final_model` words the transcript afterwards ("": the same one). `language` is what is spoken,
    as a code of two or three letters. `mirror` is the address that models are downloaded from ("":
    the hub of faster-whisper). `export_form` and `vault` are what was exported last, and where to.
    """

    theme: str = "hotseat-dark"
    device: str = ""
    model: str = ""
    final_model: str = ""
    language: str = "en"
    mirror: str = ""
    format: str = Format.DRILL.value
    mode: str = Mode.STUDY.value
    level: str = Level.SENIOR.value
    answer: str = AnswerKind.SPOKEN.value
    style: str = Style.DRY.value
    ring: bool = True
    export_form: str = "md"
    vault: str = ""


def load(path: Path | None = None) -> Config:
    """Read the settings; defaults where there is no file.

    Raises HotseatError naming the file and the key when it holds something not allowed.
    """
    file = path or settings_file()
    if not file.exists():
        return Config()
    import tomllib

    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise HotseatError(f"{file}: cannot be read ({reason(error)})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = clean_line(str(error), 120)
        raise HotseatError(f"{file}: {message}; mend it or delete the file") from error
    return Config(**{key: _checked(file, key, value) for key, value in data.items()})


def save(config: Config, path: Path | None = None) -> None:
    """Replace the settings file at once. Raises HotseatError."""
    import json

    file = path or settings_file()
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in _items(config)]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, ("\n".join(lines) + "\n").encode(), durable=False)
    except OSError as error:
        raise HotseatError(f"{file}: cannot be written ({reason(error)})") from error


def _items(config: Config) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in asdict(config).items()]


def _checked(file: Path, key: str, value: Any) -> Any:
    known = {field.name: field.default for field in fields(Config)}
    name = clean_line(key, 40)
    if key not in known:
        raise HotseatError(f"{file}: {name} is not known; allowed: {', '.join(known)}")
    if type(value) is not type(known[key]):
        wanted = "true or false" if isinstance(known[key], bool) else "text in quotes"
        raise HotseatError(f"{file}: {name} must be {wanted}")
    if key in _ALLOWED and value not in _ALLOWED[key]:
        raise HotseatError(f"{file}: {name} must be one of: {', '.join(_ALLOWED[key])}")
    if key == "language" and not _LANGUAGE.fullmatch(str(value)):
        raise HotseatError(f'{file}: language must be a code of two or three letters, such as "en"')
    return clean_line(value) if isinstance(value, str) else value
