/**
 * A block of HTML made by Python, redrawn only when it changes.
 *
 * Menus are `<details class="menu">`: opening one closes the others, Escape and a click
 * elsewhere close it.
 */
const OPEN_MENU = "details.menu[open]";

export function render({ data, parentElement }) {
  installMenus();
  if (parentElement.drawn === data.html) return;
  parentElement.drawn = data.html;
  let root = parentElement.querySelector(":scope > .markup");
  if (!root) {
    root = document.createElement("div");
    root.className = "markup";
    parentElement.append(root);
  }
  root.innerHTML = data.html;
}

function installMenus() {
  const root = document.documentElement;
  if (root.dataset.menus) return;
  root.dataset.menus = "installed";
  document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest(OPEN_MENU);
    closeMenus(null);
    menu?.querySelector("summary").focus();
  });
}

function closeMenus(kept) {
  for (const menu of document.querySelectorAll(OPEN_MENU)) if (menu !== kept) menu.open = false;
}
