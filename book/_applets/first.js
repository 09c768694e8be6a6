// The first page: the modes of a photograph rise one after another, and the picture that they build up.
dlfApplets.add("first", {
  title: "Strengths of 32 modes against time, the largest first",
  sliders: [
    { name: "time", label: "time", min: 0, max: 1, step: 0.004, value: 0.56, show: () => "" },
    { name: "depth", label: "depth L", min: 2, max: 6, step: 1, value: 3 },
    { name: "scale", label: "scale ε", min: -3, max: -1, step: 0.1, value: -1, show: dlfApplets.power },
  ],

  begin(parts) {
    const { figure, stage, svg, controls, said, set, redraw } = parts;
    const { make } = dlfApplets;
    const data = JSON.parse(figure.querySelector(".dlf-data").textContent);
    const vectors = name => {
      const bytes = Uint8Array.from(atob(data[name]), c => c.charCodeAt(0));
      const view = new DataView(bytes.buffer), count = data.strengths.length, size = bytes.length / 2 / count;
      return Array.from({ length: count }, (_, i) =>
        Float64Array.from({ length: size }, (_, k) => view.getInt16(2 * (i * size + k), true) / 32767));
    };
    const left = vectors("left"), right = vectors("right");
    const canvas = (words, box) => {
      const c = make("canvas", { width: right[0].length, height: left[0].length, role: "img", "aria-label": words });
      box.append(c);
      return c;
    };
    // two columns: the curves, and the picture; below them the first eight modes
    const row = make("div", { class: "dlf-row" }), curves = make("div"), strip = make("div", { class: "dlf-strip" });
    stage.prepend(row, strip);
    curves.append(svg);
    row.append(curves);
    const picture = canvas("The picture that the modes build up: a flower", row);
    const tiles = Array.from({ length: 8 }, (_, i) => canvas(`Mode ${i + 1}`, strip));
    Object.assign(parts, { data, left, right, picture, tiles });

    const button = make("button", { type: "button", class: "dlf-play" }, "Play");
    controls.prepend(button);
    const SECONDS = 9, LONGEST = 0.05;  // a slow frame does not jump
    let share = 0, before = null;  // no time of a frame: at rest
    const stop = () => {
      before = null;
      button.textContent = "Play";
      said.setAttribute("aria-live", "polite");
      redraw();
    };
    const move = now => {
      if (before === null) return;
      share += Math.min((now - before) / 1000, LONGEST) / SECONDS;
      before = now;
      set("time", Math.min(1, share));
      if (share >= 1) return stop();
      redraw();
      requestAnimationFrame(move);
    };
    const play = () => {
      said.setAttribute("aria-live", "off");
      button.textContent = "Pause";
      share = parts.read("time") < 1 ? parts.read("time") : 0;
      before = performance.now();
      requestAnimationFrame(move);
    };
    button.addEventListener("click", () => (before === null ? play() : stop()));
    controls.addEventListener("input", () => { if (before !== null) stop(); });
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
      set("time", 0);
      play();
    }
  },

  // mean + scale * sum of mu_i u_i v_i^T, in grey levels; one mode alone around the middle grey
  paint(canvas, left, right, weights, base) {
    const [rows, columns] = [left[0].length, right[0].length];
    const context = canvas.getContext("2d"), image = context.createImageData(columns, rows);
    const levels = new Float64Array(rows * columns).fill(base);
    weights.forEach((weight, i) => {
      for (let r = 0; r < rows; r++) {
        const factor = weight * left[i][r], row = r * columns;
        for (let c = 0; c < columns; c++) levels[row + c] += factor * right[i][c];
      }
    });
    levels.forEach((level, k) => {
      image.data.fill(Math.round(255 * level), 4 * k, 4 * k + 3);
      image.data[4 * k + 3] = 255;
    });
    context.putImageData(image, 0, 0);
  },

  draw(parts) {
    const { svg, read, figure, data, left, right, picture, tiles } = parts;
    const { frame, modeCurve, timeTo, strengthAt, short } = dlfApplets;
    const depth = read("depth"), scale = 10 ** read("scale"), law = `${depth} ${scale}`;
    if (parts.law !== law) {
      parts.law = law;
      parts.curves = data.strengths.map(s => modeCurve(depth, scale, s));
    }
    const { curves } = parts, last = curves.length - 1;
    const begin = timeTo(curves[0], 0.05), end = 1.2 * timeTo(curves[last], 0.95 * data.strengths[last]);
    const t = begin * (end / begin) ** read("time");
    const plot = frame(svg, { x: [begin, end], y: [0, 1.05], xLabel: "time t", yLabel: "strength", log: true, ratio: 0.66 });
    curves.forEach((curve, i) => {
      const grid = Array.from({ length: 161 }, (_, k) => begin * (end / begin) ** (k / 160));
      plot.line(grid.map(v => [v, strengthAt(curve, v)]), { class: `mode c${i % 3}`, "data-mode": i });
    });
    plot.line([[t, 0], [t, 1.05]], { class: "now", "data-t": t });
    const now = curves.map(curve => strengthAt(curve, t));
    now.forEach((mu, i) => plot.dot([t, mu], { class: `at c${i % 3}`, r: i < 8 ? 3 : 1.5 }));
    this.paint(picture, left, right, now.map(mu => mu * data.scale), data.mean);
    tiles.forEach((tile, i) => {
      const peak = Math.max(...left[i].map(Math.abs)) * Math.max(...right[i].map(Math.abs));
      this.paint(tile, [left[i]], [right[i]], [(0.5 * now[i]) / data.strengths[i] / peak], 0.5);
    });
    figure.querySelector("[name=time]").setAttribute("aria-valuetext", `t = ${short(t)}`);
    figure.querySelector("label output").textContent = `t = ${short(t)}`;
    const fitted = now.filter((mu, i) => mu >= data.strengths[i] / 2).length;
    return `At t = ${short(t)}, ${fitted} of ${curves.length} modes ${fitted === 1 ? "is" : "are"} at least half fitted.`;
  },
});
