// Draws a process as BPMN. bpmn-js does the drawing; its mark stays where it is.
//
//   const diagram = await draw(container, xmlAddress);
//   diagram.mark("userTask_approve", "is-added");
//   diagram.overlay("userTask_approve", element);
//   diagram.onSelect((id) => ...);
//
// The container says where bpmn-js lies (data-viewer). Buttons with data-zoom="in", "out" and "fit" beside it, within
// .model-diagram, work by themselves; so do the arrow keys, +, - and 0 where the drawing has the focus, and fingers.

const READABLE = 0.6;
const SMALLEST = 0.15;
const LARGEST = 4;
const STEP = 1.25;
const PAN = 60;

const loading = new Map();

const load = (address) => {
  if (!loading.has(address)) {
    loading.set(address, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => reject(new Error(address));
      document.head.append(script);
    }));
  }
  return loading.get(address);
};

const texts = new Map();

const read = (address) => {
  if (!texts.has(address)) {
    texts.set(address, fetch(address).then((answer) => {
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      return answer.text();
    }).catch((problem) => {
      texts.delete(address);
      throw problem;
    }));
  }
  return texts.get(address);
};

class Diagram {
  constructor(viewer, container) {
    this.viewer = viewer;
    this.container = container;
    this.canvas = viewer.get("canvas");
    this.elements = viewer.get("elementRegistry");
    this.fingers = new Map();
    this.listen();
  }

  has(id) {
    return Boolean(this.elements.get(id));
  }

  isFlow(id) {
    return Boolean(this.elements.get(id)?.waypoints);
  }

  /** Gives an element a class of CSS; one that is not drawn is left out. */
  mark(id, css) {
    if (this.has(id)) {
      this.canvas.addMarker(id, css);
    }
  }

  unmark(id, css) {
    if (this.has(id)) {
      this.canvas.removeMarker(id, css);
    }
  }

  /** Takes a class away from all elements. */
  clear(css) {
    this.elements.filter((one) => this.canvas.hasMarker(one, css)).forEach((one) => this.canvas.removeMarker(one, css));
  }

  /** Puts something at the upper right of an element, or where the position says (top, right, bottom, left). */
  overlay(id, element, position = { top: -12, right: 12 }) {
    return this.has(id) ? this.viewer.get("overlays").add(id, { position, html: element, show: { minZoom: 0 } }) : null;
  }

  /** Takes away one that overlay() put there, or all. */
  removeOverlay(overlay) {
    if (overlay === undefined) {
      this.viewer.get("overlays").clear();
    } else {
      this.viewer.get("overlays").remove(overlay);
    }
  }

  /** Lays a flow above those that it crosses. */
  raise(id) {
    const group = this.isFlow(id) ? this.elements.getGraphics(id)?.parentNode : null;
    group?.parentNode?.append(group);
  }

  zoomToFit() {
    this.canvas.zoom("fit-viewport", "auto");
  }

  zoom(how) {
    if (how === "in" || how === "out") {
      this.scale(this.canvas.zoom() * (how === "in" ? STEP : 1 / STEP));
    } else {
      this.zoomToFit();
    }
  }

  scale(factor, at) {
    this.canvas.zoom(Math.min(LARGEST, Math.max(SMALLEST, factor)), at);
  }

  get isReadable() {
    return this.canvas.zoom() >= READABLE;
  }

  /** The whole, or, where that would be too small to read, the part around an element. */
  show(id) {
    this.zoomToFit();
    if (!this.isReadable) {
      this.centre(id, READABLE);
    }
  }

  /** Brings an element to the middle. */
  centre(id, zoom = this.canvas.zoom()) {
    const one = this.elements.get(id);
    if (!one) {
      return;
    }
    const { outer } = this.canvas.viewbox();
    const width = outer.width / zoom;
    const height = outer.height / zoom;
    const middle = one.waypoints
      ? one.waypoints[Math.floor(one.waypoints.length / 2)]
      : { x: one.x + one.width / 2, y: one.y + one.height / 2 };
    this.canvas.viewbox({ x: middle.x - width / 2, y: middle.y - height / 2, width, height });
  }

  /** Calls back with the id of an element that is clicked or touched; with null for the paper beside all of them. */
  onSelect(callback) {
    this.viewer.get("eventBus").on("element.click", ({ element }) => {
      const id = element.labelTarget?.id ?? element.id;
      const isElement = element.parent !== undefined && element.parent !== null;
      callback(isElement ? id : null);
    });
  }

  destroy() {
    this.viewer.destroy();
  }

  listen() {
    this.container.closest(".model-diagram")?.querySelectorAll("[data-zoom]").forEach((button) => {
      button.onclick = () => this.zoom(button.dataset.zoom);
    });
    this.container.onkeydown = (event) => this.key(event);
    this.container.onpointerdown = (event) => this.touch(event);
    this.container.onpointermove = (event) => this.move(event);
    this.container.onpointerup = this.container.onpointercancel = (event) => this.fingers.delete(event.pointerId);
  }

  key(event) {
    const pans = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };
    const zooms = { "+": "in", "=": "in", "-": "out", 0: "fit" };
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.container) {
      return;
    }
    if (pans[event.key]) {
      const [dx, dy] = pans[event.key];
      this.canvas.scroll({ dx, dy });
    } else if (zooms[event.key]) {
      this.zoom(zooms[event.key]);
    } else {
      return;
    }
    event.preventDefault();
  }

  // One finger moves the drawing sideways, and the page up and down; two fingers move and zoom the drawing.
  touch(event) {
    if (event.pointerType === "touch") {
      this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    }
  }

  move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.fingers.entries()].find(([id]) => id !== event.pointerId)?.[1];
    this.fingers.set(event.pointerId, now);
    if (other) {
      const distance = (one) => Math.hypot(one.x - other.x, one.y - other.y);
      const box = this.container.getBoundingClientRect();
      const middle = { x: (now.x + other.x) / 2 - box.x, y: (now.y + other.y) / 2 - box.y };
      this.canvas.scroll({ dx: (now.x - before.x) / 2, dy: (now.y - before.y) / 2 });
      this.scale((this.canvas.zoom() * distance(now)) / Math.max(1, distance(before)), middle);
    } else {
      this.canvas.scroll({ dx: now.x - before.x, dy: 0 });
    }
  }
}

/** Draws the process that the address gives into the container, in the place of what was drawn there before. */
export const draw = async (container, address) => {
  const [xml] = await Promise.all([read(address), load(container.dataset.viewer)]);
  container.diagram?.destroy();
  container.replaceChildren();
  const viewer = new window.BpmnJS({ container });
  await viewer.importXML(xml);
  container.diagram = new Diagram(viewer, container);
  container.diagram.zoomToFit();
  return container.diagram;
};
