"""Speech to text in a child process; only the worker imports faster_whisper."""
