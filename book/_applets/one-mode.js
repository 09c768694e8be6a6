// One mode: the closed form of the flow and the iterates of descent.
dlfApplets.add("one-mode", {
  title: "Strength of one mode against time, under flow and under descent",
  sliders: [
    { name: "depth", label: "depth L", min: 2, max: 6, step: 1, value: 3 },
    { name: "scale", label: "scale ε of each factor", min: -1, max: 0.1, step: 0.05, value: -0.7, show: dlfApplets.power },
    { name: "target", label: "target s", min: 0.1, max: 2, step: 0.05, value: 1 },
    { name: "kappa", label: "step, κ = η L s^(2 − 2/L)", min: 0.02, max: 2.2, step: 0.02, value: 0.2 },
  ],
  draw({ svg, read }) {
    const { frame, modeCurve, timeTo, strengthAt, upTo } = dlfApplets;
    const depth = read("depth"), scale = Number(dlfApplets.power(read("scale"))), s = read("target");
    const eta = read("kappa") / (depth * s ** (2 - 2 / depth)), start = scale ** depth;
    const curve = modeCurve(depth, scale, s);
    const settled = start < s ? timeTo(curve, 0.98 * s) : curve.find(([, mu]) => mu <= 1.02 * s)?.[0] ?? 0;
    const end = Math.max(1.3 * settled, 12 * eta), top = 1.25 * Math.max(s, start);
    const plot = frame(svg, { x: [0, end], y: [0, top], xLabel: "time t, steps × η", yLabel: "strength μ" });
    plot.line([[0, s], [end, s]], { class: "target" });
    plot.line(upTo(curve, end), { class: "mode c0" });
    const steps = Math.floor(end / eta), stride = Math.ceil(steps / 60);
    let lambda = scale;
    for (let k = 0; k <= steps && Math.abs(lambda) < 10; k++) {
      if (k % stride === 0) plot.dot([k * eta, lambda ** depth], { class: "step", "data-step": k });
      lambda -= eta * lambda ** (depth - 1) * (lambda ** depth - s);
    }
    const last = lambda ** depth;
    const rise = start < 0.1 * s
      ? `It starts at ${start.toPrecision(2)}, waits until t = ${timeTo(curve, 0.1 * s).toPrecision(3)} for a tenth of its target, and has half of it at t = ${timeTo(curve, s / 2).toPrecision(3)}.`
      : `It starts at ${start.toPrecision(2)}, not far below its target or above it.`;
    const ends = Math.abs(lambda) < 10
      ? `After ${steps + 1} steps descent is at ${last.toPrecision(3)}, the flow then at ${strengthAt(curve, (steps + 1) * eta).toPrecision(3)}.`
      : "Descent runs away: the step is too large.";
    return `${rise} ${ends}`;
  },
});
