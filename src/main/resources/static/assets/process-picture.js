// Where the processes of a purchase stand: the diagram with the way that was taken, and the same step by step in words.
// What it shows comes from /process-pictures/{document}; the diagram is drawn by bpmn-js, whose mark stays where it is.

import { draw } from "./model-diagram.js";

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};

class Pictures {
  constructor(root) {
    this.root = root;
  }

  part(css) {
    return this.root.querySelector(css);
  }

  async start() {
    const answer = await fetch(this.root.dataset.pictures, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    this.pictures = await answer.json();
    this.part(".process-wait").hidden = true;
    if (this.pictures.length === 0) {
      this.part(".process-none").hidden = false;
      return;
    }
    this.part(".process-body").hidden = false;
    this.tabs();
    const stuck = this.pictures.find((one) => one.incidents.length > 0);
    const notice = document.querySelector("[data-process-stuck]");
    if (notice) {
      notice.hidden = !stuck;
    }
    const mine = this.pictures.filter((one) => one.process === this.root.dataset.first && one.document === this.root.dataset.document);
    await this.show(mine.findLast((one) => one.incidents.length > 0) ?? stuck ?? mine.at(-1) ?? this.pictures.find((one) => !one.ended) ?? this.pictures.at(-1));
  }

  tabs() {
    const list = this.part(".process-tabs");
    this.pictures.forEach((picture, index) => {
      const tab = element("button", { type: "button", class: "nav-link", role: "tab", id: `process-tab-${index}`, "aria-controls": "process-shown" }, picture.title);
      const others = this.pictures.filter((one) => one.title === picture.title && one !== picture);
      if (others.some((one) => one.document !== picture.document)) {
        tab.append(" ", element("span", { class: "second" }, picture.document));
      }
      if (picture.incidents.length > 0) {
        tab.append(" ", element("i", { class: "bi bi-exclamation-triangle", "aria-hidden": "true" }),
          element("span", { class: "visually-hidden" }, this.root.dataset.stuck));
      }
      tab.addEventListener("click", () => this.show(picture));
      tab.addEventListener("keydown", (event) => this.move(event, index));
      list.append(element("li", { class: "nav-item", role: "presentation" }, tab));
      picture.tab = tab;
    });
  }

  // The arrow keys go from tab to tab, as they do in every list of tabs.
  move(event, index) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const other = this.pictures[(index + step + this.pictures.length) % this.pictures.length];
      other.tab.focus();
      this.show(other);
    }
  }

  async show(picture) {
    this.shown = picture;
    this.pictures.forEach((one) => {
      one.tab.classList.toggle("active", one === picture);
      one.tab.setAttribute("aria-selected", String(one === picture));
      one.tab.tabIndex = one === picture ? 0 : -1;
    });
    this.part(".process-shown").setAttribute("aria-labelledby", picture.tab.id);
    this.part(".process-state").textContent = `${picture.document}. ${picture.state}`;
    const cockpit = this.part(".process-cockpit");
    cockpit.hidden = !picture.cockpit;
    if (picture.cockpit) {
      cockpit.href = picture.cockpit;
    }
    this.words(picture);
    await this.draw(picture);
  }

  words(picture) {
    this.part(".process-steps").replaceChildren(...picture.steps.map((step) =>
      element("li", { class: `step-${step.state.toLowerCase()}`, "data-node": step.node, ...(step.state === "ACTIVE" || step.state === "STUCK" ? { "aria-current": "step" } : {}) },
        element("span", { class: "step-name" }, step.name), " ",
        element("span", { class: "when" }, [step.said, step.time].filter(Boolean).join(", ")))));
    const stuck = this.part(".process-stuck");
    stuck.hidden = picture.incidents.length === 0;
    stuck.querySelector("ul").replaceChildren(...picture.incidents.map((incident) =>
      element("li", {}, incident.name + (incident.message ? `: ${incident.message}` : ""))));
  }

  // What was asked for last is drawn last, however long the one before it takes.
  draw(picture) {
    const drawing = (this.drawing ?? Promise.resolve()).then(async () => {
      if (this.shown === picture) {
        const diagram = await draw(this.part(".process-canvas"), picture.model);
        this.mark(diagram, picture);
        this.look(diagram, picture);
      }
    });
    this.drawing = drawing.catch(() => {});
    return drawing;
  }

  mark(diagram, picture) {
    picture.flows.forEach((id) => diagram.mark(id, "way-taken"));
    picture.visited.forEach((id) => diagram.mark(id, "was-reached"));
    picture.active.forEach((id) => diagram.mark(id, "stands-here"));
    picture.incidents.forEach((incident) => diagram.mark(incident.node, "is-stuck"));
    // Flows that were taken lie above those that were not.
    picture.flows.forEach((id) => diagram.raise(id));
  }

  // Too small to read: at first the place where it stands is shown instead of the whole, unless all is over.
  look(diagram, picture) {
    if (picture.active.length > 0 || this.part(".process-canvas").clientWidth < 600) {
      diagram.show(picture.active[0] ?? picture.visited.at(-1));
    }
  }
}

document.querySelectorAll("[data-pictures]").forEach((root) => {
  const pictures = new Pictures(root);
  pictures.start().catch(() => {
    root.querySelector(".process-wait").hidden = true;
    root.querySelector(".process-failed").hidden = false;
    root.querySelector(".process-canvas").hidden = true;
  });
});
