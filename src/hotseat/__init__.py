"""Hotseat: timed mock interviews for the execution round, in the terminal."""

__version__ = "0.1.0"
