// Writing a requisition quickly. Without this script every button sends the form; with it lines come and go at once, fields
// propose, and total and approvers follow what is typed. Figures are the server's: this script computes no money.
import { pick, question } from "./requisition-pick.js";

const form = document.getElementById("requisition");
const lines = () => document.getElementById("lines");
const words = {
  found: form.dataset.sayFound,
  none: form.dataset.sayNone,
};
const spoken = document.getElementById("spoken");
const say = (text) => {
  spoken.textContent = text;
};

// ---- changes that are not stored

let unsaved = form.dataset.unsaved === "true";
let sending = false;
addEventListener("beforeunload", (event) => {
  if (unsaved && !sending) {
    event.preventDefault();
  }
});
addEventListener("pageshow", () => {
  sending = false;
});
const touched = () => {
  unsaved = true;
  lookAhead();
};

// ---- total and approvers

let timer;
let asked = 0;
const DELAY = 350;
function lookAhead() {
  clearTimeout(timer);
  timer = setTimeout(ask, all().length > 100 ? 4 * DELAY : DELAY);
}
async function ask() {
  const mine = ++asked;
  try {
    const response = await send(form.dataset.outlook);
    if (!response.ok || mine !== asked) {
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("outlook");
    if (fresh && mine === asked) {
      const before = document.getElementById("outlook").dataset.total;
      document.getElementById("outlook").replaceWith(fresh);
      follow(fresh);
      if (fresh.dataset.total !== before) {
        say(fresh.dataset.spoken);
      }
    }
  } catch {
    // The next change asks again.
  }
}
function follow(outlook) {
  const amounts = [...outlook.querySelectorAll("[data-amounts] > li")].map((amount) => amount.textContent);
  all().forEach((line, place) => {
    line.querySelector("[data-amount]").textContent = amounts[place] || "–";
  });
  form.querySelector("[data-dock-total]").textContent = outlook.dataset.total;
  form.querySelector("[data-dock-chain]").textContent = outlook.dataset.chain ?? "";
}
function send(address, action) {
  const data = new URLSearchParams(new FormData(form));
  if (action) {
    data.set("action", action);
  }
  return fetch(address, {
    method: "POST",
    body: data,
    headers: { Accept: "text/html", "X-CSRF-TOKEN": document.querySelector("meta[name=csrf-token]").content },
  });
}

// ---- lines

const all = () => [...lines().children];
const field = (line, name) => line.querySelector(`[data-field=${name}]`);
function number() {
  all().forEach((line, place) => {
    if (line.dataset.line === String(place)) {
      return;
    }
    line.dataset.line = String(place);
    line.querySelectorAll("[name^='lines[']").forEach((input) => {
      input.name = input.name.replace(/^lines\[[^\]]*\]/, `lines[${place}]`);
    });
    line.querySelectorAll("[id^='line-']").forEach((input) => {
      input.id = input.id.replace(/^line-[^-]*-/, `line-${place}-`);
    });
    line.querySelectorAll("label[for^='line-']").forEach((label) => {
      label.htmlFor = label.htmlFor.replace(/^line-[^-]*-/, `line-${place}-`);
    });
  });
}
function added(line, place) {
  if (place) {
    place.after(line);
  } else {
    lines().append(line);
  }
  number();
  propose(line);
  touched();
  field(line, "description").focus();
  line.scrollIntoView({ block: "nearest" });
  return line;
}
function blank() {
  const line = document.getElementById("line-template").content.firstElementChild.cloneNode(true);
  const last = all().at(-1);
  if (last) {
    field(line, "unit").value = "EA";
  }
  return line;
}
function duplicate(line) {
  const copy = blank();
  line.querySelectorAll("[data-field]").forEach((input) => {
    const twin = field(copy, input.dataset.field);
    if (input.tagName === "SELECT" && ![...twin.options].some((option) => option.value === input.value)) {
      twin.append(input.selectedOptions[0].cloneNode(true));
    }
    twin.value = input.value;
  });
  facts(copy);
  added(copy, line);
}
function remove(line) {
  const next = line.nextElementSibling ?? line.previousElementSibling;
  line.remove();
  number();
  touched();
  say(form.dataset.sayRemoved);
  field(next ?? added(blank()), "description").focus();
}
function facts(line) {
  line.querySelector("[data-fact=item]").textContent = field(line, "item").value;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const line = button?.closest(".req-line");
  if (button?.hasAttribute("data-add")) {
    event.preventDefault();
    added(blank());
    say(form.dataset.sayAdded);
  } else if (button?.hasAttribute("data-duplicate")) {
    event.preventDefault();
    duplicate(line);
  } else if (button?.hasAttribute("data-remove")) {
    event.preventDefault();
    remove(line);
  } else if (button?.hasAttribute("data-read")) {
    event.preventDefault();
    read();
  }
});
form.addEventListener("submit", () => {
  sending = true;
});

form.addEventListener("keydown", (event) => {
  const input = event.target;
  if (event.key !== "Enter" || event.defaultPrevented || input.tagName !== "INPUT") {
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    form.requestSubmit(form.querySelector("button[value=submit]"));
  }
  // A form is sent by its buttons, not by a key that was meant for a line.
  event.preventDefault();
  const line = input.closest(".req-line");
  if (!line) {
    return;
  }
  const next = line.nextElementSibling;
  if (next) {
    (field(next, input.dataset.field) ?? field(next, "description")).focus();
  } else {
    added(blank());
    say(form.dataset.sayAdded);
  }
});

form.addEventListener("input", (event) => {
  if (event.target.id === "earlier") {
    return;
  }
  if (event.target.id === "paste") {
    unsaved = true;
    return;
  }
  const line = event.target.closest(".req-line");
  if (line && event.target.dataset.field === "item") {
    facts(line);
  }
  event.target.classList.remove("is-invalid");
  touched();
});

// ---- proposals

function propose(root) {
  root.querySelectorAll("[data-pick]").forEach((input) => {
    const kind = input.dataset.pick;
    const address = form.dataset[kind];
    const currency = () => document.getElementById("currency").value;
    pick(
      input,
      (q) => question(address, kind === "items" ? { q, currency: currency() } : { q }),
      kind === "items" ? (option) => fill(input.closest(".req-line"), option) : null,
      say,
      words,
    );
  });
}
function fill(line, option) {
  field(line, "item").value = option.item ?? "";
  field(line, "category").value = option.category ?? "";
  if (option.unit) {
    const unit = field(line, "unit");
    if (![...unit.options].some((one) => one.value === option.unit)) {
      unit.append(new Option(option.unit, option.unit));
    }
    unit.value = option.unit;
  }
  if (option.unitPrice) {
    field(line, "unitPrice").value = option.unitPrice;
  }
  if (option.supplier) {
    field(line, "supplier").value = option.supplier;
  }
  const quantity = field(line, "quantity");
  if (!quantity.value) {
    quantity.value = "1";
  }
  facts(line);
  quantity.focus();
  quantity.select();
}

// ---- what is pasted: rows of a spreadsheet, or a link

form.addEventListener("paste", (event) => {
  const line = event.target.closest?.(".req-line");
  if (!line || event.target.tagName !== "INPUT") {
    return;
  }
  const text = event.clipboardData.getData("text/plain");
  if (/[\t\n]/.test(text.trim())) {
    event.preventDefault();
    const box = document.getElementById("paste");
    box.value = box.value.trim() ? `${box.value.trimEnd()}\n${text}` : text;
    read();
  } else if (event.target.dataset.field === "description" && /^https?:\/\/\S+$/i.test(text.trim())) {
    event.preventDefault();
    link(line, text.trim());
  }
});

async function read() {
  // What was asked about the lines as they were must not arrive over what is asked now.
  clearTimeout(timer);
  try {
    const response = await send(form.getAttribute("action"), "paste");
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("lines");
    if (!fresh) {
      throw new Error();
    }
    clearTimeout(timer);
    asked++;
    const before = all().length;
    lines().replaceWith(fresh);
    document.getElementById("paste-panel").replaceWith(page.getElementById("paste-panel"));
    const outlook = page.getElementById("outlook");
    document.getElementById("outlook").replaceWith(outlook);
    follow(outlook);
    propose(fresh);
    unsaved = true;
    const report = document.querySelector("#paste-panel .alert");
    say(report?.innerText ?? "");
    const focus = document.querySelector("#paste-panel [data-focus]") ?? field(all()[Math.min(before, all().length - 1)], "description");
    focus.focus();
  } catch {
    say(form.dataset.sayFailed);
  }
}

async function link(line, url) {
  const input = field(line, "description");
  if (!/^https:/i.test(url)) {
    input.value = url;
    say(form.dataset.sayOnlyHttps);
    touched();
    return;
  }
  field(line, "link").value = url;
  try {
    const response = await fetch(question(form.dataset.link, { url, currency: document.getElementById("currency").value }));
    const answer = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("ul");
    if (answer && !input.value.trim()) {
      input.value = answer.dataset.title || url;
    }
    const old = line.querySelector("a[data-fact=link]");
    const shown = document.createElement("a");
    shown.dataset.fact = "link";
    shown.href = url;
    shown.target = "_blank";
    shown.rel = "noopener noreferrer";
    shown.textContent = new URL(url).host;
    old?.remove();
    line.querySelector(".req-facts").append(shown);
    touched();
    if (answer?.children.length) {
      input.dispatchEvent(new CustomEvent("pick:propose", { detail: answer }));
    } else {
      field(line, "quantity").focus();
    }
  } catch {
    input.value = url;
    say(form.dataset.sayFailed);
  }
}

propose(document);
