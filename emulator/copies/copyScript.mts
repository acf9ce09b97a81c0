/** How copying is scripted: after so many objects it breaks down; how long an asynchronous copy takes. */
export interface CopyScript {
	stopAfter?: number;
	sessionSeconds: number;
}

export const COPIES_SOON: CopyScript = { sessionSeconds: 20 };
