// The page of a process: its drawing, and what is written about the element that is chosen.
import { draw } from "./model-diagram.js";

document.querySelectorAll("[data-diagram]").forEach((canvas) =>
  draw(canvas, canvas.dataset.diagram).catch(() => {
    canvas.hidden = true;
    canvas.parentElement.querySelector(".model-failed").hidden = false;
  }));
