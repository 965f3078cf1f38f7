// Making elements. Text from articles enters the page here, and as text nodes only.
export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

export function el<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: (Child | Child[])[]): HTMLElementTagNameMap[K] {
  return filled(document.createElement(name), attributes, children.flat());
}

export function svg<K extends keyof SVGElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: (Child | Child[])[]): SVGElementTagNameMap[K] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children.flat());
}

function filled<E extends Element>(made: E, attributes: Attributes, children: Child[]): E {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value as EventListener);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return made;
}

// A name or quote, kept apart so that signs of right-to-left scripts in it turn nothing around it.
export const own = (text: string): HTMLElement => el("bdi", {}, text);

export function find<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found as E;
}

// A link leaves the page only for the web, and tells nobody where it came from.
export function link(url: string, ...children: Child[]): HTMLElement {
  const safe = /^https?:\/\//i.test(url);
  return safe ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children) : el("span", {}, ...children);
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export const shortened = (text: string, most: number): string => {
  const signs = text.length > most ? Array.from(text.slice(0, most * 2)) : [];
  return signs.length > most ? `${signs.slice(0, most - 1).join("").trimEnd()}…` : text;
};
