/**
 * The part of the plane in view. A move is one picture of both its ends, slid and scaled by the
 * compositor; marks and lines keep their size where it is closest, and all is sharp at rest.
 */

import { fitted, union } from "./map-plane.js";

const MOVE = { duration: 300, easing: "cubic-bezier(0.2, 0.7, 0.3, 1)", fill: "forwards" };
const SIZED = ".lm-edge, .lm-outlines, .lm-names, .lm-points";

export class View {
  /** Units of the drawing in one unit of the shapes that patterns fill. */
  unit = 1;

  /** `above` always shows the same box as `root`; `moved` is called as a move begins and ends. */
  constructor(root, above, moved) {
    Object.assign(this, { root, above, moved });
    this.patterns = root.querySelectorAll("pattern");
    this.sized = root.querySelectorAll(SIZED);
    new ResizeObserver(() => this.rescale()).observe(root);
  }

  get ratio() {
    return this.root.clientWidth / this.root.clientHeight || 1;
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

  /** A box with what stands beside it in the frame. */
  filled(box) {
    return fitted(box, this.ratio, 1);
  }

  slide(from, to) {
    const both = this.filled(union([from, to]));
    this.show(both, Math.min(from.width, to.width) / both.width);
    this.move = this.root.animate([from, to].map((box) => ({ transform: crop(both, box) })), MOVE);
    this.move.onfinish = () => {
      this.show(this.asked);
      this.move.cancel();
      this.moved();
    };
    this.moved();
  }

  /** Draw a box; `share` of its width is seen where it is closest. */
  show(box, share = 1) {
    Object.assign(this, { drawn: box, share });
    for (const drawing of [this.root, this.above]) drawing.setAttribute("viewBox", written(box));
    this.rescale();
  }

  /** Kilometres per pixel change with the zoom and the window; hatching and texts do not. */
  rescale() {
    const { drawn, share, root, unit } = this;
    if (!drawn || !root.clientHeight) return;
    const { clientWidth, clientHeight } = root;
    const scale = share * Math.max(drawn.width / clientWidth, drawn.height / clientHeight);
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
  const shift = [(whole.x - x) / width, (whole.y - y) / height].map((part) => `${100 * part}%`);
  return `translate(${shift}) scale(${whole.width / width})`;
}
