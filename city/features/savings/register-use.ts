export function registerUse(): never { throw new Error("pending"); }
