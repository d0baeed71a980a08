"""Weights of the classifier of question types; written by scripts/train_importer.py."""
