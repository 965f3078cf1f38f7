globalThis.kgSource = undefined;
export {};
