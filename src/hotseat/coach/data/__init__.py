"""Weights and scores of the sentence classifier."""
