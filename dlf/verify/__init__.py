"""Checks that can fail: verdicts and the checkers that return them."""
