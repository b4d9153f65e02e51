import { kindOf, type Board, type Line, type Stop } from "./model";

const EDGE = 18;
const NEAR = 12;
type Point = [number, number];

/** Homes, visits and ways on a plane: no street map, nothing is fetched. A pointer chooses the nearest visit; a wheel goes nearer. */
export class Plane {
  private board!: Board;
  private lines: Line[] = [];
  private picked = "";
  private line = -1;
  private zoom = 1;
  private shift: Point = [0, 0];
  private bounds: [number, number, number, number] = [0, 0, 1, 1];
  private colours: Record<string, string> = {};

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly choose: (number: string) => void,
  ) {
    new ResizeObserver(() => this.board && this.draw()).observe(canvas);
    canvas.addEventListener("click", (event) => this.clicked(event));
    canvas.addEventListener("wheel", (event) => this.nearer(event), { passive: false });
    canvas.addEventListener("dblclick", () => this.whole());
  }

  show(board: Board, lines: Line[]): void {
    this.board = board;
    this.lines = lines.filter((line) => !kindOf(line));
    const style = getComputedStyle(this.canvas);
    for (const name of ["ink-3", "line", "accent", "active", "done", "late", "waiting", "surface"]) this.colours[name] = style.getPropertyValue(`--${name}`).trim();
    const points = this.points();
    const [xs, ys] = [points.map((one) => one[0]), points.map((one) => one[1])];
    const least = (all: number[]): number => all.reduce((a, b) => Math.min(a, b), Infinity);
    const most = (all: number[]): number => all.reduce((a, b) => Math.max(a, b), -Infinity);
    this.bounds = points.length ? [least(xs), least(ys), most(xs), most(ys)] : [-1, -1, 1, 1];
    this.draw();
  }

  pick(number: string, line: number): void {
    this.picked = number;
    this.line = line;
    if (this.board) this.draw();
  }

  private whole(): void {
    this.zoom = 1;
    this.shift = [0, 0];
    this.draw();
  }

  private points(): Point[] {
    const points: Point[] = this.board.unserved.map((one) => [one.x, one.y]);
    for (const { technician, days } of this.lines) {
      points.push(technician.home);
      for (const day of days) for (const stop of day.stops) points.push([stop.x, stop.y]);
    }
    return points;
  }

  private to([x, y]: Point): Point {
    const [left, bottom, right, top] = this.bounds;
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    const scale = Math.min((width - 2 * EDGE) / Math.max(right - left, 0.5), (height - 2 * EDGE) / Math.max(top - bottom, 0.5)) * this.zoom;
    return [width / 2 + (x - (left + right) / 2) * scale + this.shift[0], height / 2 - (y - (top + bottom) / 2) * scale + this.shift[1]];
  }

  private nearer(event: WheelEvent): void {
    event.preventDefault();
    const factor = event.deltaY < 0 ? 1.25 : 0.8;
    const zoom = Math.min(Math.max(this.zoom * factor, 1), 40);
    const [x, y] = [event.offsetX - this.canvas.clientWidth / 2, event.offsetY - this.canvas.clientHeight / 2];
    const by = zoom / this.zoom;
    this.shift = zoom === 1 ? [0, 0] : [x - (x - this.shift[0]) * by, y - (y - this.shift[1]) * by];
    this.zoom = zoom;
    this.draw();
  }

  private clicked(event: MouseEvent): void {
    let best: [number, string] = [NEAR, ""];
    for (const one of [...this.board.unserved, ...this.lines.flatMap((line) => line.days.flatMap((day) => day.stops))]) {
      const [x, y] = this.to([one.x, one.y]);
      const far = Math.hypot(x - event.offsetX, y - event.offsetY);
      if (far < best[0]) best = [far, one.n];
    }
    if (best[1]) this.choose(best[1]);
  }

  private draw(): void {
    const [width, height, ratio] = [this.canvas.clientWidth, this.canvas.clientHeight, devicePixelRatio || 1];
    if (!width || !height) return;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const pen = this.canvas.getContext("2d")!;
    pen.scale(ratio, ratio);
    const few = this.lines.length <= 30;
    this.lines.forEach((line, number) => (few || number === this.line) && number !== this.line && this.way(pen, line, this.colours["line"]!, 1));
    for (const line of this.lines) for (const day of line.days) for (const stop of day.stops) this.dot(pen, stop, this.tone(stop), 3);
    for (const one of this.board.unserved) this.ring(pen, [one.x, one.y], this.colours["late"]!, 4);
    for (const line of this.lines) this.home(pen, line.technician.home);
    const chosen = this.lines[this.line];
    if (chosen) {
      this.way(pen, chosen, this.colours["accent"]!, 2);
      for (const day of chosen.days) for (const stop of day.stops) this.dot(pen, stop, this.tone(stop), 5);
    }
    for (const line of this.lines) this.live(pen, line);
    for (const one of [...this.board.unserved, ...(chosen?.days.flatMap((day) => day.stops) ?? [])]) if (one.n === this.picked) this.ring(pen, [one.x, one.y], this.colours["accent"]!, 9);
  }

  private tone(stop: Stop): string {
    const name = stop.late ? "late" : stop.st === "finished" ? "done" : stop.st === "arrived" || stop.st === "travelling" ? "waiting" : "active";
    return this.colours[name]!;
  }

  private way(pen: CanvasRenderingContext2D, { technician, days }: Line, colour: string, width: number): void {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    for (const day of days) {
      if (!day.stops.length) continue;
      pen.beginPath();
      pen.moveTo(...this.to(technician.home));
      for (const stop of day.stops) pen.lineTo(...this.to([stop.x, stop.y]));
      pen.lineTo(...this.to(technician.home));
      pen.stroke();
    }
  }

  private dot(pen: CanvasRenderingContext2D, stop: Stop, colour: string, size: number): void {
    const [x, y] = this.to([stop.x, stop.y]);
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(x, y, size, 0, 7);
    pen.fill();
  }

  private ring(pen: CanvasRenderingContext2D, point: Point, colour: string, size: number): void {
    const [x, y] = this.to(point);
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(x, y, size, 0, 7);
    pen.stroke();
  }

  private home(pen: CanvasRenderingContext2D, point: Point): void {
    const [x, y] = this.to(point);
    pen.fillStyle = this.colours["ink-3"]!;
    pen.fillRect(x - 3, y - 3, 6, 6);
  }

  /** Where somebody checked in last, with his name. */
  private live(pen: CanvasRenderingContext2D, { technician, days }: Line): void {
    const last = days.flatMap((day) => day.stops).filter((stop) => stop.at).pop();
    if (!last?.at) return;
    const [x, y] = this.to(last.at);
    pen.fillStyle = this.colours["accent"]!;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x - 6, y - 13);
    pen.lineTo(x + 6, y - 13);
    pen.fill();
    if (this.lines.length <= 30) pen.fillText(technician.name, x + 8, y - 6);
  }
}
