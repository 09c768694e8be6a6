"""Chapter *What networks forget*: small networks on the digits, true labels and wrong ones."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from dlf.pruning import forgetting_counts, most_forgotten
from dlf.recovery import digits_labels, digits_matrix
from dlf.verify import Claim, measure_share, step

SPLITS = range(26)  # constants were chosen on the splits 1000..1029, and on 60 fresh ones
WIDTH, BATCH, RATE = 32, 50, 0.5
SHARE = 0.7


@cache
def pictures():
    """Pixels (1797, 64) between 0 and 1, and which digit each shows."""
    return digits_matrix() / 16, digits_labels()


@dataclass(frozen=True, eq=False)
class Trained:
    """Margins at the end of each epoch (epochs + 1, N), and the answers to other pictures."""

    margins: np.ndarray
    answers: np.ndarray

    def right(self, epochs=None):
        """Which examples have a positive margin, up to an epoch."""
        return self.margins[: epochs + 1 if epochs else None] > 0


def margin(logits, labels):
    """The logit of the label less the largest other one (N,)."""
    rows, others = np.arange(len(labels)), logits.copy()
    others[rows, labels] = -np.inf
    return logits[rows, labels] - others.max(axis=1)


def trained(X, labels, others, epochs, rng):
    """One hidden layer of ReLU, cross-entropy, plain descent on batches drawn anew each epoch."""
    W, b = rng.standard_normal((X.shape[1], WIDTH)) * np.sqrt(2 / X.shape[1]), np.zeros(WIDTH)
    U, c = rng.standard_normal((WIDTH, 10)) / np.sqrt(WIDTH), np.zeros(10)
    logits = lambda X: np.maximum(X @ W + b, 0) @ U + c
    wanted, margins = np.eye(10)[labels], [margin(logits(X), labels)]
    for _ in range(epochs):
        for rows in np.split(rng.permutation(len(X)), range(BATCH, len(X), BATCH)):
            H = np.maximum(X[rows] @ W + b, 0)
            z = H @ U + c
            p = np.exp(z - z.max(axis=1, keepdims=True))
            G = RATE * (p / p.sum(axis=1, keepdims=True) - wanted[rows]) / len(rows)
            back = G @ U.T * (H > 0)
            U, c = U - H.T @ G, c - G.sum(axis=0)
            W, b = W - X[rows].T @ back, b - back.sum(axis=0)
        margins.append(margin(logits(X), labels))
    return Trained(np.array(margins), logits(others).argmax(axis=1))


def drawn_data(rng, N, noise):
    """N pictures with labels, a share of them wrong; which; the other pictures and their digits."""
    X, digit = pictures()
    seen, rest = np.split(rng.permutation(len(X)), [N])
    labels, wrong = digit[seen].copy(), np.arange(N) < noise * N  # the order is random already
    labels[wrong] = (labels[wrong] + rng.integers(1, 10, wrong.sum())) % 10
    return X[seen], labels, wrong, X[rest], digit[rest]


def from_generator(experiment):
    """`measure_share` passes a generator: the seed of the experiment is its first number."""
    return lambda rng: experiment(int(rng.integers(10**9)))


@cache
def true_labels(seed):
    """500 pictures, 20 epochs: Spearman's correlation, and the share that is never forgotten."""
    from scipy.stats import spearmanr  # half a second, which every other command would wait for

    rng = np.random.default_rng(seed)
    X, labels, _, others, _ = drawn_data(rng, 500, 0.0)
    run = trained(X, labels, others, 20, rng)
    score = forgetting_counts(run.right()).score
    return spearmanr(score, -run.margins[-1]).statistic, float((score == 0).mean())


@step(
    "evidence",
    ("a correlation of two thirds", "least", 0.66),
    ("five sixths never forgotten", "kept", 0.83),
    sharpness="1",
)
def against_margins(least=0.35, kept=0.5):
    """Forgetting against minus the last margin; more than half of the examples have none."""
    holds = lambda found: bool(found[0] > least and found[1] > kept)
    return measure_share(SPLITS, from_generator(true_labels), holds, share=SHARE)


@cache
def wrong_labels(seed):
    """500 pictures, a fifth wrong, 80 epochs: means of wrong over right, after 12 and 80 epochs."""
    rng = np.random.default_rng(seed)
    X, labels, wrong, others, _ = drawn_data(rng, 500, 0.2)
    run = trained(X, labels, others, 80, rng)
    found = {}
    for epochs in (12, 80):
        events = forgetting_counts(run.right(epochs))
        F, ever = events.forgotten, ~events.never
        found["all", epochs] = F[wrong].mean() / F[~wrong].mean()
        found["learned", epochs] = F[wrong & ever].mean() / F[~wrong & ever].mean()
        found["never", epochs] = (~ever[wrong]).mean()
    return found


@step(
    "evidence",
    ("fewer events of wrong ones at the end", "when", "at the end"),
    ("fewer among those ever learned, too", "which", "learned"),
    ("three times as many", "factor", 3.0),
    ("two fifths as many early", "fewer", 0.4),
    ("four fifths never learned early", "never", 0.8),
    sharpness="6/5",
)
def wrong_ones(when="early", which="all", factor=1.4, fewer=1.0, never=0.5):
    """Fewer events early, more among the learned, and more at the end; most never learned early."""
    epochs = {"early": 12, "at the end": 80}[when]

    def holds(found):
        early = found[which, epochs] < fewer and found["never", 12] > never
        learned = all(found["learned", time] > factor for time in (12, 80))
        return bool(early and learned and found["all", 80] > factor)

    return measure_share(SPLITS, from_generator(wrong_labels), holds, share=SHARE)


@cache
def dropped(seed, noise, kept, epochs, names=("most", "least", "random")):
    """Right answers after training on some of 1000 pictures, as many steps each, by choice."""
    rng = np.random.default_rng(seed)
    X, labels, _, others, digit = drawn_data(rng, 1000, noise)
    score = forgetting_counts(trained(X, labels, others, epochs, rng).right()).score
    chosen = {"most": most_forgotten(score, kept, rng=rng)}
    chosen["least"] = most_forgotten(-score, kept, rng=rng)
    chosen["random"] = rng.permutation(len(X))[:kept]
    again = lambda i: trained(X[i], labels[i], others, round(epochs * len(X) / kept), rng)
    return {name: float((again(chosen[name]).answers == digit).mean()) for name in names}


@step(
    "evidence",
    ("the least forgotten are better", "turned", True),
    ("by a tenth of all pictures", "lead", 0.1),
    sharpness="1",
)
def keeping_most(turned=False, lead=0.0):
    """True labels: the most forgotten against the least forgotten."""
    one, other = ("least", "most") if turned else ("most", "least")
    holds = lambda right: bool(right[one] > right[other] + lead)
    draw = from_generator(lambda seed: dropped(seed, 0.0, 500, 20, ("most", "least")))
    return measure_share(SPLITS, draw, holds, share=SHARE)


@step(
    "evidence",
    ("the most forgotten are better", "best", "most"),
    ("a random choice is better", "best", "random"),
    ("by a fifth of all pictures", "lead", 0.2),
    sharpness="1",
)
def keeping_least(best="least", lead=0.0):
    """A fifth of wrong labels: the least forgotten against the most forgotten and random ones."""
    holds = lambda right: all(right[best] > right[k] + lead for k in right if k != best)
    draw = from_generator(lambda seed: dropped(seed, 0.2, 300, 12))
    return measure_share(SPLITS, draw, lambda right: bool(holds(right)), share=SHARE)


digits_claim = Claim(
    name="forgetting-measured",
    kind="proposition",
    title="What small networks forget of the digits",
    statement=r"""
Train networks with one hidden layer of $32$ ReLU units on pictures drawn at random from the $1797$ digits of scikit-learn, pixels between $0$ and $1$: first weights $\mathcal N(0, \frac{2}{64})$ and $\mathcal N(0, \frac{1}{32})$, biases zero, descent on the mean cross-entropy of batches of $50$, drawn anew in each epoch, with the step $0.5$. The margin of an example is the logit of its label less the largest other one; it is right if that is positive, recorded for {prf:ref}`learned-and-forgotten` before the first epoch and after each. A *wrong label* is another digit, each as likely as the next. In at least seven of ten draws:

1. $500$ pictures, $20$ epochs, true labels: Spearman's correlation of $F$ (infinite for what was never learned) with minus the last margin is above $0.35$, and more than half of the examples are learned and never forgotten.
2. $500$ pictures, $100$ of them with wrong labels, $80$ epochs: after $12$ epochs more than half of the wrong ones were never learned, and the mean of $F$ over all wrong ones is smaller than over the right ones. Among those learned by then it is larger by two fifths at least. After $80$ epochs it is, by two fifths again, with and without those that were never learned.
3. $1000$ pictures, $20$ epochs, true labels; then new networks on $500$ of the pictures, with as many steps: trained on the most forgotten ones they answer more of the other pictures rightly than trained on the least forgotten ones.
4. $1000$ pictures, $200$ of them with wrong labels, $12$ epochs; then new networks on $300$ of the pictures, with as many steps: trained on the least forgotten ones they answer more of the other pictures rightly than trained on the most forgotten ones, and than on $300$ drawn at random.
""",
    uses=("learned-and-forgotten",),
    steps=(against_margins, wrong_ones, keeping_most, keeping_least),
    parts={
        "1": (against_margins,),
        "2": (wrong_ones,),
        "3": (keeping_most,),
        "4": (keeping_least,),
    },
)

CLAIMS = (digits_claim,)
