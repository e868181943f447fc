// The pages of a process: its drawing with what is written about the chosen step, and two versions side by side.
import { draw } from "./model-diagram.js";

const CHOSEN = "is-chosen";
const SIGNS = { ADDED: "+", REMOVED: "−", CHANGED: "✎", MOVED: "↔" };

const failed = (canvas) => {
  canvas.hidden = true;
  canvas.parentElement.querySelector(".model-failed").hidden = false;
};

const drawAll = (canvases) => Promise.all(canvases.map((canvas) =>
  draw(canvas, canvas.dataset.diagram).catch(() => failed(canvas))));

const choose = (diagrams, id) => {
  diagrams.forEach((diagram) => {
    diagram.clear(CHOSEN);
    if (id) {
      diagram.mark(id, CHOSEN);
    }
  });
};

// What is written about a step is in the list below the drawing; the same words stand beside it.
const stage = async (root) => {
  const told = root.querySelector("[data-told]");
  const hint = root.querySelector("[data-hint]");
  const drawn = await drawAll([root.querySelector("[data-diagram]")]);
  const diagram = drawn[0];
  if (!diagram) {
    return;
  }
  const tell = (id) => {
    const step = id && (document.getElementById(`step-${id}`)
      ?? document.querySelector(`[data-flow="${CSS.escape(id)}"]`)?.closest("[data-element]"));
    hint.hidden = Boolean(step);
    told.replaceChildren();
    choose([diagram], step ? step.dataset.element : null);
    if (step) {
      told.append(...[...step.children].map((part) => part.cloneNode(true)));
      // Beside the drawing it is no part of the list, and follows the page's own heading.
      told.querySelectorAll("h3").forEach((head) => {
        const own = document.createElement("h2");
        own.append(...head.childNodes);
        head.replaceWith(own);
      });
      told.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
      told.querySelectorAll(".model-step-head .model-to").forEach((one) => one.remove());
      told.querySelectorAll("details").forEach((one) => (one.open = false));
    }
  };
  diagram.onSelect(tell);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".model-to");
    if (button) {
      tell(button.dataset.to);
      diagram.centre(button.dataset.to, Math.max(0.8, diagram.canvas.zoom()));
      if (!root.contains(button)) {
        root.scrollIntoView({ block: "start", behavior: "smooth" });
      }
    }
  });
  if (location.hash.startsWith("#step-")) {
    tell(decodeURIComponent(location.hash.slice("#step-".length)));
  }
};

const beside = async (root) => {
  const drawn = (await drawAll([...root.querySelectorAll("[data-diagram]")])).filter(Boolean);
  const places = [...document.querySelectorAll(".model-changes [data-change]")];
  places.forEach(({ dataset: { change, element } }) => drawn.forEach((diagram) => {
    if (diagram.has(element)) {
      diagram.mark(element, `change-${change.toLowerCase()}`);
      diagram.raise(element);
      const sign = document.createElement("span");
      sign.className = `change-sign change-${change.toLowerCase()}`;
      sign.textContent = SIGNS[change];
      if (!diagram.isFlow(element)) {
        diagram.overlay(element, sign, { top: -10, right: 10 });
      }
    }
  }));
  const select = (id) => {
    choose(drawn, id);
    places.forEach((place) => place.classList.toggle("chosen", place.dataset.element === id));
  };
  drawn.forEach((diagram) => diagram.onSelect(select));
  document.querySelectorAll(".model-changes .model-to").forEach((button) => button.addEventListener("click", () => {
    select(button.dataset.to);
    drawn.forEach((diagram) => diagram.centre(button.dataset.to, Math.max(0.7, diagram.canvas.zoom())));
    root.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }));
};

document.querySelectorAll("[data-stage]").forEach(stage);
document.querySelectorAll("[data-beside]").forEach(beside);
