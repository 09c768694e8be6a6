"""Shared problems: one table of objectives and one of chains drives the tests."""

import hypothesis
import numpy as np
import pytest

import dlf

# the same examples on every run, and no file of them in a folder that may be read-only
hypothesis.settings.register_profile("dlf", database=None, derandomize=True)
hypothesis.settings.load_profile("dlf")

SHAPE = (4, 3)


def objective_cases():
    rng = np.random.default_rng(20)
    target = rng.standard_normal(SHAPE)
    observed = rng.random(SHAPE) < 0.6
    observed[:, 0] = observed[0, :] = True
    operators = rng.standard_normal((9, *SHAPE))
    measurements = np.einsum("kij,ij->k", operators, target)
    for reduction in ("sum", "mean"):
        yield f"factorization-{reduction}", dlf.Factorization(target, reduction)
        yield (
            f"completion-{reduction}",
            dlf.Completion.from_dense(target, observed, reduction=reduction),
        )
        yield f"sensing-{reduction}", dlf.Sensing(operators, measurements, reduction)


OBJECTIVES = dict(objective_cases())
WIDTHS = {1: (3, 4), 2: (3, 5, 4), 3: (3, 5, 2, 4), 5: (3, 3, 6, 4, 3, 4)}


@pytest.fixture(params=OBJECTIVES)
def objective(request):
    return OBJECTIVES[request.param]


@pytest.fixture(params=WIDTHS, ids=lambda depth: f"L={depth}")
def factors(request):
    return dlf.gaussian(WIDTHS[request.param], init_scale=0.8, rng=np.random.default_rng(7))


@pytest.fixture
def rng():
    return np.random.default_rng(2024)
