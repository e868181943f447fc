// What Tasklist, Cockpit, Admin and the profile share with the product's own pages: name, language and the way home.
const nowhere = {language: "en", starts: [], pages: [], texts: {}};
const answer = await fetch("/tasks/surroundings", {headers: {Accept: "application/json"}}).catch(() => null);
const readable = answer?.ok && answer.headers.get("Content-Type")?.includes("json");

export const surroundings = readable ? await answer.json() : nowhere;
export const say = (key) => surroundings.texts[key] ?? "";

document.documentElement.lang = surroundings.language;

// The applications keep their labels in this browser and read them anew behind the first page, too late for what is said
// there. The labels of today are put where they look first.
const base = document.querySelector("base");
const labels = `${base.getAttribute("app-root")}/app/${base.getAttribute("app-name")}/locales/`;
const named = await fetch(`${labels}${surroundings.language}.json`).catch(() => null);
if (named?.ok) {
  const kept = JSON.parse(localStorage.getItem("camunda-web") ?? "{}");
  kept[`${labels}_locales_data_${surroundings.language}_${window.bust}`] = await named.text();
  localStorage.setItem("camunda-web", JSON.stringify(kept));
}

/** The settings of one application. */
export const application = (name, ...scripts) => {
  document.title = `Countersign ${name}`;
  return {
    app: {name, vendor: "Countersign"},
    locales: {availableLocales: [surroundings.language], fallbackLocale: surroundings.language},
    // The first leads to the one sign-in of the product instead of the application's own.
    customScripts: ["return-to-sign-in.js", ...scripts].map((script) => `../../../assets/${script}`)
  };
};

// The mark leads to the product's home instead of the application's own first page.
const lead = () => {
  const mark = document.querySelector(".navbar-brand:not([data-home])");
  if (mark) {
    mark.dataset.home = "";
    mark.setAttribute("href", "/");
    mark.setAttribute("target", "_self");
    mark.setAttribute("title", say("home"));
  }
};
new MutationObserver(lead).observe(document.body, {childList: true, subtree: true});
lead();
