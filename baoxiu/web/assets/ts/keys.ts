import { on } from "./dom";
import { moveRow, openRow, pickRow } from "./rows";

const OFF = "single-keys-off";
const PATIENCE = 1200;
let first = 0;

/** Single keys for people who live in the lists; the sheet behind "?" names them and turns them off (WCAG 2.1.4). */
export function watchKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isBusy(event.target as HTMLElement)) return;
    if (event.key !== "?" && isOff()) return;
    if (press(event.key)) event.preventDefault();
  });
  on<HTMLInputElement>("change", "[data-single-keys]", (box) => remember(!box.checked));
  for (const box of document.querySelectorAll<HTMLInputElement>("[data-single-keys]")) box.checked = !isOff();
}

function isBusy(target: HTMLElement): boolean {
  return Boolean(target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]")) || Boolean(document.querySelector("dialog[open]"));
}

function press(key: string): boolean {
  const after = Date.now() - first < PATIENCE;
  first = 0;
  if (after) return go(key);
  if (key === "g") {
    first = Date.now();
    return true;
  }
  return KEYS[key]?.() ?? false;
}

const KEYS: Record<string, () => boolean> = {
  "/": search,
  "?": sheet,
  j: () => moveRow(1),
  k: () => moveRow(-1),
  x: pickRow,
  o: openRow,
  Enter: () => document.activeElement === document.body && openRow(),
};

/** g and then a letter: the sheet's own rows say where each letter leads, so only pages that a person may open are there. */
function go(key: string): boolean {
  const link = document.querySelector<HTMLAnchorElement>(`#keys a[data-go="${CSS.escape(key)}"]`);
  if (!link) return false;
  location.assign(link.href);
  return true;
}

function search(): boolean {
  const box = document.querySelector<HTMLInputElement>("[data-search]");
  box?.focus();
  box?.select();
  return Boolean(box);
}

function sheet(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#keys");
  dialog?.showModal();
  return Boolean(dialog);
}

function isOff(): boolean {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function remember(off: boolean): void {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    /* A browser that keeps nothing keeps the keys on. */
  }
}
