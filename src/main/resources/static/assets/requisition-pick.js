// Fields that propose while somebody types, by the combobox pattern of WAI-ARIA: arrows choose, Enter takes, Escape closes.
const WAIT = 180;
let boxes = 0;

/**
 * Makes a field propose.
 *
 * @param input the field
 * @param address gives the address to ask for a text
 * @param taken is called with the proposal that was taken; the field has its text already
 * @param say tells a screen reader
 */
export function pick(input, address, taken, say, words) {
  if (input.dataset.picks) {
    return;
  }
  input.dataset.picks = "true";
  const list = document.createElement("ul");
  list.className = "pick-options";
  list.id = `pick-${++boxes}`;
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
  input.after(list);
  input.role = "combobox";
  input.autocomplete = "off";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  let timer;
  let asked = 0;
  let active = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const close = () => {
    clearTimeout(timer);
    asked++;
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    const all = options();
    active = all.length === 0 ? -1 : (index + all.length) % all.length;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }
  };
  const take = (option) => {
    input.value = option.dataset.value;
    close();
    taken?.(option.dataset, input);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  };
  const show = (answer) => {
    list.replaceChildren(...answer.children);
    options().forEach((option, place) => (option.id = `${list.id}-${place}`));
    const count = options().length;
    list.hidden = count === 0;
    list.scrollIntoView({ block: "nearest" });
    active = -1;
    input.setAttribute("aria-expanded", String(count > 0));
    input.removeAttribute("aria-activedescendant");
    say(count > 0 ? `${count} ${words.found}` : words.none);
  };
  const ask = async (text) => {
    const mine = ++asked;
    try {
      const response = await fetch(address(text), { headers: { Accept: "text/html" } });
      if (response.ok && mine === asked) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        if (mine === asked && document.activeElement === input) {
          show(page.querySelector("ul"));
        }
      }
    } catch {
      close();
    }
  };

  input.addEventListener("input", (event) => {
    if (!event.isTrusted) {
      return;
    }
    clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < 1 || text.length > 100) {
      close();
      return;
    }
    timer = setTimeout(() => ask(text), WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      if (open) {
        mark(active + 1);
      } else {
        ask(input.value.trim());
      }
    } else if (event.key === "ArrowUp" && open) {
      event.preventDefault();
      mark(active <= 0 ? options().length - 1 : active - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      event.stopPropagation();
      take(options()[active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" || event.key === "Enter") {
      if (open && active >= 0) {
        take(options()[active]);
      }
      close();
    }
  });
  // Before the field loses the focus, which would close the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      take(option);
    }
  });
  input.addEventListener("blur", close);
  input.addEventListener("pick:propose", (event) => show(event.detail));
}

/** An address with its question. */
export function question(address, parameters) {
  const url = new URL(address, location.href);
  Object.entries(parameters).forEach(([name, value]) => url.searchParams.set(name, value));
  return url;
}
