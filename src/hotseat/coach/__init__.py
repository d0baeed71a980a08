"""The coach: labels, statuses, flags, probes, grilling, delivery, risk. Pure."""
