import { every } from "./dom";

type District = [code: string, name: string];
type City = [code: string, name: string, below: District[]];
type Province = [code: string, name: string, below: City[]];

let loading: Promise<Province[]> | undefined;

function load(address: string): Promise<Province[]> {
  loading ??= fetch(address).then((answer) => answer.json() as Promise<Province[]>);
  return loading;
}

/** Province, city, district: three selects that feed one hidden six-digit code. */
export function wireDivisions(part: HTMLElement): void {
  for (const picker of every(part, "[data-divisions]")) void wire(picker);
}

async function wire(picker: HTMLElement): Promise<void> {
  const [first, second, third] = picker.querySelectorAll("select");
  const code = picker.querySelector<HTMLInputElement>("input[type=hidden]");
  if (!first || !second || !third || !code) return;
  const provinces = await load(picker.dataset.divisions ?? "");
  const cities = (): City[] => provinces.find(([key]) => key === first.value)?.[2] ?? [];
  const districts = (): District[] => cities().find(([key]) => key === second.value)?.[2] ?? [];
  const tell = (): void => {
    code.value = third.value;
    code.dispatchEvent(new Event("change", { bubbles: true }));
  };
  fill(first, provinces, `${code.value.slice(0, 2)}0000`);
  fill(second, cities(), `${code.value.slice(0, 4)}00`);
  fill(third, districts(), code.value);
  first.addEventListener("change", () => {
    fill(second, cities(), "");
    fill(third, districts(), "");
    tell();
  });
  second.addEventListener("change", () => {
    fill(third, districts(), "");
    tell();
  });
  third.addEventListener("change", tell);
}

/** A level with one choice needs no question. */
function fill(select: HTMLSelectElement, rows: [string, string, ...unknown[]][], chosen: string): void {
  const prompt = select.options[0];
  select.replaceChildren(...(prompt ? [prompt] : []), ...rows.map(([code, name]) => new Option(name, code)));
  const only = rows.length === 1 ? rows[0]?.[0] : undefined;
  select.value = rows.some(([code]) => code === chosen) ? chosen : (only ?? "");
  select.disabled = rows.length === 0;
}
