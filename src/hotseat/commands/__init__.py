"""What each command does; beside cli the only place that wires adapters."""
