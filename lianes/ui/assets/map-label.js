/** The label beside the pointer or the focused area, never over what it names. */

import { html } from "./elements.js";

const GAP = 12;

export class Label {
  constructor(box) {
    this.box = box;
    const attributes = { className: "lm-label", hidden: true, "aria-hidden": "true" };
    this.node = html("div", attributes);
    box.append(this.node);
  }

  /** Show the words of a shape beside a rectangle of the window. */
  show({ name, label = "" }, rect) {
    if (this.told !== name + label) { // the same words again would be laid out again
      this.told = name + label;
      this.node.replaceChildren(html("strong", {}, name), html("span", {}, label));
    }
    this.node.hidden = false;
    const bounds = this.box.getBoundingClientRect();
    const [left, top] = this.place(rect, bounds);
    const [x, y] = [left - bounds.left, top - bounds.top].map(Math.round);
    this.node.style.transform = `translate(${x}px, ${y}px)`;
  }

  hide() {
    this.node.hidden = true;
  }

  /** Right of the rectangle, else left, else below, else above. */
  place(rect, bounds) {
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const end = Math.min(bounds.right, innerWidth) - width;
    const top = clamp(rect.top + (rect.height - height) / 2, bounds.top, bounds.bottom - height);
    if (rect.right + GAP <= end) return [rect.right + GAP, top];
    if (rect.left - GAP - width >= bounds.left) return [rect.left - GAP - width, top];
    const left = clamp(rect.left + (rect.width - width) / 2, bounds.left, end);
    const below = rect.bottom + GAP + height <= bounds.bottom;
    return [left, below ? rect.bottom + GAP : rect.top - GAP - height];
  }
}

function clamp(value, least, most) {
  return Math.max(least, Math.min(value, most));
}
