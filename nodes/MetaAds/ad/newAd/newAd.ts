import type { IDataObject } from 'n8n-workflow';

import type { MadeObject } from '../../../shared/madeObject';

/** An ad on its way: made of a file or of a post, by the same steps, and how far it has come. */
export interface NewAd {
	readonly adAccount: string;
	readonly adSet: string;
	/** Of the form's; undefined where a post says it itself. */
	readonly page?: string;
	/** The form's button: several messengers need an ad set that leads to them. */
	readonly button?: string;
	readonly name: string;
	readonly ifItExists: 'another' | 'stop' | 'use';
	readonly validateOnly: boolean;
	/** Under which this process remembers what it has finished of it; null where nothing needs remembering. */
	readonly key: string | null;
	/** Columns of its own: what it is made of. */
	readonly madeOf: () => IDataObject;
	/** For people: the files it is made of, or the post. */
	readonly source: string;
	/** What else was made for it. */
	readonly uploaded: () => readonly MadeObject[];
	/** Sentences for its row, of what was made on the way. */
	readonly remarks: string[];
	/** Of the credential, where the creative got them. */
	houseTags?: string;
	/** What its creative's row says. */
	creativeNote?: string;
	creativeId?: string;
	row?: IDataObject;
	failure?: Error;
}

/** Those that still go on. */
export const openAds = <Made extends NewAd>(ads: readonly Made[]): Made[] =>
	ads.filter(({ row, failure }) => row === undefined && failure === undefined);
