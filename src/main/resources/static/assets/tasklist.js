// Countersign in Tasklist: what a person may start, how much waits in each list, the task first on a phone, a button that
// says what it does, and what came of an answer. Everything is checked by the server; nothing here decides anything.
import {say, surroundings} from "/assets/engine-application.js";

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};
const write = (node, text) => {
  if (node && node.textContent !== text) {
    node.textContent = text;
  }
};
document.body.classList.toggle("cs-cockpit", surroundings.cockpit === true);
const openTask = () => new URLSearchParams(location.hash.replace(/^[^?]*/, "")).get("task");

// ---- What a person may start, and the way to our own pages

const starts = {
  id: "countersign-start",
  pluginPoint: "tasklist.navbar.action",
  priority: 150,
  render: (node) => {
    if (surroundings.starts.length === 0) {
      return;
    }
    const list = element("ul", {class: "cs-menu", id: "cs-starts", hidden: ""});
    surroundings.starts.forEach(({href, text}) =>
      list.append(element("li", {}, element("a", {href, target: "_self"}, text)))
    );
    const button = element(
      "button",
      {type: "button", class: "cs-start", "aria-expanded": "false", "aria-controls": "cs-starts"},
      say("start")
    );
    const show = (open) => {
      list.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", () => {
      show(list.hidden);
      if (!list.hidden) {
        list.querySelector("a").focus();
      }
    });
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        show(false);
        button.focus();
      }
    });
    document.addEventListener("click", (event) => node.contains(event.target) || show(false));
    node.append(button, list);
  }
};

const pages = {
  id: "countersign-pages",
  pluginPoint: "tasklist.navbar.action",
  priority: 400,
  render: (node) => {
    const list = element("ul", {class: "cs-pages"});
    surroundings.pages.forEach(({href, text}) =>
      list.append(element("li", {}, element("a", {href, target: "_self"}, text)))
    );
    node.append(list);
  }
};

// ---- The lists with their names in the reader's language, and how much waits in each

const names = new Map();
let counts = new Map();

const count = async () => {
  if (document.hidden) {
    return;
  }
  const engine = document.querySelector("base").getAttribute("engine-api") + "engine/default/filter";
  const found = await fetch(`${engine}?resourceType=Task`).then((answer) => (answer.ok ? answer.json() : []));
  const counted = await Promise.all(
    found.map((filter) =>
      fetch(`${engine}/${filter.id}/count`)
        .then((answer) => (answer.ok ? answer.json() : {count: ""}))
        .then((answer) => [filter.name, answer.count])
    )
  );
  found.forEach((filter) => {
    const key = filter.properties?.countersign;
    if (key) {
      names.set(filter.name, {name: say(`filter.${key}`), hint: say(`filter.${key}.hint`)});
    }
  });
  counts = new Map(counted);
  lists();
};

const lists = () => {
  document.querySelectorAll(".task-filters .task-filter").forEach((item) => {
    const link = item.querySelector("h4.name a");
    const own = [...(link?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!own) {
      return;
    }
    const kept = (item.dataset.kept ??= own.data.trim());
    const known = names.get(kept);
    if (known && own.data.trim() !== known.name) {
      own.data = ` ${known.name} `;
    }
    if (known && item.title !== known.hint) {
      item.title = known.hint;
    }
    const number = counts.get(kept);
    if (number !== undefined) {
      let badge = link.querySelector(".cs-count");
      if (!badge) {
        badge = element("span", {class: "cs-count"});
        link.append(badge);
      }
      write(badge, String(number));
      badge.classList.toggle("cs-none", number === 0);
    }
  });
};

// ---- The names of tasks, which the processes give in English

const verbs = {
  "Approve ": "approve",
  "Repair approval of ": "repair",
  "Revise requisition ": "revise",
  "Release sales order ": "release-sale",
  "Revise sales order ": "revise-sale",
  "Release policy change ": "release-policy",
  "Name supplier ": "name",
  "Dispatch order by hand ": "dispatch",
  "Handle decline ": "decline",
  "Handle proposal ": "proposal",
  "Resolve change order ": "change",
  "Hand over change by hand ": "handover",
  "Receive goods ": "receive",
  "Inspect goods ": "inspect",
  "Handle unexpected goods ": "late",
  "Handle late receipt ": "late",
  "Resolve exception of ": "exception",
  "Clarify payment of ": "payment"
};

// What a process says after the number; what a person wrote there stays as it is.
const endings = {
  pay: /^Pay (.+?) of (.+)$/,
  accept: /^Accept a difference of invoice (.+?) of (.+)$/,
  beyond: /^Invoice (.+?) of (.+) goes beyond its order$/
};

const ended = (name) => {
  const [, front, ending] = name.match(/^(.*?: )(\S.*?)\s*$/s) ?? [];
  if (!ending) {
    return name;
  }
  const kind = Object.keys(endings).find((key) => endings[key].test(ending));
  const parts = kind && ending.match(endings[kind]);
  const said = say(`ending.${kind ?? ending.toLowerCase().replace(/[^a-z]+/g, "-")}`);
  return said ? front + said.replace(/\{(\d)\}/g, (hole, index) => parts?.[Number(index) + 1] ?? hole) : name;
};

const tasks = () => {
  document.querySelectorAll(".tasks-list h4.task a, .task-card h2.task").forEach((name) => {
    const text = [...name.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const begin = Object.keys(verbs).find((verb) => text?.data.trimStart().startsWith(verb));
    const wanted = begin && say(`verb.${verbs[begin]}`);
    if (wanted && wanted !== begin.trim()) {
      text.data = ended(text.data).replace(begin, () => `${wanted} `);
    }
  });
};

// ---- The names of processes, and amounts as the reader writes them

const processes = {
  "Document approval": "approval",
  "Purchase order": "order",
  "Change order": "change",
  "Purchase requisition": "requisition",
  "Supplier invoice": "invoice",
  "Sales order": "sales",
  "Policy change": "policy",
  "Unexpected goods": "late",
  "Goods inspection": "inspection",
  "Late receipt": "late"
};

const details = () => {
  document.querySelectorAll(".task-card .definition-name h4").forEach((shown) => {
    const text = [...shown.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const key = processes[text?.data.trim()];
    if (key && text.data.trim() !== say(`process.${key}`)) {
      text.data = say(`process.${key}`);
    }
  });
  document.querySelectorAll(".tasks-list .task .variable-value").forEach((shown) => {
    const text = [...shown.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const [, number, currency] = /^\s*(-?\d{1,3}(?:,\d{3})*(?:\.\d+)?) ([A-Z]{3})\s*$/.exec(text?.data ?? "") ?? [];
    if (number && surroundings.language !== "en" && shown.dataset.written !== text.data) {
      const plain = number.replaceAll(",", "");
      const digits = plain.includes(".") ? plain.length - plain.indexOf(".") - 1 : 0;
      const written = new Intl.NumberFormat(surroundings.language, {minimumFractionDigits: digits, maximumFractionDigits: digits});
      text.data = shown.dataset.written = `${written.format(plain)} ${currency}`;
    }
  });
};

// ---- The cards: priority and columns in words

const columns = {Amount: "amount", Requester: "requester", Supplier: "supplier"};

const cards = () => {
  document.querySelectorAll(".tasks-list .task .variable-label").forEach((label) => {
    const key = columns[(label.dataset.kept ??= label.textContent.trim().replace(/:$/, ""))];
    if (key) {
      write(label, say(`column.${key}`));
    }
  });
  document.querySelectorAll(".tasks-list .task .priority").forEach((shown) => {
    const given = Number((shown.dataset.given = shown.textContent.trim() || shown.dataset.given));
    const word = given >= 75 ? say("priority.high") : given < 50 ? say("priority.low") : "";
    if (shown.dataset.word !== word) {
      shown.dataset.word = word;
    }
  });
};

// ---- On a phone: the task first, and a way back

const place = () => {
  document.body.classList.toggle("cs-task-open", openTask() !== null);
  const top = document.querySelector(".task-details > header.top");
  if (top && !top.querySelector(".cs-back")) {
    const back = element("button", {type: "button", class: "cs-back btn btn-link"}, say("back"));
    back.addEventListener("click", () => {
      const kept = new URLSearchParams(location.hash.replace(/^[^?]*/, ""));
      kept.delete("task");
      kept.delete("detailsTab");
      location.hash = `#/?${kept}`;
    });
    top.prepend(back);
  }
};

// ---- A task of a group: taken first, then answered

const take = () => {
  const claim = document.querySelector("[cam-tasklist-task-meta] button.claim");
  const bar = document.querySelector(".cs-take");
  const content = document.querySelector(".task-card .tab-content");
  if (!claim || !content) {
    bar?.remove();
    return;
  }
  if (!bar) {
    const button = element("button", {type: "button", class: "btn btn-primary"}, say("take"));
    button.addEventListener("click", () => document.querySelector("[cam-tasklist-task-meta] button.claim")?.click());
    content.before(element("div", {class: "cs-take"}, button, element("p", {}, say("take.why"))));
  }
};

// ---- The form: a button that says what it does

const chosen = () => {
  const picked = [...document.querySelectorAll(".task-details .fjs-form input[type=radio]:checked")].pop();
  return picked ? picked.closest("label")?.textContent.trim() ?? "" : "";
};

const button = () => {
  const form = document.querySelector(".task-details .fjs-form");
  const complete = document.querySelector(".task-details .form-actions .btn-primary");
  if (!form || !complete) {
    return;
  }
  const radios = [...form.querySelectorAll("input[type=radio]")];
  if (radios.length === 1) {
    const only = radios[0];
    if (!only.checked) {
      only.click();
    }
    only.closest(".fjs-form-field-radio")?.classList.add("cs-only-one");
  }
  const text = complete.firstChild;
  const normal = (complete.dataset.normal ??= text.data.trim());
  const wanted = chosen() || normal;
  if (text.data.trim() !== wanted) {
    text.data = ` ${wanted} `;
  }
};

// ---- To whom a task is handed: people are proposed while a name is typed

let typed = null;
const propose = (field) => {
  clearTimeout(typed);
  const text = field.value.trim();
  if (text.length < 2 || text.endsWith(")")) {
    return;
  }
  typed = setTimeout(async () => {
    const asked = new URLSearchParams({name: text, active: "true", size: "8"});
    const answer = await fetch(`/api/v1/people?${asked}`, {headers: {Accept: "application/json"}}).catch(() => null);
    const found = answer?.ok ? (await answer.json()).content : [];
    if (found.length === 0) {
      return;
    }
    let list = document.getElementById("cs-people");
    if (!list) {
      list = element("datalist", {id: "cs-people"});
      document.body.append(list);
    }
    list.replaceChildren(
      ...found.map(({user, firstName, lastName}) => element("option", {value: `${firstName} ${lastName} (${user})`}))
    );
    field.setAttribute("list", "cs-people");
  }, 250);
};
document.addEventListener("input", ({target}) => {
  if (target instanceof HTMLInputElement && target.id.endsWith("field_to")) {
    propose(target);
  }
});

// ---- What came of an answer

let answered = null;

const confirm = async (task) => {
  for (const pause of [0, 400, 1200]) {
    await new Promise((go) => setTimeout(go, pause));
    const said = await fetch(`/tasks/${task}/answer`, {headers: {Accept: "application/json"}}).catch(() => null);
    if (said?.ok) {
      tell(await said.json());
      return;
    }
  }
};

const tell = ({title, next}) => {
  document.querySelector(".cs-told")?.remove();
  const close = element("button", {type: "button", class: "close", "aria-label": say("close")}, "×");
  const told = element("div", {class: "cs-told", role: "status"}, close, element("strong", {}, title));
  if (next) {
    told.append(element("p", {}, element("em", {}, say("next")), " ", next));
  }
  close.addEventListener("click", () => told.remove());
  document.body.append(told);
  setTimeout(() => told.remove(), 20000);
};

// A comment that is needed is asked for before anything is sent; the server insists on it anyway.
const missing = () => {
  const form = document.querySelector(".task-details .fjs-form");
  return [...(form?.querySelectorAll("textarea, input[type=text]") ?? [])].find((field) => {
    const label = form.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    return label?.textContent.includes(say("needed")) && field.value.trim() === "";
  });
};

const open = () => {
  const questions = [...document.querySelectorAll(".task-details .fjs-form .fjs-form-field-radio")];
  const undecided = questions.find((question) => !question.querySelector("input[type=radio]:checked"));
  return undecided?.querySelector("input[type=radio]") ?? null;
};

document.addEventListener(
  "click",
  (event) => {
    if (!event.target.closest?.(".task-details .form-actions .btn-primary")) {
      return;
    }
    document.querySelector(".cs-needed")?.remove();
    const undecided = open();
    const field = undecided ?? missing();
    if (field) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const words = undecided ? say("needed.choose") : say("needed.say");
      const said = element("p", {class: "cs-needed", role: "alert", id: "cs-needed"}, words);
      if (undecided) {
        field.closest(".fjs-form-field-radio").append(said);
      } else {
        field.after(said);
      }
      field.setAttribute("aria-describedby", "cs-needed");
      field.focus();
      return;
    }
    answered = openTask();
  },
  true
);
["input", "change"].forEach((kind) =>
  document.addEventListener(kind, () => document.querySelector(".cs-needed")?.remove())
);

let last = openTask();
const moved = () => {
  const now = openTask();
  if (answered && last === answered && now !== answered) {
    confirm(answered);
    answered = null;
    count();
  }
  last = now;
};

// ---- Keep up with what Tasklist draws

let waiting = false;
const keepUp = () => {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      moved();
      place();
      lists();
      tasks();
      details();
      cards();
      take();
      button();
    });
  }
};
new MutationObserver(keepUp).observe(document.body, {childList: true, subtree: true, characterData: true});
addEventListener("hashchange", keepUp);
addEventListener("popstate", keepUp);
document.addEventListener("change", keepUp);
document.addEventListener("visibilitychange", () => count().catch(() => {}));
setInterval(() => count().catch(() => {}), 60000);
count().catch(() => {});
keepUp();

export default [starts, pages];
