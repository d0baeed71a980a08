"""Session folders and question banks on disk."""
