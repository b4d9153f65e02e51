/** The board's document: minutes from the first day's midnight, kilometres on the plane. */
export type Span = [number, number];

export interface Named {
  n: string;
  who: string;
  addr: string;
  what: string;
  pr: number;
  x: number;
  y: number;
}

export interface Stop extends Named {
  id: number;
  s: number;
  e: number;
  tr: number;
  sl: number;
  late: number;
  w: Span | null;
  st: string;
  f: boolean;
  b: boolean;
  pin: boolean;
  lock: boolean;
  second: boolean;
  two: boolean;
  expert: boolean;
  at: [number, number] | null;
  v?: number;
}

export interface Open extends Named {
  id: number;
  min: number;
  w: Span | null;
  two: boolean;
}

/** A unit in the waiting area. */
export interface Waiting extends Named {
  id: number;
  min: number;
  v: number;
  since: number;
  due: string;
  late: boolean;
}

export interface Row {
  t: number;
  d: number;
  shift: Span | null;
  rest: Span | null;
  travel: number;
  work: number;
  over: number;
  home: number;
  out?: [number, number, string][];
  stops: Stop[];
}

/** Whose line it is: a technician's, a bay's or a place's at the counter. */
export type Kind = "" | "bay" | "counter";

export interface Technician {
  id: number;
  name: string;
  home: [number, number];
  skills: string;
  kind?: Kind;
}

export interface Totals {
  travel: number;
  unserved: number;
  overtime: number;
  cost: number;
  gini: number;
}

export interface Tray {
  id: number;
  changes: number;
  told: number;
  refused: string[];
  rows: [string, number, number][];
  unserved: [number, number];
  moved: string[];
}

export interface Board {
  version: number;
  first: string;
  dates: string[];
  now: number;
  technicians: Technician[];
  rows: Row[];
  unserved: Open[];
  waiting: Waiting[];
  yard: boolean;
  broken: string[];
  totals: Totals;
  tray: Tray | null;
  open_tray: boolean;
  undo: boolean;
}

export interface Verdict {
  refused: string[];
  minutes: number;
  yuan: string;
  terms: string[];
  ask: string;
  said?: string;
}

/** A place in the plan: a line of the board, a day of it and, where it matters, a place in that day: of bays and counter a quarter
 * of an hour. Line -1 is the list of what has no place, -2 the waiting area. */
export interface Spot {
  line: number;
  day: number;
  place: number | null;
}

export const DAY = 1440;
export const QUARTER = 15;

/** A technician with all days that are shown. */
export interface Line {
  technician: Technician;
  days: Row[];
}

export const kindOf = (line: Line | undefined): Kind => line?.technician.kind ?? "";

export function linesOf(board: Board, wanted: string, yard: boolean): Line[] {
  const all: Line[] = board.technicians.map((technician) => ({ technician, days: [] }));
  for (const row of board.rows) all[row.t]?.days.push(row);
  const lines = yard ? all.filter((line) => kindOf(line)) : all;
  const word = wanted.trim().toLowerCase();
  if (!word) return lines;
  return lines.filter(({ technician, days }) => `${technician.name} ${technician.skills}`.toLowerCase().includes(word) || days.some((day) => day.stops.some((stop) => `${stop.n} ${stop.who}`.toLowerCase().includes(word))));
}

/** When somebody is on the way to a stop: right before it, or before and after the break where that lies between. */
export function waysTo(row: Row, stop: Stop): Span[] {
  if (!stop.tr) return [];
  const { rest } = row;
  if (!rest || rest[1] > stop.s || stop.s - stop.tr >= rest[1]) return [[stop.s - stop.tr, stop.s]];
  const before = Math.max(row.shift?.[0] ?? 0, ...row.stops.map((one) => one.e).filter((end) => end <= rest[0]));
  const since = Math.max(before, rest[0] - stop.tr);
  const left = stop.tr - (rest[0] - since);
  const ways: Span[] = [[since, rest[0]], [rest[1], rest[1] + left]];
  return ways.filter(([from, until]) => until > from);
}

/** From and until which minute of a day there is anything to show. */
export function hoursOf(board: Board): Span {
  let [first, last] = [8 * 60, 18 * 60];
  for (const row of board.rows) {
    const begin = row.d * DAY;
    for (const span of [row.shift, ...row.stops.flatMap((stop): Span[] => [...waysTo(row, stop), [stop.s, stop.e]])]) {
      if (!span) continue;
      first = Math.min(first, span[0] - begin);
      last = Math.max(last, span[1] - begin);
    }
  }
  return [Math.max(0, Math.floor(first / 60) * 60), Math.min(DAY, Math.ceil(last / 60) * 60)];
}

const two = (n: number): string => String(n).padStart(2, "0");

export const clock = (minute: number): string => `${two(Math.floor((((minute % DAY) + DAY) % DAY) / 60))}:${two((((minute % DAY) + DAY) % DAY) % 60)}`;

export const span = ([from, until]: Span): string => `${clock(from)}–${clock(until)}`;
