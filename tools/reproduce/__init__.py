"""The paper's experiments, too long for a notebook: each run once and stored for the book."""
