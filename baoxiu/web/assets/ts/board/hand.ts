import type { Kind, Spot, Verdict } from "./model";
import type { Rows } from "./rows";

const STARTS = 6;
const EDGE = 40;

/** What is in the hand: a visit, where it comes from and where it would go. */
export interface Held {
  n: string;
  name: string;
  kind: Kind;
  was: string;
  from: Spot | null;
  spot: Spot | null;
  verdict: Verdict | null;
}

/** Lifting with the pointer: from the chart or the lists, over the chart, to a place or back to a list: the first is line -1. */
export function watchPointer(
  rows: Rows,
  box: HTMLElement,
  lists: HTMLElement[],
  does: { lift(n: string): boolean; over(spot: Spot | null, x: number, y: number): void; drop(): void; leave(): void; pick(n: string): void },
): void {
  let start: { n: string; x: number; y: number; id: number; lifted: boolean; fixed: boolean } | null = null;
  const begin = (event: PointerEvent): void => {
    const bar = (event.target as Element).closest<HTMLElement>("[data-n]");
    if (!bar || event.button !== 0 || event.pointerType === "touch") return;
    start = { n: bar.dataset.n ?? "", x: event.clientX, y: event.clientY, id: event.pointerId, lifted: false, fixed: bar.hasAttribute("data-fixed") };
  };
  const move = (event: PointerEvent): void => {
    if (!start) return;
    if (!start.lifted) {
      if (start.fixed || Math.hypot(event.clientX - start.x, event.clientY - start.y) < STARTS) return;
      start.lifted = does.lift(start.n);
      if (!start.lifted) start = null;
      return;
    }
    event.preventDefault();
    const area = box.getBoundingClientRect();
    const inside = within(area, event);
    if (inside) {
      if (event.clientY > area.bottom - EDGE) box.scrollTop += 12;
      if (event.clientY < area.top + 2 * EDGE) box.scrollTop -= 12;
    }
    const back = lists.findIndex((list) => within(list.getBoundingClientRect(), event));
    does.over(inside ? rows.at(event.clientX, event.clientY, start.n) : back >= 0 ? { line: -1 - back, day: 0, place: null } : null, event.clientX, event.clientY);
  };
  const end = (): void => {
    if (start?.lifted) does.drop();
    else if (start) does.pick(start.n);
    start = null;
  };
  for (const part of [box, ...lists]) part.addEventListener("pointerdown", begin);
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", () => {
    if (start?.lifted) does.leave();
    start = null;
  });
}

const within = (area: DOMRect, { clientX, clientY }: PointerEvent): boolean => clientX >= area.left && clientX <= area.right && clientY >= area.top && clientY <= area.bottom;
