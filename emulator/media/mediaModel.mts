import type { Account } from '../model.mts';

export interface AdImage {
	kind: 'AdImage';
	/** `<account digits>:<hash>` (Meta: marketing-api/reference/ad-image, field id). */
	id: string;
	account: Account;
	hash: string;
	name: string;
	width: number;
	height: number;
	createdTime: number;
	updatedTime: number;
}
