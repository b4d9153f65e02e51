import { on } from "./dom";

let last: HTMLInputElement | null = null;

const rows = (): HTMLTableRowElement[] => [...document.querySelectorAll<HTMLTableRowElement>("main tr[data-key]")];
const boxes = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('main input[name="pick"]')];
const here = (): HTMLTableRowElement | null => document.querySelector("main tr[data-here]");

/** The row the keys stand on, one further down or up. */
export function moveRow(step: number): boolean {
  const all = rows();
  const now = here();
  const next = now ? all[all.indexOf(now) + step] : all[step > 0 ? 0 : all.length - 1];
  if (!next) return all.length > 0;
  now?.removeAttribute("data-here");
  next.setAttribute("data-here", "");
  next.querySelector<HTMLAnchorElement>("a.row-link")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

export function openRow(): boolean {
  const link = here()?.querySelector<HTMLAnchorElement>("a.row-link");
  link?.click();
  return Boolean(link);
}

export function pickRow(): boolean {
  const box = here()?.querySelector<HTMLInputElement>('input[name="pick"]');
  box?.click();
  return Boolean(box);
}

/** Rows are picked by box, by x, and with shift as a range; the bar says how many and what can be done. */
export function watchRows(): void {
  on<HTMLInputElement>("click", 'input[name="pick"]', (box, event) => {
    if ((event as MouseEvent).shiftKey && last) range(last, box);
    last = box;
    count();
  });
  on<HTMLInputElement>("change", "[data-pick-all]", (all) => {
    for (const box of boxes()) box.checked = all.checked;
    count();
  });
  on("click", "[data-pick-none]", () => {
    for (const box of boxes()) box.checked = false;
    count();
  });
  addEventListener("pageshow", count);
}

function range(from: HTMLInputElement, to: HTMLInputElement): void {
  const all = boxes();
  const [a, b] = [all.indexOf(from), all.indexOf(to)].sort((one, other) => one - other) as [number, number];
  if (a < 0) return;
  for (const box of all.slice(a, b + 1)) box.checked = to.checked;
}

/** Also after rows were replaced. */
export function count(): void {
  const all = boxes();
  const picked = all.filter((box) => box.checked).length;
  for (const box of all) box.closest("tr")?.toggleAttribute("data-picked", box.checked);
  const bar = document.querySelector<HTMLElement>("[data-bulk]");
  if (bar) bar.hidden = picked === 0;
  const number = document.querySelector("[data-picked]:not(tr)");
  if (number) number.textContent = String(picked);
  const head = document.querySelector<HTMLInputElement>("[data-pick-all]");
  if (!head) return;
  head.checked = picked > 0 && picked === all.length;
  head.indeterminate = picked > 0 && picked < all.length;
}
