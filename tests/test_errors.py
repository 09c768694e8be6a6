"""Bad input: one table, each row a call and the words that its ValueError must contain."""

import numpy as np
import pytest
from scipy.sparse import csr_array

import dlf
from dlf.chain.initialize import sparse_modes
from dlf.domination import Case, Comparison, Space, certify, gaps, search
from dlf.recovery import (
    alternating_least_squares,
    gaussian_sensing,
    sample_image,
    scaled_descent,
    soft_impute,
    spread_spectrum,
    synthetic_ratings,
    train_and_test,
    uniform_completion,
)

RNG = np.random.default_rng(0)
EYE = np.eye(2)
FACTORIZATION = dlf.Factorization(EYE)
FACTORS = (EYE, EYE)
LAW = {"init_scale": 0.1, "depth": 3}
RUN = dlf.gradient_descent(FACTORIZATION, FACTORS, 1, learning_rate=0.1)
nan, inf = np.nan, np.inf


def descend(factors=FACTORS, steps=1, **kwargs):
    return dlf.gradient_descent(FACTORIZATION, factors, steps, **{"learning_rate": 0.1, **kwargs})


def flow(factors=FACTORS, times=(0.0, 1.0), **kwargs):
    return dlf.gradient_flow(FACTORIZATION, factors, times, **kwargs)


def completion(rows=(0, 1), cols=(0, 1), values=(1.0, 2.0), shape=(2, 2), **kwargs):
    return dlf.Completion(rows, cols, values, shape, **kwargs)


def compressed(objective=FACTORIZATION, **kwargs):
    return dlf.compress(objective, **{"depth": 2, "rank": 1, "init_scale": 0.1, **kwargs})


def compressed_descent(objective=FACTORIZATION, steps=1, **kwargs):
    settings = {"depth": 2, "rank": 1, "init_scale": 0.1, "learning_rate": 0.1}
    return dlf.compressed_descent(objective, steps, **{**settings, **kwargs})


def sampled(objective=None, factors=FACTORS, **kwargs):
    objective = completion() if objective is None else objective
    return dlf.sampled_descent(objective, factors, 1, **{"learning_rate": 0.1, **kwargs})


def compressed_flow(objective=FACTORIZATION, times=(0.0, 1.0), **kwargs):
    settings = {"depth": 2, "rank": 1, "init_scale": 0.1}
    return dlf.compressed_flow(objective, times, **{**settings, **kwargs})


def scaled(objective=None, rank=2, steps=1, learning_rate=0.1, **kwargs):
    objective = completion() if objective is None else objective
    return scaled_descent(objective, rank, steps, learning_rate=learning_rate, **kwargs)


def squares(objective=None, rank=1, sweeps=1, ridge=0.1):
    objective = objective or completion()
    return alternating_least_squares(objective, rank, sweeps, ridge=ridge, rng=RNG)


def strength(t=1.0, s=1.0, **kwargs):
    return dlf.mode_strength(t, s, **{**LAW, **kwargs})


def time(fraction=0.5, s=1.0, **kwargs):
    return dlf.fit_time(fraction, s, **{**LAW, **kwargs})


def drawn(count=3, shape=(2, 2), **kwargs):
    return dlf.GaussianOperators(count, shape, **{"seed": 0, **kwargs})


def sensing_problem(d=4, rank=1, count=3, rng=RNG):
    return gaussian_sensing(d, rank, count, rng=rng)


def case(depth=3, singular_values=(1.0, 0.5), init_scale=0.3, skew=(0.0,), signs=(1, 1)):
    return Case(depth, singular_values, init_scale, skew, signs)


TABLE = {
    "squares of Factorization": (lambda: squares(FACTORIZATION), "a Completion, not Factorization"),
    "squares rank": (lambda: squares(rank=3), "W_2 W_1 has rank at most 2: rank 3"),
    "squares sweeps": (lambda: squares(sweeps=-1), "sweeps >= 0"),
    "squares ridge": (lambda: squares(ridge=0.0), "ridge > 0"),
    "scaled of Factorization": (lambda: scaled(FACTORIZATION), "a Completion, not Factorization"),
    "scaled rank": (lambda: scaled(rank=3), "W_2 W_1 has rank at most 2: rank 3"),
    "scaled steps": (lambda: scaled(steps=-1), "steps >= 0"),
    "scaled rate": (lambda: scaled(learning_rate=0.0), "learning_rate > 0"),
    "scaled damping": (lambda: scaled(damping=-1.0), "damping >= 0"),
    "scaled start of three": (
        lambda: scaled(start=(EYE, EYE, EYE)),
        "starts from two factors, not 3",
    ),
    "shrink of Factorization": (lambda: soft_impute(FACTORIZATION, 1.0, 1), "a Completion, not"),
    "shrink penalty": (lambda: soft_impute(completion(), 0.0, 1), "penalty > 0"),
    "shrink start of three": (
        lambda: soft_impute(completion(), 1.0, 1, start=(EYE, EYE, EYE)),
        "starts from two factors, not 3",
    ),
    "shrink start of another shape": (
        lambda: soft_impute(completion(), 1.0, 1, start=(np.ones((1, 3)), np.ones((2, 1)))),
        r"the product is \(2, 3\), f takes \(2, 2\)",
    ),
    "image name": (lambda: sample_image(0.5, rng=RNG, name="cat.jpg"), "images are china"),
    "image share": (lambda: sample_image(0.0, rng=RNG), "0 < share <= 1, not 0.0"),
    "image generator": (lambda: sample_image(0.5, rng=0), "numpy.random.Generator"),
    "split in one": (lambda: train_and_test([0], [0], 1.0, rng=RNG), "leave entries to train on"),
    "split of nothing": (lambda: train_and_test([0], [0], 0.0, rng=RNG), "0 < share <= 1"),
    "too few ratings": (lambda: synthetic_ratings(rng=RNG, count=5), "5 ratings do not reach"),
    "target NaN": (lambda: dlf.Factorization([[nan]]), "target contains NaN"),
    "target Inf": (lambda: dlf.Factorization([[inf]]), "target contains Inf"),
    "target vector": (lambda: dlf.Factorization([1.0]), r"2 axes, not shape \(1,\)"),
    "target empty": (lambda: dlf.Factorization(np.ones((0, 3))), r"empty: shape \(0, 3\)"),
    "target complex": (lambda: dlf.Factorization([[1j]]), "real numbers, not complex"),
    "target text": (lambda: dlf.Factorization([["a"]]), "real numbers"),
    "target ragged": (lambda: dlf.Factorization([[1.0], [1.0, 2.0]]), "not a rectangular array"),
    "reduction": (lambda: dlf.Factorization(EYE, "total"), "'total'"),
    "value shape": (lambda: FACTORIZATION.value(np.ones((2, 3))), r"X is \(2, 3\), f takes"),
    "mask empty row": (lambda: completion(rows=(0, 0)), "row 1 has no observed entry"),
    "mask empty column": (lambda: completion(cols=(1, 1)), "column 0 has no observed entry"),
    "duplicate entries": (
        lambda: completion((0, 1, 1), (0, 1, 1), (1.0, 2.0, 2.0)),
        "entries are repeated",
    ),
    "entry lengths": (lambda: completion(values=(1.0,)), "rows has 2, cols 2, values 1"),
    "entry out of range": (lambda: completion(rows=(0, 2)), "0 <= rows < 2"),
    "entry negative": (lambda: completion(cols=(0, -1)), "0 <= cols < 2"),
    "entry not integer": (lambda: completion(rows=(0.0, 1.0)), "rows must hold integers"),
    "entry NaN": (lambda: completion(values=(1.0, nan)), "values contains NaN"),
    "no entries": (lambda: completion((), (), ()), "non-empty list of indices"),
    "shape not integer": (lambda: completion(shape=(2.0, 2)), "shape must be an integer"),
    "shape of three": (lambda: completion(shape=(2, 2, 2)), r"shape must be \(d_L, d_0\)"),
    "mask shape": (
        lambda: dlf.Completion.from_dense(EYE, np.ones((2, 3), bool)),
        r"observed is \(2, 3\), M is \(2, 2\)",
    ),
    "mask not boolean": (lambda: dlf.Completion.from_dense(EYE, EYE), "boolean mask"),
    "sensing lengths": (lambda: dlf.Sensing(np.ones((3, 2, 2)), [1.0]), "3 operators, 1 meas"),
    "sensing axes": (lambda: dlf.Sensing(EYE, [1.0]), "operators must have 3 axes"),
    "sensing NaN": (lambda: dlf.Sensing(np.ones((1, 2, 2)), [nan]), "measurements contains NaN"),
    "sensing Inf": (lambda: dlf.Sensing(np.full((1, 2, 2), inf), [1.0]), "operators contains Inf"),
    "sensing reduction": (lambda: dlf.Sensing(np.ones((1, 2, 2)), [1.0], "all"), "'all'"),
    "sensing X": (
        lambda: dlf.Sensing(np.ones((1, 2, 2)), [1.0]).gradient(np.ones((2, 3))),
        r"X is \(2, 3\), f takes \(2, 2\)",
    ),
    "drawn lengths": (lambda: dlf.Sensing(drawn(), [1.0]), "3 operators, 1 measurements"),
    "drawn count": (lambda: drawn(count=0), "count >= 1, not 0"),
    "drawn shape": (lambda: drawn(shape=(2,)), r"shape must be \(d_L, d_0\), not \(2,\)"),
    "drawn side": (lambda: drawn(shape=(2, 0)), "shape >= 1, not 0"),
    "drawn side float": (lambda: drawn(shape=(2.0, 2)), "shape must be an integer"),
    "drawn seed": (lambda: drawn(seed=-1), "seed >= 0, not -1"),
    "drawn generator": (lambda: drawn(seed=RNG), "seed must be an integer"),
    "drawn scale": (lambda: drawn(scale=0.0), "scale > 0, not 0.0"),
    "drawn times": (lambda: drawn() @ np.ones(3), "[Dd]imension mismatch"),
    "sensing problem rank": (lambda: sensing_problem(rank=3), "rank 3 exceeds half"),
    "sensing problem count": (lambda: sensing_problem(count=0), "count >= 1, not 0"),
    "sensing problem rng": (lambda: sensing_problem(rng=0), "rng must be a numpy.random.Gen"),
    "product undefined": (
        lambda: descend((np.ones((3, 2)), np.ones((2, 2)))),
        r"W_2 W_1 is undefined: W_2 is \(2, 2\), W_1 is \(3, 2\)",
    ),
    "product shape": (
        lambda: descend((np.ones((3, 2)),)),
        r"f\(W_L ... W_1\) is undefined: the product is \(3, 2\), f takes \(2, 2\)",
    ),
    "no factors": (lambda: descend(()), "factors is empty"),
    "factor NaN": (lambda: descend((EYE, nan * EYE)), "W_2 contains NaN"),
    "factor Inf": (lambda: flow((EYE, [[inf]])), "W_2 contains Inf"),
    "factor vector": (lambda: flow((np.ones(2), EYE)), r"W_1 must have 2 axes, not shape \(2,\)"),
    "factors one matrix": (lambda: flow(EYE), "must be a sequence"),
    "steps negative": (lambda: descend(steps=-1), "steps >= 0, not -1"),
    "steps float": (lambda: descend(steps=1.0), "steps must be an integer"),
    "steps bool": (lambda: descend(steps=True), "steps must be an integer, not True"),
    "eta zero": (lambda: descend(learning_rate=0.0), "learning_rate > 0, not 0.0"),
    "eta negative": (lambda: descend(learning_rate=-1.0), "learning_rate > 0"),
    "eta NaN": (lambda: descend(learning_rate=nan), "learning_rate contains NaN"),
    "alpha zero": (lambda: descend(discrepant_rate=0.0), "discrepant_rate > 0"),
    "alpha negative in flow": (lambda: flow(discrepant_rate=-1.0), "discrepant_rate > 0"),
    "momentum one": (lambda: descend(momentum=1.0), "0 <= momentum < 1"),
    "momentum negative": (lambda: descend(momentum=-0.1), "0 <= momentum"),
    "weight decay negative": (lambda: descend(weight_decay=-1.0), "0 <= weight_decay"),
    "record beyond the end": (lambda: descend(record=[0, 2]), "between 0 and 1"),
    "record decreasing": (lambda: descend(record=[1, 0]), "increasing steps"),
    "record empty": (lambda: descend(record=[]), "increasing steps"),
    "record zero": (lambda: descend(record=0), "record >= 1"),
    "times decreasing": (lambda: flow(times=(1.0, 0.0)), "increase strictly"),
    "times repeated": (lambda: flow(times=(0.0, 0.0)), "increase strictly"),
    "times negative": (lambda: flow(times=(-1.0, 0.0)), "times must be >= 0"),
    "times empty": (lambda: flow(times=()), "times is empty"),
    "times NaN": (lambda: flow(times=(0.0, nan)), "times contains NaN"),
    "rtol": (lambda: flow(rtol=0.0), "rtol > 0"),
    "flow depth": (
        lambda: dlf.end_to_end_flow(FACTORIZATION, EYE, [0.0], depth=0),
        "depth >= 1, not 0",
    ),
    "flow X": (
        lambda: dlf.end_to_end_flow(FACTORIZATION, np.ones((2, 3)), [0.0], depth=2),
        r"the product is \(2, 3\), f takes \(2, 2\)",
    ),
    "t negative": (lambda: strength(t=-1.0), "t >= 0, not -1.0"),
    "t NaN": (lambda: strength(t=nan), "t contains NaN"),
    "t Inf": (lambda: strength(t=[0.0, inf]), "t contains Inf"),
    "s negative": (lambda: strength(s=-1.0), "s >= 0"),
    "s NaN": (lambda: strength(s=nan), "s contains NaN"),
    "eps zero": (lambda: strength(init_scale=0.0), "init_scale > 0"),
    "eps negative": (lambda: strength(init_scale=-0.1), "init_scale > 0"),
    "depth one": (lambda: strength(depth=1), "depth >= 2, not 1"),
    "depth float": (lambda: strength(depth=3.0), "depth must be an integer, not 3.0"),
    "log t NaN": (lambda: dlf.log_mode_strength(nan, 1.0, **LAW), "log_t contains NaN"),
    "fraction zero": (lambda: time(0.0), r"fraction must lie in \(0, 1\)"),
    "fraction one": (lambda: time(1.0), r"fraction must lie in \(0, 1\)"),
    "fraction above": (lambda: time(1.5), r"fraction must lie in \(0, 1\)"),
    "fit s zero": (lambda: time(s=0.0), "s > 0"),
    "fit s negative": (lambda: time(s=-2.0), "s >= 0"),
    "fit eps": (lambda: dlf.log_fit_time(0.5, 1.0, init_scale=0.0, depth=3), "init_scale > 0"),
    "beta t": (lambda: dlf.unlearned_strength(-1.0, **LAW), "t >= 0"),
    "rng missing": (lambda: dlf.orthogonal((2, 2), init_scale=1.0, rng=None), "rng must be a"),
    "rng a seed": (lambda: dlf.gaussian((2, 2), init_scale=1.0, rng=-1), "rng must be a numpy"),
    "rng legacy": (
        lambda: dlf.orthogonal((2, 2), init_scale=1.0, rng=np.random.RandomState(0)),
        "numpy.random.Generator",
    ),
    "sharpness rng": (
        lambda: dlf.sharpness(FACTORIZATION, FACTORS, rng=3),
        "rng must be a numpy.random.Generator",
    ),
    "width zero": (lambda: dlf.orthogonal((2, 0), init_scale=1.0, rng=RNG), "width >= 1"),
    "width negative": (lambda: dlf.orthogonal((2, -1), init_scale=1.0, rng=RNG), "width >= 1"),
    "one width": (lambda: dlf.orthogonal((2,), init_scale=1.0, rng=RNG), "widths must be"),
    "scale zero": (lambda: dlf.orthogonal((2, 2), init_scale=0.0, rng=RNG), "init_scale > 0"),
    "scales too few": (
        lambda: dlf.orthogonal((2, 2, 2), init_scale=[1.0], rng=RNG),
        "each of the 2 factors, not 1",
    ),
    "rank above width": (
        lambda: dlf.spectral(np.ones((3, 2)), depth=2, rank=3, init_scale=0.1),
        r"rank 3 exceeds the width of a target of shape \(3, 2\)",
    ),
    "rank zero": (lambda: dlf.spectral(EYE, depth=2, rank=0, init_scale=0.1), "rank >= 1"),
    "spectral depth": (lambda: dlf.spectral(EYE, depth=1, rank=1, init_scale=0.1), "depth >= 2"),
    "compress a matrix": (
        lambda: dlf.compress(EYE, depth=2, rank=1, init_scale=0.1),
        r"must have a surrogate\(\), as Factorization\(M\) has; ndarray has none",
    ),
    "compress rank": (
        lambda: dlf.compress(completion(), depth=2, rank=3, init_scale=0.1),
        r"rank 3 exceeds the width of a target of shape \(2, 2\)",
    ),
    "compress depth": (lambda: compressed(depth=1), "depth >= 2, not 1"),
    "compress scale": (lambda: compressed(init_scale=0.0), "init_scale > 0"),
    "compress scales": (lambda: compressed(init_scale=[0.1]), "each of the 2 factors, not 1"),
    "expand below the rank": (
        lambda: dlf.expand((np.ones((3, 2)), np.ones((2, 3)), EYE), 2),
        r"width 2 is below the inner widths \[3, 2\]",
    ),
    "expand one factor": (lambda: dlf.expand((EYE,), 3), "no inner width for L = 1"),
    "expand undefined": (lambda: dlf.expand((EYE, np.ones((2, 3))), 3), "W_2 W_1 is undefined"),
    "expand width": (lambda: dlf.expand(FACTORS, 2.0), "width must be an integer, not 2.0"),
    "parameters of one width": (lambda: dlf.parameter_count((2,)), "widths must be"),
    "flops of width zero": (lambda: dlf.step_flops((2, 0, 2)), "width >= 1"),
    "sampled of Factorization": (
        lambda: sampled(FACTORIZATION),
        "takes a Completion, not Factorization; use gradient_descent",
    ),
    "sampled one factor": (lambda: sampled(factors=(EYE,)), "needs two factors, L >= 2"),
    "sampled undefined": (
        lambda: sampled(factors=(EYE, np.ones((3, 2)))),
        r"f\(W_L \.\.\. W_1\) is undefined",
    ),
    "sampled dtype": (lambda: sampled(dtype=np.float16), "dtype must be float64 or float32"),
    "sampled threads": (lambda: sampled(threads=0), "threads >= 1, not 0"),
    "sensing threads": (
        lambda: dlf.Sensing(np.ones((1, 2, 2)), [1.0], threads=0),
        "threads >= 1, not 0",
    ),
    "sampled eta": (lambda: sampled(learning_rate=-1.0), "learning_rate > 0"),
    "sample beyond": (
        lambda: dlf.sample_end_to_end(FACTORS, [0], [2]),
        "must satisfy 0 <= cols < 2",
    ),
    "sample lengths": (
        lambda: dlf.sample_end_to_end(FACTORS, [0, 1], [1]),
        "rows has 2, cols 1 entries",
    ),
    "sparse modes rank": (
        lambda: sparse_modes(csr_array(EYE), 2),
        "rank 2 exceeds 1, below the width, of a target of shape",
    ),
    "observed share zero": (lambda: uniform_completion(4, 1, 0.0, rng=RNG), "share > 0"),
    "observed share beyond": (lambda: uniform_completion(4, 1, 1.5, rng=RNG), "0 < share <= 1"),
    "observed share too small": (
        lambda: uniform_completion(20, 1, 0.01, rng=np.random.default_rng(0)),
        "has no observed entry",
    ),
    "modes of Completion": (
        lambda: compressed_descent(completion()),
        r"a Factorization, not Completion: train the factors of compress\(\)",
    ),
    "modes of a matrix": (lambda: compressed_flow(EYE), "a Factorization, not ndarray"),
    "modes rank beyond": (lambda: compressed_descent(rank=3), "rank 3 exceeds the width"),
    "modes rank zero": (lambda: compressed_flow(rank=0), "rank >= 1"),
    "modes depth": (lambda: compressed_flow(depth=1), "depth >= 2, not 1"),
    "modes scale": (lambda: compressed_descent(init_scale=-0.1), "init_scale > 0, not -0.1"),
    "modes scales": (
        lambda: compressed_descent(init_scale=(0.1, 0.2)),
        r"init_scale must have 0 axes, not shape \(2,\)",
    ),
    "modes steps": (lambda: compressed_descent(steps=-1), "steps >= 0, not -1"),
    "modes eta": (lambda: compressed_descent(learning_rate=0.0), "learning_rate > 0"),
    "modes alpha": (lambda: compressed_descent(discrepant_rate=0.0), "discrepant_rate > 0"),
    "modes decay": (lambda: compressed_descent(weight_decay=-1.0), "0 <= weight_decay"),
    "modes record": (lambda: compressed_descent(record=[2]), "between 0 and 1"),
    "modes times": (lambda: compressed_flow(times=(1.0, 0.0)), "increase strictly"),
    "direction": (
        lambda: dlf.hessian_product(FACTORIZATION, FACTORS, (EYE,)),
        r"W \+ tD is undefined",
    ),
    "modes rank": (lambda: dlf.singular_modes(RUN, rank=3), "rank 3 exceeds its width 2"),
    "aligned shapes": (
        lambda: dlf.aligned_strengths(RUN, np.ones((3, 1)), np.ones((2, 1))),
        r"U is \(3, 1\), X\(t\) is \(2, 2\)",
    ),
    "aligned trajectory": (lambda: dlf.aligned_strengths(EYE, EYE, EYE), "must be a Trajectory"),
    "fitted shapes": (
        lambda: dlf.fitted_times([0.0, 1.0], [[1.0]], [1.0], fraction=0.5),
        r"strengths is \(1, 1\)",
    ),
    "fitted fraction": (
        lambda: dlf.fitted_times([0.0], [[1.0]], [1.0], fraction=1.0),
        "fraction must lie",
    ),
    "angle": (lambda: dlf.subspace_angle(EYE, np.ones((3, 1))), r"A\^T B is undefined"),
    "rank of NaN": (lambda: dlf.effective_rank([[nan]]), "X contains NaN"),
    "trajectory lengths": (
        lambda: dlf.Trajectory(np.zeros(2), (np.zeros((3, 1, 1)),), np.zeros(2)),
        r"differ in length: \[2, 3\]",
    ),
    "problem rank": (lambda: spread_spectrum(9, 5, rng=RNG), "rank 5 exceeds half of the width 9"),
    "problem rank zero": (lambda: spread_spectrum(9, 0, rng=RNG), "rank must satisfy rank >= 1"),
    "problem width": (lambda: spread_spectrum(4.0, 1, rng=RNG), "d must be an integer"),
    "problem seed": (lambda: spread_spectrum(4, 1, rng=0), "rng must be a numpy.random.Generator"),
    "case order": (lambda: case(singular_values=(0.5, 1.0)), "s_1 >= ... >= s_d >= 0"),
    "case negative": (lambda: case(singular_values=(1.0, -1.0)), "s_1 >= ... >= s_d >= 0"),
    "case zero": (lambda: case(singular_values=(0.0, 0.0)), "s_1 > 0"),
    "case NaN": (lambda: case(singular_values=(1.0, nan)), "singular_values contains NaN"),
    "case depth": (lambda: case(depth=1), "depth >= 2"),
    "case eps": (lambda: case(init_scale=0.0), "init_scale > 0"),
    "case skew": (lambda: case(skew=()), "skew must hold 1 finite numbers"),
    "case skew Inf": (lambda: case(skew=(inf,)), "skew must hold 1 finite numbers"),
    "case signs": (lambda: case(signs=(1, 0)), "2 numbers 1 or -1"),
    "cases of two depths": (lambda: gaps([case(), case(depth=4)], 1.0), "one depth and width"),
    "share zero": (lambda: Comparison(share=0.0), "share > 0"),
    "imbalance negative": (lambda: Comparison(imbalance=-1.0), "imbalance > 0"),
    "space empty": (lambda: Space(depths=(4, 3)), r"depths must be \(least, most\)"),
    "space width": (lambda: Space(widths=(1, 3)), "widths >= 2"),
    "search without end": (lambda: search(Space(), seed=0), "needs an end: draws or seconds"),
    "search seed": (lambda: search(Space(), seed=-1, draws=1), "seed >= 0"),
    "search no time": (lambda: search(Space(), seed=0, seconds=0.0), "seconds > 0"),
    "certify at zero": (lambda: certify(case(), [0]), "both agree at 0"),
    "certify never": (lambda: certify(case(), []), "needs times > 0"),
    "certify bits": (lambda: certify(case(), [1], bits=(32,)), "bits >= 64"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_bad_input_is_named(name):
    call, words = TABLE[name]
    with pytest.raises(ValueError, match=words):
        call()


def test_the_table_is_long_enough():
    assert len(TABLE) >= 40
