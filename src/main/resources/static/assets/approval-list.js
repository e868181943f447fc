// Choosing all that can be approved together, and how many are chosen. The list is exchanged while searching.
const ones = () => [...document.querySelectorAll("#chosen-ones input[name=task]")];

function tell() {
  const all = document.getElementById("all");
  const count = document.getElementById("count");
  if (!all || !count) {
    return;
  }
  const chosen = ones().filter((one) => one.checked).length;
  all.hidden = false;
  all.checked = chosen > 0 && chosen === ones().length;
  all.indeterminate = chosen > 0 && chosen < ones().length;
  count.textContent = chosen === 0 ? count.dataset.none
    : chosen === 1 ? count.dataset.one : count.dataset.many.replace("%", chosen);
}

document.addEventListener("change", (event) => {
  if (event.target.id === "all") {
    ones().forEach((one) => { one.checked = event.target.checked; });
  }
  tell();
});
document.addEventListener("htmx:afterSettle", tell);
addEventListener("pageshow", tell);
tell();
