"""The rows of the left factor in blocks, on the workers of a Dask cluster.

A worker keeps the entries of its blocks and their rows of W_L (d_L, r-hat). In a step the product
P = W_{L-1} ... W_1 (r-hat, d_0) goes to each block, and W_L^T E of its rows comes back; these are
added up in the order of the blocks, so that the sum is the same wherever a block lies. With b
blocks, n entries and s bytes a number, R being r-hat rounded up to 32 bytes,

    a step moves b d_0 R s bytes to the workers and as many back,
    a block takes (s + 4) n/b + (2 R s + 16) d_L/b + 10 d_0 R s bytes, if d_L/b >= d_0 is large,

one more R s d_L/b with momentum; `block_costs` has the other cases. While a block arrives, its
entries are there twice.

What is lost with a worker is decided by the rows at some step and by each P and rate since. The
machine of the client keeps both. It fetches the rows every max(10, d_L // d_0) steps, d_L r-hat s
bytes, so that what it keeps of the steps is about as large as W_L, or ten of them. A block that is
lost is sent to another worker and takes those steps again, to the same bits if the processors are
of one kind, while the others wait. Dask can compute again what is lost, too, but from arguments
that its scheduler keeps: all entries, and each P. A worker that joins gets what is lost later on.

Blocks are actors of Dask: nothing is spilled to disk, and a worker takes its blocks one after the
other, each on as many threads as the worker has. Make the client with `direct_to_workers=True` if
it reaches the workers; else all passes by way of the scheduler. Workers need dlf. The machine of
the client holds the entries as well, 36 bytes each: those of the Completion and of its table.
"""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from dlf._support import chain_widths, whole_number, whole_vectors
from dlf.recovery.passes import LeftRows, part_count, row_cuts

_FEWEST_STEPS = 10  # between two looks at the rows
_LOOK = 2.0  # seconds between two looks whether a worker that does not answer is still there
_CHANGES = {"move", "restore", "back"}  # of the rows
_TRIES = 4  # of a block in one call, after which its error is no accident


class Blocks:
    """The methods of LeftRows, carried out on the workers of a cluster.

    Args:
        entries: scipy.sparse.csr_array (d_L, d_0).
        left (d_L, r-hat): W_L.
        client: a dask.distributed.Client.
        blocks: at most so many; None: as many as there are workers.
        settings: of LeftRows.

    Raises:
        ValueError: no such client, blocks < 1, threads < 1.
        RuntimeError: a block failed _TRIES times in a row.
    """

    def __init__(self, entries, left, *, client, blocks, threads, **settings):
        _check(client)
        if threads is not None:
            whole_number(threads, "threads", least=1)
        if blocks is None:
            client.wait_for_workers(1)
            blocks = len(client.nthreads())
        cuts = row_cuts(entries.indptr, whole_number(blocks, "blocks", least=1))
        self._parts = [slice(*ends) for ends in pairwise(np.unique(cuts).tolist())]
        self._client, self._entries, self._threads = client, entries, threads
        self._settings = settings
        self._every = _every(*entries.shape)
        self._states = [(left[part].astype(settings["dtype"]), None, None) for part in self._parts]
        self._log = []  # (method, arguments for each block) since these states
        self._homes = [None] * len(self._parts)

    @property
    def left(self):
        """(d_L, r-hat), a copy, fetched unless this machine has it."""
        if any(method in _CHANGES for method, _ in self._log):
            self._fetch()
        return np.concatenate([left for left, *_ in self._states])

    def evaluate(self, P, out):
        """(sum of e^2, W_L^T E), as LeftRows: the sums of those of the blocks, in their order."""
        P = P.copy()  # which its owner goes on to change
        squares, products = zip(*self._do("evaluate", [(P,)] * len(self._parts)), strict=True)
        out[...] = products[0]
        for product in products[1:]:
            out += product
        return float(np.sum(squares)), out

    def move(self, rate):
        """W_L -= rate V_L, once after each `evaluate`."""
        if sum(method == "move" for method, _ in self._log) >= self._every:
            self._fetch()
        self._do("move", [(rate,)] * len(self._parts))

    def restore(self, left):
        """Go back to these rows; `evaluate` comes next."""
        self._do("restore", [(left[part],) for part in self._parts])

    def keep(self):
        """Remember these rows, where they are."""
        self._do("keep", [()] * len(self._parts))

    def back(self):
        """Go back to those remembered; `evaluate` comes next."""
        self._do("back", [()] * len(self._parts))

    def _fetch(self):
        """Keep the states of today, and what they are without: how to find the gradient."""
        self._states = self._ask("state", [()] * len(self._parts))
        self._log = [step for step in self._log[-2:] if step[0] == "evaluate"]

    def _do(self, method, arguments):
        """`_ask` what changes a state."""
        found = self._ask(method, arguments)
        self._log.append((method, arguments))
        return found

    def _ask(self, method, arguments):
        """What `method` of each block returns; all are at work before the first is waited for."""
        tasks = [(block, method, given) for block, given in enumerate(arguments)]
        waits = [self._begin(*task) for task in tasks]
        return [self._end(wait, *task) for wait, task in zip(waits, tasks, strict=True)]

    def _begin(self, block, method, given):
        """A function that waits for the reply."""
        try:
            if self._homes[block] is None:
                self._homes[block] = self._built(block)
            return self._homes[block].begin("call", method, *given)
        except Exception as error:
            return partial(_fail, error)

    def _end(self, wait, block, method, given):
        """The reply; if its worker was lost, that of the block built anew."""
        for tries in range(_TRIES):
            try:
                return (wait if tries == 0 else self._begin(block, method, given))()
            except Exception as failure:
                self._homes[block], error = None, failure
        raise RuntimeError(
            f"block {block + 1} of {len(self._parts)} failed {_TRIES} times, at last with {error!r}"
        ) from error

    def _built(self, block):
        """The block on the worker with the fewest, its kept state taken to the present."""
        self._client.wait_for_workers(1)
        threads, taken = self._client.nthreads(), Counter(h.address for h in self._homes if h)
        address = min(threads, key=lambda worker: (taken[worker], worker))
        home = _Home(self._client, address)
        part, state = self._parts[block], self._states[block]
        count = threads[address] if self._threads is None else self._threads
        home.ask("load", self._entries[part], state[0], threads=count, **self._settings)
        home.ask("repeat", "resume", *state)
        for method, arguments in self._log:
            home.ask("repeat", method, *arguments[block])
        return home


class _Home:
    """A block's place on a worker, by way of the actor there."""

    def __init__(self, client, address):
        self.address = address  # unless that worker was lost meanwhile
        self._holder = client.submit(_Held, actor=True, workers=[address], allow_other_workers=True)
        self._held = self._holder.result()

    def begin(self, method, *arguments, **settings):
        """A function that waits for the reply."""
        return partial(self._end, getattr(self._held, method)(*arguments, **settings))

    def ask(self, method, *arguments, **settings):
        return self.begin(method, *arguments, **settings)()

    def _end(self, reply):
        while not reply.done():  # a connection to a lost worker may stay silent for ever
            if self._holder.status != "finished":
                raise RuntimeError("the worker was lost")
            with suppress(TimeoutError):
                return reply.result(timeout=_LOOK)
        return reply.result()


class _Held:
    """The LeftRows of a block, on the worker."""

    def load(self, entries, left, **settings):
        self._rows = LeftRows(entries, left, **settings)

    def call(self, method, *arguments):
        arguments = [np.require(a, requirements="W") if np.ndim(a) else a for a in arguments]
        with np.errstate(all="ignore"):
            return getattr(self._rows, method)(*arguments)

    def repeat(self, method, *arguments):
        """`call`, whose result is known."""
        self.call(method, *arguments)


def _fail(error):
    raise error


def _check(client):
    if not all(hasattr(client, name) for name in ("submit", "nthreads", "wait_for_workers")):
        raise ValueError(
            f"client must be a dask.distributed.Client, of the extra 'cluster', not {client!r}"
        )
    if client.asynchronous:
        raise ValueError("client must not be asynchronous: each step waits for all blocks")


@dataclass(frozen=True)
class BlockCosts:
    """Bytes of a run in blocks.

    Attributes:
        sent, returned: in each step, to all blocks and from them.
        fetched: at once, every `steps` steps.
        steps: between two times that the rows are fetched.
        block: in the memory of a worker, for each of its blocks.
        kept: on the machine of the client, of the rows and the steps since.
    """

    sent: int
    returned: int
    fetched: int
    steps: int
    block: int
    kept: int


def block_costs(shape, entries, rank, *, blocks, dtype=np.float64, momentum=0.0):
    """BlockCosts of `sampled_descent` with a client, entries and rows shared out evenly.

    Args:
        shape: (d_L, d_0) of the table.
        entries: of it that are observed.
        rank: r-hat, the width beside W_L.
        blocks, dtype, momentum: as for `sampled_descent`.

    Raises:
        ValueError: a size < 1.

    Example:
        >>> costs = block_costs((10**7, 10**5), 10**9, 10, blocks=16)
        >>> [round(n / 1e6) for n in (costs.sent, costs.fetched, costs.block, costs.kept)]
        [154, 800, 976, 1770]
    """
    high, low = chain_widths(shape)
    blocks = whole_number(blocks, "blocks", least=1)
    entries, rank = whole_number(entries, "entries", least=1), whole_number(rank, "rank", least=1)
    size, width = np.dtype(dtype).itemsize, whole_vectors(rank, dtype)
    rows, share = -(-high // blocks), -(-entries // blocks)
    beside, every = low * width * size, _every(high, low)
    held = rows * width * size
    sums = part_count(share, width) * min(rows, low) * width * size
    fetched = high * rank * size + (high * width * size if momentum else 0)
    return BlockCosts(
        sent=blocks * beside,
        returned=blocks * beside,
        fetched=fetched,
        steps=every,
        block=share * (size + 4)
        + 16 * max(rows, low)
        + (3 if momentum else 2) * held
        + 2 * beside
        + sums,
        kept=fetched + (every + 1) * beside,
    )


def _every(rows, cols):
    """Steps between two times that the rows are fetched."""
    return max(_FEWEST_STEPS, rows // cols)
