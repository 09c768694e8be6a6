// One mode whose outer two factors learn at alpha times the rate of the inner ones.
dlfApplets.add("two-rates", {
  title: "Strength of one mode against time at equal rates and with a rate of its own for the outer factors",
  sliders: [
    { name: "depth", label: "depth L", min: 3, max: 8, step: 1, value: 3 },
    { name: "rate", label: "rate α of the outer factors", min: -1, max: 1.5, step: 0.05, value: 0.6, show: dlfApplets.power },
    { name: "scale", label: "scale ε of each factor", min: -2, max: -0.4, step: 0.05, value: -1, show: dlfApplets.power },
    { name: "target", label: "target s", min: 0.2, max: 2, step: 0.05, value: 1 },
  ],
  // V(alpha, mu), the speed over the distance, where mu = (eps^2 + alpha u)(eps^2 + u)^k determines u:
  // its right side increases, and u is found by bisection.
  speed(depth, scale, alpha, mu) {
    const e = scale ** 2, k = (depth - 2) / 2;
    let low = 0, high = Math.max(mu / (alpha * e ** k), mu ** (1 / k));
    for (let i = 0; i < 60; i++) {
      const u = (low + high) / 2;
      if ((e + alpha * u) * (e + u) ** k < mu) low = u; else high = u;
    }
    return mu ** 2 * ((2 * alpha) / (e + alpha * low) + (depth - 2) / (e + low));
  },
  curve(depth, scale, alpha, s) {
    return dlfApplets.rising(scale ** depth, s, q => q / this.speed(depth, scale, alpha, s * q));
  },
  draw({ svg, read }) {
    const { frame, modeCurve, timeTo, upTo, short } = dlfApplets;
    const depth = read("depth"), alpha = 10 ** read("rate"), scale = 10 ** read("scale"), s = read("target");
    const equal = modeCurve(depth, scale, s), own = this.curve(depth, scale, alpha, s);
    const end = 1.15 * Math.max(timeTo(equal, 0.97 * s), timeTo(own, 0.97 * s));
    const plot = frame(svg, { x: [0, end], y: [0, 1.1 * s], xLabel: "time t", yLabel: "strength μ" });
    const means = [alpha ** (2 / depth), (2 * alpha + depth - 2) / depth];
    means.forEach(speed =>
      plot.line(upTo(equal.map(([t, mu]) => [t / speed, mu]), end), { class: "level bound", "data-speed": speed }));
    plot.line(upTo(equal, end), { class: "mode c1", "data-rate": 1 });
    plot.line(upTo(own, end), { class: "mode c0", "data-rate": alpha });
    const half = [equal, own].map(curve => timeTo(curve, s / 2));
    const sharp = [1, alpha].map(a => this.speed(depth, scale, a, s));
    const cost = half.map((t, i) => t * sharp[i]);
    return `Half of the target is reached at t = ${short(half[1])}, at equal rates at ${short(half[0])}: ${short(half[0] / half[1])} times as fast. ` +
      `The largest stable step is divided by ${short(sharp[1] / sharp[0])}. Counted in steps of the length one over the sharpness: ${short(cost[1])} instead of ${short(cost[0])}.`;
  },
});
