/**
 * HTML made by Python: blocks in boxes and columns. A block is drawn again only when it changes, so
 * that an open menu, a focus or a scrolled table outlives a run that says the same.
 *
 * Menus are `<details class="menu">`: opening one closes the others, Escape and a click
 * elsewhere close it.
 */
import { reach } from "./anchor.js";
import { unpacked } from "./packed.js";

const OPEN_MENU = "details.menu[open]";
const PARTS = ".box, .columns";
const BLOCK = ".box > *";

export async function render({ data, parentElement }) {
  parentElement.asked = data;
  const html = await unpacked(data);
  if (parentElement.asked !== data) return; // another run has been asked for since
  let root = parentElement.querySelector(":scope > .flow");
  if (!root) {
    root = document.createElement("div");
    root.className = "flow";
    parentElement.append(root);
  }
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  renew(root, fresh.content);
  reach();
}

/** Make a part of the page hold these children, leaving alone the blocks that say the same. */
function renew(part, fresh) {
  const former = [...part.children];
  const children = [...fresh.children];
  children.forEach((child, rank) => {
    const old = former[rank];
    if (old && child.matches(PARTS) && old.className === child.className) {
      old.style.cssText = child.style.cssText;
      renew(old, child);
    } else if (!old || old.written !== child.outerHTML) {
      for (const block of [child, ...child.querySelectorAll(BLOCK)]) block.written = block.outerHTML;
      if (old) old.replaceWith(child);
      else part.append(child);
    }
  });
  for (const old of former.slice(children.length)) old.remove();
}

document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest(OPEN_MENU);
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

function closeMenus(kept) {
  for (const menu of document.querySelectorAll(OPEN_MENU)) if (menu !== kept) menu.open = false;
}
