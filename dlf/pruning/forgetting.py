"""Which examples a training run learns and forgets again, and which of them to keep.

An example is forgotten when it was answered rightly and then is not: Toneva et al., "An Empirical
Study of Example Forgetting during Deep Neural Network Learning" (arXiv:1812.05159); pixels of
segmented images: Benkert, Aribido and AlRegib, "Explaining Deep Models through Forgettable Learning
Dynamics" (arXiv:2301.04221).
"""

from dataclasses import dataclass

import numpy as np

from dlf._support import generator, real_array, whole_number


@dataclass(frozen=True, eq=False)
class Forgetting:
    """How often each example was learned and forgotten.

    Attributes:
        learned, forgotten: whole numbers, of the shape of one row of the record.
        never: whether it was wrong at all times.
    """

    learned: np.ndarray
    forgotten: np.ndarray
    never: np.ndarray

    @property
    def score(self):
        """Events of forgetting, infinity for what was never learned (which has none to count)."""
        return np.where(self.never, np.inf, self.forgotten)


def forgetting_counts(record):
    """Events of learning and of forgetting, from a record of right answers.

    #learned - #forgotten = last row - first row, for every example.

    Args:
        record (T + 1, ...): 1 or True where the example was right; the times come first, then
            examples, or pixels, for which the counts are a heat map.

    Returns:
        Forgetting

    Raises:
        ValueError: fewer than two times, entries other than 0 and 1.

    Example: learned, forgotten, learned again; and never learned.
        >>> found = forgetting_counts([[0, 0], [1, 0], [0, 0], [1, 0]])
        >>> found.learned.tolist(), found.forgotten.tolist(), found.score.tolist()
        ([2, 0], [1, 0], [1.0, inf])
    """
    record = np.asarray(record)
    if record.ndim < 2 or len(record) < 2 or record.size == 0:
        raise ValueError(f"a_t - a_(t - 1) is undefined: the record has the shape {record.shape}")
    if record.dtype.kind not in "buif" or not np.isin(record, (0, 1)).all():
        raise ValueError("a record holds 1 where an answer was right, 0 elsewhere, nothing else")
    right = record.astype(bool)
    before, after = right[:-1], right[1:]
    learned, forgotten = (~before & after).sum(axis=0), (before & ~after).sum(axis=0)
    return Forgetting(learned, forgotten, ~right.any(axis=0))


def most_forgotten(score, kept, *, rng):
    """Indices (kept,) of the largest scores, the largest first; of equals those that rng draws.

    Args:
        score (N,): events of forgetting, infinity allowed. The opposite choice: `-score`.
        kept: 1 <= kept <= N.
        rng: numpy.random.Generator; scores have many ties, and the order of the data must not
            decide about them.

    Raises:
        ValueError: kept out of range, a score that is NaN, rng not a Generator.
    """
    score = np.asarray(score, dtype=float)
    real_array(np.where(np.isinf(score), 0.0, score), "score", ndim=1)
    kept = whole_number(kept, "kept", least=1)
    if kept > score.size:
        raise ValueError(f"kept must satisfy kept <= N, not {kept} > {score.size}")
    order = generator(rng).permutation(score.size)
    return order[np.argsort(-score[order], kind="stable")[:kept]]
