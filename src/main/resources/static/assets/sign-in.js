// Where somebody wanted to go may lie behind the "#", which a browser keeps over redirects but not over a form.
const form = document.getElementById("enter");
const keepPlace = () => form.setAttribute("action", form.getAttribute("action").split("#")[0] + location.hash);
keepPlace();
addEventListener("hashchange", keepPlace);

// A click on one of the demonstration's accounts fills the form in, and leaves the rest to the visitor.
for (const account of document.querySelectorAll("[data-account]")) {
  account.addEventListener("click", () => {
    form.elements.username.value = account.dataset.account;
    form.elements.password.value = account.dataset.account;
    for (const other of document.querySelectorAll("[data-account]")) {
      other.setAttribute("aria-pressed", String(other === account));
    }
    const button = form.querySelector("button[type=submit]");
    button.focus();
    button.scrollIntoView({ block: "nearest", behavior: "smooth" });
  });
}
