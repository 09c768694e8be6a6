"""Seeded faults by kind: what goes wrong where numbers end, and not where a formula is misprinted.

Rows (file, old text, new text, command) under the kind that they belong to; see tools/mutants.py.
Before the tests named here existed, most of these passed every other test.
"""


def of(*names, only=""):
    """The command that runs these files of tests, or those of their tests that `only` selects."""
    files = tuple(f"tests/{name}.py" for name in names)
    return ("pytest", *files, *(("-k", only) if only else ()))


EDGES = of("exact/test_edges")
RIGOUR = of("domination/test_rigour", only="not few_bits")
ENDS = of("exact/test_edges", only="root or fitted or rounded")
STOPS = of("recovery/test_stopping")
LOST = of("recovery/test_sampled", only="lost")
RATES = of("recovery/test_rates", only="default or patience")
CUTS = of("recovery/test_boundaries")
UNITS = of("recovery/test_units", only="placed or penalised or reduction or transpose")
FIT = of("recovery/test_units", only="every_number or split")
BEST = of("recovery/test_estimator", only="best_state")
TURNED = of("dynamics/test_equivariance")
ALIAS = of("test_aliasing")
CONTINUED = of("domination/test_continued")
STREAMS = of("chain/test_streams")
SCAN = of("verify/test_formal", only="hide or forbidden or axioms_are_read or another_version")
FAR_BELOW = of("exact/test_modes", only="far_below or too_small")
EARLIER = of("verify/test_formal", only="second_run or kept")
COQ = of("verify/test_formal", only="caught or prose or without_coq or asked_of_coq")
RECORDS_RUN = of("dynamics/test_records", only="every_descent")
RECORDS = of("dynamics/test_records", only="default or nth or exactly")

BY_KIND = {
    "edge of a formula's range": [
        (
            "exact/modes",
            "4.0 + sum(np.abs(np.where(np.isinf(p), 0, p)) for p in parts)",
            "4.0",
            EDGES,
        ),
        ("exact/modes", "_FLOOR = 1e-290", "_FLOOR = 0.0", EDGES),
        ("exact/modes", "np.minimum(rate, power) > _FLOOR", "rate > _FLOOR", EDGES),
        ("exact/modes", "np.minimum(rate, power) > _FLOOR", "power > _FLOOR", EDGES),
        ("exact/modes", "cancelled | (np.abs(x - x0) < 1e-9)", "cancelled", EDGES),
        ("exact/modes", "_TOLERANCE) | sudden)", "_TOLERANCE))", EDGES),
    ],
    "what makes an enclosure rigorous": [
        (
            "domination/taylor",
            "self.norm + self.moved(h) + _ROOM * initial",
            "self.norm + _ROOM * initial",
            RIGOUR,
        ),
        ("domination/taylor", "* Y ** (L - 2)", "* self.norm ** (L - 2)", RIGOUR),
        (
            "exact/balls",
            "if not (mode.scaled_time(low.mid()) < A and A < mode.scaled_time(high.mid())):",
            "if not A < mode.scaled_time(high.mid()):",
            ENDS,
        ),
        (
            "exact/balls",
            "if not (mode.scaled_time(low.mid()) < A and A < mode.scaled_time(high.mid())):",
            "if not mode.scaled_time(low.mid()) < A:",
            ENDS,
        ),
        ("exact/balls", "arb(0, 2**-_FITTED)", "arb(0, 2 ** -(4 * _FITTED))", ENDS),
        (
            "exact/balls",
            "return (low.union(high) * mode.s).log()",
            "return (_logistic(psi) * mode.s).log()",
            ENDS,
        ),
        (
            "domination/taylor",
            "(a.abs_upper() ** 2 for a in A.entries())",
            "(a.mid() ** 2 for a in A.entries())",
            RIGOUR,
        ),
        ("domination/taylor", "(w**depth + target)", "w**depth", RIGOUR),
        ("domination/taylor", "* arb(depth).sqrt()", "* 1", RIGOUR),
        (
            "domination/taylor",
            "self._misfit + Y**L - self.norm**L",
            "self._misfit",
            RIGOUR,
        ),
        ("domination/taylor", "if factor < _ROOM else", "if factor < 2 * _ROOM else", RIGOUR),
        ("domination/taylor", "_stretch(U) * _stretch(V)", "_stretch(U)", RIGOUR),
        (
            "domination/taylor",
            "state = _centred(factors, arb(0)) if",
            "state = Enclosure(tuple(A.mid() for A in factors), arb(0)) if",
            RIGOUR,
        ),
        ("domination/taylor", "lost = [_frobenius(A - C) ** 2 for", "lost = [arb(0) for", RIGOUR),
        (
            "domination/certificate",
            "1 - self.sigma[step][mode - 1] / self.mu[step][mode - 1]",
            "1 - self.sigma[step][mode - 1].mid() / self.mu[step][mode - 1].mid()",
            RIGOUR,
        ),
    ],
    "ties and neighbouring numbers": [
        ("domination/case", "float(self.times[at + 1])", "float(self.times[at])", CONTINUED),
        ("exact/balls", ">= Fraction(c) * Fraction(s):", "> Fraction(c) * Fraction(s):", EDGES),
        ("exact/modes", "above = (x0 >= 0) & (s > 0)", "above = (x0 > 1e-12) & (s > 0)", EDGES),
        (
            "recovery/stopping",
            "watched < self._level * (1 - self._tol)",
            "watched <= self._level * (1 - self._tol)",
            STOPS,
        ),
        (
            "recovery/stopping",
            "        if watched < self.error:\n            self.best, self.error",
            "        if watched <= self.error:\n            self.best, self.error",
            STOPS,
        ),
        (
            "domination/search",
            "(f.margin.margin, f.draw)",
            "(f.margin.margin, -f.draw)",
            CONTINUED,
        ),
        ("domination/search", "(f.highest, -f.draw)", "(-f.highest, -f.draw)", CONTINUED),
    ],
    "stop rules": [
        (
            "recovery/stopping",
            "np.finfo(step.factors[0].dtype).eps",
            "np.finfo(float).eps",
            STOPS,
        ),
        (
            "recovery/stopping",
            "< max(self._patience, _AGAIN * self._reached)",
            "< self._patience",
            STOPS,
        ),
        ("recovery/stopping", "max(self._reached, self._waiting)", "self._waiting", STOPS),
        (
            "recovery/stopping",
            "            self._step.back()\n            self._step.evaluate()",
            "            self._step.evaluate()",
            STOPS,
        ),
        ("recovery/stopping", "or watched <= self._exact * self._first", "", STOPS),
        ("recovery/stopping", "_HALVINGS = 30", "_HALVINGS = 3", STOPS),
    ],
    "NaN and Inf in vector code": [
        ("_support/kernels", "not np.isfinite(now) or now > slack", "now > slack", LOST),
        (
            "exact/modes",
            ".max(initial=0.0) < _NEWTON_STEP:\n            break\n    x =",
            ".min(initial=1.0) < _NEWTON_STEP:\n            break\n    x =",
            EDGES,
        ),
        (
            "domination/case",
            "np.where(self.fitted, -np.inf, self.excess)",
            "np.where(self.fitted, 0.0, self.excess)",
            CONTINUED,
        ),
    ],
    "chunk and block boundaries": [
        (
            "recovery/sampled",
            "slice(start, start + _CHUNK)",
            "slice(start, start + _CHUNK - 1)",
            CUTS,
        ),
        ("recovery/passes", "cuts[[0, -1]] = 0, len(starts) - 1", "pass", CUTS),
        (
            "recovery/passes",
            "entries.indices.astype(np.uint32)",
            "entries.indices.astype(np.uint16)",
            CUTS,
        ),
        ("_support/kernels", "while k + 4 <= end:", "while k + 3 <= end:", CUTS),
        ("_support/kernels", "G[first:stop] = 0", "G[first + 1 : stop] = 0", CUTS),
        ("_support/kernels", "(p - before) % SENSED_PARTS", "(p + before) % SENSED_PARTS", STREAMS),
        ("chain/operators", "rows = min(_BLOCK, count - start)", "rows = _BLOCK", STREAMS),
    ],
    "units, order, transposition": [
        (
            "recovery/passes",
            "entries if self._upright else entries.T",
            "entries.T if self._upright else entries",
            TURNED,
        ),
        ("recovery/rows", "max(_FLOOR * size,", "max(_FLOOR,", UNITS),
        ("recovery/baselines", "ridge / objective.weight", "ridge * objective.weight", UNITS),
        ("recovery/baselines", "penalty / objective.weight", "penalty", UNITS),
        ("recovery/network", "lambda loss: self.scale * math", "lambda loss: math", BEST),
        ("recovery/network", "right, error**2, rank", "right, error, rank", BEST),
        ("recovery/tables", "kept[places[order]] = order", "kept[places] = order", FIT),
        (
            "domination/case",
            "3.0 / (L * rising ** (2 - 2 / L))",
            "3.0 / (L * rising)",
            CONTINUED,
        ),
        ("exact/modes", "sum0 * np.exp(lead)", "sum0 * np.exp(lead / a)", EDGES),
        ("exact/modes", "np.where(early < -np.log(2), ", "np.where(early > 0, ", FAR_BELOW),
    ],
    "aliasing with the caller": [
        (
            "_support/vectors",
            "    wide = np.zeros(shape, dtype)\n",
            "    if tuple(shape) == W.shape and W.dtype == dtype:\n        return W\n"
            "    wide = np.zeros(shape, dtype)\n",
            ALIAS,
        ),
        ("chain/objectives", "return self.target.copy()", "return self.target", ALIAS),
        ("reduction/aligned", "increasing_times(times).copy()", "increasing_times(times)", ALIAS),
        ("reduction/aligned", "inner = strengths.copy() if", "inner = strengths if", ALIAS),
        (
            "dynamics/descent",
            'self.factors = [np.array(W, order="C") for W in factors]',
            'self.factors = [np.asarray(W, order="C") for W in factors]',
            ALIAS,
        ),
        ("_support/kernels", "x, y, u, v = x.copy(), y.copy(),", "x, y, u, v = x, y,", RECORDS_RUN),
        (
            "recovery/stopping",
            "tuple(W.copy() for W in self._step.factors)",
            "tuple(self._step.factors)",
            STOPS,
        ),
    ],
    "default rates at every depth": [
        (
            "recovery/estimator",
            "eta = _MARGIN / (depth * alpha ** (2 / depth))",
            "eta = _MARGIN / (depth * alpha ** (2 / 3))",
            RATES,
        ),
        (
            "recovery/estimator",
            "eta = _MARGIN / (depth * alpha ** (2 / depth))",
            "eta = _MARGIN / (3 * alpha ** (2 / depth))",
            RATES,
        ),
        (
            "recovery/estimator",
            "alpha if l in (0, depth - 1) else 1.0) for l in range(depth)]",
            "alpha if l != 1 or depth == 2 else 1.0) for l in range(depth)]",
            RATES,
        ),
        ("recovery/network", "/ min(rates))", "/ rates[1])", RATES),
    ],
    "a search in another space": [
        (
            "domination/search",
            "if (state.seed, state.space) != (seed, space):",
            "if state.seed != seed:",
            CONTINUED,
        ),
        (
            "domination/search",
            "if (state.seed, state.space) != (seed, space):",
            "if (state.seed, state.space.depths, state.space.widths) != (\n"
            "        seed,\n        space.depths,\n        space.widths,\n    ):",
            CONTINUED,
        ),
        (
            "cli/search",
            "Space(tuple(options.depth), tuple(options.width), comparison)",
            "Space(tuple(options.width), tuple(options.depth), comparison)",
            CONTINUED,
        ),
        (
            "cli/search",
            "Comparison(options.share, options.imbalance, options.errors)",
            "Comparison(options.share, errors=options.errors)",
            CONTINUED,
        ),
    ],
    "seeds counted twice": [
        (
            "chain/initialize",
            "e * _haar(shape, rng)",
            "e * _haar(shape, np.random.default_rng(len(eps)))",
            STREAMS,
        ),
        (
            "chain/initialize",
            "e * rng.standard_normal(shape)",
            "e * np.random.default_rng(len(eps)).standard_normal(shape)",
            STREAMS,
        ),
        (
            "domination/search",
            "np.random.SeedSequence(seed, spawn_key=(k,))",
            "seed + k",
            CONTINUED,
        ),
        (
            "domination/search",
            "draws=self.draws + 1,",
            "draws=len({f.draw for f in (*self.tightest, found)}),",
            CONTINUED,
        ),
        (
            "chain/operators",
            "np.random.SeedSequence(self.seed, spawn_key=(start // _BLOCK,))",
            "np.random.SeedSequence(self.seed + start // _BLOCK)",
            STREAMS,
        ),
        (
            "domination/search",
            'max(whole_number(draws, "draws", least=1) - state.draws, 0)',
            'whole_number(draws, "draws", least=1)',
            CONTINUED,
        ),
    ],
    "near twins": [
        (
            "dynamics/descent",
            "max(1, -(-steps // _DEFAULT_RECORDS))",
            "max(1, steps // _DEFAULT_RECORDS)",
            RECORDS,
        ),
        ("dynamics/descent", "kept[-1] > steps:", "kept[-1] >= steps:", RECORDS),
        (
            "recovery/network",
            "if init_scale**depth >= 0.5:",
            "if init_scale >= 0.5:",
            RATES,
        ),
    ],
    "what is believed of a proof assistant": [
        ("verify/proof_sources", '{"(*": 1, "*)": -1}', "{}", SCAN),
        ("verify/coq", r"|Unset\s+\w+\s+Checking|", "|", SCAN),
        ("verify/coq", "if found != [VERSION]:", "if not found:", SCAN),
        ("verify/coq", 'return found or ["nothing"]', "return found", SCAN),
        ("verify/coq", "queue.append(found[key])", "pass", COQ),
        ("verify/formal", 'if found.hash != one["hash"]:', "if False:", COQ),
        ("verify/formal", 'if list(found.axioms) != one["found"] or not', "if False and not", COQ),
        ("verify/formal", "if changed or sorted(", "if sorted(", COQ),
        ("verify/formal", 'self.sources.digest(stem) != one["sources"]', "False", COQ),
        ("verify/formal", 'Verdict("proved", how, rerun=rerun)', 'Verdict("proved", how)', COQ),
        ("verify/kept", "{self.libraries}.{digest}", "{self.libraries}", EARLIER),
        ("verify/kept", "{self.libraries}.{digest}", "{digest}", EARLIER),
        ("verify/kept", '{_hash(data)}.vo":\n', '{path.suffixes[-2][1:]}.vo":\n', EARLIER),
    ],
}
