"""Checks in ball arithmetic at a precision of their own."""

from dlf.verify import over


def in_balls(compute, bits):
    """What `compute` returns when balls have that many bits."""
    from flint import ctx

    with ctx.workprec(bits):
        return compute()


def over_balls(name, values, check, bits):
    """`over` with that many bits."""
    return over(name, values, lambda value: in_balls(lambda: check(value), bits))
