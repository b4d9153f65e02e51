import type { Board, Verdict } from "./model";

const words: Record<string, string> = JSON.parse(document.getElementById("board-words")?.textContent ?? "{}") as Record<string, string>;

/** A word in the reader's language, with its figures. */
export function word(key: string, figures: Record<string, string | number> = {}): string {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_all, name: string) => String(figures[name] ?? ""));
}

/** Parts that a colleague can spare: what is sent back, and how it is said. */
export type Bring = { what: string; said: string };
export type Why = { against: [string, string[]][]; free: string[]; change: string; bring: Bring[] };

/** What the server refused, in its own words. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** The addresses of the page: the board's own element has them. */
export class Server {
  constructor(
    private readonly page: HTMLElement,
    private readonly asked: () => Record<string, string>,
  ) {}

  days(): Promise<Board> {
    return this.get(this.page.dataset.days ?? "", {}) as Promise<Board>;
  }

  verdict(number: string, to: Record<string, string>, signal: AbortSignal): Promise<Verdict> {
    return this.get(this.named("verdict", number), to, signal) as Promise<Verdict>;
  }

  why(number: string): Promise<Why> {
    return this.get(this.named("why", number), {}) as Promise<Why>;
  }

  async does(verb: string, given: Record<string, string>): Promise<{ said: Partial<Verdict> & { days?: number; outlet?: string; placed?: boolean }; board: Board }> {
    const body = new URLSearchParams({ ...this.asked(), ...given });
    const headers = { "X-CSRFToken": (JSON.parse(document.body.getAttribute("hx-headers") ?? "{}") as Record<string, string>)["X-CSRFToken"] ?? "" };
    return read(await sent(this.named("change", verb), { method: "POST", body, headers })) as Promise<{ said: Partial<Verdict>; board: Board }>;
  }

  private named(kind: string, name: string): string {
    return (this.page.dataset[kind] ?? "").replace("/0/", `/${encodeURIComponent(name)}/`);
  }

  private async get(address: string, more: Record<string, string>, signal?: AbortSignal): Promise<unknown> {
    return read(await sent(`${address}?${new URLSearchParams({ ...this.asked(), ...more })}`, { signal }));
  }
}

async function sent(address: string, how: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...how, redirect: "error" });
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    throw new Refused(document.body.dataset.offline ?? "", "offline");
  }
}

async function read(answer: Response): Promise<unknown> {
  const json = answer.headers.get("content-type")?.includes("json");
  if (answer.ok && json) return answer.json();
  const said = json ? ((await answer.json()) as { detail?: string; code?: string }) : {};
  throw new Refused(said.detail ?? document.body.dataset.failed ?? "", said.code ?? "failed");
}
