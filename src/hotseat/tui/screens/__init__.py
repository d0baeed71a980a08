"""Screens, one module each, with their styles."""
