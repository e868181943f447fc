// Only what the chosen answer needs is shown; nothing is hidden without JavaScript.
const form = document.querySelector(".order-form");
const update = () => {
  const chosen = form.querySelector("input[name=response]:checked")?.value;
  form.querySelector("[data-lines]").hidden = chosen === "DECLINED";
  form.querySelectorAll("[data-proposal]").forEach((part) => (part.hidden = chosen !== "CHANGES_PROPOSED"));
  form.querySelector("#note").required = chosen === "DECLINED";
};
form.querySelectorAll("input[name=response]").forEach((input) => input.addEventListener("change", update));
update();
