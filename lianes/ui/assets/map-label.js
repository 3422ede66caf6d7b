/** The label beside the pointer or the focused area: name and figure, never over what it names. */

const GAP = 12;

export class Label {
  /** @param {HTMLElement} box the element it stays within */
  constructor(box) {
    this.box = box;
    this.node = document.createElement("div");
    this.node.className = "lm-label";
    this.node.hidden = true;
    this.node.setAttribute("aria-hidden", "true");
    this.name = this.node.appendChild(document.createElement("strong"));
    this.words = this.node.appendChild(document.createElement("span"));
    box.append(this.node);
  }

  /** Show the words of a shape beside a rectangle of the window. */
  show({ name, label }, rect) {
    this.name.textContent = name;
    this.words.textContent = label ?? "";
    this.node.hidden = false;
    const { left, top } = this.place(rect);
    this.node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  hide() {
    this.node.hidden = true;
  }

  /** Right of the rectangle, else left, else below, else above; relative to the box. */
  place(rect) {
    const bounds = this.box.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const right = Math.min(bounds.right, innerWidth);
    const beside = clamp(rect.top + rect.height / 2 - height / 2, bounds.top, bounds.bottom - height);
    const along = clamp(rect.left + rect.width / 2 - width / 2, bounds.left, right - width);
    if (rect.right + GAP + width <= right) return offset(bounds, rect.right + GAP, beside);
    if (rect.left - GAP - width >= bounds.left) {
      return offset(bounds, rect.left - GAP - width, beside);
    }
    const below = rect.bottom + GAP + height <= bounds.bottom;
    return offset(bounds, along, below ? rect.bottom + GAP : rect.top - GAP - height);
  }
}

function offset(bounds, left, top) {
  return { left: left - bounds.left, top: top - bounds.top };
}

function clamp(value, least, most) {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
