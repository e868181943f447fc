// Files of a requisition go up as soon as they are chosen or dropped, one by one. Without this script the button sends them.
const find = () => document.querySelector("#attachments");

const problem = (form, text) => {
  const place = document.createElement("p");
  place.className = "problem";
  place.setAttribute("role", "alert");
  place.textContent = text;
  form.querySelector(".drop").append(place);
};

const send = async (form, file) => {
  const data = new FormData();
  data.set("_csrf", form.elements._csrf.value);
  data.append("files", file);
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const panel = page.querySelector("#attachments");
  if (!panel) {
    throw new Error(String(answer.status));
  }
  offer(page);
  return panel;
};

// Quotes are written beside: what they may choose from is what is stored now.
const offer = (page) => {
  for (const select of document.querySelectorAll("select[name=attachment]")) {
    const now = page.getElementById(select.id);
    if (now) {
      const value = select.value;
      select.replaceChildren(...[...now.options].map((option) => document.adoptNode(option)));
      select.value = value;
    }
  }
};

const added = async (form, files) => {
  const problems = [];
  const most = Number(form.dataset.most);
  let panel = null;
  form.querySelectorAll("input, button").forEach((one) => (one.disabled = true));
  for (const file of files) {
    if (file.size > most) {
      problems.push(form.dataset.tooLarge.replace("{0}", file.name));
      continue;
    }
    form.querySelector(".files-sending").textContent = form.dataset.sending.replace("{0}", file.name);
    try {
      panel = await send(form, file);
      const refused = panel.querySelector("#problem-files");
      if (refused) {
        problems.push(refused.textContent);
        refused.remove();
      }
    } catch {
      problems.push(form.dataset.lost.replace("{0}", file.name));
    }
  }
  if (panel) {
    find().replaceWith(document.adoptNode(panel));
    prepare();
  } else {
    form.querySelectorAll("input, button").forEach((one) => (one.disabled = false));
    form.querySelector(".files-sending").textContent = "";
    form.reset();
  }
  problems.forEach((text) => problem(find().querySelector("#attach"), text));
  find().querySelector("#files").focus();
};

const prepare = () => {
  const form = find()?.querySelector("#attach");
  if (!form) {
    return;
  }
  const input = form.querySelector("#files");
  form.querySelector("button").hidden = true;
  input.addEventListener("change", () => {
    if (input.files.length > 0) {
      added(form, [...input.files]);
    }
  });
  const drop = form.querySelector("[data-drop]");
  for (const type of ["dragenter", "dragover"]) {
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  drop.addEventListener("dragleave", (event) => {
    if (!drop.contains(event.relatedTarget)) {
      drop.classList.remove("over");
    }
  });
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length > 0) {
      added(form, [...event.dataTransfer.files]);
    }
  });
};

prepare();
