// Where the processes of a purchase stand: the diagram with the way that was taken, and the same step by step in words.
// What it shows comes from /process-pictures/{document}; the diagram is drawn by bpmn-js, whose mark stays where it is.

const READABLE = 0.6;

const load = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  });

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};

class Pictures {
  constructor(root) {
    this.root = root;
    this.diagrams = new Map();
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
    this.root.querySelectorAll("[data-zoom]").forEach((button) =>
      button.addEventListener("click", () => this.zoom(button.dataset.zoom)));
    await load(this.root.dataset.viewer);
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

  async draw(picture) {
    const canvas = this.part(".process-canvas");
    canvas.replaceChildren();
    this.viewer?.destroy();
    const viewer = new window.BpmnJS({ container: canvas });
    this.viewer = viewer;
    if (!this.diagrams.has(picture.model)) {
      const answer = await fetch(picture.model);
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      this.diagrams.set(picture.model, await answer.text());
    }
    if (this.shown !== picture) {
      return;
    }
    await viewer.importXML(this.diagrams.get(picture.model));
    this.mark(viewer, picture);
    this.zoom("here");
  }

  mark(viewer, picture) {
    const marks = viewer.get("canvas");
    const known = viewer.get("elementRegistry");
    const add = (ids, css) => ids.filter((id) => known.get(id)).forEach((id) => marks.addMarker(id, css));
    add(picture.flows, "way-taken");
    add(picture.visited, "was-reached");
    add(picture.active, "stands-here");
    add(picture.incidents.map((incident) => incident.node), "is-stuck");
    // Flows that were taken lie above those that were not.
    known.filter((one) => one.waypoints && picture.flows.includes(one.id)).forEach((flow) => {
      const group = known.getGraphics(flow)?.parentNode;
      group?.parentNode?.append(group);
    });
  }

  zoom(how) {
    const canvas = this.viewer?.get("canvas");
    if (!canvas) {
      return;
    }
    if (how === "in" || how === "out") {
      canvas.zoom(Math.min(4, Math.max(0.15, canvas.zoom() * (how === "in" ? 1.25 : 0.8))));
      return;
    }
    canvas.zoom("fit-viewport", "auto");
    // Too small to read: at first the place where it stands is shown instead of the whole, unless all is over.
    const { outer } = canvas.viewbox();
    const wanders = this.shown.active.length > 0 || outer.width < 600;
    if (how === "here" && wanders && canvas.zoom() < READABLE) {
      const known = this.viewer.get("elementRegistry");
      const here = known.get(this.shown.active[0] ?? this.shown.visited.at(-1));
      if (here) {
        const width = outer.width / READABLE;
        const height = outer.height / READABLE;
        canvas.viewbox({ x: here.x + (here.width ?? 0) / 2 - width / 2, y: here.y + (here.height ?? 0) / 2 - height / 2, width, height });
      }
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
