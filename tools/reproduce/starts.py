"""The networks that the paper compares, at their starts."""

import dlf


def starts(objective, settings, rng):
    """name: call that makes the factors.

    Two Gaussian factors have entries N(0, eps^3): a product as small as that of three, eps^3.

    Args:
        objective: whose surrogate the compressed network starts from.
        settings: d, depth, init_scale and rank, the r of the target; the network's bound is 2r.
        rng: for the random ones, as the target left it.
    """
    d, depth, rank, eps = (settings[name] for name in ("d", "depth", "rank", "init_scale"))
    two = lambda columns: dlf.gaussian((d, columns, d), init_scale=eps**1.5, rng=rng)
    return {
        "original": lambda: dlf.orthogonal((d,) * (depth + 1), init_scale=eps, rng=rng),
        "compressed": lambda: dlf.compress(objective, depth=depth, rank=2 * rank, init_scale=eps),
        "burer-monteiro": lambda: two(rank),
        "burer-monteiro-bound": lambda: two(2 * rank),
    }
