import { DAY, QUARTER, clock, hoursOf, kindOf, span, waysTo, type Board, type Line, type Row, type Span, type Spot, type Stop } from "./model";
import { word } from "./server";

const ROW = 46;
const SPARE = 4;
const NARROWEST = { day: 1.15, week: 0.14 };

/** What is counted on a line. */
export const COUNTED = { "": "visits", bay: "units", counter: "customers" };

/** The technicians' days as a chart. Only the lines in view are in the page, whatever their number. */
export class Rows {
  private board!: Board;
  private lines: Line[] = [];
  private hours: Span = [0, DAY];
  private scale = 1;
  private readonly shown = new Map<number, HTMLElement>();
  private readonly body: HTMLElement;
  private readonly head: HTMLElement;
  picked = "";
  target: Spot | null = null;

  constructor(private readonly box: HTMLElement) {
    this.head = box.querySelector<HTMLElement>("[data-head]")!;
    this.body = box.querySelector<HTMLElement>("[data-body]")!;
    box.addEventListener("scroll", () => requestAnimationFrame(() => this.fill()), { passive: true });
    new ResizeObserver(() => this.board && this.layOut()).observe(box);
  }

  show(board: Board, lines: Line[]): void {
    this.board = board;
    this.lines = lines;
    this.hours = hoursOf(board);
    this.layOut();
  }

  get count(): number {
    return this.lines.length;
  }

  line(number: number): Line | undefined {
    return this.lines[number];
  }

  /** Draw what is in view anew. */
  redraw(): void {
    for (const row of this.shown.values()) row.remove();
    this.shown.clear();
    this.fill();
  }

  private get name(): number {
    return this.head.querySelector<HTMLElement>("[data-corner]")?.offsetWidth ?? 0;
  }

  private get width(): number {
    return (this.hours[1] - this.hours[0]) * this.scale;
  }

  private layOut(): void {
    const [days, room] = [this.board.dates.length, this.box.clientWidth - this.name];
    const span = this.hours[1] - this.hours[0];
    this.scale = Math.max(room / days / span, days > 1 ? NARROWEST.week : NARROWEST.day);
    this.body.style.height = `${this.lines.length * ROW}px`;
    for (const part of [this.body, this.head]) part.style.width = `${this.name + days * this.width}px`;
    this.box.setAttribute("aria-rowcount", String(this.lines.length));
    this.ruler();
    this.redraw();
  }

  private ruler(): void {
    const ruler = this.head.querySelector<HTMLElement>("[data-ruler]")!;
    ruler.replaceChildren();
    this.board.dates.forEach((date, day) => {
      if (this.board.dates.length > 1) this.tick(ruler, day * DAY + this.hours[0], this.dayName(date), "date");
      else for (let hour = this.hours[0]; hour < this.hours[1]; hour += 60) this.tick(ruler, hour, clock(hour), "hour");
    });
  }

  private dayName(date: string): string {
    return new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", month: "numeric", day: "numeric", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
  }

  private tick(ruler: HTMLElement, minute: number, text: string, kind: string): void {
    const tick = made("span", `tick ${kind}`, text);
    tick.style.left = `${this.x(minute)}px`;
    ruler.append(tick);
  }

  /** Where a minute lies, right of the names. */
  x(minute: number): number {
    const day = Math.min(Math.max(Math.floor(minute / DAY), 0), this.board.dates.length - 1);
    const within = Math.min(Math.max(minute - day * DAY, this.hours[0]), this.hours[1]);
    return day * this.width + (within - this.hours[0]) * this.scale;
  }

  private fill(): void {
    const top = this.box.scrollTop;
    const from = Math.max(0, Math.floor(top / ROW) - SPARE);
    const until = Math.min(this.lines.length, Math.ceil((top + this.box.clientHeight) / ROW) + SPARE);
    for (const [number, row] of this.shown) {
      if (number >= from && number < until) continue;
      row.remove();
      this.shown.delete(number);
    }
    for (let number = from; number < until; number += 1) if (!this.shown.has(number)) this.draw(number);
  }

  private draw(number: number): void {
    const line = this.lines[number]!;
    const row = made("div", "brow");
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", String(number + 1));
    row.style.top = `${number * ROW}px`;
    row.dataset.line = String(number);
    row.dataset.kind = kindOf(line);
    row.toggleAttribute("data-first", kindOf(line) !== kindOf(this.lines[number - 1]));
    row.append(this.who(line), this.track(line));
    this.shown.set(number, row);
    const next = [...this.shown.keys()].filter((one) => one > number).sort((a, b) => a - b)[0];
    this.body.insertBefore(row, next === undefined ? null : this.shown.get(next)!);
  }

  private who(line: Line): HTMLElement {
    const { technician, days } = line;
    const who = made("div", "bwho");
    who.setAttribute("role", "rowheader");
    const visits = days.reduce((sum, day) => sum + day.stops.length, 0);
    const load = days.reduce((sum, day) => sum + day.work + day.travel, 0);
    who.append(made("strong", "", technician.name), made("small", "", `${word(COUNTED[kindOf(line)], { n: visits })} · ${word("hours", { n: (load / 60).toFixed(1) })}`));
    if (kindOf(line)) who.title = technician.skills;
    return who;
  }

  private track({ days }: Line): HTMLElement {
    const track = made("div", "btrack");
    for (const day of days) {
      if (day.shift) track.append(this.bar("shift", day.shift));
      if (day.rest) track.append(this.bar("rest", day.rest, word("rest")));
    }
    for (const [from, until, reason] of days.flatMap((day) => day.out ?? [])) track.append(this.bar("rest out", [from, until], reason));
    if (this.board.now > 0 && this.board.now < this.board.dates.length * DAY) track.append(this.bar("now", [this.board.now, this.board.now]));
    for (const day of days) for (const stop of day.stops) this.stop(track, day, stop);
    return track;
  }

  private bar(kind: string, [from, until]: Span, title = ""): HTMLElement {
    const bar = made("div", kind);
    bar.style.left = `${this.x(from)}px`;
    bar.style.width = `${Math.max(this.x(until) - this.x(from), 1)}px`;
    if (title) bar.title = title;
    return bar;
  }

  private stop(track: HTMLElement, day: Row, stop: Stop): void {
    for (const way of waysTo(day, stop)) track.append(this.bar("way", way));
    if (stop.w) track.append(this.bar("window", stop.w));
    if (stop.sl) track.append(this.bar("slack", [stop.e, stop.e + stop.sl]));
    const bar = this.bar("stop", [stop.s, stop.e]);
    bar.setAttribute("role", "gridcell");
    bar.id = `stop-${stop.n}-${day.t}`;
    bar.dataset.n = stop.n;
    bar.dataset.day = String(day.d);
    bar.dataset.stage = stop.id ? stop.st || "planned" : "hold";
    bar.toggleAttribute("data-fixed", stop.f || !stop.id);
    bar.toggleAttribute("data-late", stop.late > 0);
    bar.setAttribute("aria-selected", String(stop.n === this.picked));
    bar.setAttribute("aria-label", told(stop));
    bar.title = told(stop);
    bar.append(made("span", "", `${sign(stop)}${stop.who}`));
    track.append(bar);
  }

  /** Which place a point of the window means; a place in the day only where days are wide. */
  at(x: number, y: number, moved: string): Spot | null {
    const box = this.body.getBoundingClientRect();
    const line = Math.floor((y - box.top) / ROW);
    const along = x - box.left - this.name;
    if (line < 0 || line >= this.lines.length || along < 0) return null;
    const day = Math.min(Math.floor(along / this.width), this.board.dates.length - 1);
    if (this.board.dates.length > 1) return { line, day, place: null };
    if (kindOf(this.lines[line])) return { line, day, place: Math.floor((this.hours[0] + along / this.scale) / QUARTER) };
    return { line, day, place: this.placeAt(line, day, day * DAY + this.hours[0] + (along - day * this.width) / this.scale, moved) };
  }

  private placeAt(line: number, day: number, minute: number, moved: string): number {
    const stops = this.stops(line, day).filter((stop) => stop.n !== moved);
    return stops.filter((stop) => (stop.s + stop.e) / 2 < minute).length;
  }

  /** What is still to come on a day, in its order: what places count. */
  stops(line: number, day: number): Stop[] {
    return this.lines[line]?.days.find((one) => one.d === day)?.stops.filter((stop) => !stop.b) ?? [];
  }

  /** Show where something would be dropped. */
  mark(spot: Spot | null, moved: string, verdict: "" | "yes" | "no" | "ask"): void {
    this.body.querySelector(".drop")?.remove();
    this.target = spot;
    if (!spot || spot.line < 0) return;
    const stops = this.stops(spot.line, spot.day).filter((stop) => stop.n !== moved);
    const before = stops[(spot.place ?? stops.length) - 1];
    const timed = spot.place !== null && kindOf(this.lines[spot.line]);
    const left = timed ? spot.day * DAY + spot.place! * QUARTER : spot.place === null ? spot.day * DAY + this.hours[0] : (before?.e ?? this.lines[spot.line]?.days.find((one) => one.d === spot.day)?.shift?.[0] ?? spot.day * DAY + this.hours[0]);
    const drop = made("div", "drop");
    drop.dataset.verdict = verdict;
    drop.style.top = `${spot.line * ROW}px`;
    drop.style.left = `${this.name + this.x(left)}px`;
    drop.style.width = spot.place === null ? `${this.width}px` : "";
    this.body.append(drop);
  }

  /** Scroll so that a line can be seen. */
  into(line: number): void {
    const [top, height, head] = [line * ROW, this.box.clientHeight, this.head.offsetHeight];
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (top + ROW > this.box.scrollTop + height - head) this.box.scrollTop = top + ROW - height + head;
    this.fill();
  }

  /** Mark a visit as chosen. */
  pick(number: string): void {
    this.picked = number;
    for (const bar of this.body.querySelectorAll<HTMLElement>("[role=gridcell]")) bar.setAttribute("aria-selected", String(bar.dataset.n === number));
    const found = this.body.querySelector<HTMLElement>(`[role=gridcell][data-n="${CSS.escape(number)}"]`);
    if (found) this.box.setAttribute("aria-activedescendant", found.id);
    else this.box.removeAttribute("aria-activedescendant");
  }
}

function sign(stop: Stop): string {
  const stage = { travelling: "→ ", arrived: "● ", finished: "✓ " }[stop.st] ?? "";
  return `${stage}${stop.lock ? "■ " : stop.pin ? "◆ " : ""}${stop.second ? "＋" : ""}`;
}

/** A visit in words: for the reader's ear and the pointer. */
export function told(stop: Stop): string {
  if (!stop.id) return `${word("held")} ${span([stop.s, stop.e])} ${stop.who}`;
  const parts = [
    `${span([stop.s, stop.e])} ${stop.who}`,
    stop.n,
    stop.what,
    stop.addr,
    word(stop.st || "planned"),
    stop.tr ? word("way", { n: stop.tr }) : "",
    stop.w ? word("told", { window: span(stop.w) }) : "",
    stop.late ? word("late", { n: stop.late }) : stop.sl ? word("slack", { n: stop.sl }) : "",
    stop.lock ? word("locked") : stop.pin ? word(stop.v === undefined ? "pinned" : "by_hand") : "",
    stop.second ? word("second") : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

export function made<K extends keyof HTMLElementTagNameMap>(tag: K, css: string, text = ""): HTMLElementTagNameMap[K] {
  const one = document.createElement(tag);
  if (css) one.className = css;
  if (text) one.textContent = text;
  return one;
}
