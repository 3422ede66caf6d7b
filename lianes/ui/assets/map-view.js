/**
 * The part of the plane in view. A move is one picture of both its ends, slid and scaled by the
 * compositor; marks and lines keep their size where it is closest, and all is sharp at rest.
 */

import { union } from "./map-plane.js";

const MOVE = { duration: 300, easing: "ease-out", fill: "forwards" };
const SIZED = ".lm-edge, .lm-outlines, .lm-names, .lm-points";

export class View {
  /** Units of the drawing in one unit of the shapes that patterns fill. */
  unit = 1;

  /** Drawings beside `root` show what it shows; `moved` is called as a move begins and ends. */
  constructor(root, moved) {
    Object.assign(this, { root, moved, sheet: root.parentNode });
    this.patterns = root.querySelectorAll("pattern");
    this.sized = root.querySelectorAll(SIZED);
    new ResizeObserver(() => this.rescale()).observe(root);
  }

  /** Go to a box, smoothly unless the reader asked for less motion. */
  moveTo(target) {
    const from = this.asked;
    if (from && written(from) === written(target)) return;
    this.asked = target;
    this.move?.cancel();
    if (!from || matchMedia("(prefers-reduced-motion: reduce)").matches) this.show(target);
    else this.slide(this.filled(from), this.filled(target));
  }

  /** A box in the proportions of the frame, with some air around it if asked. */
  filled(box, air = 1) {
    const ratio = this.root.clientWidth / this.root.clientHeight || 1;
    const width = Math.max(box.width, box.height * ratio) * air;
    const height = width / ratio;
    const x = box.x + (box.width - width) / 2;
    return { x, y: box.y + (box.height - height) / 2, width, height };
  }

  slide(from, to) {
    const both = this.filled(union([from, to]));
    this.show(both, Math.min(from.width, to.width) / both.width);
    const ends = [from, to].map((box) => ({ transform: crop(both, box) }));
    this.move = this.sheet.animate(ends, MOVE);
    this.move.onfinish = () => {
      this.move.cancel();
      this.show(this.asked);
      this.moved();
    };
    this.moved();
  }

  /** Draw a box; `share` of its width is seen where it is closest. */
  show(box, share = 1) {
    Object.assign(this, { drawn: box, share });
    for (const drawing of this.sheet.children) drawing.setAttribute("viewBox", written(box));
    this.rescale();
  }

  /** Kilometres per pixel change with the zoom and the window; hatching and texts do not. */
  rescale() {
    const { drawn, share, root, unit } = this;
    if (!drawn || !root.clientHeight) return;
    const scale = share * this.filled(drawn).width / root.clientWidth;
    for (const { style } of this.sized) {
      style.setProperty("--lm-px", scale);
      style.setProperty("--lm-line", share);
    }
    for (const pattern of this.patterns) {
      pattern.setAttribute("patternTransform", `scale(${scale / unit}) ${pattern.dataset.turn}`);
    }
  }
}

function written({ x, y, width, height }) {
  return `${x} ${y} ${width} ${height}`;
}

/** The transform that fills the frame with a box, of a picture that shows a larger one. */
function crop(whole, { x, y, width, height }) {
  const [right, down] = [100 * (whole.x - x) / width, 100 * (whole.y - y) / height];
  return `translate(${right}%, ${down}%) scale(${whole.width / width})`;
}
