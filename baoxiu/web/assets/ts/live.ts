import { count } from "./rows";

const OFTEN = 8_000;
const SELDOM = 30_000;
const IDLE = 120_000;
let tag = "";
let used = Date.now();

/** Asks for news while the page is looked at: changed rows change where they stand, all others wait behind the bar. */
export function watchQueue(): void {
  const bar = document.querySelector<HTMLAnchorElement>("[data-pulse]");
  if (!bar) return;
  for (const kind of ["pointerdown", "pointermove", "keydown"]) addEventListener(kind, () => (used = Date.now()), { passive: true });
  const next = (): void => void setTimeout(() => void listen(bar).finally(next), Date.now() - used > IDLE ? SELDOM : OFTEN);
  next();
}

async function listen(bar: HTMLAnchorElement): Promise<void> {
  if (document.hidden || document.querySelector("dialog[open]")) return;
  const shown = [...document.querySelectorAll<HTMLElement>("main tr[data-key]")].map((row) => row.dataset.key).join(".");
  try {
    const answer = await fetch(`${bar.dataset.pulse}&shown=${encodeURIComponent(shown)}`, { headers: tag ? { "If-None-Match": tag } : {}, redirect: "error" });
    if (answer.status !== 200) return;
    tag = answer.headers.get("ETag") ?? "";
    show(bar, new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    /* Without a connection there is no news; the next round asks again. */
  }
}

function show(bar: HTMLAnchorElement, news: Document): void {
  const box = news.querySelector<HTMLElement>("[data-others]");
  const words = bar.querySelector("span");
  if (!box || !words) return;
  bar.hidden = box.dataset.others === "0";
  words.textContent = box.querySelector("p")?.textContent ?? "";
  for (const row of box.querySelectorAll<HTMLTableRowElement>("tr[data-key]")) replace(row);
  count();
}

/** In its place, with what the reader has done to it: picked, stood on, focused. */
function replace(fresh: HTMLTableRowElement): void {
  const old = document.querySelector<HTMLTableRowElement>(`main tr[data-key="${CSS.escape(fresh.dataset.key ?? "")}"]`);
  if (!old || old.dataset.was === fresh.outerHTML || plain(old) === plain(fresh)) return;
  const was = fresh.outerHTML;
  const row = document.importNode(fresh, true);
  row.dataset.was = was;
  row.dataset.changed = "";
  if (old.hasAttribute("data-here")) row.dataset.here = "";
  const [before, after] = [old, row].map((one) => one.querySelector<HTMLInputElement>('input[name="pick"]'));
  if (before && after) after.checked = before.checked;
  const focused = old.contains(document.activeElement) ? (document.activeElement as HTMLElement).tagName : "";
  old.replaceWith(row);
  if (focused) row.querySelector<HTMLElement>(focused === "INPUT" ? "input" : "a.row-link")?.focus({ preventScroll: true });
}

const plain = (row: HTMLElement): string => `${row.hasAttribute("data-left")}${row.textContent?.replace(/\s+/g, " ")}`;
