/** An object as Graph answers it: whatever fields were asked for and Meta had. */
export type GraphObject = Readonly<Record<string, unknown>>;
