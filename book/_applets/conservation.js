// Two scalar factors, f = (w2 w1 - m)^2 / 2: the hyperbolas that the flow conserves, the flow, descent.
dlfApplets.add("conservation", {
  title: "The plane of two scalar factors: conserved hyperbolas, the curve of minima, flow and descent from one start",
  sliders: [
    { name: "w1", label: "start, first factor w₁", min: -2, max: 2, step: 0.05, value: -1.1 },
    { name: "w2", label: "start, second factor w₂", min: -2, max: 2, step: 0.05, value: 1.45 },
    { name: "m", label: "target m", min: -1.5, max: 1.5, step: 0.05, value: 1 },
    { name: "eta", label: "learning rate η of descent", min: 0.01, max: 0.4, step: 0.01, value: 0.15 },
  ],
  // A click or a touch in the plane chooses the start; the sliders do it by keyboard.
  begin({ svg, set, redraw }) {
    svg.addEventListener("pointerdown", event => {
      const box = svg.getBoundingClientRect(), data = svg.dataset;
      const [, , width] = svg.getAttribute("viewBox").split(" ").map(Number);
      const unit = width / box.width;
      const part = (low, high, at) => (at - low) / (high - low);
      const place = share => -2.2 + 4.4 * share;
      set("w1", place(part(+data.left, +data.right, (event.clientX - box.left) * unit)));
      set("w2", place(part(+data.bottom, +data.top, (event.clientY - box.top) * unit)));
      redraw();
    });
  },
  draw({ svg, read }) {
    const SIZE = 2.2, DT = 0.01, EVERY = 5, TIME = 30;
    const w1 = read("w1"), w2 = read("w2"), m = read("m"), eta = read("eta");
    const plot = dlfApplets.frame(svg, {
      x: [-SIZE, SIZE], y: [-SIZE, SIZE], xLabel: "first factor w₁", yLabel: "second factor w₂", ratio: 0.97, most: 440,
    });
    const field = ([a, b]) => [(m - a * b) * b, (m - a * b) * a];

    // w2^2 - w1^2 = c, drawn over the coordinate that parametrises it without a gap
    const range = Array.from({ length: 89 }, (_, i) => -SIZE + (2 * SIZE * i) / 88);
    const hyperbola = (c, sign, attributes) => {
      const root = v => sign * Math.sqrt(Math.abs(c) + v * v);
      plot.line(range.map(v => (c >= 0 ? [v, root(v)] : [root(v), v])), attributes);
    };
    [-3, -2, -1, -0.3, 0.3, 1, 2, 3].forEach(c => [1, -1].forEach(sign => hyperbola(c, sign, { class: "level" })));
    [1, -1].forEach(sign => plot.line([[-SIZE, -sign * SIZE], [SIZE, sign * SIZE]], { class: "level" }));
    [1, -1].forEach(sign => {
      const branch = Array.from({ length: 121 }, (_, i) => sign * 10 ** (-2 + (2.4 * i) / 120));
      if (m !== 0) plot.line(branch.map(a => [a, m / a]), { class: "target" });
    });
    if (m === 0) plot.line([[-SIZE, 0], [SIZE, 0]], { class: "target" });
    if (m === 0) plot.line([[0, -SIZE], [0, SIZE]], { class: "target" });
    for (let i = -4; i <= 4; i++) {
      for (let j = -4; j <= 4; j++) {
        const at = [i / 2, j / 2], v = field(at), size = Math.hypot(...v);
        if (size < 0.05) continue;
        const [dx, dy] = v.map(c => (0.16 * c) / size), tip = [at[0] + dx, at[1] + dy];
        const barb = side => [tip[0] - 0.4 * dx + side * 0.3 * dy, tip[1] - 0.4 * dy - side * 0.3 * dx];
        plot.line([at, tip, barb(1), tip, barb(-1)], { class: "arrow" });
      }
    }

    const gap = ([a, b]) => b * b - a * a, product = ([a, b]) => a * b;
    const c = gap([w1, w2]);
    hyperbola(c, Math.sign(c >= 0 ? w2 : w1) || 1, { class: "own" });
    const flow = [[w1, w2]];
    let now = [w1, w2];
    for (let k = 1; k * DT <= TIME + 1e-9; k++) {
      const step = (v, h) => [now[0] + h * v[0], now[1] + h * v[1]];
      const a = field(now), b = field(step(a, DT / 2)), d = field(step(b, DT / 2)), e = field(step(d, DT));
      now = now.map((w, i) => w + (DT / 6) * (a[i] + 2 * b[i] + 2 * d[i] + e[i]));
      if (k % EVERY === 0) flow.push(now);
    }
    plot.line(flow, { class: "flow", "data-every": DT * EVERY });
    let at = [w1, w2], steps = 0;
    while (steps < 100 && Math.hypot(...at) < 10) {
      plot.dot(at, { class: "step" });
      const v = field(at);
      at = [at[0] + eta * v[0], at[1] + eta * v[1]];
      steps++;
    }
    plot.dot([w1, w2], { class: "start", r: 5 });
    const two = value => value.toFixed(3).replace(/^-(0\.0+)$/, "$1").replace("-", "−");
    const away = Math.hypot(...at) < 10 ? `is ${two(gap(at))}` : "is lost, the step is too large";
    return `w₂² − w₁² is ${two(c)} at the start and ${two(gap(now))} at the end of the flow; after ${steps} steps of descent it ${away}. ` +
      `The flow takes the product from ${two(product([w1, w2]))} to ${two(product(now))}; the target is ${dlfApplets.short(m)}.`;
  },
});
