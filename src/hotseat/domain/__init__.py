"""What Hotseat is about: banks, transcripts, judgements, sessions. Standard library only."""
