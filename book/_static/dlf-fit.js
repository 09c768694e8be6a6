// Nothing is hidden without a sign: long formulas break, what still does not fit fades at its edge.
(() => {
  const DISPLAY = "mjx-container[display='true']";
  const WIDE = `${DISPLAY}, pre, table, .dlf-scroll`;
  const BINARY = 2, RELATION = 3, OPEN = 4, CLOSE = 5, PUNCTUATION = 6;
  const PAPER = 640; // px: A4 without its margins, and less than US letter
  const LONG = 12; // glyphs: shorter formulas fit into any line
  const LEAST = 0.75; // of its size: a formula that cannot break is as much smaller as its box asks for
  const breaks = new WeakMap(); // displayed formula -> its places to break, the best first
  const kept = new Map(); // formula in a line -> the places in its short brackets

  // The atoms inside brackets of the row; of short brackets alone, if it is said how many glyphs are long.
  const classOf = node => (node.isEmbellished ? node.coreMO().texClass : null);
  const glyphs = atoms => atoms.reduce((sum, atom) => sum + atom.querySelectorAll("mjx-c").length, 0);
  const bracketed = (row, atoms, long = Infinity) => {
    const open = [], inside = new Set();
    row.forEach((node, k) => {
      if (classOf(node) === OPEN) open.push(k);
      if (classOf(node) !== CLOSE || !open.length) return;
      const within = atoms.slice(open.pop() + 1, k);
      if (glyphs(within) < long) within.forEach(atom => inside.add(atom));
    });
    return inside;
  };

  // Where TeX would break: between clauses, before relations, before sums and after commas; in a
  // display inside a bracket last of all, and in a line of text inside a short one only if it must.
  const implies = node => /[⟹⟺⇒⇔]/.test(node.coreMO().getText?.() || "");
  const places = (row, atoms, display, ranks = [[], [], [], []]) => {
    const inner = bracketed(row, atoms, display ? Infinity : LONG);
    row.forEach((node, k) => {
      if (node.isKind("mstyle") && atoms[k].children.length > 1) {
        atoms[k].classList.add("dlf-through"); // \displaystyle and the like: what follows is a row
        return places(node.childNodes[0].childNodes, [...atoms[k].children], display, ranks);
      }
      const kind = classOf(node);
      const rank = usual => (inner.has(atoms[k]) ? ranks[3] : ranks[usual]);
      const space = atoms[k].matches("mjx-mspace") ? atoms[k] : atoms[k].querySelector(":scope > mjx-mspace");
      const side = display ? "before" : "after";
      if (space && parseFloat(space.style.width) >= 1) {
        atoms[k].classList.add("dlf-gap");
        ranks[0].push([atoms[k], "after"]);
      }
      else if (node.isKind("mtext")) ranks[0].push([atoms[k], "before"]);
      else if (kind === RELATION && k > 0) rank(implies(node) ? 0 : 1).push([atoms[k], side]);
      else if (kind === BINARY && k > 0) rank(2).push([atoms[k], side]);
      else if (kind === PUNCTUATION) rank(2).push([atoms[k], "after"]);
    });
    return ranks;
  };
  const allow = (rank, what = "wbr") => rank.map(([atom, side]) => {
    const place = document.createElement(what);
    atom[side](place);
    return place;
  });

  const prepare = ({ root, typesetRoot, display }) => {
    const drawn = typesetRoot && typesetRoot.querySelector(":scope > mjx-math");
    const row = root.childNodes[0].childNodes;
    if (!drawn || drawn.children.length !== row.length) return;
    if (drawn.querySelectorAll("mjx-c").length < LONG) return;
    typesetRoot.classList.add("dlf-breaks");
    const ranks = places(row, [...drawn.children], display);
    ranks.equation = ranks[1].length === 1 ? ranks[1] : [];
    if (display) breaks.set(typesetRoot, ranks);
    else {
      kept.set(typesetRoot, ranks.pop());
      ranks.forEach(rank => allow(rank));
    }
  };
  const relax = (box, { right }) => {
    const places = kept.get(box);
    if (!places) return;
    (places.now || []).forEach(place => place.remove()); // of a line that was narrower before
    const fits = [...box.getClientRects()].every(line => line.right <= right + 1);
    places.now = fits ? [] : allow(places);
    box.classList.toggle("dlf-torn", !fits);
  };

  const hidden = box => (box.clientWidth ? box.scrollWidth - box.clientWidth : 0);
  const sizes = new WeakMap(); // displayed formula -> its own size
  const resize = box => {
    if (!sizes.has(box)) sizes.set(box, box.style.fontSize);
    box.style.fontSize = sizes.get(box);
    const share = hidden(box) > 1 ? box.clientWidth / box.scrollWidth : 1;
    if (share < 1 && share >= LEAST) {
      box.style.fontSize = `${Math.floor(parseFloat(box.style.fontSize || "100") * share)}%`;
    }
  };
  const settle = box => {
    const ranks = breaks.get(box) || [];
    while (ranks.length && hidden(box) > 1) {
      if (ranks.length === 2) allow(ranks.equation, "br"); // a side that breaks shares no line with the other
      allow(ranks.shift());
      // If a clause by itself is too long, each has rows of its own.
      if (ranks.length && hidden(box) > 1) box.classList.add("dlf-clauses");
    }
    if (box.matches(DISPLAY)) resize(box);
    const wide = hidden(box) > 1;
    box.classList.toggle("dlf-more-left", wide && box.scrollLeft > 1);
    box.classList.toggle("dlf-more-right", wide && box.scrollLeft < hidden(box) - 1);
    if (wide) box.tabIndex = 0; // so that the arrow keys scroll it
    else box.removeAttribute("tabindex");
  };

  // A picture keeps its labels readable: on a phone it is wider than the screen, and scrolls.
  const frame = image => {
    const box = document.createElement("div");
    box.className = "dlf-scroll dlf-picture";
    box.style.setProperty("--natural", image.naturalWidth);
    image.replaceWith(box);
    box.append(image);
  };

  const watch = article => {
    const sizes = new ResizeObserver(entries => entries.forEach(({ target }) => settle(target)));
    article.querySelectorAll(WIDE).forEach(box => {
      sizes.observe(box);
      box.addEventListener("scroll", () => settle(box), { passive: true });
    });
    const widths = new WeakMap(); // a line that breaks changes the height, which asks for nothing
    const lines = new ResizeObserver(entries => entries.forEach(({ target }) => {
      const { width } = target.getBoundingClientRect();
      if (widths.get(target) === width) return;
      widths.set(target, width);
      target.querySelectorAll(".dlf-breaks").forEach(box => relax(box, target.getBoundingClientRect()));
    }));
    kept.forEach((places, box) => {
      const block = box.closest("p, li, dd, td");
      if (block && places.length) lines.observe(block);
    });
  };

  // On paper nothing opens or scrolls: proofs are open, and a formula that cannot break is smaller.
  const opened = [], shrunk = [];
  const toPaper = article => {
    article.querySelectorAll("details:not([open])").forEach(d => opened.push(d) && (d.open = true));
    const { width, maxWidth } = article.style;
    Object.assign(article.style, { width: `${PAPER}px`, maxWidth: "none" });
    const boxes = [...article.querySelectorAll(DISPLAY)];
    boxes.forEach(settle);
    const shares = boxes.map(box => box.clientWidth / box.scrollWidth || 1);
    boxes.forEach((box, k) => {
      if (shares[k] >= 1) return;
      shrunk.push([box, box.style.fontSize]);
      box.style.fontSize = `${Math.floor(parseFloat(box.style.fontSize || "100") * shares[k])}%`;
    });
    Object.assign(article.style, { width, maxWidth });
  };
  const fromPaper = () => {
    opened.splice(0).forEach(d => { d.open = false; });
    shrunk.splice(0).forEach(([box, size]) => { box.style.fontSize = size; });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const article = document.querySelector("article");
    if (!article) return;
    addEventListener("beforeprint", () => toPaper(article));
    addEventListener("afterprint", fromPaper);
    addEventListener("load", async () => {
      if (window.MathJax && MathJax.startup) {
        await MathJax.startup.promise;
        for (const item of MathJax.startup.document.math) prepare(item);
      }
      article.querySelectorAll("figure > img").forEach(frame);
      watch(article);
      document.documentElement.dataset.fitted = "";
    });
  });
})();
