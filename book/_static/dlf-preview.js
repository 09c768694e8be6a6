// Shows the statement that a link leads to, on hover and on focus; works without a network.
(() => {
  const tagOf = link => {
    const match = link.getAttribute("href").match(/(?:#|(?:^|\/))([A-Z][0-9A-Z]{3})(?:\.html)?$/);
    return match && match[1];
  };
  const contentOf = tag => {
    const template = document.getElementById("preview-" + tag);
    if (template) return template.content.cloneNode(true);
    const here = document.getElementById(tag);
    return here && here.cloneNode(true);
  };
  let shown = null;
  const hide = () => { if (shown) { shown.remove(); shown = null; } };
  const show = link => {
    hide();
    const content = contentOf(tagOf(link));
    if (!content) return;
    shown = document.createElement("div");
    shown.className = "dlf-preview";
    shown.setAttribute("role", "tooltip");
    shown.append(content);
    shown.querySelectorAll("[id]").forEach(e => e.removeAttribute("id"));
    shown.querySelectorAll("mjx-assistive-mml").forEach(e => e.remove());
    document.body.append(shown);
    const box = link.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - shown.offsetWidth - 8);
    shown.style.left = Math.max(8, left) + window.scrollX + "px";
    shown.style.top = box.bottom + window.scrollY + 6 + "px";
    if (window.MathJax && !shown.querySelector("mjx-container")) MathJax.typesetPromise([shown]);
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("article a.reference.internal, article section a").forEach(link => {
      if (!link.getAttribute("href") || !tagOf(link) || link.closest(".proof > .admonition-title")) return;
      for (const start of ["mouseenter", "focus"]) link.addEventListener(start, () => show(link));
      for (const end of ["mouseleave", "blur"]) link.addEventListener(end, hide);
    });
    document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
  });
})();
