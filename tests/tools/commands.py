"""The commands of the tools, in this process."""

from tools.reproduce.__main__ import main


def call(*words):
    """`python -m tools.reproduce WORDS`."""
    return main([str(word) for word in words])
