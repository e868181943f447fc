// The dock: a scanner types a code and Enter, so the field is always ready for it.
const scan = document.querySelector("[data-scan]");
if (scan) {
  scan.focus();
  const isField = (element) => element?.matches?.("input, select, textarea, button, a, summary");
  addEventListener("keydown", (event) => {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(document.activeElement)) {
      scan.focus();
    }
  });
}

const form = document.querySelector("#delivery");
if (form) {
  const arrived = [...form.querySelectorAll("[data-arrived]")];
  const summary = form.querySelector("#summary");
  const count = () => {
    const shares = [...form.querySelectorAll("[data-share]")];
    const some = new Set([...arrived, ...shares].filter((field) => Number(field.value) > 0).map((field) => field.closest("fieldset"))).size;
    summary.textContent = some === 0 ? summary.dataset.none : summary.dataset.some.replace("{0}", some);
  };

  // Steps of one; "all" fills in what is open and says so on the button. Without scripts the server fills it in.
  form.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    const all = event.target.closest("[data-all]");
    if (step) {
      const field = step.parentElement.querySelector("input");
      const value = Math.max(0, Math.round((Number(field.value) + Number(step.dataset.step)) * 1e6) / 1e6);
      field.value = value === 0 ? "" : value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (all) {
      event.preventDefault();
      const field = all.closest("fieldset").querySelector("[data-arrived]");
      field.value = all.dataset.all;
      all.closest("fieldset").querySelectorAll("[data-share]").forEach((share) => (share.value = ""));
      const unit = all.closest("fieldset").querySelector("[data-unit]");
      if (unit) {
        unit.value = all.dataset.allUnit;
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  form.addEventListener("input", (event) => {
    const line = event.target.closest("fieldset");
    const all = line?.querySelector("[data-all]");
    if (all && event.target.matches("[data-arrived]")) {
      const unit = line.querySelector("[data-unit]");
      const full =
        event.target.value !== "" &&
        Number(event.target.value) === Number(all.dataset.all) &&
        (!unit || unit.value === all.dataset.allUnit);
      all.classList.toggle("dock-done", full);
      all.setAttribute("aria-pressed", full);
    }
    count();
  });
  form.querySelectorAll("[data-step]").forEach((button) => button.removeAttribute("hidden"));
  arrived.forEach((field) => field.dispatchEvent(new Event("input", { bubbles: true })));

  // Photos go up as they are taken, one by one, and wait with the form: a correction loses none.
  const camera = form.querySelector("#camera");
  const send = async (fill) => {
    const data = new FormData();
    data.set("form", form.elements.form.value);
    data.set("_csrf", form.elements._csrf.value);
    fill(data);
    const answer = await fetch(form.dataset.photos, { method: "POST", body: data, headers: { Accept: "text/html" } });
    const text = await answer.text();
    const part = new DOMParser().parseFromString(text, "text/html").querySelector("#waiting-photos");
    if (part) {
      document.querySelector("#waiting-photos").replaceWith(part);
    }
    return part !== null;
  };
  document.documentElement.classList.add("scripted");
  const say = (text) => {
    const place = document.querySelector("#waiting-photos");
    const problem = document.createElement("p");
    problem.className = "problem";
    problem.textContent = text;
    place.prepend(problem);
  };
  camera.addEventListener("change", async () => {
    const busy = [form.querySelector(".dock-camera"), ...form.querySelectorAll("button:not([type=button])")];
    busy.forEach((one) => one.classList.add("disabled"));
    form.dataset.busy = "";
    const tooLarge = [...camera.files].filter((photo) => photo.size > Number(form.dataset.most));
    let lost = false;
    for (const photo of camera.files) {
      if (!tooLarge.includes(photo)) {
        lost = !(await send((data) => data.append("photos", photo)).catch(() => false)) || lost;
      }
    }
    // Without a connection they stay chosen and go with the form.
    if (!lost) {
      camera.value = "";
    } else {
      say(form.dataset.lost);
    }
    tooLarge.forEach((photo) => say(form.dataset.tooLarge.replace("{0}", photo.name)));
    delete form.dataset.busy;
    busy.forEach((one) => one.classList.remove("disabled"));
  });
  form.addEventListener("submit", (event) => {
    if (form.dataset.busy !== undefined) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  });
  form.addEventListener("click", async (event) => {
    const away = event.target.closest("[name=takeAway]");
    if (away) {
      event.preventDefault();
      await send((data) => data.set("takeAway", away.value)).catch(() => form.requestSubmit(away));
      camera.focus();
    }
  });
}
