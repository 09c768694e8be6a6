// Descent of full factors from an orthogonal start: the singular values of the first factor.
dlfApplets.add("invariant-subspace", {
  title: "Singular values of the first factor against the step of descent: some move apart, the idle ones stay together",
  sliders: [
    { name: "width", label: "width d", min: 2, max: 12, step: 1, value: 10 },
    { name: "rank", label: "rank r of the target", min: 0, max: 3, step: 1, value: 2 },
    { name: "depth", label: "depth L", min: 2, max: 4, step: 1, value: 3 },
    { name: "seed", label: "orthogonal start, number", min: 1, max: 20, step: 1, value: 1 },
  ],
  draw({ svg, read }) {
    const { frame, matrices: m } = dlfApplets;
    const RATE = 0.1, STEPS = 160, EVERY = 2;
    const d = read("width"), depth = read("depth"), rank = Math.min(read("rank"), d);
    const target = m.diagonal(Array.from({ length: d }, (_, i) => (i < rank ? [1.2, 0.8, 0.5][i] : 0)));
    const draw = m.stream(read("seed"));
    let factors = Array.from({ length: depth }, (_, l) => m.scaled(m.orthogonal(d, draw), 0.3 + 0.1 * l));
    svg.dataset.factors = JSON.stringify(factors);
    const seen = [];
    for (let k = 0; k <= STEPS; k++) {
      if (k % EVERY === 0) seen.push([k, m.singularValues(factors[0])]);
      const slopes = m.gradients(factors, target);
      factors = factors.map((W, l) => m.plus(W, slopes[l], -RATE));
    }
    // the idle value is shared by d - 2r directions: the most frequent one at the end
    const last = seen.at(-1)[1], near = v => last.filter(w => Math.abs(w - v) < 1e-6).length;
    const idle = last.reduce((best, v) => (near(v) > near(best) ? v : best), last[0]);
    const moved = d - near(idle), top = 1.05 * Math.max(...seen.flatMap(([, values]) => values));
    const plot = frame(svg, { x: [0, STEPS], y: [0, top], xLabel: "step", yLabel: "singular values of W₁" });
    for (let i = 0; i < d; i++) {
      const stays = Math.abs(last[i] - idle) < 1e-6 && near(idle) > 1;
      plot.line(seen.map(([k, values]) => [k, values[i]]), { class: stays ? "mode idle c1" : "mode c0", "data-place": i });
    }
    const room = d > 2 * rank;
    return room && near(idle) > 1
      ? `${moved} of ${d} singular values move apart; ${near(idle)} stay together to the last digit, at ${idle.toFixed(3)} in the end. Twice the rank is ${2 * rank}.`
      : `The width ${d} leaves ${room ? "one direction idle" : "no direction idle"}: twice the rank is ${2 * rank}.`;
  },
});
