"""Checks of a caller's input: each failure is a ValueError that names the equation."""

import numpy as np


def real_array(value, name, *, ndim, single=False):
    """`value` as a finite float64 array of `ndim` axes; ValueError names what is wrong.

    With `single`, float32 stays float32.
    """
    try:
        array = np.asarray(value)
    except ValueError as ragged:
        raise ValueError(f"{name} is not a rectangular array: {ragged}") from None
    if array.dtype.kind not in "buif":
        raise ValueError(f"{name} must hold real numbers, not {array.dtype}")
    if not (single and array.dtype == np.float32):
        array = array.astype(float, copy=False)
    if array.ndim != ndim:
        raise ValueError(f"{name} must have {ndim} axes, not shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} is empty: shape {array.shape}")
    if np.isnan(array).any():
        raise ValueError(f"{name} contains NaN")
    if np.isinf(array).any():
        raise ValueError(f"{name} contains Inf")
    return array


def real_number(value, name):
    """`value` as one finite float."""
    return float(real_array(value, name, ndim=0))


def positive(value, name):
    """`value` as one finite float > 0."""
    number = real_number(value, name)
    if number <= 0:
        raise ValueError(f"{name} must satisfy {name} > 0, not {number!r}")
    return number


def nonnegative(value, name):
    """`value` as one finite float >= 0."""
    number = real_number(value, name)
    if number < 0:
        raise ValueError(f"{name} must satisfy {name} >= 0, not {number!r}")
    return number


def whole_number(value, name, *, least):
    """`value` as an int >= `least`; True, 3.0 and "3" are refused."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise ValueError(f"{name} must be an integer, not {value!r}")
    if value < least:
        raise ValueError(f"{name} must satisfy {name} >= {least}, not {value}")
    return int(value)


def indices(value, name, size):
    """`value` as a non-empty list of integers with 0 <= index < size."""
    array = np.asarray(value)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"{name} must be a non-empty list of indices, not shape {array.shape}")
    if array.dtype.kind not in "iu":
        raise ValueError(f"{name} must hold integers, not {array.dtype}")
    if array.min() < 0 or array.max() >= size:
        raise ValueError(f"{name} must satisfy 0 <= {name} < {size}")
    return array.astype(np.intp)


def chain_widths(widths):
    """(d_0, d_1, ..., d_L) as a tuple of at least two ints >= 1."""
    if np.ndim(widths) != 1 or len(widths) < 2:
        raise ValueError(f"widths must be (d_0, d_1, ..., d_L) with L >= 1, not {widths!r}")
    return tuple(whole_number(d, "width", least=1) for d in widths)


def scales(init_scale, depth):
    """init_scale as one positive float for each of the `depth` factors."""
    if np.ndim(init_scale) == 0:
        return (positive(init_scale, "init_scale"),) * depth
    given = real_array(init_scale, "init_scale", ndim=1)
    if given.shape != (depth,):
        raise ValueError(
            f"W_l(0) = init_scale_l Q_l needs one init_scale for each of the {depth} factors, "
            f"not {given.size}"
        )
    return tuple(positive(scale, "init_scale") for scale in given)


def generator(rng):
    """`rng`, if it is a numpy.random.Generator."""
    if not isinstance(rng, np.random.Generator):
        raise ValueError(
            "rng must be a numpy.random.Generator, for example np.random.default_rng(0), "
            f"not {rng!r}"
        )
    return rng


def increasing_times(times):
    """`times` as a strictly increasing array of at least one time, each >= 0."""
    times = real_array(times, "times", ndim=1)
    if times[0] < 0:
        raise ValueError(f"times must be >= 0, not {float(times[0])}")
    if (np.diff(times) <= 0).any():
        raise ValueError("times must increase strictly: t_0 < t_1 < ...")
    return times


def chain(factors):
    """`factors` as a tuple of finite float64 matrices whose product W_L ... W_1 is defined."""
    if isinstance(factors, np.ndarray) and factors.ndim < 3:
        raise ValueError(
            f"factors must be a sequence (W_1, ..., W_L), not one array of shape {factors.shape}"
        )
    matrices = tuple(real_array(W, f"W_{l}", ndim=2) for l, W in enumerate(factors, 1))
    if not matrices:
        raise ValueError("factors is empty: W_L ... W_1 needs at least one factor")
    for l, (below, above) in enumerate(zip(matrices, matrices[1:], strict=False), 1):
        if above.shape[1] != below.shape[0]:
            raise ValueError(
                f"W_{l + 1} W_{l} is undefined: W_{l + 1} is {above.shape}, W_{l} is {below.shape}"
            )
    return matrices


def chain_for(objective, factors):
    """`chain(factors)`, whose end-to-end matrix must have the shape that the objective takes."""
    matrices = chain(factors)
    product = (matrices[-1].shape[0], matrices[0].shape[1])
    if product != objective.shape:
        raise ValueError(
            f"f(W_L ... W_1) is undefined: the product is {product}, f takes {objective.shape}"
        )
    return matrices
