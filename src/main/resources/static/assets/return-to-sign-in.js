// Tasklist, Cockpit and Admin have a sign-in form of their own. There is one sign-in only: load the page again, and the
// server leads to it and, afterwards, back to the place that was open.
const key = "countersign.returned";
let place = location.hash.startsWith("#/login") ? "#/" : location.hash;

const look = () => {
  if (!location.hash.startsWith("#/login")) {
    place = location.hash;
    return;
  }
  const last = Number(sessionStorage.getItem(key) ?? 0);
  if (Date.now() - last < 5000) {
    location.replace("/");
    return;
  }
  sessionStorage.setItem(key, String(Date.now()));
  history.replaceState(null, "", location.pathname + place);
  location.reload();
};

for (const name of ["pushState", "replaceState"]) {
  const original = history[name];
  history[name] = function (...parts) {
    const result = original.apply(this, parts);
    queueMicrotask(look);
    return result;
  };
}
addEventListener("hashchange", look);
addEventListener("popstate", look);
queueMicrotask(look);
