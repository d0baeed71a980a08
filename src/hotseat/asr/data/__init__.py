"""What the self-test of a model says to it: synthetic speech (voice "joe", CC0)."""
