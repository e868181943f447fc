// What is stuck, in Cockpit: on its dashboard, and as a page of its own. Everything it shows comes as text from its own calls,
// which ask for the reader's rights; nothing is loaded from elsewhere.
import {say, surroundings} from "/assets/engine-application.js";

const PATH = "/stuck";
const PAGE = 25;
const told = (key, ...values) =>
  values.reduce((text, value, index) => text.replaceAll(`{${index}}`, value), say(`stuck.${key}`));

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

// As on the product's own pages: the day before the month in English, too.
const language = surroundings.language === "en" ? "en-GB" : surroundings.language;

const moment = (at) =>
  at ? new Date(at).toLocaleString(language, {dateStyle: "medium", timeStyle: "short"}) : told("unknown");

const age = (at) => {
  if (!at) {
    return "";
  }
  const minutes = Math.max(0, Math.round((Date.now() - new Date(at).getTime()) / 60000));
  if (minutes < 1) {
    return told("justNow");
  }
  const [count, unit] =
    minutes < 120 ? [minutes, "minute"] : minutes < 2880 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat(language, {numeric: "always"}).format(-count, unit);
};

class Refused extends Error {
  constructor(status, problem) {
    const fields = (problem?.fields ?? []).map((field) => `${told(`field.${field.field}`) || field.field}: ${field.message}`);
    super([problem?.detail ?? told("failed"), ...fields].join(" "));
    this.status = status;
  }
}

const calls = (api) => async (path, body) => {
  const answer = await fetch(`${api.cockpitApi}/plugin/countersign-stuck/${path}`, {
    method: body ? "POST" : "GET",
    headers: {Accept: "application/json", ...(body ? {"Content-Type": "application/json", "X-XSRF-TOKEN": api.CSRFToken} : {})},
    body: body ? JSON.stringify(body) : undefined
  });
  const json = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : null;
  if (!answer.ok) {
    throw new Refused(answer.status, json);
  }
  return json;
};

/** When the longest ago of the conditions was looked for. */
const lookedFor = ({conditions}) => {
  const at = conditions.map((one) => one.foundAt).sort()[0];
  return element("p", {class: "cs-stuck-under", title: moment(at)}, told("lookedAt", age(at)));
};

const linkTo = (condition) => `#${PATH}${condition ? `?condition=${encodeURIComponent(condition)}` : ""}`;

// ---- the dashboard

const dashboard = {
  id: "countersign.stuck.dashboard",
  pluginPoint: "cockpit.dashboard",
  priority: 20,
  render: async (node, {api}) => {
    const box = element("section", {class: "cs-stuck", "aria-label": told("heading")});
    node.append(box);
    try {
      const summary = await calls(api)("summary");
      const found = summary.conditions.filter((one) => one.count > 0);
      box.append(
        element("h3", {}, element("a", {href: linkTo()}, told("heading")), ` (${summary.total})`),
        found.length === 0
          ? element("p", {class: "cs-stuck-none"}, told("nothing"))
          : element(
              "ul",
              {class: "cs-stuck-tallies"},
              ...found.map((one) =>
                element(
                  "li",
                  {},
                  element(
                    "a",
                    {href: linkTo(one.condition.id)},
                    element("strong", {}, String(one.count)),
                    element("span", {}, one.condition.name),
                    element("small", {title: moment(one.since)}, one.since ? told("longest", age(one.since)) : "")
                  )
                )
              )
            ),
        lookedFor(summary)
      );
    } catch (refused) {
      box.append(element("h3", {}, told("heading")), element("p", {}, refused.status === 403 ? told("forbidden") : refused.message));
    }
  }
};

// ---- the page

const navigation = {
  id: "countersign.stuck.navigation",
  pluginPoint: "cockpit.navigation",
  priority: 15,
  properties: {pagePath: `#${PATH}`, checkActive: (path) => path.includes(`#${PATH}`)},
  render: (node) => node.append(element("a", {href: linkTo()}, told("heading")))
};

const asked = () => new URLSearchParams(window.location.hash.split("?")[1] ?? "");

const field = (name, control, wide) =>
  element("label", {class: wide ? "cs-stuck-field cs-stuck-wide" : "cs-stuck-field"}, element("span", {}, told(name)), control);

/** Asks why, and what else an action needs; answers nothing where it was called off. */
const ask = (remedy, about) =>
  new Promise((resolve) => {
    const reason = element("textarea", {rows: 3, maxlength: 1000, required: true, class: "form-control"});
    const due = element("input", {type: "datetime-local", required: remedy.id === "due-time", class: "form-control"});
    const to = element("input", {type: "text", maxlength: 64, required: remedy.id === "reassignment", class: "form-control"});
    const dialog = element("dialog", {class: "cs-stuck-dialog"});
    const form = element(
      "form",
      {
        method: "dialog",
        submit: () =>
          resolve({
            reason: reason.value,
            ...(remedy.id === "due-time" ? {dueAt: new Date(due.value).toISOString()} : {}),
            ...(remedy.id === "reassignment" ? {to: to.value.trim()} : {})
          })
      },
      element("h4", {}, `${remedy.name}: ${about}`),
      remedy.id === "due-time" ? field("field.dueAt", due) : null,
      remedy.id === "reassignment" ? field("field.to", to) : null,
      field("field.reason", reason),
      element("p", {class: "cs-stuck-hint"}, told("audited")),
      element(
        "div",
        {class: "cs-stuck-buttons"},
        element("button", {type: "submit", class: "btn btn-primary"}, remedy.name),
        element("button", {type: "button", class: "btn btn-default", click: () => dialog.close()}, told("cancel"))
      )
    );
    dialog.append(form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null);
    });
    document.body.append(dialog);
    dialog.showModal();
    reason.focus();
  });

const page = {
  id: "countersign.stuck.page",
  pluginPoint: "cockpit.route",
  properties: {path: PATH},
  render: (node, {api}) => {
    const call = calls(api);
    const given = asked();
    let number = 0;
    let chosen = new Set();
    let shown = [];
    let mayAct = false;
    let remedies = [];

    const condition = element("select", {class: "form-control"}, element("option", {value: ""}, told("all")));
    const doc = element("input", {type: "search", class: "form-control", value: given.get("document") ?? ""});
    const owner = element("input", {type: "search", class: "form-control", value: given.get("owner") ?? ""});
    const older = element(
      "select",
      {class: "form-control"},
      ...[["", "anyAge"], ["PT1H", "hour"], ["P1D", "day"], ["P7D", "week"], ["P30D", "month"]].map(([value, key]) =>
        element("option", {value}, told(key))
      )
    );
    const message = element("p", {class: "cs-stuck-message", role: "status"});
    const bulk = element("div", {class: "cs-stuck-bulk"});
    const list = element("div", {class: "cs-stuck-list"}, element("p", {class: "cs-stuck-hint", role: "status"}, told("looking")));
    const pages = element("div", {class: "cs-stuck-pages"});
    const since = element("div", {});

    const tell = (text, bad = false) => {
      message.textContent = text;
      message.classList.toggle("cs-stuck-bad", bad);
    };

    const query = () => {
      const query = new URLSearchParams({page: String(number), size: String(PAGE)});
      for (const [key, control] of [["condition", condition], ["document", doc], ["owner", owner], ["olderThan", older]]) {
        if (control.value.trim()) {
          query.set(key, control.value.trim());
        }
      }
      return query;
    };

    const treat = async (row, remedy) => {
      const wish = await ask(remedy, row.document);
      if (wish) {
        try {
          tell((await call(`one?${new URLSearchParams({id: row.id, remedy: remedy.id})}`, wish)).message);
        } catch (refused) {
          tell(refused.message, true);
        }
        await load();
      }
    };

    const through = async (batch) => {
      let now = batch;
      while (!now.finished) {
        tell(told("underWay", now.done + now.nothingLeft + now.refused, now.size));
        await new Promise((resolve) => setTimeout(resolve, 1000));
        now = await call(`batch?id=${encodeURIComponent(now.id)}`);
      }
      tell(told("through", now.done, now.nothingLeft, now.refused), now.refused > 0);
    };

    const treatAll = async (remedy) => {
      const wish = await ask(remedy, told("chosen", chosen.size));
      if (wish) {
        try {
          await through(await call("bulk", {...wish, remedy: remedy.id, ids: [...chosen]}));
        } catch (refused) {
          tell(refused.message, true);
        }
        await load();
      }
    };

    const drawBulk = () => {
      bulk.replaceChildren();
      if (!mayAct || chosen.size === 0) {
        return;
      }
      const fitting = remedies.filter((remedy) =>
        shown.filter((row) => chosen.has(row.id)).every((row) => row.remedies.some((one) => one.id === remedy.id))
      );
      bulk.append(
        element("strong", {}, told("chosen", chosen.size)),
        ...fitting.map((remedy) =>
          element("button", {type: "button", class: "btn btn-default", click: () => treatAll(remedy)}, remedy.name)
        ),
        ...(fitting.length === 0 ? [told("nothingFits")] : [])
      );
    };

    const choose = (row, box) => {
      if (box.checked) {
        chosen.add(row.id);
      } else {
        chosen.delete(row.id);
      }
      drawBulk();
    };

    const rowOf = (row) =>
      element(
        "tr",
        {},
        mayAct
          ? element(
              "td",
              {},
              row.remedies.length > 0
                ? element("input", {
                    type: "checkbox",
                    "aria-label": told("choose", row.document),
                    change: (event) => choose(row, event.target)
                  })
                : ""
            )
          : null,
        element(
          "td",
          {},
          row.link ? element("a", {href: row.link}, row.document) : row.document,
          row.cockpit ? element("a", {class: "cs-stuck-under", href: row.cockpit.replace(/^[^#]*/, "")}, told("instance")) : null
        ),
        element(
          "td",
          {},
          element("strong", {}, row.condition.name),
          row.step ? element("span", {class: "cs-stuck-step"}, row.step) : null,
          element("span", {class: "cs-stuck-under"}, row.why)
        ),
        element("td", {"data-label": told("column.since"), title: moment(row.since)}, moment(row.since), element("span", {class: "cs-stuck-under"}, age(row.since))),
        element("td", {"data-label": told("column.owner")}, row.owner.name),
        element(
          "td",
          {class: "cs-stuck-buttons"},
          ...(mayAct
            ? row.remedies.map((remedy) =>
                element("button", {type: "button", class: "btn btn-default btn-sm", click: () => treat(row, remedy)}, remedy.name)
              )
            : []),
          row.remedies.length === 0 ? element("span", {class: "cs-stuck-under"}, told("byOwner")) : null
        )
      );

    const draw = (answer) => {
      shown = answer.content;
      remedies = [...new Map(shown.flatMap((row) => row.remedies).map((one) => [one.id, one])).values()];
      const all = element("input", {
        type: "checkbox",
        "aria-label": told("chooseAll"),
        change: () => list.querySelectorAll("tbody input[type=checkbox]").forEach((box) => {
          box.checked = all.checked;
          box.dispatchEvent(new Event("change"));
        })
      });
      list.replaceChildren(
        shown.length === 0
          ? element("p", {class: "cs-stuck-none"}, told("nothing"))
          : element(
              "table",
              {class: "table"},
              element(
                "thead",
                {},
                element(
                  "tr",
                  {},
                  mayAct ? element("th", {}, all) : null,
                  ...["document", "why", "since", "owner", "action"].map((key) => element("th", {scope: "col"}, told(`column.${key}`)))
                )
              ),
              element("tbody", {}, ...shown.map(rowOf))
            )
      );
      const last = Math.max(0, Math.ceil(answer.totalElements / PAGE) - 1);
      const turn = (to, text, off) =>
        element("button", {type: "button", class: "btn btn-default", disabled: off, click: () => {
          number = to;
          load();
        }}, text);
      pages.replaceChildren(
        element("span", {}, told("found", answer.totalElements)),
        ...(last > 0
          ? [turn(number - 1, told("previous"), number === 0), ` ${number + 1} / ${last + 1} `, turn(number + 1, told("next"), number >= last)]
          : [])
      );
      drawBulk();
    };

    const load = async () => {
      chosen = new Set();
      try {
        draw(await call(`list?${query()}`));
        // What is asked about one document is looked for at once.
        since.replaceChildren(...(doc.value.trim() ? [] : [lookedFor(await call("summary"))]));
      } catch (refused) {
        list.replaceChildren(element("p", {}, refused.status === 403 ? told("forbidden") : refused.message));
        pages.replaceChildren();
        since.replaceChildren();
      }
    };

    const search = (event) => {
      event.preventDefault();
      number = 0;
      tell("");
      load();
    };

    node.append(
      element(
        "main",
        {class: "cs-stuck cs-stuck-page"},
        element("h2", {}, told("heading")),
        element("p", {class: "cs-stuck-hint"}, told("intro")),
        element(
          "form",
          {class: "cs-stuck-filter", submit: search, change: search},
          field("field.condition", condition, true),
          field("field.document", doc),
          field("field.owner", owner),
          field("field.olderThan", older),
          element("button", {type: "submit", class: "btn btn-primary"}, told("search"))
        ),
        message,
        bulk,
        list,
        pages,
        since
      )
    );

    call("summary")
      .then((summary) => {
        mayAct = summary.mayAct;
        condition.append(
          ...summary.conditions.map((one) =>
            element("option", {value: one.condition.id}, `${one.condition.name} (${one.count})`)
          )
        );
        condition.value = given.get("condition") ?? "";
      })
      .catch(() => null)
      .then(load);
  }
};

export default [dashboard, navigation, page];
