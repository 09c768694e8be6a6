"""The compressed network, and its exact route against the direct loop over the factors."""

import numpy as np
import pytest

import dlf
from dlf.dynamics import descent

OPTIONS = {
    "momentum": {"momentum": 0.6},
    "decay": {"weight_decay": 0.05},
    "all": {"momentum": 0.3, "weight_decay": 0.02, "discrepant_rate": 1.5},
}
TIE = (1.0, 0.7, 0.7, 0.4)
# shape, reduction, rank: below (through a tie), at and above the rank of the target
CASES = [((14, 10), "sum", 2), ((10, 14), "mean", 4), ((12, 12), "mean", 7), ((9, 13), "sum", 6)]


def problem(shape=(14, 10), reduction="sum", values=TIE):
    rng = np.random.default_rng(5)
    U, V = (np.linalg.qr(rng.standard_normal((d, len(values))))[0] for d in shape)
    return dlf.Factorization(U * np.array(values) @ V.T, reduction)


def worst(run, direct):
    """The largest relative distance of any factor at any recorded time."""
    return max(
        np.linalg.norm(A - B) / np.linalg.norm(B)
        for k in range(len(direct))
        for A, B in zip(run.at(k), direct.at(k), strict=True)
    )


def gap(first, second):
    return max(np.abs(A - B).max() for A, B in zip(first, second, strict=True))


# ---------------------------------------------------------------- the start


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_the_start_is_aligned_with_the_surrogate(objective, depth):
    factors = dlf.compress(objective, depth=depth, rank=2, init_scale=0.2)
    assert [W.shape for W in factors] == [(2, 3), *[(2, 2)] * (depth - 2), (4, 2)]
    U, _, Vt = np.linalg.svd(objective.surrogate(), full_matrices=False)
    assert np.allclose(dlf.end_to_end(factors), 0.2**depth * U[:, :2] @ Vt[:2], atol=1e-15)
    assert all(np.allclose(D, 0, atol=1e-15) for D in dlf.imbalance(factors))


def test_one_scale_for_each_factor():
    factors = dlf.compress(problem(), depth=3, rank=2, init_scale=(0.1, 0.2, 0.3))
    assert [np.linalg.norm(W, 2) for W in factors] == pytest.approx([0.1, 0.2, 0.3])


@pytest.mark.parametrize("kind", ["completion", "sensing"])
def test_gradient_descent_and_flow_train_it(kind):
    rng = np.random.default_rng(1)
    M = problem((20, 18), values=(1.0, 0.7)).target
    if kind == "completion":
        objective = dlf.Completion.from_dense(M, rng.random(M.shape) < 0.6)
        rate = 0.1
    else:
        operators = rng.standard_normal((250, *M.shape))
        objective = dlf.Sensing(operators, np.tensordot(operators, M), "mean")
        rate = 0.05
    factors = dlf.compress(objective, depth=3, rank=4, init_scale=0.1)
    descent = dlf.gradient_descent(
        objective, factors, 1500, learning_rate=rate, discrepant_rate=5.0, record=1500
    )
    times = [0.0, descent.times[-1]]
    flow = dlf.gradient_flow(objective, factors, times, discrepant_rate=5.0, rtol=1e-6)
    for run in (descent, flow):
        errors = np.linalg.norm(run.end_to_end() - M, axis=(1, 2)) / np.linalg.norm(M)
        assert errors[0] > 0.99
        assert errors[1] < 0.01


# ---------------------------------------------------------------- other widths, and what they cost


@pytest.mark.parametrize("options", [{}, *OPTIONS.values()], ids=["plain", *OPTIONS])
@pytest.mark.parametrize("depth", [2, 3, 4])
def test_descent_from_expanded_factors_is_the_narrow_one(depth, options):
    objective = problem()
    factors = dlf.compress(objective, depth=depth, rank=3, init_scale=0.5)
    wide = dlf.expand(factors, 8)
    inner = [(8, 8)] * (depth - 2)
    assert [W.shape for W in wide] == [(8, 10), *inner, (14, 8)]
    settings = {"learning_rate": 0.1, "record": 100, **options}
    narrow = dlf.gradient_descent(objective, factors, 300, **settings)
    run = dlf.gradient_descent(objective, wide, 300, **settings)
    for k in range(len(run)):
        core = tuple(
            W[: w.shape[0], : w.shape[1]] for W, w in zip(run.at(k), narrow.at(k), strict=True)
        )
        assert gap(core, narrow.at(k)) < 1e-13
        assert gap(dlf.expand(core, 8), run.at(k)) == 0  # the padding is zero, not only small
    assert np.allclose(run.losses, narrow.losses, rtol=1e-11)


def test_the_flow_keeps_the_padding():
    objective = problem()
    factors = dlf.compress(objective, depth=3, rank=3, init_scale=0.5)
    narrow = dlf.gradient_flow(objective, factors, [0.0, 3.0])
    wide = dlf.gradient_flow(objective, dlf.expand(factors, 5), [0.0, 3.0])
    assert gap(wide.at(-1), dlf.expand(narrow.at(-1), 5)) < 1e-8


def test_expand_keeps_the_product_of_unequal_widths(rng):
    factors = dlf.gaussian((3, 5, 2, 4), init_scale=1.0, rng=rng)
    wide = dlf.expand(factors, 5)
    assert [W.shape for W in wide] == [(5, 3), (5, 5), (4, 5)]
    assert np.allclose(dlf.end_to_end(wide), dlf.end_to_end(factors), rtol=1e-14)
    assert np.array_equal(wide[0], factors[0])


WIDTHS = [(7, 7, 7, 7), (9, 3, 3, 3, 8), (5, 2, 6), (4, 6), (3, 5, 2, 4)]


@pytest.mark.parametrize("widths", WIDTHS)
def test_parameters_are_the_entries_of_the_factors(widths, rng):
    factors = dlf.gaussian(widths, init_scale=1.0, rng=rng)
    assert dlf.parameter_count(widths) == sum(W.size for W in factors)


@pytest.mark.parametrize("depth", [2, 3, 6])
def test_parameters_of_the_compressed_network(depth):
    d, r = 30, 4
    assert dlf.parameter_count((d,) * (depth + 1)) == depth * d**2
    compressed = dlf.parameter_count((d, *[r] * (depth - 1), d))
    assert compressed == 2 * d * r + (depth - 2) * r**2


@pytest.mark.parametrize("widths", WIDTHS)
def test_flops_are_those_of_the_products_that_a_step_makes(widths, rng, monkeypatch):
    factors = dlf.gaussian(widths, init_scale=0.5, rng=rng)
    objective = dlf.Factorization(rng.standard_normal((widths[-1], widths[0])))
    made, dgemm = [], descent.dgemm

    def counted(alpha, a, b, *, trans_a, **rest):
        inner = a.shape[0] if trans_a else a.shape[1]
        result = dgemm(alpha, a, b, trans_a=trans_a, **rest)
        made.append(2 * result.size * inner)
        return result

    def flops(steps):
        made.clear()
        dlf.gradient_descent(objective, factors, steps, learning_rate=1e-3)
        return sum(made)

    monkeypatch.setattr(descent, "dgemm", counted)
    assert dlf.step_flops(widths) == flops(3) - flops(2)  # both form X once more at the end


# ---------------------------------------------------------------- the exact route


@pytest.mark.parametrize(("shape", "reduction", "rank"), CASES)
@pytest.mark.parametrize("alpha", [1.0, 2.0, 5.0])
@pytest.mark.parametrize("depth", [2, 3, 4, 5])
def test_compressed_descent_is_the_direct_one(depth, alpha, shape, reduction, rank):
    objective = problem(shape, reduction)
    start = {"depth": depth, "rank": rank, "init_scale": 0.5}
    settings = {
        "learning_rate": 0.05 / objective.weight,
        "discrepant_rate": alpha,
        "record": [0, 1, 2, 10, 100, 3000],
    }
    direct = dlf.gradient_descent(objective, dlf.compress(objective, **start), 3000, **settings)
    run = dlf.compressed_descent(objective, 3000, **start, **settings)
    assert np.array_equal(run.times, direct.times)
    assert worst(run, direct) < 1e-12
    assert np.abs(run.end_to_end() - direct.end_to_end()).max() < 1e-12
    assert np.allclose(run.losses, direct.losses, rtol=1e-12, atol=1e-20)


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize("depth", [2, 3, 4])
def test_momentum_and_decay_are_the_direct_ones(depth, reduction, options):
    objective = problem(reduction=reduction)
    start = {"depth": depth, "rank": 6, "init_scale": 0.5}
    settings = {"learning_rate": 0.05 / objective.weight, "record": 50, **options}
    if "weight_decay" in options:
        settings["weight_decay"] *= objective.weight
    direct = dlf.gradient_descent(objective, dlf.compress(objective, **start), 300, **settings)
    run = dlf.compressed_descent(objective, 300, **start, **settings)
    assert worst(run, direct) < 1e-12
    assert np.allclose(run.losses, direct.losses, rtol=1e-12)


def test_a_small_start_is_still_exact():
    """Rounding of the start grows like (lambda/eps)^(L-2) on the way up."""
    objective = problem((30, 30))
    start = {"depth": 3, "rank": 8, "init_scale": 0.01}
    settings = {"learning_rate": 0.2, "record": 300}
    direct = dlf.gradient_descent(objective, dlf.compress(objective, **start), 3000, **settings)
    run = dlf.compressed_descent(objective, 3000, **start, **settings)
    assert run.strengths[-1, 0] > 0.99
    assert worst(run, direct) < 1e-12


def test_what_a_run_holds():
    objective = problem((13, 9))
    run = dlf.compressed_descent(
        objective, 40, depth=4, rank=6, init_scale=0.6, learning_rate=0.05, discrepant_rate=2.0
    )
    assert len(run) == 41
    assert run.outer.shape == run.inner.shape == run.strengths.shape == (41, 6)
    assert np.array_equal(run.singular_values[4:], [0.0, 0.0])
    assert np.allclose(run.singular_values[:4], TIE, rtol=1e-13)
    U, V = run.left_modes, run.right_modes
    assert np.allclose(U * run.singular_values @ V.T, objective.target, atol=1e-14)
    direct = dlf.gradient_descent(objective, run.at(0), 40, learning_rate=0.05, discrepant_rate=2.0)
    assert np.allclose(run.strengths, dlf.aligned_strengths(direct, U, V), rtol=1e-12)
    lifted = run.trajectory()
    assert gap(lifted.factors, direct.factors) < 1e-13
    assert np.array_equal(lifted.times, run.times)
    assert np.array_equal(lifted.losses, run.losses)
    assert np.allclose(run.end_to_end(-2), dlf.end_to_end(run.at(-2)), atol=1e-15)
    assert np.allclose(run.end_to_end(), lifted.end_to_end(), atol=1e-15)


def test_depth_two_has_no_inner_factor():
    objective = problem()
    start = {"depth": 2, "rank": 3, "init_scale": 0.5}
    descent = dlf.compressed_descent(objective, 20, learning_rate=0.1, weight_decay=0.1, **start)
    for run in (descent, dlf.compressed_flow(objective, [0.0, 1.0], **start)):
        assert (run.inner == 1.0).all()
        assert np.array_equal(run.strengths, run.outer**2)
        assert len(run.at(-1)) == 2


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_a_rank_too_small_leaves_the_other_singular_values(reduction):
    objective = problem(reduction=reduction)
    run = dlf.compressed_descent(
        objective, 2000, depth=3, rank=3, init_scale=0.5, learning_rate=0.1 / objective.weight
    )
    floor = 0.5 * objective.weight * TIE[3] ** 2
    assert run.losses[-1] == pytest.approx(floor, rel=1e-12)
    assert run.losses[-1] == pytest.approx(objective.value(run.end_to_end(-1)), rel=1e-12)


def test_a_zero_target_only_decays():
    run = dlf.compressed_descent(
        dlf.Factorization(np.zeros((4, 3))), 2, depth=3, rank=2, init_scale=0.5, learning_rate=0.1
    )
    beta = [0.5]
    for _ in range(2):
        beta.append(beta[-1] - 0.1 * beta[-1] ** 5)
    assert np.allclose(run.outer, np.array(beta)[:, None], rtol=1e-15)


@pytest.mark.parametrize("depth", [2, 3])
def test_a_divergent_run_keeps_what_it_had(depth):
    objective = problem()
    start = {"depth": depth, "rank": 3, "init_scale": 0.5}
    settings = {"learning_rate": 20.0, "record": 1}
    with pytest.raises(dlf.FlowError, match="diverged before step") as caught:
        dlf.compressed_descent(objective, 400, **start, **settings)
    with pytest.raises(dlf.FlowError) as expected:
        dlf.gradient_descent(objective, dlf.compress(objective, **start), 400, **settings)
    run, direct = caught.value.trajectory, expected.value.trajectory
    assert 1 < len(run) < 400
    assert len(run) == len(direct)
    assert caught.value.time == expected.value.time == run.times[-1]
    assert np.isfinite(run.losses).all()
    strengths = np.linalg.norm(direct.factors[0], axis=2)  # of either sign
    assert np.allclose(np.abs(run.outer), strengths, rtol=1e-9)


# ---------------------------------------------------------------- the flow


@pytest.mark.parametrize(("shape", "reduction", "rank"), CASES)
@pytest.mark.parametrize("depth", [2, 3, 4, 5])
def test_compressed_flow_is_the_direct_one(depth, shape, reduction, rank):
    objective = problem(shape, reduction)
    start = {"depth": depth, "rank": rank, "init_scale": 0.5}
    times = np.array([0.5, 1.5, 4.0]) / objective.weight
    direct = dlf.gradient_flow(
        objective, dlf.compress(objective, **start), times, rtol=1e-12, atol=1e-15
    )
    run = dlf.compressed_flow(objective, times, **start)
    assert np.array_equal(run.times, direct.times)
    assert worst(run, direct) < 1e-10
    assert np.allclose(run.losses, direct.losses, rtol=1e-8)


@pytest.mark.parametrize("depth", [2, 3, 7])
def test_compressed_flow_is_the_closed_form(depth):
    objective, times = problem(), np.array([0.0, 1.0, 10.0, 1000.0])
    law = {"init_scale": 0.3, "depth": depth}
    run = dlf.compressed_flow(objective, times, rank=6, **law)
    mu = dlf.mode_strength(times[:, None], run.singular_values, **law)
    assert np.allclose(run.strengths, mu, rtol=1e-12, atol=0)
    beta = dlf.unlearned_strength(times, **law)
    assert np.allclose(run.outer[:, 4:], beta[:, None], rtol=1e-12, atol=0)


def test_descent_follows_the_flow_to_first_order():
    objective = problem()
    start = {"depth": 3, "rank": 6, "init_scale": 0.3}
    flow = dlf.compressed_flow(objective, [0.0, 5.0], **start)
    errors = [
        np.abs(
            dlf.compressed_descent(objective, n, learning_rate=5.0 / n, record=n, **start).outer[-1]
            - flow.outer[-1]
        ).max()
        for n in (4000, 8000)
    ]
    assert np.log2(errors[0] / errors[1]) == pytest.approx(1.0, abs=0.01)
