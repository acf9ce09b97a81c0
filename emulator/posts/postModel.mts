/** A post that a page has published. */
export interface PagePost {
	kind: 'PagePost';
	/** `<page>_<post>`. */
	id: string;
	pageId: string;
	message?: string;
	/** Milliseconds. */
	createdAt: number;
	/** What Meta says when it is asked whether the post may become an ad. */
	isEligible: boolean;
}

/** A post of an Instagram account. */
export interface InstagramPost {
	kind: 'IGMedia';
	id: string;
	/** The account's ID. */
	ownerId: string;
	caption?: string;
	/** Milliseconds. */
	createdAt: number;
	/** Why it cannot become an ad; absent where it can. */
	ineligibleReason?: string;
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		PagePost: PagePost;
		IGMedia: InstagramPost;
	}
}
