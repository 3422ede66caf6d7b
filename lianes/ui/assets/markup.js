/**
 * A block of HTML made by Python, redrawn only when it changes.
 *
 * Menus are `<details class="menu">`: opening one closes the others, Escape and a click
 * elsewhere close it.
 */
import { unpacked } from "./packed.js";

const OPEN_MENU = "details.menu[open]";

export async function render({ data, parentElement }) {
  installMenus();
  const sent = data.packed ?? data.html;
  if (parentElement.drawn === sent) return;
  parentElement.drawn = sent;
  const html = data.packed ? await unpacked(data.packed) : data.html;
  if (parentElement.drawn !== sent) return; // another run has drawn since
  let root = parentElement.querySelector(":scope > .markup");
  if (!root) {
    root = document.createElement("div");
    root.className = "markup";
    parentElement.append(root);
  }
  root.innerHTML = html;
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
