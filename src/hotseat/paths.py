"""Where the workspace, the settings and the logs are."""

import os
from pathlib import Path

APP = "hotseat"
BANKS = "question_banks"
SESSIONS = "sessions"
TAKES = "takes"
VOCABULARY = "vocabulary.txt"


def workspace(chosen: Path | None = None) -> Path:
    """Return the workspace: chosen, else $HOTSEAT_WORKSPACE, else found upward, else user data.

    A folder upward from the current one counts when it holds both question_banks/ and sessions/.
    """
    if chosen is not None:
        return chosen.expanduser().absolute()
    if from_environment := os.environ.get("HOTSEAT_WORKSPACE"):
        return Path(from_environment).expanduser().absolute()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / BANKS).is_dir() and (folder / SESSIONS).is_dir():
            return folder
    return data_folder()


def data_folder() -> Path:
    """Return the platform's folder for the user's data of Hotseat."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def settings_file() -> Path:
    """Return the settings file: $HOTSEAT_CONFIG, else config.toml in the platform's folder."""
    if chosen := os.environ.get("HOTSEAT_CONFIG"):
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def log_file() -> Path:
    """Return the file that takes what libraries print while the app owns the screen."""
    from platformdirs import user_log_path

    return user_log_path(APP, appauthor=False) / "hotseat.log"


def cache_folder() -> Path:
    """Return the platform's folder for what can be made again."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


def models_folder() -> Path:
    """Return the folder that downloaded speech models are kept in."""
    return data_folder() / "models"


def shipped_banks() -> Path:
    """Return the folder of the banks that come with Hotseat: in the wheel, or in the checkout."""
    packed = Path(__file__).parent / BANKS
    return packed if packed.is_dir() else Path(__file__).parents[2] / BANKS
