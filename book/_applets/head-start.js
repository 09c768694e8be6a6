// The flow of a chain of 2 x 2 factors from a start turned away from the target, beside the aligned one.
dlfApplets.add("head-start", {
  title: "Squared errors of the original and of the compressed network against time",
  sliders: [
    { name: "angle", label: "angle between start and target, degrees", min: 0, max: 170, step: 5, value: 80 },
    { name: "depth", label: "depth L", min: 2, max: 4, step: 1, value: 2 },
    { name: "second", label: "second target (the first is 1)", min: 0.05, max: 1, step: 0.05, value: 0.5 },
    { name: "scale", label: "scale ε of each factor", min: -1, max: -0.3, step: 0.05, value: -0.7, show: dlfApplets.power },
  ],
  // [t, X] of the flow from eps R(angle), eps I, ..., by the classical method of Runge and Kutta.
  flow(angle, depth, target, scale, end, steps) {
    const m = dlfApplets.matrices, h = end / steps, EVERY = 5;
    const turn = [[Math.cos(angle), -Math.sin(angle)], [Math.sin(angle), Math.cos(angle)]];
    let factors = Array.from({ length: depth }, (_, l) => m.scaled(l ? m.diagonal([1, 1]) : turn, scale));
    const ahead = (slopes, part) => factors.map((W, l) => m.plus(W, slopes[l], -part));
    const found = [[0, m.product(factors)]];
    for (let k = 1; k <= steps; k++) {
      const a = m.gradients(factors, target), b = m.gradients(ahead(a, h / 2), target);
      const c = m.gradients(ahead(b, h / 2), target), d = m.gradients(ahead(c, h), target);
      const mean = a.map((A, l) => m.plus(m.plus(A, b[l], 2), m.plus(d[l], c[l], 2)));
      factors = ahead(mean, h / 6);
      if (k % EVERY === 0) found.push([k * h, m.product(factors)]);
    }
    return found;
  },
  draw({ svg, read }) {
    const { frame, fitTime, short, matrices: m } = dlfApplets;
    const angle = (read("angle") * Math.PI) / 180, depth = read("depth"), scale = 10 ** read("scale");
    const target = m.diagonal([1, read("second")]), slow = Math.max(read("second"), 0.25);
    const end = 1.8 * (scale ** depth < 0.9 * slow ? fitTime(0.9, depth, scale, slow) : 1) + 2;
    const runs = [angle, 0].map(a => this.flow(a, depth, target, scale, end, 1500));
    const errors = runs.map(run => run.map(([t, X]) => [t, m.square(m.plus(X, target, -1))]));
    const top = 1.08 * Math.max(...errors.flat().map(([, e]) => e));
    const plot = frame(svg, { x: [0, end], y: [0, top], xLabel: "time t", yLabel: "squared error" });
    ["original", "compressed"].forEach((name, i) =>
      plot.line(errors[i], { class: `mode c${i ? 0 : 1}`, "data-name": name }));
    const worst = Math.max(...errors[0].map(([, e], k) => errors[1][k][1] - e));
    const below = list => list.find(([, e]) => e <= 0.1 * list[0][1])?.[0];
    const when = t => (t === undefined ? `not before t = ${short(end)}` : `at t = ${short(t)}`);
    const who = worst > 1e-6 ? "Here the original is ahead at some time" : "The compressed network is never behind";
    return `${who}. A tenth of the first error is left to the compressed network ${when(below(errors[1]))}, to the original ${when(below(errors[0]))}.`;
  },
});
