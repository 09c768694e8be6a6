// Three modes of one chain, from the closed form.
dlfApplets.add("modes", {
  title: "Strength of three modes against time",
  sliders: [
    { name: "depth", label: "depth L", min: 2, max: 8, step: 1, value: 3 },
    { name: "scale", label: "scale ε of each factor", min: -2, max: -0.3, step: 0.05, value: -1, show: dlfApplets.power },
    { name: "s1", label: "first target", min: 0.1, max: 2, step: 0.05, value: 1.5 },
    { name: "s2", label: "second target", min: 0.1, max: 2, step: 0.05, value: 1 },
    { name: "s3", label: "third target", min: 0.1, max: 2, step: 0.05, value: 0.5 },
  ],
  draw({ svg, read }) {
    const { frame, modeCurve, timeTo, upTo } = dlfApplets;
    const depth = read("depth"), scale = 10 ** read("scale");
    const targets = ["s1", "s2", "s3"].map(read);
    const curves = targets.map(s => (scale ** depth < s ? modeCurve(depth, scale, s) : null));
    const end = 1.15 * Math.max(...curves.map((c, i) => (c ? timeTo(c, 0.95 * targets[i]) : 0))) || 1;
    const plot = frame(svg, { x: [0, end], y: [0, 1.08 * Math.max(...targets)], xLabel: "time t", yLabel: "strength" });
    curves.forEach((curve, i) => {
      if (curve) plot.line(upTo(curve, end), { class: `mode c${i}`, "data-target": targets[i] });
    });
    const said = curves.map((c, i) =>
      c && scale ** depth < targets[i] / 2
        ? `target ${targets[i]}: half fitted at t = ${timeTo(c, targets[i] / 2).toPrecision(3)}`
        : `target ${targets[i]}: starts above its half`);
    return `${said.join("; ")}.`;
  },
});
