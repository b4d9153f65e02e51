import { DAY, clock, kindOf, span, type Board, type Line, type Open, type Stop, type Waiting } from "./model";
import { COUNTED, made } from "./rows";
import { word, type Bring, type Server } from "./server";

const find = (part: string): HTMLElement => document.querySelector<HTMLElement>(`[data-board] [data-${part}]`)!;

/** What nobody has: one may be lifted from here into the chart, and the reasons can be asked for. */
export function showOpen(board: Board, picked: string): void {
  const list = find("unserved");
  find("unserved-count").textContent = String(board.unserved.length);
  list.replaceChildren(...board.unserved.map((one) => openItem(one, picked)));
  if (!board.unserved.length) list.append(made("li", "muted", word("none_left")));
}

/** The waiting area: units without a bay, who is next first; one may be lifted from here onto a bay. */
export function showWaiting(board: Board, picked: string): void {
  const list = find("waiting");
  list.closest<HTMLElement>(".panel")!.hidden = !board.yard;
  find("waiting-count").textContent = String(board.waiting.length);
  list.replaceChildren(...board.waiting.map((one) => waitingItem(one, picked)));
  if (!board.waiting.length) list.append(made("li", "muted", word("none_waits")));
}

function waitingItem(one: Waiting, picked: string): HTMLElement {
  const due = one.due ? word("due", { when: one.due }) : "";
  const item = listed(one, picked, [one.n, word("minutes", { n: one.min }), word("waits", { n: one.since }), due]);
  item.toggleAttribute("data-late", one.late);
  return item;
}

function listed(one: Open | Waiting, picked: string, parts: string[]): HTMLElement {
  const item = made("li", "bopen");
  item.dataset.n = one.n;
  const button = made("button", "bopen-item");
  button.type = "button";
  button.setAttribute("aria-pressed", String(one.n === picked));
  button.append(made("strong", "", `${one.who} · ${one.what}`), made("small", "", parts.filter(Boolean).join(" · ")));
  item.append(button);
  return item;
}

function openItem(one: Open, picked: string): HTMLElement {
  const when = one.w ? `${one.w[0] >= DAY ? `+${Math.floor(one.w[0] / DAY)} ` : ""}${clock(one.w[0])}` : "";
  return listed(one, picked, [one.n, word("minutes", { n: one.min }), when, one.addr]);
}

/** Why nobody comes, read from the server when somebody asks; `bring` hands parts over, where that would help and one may. */
export async function showWhy(server: Server, number: string, bring: ((what: string) => void) | null): Promise<void> {
  const item = document.querySelector<HTMLElement>(`[data-unserved] [data-n="${CSS.escape(number)}"]`);
  if (!item || item.querySelector(".why")) return;
  const why = made("div", "why small", word("looking"));
  item.append(why);
  const found = await server.why(number);
  const lines = made("ul", "plain");
  for (const [name, reasons] of found.against) {
    const line = made("li", "");
    line.append(made("strong", "", name), ` ${reasons.join(" ")}`);
    lines.append(line);
  }
  why.replaceChildren();
  if (found.change) why.append(made("p", "strong", word("change", { change: found.change })));
  if (bring && found.bring.length) why.append(bringButton(found.bring, bring));
  if (found.free.length) why.append(made("p", "", word("could", { names: found.free.slice(0, 8).join("、") })));
  if (!found.free.length && !found.against.length) why.append(made("p", "", word("nobody")));
  why.append(lines);
}

function bringButton(parts: Bring[], bring: (what: string) => void): HTMLElement {
  const button = made("button", "button small primary", word("bring", { parts: parts.map((one) => one.said).join("、") }));
  button.type = "button";
  button.addEventListener("click", () => bring(parts.map((one) => one.what).join(",")));
  return button;
}

/** The visit that is chosen, with what can be done about it. */
export function showPicked(stop: Stop | null, line: Line | undefined): void {
  const panel = find("chosen");
  panel.hidden = !stop || !stop.id;
  if (!stop) return;
  for (const acts of panel.querySelectorAll<HTMLElement>("[data-acts]")) acts.hidden = acts.dataset.acts !== kindOf(line);
  const link = panel.querySelector<HTMLAnchorElement>("[data-link]")!;
  link.href = `${link.dataset.base}${stop.n}/`;
  link.textContent = stop.n;
  const facts = [
    [stop.who, stop.what, stop.addr],
    [line?.technician.name ?? "", span([stop.s, stop.e]), word(stop.st || "planned")],
    [stop.tr ? word("way", { n: stop.tr }) : "", stop.w ? word("told", { window: span(stop.w) }) : "", stop.late ? word("late", { n: stop.late }) : stop.sl ? word("slack", { n: stop.sl }) : ""],
  ];
  panel.querySelector("[data-facts]")!.replaceChildren(...facts.map((parts) => made("p", "soft", parts.filter(Boolean).join(" · "))));
  for (const [name, on] of [["pin", stop.pin], ["lock", stop.lock], ["two", stop.two], ["expert", stop.expert]] as const) panel.querySelector(`[data-mark="${name}"]`)?.setAttribute("aria-pressed", String(on));
}

/** What the whole plan amounts to; with a tray, before and after. */
export function showTotals(board: Board, plan: Board["totals"] | null): void {
  for (const [name, now] of Object.entries(board.totals)) {
    const place = document.querySelector<HTMLElement>(`[data-total="${name}"]`);
    const was = plan?.[name as keyof Board["totals"]];
    if (place) place.textContent = was === undefined || was === now ? String(now) : `${was} → ${now}`;
  }
  const broken = find("broken");
  broken.hidden = !board.broken.length;
  broken.replaceChildren(...board.broken.slice(0, 5).map((said) => made("p", "", said)));
}

export function showTray(board: Board): void {
  const panel = find("tray");
  panel.hidden = !board.tray;
  const tray = board.tray;
  if (!tray) return;
  const body = panel.querySelector<HTMLElement>("[data-terms]")!;
  body.replaceChildren(...tray.rows.map(([name, before, after]) => {
    const row = made("tr", "");
    row.append(made("td", "", name), made("td", "num", String(before)), made("td", "num", String(after)));
    return row;
  }));
  panel.querySelector("[data-told]")!.textContent = tray.told ? word("told_again", { n: tray.told }) : "";
  panel.querySelector("[data-changes]")!.textContent = String(tray.changes);
  const refused = panel.querySelector<HTMLElement>("[data-refused]")!;
  refused.replaceChildren(...(tray.refused.length ? [made("p", "strong", word("cannot")), ...tray.refused.map((said) => made("p", "", said))] : []));
  const publish = panel.querySelector<HTMLButtonElement>('[data-verb="publish"]');
  if (publish) publish.disabled = Boolean(tray.refused.length) || !tray.changes;
}

/** On a phone: a list for each technician, open where somebody looks. */
export function showList(board: Board, lines: Line[]): void {
  const list = find("list");
  if (getComputedStyle(list).display === "none") return;
  const open = new Set([...list.querySelectorAll<HTMLDetailsElement>("details[open]")].map((one) => one.dataset.t));
  list.replaceChildren(...lines.map((line) => folded(board, line, open.has(keyOf(line)))));
}

const keyOf = (line: Line): string => `${kindOf(line)}${line.technician.id}`;

function folded(board: Board, line: Line, open: boolean): HTMLElement {
  const fold = made("details", "fold");
  fold.dataset.t = keyOf(line);
  const visits = line.days.flatMap((day) => day.stops);
  const summary = made("summary", "");
  const load = line.days.reduce((sum, day) => sum + day.work + day.travel, 0);
  summary.append(made("strong", "", line.technician.name), made("span", "push muted", `${word(COUNTED[kindOf(line)], { n: visits.length })} · ${word("hours", { n: (load / 60).toFixed(1) })}`));
  fold.append(summary);
  const fill = (): void => {
    if (fold.querySelector("ol")) return;
    const stops = made("ol", "bstops");
    stops.append(...line.days.flatMap((day) => day.stops.map((stop) => item(stop, board.dates.length > 1 ? (board.dates[day.d] ?? "").slice(5) : ""))));
    fold.append(visits.length ? stops : made("p", "muted fold-body", line.days.some((day) => day.shift) ? word("visits", { n: 0 }) : word("off")));
  };
  fold.addEventListener("toggle", () => fold.open && fill());
  if (open) {
    fill();
    fold.open = true;
  }
  return fold;
}

function item(stop: Stop, date: string): HTMLElement {
  const one = made("li", "");
  const button = made("button", "bopen-item");
  button.type = "button";
  button.dataset.pick = stop.n;
  const state = stop.id ? word(stop.st || "planned") : word("held");
  button.append(made("strong", "", `${date} ${span([stop.s, stop.e])} ${stop.who}`.trim()), made("small", "", [state, stop.tr ? word("way", { n: stop.tr }) : "", stop.late ? word("late", { n: stop.late }) : "", stop.addr].filter(Boolean).join(" · ")));
  one.append(button);
  return one;
}
