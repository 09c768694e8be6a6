"""A cluster inside this process, whose workers die on command: what `Blocks` asks of a client."""

import pickle
from itertools import count

import numpy as np

WAYS = ("refused", "broken", "silent", "late")


class Cluster:
    """Stands in for a dask.distributed.Client with `workers` workers; a dead one is replaced.

    Args:
        workers: at the start.
        deaths: {call: way}: with the call of that number the worker dies. The call is refused at
            once, its connection breaks, nothing is heard of it, or it is carried out, too late.
    """

    asynchronous = False

    def __init__(self, workers, deaths=None):
        self._names = count()
        self.alive = {self._name() for _ in range(workers)}
        self.deaths, self.calls, self.lost = deaths or {}, 0, 0
        self.sent, self.returned, self.methods = 0, 0, []

    def _name(self):
        return f"worker-{next(self._names):03}"

    def wait_for_workers(self, number):
        assert len(self.alive) >= number

    def nthreads(self):
        return dict.fromkeys(self.alive, 1)

    def submit(self, kind, *, actor, workers, allow_other_workers):
        assert actor
        assert allow_other_workers
        [address] = workers
        return Holder(self, kind(), address)

    def bury(self, address):
        self.alive.remove(address)
        self.alive.add(self._name())
        self.lost += 1


class Holder:
    """Stands in for the Future of an actor."""

    def __init__(self, cluster, held, address):
        self._cluster, self._held, self._address = cluster, held, address

    @property
    def status(self):
        return "finished" if self._address in self._cluster.alive else "error"

    def result(self):
        return self

    def __getattr__(self, method):
        return lambda *arguments, **settings: self._call(method, arguments, settings)

    def _call(self, method, arguments, settings):
        cluster = self._cluster
        if self.status != "finished":
            raise RuntimeError("Worker holding Actor was lost.")
        way = cluster.deaths.get(cluster.calls)
        cluster.calls += 1
        cluster.methods.append(arguments[0] if method != "load" else method)
        if way is None or way == "late":
            reply = self._carried_out(method, arguments, settings)
        if way is None:
            return reply
        cluster.bury(self._address)
        if way == "refused":
            raise RuntimeError("Worker holding Actor was lost.")
        return Reply(None if way == "silent" else OSError("Unable to contact Actor's worker"))

    def _carried_out(self, method, arguments, settings):
        cluster = self._cluster
        cluster.sent += size(arguments)
        try:
            found = getattr(self._held, method)(*travelled(arguments), **travelled(settings))
        except Exception as error:
            return Reply(error)
        cluster.returned += size(found)
        return Reply((travelled(found),))


class Reply:
    """Stands in for an ActorFuture: a tuple of the result, an error, or None for ever."""

    def __init__(self, outcome):
        self._outcome = outcome

    def done(self):
        return self._outcome is not None

    def result(self, timeout=None):
        if self._outcome is None:
            raise TimeoutError
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome[0]


def travelled(thing):
    """A copy, whose arrays cannot be written, as those that come off a wire."""
    buffers = []
    data = pickle.dumps(thing, protocol=5, buffer_callback=buffers.append)
    return pickle.loads(data, buffers=[bytes(buffer) for buffer in buffers])


def size(thing):
    """Bytes of the arrays in it."""
    if isinstance(thing, np.ndarray):
        return thing.nbytes
    return sum(map(size, thing)) if isinstance(thing, (list, tuple)) else 0
