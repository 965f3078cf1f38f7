// ISO 8601 days, months, years and intervals as numbers of days, so that they can be compared and drawn.
const DAY = 86400000;

// The first and the last day of what `text` names, or null if it is no time.
export function span(text: string | null): [number, number] | null {
  if (!text) return null;
  const [first, last] = text.split("/", 2);
  const start = part(first ?? "");
  const end = last === undefined ? start : part(last);
  if (!start && !end) return null;
  const found: [number, number] = [(start ?? end)![0], (end ?? start)![1]];
  return found[0] <= found[1] ? found : null;
}

function part(text: string): [number, number] | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), match[2] ? Number(match[2]) - 1 : null, match[3] ? Number(match[3]) : null];
  const start = Date.UTC(year, month ?? 0, day ?? 1) / DAY;
  const end = (day !== null ? Date.UTC(year, month!, day + 1) : month !== null ? Date.UTC(year, month + 1, 1) : Date.UTC(year + 1, 0, 1)) / DAY - 1;
  return Number.isFinite(start) && Number.isFinite(end) ? [start, end] : null;
}

export const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const MONTHS = "January February March April May June July August September October November December".split(" ");

// "16 April 2023", "April 2023", "2023", "1–3 May 2023": as a reader would say it; text that is no time as it is.
export function told(text: string | null): string {
  if (!text) return "";
  const [first, last] = text.split("/", 2);
  const said = (each: string) => {
    const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(each);
    if (!match) return each;
    const month = match[2] ? MONTHS[Number(match[2]) - 1] : "";
    return [match[3] ? String(Number(match[3])) : "", month, match[1]].filter(Boolean).join(" ");
  };
  return last === undefined || last === first ? said(first ?? "") : `${said(first ?? "")} – ${said(last)}`;
}
