import { say } from "./toasts";
import { watchPointer, type Held } from "./board/hand";
import { Plane } from "./board/map";
import { QUARTER, kindOf, linesOf, type Board, type Kind, type Open, type Spot, type Stop, type Totals, type Verdict, type Waiting } from "./board/model";
import { Rows, told } from "./board/rows";
import { Refused, Server, word } from "./board/server";
import { showList, showOpen, showPicked, showTotals, showTray, showWaiting, showWhy } from "./board/sides";

const PATIENCE = 90;
const NEWS = 30_000;
/** What the page shows is not there any more: it is drawn anew after the sentence. */
const GONE = ["plan_changed", "tray_closed"];

/** The dispatch board: the document of the days, who is chosen, what is in the hand. */
class Desk {
  private board: Board | null = null;
  private plan: Totals | null = null;
  private held: Held | null = null;
  private picked = "";
  private busy = false;
  private tried = false;
  private yard = false;
  private asking: AbortController | null = null;
  private timer = 0;
  private readonly known = new Map<string, Verdict>();
  private readonly server: Server;
  private readonly rows: Rows;
  private readonly plane: Plane;
  private readonly box = document.querySelector<HTMLElement>("[data-chart]")!;
  private readonly live = document.querySelector<HTMLElement>("[data-live]")!;
  private readonly tip = document.querySelector<HTMLElement>("[data-tip]")!;
  private readonly filter = document.querySelector<HTMLInputElement>("[data-filter]");

  constructor(private readonly page: HTMLElement) {
    this.server = new Server(page, () => ({ outlet: page.dataset.outlet ?? "", day: page.dataset.day ?? "", days: page.dataset.span ?? "1", tried: this.tried ? "1" : "" }));
    this.rows = new Rows(this.box);
    this.plane = new Plane(document.querySelector<HTMLCanvasElement>("[data-map]")!, (number) => this.pick(number));
    const lists = [...document.querySelectorAll<HTMLElement>("[data-unserved], [data-waiting]")].map((list) => list.closest<HTMLElement>(".panel")!);
    watchPointer(this.rows, this.box, lists, {
      lift: (n) => this.lift(n),
      over: (spot, x, y) => this.over(spot, x, y),
      drop: () => void this.drop(),
      leave: () => this.putBack(),
      pick: (n) => this.pick(n),
    });
    this.box.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.held && this.putBack());
    document.addEventListener("click", (event) => this.clicked(event));
    this.filter?.addEventListener("input", () => this.draw());
    matchMedia("(max-width: 899.98px)").addEventListener("change", () => this.draw());
    setInterval(() => !document.hidden && !this.held && !this.busy && void this.load(), NEWS);
  }

  private get may(): boolean {
    return this.page.hasAttribute("data-may-plan");
  }

  async load(): Promise<void> {
    try {
      this.take(await this.server.days());
    } catch (error) {
      this.refused(error);
    }
  }

  private take(board: Board): void {
    this.board = board;
    this.known.clear();
    if (!board.tray) {
      this.tried = false;
      this.plan = board.totals;
    }
    this.draw();
  }

  private draw(): void {
    if (!this.board) return;
    const lines = linesOf(this.board, this.filter?.value ?? "", this.yard && this.board.yard);
    this.rows.picked = this.picked;
    this.rows.show(this.board, lines);
    this.plane.show(this.board, lines);
    showOpen(this.board, this.picked);
    showWaiting(this.board, this.picked);
    for (const button of document.querySelectorAll<HTMLElement>('[data-verb="yard"]')) button.hidden = !this.board.yard;
    showList(this.board, lines);
    showTotals(this.board, this.board.tray ? this.plan : null);
    showTray(this.board);
    this.page.toggleAttribute("data-tried", Boolean(this.board.tray));
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-verb="undo"]')) button.disabled = !this.board.undo;
    this.pick(this.picked);
    this.page.removeAttribute("aria-busy");
  }

  /** Where an order stands; of two places the one that can still be moved. */
  private find(number: string): { stop: Stop; spot: Spot } | null {
    return this.among(number, (stop) => !stop.f) ?? this.among(number, () => true);
  }

  private among(number: string, fits: (stop: Stop) => boolean): { stop: Stop; spot: Spot } | null {
    for (let line = 0; line < this.rows.count; line += 1) {
      for (const day of this.rows.line(line)?.days ?? []) {
        const stop = day.stops.find((one) => one.n === number && fits(one));
        if (stop) return { stop, spot: { line, day: day.d, place: Math.max(0, this.rows.stops(line, day.d).indexOf(stop)) } };
      }
    }
    return null;
  }

  private open(number: string): Open | undefined {
    return this.board?.unserved.find((one) => one.n === number);
  }

  private waits(number: string): Waiting | undefined {
    return this.board?.waiting.find((one) => one.n === number);
  }

  private pick(number: string): void {
    this.picked = number;
    const found = number ? this.find(number) : null;
    this.rows.pick(number);
    this.plane.pick(number, found?.spot.line ?? -1);
    showPicked(found?.stop ?? null, found ? this.rows.line(found.spot.line) : undefined);
    for (const one of document.querySelectorAll<HTMLElement>(":is([data-unserved], [data-waiting]) [data-n]")) one.firstElementChild?.setAttribute("aria-pressed", String(one.dataset.n === number));
    if (number && this.open(number)) void showWhy(this.server, number, this.may && !this.tried ? (what) => this.bring(number, what) : null).catch((error: unknown) => this.refused(error));
  }

  private bring(number: string, what: string): void {
    void this.does("bring", { order: number, bring: what }, (said) => word(said.placed ? "brought_placed" : "brought"));
  }

  // What is in the hand.

  private lift(number: string): boolean {
    const [found, open, waits] = [this.find(number), this.open(number), this.waits(number)];
    if (!this.may || this.busy || (!found && !open && !waits) || found?.stop.f || (found && !found.stop.id)) return false;
    const kind: Kind = found ? kindOf(this.rows.line(found.spot.line)) : waits ? "bay" : "";
    if (kind && this.tried) return false;
    const name = (found?.stop ?? open ?? waits)!.who;
    this.pick(number);
    this.held = { n: number, name, kind, was: String(found?.stop.v ?? waits?.v ?? ""), from: found?.spot ?? null, spot: null, verdict: null };
    this.page.dataset.held = number;
    this.says(word("lifted", { name }));
    return true;
  }

  private over(spot: Spot | null, x = 0, y = 0): void {
    const held = this.held;
    if (!held) return;
    if (x || y) {
      this.tip.style.left = `${Math.min(x + 14, innerWidth - 300)}px`;
      this.tip.style.top = `${Math.min(y + 16, innerHeight - 90)}px`;
    }
    if (same(held.spot, spot)) return;
    held.spot = spot;
    held.verdict = null;
    this.rows.mark(spot, held.n, "");
    clearTimeout(this.timer);
    this.asking?.abort();
    this.tip.hidden = !spot || spot.line < 0;
    if (!spot || spot.line < 0) return;
    this.tip.textContent = word("looking");
    this.timer = window.setTimeout(() => void this.judge(spot), PATIENCE);
  }

  private target(spot: Spot): Record<string, string> {
    const line = this.rows.line(spot.line);
    return {
      [kindOf(line) || "technician"]: String(line?.technician.id ?? ""),
      day_to: this.board?.dates[spot.day] ?? "",
      place: spot.place === null ? "" : String(spot.place),
    };
  }

  private async judge(spot: Spot): Promise<Verdict | null> {
    const held = this.held;
    if (!held) return null;
    const to = this.target(spot);
    const key = `${held.n} ${Object.values(to).join(" ")}`;
    try {
      this.asking = new AbortController();
      const verdict = this.known.get(key) ?? (await this.server.verdict(held.n, to, this.asking.signal));
      this.known.set(key, verdict);
      if (this.held !== held || !same(held.spot, spot)) return null;
      held.verdict = verdict;
      this.rows.mark(spot, held.n, verdict.ask ? "ask" : verdict.refused.length ? "no" : "yes");
      const name = this.rows.line(spot.line)?.technician.name ?? "";
      this.tip.dataset.verdict = verdict.refused.length ? "no" : "yes";
      this.tip.textContent = verdict.refused.length ? verdict.refused.join(" ") : [word("there", { name, cost: cost(verdict) }), ...verdict.terms].join(" · ");
      this.says(this.tip.textContent);
      return verdict;
    } catch (error) {
      if ((error as Error).name !== "AbortError") this.refused(error);
      return null;
    }
  }

  private async drop(): Promise<void> {
    const held = this.held;
    if (!held?.spot || (held.from && same(held.from, held.spot))) return this.putBack();
    const [spot, name] = [held.spot, held.name];
    if (spot.line < 0) {
      this.letGo();
      if (held.kind) {
        if (held.kind === "bay" && held.from && spot.line === -2) await this.does("aside", { order: held.n, was: held.was }, () => word("set_aside", { name }));
      } else if (held.from && spot.line === -1) await this.does("out", { order: held.n }, () => word("taken_out", { name }));
      return;
    }
    const verdict = held.verdict ?? (await this.judge(spot));
    this.letGo();
    const given: Record<string, string> = { order: held.n, was: held.was, ...this.target(spot) };
    const kind = kindOf(this.rows.line(spot.line));
    if (!this.tried && verdict?.ask) {
      if (!(await agreed(word("window_too", { sentence: verdict.ask })))) return;
      given["window_too"] = "1";
    }
    const technician = this.rows.line(spot.line)?.technician.name ?? "";
    await this.does(kind || (this.tried ? "try" : "move"), given, (said) => word(kind ? "placed" : this.tried ? "tried" : "dropped", { name, technician, cost: cost(said as Verdict) }));
  }

  private letGo(): void {
    this.held = null;
    this.asking?.abort();
    clearTimeout(this.timer);
    delete this.page.dataset.held;
    this.tip.hidden = true;
    this.rows.mark(null, "", "");
  }

  private putBack(): void {
    this.letGo();
    this.says(word("put_back"));
  }

  // Keys: arrows choose, space lifts, Enter drops, Escape puts back.

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (step) this.held ? this.carry(step[0]!, step[1]!) : this.go(step[0]!, step[1]!);
    else if (event.key === " " && this.held) this.putBack();
    else if (event.key === " ") this.liftHere();
    else if (event.key === "Enter" && this.held) void this.drop();
    else if (event.key === "Enter") document.querySelector<HTMLElement>("[data-chosen] [data-link]")?.focus();
    else if (event.key === "Delete" && !this.held && this.picked) void this.takeOut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private async takeOut(): Promise<void> {
    const found = this.find(this.picked);
    const [kind, name] = [found ? kindOf(this.rows.line(found.spot.line)) : "", this.picked];
    if (kind === "bay") await this.does("aside", { order: name }, () => word("set_aside", { name }));
    else if (!kind) await this.does("out", { order: name }, () => word("taken_out", { name }));
  }

  private liftHere(): void {
    const found = this.find(this.picked);
    if (!this.lift(this.picked)) return;
    const { kind } = this.held!;
    const line = found?.spot.line ?? this.next(-1, 1, kind);
    const place = kind ? Math.ceil((found?.stop.s ?? Math.max(this.board!.now, 8 * 60)) / QUARTER) : (found?.spot.place ?? 0);
    this.held!.spot = null;
    this.overByKey({ line, day: found?.spot.day ?? 0, place: this.board!.dates.length > 1 ? null : place });
  }

  /** The next line of the same kind; the same where there is none. */
  private next(line: number, down: number, kind: Kind): number {
    for (let next = line + down; down && next >= 0 && next < this.rows.count; next += down) if (kindOf(this.rows.line(next)) === kind) return next;
    return line;
  }

  private carry(down: number, along: number): void {
    const spot = this.held?.spot;
    if (!spot || !this.held) return;
    const days = this.board!.dates.length;
    const line = this.next(spot.line, down, this.held.kind);
    if (days > 1) return this.overByKey({ line, day: clamp(spot.day + along, 0, days - 1), place: null });
    if (this.held.kind) return this.overByKey({ line, day: spot.day, place: clamp((spot.place ?? 0) + along, 0, 95) });
    const most = this.rows.stops(line, spot.day).filter((stop) => stop.n !== this.held?.n).length;
    this.overByKey({ line, day: spot.day, place: clamp((spot.place ?? 0) + along, 0, most) });
  }

  private overByKey(spot: Spot): void {
    this.rows.into(spot.line);
    this.over(spot);
    const mark = this.box.querySelector(".drop")?.getBoundingClientRect();
    if (mark) this.tip.style.left = `${Math.min(mark.left + 10, innerWidth - 300)}px`;
    if (mark) this.tip.style.top = `${mark.bottom + 4}px`;
  }

  private go(down: number, along: number): void {
    const found = this.find(this.picked);
    if (!found) return this.goTo(0, 1, 0);
    const stops = this.days(found.spot.line);
    const place = stops.indexOf(found.stop);
    if (along) return this.stand(stops[clamp(place + along, 0, stops.length - 1)]!, found.spot.line);
    this.goTo(found.spot.line + down, down, (found.stop.s + found.stop.e) / 2);
  }

  /** The nearest visit in time on the next line that has one. */
  private goTo(line: number, down: number, minute: number): void {
    for (let next = line; next >= 0 && next < this.rows.count; next += down) {
      const stops = this.days(next);
      if (!stops.length) continue;
      const nearest = stops.reduce((one, other) => (Math.abs((other.s + other.e) / 2 - minute) < Math.abs((one.s + one.e) / 2 - minute) ? other : one));
      return this.stand(nearest, next);
    }
  }

  private days(line: number): Stop[] {
    return (this.rows.line(line)?.days ?? []).flatMap((day) => day.stops);
  }

  private stand(stop: Stop, line: number): void {
    this.rows.into(line);
    this.pick(stop.n);
    this.says(`${this.rows.line(line)?.technician.name ?? ""}: ${told(stop)}`);
  }

  // Buttons.

  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const chosen = target.closest<HTMLElement>("[data-pick], :is([data-unserved], [data-waiting]) [data-n]");
    if (chosen) this.pick(chosen.dataset.pick ?? chosen.dataset.n ?? "");
    const mark = target.closest<HTMLElement>("[data-mark]");
    if (mark) void this.mark(mark);
    const verb = target.closest<HTMLElement>("[data-verb]")?.dataset.verb;
    if (verb) void this.press(verb);
  }

  private async mark(button: HTMLElement): Promise<void> {
    const on = button.getAttribute("aria-pressed") !== "true";
    const name = button.dataset.mark ?? "";
    const given: Record<string, string> = { order: this.picked };
    if (name === "pin" || name === "lock") given["value"] = on ? "1" : "";
    else for (const one of ["two", "expert"]) given[one] = (one === name ? on : document.querySelector(`[data-mark="${one}"]`)?.getAttribute("aria-pressed") === "true") ? "1" : "";
    await this.does(name === "pin" || name === "lock" ? name : "staff", given, () => word("marked"));
  }

  private async press(verb: string): Promise<void> {
    const order = { order: this.picked };
    if (verb === "undo") await this.does("undo", {}, () => word("undone"));
    if (verb === "optimise") await this.does("optimise", {}, (said) => (said.days ? word("optimised", { n: said.days }) : word("nothing_better")));
    if (verb === "open") await this.inTray("open", {});
    if (verb === "look") this.look();
    if (verb === "yard") this.onlyYard();
    if (verb === "aside") await this.does("aside", order, () => word("set_aside", { name: this.picked }));
    if (verb === "vacate") await this.does("vacate", order, () => word("vacated", { name: this.picked }));
    if (verb === "out") await this.does("out", order, () => word("taken_out", { name: this.picked }));
    if (verb === "publish") await this.does("publish", {}, () => word("published"));
    if (verb === "discard") await this.does("discard", {}, () => word("discarded"));
    if (verb === "replan") await this.inTray("replan", { ...order, cause: value("cause") });
    if (verb === "transfer") await this.does("transfer", { ...order, outlet_to: value("outlet_to"), reason: value("reason") }, (said) => word("transferred", { outlet: said.outlet ?? "" }));
  }

  private onlyYard(): void {
    this.yard = !this.yard;
    for (const button of document.querySelectorAll('[data-verb="yard"]')) button.setAttribute("aria-pressed", String(this.yard));
    document.querySelector<HTMLElement>("[data-map]")!.hidden = this.yard;
    this.draw();
  }

  private async inTray(verb: string, given: Record<string, string>): Promise<void> {
    this.tried = true;
    if (!(await this.does(verb, given, () => ""))) this.tried = Boolean(this.board?.tray);
  }

  private look(): void {
    this.tried = !this.tried;
    void this.load();
  }

  private async does(verb: string, given: Record<string, string>, words: (said: Partial<Verdict> & { days?: number; outlet?: string; placed?: boolean }) => string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.page.setAttribute("aria-busy", "true");
    try {
      const { said, board } = await this.server.does(verb, { seen: String(this.board?.version ?? ""), ...given });
      this.take(board);
      const sentence = words(said);
      if (sentence) say(sentence, "done");
      return true;
    } catch (error) {
      this.refused(error);
      if (error instanceof Refused && GONE.includes(error.code)) await this.load();
      return false;
    } finally {
      this.busy = false;
      this.page.removeAttribute("aria-busy");
      if (verb !== "transfer") this.box.focus({ preventScroll: true });
    }
  }

  private refused(error: unknown): void {
    if (!(error instanceof Refused)) throw error;
    say(error.message, "late");
    this.page.removeAttribute("aria-busy");
  }

  private says(sentence: string): void {
    this.live.textContent = sentence;
  }
}

const clamp = (n: number, least: number, most: number): number => Math.min(Math.max(n, least), Math.max(least, most));

const same = (one: Spot | null, other: Spot | null): boolean => one?.line === other?.line && one?.day === other?.day && one?.place === other?.place;

const cost = ({ minutes, yuan, said }: Verdict): string => said ?? (minutes ? word("cost", { minutes: minutes > 0 ? `+${minutes}` : minutes, yuan }) : word("free"));

const value = (name: string): string => document.querySelector<HTMLInputElement | HTMLSelectElement>(`[data-field="${name}"]`)?.value ?? "";

/** Asks in the page's own dialog. */
function agreed(question: string): Promise<boolean> {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-ask]")!;
  dialog.querySelector("[data-question]")!.textContent = question;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true }));
}

const page = document.querySelector<HTMLElement>("[data-board]");
if (page) void new Desk(page).load();
