// The modes' curves for any depth, scale and targets: the closed form, drawn by the reader.
// With mu = s q and psi = log(q/(1 - q)) the equation of a mode is dt/dpsi = q^(2/L - 1) / (L s^(2 - 2/L)),
// a smooth function, integrated by Simpson's rule from the start.
(() => {
  const WIDTH = 560, HEIGHT = 300, LEFT = 46, BOTTOM = 34, TOP = 10, RIGHT = 12, STEPS = 240;
  const COLOURS = ["#14375e", "#b45309", "#15803d"];
  const svgNode = (name, attributes, text) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const logit = q => Math.log(q / (1 - q));
  const logistic = psi => 1 / (1 + Math.exp(-psi));

  // Points [t, mu] of one mode, from its start to within e^-9 of its target.
  const curve = (depth, scale, target) => {
    const start = scale ** depth;
    if (start >= target) return null;
    const rate = psi => logistic(psi) ** (2 / depth - 1) / (depth * target ** (2 - 2 / depth));
    const psi0 = logit(start / target), h = (Math.max(9, psi0 + 1) - psi0) / STEPS;
    const points = [[0, start]];
    for (let k = 0, t = 0; k < STEPS; k++) {
      const a = psi0 + k * h;
      let part = 0;
      for (let i = 0; i < 8; i++) {
        const left = a + (i * h) / 8, right = left + h / 8;
        part += (rate(left) + 4 * rate((left + right) / 2) + rate(right)) * (h / 48);
      }
      t += part;
      points.push([t, target * logistic(a + h)]);
    }
    return points;
  };
  const timeTo = (points, level) => {
    const k = points.findIndex(([, mu]) => mu >= level);
    const [[t0, m0], [t1, m1]] = [points[Math.max(0, k - 1)], points[k]];
    return k === 0 ? t0 : t0 + ((t1 - t0) * (level - m0)) / (m1 - m0);
  };

  const draw = figure => {
    const read = name => Number(figure.querySelector(`[name=${name}]`).value);
    const depth = read("depth"), scale = 10 ** read("scale");
    const targets = [1, 2, 3].map(i => read("s" + i));
    figure.querySelectorAll("output").forEach(o => {
      const value = read(o.dataset.of);
      o.textContent = o.dataset.of === "scale" ? (10 ** value).toPrecision(2) : String(value);
    });
    const curves = targets.map(s => curve(depth, scale, s));
    const known = curves.map((c, i) => (c ? timeTo(c, 0.95 * targets[i]) : 0));
    const end = 1.15 * Math.max(...known) || 1, top = 1.08 * Math.max(...targets);
    const x = t => LEFT + ((WIDTH - LEFT - RIGHT) * t) / end;
    const y = mu => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * mu) / top;
    const svg = figure.querySelector("svg");
    svg.replaceChildren();
    Object.assign(svg.dataset, { end, top, left: LEFT, bottom: BOTTOM, upper: TOP, right: RIGHT });
    svg.append(svgNode("path", { d: `M${LEFT} ${TOP}V${y(0)}H${WIDTH - RIGHT}`, class: "axis" }));
    for (let i = 0; i <= 4; i++) {
      const t = (end * i) / 4, mu = (top * i) / 4;
      svg.append(svgNode("text", { x: x(t), y: HEIGHT - 14, "text-anchor": "middle" }, t.toPrecision(3)));
      svg.append(svgNode("text", { x: LEFT - 6, y: y(mu) + 4, "text-anchor": "end" }, mu.toFixed(2)));
    }
    svg.append(svgNode("text", { x: WIDTH / 2, y: HEIGHT - 1, "text-anchor": "middle" }, "time"));
    curves.forEach((points, i) => {
      if (!points) return;
      const last = points.at(-1);
      const shown = [...points.filter(([t]) => t <= end), ...(last[0] < end ? [[end, last[1]]] : [])];
      const d = "M" + shown.map(([t, mu]) => `${x(t).toFixed(3)} ${y(mu).toFixed(3)}`).join("L");
      svg.append(svgNode("path", { d, class: "mode", "data-target": targets[i], stroke: COLOURS[i] }));
    });
    const said = curves.map((c, i) =>
      c && scale ** depth < targets[i] / 2
        ? `target ${targets[i]}: half fitted at t = ${timeTo(c, targets[i] / 2).toPrecision(3)}`
        : `target ${targets[i]}: starts above its half`);
    figure.querySelector(".dlf-said").textContent = said.join("; ") + ".";
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".dlf-modes").forEach(figure => {
      figure.addEventListener("input", () => draw(figure));
      draw(figure);
    });
  });
})();
