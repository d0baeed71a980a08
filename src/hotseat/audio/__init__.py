"""Microphones and loudspeakers; the only place that imports sounddevice."""
