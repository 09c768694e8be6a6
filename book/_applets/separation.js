// Two modes: is the larger one finished before the smaller one begins? And the loss of both.
dlfApplets.add("separation", {
  title: "Strengths of two modes against time, the time at which the larger is fitted and that at which the smaller begins, and the loss",
  sliders: [
    { name: "depth", label: "depth L", min: 2, max: 6, step: 1, value: 3 },
    { name: "scale", label: "scale ε of each factor", min: -3, max: -0.5, step: 0.05, value: -1.5, show: dlfApplets.power },
    { name: "high", label: "larger target (the smaller is 1)", min: 1.1, max: 3, step: 0.05, value: 1.5 },
    { name: "c", label: "c, where a mode begins", min: 0.02, max: 0.3, step: 0.01, value: 0.1 },
  ],
  // The largest scale from which they separate: the delay falls as the scale grows.
  threshold(depth, high, c) {
    const { fitTime } = dlfApplets;
    const delay = scale => fitTime(c, depth, scale, 1) - fitTime(1 - c, depth, scale, high);
    let low = -300 / depth, up = Math.log10(c) / depth - 1e-9;
    for (let k = 0; k < 50; k++) {
      const middle = (low + up) / 2;
      if (delay(10 ** middle) > 0) low = middle; else up = middle;
    }
    return low;
  },
  draw({ svg, read }) {
    const { frame, modeCurve, fitTime, strengthAt, short } = dlfApplets;
    const depth = read("depth"), scale = 10 ** read("scale"), high = read("high"), c = read("c");
    const begins = scale ** depth < c ? fitTime(c, depth, scale, 1) : 0;
    const fitted = fitTime(1 - c, depth, scale, high);
    const end = 1.1 * Math.max(fitted, fitTime(0.97, depth, scale, 1));
    const plot = frame(svg, { x: [0, end], y: [0, 1.12 * high], xLabel: "time t", yLabel: "strength, and loss" });
    const targets = [high, 1], curves = targets.map(s => modeCurve(depth, scale, s));
    const grid = Array.from({ length: 401 }, (_, k) => (end * k) / 400);
    const at = t => curves.map(curve => strengthAt(curve, t));
    curves.forEach((curve, i) =>
      plot.line(grid.map(t => [t, strengthAt(curve, t)]), { class: `mode c${i}`, "data-target": targets[i] }));
    const loss = t => at(t).reduce((sum, mu, i) => sum + (targets[i] - mu) ** 2 / 2, 0);
    plot.line(grid.map(t => [t, loss(t)]), { class: "loss" });
    [["fitted", fitted, (1 - c) * high], ["begins", begins, c]].forEach(([name, t, level]) => {
      plot.line([[t, 0], [t, 1.12 * high]], { class: "mark", "data-name": name, "data-t": t });
      plot.dot([t, level], { class: `at c${name === "fitted" ? 0 : 1}`, r: 4 });
    });
    const log = this.threshold(depth, high, c);
    const order = fitted < begins ? `the plateau between lasts ${short(begins - fitted)}` : "there is no plateau between";
    const when = begins > 0 ? `begins at t = ${short(begins)}` : "has begun at once";
    return `The larger mode is fitted at t = ${short(fitted)}, the smaller ${when}: ${order}. ` +
      `They separate from every scale ε below ${log > -3 ? (10 ** log).toPrecision(3) : `10^${short(log)}`}.`;
  },
});
