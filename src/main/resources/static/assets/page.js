// What all pages share.
const token = document.querySelector("meta[name=csrf-token]")?.content;
document.addEventListener("htmx:configRequest", (event) => {
  if (token) {
    event.detail.headers["X-CSRF-TOKEN"] = token;
  }
});

// A refusal of a part of the page: 422 brings the part with its messages, everything else the error page itself.
document.addEventListener("htmx:beforeSwap", (event) => {
  const status = event.detail.xhr.status;
  if (status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  } else if (status === 401 || status === 403) {
    location.reload();
  }
});

// The message about what is wrong with a form is read first.
const focusMessage = (root) => root.querySelector("[data-focus]")?.focus();
focusMessage(document);
document.addEventListener("htmx:afterSettle", (event) => focusMessage(event.detail.elt));

// Where one of several has to be ticked, that is said before anything is asked.
const refuseEmpty = (form) => {
  const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${form.dataset.needs}"]`)];
  if (boxes.length === 0 || boxes.some((box) => box.checked)) {
    return true;
  }
  const first = boxes[0];
  first.setCustomValidity(form.dataset.needsMessage);
  first.reportValidity();
  form.addEventListener("change", () => first.setCustomValidity(""), { once: true });
  return false;
};

// A second click on a button that sends a form sends nothing; what cannot be taken back is asked about first.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.needs && !refuseEmpty(form)) {
    event.preventDefault();
    return;
  }
  if (form.dataset.confirm && form.dataset.confirmed === undefined && !confirm(form.dataset.confirm)) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post" || form.hasAttribute("hx-post") || event.defaultPrevented) {
    return;
  }
  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
});
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  }
});
