// The page of a plan: both versions drawn, what becomes of each element, and how many stand there.
import { draw } from "./model-diagram.js";

const marks = [...document.querySelectorAll("#marks > li")].map((one) => one.dataset);
const canvases = { old: document.getElementById("old-canvas"), new: document.getElementById("new-canvas") };

const counted = (count) => {
  const badge = document.createElement("span");
  badge.className = "mig-count";
  badge.textContent = count;
  return badge;
};

const paint = {
  old: (diagram) => marks.filter((one) => one.old === "true").forEach((one) => {
    if (one.fate !== "kept" || one.count !== "0") {
      diagram.mark(one.id, `mig-${one.fate}`);
    }
    if (one.count !== "0") {
      diagram.overlay(one.id, counted(one.count));
    }
  }),
  new: (diagram) => marks.forEach((one) => {
    if (one.old !== "true") {
      diagram.mark(one.id, "mig-new");
    } else if (one.target && (one.fate === "renamed" || one.count !== "0")) {
      diagram.mark(one.target, `mig-${one.fate}`);
    }
  }),
};

// Where a drawing is too small to read, one looks first at what cannot be moved, and then at where most stand.
const byWeight = marks.filter((one) => one.old === "true")
  .sort((a, b) => (b.fate === "stuck") - (a.fate === "stuck") || b.count - a.count
    || (b.fate !== "kept") - (a.fate !== "kept"));
const first = { old: byWeight[0]?.id, new: byWeight.find((one) => one.target)?.target };

const drawn = Promise.all(Object.entries(canvases).map(async ([side, canvas]) => {
  try {
    const diagram = await draw(canvas, canvas.dataset.diagram);
    paint[side](diagram);
    if (first[side] && !diagram.isReadable) {
      diagram.show(first[side]);
    }
    return [side, diagram];
  } catch {
    canvas.hidden = true;
    canvas.parentElement.querySelector(".model-failed").hidden = false;
    return [side, null];
  }
}));

// Who chooses an element on one side sees what it becomes, or came from, on the other.
drawn.then((sides) => {
  const diagrams = Object.fromEntries(sides);
  const follow = (from, to, find) => diagrams[from]?.onSelect((id) => {
    const other = id && find(id);
    diagrams.old?.clear("mig-chosen");
    diagrams.new?.clear("mig-chosen");
    if (id) {
      diagrams[from].mark(id, "mig-chosen");
    }
    if (other && diagrams[to]?.has(other)) {
      diagrams[to].mark(other, "mig-chosen");
      diagrams[to].centre(other);
    }
  });
  const same = (side, id) => (diagrams[side]?.has(id) ? id : null);
  follow("old", "new", (id) => marks.find((one) => one.old === "true" && one.id === id)?.target ?? same("new", id));
  follow("new", "old", (id) => marks.find((one) => one.target === id)?.id ?? same("old", id));
});
