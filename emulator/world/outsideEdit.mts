/** A change by somebody else, at a moment of the virtual clock. */
export interface OutsideEdit {
	/** Milliseconds of the virtual clock. */
	at: number;
	/** Campaign, ad set or ad. */
	id: string;
	/** As a client would send them. */
	params: Record<string, string>;
}
