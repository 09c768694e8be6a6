// What the book's moving pictures share: a frame with axes, sliders, a sentence for screen readers,
// and the closed form of a mode. A picture calls dlfApplets.add(name, {title, sliders, draw}); colours
// come from the style sheet, so that they follow the theme.
window.dlfApplets = (() => {
  const known = {};
  const LEFT = 52, RIGHT = 14, TOP = 12, BOTTOM = 40;

  const make = (name, attributes = {}, text) => {
    const node = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const makeSvg = (name, attributes, text) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    if (text !== undefined) node.textContent = text;
    return node;
  };

  // Round numbers in [low, high], about `count` of them; powers of ten on a logarithmic axis.
  const ticks = (low, high, count, log) => {
    if (log) {
      const first = Math.ceil(Math.log10(low)), last = Math.floor(Math.log10(high));
      const every = Math.max(1, Math.ceil((last - first + 1) / count));
      const powers = [];
      for (let k = first; k <= last; k += every) powers.push(10 ** k);
      if (powers.length > 2) return powers;
      return powers.concat(powers.map(p => 3 * p), [0.3 * 10 ** first]).filter(t => t >= low && t <= high);
    }
    const raw = (high - low) / count, power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map(m => m * power).find(m => m >= raw);
    const found = [];
    for (let k = Math.ceil(low / step); k * step <= high * (1 + 1e-9); k++) found.push(k * step);
    return found;
  };
  const short = value => String(Number(value.toPrecision(3))).replace("-", "−");

  // An empty frame on `svg`, as wide as its box. Returns maps to pixels and ways to draw; `svg.dataset`
  // holds what a test needs to map pixels back.
  const frame = (svg, { x: [x0, x1], y: [y0, y1], xLabel, yLabel, log = false, ratio = 0.55, most = 640 }) => {
    const width = Math.max(280, Math.min(most, svg.parentNode.clientWidth || most));
    const height = Math.round(Math.max(200, width * ratio));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.style.maxWidth = `${most}px`;
    svg.replaceChildren();
    const left = LEFT, right = width - RIGHT, top = TOP, bottom = height - BOTTOM;
    Object.assign(svg.dataset, { x0, x1, y0, y1, left, right, top, bottom, log });
    const along = log ? t => Math.log(t / x0) / Math.log(x1 / x0) : t => (t - x0) / (x1 - x0);
    const x = t => left + (right - left) * along(t);
    const y = v => bottom - ((bottom - top) * (v - y0)) / (y1 - y0);
    const text = (tx, ty, words, anchor = "middle", more = {}) =>
      svg.append(makeSvg("text", { x: tx, y: ty, "text-anchor": anchor, ...more }, words));
    svg.append(makeSvg("path", { d: `M${left} ${top}V${bottom}H${right}`, class: "axis" }));
    ticks(x0, x1, width < 420 ? 4 : 6, log).forEach(t => {
      svg.append(makeSvg("path", { d: `M${x(t)} ${bottom}v4`, class: "axis" }));
      text(x(t), bottom + 17, short(t));
    });
    ticks(y0, y1, 5).forEach(v => {
      svg.append(makeSvg("path", { d: `M${left} ${y(v)}h-4`, class: "axis" }));
      text(left - 8, y(v) + 4, short(v), "end");
    });
    text((left + right) / 2, height - 5, xLabel);
    if (yLabel) {
      const middle = (top + bottom) / 2;
      text(13, middle, yLabel, "middle", { transform: `rotate(-90 13 ${middle})` });
    }
    const clip = `clip-${Math.random().toString(36).slice(2)}`;
    const box = makeSvg("clipPath", { id: clip });
    box.append(makeSvg("rect", { x: left, y: top - 2, width: right - left + 2, height: bottom - top + 4 }));
    svg.append(box);
    const inside = (name, attributes) => svg.append(makeSvg(name, { "clip-path": `url(#${clip})`, ...attributes }));
    return {
      x, y, text, width, height,
      line: (points, attributes) => {
        const d = points.map(([t, v]) => `${x(t).toFixed(3)} ${y(v).toFixed(3)}`).join("L");
        if (points.length > 1) inside("path", { d: `M${d}`, fill: "none", ...attributes });
      },
      dot: ([t, v], attributes) => inside("circle", { cx: x(t).toFixed(3), cy: y(v).toFixed(3), r: 3, ...attributes }),
    };
  };

  // The closed form of a mode, mu' = L mu^(2 - 2/L) (s - mu), mu(0) = eps^L. With mu = s q it is an
  // integral of a smooth function of psi = log(q/(1 - q)) below the target, psi = log(q - 1) above it:
  // Simpson's rule from the start to within e^-9 of the target gives points [t, mu].
  const STEPS = 240;
  const simpson = (rate, from, to, steps, place) => {
    const h = (to - from) / steps, points = [[0, place(from)]];
    for (let k = 0, t = 0; k < steps; k++) {
      for (let i = 0; i < 8; i++) {
        const a = from + k * h + (i * h) / 8, b = a + h / 8;
        t += (rate(a) + 4 * rate((a + b) / 2) + rate(b)) * (h / 48);
      }
      points.push([t, place(from + (k + 1) * h)]);
    }
    return points;
  };
  const logit = q => Math.log(q / (1 - q));
  const logistic = psi => 1 / (1 + Math.exp(-psi));
  // A strength that rises from `start` to a target, from its dt/dpsi as a function of q.
  const rising = (start, target, rate) => {
    const psi0 = logit(start / target);
    return simpson(psi => rate(logistic(psi)), psi0, Math.max(9, psi0 + 1), STEPS, psi => target * logistic(psi));
  };
  const modeCurve = (depth, scale, target) => {
    const q = scale ** depth / target, slow = 1 / (depth * target ** (2 - 2 / depth));
    if (q === 1) return [[0, target], [1, target]];
    if (q > 1) {
      const above = psi => 1 + Math.exp(psi);
      const rate = psi => -slow * above(psi) ** (2 / depth - 2);
      return simpson(rate, Math.log(q - 1), Math.min(-9, Math.log(q - 1) - 1), STEPS, psi => target * above(psi));
    }
    return rising(scale ** depth, target, share => slow * share ** (2 / depth - 1));
  };
  // The time at which a mode that starts below it reaches a fraction of its target.
  const fitTime = (fraction, depth, scale, target) => {
    const slow = 1 / (depth * target ** (2 - 2 / depth));
    const rate = psi => slow * logistic(psi) ** (2 / depth - 1);
    return simpson(rate, logit(scale ** depth / target), logit(fraction), STEPS, logistic).at(-1)[0];
  };
  // The first time at which a rising curve reaches a level, and its strength at a time.
  const between = (a, b, from, to, at) => (from === to ? a : a + ((b - a) * (at - from)) / (to - from));
  const timeTo = (points, level) => {
    const k = points.findIndex(([, mu]) => mu >= level);
    if (k < 1) return k === 0 ? points[0][0] : Infinity;
    return between(points[k - 1][0], points[k][0], points[k - 1][1], points[k][1], level);
  };
  const strengthAt = (points, t) => {
    let low = 0, high = points.length - 1;
    if (t >= points[high][0]) return points[high][1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (points[middle][0] <= t) low = middle; else high = middle;
    }
    return between(points[low][1], points[high][1], points[low][0], points[high][0], t);
  };
  // A curve up to a time, carried on level if it ends before.
  const upTo = (points, end) => {
    const shown = points.filter(([t]) => t < end);
    return [...shown, [end, strengthAt(points, end)]];
  };

  let made = 0;
  const slider = ({ name, label, min, max, step, value, show = short }) => {
    // `for` is needed: the first thing in the label that can be labelled is the output
    const id = `dlf-slider-${++made}`;
    const box = make("label", { for: id }), words = make("span"), said = make("output");
    const raised = label.split(/\^\(([^)]*)\)/); // x^(y): every second part stands above the line
    words.append(...raised.map((part, k) => (k % 2 ? make("sup", {}, part) : part)), ": ");
    const input = make("input", { type: "range", id, "aria-label": label, name, min, max, step, value });
    const tell = () => {
      said.textContent = show(Number(input.value));
      input.setAttribute("aria-valuetext", said.textContent);
    };
    input.addEventListener("input", tell);
    words.append(said);
    box.append(words, input);
    tell();
    return { box, tell };
  };

  // The parts of one figure: its drawing, its sliders, its sentence. `redraw` draws all of it anew.
  const start = (figure, applet) => {
    const stage = figure.querySelector(".dlf-stage");
    const svg = makeSvg("svg", { role: "img", "aria-label": applet.title });
    const controls = make("div", { class: "dlf-controls" });
    const said = make("p", { class: "dlf-said", "aria-live": "polite" });
    stage.replaceChildren(svg, controls, said);
    const sliders = Object.fromEntries(applet.sliders.map(s => [s.name, slider(s)]));
    Object.values(sliders).forEach(({ box }) => controls.append(box));
    const input = name => controls.querySelector(`[name=${name}]`);
    const parts = {
      figure, stage, svg, controls, said,
      read: name => Number(input(name).value),
      set: (name, value) => { input(name).value = value; sliders[name].tell(); },
      redraw: () => { said.textContent = applet.draw(parts); },
    };
    controls.addEventListener("input", parts.redraw);
    if (applet.begin) applet.begin(parts);
    parts.redraw();
    let width = stage.clientWidth;
    new ResizeObserver(() => {
      if (stage.clientWidth !== width) { width = stage.clientWidth; parts.redraw(); }
    }).observe(stage);
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".dlf-applet").forEach(figure => start(figure, known[figure.dataset.applet]));
  });

  const power = value => (10 ** value).toPrecision(2);
  return {
    add: (name, applet) => { known[name] = applet; },
    make, makeSvg, frame, rising, modeCurve, fitTime, timeTo, strengthAt, upTo, short, power,
  };
})();
