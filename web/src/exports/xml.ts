// Text as XML can hold it (XML 1.0, section 2.2), in content and in attributes.
const ILLEGAL = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const MARKS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;" };

export const xml = (text: string): string => text.replace(ILLEGAL, "\ufffd").replace(/[&<>"\n\r\t]/g, (sign) => MARKS[sign]!);
