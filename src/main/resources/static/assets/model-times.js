// The heat map of a process: what the table below says, in colours on its drawing.
import { draw } from "./model-diagram.js";

const rows = [...document.querySelectorAll("#times [data-element]")];

const colour = (diagram) => {
  rows.forEach(({ dataset }) => {
    if (dataset.heat !== "0") {
      diagram.mark(dataset.element, `heat-${dataset.heat}`);
    }
    if (dataset.badge) {
      const badge = document.createElement("span");
      badge.className = "heat-badge";
      badge.textContent = dataset.badge;
      diagram.overlay(dataset.element, badge, { bottom: 10, left: 4 });
    }
  });
  diagram.onSelect((id) => {
    const link = rows.find((row) => row.dataset.element === id)?.querySelector("a");
    if (link) {
      location.assign(link.href);
    }
  });
};

document.querySelectorAll("[data-diagram]").forEach((canvas) =>
  draw(canvas, canvas.dataset.diagram).then(colour).catch(() => {
    canvas.hidden = true;
    canvas.parentElement.querySelector(".model-failed").hidden = false;
  }));
