"""How many weights of a trained network can go before its training loss leaves a tolerance."""

import copy
import math
from dataclasses import dataclass

import torch


@dataclass(frozen=True, eq=False)
class Prunability:
    """The loss of a network over the share of its weights that is kept.

    Attributes:
        shares: (m,) of the weights that were kept, increasing; the last is 1, the whole network.
        losses: (m,) of the pruned networks, not retrained.
        weights: how many there are in the whole network.
    """

    shares: torch.Tensor
    losses: torch.Tensor
    weights: int

    def least(self, slack):
        """The least of the shares with a loss at most `slack` above that of the whole network.

        Larger shares may have larger losses; see `holding`. Shares in between were not tried.

        Raises:
            ValueError: slack < 0, infinite or NaN.
        """
        return float(self.shares[self._within(slack)][0])

    def holding(self, slack):
        """The least of the shares from which on no loss is more than `slack` above the whole one's.

        Raises:
            ValueError: slack < 0, infinite or NaN.
        """
        outside = (~self._within(slack)).nonzero()
        return float(self.shares[int(outside.max()) + 1 if len(outside) else 0])

    def _within(self, slack):
        if not 0 <= slack < math.inf:
            raise ValueError(
                f"loss(pruned) <= loss(whole) + slack needs a finite slack >= 0, not {slack}"
            )
        return self.losses <= self.losses[-1] + slack  # NaN is never within


def prunability(model, loss, *, shares=None, scores=None):
    """The loss over the share of weights that is kept, all layers together, without retraining.

    Weights are the parameters of two or more axes; biases and the like stay and are not counted.
    Of equal scores the earlier weight stays, in the order of `model.parameters()`.

    Args:
        model: nn.Module; a copy is pruned, with the mode (training or not) that it has: in training
            dropout makes the losses random. Buffers, such as the statistics of a batch norm, are
            those of the model again before each loss.
        loss: module -> one real number, such as the mean cross-entropy on the training data.
        shares: numbers in (0, 1]; of P weights, the share a keeps the ceil(a P) with the largest
            scores. 100 shares from 0.01 to 1, evenly on a logarithmic scale, if None.
        scores: a tensor or array for each weight, of its shape; the moduli if None, which is global
            magnitude pruning. Scores need not be comparable with the weights: ranks within each
            layer over its size make pruning layerwise, random numbers make it random.

    Returns:
        Prunability. Its cost is that of one loss for each share, and of one sort.

    Raises:
        ValueError: no weights, shares outside (0, 1], scores that do not fit, are NaN or complex, a
            loss that is not one real number, or not finite for the whole network.

    Example:
        >>> _ = torch.manual_seed(0)
        >>> model, x = torch.nn.Linear(4, 1), torch.randn(50, 4)
        >>> target = model(x).detach()
        >>> found = prunability(model, lambda net: ((net(x) - target) ** 2).mean())
        >>> found.least(0.0), found.weights
        (1.0, 4)
    """
    pruned = copy.deepcopy(model)
    weights = [p for p in pruned.parameters() if p.dim() > 1]
    if not any(w.numel() for w in weights):
        raise ValueError("w_(1), ..., w_(P) is undefined: the model has no parameter of two axes")
    whole = [w.detach().clone() for w in weights]
    ranks, sizes = _ranks(whole, scores), [w.numel() for w in whole]
    kept, buffers = _counts(shares, len(ranks)), [b.clone() for b in pruned.buffers()]
    losses = []
    with torch.no_grad():
        for count in kept:
            stay = (ranks < count).split(sizes)
            for weight, w, keep in zip(weights, whole, stay, strict=True):
                weight.copy_(torch.where(keep.view_as(w), w, 0))
            for buffer, before in zip(pruned.buffers(), buffers, strict=True):
                buffer.copy_(before)
            losses.append(_number(loss(pruned)))
    if not math.isfinite(losses[-1]):
        raise ValueError(f"loss(pruned) <= loss(whole) + slack: loss(whole) is {losses[-1]}")
    shares, losses = (torch.tensor(v, dtype=torch.float64) for v in (kept, losses))
    return Prunability(shares / len(ranks), losses, len(ranks))


def _number(value):
    """A loss as a float."""
    try:
        return float(value.detach() if isinstance(value, torch.Tensor) else value)
    except (TypeError, ValueError, RuntimeError) as error:
        kind = f"{type(value).__name__} {tuple(getattr(value, 'shape', ()))}"
        raise ValueError(f"loss(pruned) must be one real number, not {kind}") from error


def _ranks(weights, scores):
    """The place of each weight, 0 for the largest score; all layers in one vector."""
    moduli = scores is None
    scores = [w.abs() if moduli else torch.as_tensor(w) for w in (weights if moduli else scores)]
    shapes = [tuple(s.shape) for s in scores]
    if shapes != [tuple(w.shape) for w in weights]:
        wanted = [tuple(w.shape) for w in weights]
        raise ValueError(f"a score for each weight: shapes {wanted} needed, {shapes} given")
    flat = torch.cat([s.detach().reshape(-1) for s in scores])
    if flat.is_complex():
        raise ValueError("complex scores have no order")
    if flat.isnan().any():
        raise ValueError("weights with the score NaN have no place in the order")
    order = torch.argsort(flat, descending=True, stable=True)
    ranks = torch.empty_like(order)
    ranks[order] = torch.arange(len(order), device=order.device)
    return ranks


def _counts(shares, total):
    """Increasing numbers of weights to keep, the last one all of them."""
    if shares is None:
        shares = [10 ** (-2 * (1 - k / 99)) for k in range(100)]
    try:
        shares = [float(a) for a in shares]
    except TypeError as error:
        raise ValueError(f"shares must be a list of numbers, not {shares!r}") from error
    if not shares or not all(0 < a <= 1 for a in shares):
        raise ValueError(f"ceil(a P) weights are kept for shares 0 < a <= 1, not {shares}")
    return sorted({math.ceil(a * total * (1 - 1e-12)) for a in shares} | {total})
