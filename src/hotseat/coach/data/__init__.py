"""What the coach has learned, and its questions: files beside this one."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the files lie; importlib.resources would say the same after 20 ms of imports."""
